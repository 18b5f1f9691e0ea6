"""The dates of a file as a spreadsheet, or a person, writes them → "2026-11-27 17:00". Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from commands.kit import calendar, when
from commands.kit.readings import Here, Reading
from commands.task.incoming import MIXED, Row

COLUMNS = ("due", "finished", "promised", "snoozed")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,]+(\S.*))?")
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?:[T ,]+(\S.*))?")
# Of Jira: 27/Nov/26 9:00 AM
_NAMED = re.compile(r"(\d{1,2})[/. -]+([A-Za-z]{3})[/. -]+(\d{4}|\d{2})(?:[ ,]+(\S.*))?")
_ZONED = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)", re.IGNORECASE
)
_SERIAL = re.compile(r"([2-7]\d{4})(?:[.,](\d+))?")  # a spreadsheet's number of a day: from 1954 to 2118
# Day 0 of a spreadsheet. Source: support.microsoft.com, "DATEVALUE" and "1900 date system".
_DAY_0 = date(1899, 12, 30)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of a file, their dates in ISO, and how those that could be two days are read at first."""

    rows: tuple[Row, ...]  # what could be two days stands in them as in the file; `settled` reads it
    doubtful: str = ""  # the day of the first of those, as it stands there; "" where there is none
    day_first: bool = True


def read(rows: tuple[Row, ...], here: Here) -> Read:
    """Read the dates of a file for whoever brings it; what is no date stays as it is.

    Where days and months stand follows from the dates of the file that can be read one way only; without
    such ones it is as for everything that is typed. Where they contradict one another, it follows from
    nothing: what could be two days is wrong then.
    """
    written = [match for cell in _cells(rows) if (match := _NUMBERS.fullmatch(cell))]
    sure = [next((match[0] for match in written if int(match[place]) > 12), "") for place in (1, 3)]
    if all(sure):
        rows, written = tuple(_mixed(row, *sure) for row in rows), []
    is_known = bool(sure[0]) is not bool(sure[1])
    day_first = bool(sure[0]) if is_known else here.day_first
    doubtful = [] if is_known else [match for match in written if _is_doubtful(match)]
    left = frozenset(match[0] for match in doubtful)
    made = tuple(replace(row, cells=_dated(row.cells, here, left, day_first=day_first)) for row in rows)
    first = doubtful[0] if doubtful else None
    return Read(made, first[2].join(first.group(1, 3, 4)) if first else "", day_first)


def _mixed(row: Row, day_first: str, month_first: str) -> Row:
    """Say of a row with a date that could be two days that the file does not tell which."""
    found = (_NUMBERS.fullmatch(cell) for cell in _cells([row]))
    doubtful = next((match[0] for match in found if match and _is_doubtful(match)), "")
    if not doubtful:
        return row
    orders = f'"{day_first}" in this file has the day first, "{month_first}" the month'
    words = f'"{doubtful}" could be two days: {orders}'
    return replace(row, cells={**row.cells, MIXED: words})


def day(doubtful: str, *, day_first: bool) -> date:
    """Return the day that a doubtful one is read as."""
    return date.fromisoformat(_numbers(doubtful, day_first=day_first))


def _is_doubtful(match: re.Match[str]) -> bool:
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    return 1 <= min(one, two) < max(one, two) <= 12 and (year > 0 or len(match[4]) == 2)


def settled(cells: Mapping[str, str], *, day_first: bool) -> dict[str, str]:
    """Write in ISO what `read` left of a row's dates as it stood in the file."""
    left = {name: text for name in COLUMNS if _NUMBERS.fullmatch(text := cells.get(name, "").strip())}
    return {**cells, **{name: _numbers(text, day_first=day_first) for name, text in left.items()}}


def _cells(rows: Iterable[Row]) -> Iterator[str]:
    return (row.cells[name].strip() for row in rows for name in COLUMNS if row.cells.get(name))


def _dated(cells: Mapping[str, str], here: Here, left: Collection[str], *, day_first: bool) -> dict[str, str]:
    written = {name: cells[name].strip() for name in COLUMNS if cells.get(name)}
    read = {
        name: plain(text, here, day_first=day_first) for name, text in written.items() if text not in left
    }
    return {**cells, **read}


def plain(text: str, here: Here, *, day_first: bool) -> str:
    """Write one date as "2026-11-27 17:00", or without a time; what is no date is given back as it is."""
    if found := _ZONED.fullmatch(text):
        return _on_own_clock(text, "".join((found[1], "T", found[2], found[3].upper())), here)
    if found := _SERIAL.fullmatch(text):
        return _serial(int(found[1]), float(f"0.{found[2] or 0}"))
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(text, (int(found[1]), int(found[3]), int(found[4])), found[5])
    if (found := _NAMED.fullmatch(text)) and found[2].title() in calendar.MONTHS:
        return _iso(
            text, (_year(found[3]), calendar.MONTHS.index(found[2].title()) + 1, int(found[1])), found[4]
        )
    return _numbers(text, day_first=day_first) if _NUMBERS.fullmatch(text) else _words(text, here)


def _on_own_clock(text: str, instant: str, here: Here) -> str:
    """Read an instant that names its zone, as programs write it, on the clock of whoever brings the file."""
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return text
    with suppress(OverflowError):  # the first or last moment there is: how programs write that there is none
        at = calendar.local(at, here.zone)
    return at.replace(tzinfo=None).isoformat(" ", "minutes")


def _serial(days: int, part: float) -> str:
    """Read the number by which a spreadsheet keeps a day, and the part of the day that has gone by."""
    day, minutes = _DAY_0 + timedelta(days=days), min(round(part * 24 * 60), 24 * 60 - 1)
    return f"{day} {minutes // 60:02}:{minutes % 60:02}" if part else day.isoformat()


def _numbers(text: str, *, day_first: bool) -> str:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return text
    year = _year(found[4])
    day, month = (int(found[1]), int(found[3])) if day_first else (int(found[3]), int(found[1]))
    day, month = (month, day) if month > 12 else (day, month)
    return _iso(text, (year, month, day), found[5])


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _iso(text: str, day: tuple[int, int, int], at: str | None) -> str:
    try:
        return " ".join(filter(None, (date(*day).isoformat(), _time(at or ""))))
    except ValueError:
        return text


def _time(text: str) -> str:
    """Read a time of day; midnight as spreadsheets and Jira write it is no time. Raises ValueError."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        if text:
            raise ValueError(text)
        return ""
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + 12 * (match[4].lower() == "p")
    at = time(hour, int(match[2]))
    return "" if at == time() and (match[3] or match[4]) else f"{at:%H:%M}"


def _words(text: str, here: Here) -> str:
    """Read a date in words; the last resort of lines is too slow for ten thousand cells."""
    found = when.look(text, here)
    return f"{calendar.local(found.due.at, here.zone):%Y-%m-%d %H:%M}" if isinstance(found, Reading) else text
