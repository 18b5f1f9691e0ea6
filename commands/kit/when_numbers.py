"""Dates with a day and a month ("31/12", "dec 31st", "2026-12-31") → that day. Knows no times."""

import re
from calendar import isleap
from dataclasses import replace
from datetime import date, timedelta

from commands.kit import calendar, when_days
from commands.kit.readings import Here, Sure
from commands.kit.when_days import FIRST_YEAR, LAST_YEAR, Contrary, Day, Found, Gone, Nowhere
from commands.kit.when_words import MONTH, MONTHS, WEEKDAY, WEEKDAYS

LOOK_BACK = timedelta(days=60)  # a yearless date gone no longer than this was meant as it stands
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?: '?(?P<year>[0-9]{4}|[0-9]{2}))?"
_NAMED = (
    re.compile(rf"(?:the )?{_NTH}(?: of)? {MONTH}{_YEAR}"),
    re.compile(rf"{MONTH}\.? (?:the )?{_NTH}{_YEAR}"),
    re.compile(rf"the (?P<day>{'|'.join(_FIRST)}) of {MONTH}{_YEAR}"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})[- ]?{MONTH}(?:-(?P<year>[0-9]{{4}}|[0-9]{{2}}))?"),
)
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    r"|(?P<packed>20[0-9]{2}[01][0-9][0-3][0-9])"
)
_PAIR = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<sep>[/.-])(?P<b>[0-9]{1,2})(?:(?P=sep)(?P<year>[0-9]{4}|[0-9]{2}))?\.?"
)
_HOURS = re.compile(r"(?<![0-9-])([01]?[0-9]|2[0-4])-(1?[0-9]|2[0-4])$")
_LED = re.compile(rf"{WEEKDAY} (?:the )?(?P<rest>.*[0-9].*)")


def find(words: str, here: Here) -> Found:
    """Read normalised words for a day and a month; None when they are none."""
    if led := _LED.fullmatch(words):
        return _checked(led, here)
    for pattern in _NAMED:
        if match := pattern.fullmatch(words):
            return _place(_year(match), MONTHS[match["month"]], _day(match["day"]), here)
    if match := _ISO.fullmatch(words):
        packed = match["packed"]
        year, month, day = (
            (packed[:4], packed[4:6], packed[6:]) if packed else (match["year"], match["month"], match["day"])
        )
        found = _place(int(year), int(month), int(day), here)
        return replace(found, sure=Sure.NEVER) if packed and isinstance(found, Day) else found
    return _pair(match, here) if (match := _PAIR.fullmatch(words)) else None


def _checked(led: re.Match[str], here: Here) -> Found:
    """Hold a date against the weekday in front of it."""
    hours = _HOURS.search(led["rest"])
    if hours and int(hours[1]) < int(hours[2]) > 12:
        return None  # "fri 9-17"
    found = find(led["rest"], here) or when_days.find(led["rest"], here)
    if not isinstance(found, Day):
        return found
    turned = [day for _, day in found.others if day.weekday() == WEEKDAYS[led["weekday"]]]
    if turned and found.day.weekday() != WEEKDAYS[led["weekday"]]:
        return Day(turned[0], Sure.SET)  # "fri 12/4": only one order makes it a Friday
    off = (WEEKDAYS[led["weekday"]] - found.day.weekday() + 3) % 7 - 3
    return Contrary(found.day, found.day + timedelta(days=off)) if off else Day(found.day, Sure.SET)


def _day(word: str) -> int:
    return int(word) if word.isdigit() else _FIRST.index(word) + 1


def _year(match: re.Match[str]) -> int | None:
    year = match["year"]
    return int(year) + (2000 if len(year) == 2 else 0) if year else None


def _pair(match: re.Match[str], here: Here) -> Found:
    """Read two numbers: a part over 12 is the day, else the order people here use decides."""
    a, b = int(match["a"]), int(match["b"])
    is_open = a <= 12 and b <= 12
    day, month = (a, b) if (here.day_first if is_open else a > 12) else (b, a)
    found = _place(_year(match), month, day, here)
    if not is_open:
        return found if not isinstance(found, Day) else Day(found.day, _sure(match, is_open=False))
    other = _place(_year(match), day, month, here) if a != b else None
    turned = other.day if isinstance(other, Day) else None
    if isinstance(found, Gone):
        return Gone(found.day, (*found.again, *((turned,) if turned else ())))
    if not isinstance(found, Day):
        return found
    others = ((f"{calendar.plain_text(turned)} instead", turned),) if turned else ()
    return Day(found.day, _sure(match, is_open=True), others, is_plain=True)


def _sure(match: re.Match[str], *, is_open: bool) -> Sure:
    """Judge how far two numbers are a date where no keyword says so."""
    if (year := match["year"]) and len(year) == 4:
        return Sure.MAYBE if is_open else Sure.SET
    if match["sep"] != "/" or (match["a"], match["b"]) in (("24", "7"), ("9", "11")):
        return Sure.NEVER
    return Sure.MAYBE if is_open or year else Sure.SET


def _place(year: int | None, month: int, day: int, here: Here) -> Found:
    """Find the day; without a year the one to come, unless it went by lately."""
    if not 1 <= month <= 12 or not 1 <= day <= 99 or not FIRST_YEAR <= (year or FIRST_YEAR) <= LAST_YEAR:
        return None
    today = here.today
    if not _exists(year, month, day):
        return _nowhere(year, month, day, today)
    if year is not None:
        found = date(year, month, day)
        return Gone(found, _again(found, today)) if found < today else Day(found, Sure.SET)
    days = [date(y, month, day) for y in range(today.year - 1, today.year + 2) if _exists(y, month, day)]
    if lately := [found for found in days if today - LOOK_BACK <= found < today]:
        return Gone(lately[0], _again(lately[0], today))
    ahead = [found for found in days if found >= today]
    return Day(ahead[0], Sure.SET) if ahead else _nowhere(None, month, day, today)


def _exists(year: int | None, month: int, day: int) -> bool:
    return day <= (LONGEST[month - 1] if year is None else calendar.days_in_month(year, month))


def _again(gone: date, today: date) -> tuple[date, ...]:
    """Find the same day of the next year in which it lies ahead."""
    years = range(today.year, today.year + 2)
    days = (date(year, gone.month, gone.day) for year in years if _exists(year, gone.month, gone.day))
    return tuple(day for day in days if day > today)[:1]


def _nowhere(year: int | None, month: int, day: int, today: date) -> Nowhere:
    """Name a day that is not there, and what to type: its month's last working day, or the next leap year."""
    text = f"{day} {calendar.MONTHS[month - 1]} {year or today.year}"
    name = calendar.MONTHS[month - 1].lower()
    if year is None and day == 29:
        leap = next(y for y in range(today.year, LAST_YEAR) if isleap(y) and date(y, 2, 29) >= today)
        return Nowhere(text, f"29 feb {leap}", date(leap, 2, 29))
    last = calendar.last_working_day_of_month(date(year or today.year, month, 1))
    if last >= today:
        return Nowhere(text, f"{last.day} {name}" if year is None else f"{last.day} {name} {year}", last)
    ahead = date(today.year + (month < today.month), month, 1)
    coming = calendar.last_working_day_of_month(ahead)
    if year is not None:
        return Nowhere(text, f"{coming.day} {name} {coming.year}", coming)
    shown = min(last.day, calendar.days_in_month(ahead.year, ahead.month))
    return Nowhere(text, f"{shown} {name}", ahead.replace(day=shown))
