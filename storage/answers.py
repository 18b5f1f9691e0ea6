"""Answers: what each member was asked on each standup day, and what they said."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update
from sqlmodel import Session, col

from storage import facts, people
from storage.db import NotFound, run
from storage.models.standup import Answer, StandupDay
from storage.statements import dialect, new_only, table_of

_BLANK = {"skip_reason": "", "said": {}, "gave_mood": False, "is_late": False, "version": 1}
_ASK = new_only(Answer, "id")
_ANSWER = table_of(Answer)
_ASK_AFTER = (
    update(_ANSWER)
    .where(
        _ANSWER.c.day_id == bindparam("of_day"),
        _ANSWER.c.member_id == bindparam("of_member"),
        _ANSWER.c.asked_at.is_(None),
        _ANSWER.c.answered_at.is_(None),
        _ANSWER.c.skipped_at.is_(None),
    )
    .returning(_ANSWER.c.id)
)
_HELD = (
    select(Answer)
    .where(
        col(Answer.member_id) == bindparam("of_member"),
        col(Answer.closes_at) > bindparam("now"),
        col(Answer.quiet_until).is_not(None),
        col(Answer.answered_at).is_(None),
        col(Answer.skipped_at).is_(None),
    )
    .order_by(col(Answer.id))
)
_WINDOWS = select(_ANSWER.c.member_id, _ANSWER.c.closes_at, _ANSWER.c.quiet_until).where(
    _ANSWER.c.day_id == bindparam("day")
)


def ask(
    tx: Session,
    day_id: int,
    member_id: int,
    *,
    closes_at: datetime,
    asked_at: datetime | None,
    quiet_until: datetime | None = None,
) -> int | None:
    """Make a member's answer to fill in; return its id, None when they were asked or have answered already.

    `asked_at` None: they answer before they are asked, could not be asked in time, or are not to be disturbed
    until `quiet_until`. What they said or skipped before being asked, and took back, is the answer they are
    asked for.
    """
    asked = {"asked_at": asked_at, "closes_at": closes_at, "quiet_until": quiet_until}
    made: int | None = run(
        tx, _ASK[dialect(tx)], {**_BLANK, "day_id": day_id, "member_id": member_id, **asked}
    ).scalar()
    if made is None and (asked_at or quiet_until):
        made = run(tx, _ASK_AFTER, {"of_day": day_id, "of_member": member_id, **asked}).scalar()
    return made


def ask_with(tx: Session, answer_id: int, first_id: int) -> None:
    """Note that the prompt of another answer asks for this one, too."""
    tx.execute(update(Answer).where(col(Answer.id) == answer_id).values(asked_with_id=first_id))


def note_reminded(tx: Session, answer_id: int, *, now: datetime) -> None:
    """Note that a member was reminded of an answer."""
    tx.execute(update(Answer).where(col(Answer.id) == answer_id).values(reminded_at=now))


def note_mood(tx: Session, answer_id: int) -> bool:
    """Note that the member has given a mood, not which; False where they had given one before."""
    new = update(Answer).where(col(Answer.id) == answer_id, col(Answer.gave_mood).is_(False))
    return tx.execute(new.values(gave_mood=True).returning(col(Answer.id))).first() is not None


def get(tx: Session, answer_id: int) -> facts.Answer:
    """Return an answer by id. Raises NotFound."""
    row = tx.get(Answer, answer_id, populate_existing=True)
    if row is None:
        raise NotFound(f"answer {answer_id}")
    return _fact(tx, row)


def find(tx: Session, day_id: int, member_id: int) -> facts.Answer | None:
    """Return a member's answer of a day, None when they have none."""
    return _first(tx, select(Answer).where(col(Answer.day_id) == day_id, col(Answer.member_id) == member_id))


def find_heard(tx: Session, member_id: int, heard: str) -> facts.Answer | None:
    """Return the answer a member gave by a message ("C1:1793073600.000100"), None when it was none."""
    return _first(tx, select(Answer).where(col(Answer.heard) == heard, col(Answer.member_id) == member_id))


