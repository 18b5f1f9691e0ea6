"""Standups: the definition, its days, the answers and the blockers."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from storage import facts, people, workspaces
from storage.db import NotFound
from storage.models.standup import Answer, Blocker, Standup, StandupDay, StandupMember
from storage.vocabulary import DayState


def get(tx: Session, standup_id: int) -> facts.Standup:
    """Return a standup by id, stopped or not. Raises NotFound."""
    row = tx.get(Standup, standup_id, populate_existing=True)
    if row is None:
        raise NotFound(f"standup {standup_id}")
    return _fact(tx, row)


def find_in(tx: Session, channel_id: int) -> facts.Standup | None:
    """Return the standup a channel has, None when it has none that runs."""
    row = tx.scalars(
        select(Standup).where(col(Standup.channel_id) == channel_id, col(Standup.stopped_at).is_(None))
    ).first()
    return _fact(tx, row) if row else None


def list_running(tx: Session, team_id: int | None = None) -> list[facts.Standup]:
    """Return the standups that run, of one team or of all, oldest first."""
    rows = select(Standup).where(col(Standup.stopped_at).is_(None)).order_by(col(Standup.id))
    if team_id is not None:
        rows = rows.where(col(Standup.team_id) == team_id)
    return [_fact(tx, row) for row in tx.scalars(rows)]


def is_running(tx: Session, standup_id: int) -> bool:
    """Tell whether a standup asks people; one taken back does not."""
    row = tx.get(Standup, standup_id, populate_existing=True)
    return row is not None and row.stopped_at is None


def team_of(tx: Session, standup_id: int) -> int:
    """Return the team a standup belongs to."""
    return tx.get_one(Standup, standup_id).team_id


def set_members(tx: Session, standup_id: int, member_ids: Sequence[int]) -> None:
    """Say whom a new standup asks."""
    rows = [{"standup_id": standup_id, "member_id": member_id} for member_id in member_ids]
    if rows:
        tx.execute(insert(StandupMember), rows)


def list_members(tx: Session, standup_id: int) -> list[facts.Member]:
    """Return whom a standup asks, by name; people who left are not among them."""
    ids = select(col(StandupMember.member_id)).where(col(StandupMember.standup_id) == standup_id)
    found = [people.get(tx, member_id) for member_id in tx.scalars(ids)]
    return sorted((one for one in found if one.is_active), key=lambda one: one.name)


def open_day(tx: Session, standup_id: int, day: date, *, now: datetime) -> facts.StandupDay:
    """Return a standup's day, made if it is the first asked for."""
    where = (col(StandupDay.standup_id) == standup_id, col(StandupDay.day) == day)
    found = tx.scalars(select(col(StandupDay.id)).where(*where)).first()
    if found is None:
        found = tx.execute(
            insert(StandupDay)
            .values(standup_id=standup_id, day=day, state=DayState.OPEN, opened_at=now)
            .returning(col(StandupDay.id))
        ).scalar_one()
    return get_day(tx, found)


def get_day(tx: Session, day_id: int) -> facts.StandupDay:
    """Return one day by id. Raises NotFound."""
    row = tx.get(StandupDay, day_id, populate_existing=True)
    if row is None:
        raise NotFound(f"standup day {day_id}")
    return facts.StandupDay(id=row.id, standup=get(tx, row.standup_id), day=row.day, state=row.state)


def latest_day(tx: Session, standup_id: int) -> facts.StandupDay | None:
    """Return a standup's newest day, None before its first."""
    newest = select(col(StandupDay.id)).where(col(StandupDay.standup_id) == standup_id)
    found = tx.scalars(newest.order_by(col(StandupDay.day).desc()).limit(1)).first()
    return get_day(tx, found) if found else None


def close_day(tx: Session, day_id: int, *, now: datetime) -> None:
    """Close a day; later answers are marked late."""
    tx.execute(
        update(StandupDay).where(col(StandupDay.id) == day_id).values(state=DayState.CLOSED, closed_at=now)
    )


def ask(tx: Session, day_id: int, member_id: int, *, now: datetime) -> int | None:
    """Note that a member was asked; return the answer's id, None when they were asked already."""
    where = (col(Answer.day_id) == day_id, col(Answer.member_id) == member_id)
    if tx.scalars(select(col(Answer.id)).where(*where)).first() is not None:
        return None
    made: int = tx.execute(
        insert(Answer)
        .values(
            day_id=day_id,
            member_id=member_id,
            asked_at=now,
            yesterday="",
            today="",
            blocked="",
            is_late=False,
            version=1,
        )
        .returning(col(Answer.id))
    ).scalar_one()
    return made


def get_answer(tx: Session, answer_id: int) -> facts.Answer:
    """Return an answer by id. Raises NotFound."""
    row = tx.get(Answer, answer_id, populate_existing=True)
    if row is None:
        raise NotFound(f"answer {answer_id}")
    return _answer(tx, row)


def list_answers(tx: Session, day_id: int) -> list[facts.Answer]:
    """Return a day's answers: given ones in the order they came, then the open ones by name."""
    rows = tx.scalars(select(Answer).where(col(Answer.day_id) == day_id))
    found = [_answer(tx, row) for row in rows]
    given = sorted((one for one in found if one.answered_at), key=lambda one: str(one.answered_at))
    return given + sorted((one for one in found if not one.answered_at), key=lambda one: one.member.name)


def newest_answer(tx: Session, member_id: int) -> facts.Answer | None:
    """Return what a member was asked last, answered or not; None when they never were."""
    rows = select(Answer).where(col(Answer.member_id) == member_id).order_by(col(Answer.id).desc())
    row = tx.scalars(rows.limit(1)).first()
    return _answer(tx, row) if row else None


def last_answered(tx: Session, member_id: int) -> datetime | None:
    """Return when a member answered last, None when they never did."""
    rows = select(col(Answer.answered_at)).where(
        col(Answer.member_id) == member_id, col(Answer.answered_at).is_not(None)
    )
    return tx.scalars(rows.order_by(col(Answer.id).desc()).limit(1)).first()


def find_blocker(tx: Session, answer_id: int) -> facts.Blocker | None:
    """Return the open blocker an answer named, None when there is none."""
    row = tx.scalars(
        select(Blocker).where(col(Blocker.answer_id) == answer_id, col(Blocker.closed_at).is_(None))
    ).first()
    if row is None:
        return None
    return facts.Blocker(
        id=row.id,
        member=people.get(tx, row.member_id),
        text=row.text,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def _answer(tx: Session, row: Answer) -> facts.Answer:
    return facts.Answer(
        id=row.id,
        day_id=row.day_id,
        member=people.get(tx, row.member_id),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        yesterday=row.yesterday,
        today=row.today,
        blocked=row.blocked,
        is_late=row.is_late,
        version=row.version,
    )


def _fact(tx: Session, row: Standup) -> facts.Standup:
    return facts.Standup(
        id=row.id,
        project_id=row.project_id,
        channel=workspaces.get_channel(tx, row.channel_id),
        name=row.name,
        weekdays=tuple(int(digit) for digit in row.weekdays),
        at=row.at,
        window=row.window,
    )
