"""Standups and their days: who is asked what, when and where."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import false, insert, or_, select, update
from sqlmodel import Session, col

from storage import facts, people, workspaces
from storage.db import NotFound
from storage.models.loops import Post
from storage.models.people import ChannelMember
from storage.models.standup import Standup, StandupDay, StandupMember
from storage.vocabulary import DayState, QuestionKind


def get(tx: Session, standup_id: int) -> facts.Standup:
    """Return a standup by id, stopped or not. Raises NotFound."""
    row = tx.get(Standup, standup_id, populate_existing=True)
    if row is None:
        raise NotFound(f"standup {standup_id}")
    return _fact(tx, row)


def list_in(tx: Session, channel_id: int) -> list[facts.Standup]:
    """Return the standups a channel has that are not removed, oldest first."""
    rows = select(Standup).where(col(Standup.channel_id) == channel_id, col(Standup.stopped_at).is_(None))
    return [_fact(tx, row) for row in tx.scalars(rows.order_by(col(Standup.id)))]


def list_running(tx: Session, team_id: int | None = None) -> list[facts.Standup]:
    """Return the standups that are not removed, of one team or of all, oldest first."""
    rows = select(Standup).where(col(Standup.stopped_at).is_(None)).order_by(col(Standup.id))
    if team_id is not None:
        rows = rows.where(col(Standup.team_id) == team_id)
    return [_fact(tx, row) for row in tx.scalars(rows)]


def list_asking(tx: Session, team_id: int, member_id: int) -> list[facts.Standup]:
    """Return the standups that ask a member, oldest first."""
    rows = select(Standup).where(
        col(Standup.team_id) == team_id, col(Standup.stopped_at).is_(None), _asks(tx, member_id)
    )
    return [_fact(tx, row) for row in tx.scalars(rows.order_by(col(Standup.id)))]


def team_of(tx: Session, standup_id: int) -> int:
    """Return the team a standup belongs to."""
    return tx.get_one(Standup, standup_id).team_id


def list_members(tx: Session, standup: facts.Standup) -> list[facts.Member]:
    """Return whom a standup asks, by name: no guests of its channel, nobody who has left."""
    if standup.everyone:
        return [one for one in people.list_in_channel(tx, standup.channel.id) if not one.is_guest]
    ids = select(col(StandupMember.member_id)).where(col(StandupMember.standup_id) == standup.id)
    wanted = tx.scalars(ids).all()
    people.load(tx, wanted)
    found = [people.get(tx, member_id) for member_id in wanted]
    return sorted((one for one in found if one.is_active), key=lambda one: one.name)


def asks(tx: Session, standup: facts.Standup, member_id: int) -> bool:
    """Tell whether a standup asks a member."""
    found = select(col(Standup.id)).where(col(Standup.id) == standup.id, _asks(tx, member_id))
    return tx.scalars(found).first() is not None


def open_day(tx: Session, standup: facts.Standup, day: date, *, now: datetime) -> facts.StandupDay:
    """Return a standup's day, made if it is the first asked for; it keeps the questions of this moment."""
    found = find_day(tx, standup.id, day)
    if found is not None:
        return found
    made = insert(StandupDay).values(
        standup_id=standup.id,
        day=day,
        state=DayState.OPEN,
        opened_at=now,
        questions=plain_questions(standup.questions),
        moods={},
    )
    return get_day(tx, tx.execute(made.returning(col(StandupDay.id))).scalar_one())


def find_day(tx: Session, standup_id: int, day: date) -> facts.StandupDay | None:
    """Return a standup's day, None when nobody was asked on it."""
    where = (col(StandupDay.standup_id) == standup_id, col(StandupDay.day) == day)
    row = tx.scalars(select(StandupDay).where(*where)).first()
    return _day(tx, row) if row else None


def find_day_shown(tx: Session, team_id: int, slack_channel: str, ts: str) -> facts.StandupDay | None:
    """Return the day whose head a message of Slack is, None when it is none."""
    head = select(col(Post.subject_id)).where(
        col(Post.team_id) == team_id,
        col(Post.kind) == "standup.root",
        col(Post.slack_channel) == slack_channel,
        col(Post.ts) == ts,
    )
    found = tx.scalars(head.limit(1)).first()
    return get_day(tx, found) if found else None