def list_of_day(tx: Session, day_id: int) -> list[facts.Answer]:
    """Return a day's answers: given ones in the order they came, then the open ones by name."""
    rows = tx.scalars(select(Answer).where(col(Answer.day_id) == day_id)).all()
    people.load(tx, [row.member_id for row in rows])
    found = [_fact(tx, row) for row in rows]
    given = sorted((one for one in found if one.answered_at), key=lambda one: str(one.answered_at))
    return given + sorted((one for one in found if not one.answered_at), key=lambda one: one.member.name)


def windows_of_day(tx: Session, day_id: int) -> dict[int, facts.Window]:
    """Return the window of each member who was asked on a day or is to be, by member id."""
    rows = run(tx, _WINDOWS, {"day": day_id})
    return {row.member_id: facts.Window(row.closes_at, row.quiet_until) for row in rows}


def list_held(tx: Session, member_id: int, *, now: datetime) -> list[facts.Answer]:
    """Return what a member was not asked, as they are not to be disturbed, and may still be, oldest first."""
    return [_fact(tx, row) for row in tx.scalars(_HELD, {"of_member": member_id, "now": now})]


def list_asked_with(tx: Session, first_id: int) -> list[facts.Answer]:
    """Return the answers one prompt asks for, in the order they were asked."""
    asked = select(col(Answer.member_id)).where(col(Answer.id) == first_id).scalar_subquery()
    theirs = select(Answer).where(col(Answer.member_id) == asked)
    rows = theirs.where(or_(col(Answer.id) == first_id, col(Answer.asked_with_id) == first_id))
    return [_fact(tx, row) for row in tx.scalars(rows.order_by(col(Answer.id)))]


def list_waiting(tx: Session, member_id: int) -> list[facts.Answer]:
    """Return what a member was asked and has neither answered nor skipped, newest day first, at most ten."""
    rows = _by_day(member_id).where(
        col(Answer.asked_at).is_not(None),
        col(Answer.answered_at).is_(None),
        col(Answer.skipped_at).is_(None),
    )
    return [_fact(tx, row) for row in tx.scalars(rows.limit(10))]


def list_given(tx: Session, member_id: int, limit: int) -> list[facts.Answer]:
    """Return what a member answered, newest day first."""
    rows = _by_day(member_id).where(col(Answer.answered_at).is_not(None))
    return [_fact(tx, row) for row in tx.scalars(rows.limit(limit))]


def last_given(tx: Session, standup_id: int, member_id: int, before: Any) -> facts.Answer | None:
    """Return a member's newest answer to a standup on a day before `before`, None when there is none."""
    rows = _by_day(member_id).where(
        col(StandupDay.standup_id) == standup_id,
        col(StandupDay.day) < before,
        col(Answer.answered_at).is_not(None),
    )
    return _first(tx, rows)


def _by_day(member_id: int) -> Select[Any]:
    rows = select(Answer).join(StandupDay, col(StandupDay.id) == col(Answer.day_id))
    return rows.where(col(Answer.member_id) == member_id).order_by(
        col(StandupDay.day).desc(), col(Answer.id).desc()
    )


def _first(tx: Session, rows: Select[Any]) -> facts.Answer | None:
    row = tx.scalars(rows.limit(1)).first()
    return _fact(tx, row) if row else None


def _fact(tx: Session, row: Answer) -> facts.Answer:
    return facts.Answer(
        id=row.id,
        day_id=row.day_id,
        member=people.get(tx, row.member_id),
        asked_at=row.asked_at,
        quiet_until=row.quiet_until,
        closes_at=row.closes_at,
        asked_with_id=row.asked_with_id,
        reminded_at=row.reminded_at,
        answered_at=row.answered_at,
        skipped_at=row.skipped_at,
        skip_reason=row.skip_reason,
        said=row.said,
        heard=row.heard,
        gave_mood=row.gave_mood,
        is_late=row.is_late,
        version=row.version,
    )
