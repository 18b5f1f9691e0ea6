"""Tasks → a file: CSV for spreadsheets, JSON for programs. Knows no database and no Slack."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commands.kit import calendar, cells
from commands.task import steps
from commands.task.grammar import written
from storage import facts
from storage.vocabulary import TaskStatus

COLUMNS = (
    "number", "title", "notes", "status", "state", "reason", "owner", "due", "promised", "moves", "snoozed",
    "priority", "estimate", "points", "project", "channel", "labels", "after", "watchers", "repeat",
    "checklist", "creator", "created", "finished", "link", "card",
)  # fmt: skip
FORMAT, VERSION = "muster-tasks", 1
# In the column channel: only those see it whose it is; and it is of a channel its reader may not be told.
NO_CHANNEL, HIDDEN = "no channel", "a hidden channel"
TO_DO, UNDER_WAY, BLOCKED = "to do", "under way", "blocked"  # how work on an open task stands


@dataclass(frozen=True, slots=True)
class Where:
    """Where tasks are shown; what the reader may not know is left out."""

    places: Mapping[int, str]  # names of channels by id
    cards: Mapping[int, str]  # addresses of cards by the task's id


_BETWEEN = {"labels": " ", "after": " ", "watchers": ", ", "checklist": "\n"}


def as_csv(tasks: Sequence[facts.Task], zone: str, where: Where) -> bytes:
    """Write tasks as CSV in UTF-8, a row each; instants as "2026-11-27 17:00" on the clock of `zone`.

    Labels and numbers stand with spaces between, people with commas, steps on a line each ("[x] order").
    """
    return cells.as_csv([COLUMNS, *(_row(task, zone, where) for task in tasks)])


def as_json(tasks: Sequence[facts.Task], zone: str, where: Where) -> bytes:
    """Write tasks as JSON in UTF-8, with the same names as the columns; what is not known is null."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "zone": zone,
        "tasks": [_values(task, zone, where) for task in tasks],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _row(task: facts.Task, zone: str, where: Where) -> list[str]:
    return [cell(name, value) for name, value in _values(task, zone, where).items()]


def cell(name: str, value: Any) -> str:
    """Write one value as the text of its column's cell."""
    if isinstance(value, list):
        return _BETWEEN.get(name, " ").join(map(str, value))
    return "" if value is None else str(value)


def _values(task: facts.Task, zone: str, where: Where) -> dict[str, Any]:
    is_open = task.status is TaskStatus.OPEN
    return {
        "number": f"T-{task.number}",
        "title": task.title,
        "notes": task.notes,
        "status": task.status.value,
        "state": _state(task) if is_open else None,
        "reason": (task.blocked_reason if is_open else task.drop_reason) or None,
        "owner": task.owner.name if task.owner else None,
        "due": _at(task.due.at if task.due else None, zone),
        "promised": _at(task.first_due, zone),
        "moves": task.slips,
        "snoozed": _at(task.snoozed_until, zone) if is_open else None,
        "priority": task.priority.name,
        "estimate": written.length(task.estimate).removeprefix("~") if task.estimate else None,
        "points": task.points,
        "project": task.project.key if task.project else None,
        "channel": where.places.get(task.channel_id, HIDDEN) if task.channel_id else NO_CHANNEL,
        "labels": list(task.labels),
        "after": [f"T-{before.number}" for before in task.after],
        "watchers": [member.name for member in task.watchers],
        "repeat": task.repeat,
        "checklist": steps.lines(task.checklist),
        "creator": task.creator.name,
        "created": _at(task.created_at, zone),
        "finished": _at(task.done_at, zone) if task.repeat or not is_open else None,
        "link": task.link,
        "card": where.cards.get(task.id),
    }


def _state(task: facts.Task) -> str:
    begun = [UNDER_WAY] if task.started_at else []
    return ", ".join([*begun, *([BLOCKED] if task.blocked_at else [])]) or TO_DO


def _at(instant: datetime | None, zone: str) -> str | None:
    return f"{calendar.local(instant, zone):%Y-%m-%d %H:%M}" if instant else None
