"""Numbers of tasks without their "T-" ("done 13", "t13") → what is asked for, or whether it is meant."""

import re

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Offer, Unclear
from commands.task import alone, amend, offered, turned, verbs
from commands.task.requests import Amend, Request
from commands.task.verbs import ON_TASKS, WORDS_FOR

_LOOK = ("show", "history", "suggest")
_LOOSE = re.compile(r"(?P<sign>t ?|#)?(?P<number>[0-9]{1,9})", re.IGNORECASE)


def read(head: str, notes: str, here: Here) -> Request | None:
    """Read a number without "T-": what only looks is done, what changes a task is asked about."""
    first, _, rest = head.partition(" ")
    alone_ = _LOOSE.fullmatch(first)
    if alone_ and alone_["sign"] and not notes:
        return _numbered(head, alone_, rest.strip(), here)
    verb = WORDS_FOR.get(first.lower())
    second, _, more = rest.strip().partition(" ")
    found = _LOOSE.fullmatch(second)
    if verb not in ON_TASKS or (found and not found["sign"] and first[0].isupper()):
        return None
    if found is None:
        return _lacking(first.lower(), head) if second.lower() in ("t-", "t–") and not more else None
    is_free = more and verb not in ("assign", "due", "snooze")
    if is_free and not (found["sign"] or "").lower().startswith("t"):
        return None
    command = f"{first.lower()} T-{found['number']} {more}".strip()
    request = verbs.read(command, notes, here)
    if request is None or isinstance(request, Unclear):
        return None
    return request if verb in _LOOK else _which(head, notes, command, found["number"])


def _numbered(head: str, number: re.Match[str], rest: str, here: Here) -> Request | None:
    """Read a line that begins with "t13": the task itself, or what is to become of it."""
    command = f"T-{number['number']} {rest}".strip()
    request = (
        verbs.read(command, "", here)
        or turned.number_first(command, "", here)
        or amend.read(command, "", here)
    )
    if request is None or (number["sign"] == "#" and not isinstance(request, Amend)):
        return None
    if not rest:
        return request
    word, _, more = rest.partition(" ")
    is_verb = WORDS_FOR.get(word.lower()) in ON_TASKS
    line_ = f"{word.lower()} T-{number['number']} {more}".strip() if is_verb else command
    return _which(head, "", line_, number["number"])


def _which(head: str, notes: str, command: str, number: str) -> Unclear:
    words = f"Is T-{number} meant? Nothing was saved. Try /task {line.spoken(command)}."
    return Unclear(words, (offered.meant(command), alone.no_title(head, notes)))


def _lacking(verb: str, head: str) -> Unclear:
    words = f"Which task is meant? Nothing was saved. Type its number: /task {verb} T-4."
    return Unclear(words, (Offer("My open tasks", "list"), alone.no_title(head, "")))
