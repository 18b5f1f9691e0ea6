"""Blockers: what is in whose way, until somebody says it is gone or the task it holds up is done."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from storage import audience, changes, facts, people, standups
from storage.db import NotFound
from storage.models.people import Channel, Member
from storage.models.standup import Answer, Blocker, StandupDay
from storage.models.task import Task
from storage.vocabulary import Noun, TaskStatus


def get(tx: Session, blocker_id: int) -> facts.Blocker:
    """Return a blocker by id. Raises NotFound."""
    row = tx.get(Blocker, blocker_id, populate_existing=True)
    if row is None:
        raise NotFound(f"blocker {blocker_id}")
    return _fact(tx, row)


def find(tx: Session, team_id: int, number: int) -> facts.Blocker | None:
    """Return a team's blocker by its number, None when there is none."""
    row = tx.scalars(
        select(Blocker).where(col(Blocker.team_id) == team_id, col(Blocker.number) == number)
    ).one_or_none()
    return _fact(tx, row) if row else None


def list_of(tx: Session, team_id: int, member_id: int, standup_id: int) -> list[facts.Blocker]:
    """Return what is in a member's way, as they told one standup, oldest first."""
    return _list(tx, _open(team_id, standup_id).where(col(Blocker.member_id) == member_id))


def list_open(tx: Session, team_id: int, standup_id: int) -> list[facts.Blocker]:
    """Return what is in the way of a standup's people, oldest first."""
    return _list(tx, _open(team_id, standup_id))


def list_resolved(
    tx: Session, standup_id: int, *, opened_by: datetime, after: datetime
) -> list[facts.Blocker]:
    """Return what was in the way of a standup's people by an instant and somebody resolved after another.

    In the order it was resolved.
    """
    rows = _told(standup_id).where(
        col(Blocker.opened_at) <= opened_by,
        col(Blocker.closed_at) > after,
        col(Blocker.closed_by_id).is_not(None),
    )
    return [_fact(tx, row) for row in tx.scalars(rows.order_by(col(Blocker.closed_at), col(Blocker.id)))]


def list_of_task(tx: Session, task_id: int) -> list[facts.Blocker]:
    """Return what people said holds up a task and nobody has closed, oldest first, be it done or not."""
    rows = select(Blocker).where(col(Blocker.task_id) == task_id, col(Blocker.closed_at).is_(None))
    return _list(tx, rows)


def close(tx: Session, act: facts.Act, blocker: facts.Blocker) -> bool:
    """Note that a blocker is gone; False when it was already."""
    if blocker.closed_at is not None:
        return False
    values = {"closed_at": act.now, "closed_by_id": act.member and act.member.id}
    changes.apply(tx, act, Noun.BLOCKER, blocker.id, values)
    return True


def is_open(tx: Session, blocker: facts.Blocker) -> bool:
    """Tell whether a blocker is in the way still: nobody closed it, and the task it holds up is open.

    Without a task, it is gone with whoever it was in the way of.
    """
    task = tx.get(Task, blocker.task_id) if blocker.task_id else None
    is_held = task.status is TaskStatus.OPEN if task else blocker.member.is_active
    return blocker.closed_at is None and is_held


def standup_of(tx: Session, blocker: facts.Blocker) -> facts.Standup:
    """Return the standup a blocker was told."""
    day = select(col(StandupDay.standup_id)).join(Answer, col(Answer.day_id) == col(StandupDay.id))
    return standups.get(tx, tx.scalars(day.where(col(Answer.id) == blocker.answer_id)).one())


def sees(tx: Session, act: facts.Act, blocker: facts.Blocker) -> bool:
    """Tell whether the caller may see what stands in the channel of the standup that a blocker was told."""
    if act.member is None:
        return False
    seen = audience.channels_of(act.member, here=act.here, now=act.now)
    where = (col(Channel.id) == standup_of(tx, blocker).channel.id, col(Channel.id).in_(seen))
    return tx.scalars(select(col(Channel.id)).where(*where)).first() is not None


def _told(standup_id: int) -> Select[Any]:
    return (
        select(Blocker)
        .join(Answer, col(Answer.id) == col(Blocker.answer_id))
        .join(StandupDay, col(StandupDay.id) == col(Answer.day_id))
        .where(col(StandupDay.standup_id) == standup_id)
    )


def _open(team_id: int, standup_id: int) -> Select[Any]:
    return (
        _told(standup_id)
        .join(Member, col(Member.id) == col(Blocker.member_id))
        .outerjoin(Task, col(Task.id) == col(Blocker.task_id))
        .where(
            # What holds up a task does so whoever said it; what only held up somebody has gone with them.
            or_(col(Blocker.task_id).is_not(None), col(Member.is_active)),
            or_(col(Blocker.task_id).is_(None), col(Task.status) == TaskStatus.OPEN),
            col(Blocker.team_id) == team_id,
            col(Blocker.closed_at).is_(None),
        )
    )


def _list(tx: Session, rows: Select[Any]) -> list[facts.Blocker]:
    return [_fact(tx, row) for row in tx.scalars(rows.order_by(col(Blocker.opened_at), col(Blocker.id)))]


def _fact(tx: Session, row: Blocker) -> facts.Blocker:
    task = tx.get(Task, row.task_id) if row.task_id else None
    return facts.Blocker(
        id=row.id,
        number=row.number,
        answer_id=row.answer_id,
        member=people.get(tx, row.member_id),
        text=row.text,
        task_id=row.task_id,
        task_number=task.number if task else None,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        closed_by=people.get(tx, row.closed_by_id) if row.closed_by_id else None,
    )
