"""What waits for what among a team's tasks."""

from sqlalchemy import Select, select
from sqlmodel import Session, col

from storage.models.people import Counter
from storage.models.task import Task, TaskLink
from storage.vocabulary import Noun, TaskStatus

Pair = tuple[int, int]  # the id of a task, and of one it waits for


def lock(tx: Session, team_id: int) -> None:
    """Hold off other changes of the team's links, so that two of them cannot close a loop together.

    PostgreSQL locks the row; SQLite has one writer as it is.
    """
    row = select(col(Counter.last)).where(
        col(Counter.team_id) == team_id, col(Counter.noun) == Noun.TASK.value
    )
    tx.execute(row.with_for_update()).all()


def list_before(tx: Session, task_id: int) -> list[Pair]:
    """Return every link among all that a task waits for, near and far, in no order."""
    near = select(col(TaskLink.task_id), col(TaskLink.before_id)).where(col(TaskLink.task_id) == task_id)
    walk = near.cte("walk", recursive=True)
    far = select(col(TaskLink.task_id), col(TaskLink.before_id)).join(
        walk, col(TaskLink.task_id) == walk.c.before_id
    )
    return _pairs(tx, select(walk.union(far)))


def list_after(tx: Session, task_id: int) -> list[Pair]:
    """Return every link among all that waits for a task, near and far, in no order."""
    near = select(col(TaskLink.task_id), col(TaskLink.before_id)).where(col(TaskLink.before_id) == task_id)
    walk = near.cte("walk", recursive=True)
    far = select(col(TaskLink.task_id), col(TaskLink.before_id)).join(
        walk, col(TaskLink.before_id) == walk.c.task_id
    )
    return _pairs(tx, select(walk.union(far)))


def list_waiting(tx: Session, task_id: int) -> list[int]:
    """Return the ids of the open tasks that wait for one, by id."""
    waiting = select(col(TaskLink.task_id)).where(col(TaskLink.before_id) == task_id)
    rows = select(col(Task.id)).where(col(Task.id).in_(waiting), col(Task.status) == TaskStatus.OPEN)
    return list(tx.scalars(rows.order_by(col(Task.id))))


def list_freed(tx: Session, task_id: int) -> list[int]:
    """Return the ids of the open tasks that waited for one which is over now, and for no other open one."""
    waiting = select(col(TaskLink.task_id)).where(col(TaskLink.before_id) == task_id)
    held = (
        select(col(TaskLink.task_id))
        .join(Task, col(Task.id) == col(TaskLink.before_id))
        .where(col(TaskLink.task_id).in_(waiting), col(Task.status) == TaskStatus.OPEN)
    )
    freed = select(col(Task.id)).where(
        col(Task.id).in_(waiting), col(Task.status) == TaskStatus.OPEN, col(Task.id).not_in(held)
    )
    return list(tx.scalars(freed.order_by(col(Task.id))))


def _pairs(tx: Session, wanted: Select[Pair]) -> list[Pair]:
    return [(task_id, before_id) for task_id, before_id in tx.execute(wanted)]
