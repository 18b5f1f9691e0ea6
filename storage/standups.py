"""Standups and their days: who is asked what, when and where."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, or_, select, update
from sqlmodel import Session, col

from storage import facts, people, posts, workspaces
from storage.db import NotFound
from storage.known import known
from storage.models.people import Channel, ChannelMember, Member
from storage.models.standup import Standup, StandupDay, StandupMember
from storage.statements import table_of
from storage.vocabulary import DayState, QuestionKind

_ROWS = (
    select(Standup, Channel)
    .join(Channel, col(Channel.id) == col(Standup.channel_id))
    .order_by(col(Standup.id))
    .execution_options(populate_existing=True)
)
_ONE = _ROWS.where(col(Standup.id) == bindparam("standup"))
_TO_CHANGE = _ONE.with_for_update(of=Standup)
_RUNNING = _ROWS.where(col(Standup.stopped_at).is_(None))
_IN_CHANNEL = _RUNNING.where(col(Standup.channel_id) == bindparam("channel"))
_OF_TEAM = _RUNNING.where(col(Standup.team_id) == bindparam("of_team"))
_NAMED = col(Standup.everyone).is_(False) & col(Standup.id).in_(
    select(col(StandupMember.standup_id)).where(col(StandupMember.member_id) == bindparam("member"))
)
_THERE = col(Standup.everyone).is_(True) & col(Standup.channel_id).in_(
    select(col(ChannelMember.channel_id)).where(col(ChannelMember.member_id) == bindparam("member"))
)
_THIS = select(col(Standup.id)).where(col(Standup.id) == bindparam("standup"))
# By whether a member is asked as one of a channel, too: guests and bots are asked by name alone.
_ASKING = {False: _OF_TEAM.where(_NAMED), True: _OF_TEAM.where(or_(_NAMED, _THERE))}
_ASKS = {False: _THIS.where(_NAMED), True: _THIS.where(or_(_NAMED, _THERE))}
_MEMBERS = (
    select(Member)
    .join(StandupMember, col(StandupMember.member_id) == col(Member.id))
    .where(col(StandupMember.standup_id) == bindparam("standup"))
)
_DAYS = select(StandupDay).where(col(StandupDay.standup_id) == bindparam("standup"))
_DAY = _DAYS.where(col(StandupDay.day) == bindparam("day"))
_OPEN_DAYS = _DAYS.where(col(StandupDay.state) == DayState.OPEN).order_by(col(StandupDay.day))
_OPEN = insert(table_of(StandupDay)).returning(table_of(StandupDay).c.id)


def get(tx: Session, standup_id: int, *, to_change: bool = False) -> facts.Standup:
    """Return a standup by id, stopped or not. Raises NotFound.

    `to_change` locks its row where the database locks rows, so that it is read as whoever had it left it.
    """
    read, rows = known(tx, facts.Standup), _ONE
    if to_change:
        read.pop(standup_id, None)
        rows = _TO_CHANGE
    if standup_id not in read and not _list(tx, rows, standup=standup_id):
        raise NotFound(f"standup {standup_id}")
    return read[standup_id]


def list_in(tx: Session, channel_id: int) -> list[facts.Standup]:
    """Return the standups a channel has that are not removed, oldest first."""
    return _list(tx, _IN_CHANNEL, channel=channel_id)


def list_running(tx: Session, team_id: int | None = None) -> list[facts.Standup]:
    """Return the standups that are not removed, of one team or of all, oldest first."""
    return _list(tx, _RUNNING) if team_id is None else _list(tx, _OF_TEAM, of_team=team_id)


def list_asking(tx: Session, team_id: int, member_id: int) -> list[facts.Standup]:
    """Return the standups that ask a member, oldest first."""
    member = people.get(tx, member_id)
    if not member.is_active:
        return []
    return _list(tx, _ASKING[_is_asked_there(member)], of_team=team_id, member=member_id)


def team_of(tx: Session, standup_id: int) -> int:
    """Return the team a standup belongs to."""
    return tx.get_one(Standup, standup_id).team_id


def list_members(tx: Session, standup: facts.Standup) -> list[facts.Member]:
    """Return whom a standup asks, by name: no guests of its channel, nobody who has left."""
    if standup.everyone:
        return [one for one in people.list_in_channel(tx, standup.channel.id) if not one.is_guest]
    found = [people.remembered(tx, row) for row in tx.scalars(_MEMBERS, {"standup": standup.id})]
    return sorted((one for one in found if one.is_active), key=lambda one: one.name)


def asks(tx: Session, standup: facts.Standup, member_id: int) -> bool:
    """Tell whether a standup asks a member."""
    member = people.get(tx, member_id)
    here = {"standup": standup.id, "member": member_id}
    return member.is_active and tx.scalars(_ASKS[_is_asked_there(member)], here).first() is not None


def open_day(tx: Session, standup: facts.Standup, day: date, *, now: datetime) -> facts.StandupDay:
    """Make a standup's day, which has none yet; it keeps the questions of this moment."""
    values = {
        "standup_id": standup.id,
        "day": day,
        "state": DayState.OPEN,
        "opened_at": now,
        "questions": plain_questions(standup.questions),
        "moods": {},
    }
    made: int = tx.execute(_OPEN, values).scalar_one()
    return facts.StandupDay(made, standup, day, DayState.OPEN, now, None, standup.questions, {})


def find_day(tx: Session, standup_id: int, day: date) -> facts.StandupDay | None:
    """Return a standup's day, None when nobody was asked on it."""
    row = tx.scalars(_DAY, {"standup": standup_id, "day": day}).first()
    return _day(tx, row) if row else None


def find_day_shown(tx: Session, team_id: int, slack_channel: str, ts: str) -> facts.StandupDay | None:
    """Return the day whose head a message of Slack is, None when it is none."""
    found = posts.find_subject(tx, team_id, "standup.root", slack_channel, ts)
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
    return [_day(tx, row) for row in tx.scalars(_OPEN_DAYS, {"standup": standup_id})]


def close_day(tx: Session, day_id: int, *, now: datetime) -> None:
    """Close a day; later answers are marked late."""
    tx.execute(
        update(StandupDay).where(col(StandupDay.id) == day_id).values(state=DayState.CLOSED, closed_at=now)
    )


def count_mood(tx: Session, day_id: int, mood: str) -> None:
    """Count one mood, "1" to "5", into a day; whose it was is written nowhere."""
    here = col(StandupDay.id) == day_id
    before = tx.execute(select(col(StandupDay.moods)).where(here).with_for_update()).scalar_one()
    moods = {**before, mood: before.get(mood, 0) + 1}
    tx.execute(update(StandupDay).where(here).values(moods=moods))


def plain_questions(asked: Sequence[facts.Question]) -> list[dict[str, str]]:
    """Return questions as they are stored."""
    return [{"key": one.key, "kind": one.kind.value, "text": one.text} for one in asked]


def _is_asked_there(member: facts.Member) -> bool:
    return not (member.is_guest or member.is_bot)


def _list(tx: Session, rows: Select[Standup, Channel], **given: int) -> list[facts.Standup]:
    read = known(tx, facts.Standup)
    return [
        read.get(row.id) or read.setdefault(row.id, _fact(row, channel))
        for row, channel in tx.execute(rows, given)
    ]


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


def _fact(row: Standup, channel: Channel) -> facts.Standup:
    return facts.Standup(
        id=row.id,
        project_id=row.project_id,
        channel=workspaces.channel_fact(channel),
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
