"""Lines of `/risk` that begin like a command and are none → a question. Knows no people and no risks."""

import re
from collections.abc import Collection

from commands.kit import line
from commands.kit.requests import Offer, Unclear

_OTHERS = (
    *("find", "search", "delete", "remove", "drop", "done", "history", "export", "import"),
    *("matrix", "top", "board", "stop", "start", "take", "accept", "mitigate", "escalate"),
)
_MAY = re.compile(r"\b(?:may|might|could)\b", re.IGNORECASE)
_MOST_WORDS = 2  # behind it; whoever writes more writes a sentence


def as_risk(whole: str) -> Offer:
    """Offer to log a line all the same."""
    return Offer("Add it as a risk", f"add {line.quoted(whole)}")


def of_task(whole: str) -> Unclear:
    """Ask about a line that is the number of a task and nothing else."""
    number = whole.rstrip(".?!").upper()
    words = f"{number} is the number of a task. Nothing was saved. /task {number} shows it."
    return Unclear(words, (Offer("All open risks", "list"), as_risk(whole)))


def about(whole: str, verbs: Collection[str]) -> Unclear | None:
    """Ask about a short line in small letters that begins with the word of a command."""
    typed, _, rest = whole.partition(" ")
    is_slip = not rest and typed.islower() and line.nearest(typed, tuple(verbs)) is not None
    is_short = len(rest.split()) <= _MOST_WORDS and not _MAY.search(rest)
    if not is_slip and not (is_short and typed in (*verbs, *_OTHERS)):
        return None
    words = (
        f'/risk has no command "{line.spoken(whole)[:100]}". Nothing was saved. /risk help shows what it has.'
    )
    return Unclear(words, (Offer("Help", "help"), Offer("All open risks", "list"), as_risk(whole)))


def unread(number: str, rest: str, whole: str) -> Unclear:
    """Ask what is to become of a risk whose number a line begins with."""
    said = line.spoken(rest)[:100]
    tip = f"Nothing was saved. Try /risk R-{number} p3 i5, or /risk help."
    words = f'I can\'t read "{said}" after R-{number}. {tip}'
    return Unclear(words, (Offer(f"Show R-{number}", f"show R-{number}"), as_risk(whole)))
