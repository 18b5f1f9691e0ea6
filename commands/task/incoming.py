"""A file of tasks → rows; a row → what it wants made, or words that say what is wrong. Knows no people."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from commands.kit import calendar, line
from commands.kit.cells import RISKY
from commands.kit.readings import Here
from commands.task import fields, repeat, sheet, steps
from commands.task.grammar import tokens
from storage import facts
from storage.vocabulary import Priority, TaskStatus

MOST = 10_000  # lines of a file
NO_TASK = "no task"  # no column: what stands where a task should
MIXED = "mixed"  # no column: why a date of the row cannot be read as any day
_ALSO = {  # what other programs call the columns
    **dict.fromkeys(("summary", "task", "task name", "subject"), "title"),
    **dict.fromkeys(("assignee", "assigned to"), "owner"),
    **dict.fromkeys(("due date", "deadline"), "due"),
    "description": "notes",
    "tags": "labels",
    "story points": "points",
}
_STATES = (sheet.TO_DO, sheet.UNDER_WAY, sheet.BLOCKED)
_BEGUN = ("in progress", "started", "doing")
_BLOCKED = ("blocked", "on hold", "waiting", "stuck")
NOBODY = ("nobody", "@nobody", "none", "unassigned", "no owner", "n/a", "-", "–", "—")  # how files say it
_STATUS = {  # what other programs call how a task stands
    **dict.fromkeys(
        ("", "to do", "todo", "new", "not started", "backlog", *_STATES, *_BEGUN, *_BLOCKED), TaskStatus.OPEN
    ),
    **dict.fromkeys(("closed", "resolved", "complete", "completed", "finished"), TaskStatus.DONE),
    **dict.fromkeys(("cancelled", "canceled", "won't do"), TaskStatus.DROPPED),
    **{each.value: each for each in TaskStatus},
}
_PRIORITY = {"highest": "P1", "medium": "P3", "lowest": "P4"}
_POINTS = re.compile(r"[1-9][0-9]{0,2}")
_UNSOUND = re.compile("[\x00\ud800-\udfff]")
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
    head = text.partition("\n")[0]
    sign = next((sign for sign in ",;\t" if "title" in _names(head.split(sign))), None)
    if sign is None:
        return 'The first line has no column "title". `/task export csv` shows them. Nothing was saved.'
    table = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), start=1)
    row, rows = 0, []
    try:
        row, head_cells = next(table)
        names = _names(head_cells)
        for row, cells in table:
            if any(cell.strip() for cell in cells):
                plain = (_plain(cell) for cell in cells)
                rows.append(Row(row, dict(zip(names, plain, strict=False))))
    except csv.Error as error:
        return f"Row {row + 1} cannot be read as CSV ({error}). Nothing was saved."
    return tuple(rows)


def _names(cells: Iterable[str]) -> list[str]:
    """Name columns as Muster does; of two that hold the same, the first, or the one named so, is read."""
    names = [cell.strip().strip('"').lower() for cell in cells]
    known = set(names)
    for place, name in enumerate(names):
        meant = _ALSO.get(name)
        if meant and meant not in known:
            names[place] = meant
            known.add(meant)
    return names


def unread(cells: Mapping[str, str]) -> list[str]:
    """Return the columns of a row that are none of a task's."""
    return [name for name in cells if name and name not in (*sheet.COLUMNS, MIXED, NO_TASK)]


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
    """Read whom and what a row names."""
    said = {name: cells.get(name, "").strip() for name in ("owner", "watchers", "project", "channel")}
    watchers = tuple(name.strip() for name in said["watchers"].split(",") if name.strip())
    return Named(_owner(said["owner"]), watchers, said["project"].removeprefix("#"), said["channel"])


def _owner(text: str) -> str:
    """Read an owner as typed; "" where the words say that there is none."""
    return "" if text.strip().lower() in NOBODY else text.strip()


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
    points = "" if _CHECKS["points"](said["points"]) or not said["points"] else f"{said['points']}p"
    effort = " ".join(filter(None, (said["estimate"], points)))
    given = fields.Fields(title="x", estimate=effort, labels=said["labels"], repeat=said["repeat"])
    request = fields.read(given, ("estimate", "labels", "repeat"), here)
    faults = [_CHECKS[name](said[name]) for name in _CHECKS]
    faults.append(bool(numbers and said["repeat"]) and "a repeating task cannot wait for another one")
    if isinstance(request, dict) or any(faults):
        tokens = request if isinstance(request, dict) else {}
        typed = {**said, "estimate": effort}
        unread = [
            f'{name} "{typed[name]}" cannot be read. {words.rstrip(".")}' for name, words in tokens.items()
        ]
        return tuple(fault for fault in (*faults, *unread) if fault)
    due = _due(said["due"], here)
    is_moved = said["promised"] not in ("", said["due"]) or said["moves"] not in ("", "0")
    if due and request.repeat and not is_moved and not repeat.fits(request.repeat, due.day):
        return (f'{calendar.day_text(due.day, here.today)} is no day of "{request.repeat.text}"',)
    return Wanted(
        title=title,
        notes="\n".join(filter(None, (whole if is_cut else "", said["notes"]))),
        status=_STATUS[said["status"].lower()],
        finished=_instant(said["finished"], here),
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
        is_begun=sheet.UNDER_WAY in said["state"].lower()
        or said["status"].lower() in (sheet.UNDER_WAY, *_BEGUN),
        is_blocked=sheet.BLOCKED in said["state"].lower()
        or said["status"].lower() in (sheet.BLOCKED, *_BLOCKED),
        promised=_instant(said["promised"], here),
        moves=int(said["moves"] or 0),
        snoozed=_instant(said["snoozed"], here),
    )


def _priority(text: str) -> str:
    """Read a priority as its name: "P1", "1", "!high" and "high" all say one."""
    said = _PRIORITY.get(text.strip("! ").lower(), text.strip("! "))
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


_CHECKS: dict[str, Callable[[str], Any]] = {
    "title": lambda text: "" if text.split() else "it has no title",
    "status": lambda text: text.lower() not in _STATUS and f'"{text}" is no status: open, done or dropped',
    "state": lambda text: (
        not {one.strip() for one in text.lower().split(",")} <= {"", *_STATES}
        and f'"{text[:60]}" is no state: {", ".join(_STATES)}'
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
