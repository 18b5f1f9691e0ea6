"""A length counted from a day that is named ("2 days before 15 dec") → that day. Knows no times."""

import re
from datetime import date, timedelta

from commands.kit import calendar, when_days, when_numbers
from commands.kit.readings import Here, Sure
from commands.kit.when_days import LENGTH, MOST, UNITS, Day, Found, Gone
from commands.kit.when_words import COUNT, GAP, number_of

_BACK = r"before|prior to|ahead of"
_COUNTED = rf"(?:{COUNT}{GAP}|the )(?P<unit>{LENGTH})"
_FROM = re.compile(rf"{_COUNTED} (?:(?P<back>{_BACK})|after|from|following) (?P<base>.+)")
_HOURS = rf"(?:half an|{COUNT}){GAP}(?P<hours>hours?|hrs?|h|minutes?|mins?)"
_EARLY = re.compile(rf"{_HOURS} (?:{_BACK}) (?P<base>.+)")
_LENGTH = re.sub(r"\?P<\w+>", "?:", rf"(?:half\s+|[0-9]+\s?-\s?)?(?:{_COUNTED}|{_HOURS})")
_LOOSE = (
    r"(?:days?|weeks?|months?|years?|hours?|minutes?)(?: or (?:so|two))?"  # "a few days", "a week or two"
)
_BEFORE = re.compile(rf"(?<![^\s(\[])(?:{_LENGTH}|{_LOOSE})\s+$", re.IGNORECASE)


def find(words: str, here: Here) -> Found:
    """Read normalised words for a day that is some time before or after another; None of any others.

    It is as sure as the day it is counted from, less so where that is gone; one that is gone itself is Gone.
    """
    match = _FROM.fullmatch(words) if _is_counted(words) else None
    base = _base(match["base"], here) if match else None
    if match is None or not isinstance(base, Day | Gone):
        return base
    count = number_of(match["count"]) if match["count"] else 1
    unit = match["unit"].rstrip("s")
    if count > MOST.get(unit, 1500):
        return None
    begins = (base.day, *base.again) if isinstance(base, Gone) else (base.first or base.day,)
    day, *again = (_counted(each, unit, -count if match["back"] else count) for each in begins)
    if day < here.today:
        return Gone(day, tuple(again))
    is_loose = not match["count"] and unit not in ("d", "day")  # "the week before" may be any day of it
    return Day(day, Sure.MAYBE if is_loose or isinstance(base, Gone) else base.sure)


def early(words: str) -> tuple[timedelta, str] | None:
    """Part "30 min before 3pm" into hours and the words they are counted back from; None of any others."""
    match = _EARLY.fullmatch(words) if _is_counted(words) else None
    if match is None:
        return None
    count = number_of(match["count"]) if match["count"] else 0.5
    unit = timedelta(hours=1) if match["hours"].startswith("h") else timedelta(minutes=1)
    return count * unit, match["base"]


def length_before(text: str, end: int) -> int | None:
    """Find where the length begins that stands right before a place in a line; None where there is none."""
    match = _BEFORE.search(text, max(0, end - 30), end)
    return match.start() if match else None


def _is_counted(words: str) -> bool:
    """Tell at a glance whether a length may be counted from something: most words are no such."""
    return (
        "before " in words
        or "after " in words
        or "from " in words
        or "prior " in words
        or "ahead " in words
        or "following " in words
    )


def _base(words: str, here: Here) -> Found:
    return when_days.find(words, here) or when_numbers.find(words, here)


def _counted(base: date, unit: str, count: int) -> date:
    if unit in UNITS:
        return UNITS[unit](base, count)
    if count > 0:
        return calendar.working_days_after(base, count)
    return calendar.working_days_before(base, -count)
