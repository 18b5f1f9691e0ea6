"""A file of tasks → rows; a row → what it wants made, or words that say what is wrong. Knows no people."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from commands.kit import calendar, line
from commands.kit.cells import RISKY
from commands.kit.readings import Here
from commands.task import fields, foreign, grammar, sheet, steps
from commands.task.grammar import tokens
from storage import facts
from storage.vocabulary import Priority, TaskStatus

MOST = 10_000  # lines of a file
_LONGEST = 100_000  # characters; of much more PostgreSQL makes no index to find it by
NO_TASK = "no task"  # no column: what stands where a task should
MIXED = "mixed"  # no column: why a date of the row cannot be read as any day
BEYOND = "cells beyond the last column"  # no column either
# What Trello writes behind a label: "dns (green)", "dns (green_dark)".
_COLOUR = re.compile(rf"\s*\((?:{'|'.join(foreign.COLOURS)})(?:_(?:light|dark))?\)", re.IGNORECASE)
_SEVERAL = ("labels", "watchers")  # of which Jira writes a column for each
_POINTS = re.compile(r"([1-9][0-9]{0,2})(?:[.,]0+)?")
_SIGN = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # as Excel writes it; it counts no row for it
_UNSOUND = re.compile("[\x00\ud800-\udfff]")
_TITLES = ", ".join(name for name, meant in foreign.COLUMNS.items() if meant == "title")
_UNTITLED = (
    f'The first line has no column "title", which may also be called: {_TITLES}. '
    "`/task export csv` shows the others. Nothing was saved."
)
_SAVE_AS = "Save it as CSV in UTF-8 (Excel: “CSV UTF-8”) and choose it again. Nothing was saved."


@dataclass(frozen=True, slots=True)
class Row:
    """One task of a file, in text, by column."""

    row: int  # as a spreadsheet counts, whose first holds the names; of JSON, which entry of the list
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row wants made, but for whom and what it names."""

    title: str
    notes: str
    status: TaskStatus
    finished: datetime | None  # aware UTC
    due: facts.Due | None
    priority: Priority
    estimate: int | None  # minutes
    points: int | None
    labels: tuple[str, ...]
    after: tuple[int, ...]  # numbers of the file
    repeat: str | None
    checklist: tuple[facts.Step, ...]
    link: str | None
    reason: str  # why it is blocked, or was dropped
    is_begun: bool
    is_blocked: bool
    promised: datetime | None  # aware UTC: the date first promised
    moves: int
    snoozed: datetime | None  # aware UTC


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a row names, as typed; "" is nobody, no project and no channel."""

    owner: str
    watchers: tuple[str, ...]
    project: str
    channel: str

    @property
    def people(self) -> tuple[str, ...]:
        """Name its owner and watchers, each once."""
        return tuple(dict.fromkeys(name for name in (self.owner, *self.watchers) if name))


def read(name: str, content: bytes) -> tuple[Row, ...] | str:
    """Read a file by its name's ending, ".csv" or ".json"; words say why it cannot be read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return f"This file is not text in UTF-8. {_SAVE_AS}"
    found = _read_json(text) if name.lower().endswith(".json") else _read_csv(text)
    if isinstance(found, str):
        return found
    if not found:
        return "This file holds no tasks. Nothing was saved."
    if len(found) > MOST:
        return f"This file has {len(found):,} tasks; {MOST:,} fit. Cut it in two. Nothing was saved."
    return tuple(
        replace(row, cells={name: _sound(cell) for name, cell in row.cells.items()}) for row in found
    )


def _sound(cell: str) -> str:
    """Mark what JSON may hold and neither a database nor Slack takes: half a character, or none (NUL)."""
    return _UNSOUND.sub("\ufffd", cell)


def _read_csv(text: str) -> tuple[Row, ...] | str:
    said = _SIGN.match(text)
    text = text[said.end() :] if said else text
    head = text.partition("\n")[0]
    signs = said[1] if said else ",;\t"
    sign = next((sign for sign in signs if "title" in _names(head.split(sign))), None)
    if sign is None:
        return _UNTITLED
    table = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), start=1)
    row, rows = 0, []
    try:
        row, head_cells = next(table)
        names = _names(head_cells)
        for row, cells in table:
            if any(cell.strip() for cell in cells):
                rows.append(Row(row, _by_name(names, [_plain(cell) for cell in cells])))
    except csv.Error as error:
        return f"Row {row + 1} cannot be read as CSV ({error}). Nothing was saved."
    return tuple(rows)


def _names(cells: Iterable[str]) -> list[str]:
    """Name columns as Muster does; of two that hold the same, the first, or the one named so, is read."""
    names = [cell.strip().strip('"').lower() for cell in cells]
    known = set(names)
    for place, name in enumerate(names):
        meant = foreign.COLUMNS.get(name)
        if meant and meant not in known:
            names[place] = meant
            known.add(meant)
    return names


