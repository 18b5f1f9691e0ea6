"""The times a list may be of ("today", "this week", "fri", "27 nov"): which days they are. Pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from commands.kit import calendar
from commands.kit.when_days import FIRST_YEAR, LAST_YEAR
from commands.kit.when_words import MONTH, MONTHS, WEEKDAY, WEEKDAYS

Days = tuple[date, date]  # the first and the last


def _week(today: date, by: int) -> Days:
    monday = calendar.monday_of(today) + timedelta(weeks=by)
    return monday, monday + timedelta(days=6)


def _month(today: date, by: int) -> Days:
    first = calendar.months_after(today.replace(day=1), by)
    return first, calendar.months_after(first, 1) - timedelta(days=1)


def _day(today: date, by: int) -> Days:
    return today + timedelta(days=by), today + timedelta(days=by)


_SAID: dict[str, tuple[Callable[[date, int], Days], int]] = {
    "today": (_day, 0),
    "tomorrow": (_day, 1),
    "yesterday": (_day, -1),
    "this week": (_week, 0),
    "next week": (_week, 1),
    "last week": (_week, -1),
    "this month": (_month, 0),
    "next month": (_month, 1),
    "last month": (_month, -1),
}
_DATED = re.compile(
    rf"(?:{WEEKDAY}|(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}}) {MONTH}(?: (?P<year>20\d\d))?)",
    re.IGNORECASE,
)
WORDS = rf"{'|'.join(_SAID)}|{_DATED.pattern}"


def is_read(words: str) -> bool:
    """Tell whether words that look like a time are days of the calendar."""
    return days(words, date(2028, 1, 1), is_past=False) is not None


def days(words: str, today: date, *, is_past: bool) -> Days | None:
    """Return the first and last day of a time, counted from a local day; None where there is no such day.

    A weekday or a day without its year is the next one, or with `is_past` the last one, today included there.
    """
    if words in _SAID:
        span, by = _SAID[words]
        return span(today, by)
    found = _DATED.fullmatch(words)
    day = _dated(found, today, is_past=is_past) if found else None
    return (day, day) if day else None


def said(words: str, today: date, *, is_past: bool) -> str:
    """Say a time as people read it: "this week", "Fri 27 Nov"."""
    found = None if words in _SAID else days(words, today, is_past=is_past)
    return calendar.day_text(found[0], today) if found else words


def _dated(found: re.Match[str], today: date, *, is_past: bool) -> date | None:
    if found["weekday"]:
        ahead = WEEKDAYS[found["weekday"]] - today.weekday()
        return today - timedelta(days=-ahead % 7) if is_past else today + timedelta(days=ahead % 7 or 7)
    if found["iso"]:
        return _day_of(*map(int, found["iso"].split("-")))
    month, number = MONTHS[found["month"]], int(found["day"])
    if found["year"]:
        return _day_of(int(found["year"]), month, number)
    step = -1 if is_past else 1
    years = range(today.year, today.year + 9 * step, step)  # eight years apart at most are two of 29 Feb
    there_are = filter(None, (_day_of(year, month, number) for year in years))
    return next((day for day in there_are if (day - today).days * step >= 0), None)


def _day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
