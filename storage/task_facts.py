"""Rows of tasks → the values that leave the transaction, many at a time."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import Session, col

from storage import facts, people, projects
from storage.db import run
from storage.models.task import Task, TaskLabel, TaskLink, TaskWatcher
from storage.statements import parts, table_of
from storage.vocabulary import Priority, TaskStatus

_NONE = cast(null(), String)
_NEW: dict[str, Any] = {
    column.name: column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    for column in table_of(Task).c
} | {"checklist": (), "files": ()}
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TASK, _LABEL, _LINK, _WATCHER = (table_of(each) for each in (Task, TaskLabel, TaskLink, TaskWatcher))
_SETS = union_all(
    select(_LABEL.c.task_id, _LABEL.c.label, literal(0), literal(0), _NONE).where(_LABEL.c.task_id.in_(_IDS)),
    select(_LINK.c.task_id, _NONE, _LINK.c.before_id, _TASK.c.number, cast(_TASK.c.status, String))
    .join(_TASK, _TASK.c.id == _LINK.c.before_id)
    .where(_LINK.c.task_id.in_(_IDS)),
    select(_WATCHER.c.task_id, _NONE, literal(0), _WATCHER.c.member_id, _NONE).where(
        _WATCHER.c.task_id.in_(_IDS)
    ),
)


Sees = Callable[[], ColumnElement[bool]]  # made only where there is a link: making it takes a while


@dataclass(slots=True)
class _Sets:
    labels: list[str] = field(default_factory=list)
    after: list[facts.Before] = field(default_factory=list)
    watchers: list[facts.Member] = field(default_factory=list)


def made(tx: Session, rows: Sequence[Task | Row[Any]], sees: Sees | None = None) -> list[facts.Task]:
    """Turn rows into facts, in the same order; one query more for the sets of each thousand of them.

    Of what they wait for only those that meet the condition `sees` makes are named; None: all.
    """
    sets = _sets(tx, [row.id for row in rows])
    if sees is not None:
        _hide(tx, sets.values(), sees)
    people.load(tx, (each for row in rows for each in (row.owner_id, row.creator_id, row.done_by_id)))
    return [_fact(tx, row, sets[row.id]) for row in rows]


def added(tx: Session, task_id: int, values: Mapping[str, Any]) -> facts.Task:
    """Make the fact of a task that was just added with these columns, and with no set, without reading it."""
    return _fact(tx, SimpleNamespace(**{**_NEW, **values, "id": task_id}), _Sets())


def _hide(tx: Session, sets: Collection[_Sets], sees: Sees) -> None:
    """Leave out the links to tasks that do not meet `sees`."""
    linked, seen = {before.id for each in sets for before in each.after}, set[int]()
    for part in parts(list(linked)):
        seen |= {*tx.scalars(select(col(Task.id)).where(col(Task.id).in_(part), sees()))}
    for each in sets:
        each.after = [before for before in each.after if before.id in seen]


def _fact(tx: Session, row: Task | Row[Any] | SimpleNamespace, sets: _Sets) -> facts.Task:
    due = None
    if row.due_at is not None and row.due_day is not None:
        due = facts.Due(at=row.due_at, day=row.due_day, words=row.due_words or "", zone=row.due_zone or "UTC")
    return facts.Task(
        id=row.id,
        number=row.number,
        title=row.title,
        notes=row.notes,
        link=row.link,
        status=row.status,
        priority=Priority(row.priority),
        estimate=row.estimate,
        due=due,
        first_due=row.first_due_at,
        slips=row.slips,
        owner=people.get(tx, row.owner_id) if row.owner_id else None,
        creator=people.get(tx, row.creator_id),
        project=projects.get(tx, row.project_id) if row.project_id else None,
        channel_id=row.channel_id,
        created_at=row.created_at,
        done_at=row.done_at,
        done_by=people.get(tx, row.done_by_id) if row.done_by_id else None,
        version=row.version,
        points=row.points,
        started_at=row.started_at,
        blocked_at=row.blocked_at,
        blocked_reason=row.blocked_reason,
        snoozed_until=row.snoozed_until,
        repeat=row.repeat,
        checklist=tuple(facts.Step(one["text"], one["is_done"]) for one in row.checklist),
        files=tuple(facts.File(one["name"], one["url"]) for one in row.files),
        labels=tuple(sorted(sets.labels)),
        after=tuple(sorted(sets.after, key=lambda before: before.number)),
        watchers=tuple(sorted(sets.watchers, key=lambda member: (member.name, member.id))),
        drop_reason=row.drop_reason,
        first_zone=row.first_due_zone,
    )


def _sets(tx: Session, ids: list[int]) -> dict[int, _Sets]:
    """Read the labels, links and watchers of many tasks."""
    found: dict[int, _Sets] = defaultdict(_Sets)
    rows = (row for part in parts(ids) for row in run(tx, _SETS, {"ids": part}))
    for task_id, label, before_id, other, status in rows:
        if label is not None:
            found[task_id].labels.append(label)
        elif before_id:
            found[task_id].after.append(facts.Before(before_id, other, TaskStatus(status)))
        else:
            found[task_id].watchers.append(people.get(tx, other))
    return found
