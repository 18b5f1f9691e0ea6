"""The dates of a file as a spreadsheet, or a person, writes them → "2026-11-27 17:00". Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from commands.kit import calendar, when
from commands.kit.readings import Here, Reading
from commands.task.incoming import Row

COLUMNS = ("due", "finished", "promised", "snoozed")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,]+(\S.*))?")
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?:[T ,]+(\S.*))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of a file with their dates in ISO, and how the ones that could be two days were read."""

    rows: tuple[Row, ...]
    doubtful: str = ""  # one that could be two days, as it stands in the file; "" where there is none
    day_first: bool = True


def read(rows: tuple[Row, ...], here: Here) -> Read:
    """Read the dates of a file for whoever brings it; what is no date stays as it is.

    Where days and months stand follows from the dates of the file that can be read one way only; without
    such ones it is as for everything that is typed.
    """
    written = [match for cell in _cells(rows) if (match := _NUMBERS.fullmatch(cell))]
    pairs = [(int(match[1]), int(match[3]), match[0]) for match in written]
    is_day_first, is_month_first = any(one > 12 for one, _, _ in pairs), any(two > 12 for _, two, _ in pairs)
    is_known = is_day_first is not is_month_first
    day_first = is_day_first if is_known else here.day_first
    doubtful = [cell for one, two, cell in pairs if one <= 12 and two <= 12 and one != two]
    made = tuple(replace(row, cells=_dated(row.cells, here, day_first=day_first)) for row in rows)
    return Read(made, "" if is_known or not doubtful else doubtful[0], day_first)


def _cells(rows: Iterable[Row]) -> Iterator[str]:
    return (row.cells[name].strip() for row in rows for name in COLUMNS if row.cells.get(name))


def _dated(cells: Mapping[str, str], here: Here, *, day_first: bool) -> dict[str, str]:
    read = {
        name: plain(cells[name].strip(), here, day_first=day_first) for name in COLUMNS if cells.get(name)
    }
    return {**cells, **read}


def plain(text: str, here: Here, *, day_first: bool) -> str:
    """Write one date as "2026-11-27 17:00", or without a time; what is no date is given back as it is."""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _NUMBERS.fullmatch(text):
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        day, month = (int(found[1]), int(found[3])) if day_first else (int(found[3]), int(found[1]))
        day, month = (month, day) if month > 12 else (day, month)
    else:
        return _words(text, here)
    try:
        return " ".join(filter(None, (date(year, month, day).isoformat(), _time(found[5] or ""))))
    except ValueError:
        return text


def _time(text: str) -> str:
    """Read a time of day; a spreadsheet's midnight is a day without a time. Raises ValueError."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        if text:
            raise ValueError(text)
        return ""
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + 12 * (match[4].lower() == "p")
    at = time(hour, int(match[2]))
    return "" if at == time() and match[3] else f"{at:%H:%M}"


def _words(text: str, here: Here) -> str:
    """Read a date in words; the last resort of lines is too slow for ten thousand cells."""
    found = when.look(text, here)
    return f"{calendar.local(found.due.at, here.zone):%Y-%m-%d %H:%M}" if isinstance(found, Reading) else text
