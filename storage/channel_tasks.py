"""What a channel may see of tasks: of those of a project, and of what was finished in a time."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from storage import facts, task_facts, tasks
from storage.models.task import Task
from storage.vocabulary import TaskStatus


def list_open(tx: Session, team_id: int, project_id: int, *, channel_id: int) -> list[facts.Task]:
    """Return a project's open tasks that the members of a channel may see, by due date, then number."""
    rows = select(Task).where(*_open(team_id, project_id), tasks.shown_in(channel_id))
    return task_facts.made(tx, tx.scalars(rows.order_by(col(Task.due_at), col(Task.number))).all())


def list_finished(
    tx: Session, team_id: int, *where: Any, since: datetime, until: datetime, channel_id: int
) -> list[facts.Task]:
    """Return what was finished after `since` up to `until` (UTC) and a channel may see, first to last."""
    rows = select(Task).where(
        col(Task.team_id) == team_id,
        col(Task.status) == TaskStatus.DONE,
        col(Task.done_at) > since,
        col(Task.done_at) <= until,
        *where,
        tasks.shown_in(channel_id),
    )
    return task_facts.made(tx, tx.scalars(rows.order_by(col(Task.done_at), col(Task.number))).all())


def done_by(member_ids: Collection[int]) -> Any:
    """Return the condition that one of some members finished a task."""
    return col(Task.done_by_id).in_(member_ids)


def is_any(tx: Session, team_id: int, project_id: int, *, channel_id: int) -> bool:
    """Tell whether a channel may see any task of a project, be it open or finished."""
    rows = select(col(Task.id)).where(
        col(Task.team_id) == team_id,
        tasks.of_project(project_id),
        tasks.in_status(TaskStatus.OPEN, TaskStatus.DONE),
        tasks.shown_in(channel_id),
    )
    return tx.scalars(rows.limit(1)).first() is not None


def count_open(tx: Session, team_id: int, project_id: int, *where: Any) -> int:
    """Count a project's open tasks that meet every condition, whoever may see them."""
    counted = select(func.count(col(Task.id))).where(*_open(team_id, project_id), *where)
    return tx.scalars(counted).one()


def _open(team_id: int, project_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Task.team_id) == team_id,
        col(Task.project_id) == project_id,
        col(Task.status) == TaskStatus.OPEN,
    )