def get_day(tx: Session, day_id: int) -> facts.StandupDay:
    """Return one day by id. Raises NotFound."""
    row = tx.get(StandupDay, day_id, populate_existing=True)
    if row is None:
        raise NotFound(f"standup day {day_id}")
    return _day(tx, row)


def latest_day(tx: Session, standup_id: int, before: date | None = None) -> facts.StandupDay | None:
    """Return a standup's newest day, or its newest before a date; None when there is none."""
    newest = select(StandupDay).where(col(StandupDay.standup_id) == standup_id)
    if before is not None:
        newest = newest.where(col(StandupDay.day) < before)
    row = tx.scalars(newest.order_by(col(StandupDay.day).desc()).limit(1)).first()
    return _day(tx, row) if row else None


def list_days(tx: Session, standup_id: int, first: date, last: date) -> list[facts.StandupDay]:
    """Return a standup's days from `first` to `last`, both included, oldest first."""
    rows = select(StandupDay).where(
        col(StandupDay.standup_id) == standup_id, col(StandupDay.day) >= first, col(StandupDay.day) <= last
    )
    return [_day(tx, row) for row in tx.scalars(rows.order_by(col(StandupDay.day)))]


def list_open_days(tx: Session, standup_id: int) -> list[facts.StandupDay]:
    """Return a standup's days that are not closed yet, oldest first."""
    rows = select(StandupDay).where(
        col(StandupDay.standup_id) == standup_id, col(StandupDay.state) == DayState.OPEN
    )
    return [_day(tx, row) for row in tx.scalars(rows.order_by(col(StandupDay.day)))]


def close_day(tx: Session, day_id: int, *, now: datetime) -> None:
    """Close a day; later answers are marked late."""
    tx.execute(
        update(StandupDay).where(col(StandupDay.id) == day_id).values(state=DayState.CLOSED, closed_at=now)
    )


def count_mood(tx: Session, day: facts.StandupDay, mood: str) -> None:
    """Count one mood, "1" to "5", into a day; whose it was is written nowhere."""
    moods = {**day.moods, mood: day.moods.get(mood, 0) + 1}
    tx.execute(update(StandupDay).where(col(StandupDay.id) == day.id).values(moods=moods))


def plain_questions(asked: Sequence[facts.Question]) -> list[dict[str, str]]:
    """Return questions as they are stored."""
    return [{"key": one.key, "kind": one.kind.value, "text": one.text} for one in asked]


def _asks(tx: Session, member_id: int) -> Any:
    """Return the condition that a standup asks a member, by name or as one of its channel."""
    member = people.get(tx, member_id)
    by_name = select(col(StandupMember.standup_id)).where(col(StandupMember.member_id) == member_id)
    joined = select(col(ChannelMember.channel_id)).where(col(ChannelMember.member_id) == member_id)
    named = col(Standup.everyone).is_(False) & col(Standup.id).in_(by_name)
    there = col(Standup.everyone).is_(True) & col(Standup.channel_id).in_(joined)
    if not member.is_active:
        return false()
    return named if member.is_guest or member.is_bot else or_(named, there)


def _questions(stored: Sequence[Mapping[str, Any]]) -> tuple[facts.Question, ...]:
    return tuple(facts.Question(one["key"], QuestionKind(one["kind"]), one["text"]) for one in stored)


def _day(tx: Session, row: StandupDay) -> facts.StandupDay:
    return facts.StandupDay(
        id=row.id,
        standup=get(tx, row.standup_id),
        day=row.day,
        state=row.state,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        questions=_questions(row.questions),
        moods=row.moods,
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
        zone=row.zone,
        everyone=row.everyone,
        questions=_questions(row.questions),
        asks_mood=row.asks_mood,
        holidays=row.holidays,
        shares_reports=row.shares_reports,
        creator_id=row.creator_id,
        paused_at=row.paused_at,
        paused_until=row.paused_until,
        stopped_at=row.stopped_at,
        version=row.version,
    )
