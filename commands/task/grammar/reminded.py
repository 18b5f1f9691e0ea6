"""When a line asks to be reminded ("remind me fri to call the ISP"): offered, and which words say so."""

import re

from commands.kit import dated, when
from commands.kit.readings import Ambiguous, Choice, Here, Reading, Sure
from commands.kit.requests import Offer
from commands.task.grammar import every

_ASKS = re.compile(r"\s*remind (?:me|us),? (?P<when>\S+(?: \S+){0,5}?),? to (?=\S)", re.IGNORECASE)


def lead(title: str, here: Here) -> str:
    """Return what asks for a reminder in front of a title, with its time; "" without a time."""
    match = _ASKS.match(title)
    return match[0] if match and offers(title, here) else ""


def offers(title: str, here: Here) -> tuple[Offer, ...]:
    """Offer the day, the hour or the repeat that stands behind "remind me"; () without any."""
    match = _ASKS.match(title)
    if match is None:
        return ()
    words = match["when"]
    often = words.lower().startswith("every") or words.lower() in every.OFTEN
    if often and (repeat := every.read(every.phrase(words))):
        return (Offer(f"Repeat {repeat.text}"[:75], f"{{id}} {repeat.text}"),)
    found = when.look(words, here)
    if isinstance(found, Ambiguous):
        return dated.choice_offers(_due(found.choices), "{id}")
    if not isinstance(found, Reading) or found.sure is Sure.NEVER:
        return ()
    return dated.choice_offers(_due((Choice(found.label, found.due),)), "{id}")


def _due(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(f"Due {each.label}", each.due) for each in choices)