def _by_name(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Put cells under the names of their columns; of several of one name the first that is filled counts."""
    made: dict[str, str] = {}
    for name, cell in zip_longest(names, cells[: len(names)], fillvalue=""):
        first = made.get(name, "")
        made[name] = f"{first}, {cell}" if first and cell and name in _SEVERAL else first or cell
    beyond = ", ".join(filter(None, cells[len(names) :]))
    return {**made, BEYOND: beyond} if beyond.strip() else made


def unread(cells: Mapping[str, str]) -> list[str]:
    """Return what a row holds that is not read: columns that are none of a task's, and what has no place."""
    others = [name for name in cells if name and name not in (*sheet.COLUMNS, MIXED, NO_TASK)]
    is_open = _status(cells.get("status", ""), cells.get("finished", "")) is TaskStatus.OPEN
    return [*others, *(["finished of open tasks"] if cells.get("finished") and is_open else [])]


def _status(said: str, finished: str) -> TaskStatus | None:
    """Read how a task stands, None where that is unread; told just when it was finished, it is done."""
    return TaskStatus.DONE if finished and not said else foreign.STATUS.get(said.strip().lower())


def _plain(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(RISKY) else cell


def _read_json(text: str) -> tuple[Row, ...] | str:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        return f"This file is no JSON from line {error.lineno}, column {error.colno} on. Nothing was saved."
    except (ValueError, RecursionError):
        return "This file is no JSON. Nothing was saved."
    if isinstance(whole, list):
        return _rows(whole)
    if not isinstance(whole, dict) or whole.get("format") != sheet.FORMAT:
        return f'This JSON is no file of tasks: it lacks "format": "{sheet.FORMAT}". Nothing was saved.'
    if whole.get("version") != sheet.VERSION:
        return f"This file has version {whole.get('version')}; {sheet.VERSION} is read. Nothing was saved."
    found = whole.get("tasks")
    if not isinstance(found, list):
        return 'In this JSON "tasks" is no list. Nothing was saved.'
    return _rows(found)


def _rows(found: list[Any]) -> tuple[Row, ...]:
    return tuple(Row(place, _cells(one)) for place, one in enumerate(found, start=1))


def _cells(one: Any) -> dict[str, str]:
    """Read an element of JSON; of what is no task, what it is instead is kept under the name of no column."""
    if not isinstance(one, dict):
        return {NO_TASK: json.dumps(one, ensure_ascii=False)}
    names = _names(one)
    values = zip(names, one.values(), strict=True)
    return {name: sheet.cell(name, value) if name in sheet.COLUMNS else "" for name, value in values}


def number(cells: Mapping[str, str]) -> int | None:
    """Read the number that a row goes by in its own file, "9" or "T-9"; None when it has none."""
    text = cells.get("number", "").strip().upper().removeprefix("T-")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def after(cells: Mapping[str, str]) -> tuple[int, ...]:
    """Read the numbers a row waits for, of its own file."""
    return _ids(cells.get("after", ""))[0]


def _ids(text: str) -> tuple[tuple[int, ...], str]:
    return line.ids(", ".join(text.replace(",", " ").split()), "t")


def named(cells: Mapping[str, str]) -> Named:
    """Read whom and what a row names; of several owners the first is it, and the others watch."""
    said = {name: cells.get(name, "").strip() for name in ("watchers", "project", "channel")}
    first, *others = owners(cells) or [""]
    watchers = [name.strip() for name in said["watchers"].split(",") if name.strip()]
    return Named(first, (*others, *watchers), said["project"].removeprefix("#"), said["channel"])


def owners(cells: Mapping[str, str]) -> list[str]:
    """Read the owners of a row as typed, parted by semicolons; [] where words say that there is none."""
    typed = (name.strip() for name in cells.get("owner", "").split(";"))
    return [name for name in typed if name and name.lower() not in foreign.NOBODY]


def wanted(cells: Mapping[str, str], here: Here) -> Wanted | tuple[str, ...]:
    """Read a row for whoever imports it: dates are on their clock. Words say all that is wrong with it."""
    if MIXED in cells:
        return (cells[MIXED],)
    if NO_TASK in cells:
        return (f"{cells[NO_TASK][:60]} is no task",)
    said = {name: cells.get(name, "").strip() for name in sheet.COLUMNS}
    whole = " ".join(said["title"].split())
    title, is_cut = line.fitted(whole)
    numbers, _ = _ids(said["after"])
    faults = [_CHECKS[name](said[name]) for name in _CHECKS]
    faults.append(bool(numbers and said["repeat"]) and "a repeating task cannot wait for another one")
    faults.append(_to_come(said["finished"], here))
    due = None if _no_moment(said["due"]) else _due(said["due"], here)
    request = _tokens(said, due, here)
    if isinstance(request, dict) or any(faults):
        unread = _said(said, request) if isinstance(request, dict) else ()
        return tuple(fault for fault in (*faults, *unread) if fault)
    status, finished = _status(said["status"], said["finished"]), _instant(said["finished"], here)
    return Wanted(
        title=title,
        notes="\n".join(filter(None, (whole if is_cut else "", said["notes"]))),
        status=status or TaskStatus.OPEN,
        finished=min(finished, here.now) if finished else None,
        due=due or (request.due if said["repeat"] else None),
        priority=Priority[_priority(said["priority"])],
        estimate=request.estimate,
        points=request.points,
        labels=request.labels,
        after=numbers,
        repeat=request.repeat.text if request.repeat else None,
        checklist=steps.read(said["checklist"]),
        link=said["link"] or None,
        reason=said["reason"],
        is_begun=sheet.UNDER_WAY in said["state"].lower() or said["status"].lower() in foreign.BEGUN,
        is_blocked=sheet.BLOCKED in said["state"].lower() or said["status"].lower() in foreign.BLOCKED,
        promised=_instant(said["promised"], here),
        moves=int(said["moves"] or 0),
        snoozed=_instant(said["snoozed"], here),
    )


def _tokens(said: Mapping[str, str], due: facts.Due | None, here: Here) -> grammar.Add | dict[str, str]:
    """Read what a line would say with tokens; a pattern begins on its date, unless that was moved."""
    is_moved = said["promised"] not in ("", said["due"]) or said["moves"] not in ("", "0")
    points = _POINTS.fullmatch(said["points"])
    effort = " ".join(filter(None, (said["estimate"], points and f"{points[1]}p")))
    day = due.day if due and not is_moved else None
    labels = _COLOUR.sub("", said["labels"]).replace(";", ",")
    given = fields.Fields(title="x", estimate=effort, labels=labels, repeat=said["repeat"], day=day)
    return fields.read(given, ("estimate", "labels", "repeat"), here)


def _said(said: Mapping[str, str], wrong: Mapping[str, str]) -> Iterator[str]:
    """Say what is wrong with what a form would have refused, with what stands there."""
    for name, words in wrong.items():
        yield words.replace("That is", f'"{said[name][:60]}" is', 1).rstrip(".")


def _to_come(finished: str, here: Here) -> str:
    """Say that a task cannot have been finished on a day that is still to come."""
    is_read = bool(finished) and not _no_moment(finished)
    return f'finished "{finished}" is still to come' if is_read and _moment(finished)[0] > here.today else ""


def _priority(text: str) -> str:
    """Read a priority as its name: "P1", "1", "!high" and "high" all say one."""
    said = foreign.PRIORITY.get(text.strip("! ").lower(), text.strip("! "))
    found = tokens.list_priorities(f"!{said}")
    return found[0][1].name if found else f"P{said.upper() or Priority.P3.value}"


def _moment(text: str) -> tuple[date, time | None]:
    """Read a day, with or without a time on the reader's clock. Raises ValueError, also for a zone."""
    day, _, written = text.partition(" ")
    at = time.fromisoformat(written) if written else None
    if at and at.tzinfo:
        raise ValueError(text)
    return date.fromisoformat(day), at


def _instant(text: str, here: Here) -> datetime | None:
    if not text:
        return None
    day, at = _moment(text)
    return calendar.to_utc(day, at or here.work_end, here.zone)


def _due(text: str, here: Here) -> facts.Due | None:
    at = _instant(text, here)
    return facts.Due(at, _moment(text)[0], text, here.zone) if at else None


def _no_moment(text: str) -> str:
    try:
        day, _ = _moment(text) if text else (date(2000, 1, 1), None)
    except ValueError:
        return f'"{text}" is no date like 2026-11-27 17:00 or 27/11/2026'
    return "" if 1970 < day.year < 2200 else f'"{text}" is too far away'


def _too_long(what: str, text: str) -> str:
    return f"its {what} longer than {_LONGEST:,} characters" if len(text) > _LONGEST else ""


_CHECKS: dict[str, Callable[[str], Any]] = {
    "title": lambda text: _too_long("title is", text) if text.split() else "it has no title",
    "notes": lambda text: _too_long("notes are", text),
    "status": lambda text: (
        text.lower() not in foreign.STATUS and f'"{text}" is no status: open, done or dropped'
    ),
    "state": lambda text: (
        not {one.strip() for one in text.lower().split(",")} <= {"", *foreign.STATES}
        and f'"{text[:60]}" is no state: {", ".join(foreign.STATES)}'
    ),
    **dict.fromkeys(("due", "finished", "promised", "snoozed"), _no_moment),
    "moves": lambda text: text and not (text.isdecimal() and len(text) < 5) and f'"{text[:60]}" is no number',
    "points": lambda text: (
        text and not _POINTS.fullmatch(text) and f'"{text[:60]}" is no number of points: 1 to 999'
    ),
    "after": lambda text: _ids(text)[1] and f'"{text[:60]}" names no tasks: T-4 T-7',
    "priority": lambda text: (
        _priority(text) not in Priority.__members__
        and f'"{text}" is no priority: P1 to P4, or urgent, high, normal, low'
    ),
    "link": lambda text: (
        text and not text.startswith(("https://", "http://")) and f'"{text[:60]}" is no address of a page'
    ),
}
