"""Lines that say how long somebody worked on a task ("log 2h on T-12") → what may be done instead."""

import re

from commands.kit import line
from commands.kit.requests import Offer, Unclear
from commands.task.grammar import alone, several

_TIME = (
    r"(?P<time>\d{1,3}(?:[.,]\d{1,2})? ?(?:h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?|d(?:ays?)?)"
    r"(?: ?\d{1,2} ?m(?:in(?:ute)?s?)?)?)(?![\w-])"
)
_DONE = r"log(?:ged)?|spent|spend|work(?:ed)?|track(?:ed)?|book(?:ed)?|record(?:ed)?|clock(?:ed)?|took"
_LEAD = rf"(?:(?:i|we)(?:'ve| have)? )?(?:{_DONE}) (?:another )?(?:(?:time|hours|work):? )?"
_FIRST = re.compile(
    rf"(?:{_LEAD})?{_TIME} (?:of work )?(?:on|to|for|in|at|against) (?=t[-–]\d)", re.IGNORECASE
)
_BARE = re.compile(rf"{_LEAD}{_TIME} (?=t[-–]\d)", re.IGNORECASE)
_LAST = re.compile(
    r"(?:(?:log|time|track|book|record)(?: time)?(?: on| for| to)? )?"
    rf"(?P<id>t[-–]\d.*?):? (?:(?:{_DONE}):? )?{_TIME}",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(rf"(?:{_DONE}|time)(?![\w-])", re.IGNORECASE)
_MORE = re.compile(rf"(?:\W*(?:{_DONE}|(?:on|with) it)(?![\w-]))*(?:\W*(?:on|it)$)?\W*", re.IGNORECASE)


def asked(head: str) -> Unclear | None:
    """Say that time sheets are kept nowhere, and offer a note and the estimate; None of any other line."""
    worked = _worked(head)
    if worked is None:
        return None
    time, numbers, left = worked
    names, colon = several.names_of(numbers), ":" if len(numbers) > 1 else ""
    note = f"{time} spent {_MORE.sub('', left, count=1)}".strip()
    offers = (
        Offer(f"Note it on {names}"[:75], f"note {names}{colon} {note}"),
        *([Offer(f"Make {time} the estimate", f"{names} ~{time}")] if time.strip("0.,hmd") else []),
        alone.no_title(head, ""),
    )
    words = "Muster keeps no time sheets, so nothing was saved. What is to become of it?"
    return Unclear(words, offers)


def _worked(head: str) -> tuple[str, tuple[int, ...], str] | None:
    """Read how long was worked on which tasks, and what else is said; the time as an estimate is typed."""
    if match := _FIRST.match(head) or _BARE.match(head):
        numbers, left = line.ids(head[match.end() :], "t")
        return (_short(match["time"]), numbers, left) if numbers else None
    match = _LAST.match(head)
    numbers, between = line.ids(match["id"], "t") if match else ((), "")
    if match is None or not numbers or between or not _SAYS_SO.search(head):
        return None
    return _short(match["time"]), numbers, head[match.end() :]


def _short(time: str) -> str:
    """Write a length as an estimate is typed: "2 hours" is "2h"."""
    return re.sub(r" ?([hmd])[a-z]*\s?", r"\1", time.lower())
