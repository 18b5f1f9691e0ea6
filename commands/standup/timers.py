"""What happens when a standup's timer is due. Each sets the next, so that it never stops."""

from datetime import date, datetime

from sqlmodel import Session

from commands.standup import operations, rules
from storage import facts, people, posts, standups, timers
from storage.vocabulary import Noun, Place


def prompt(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Ask one member, in a direct message, unless they are away; the day's thread opens with the first."""
    standup_id, member_id = _subject(timer)
    standup, member = standups.get(tx, standup_id), people.get(tx, member_id)
    if not standups.is_running(tx, standup_id) or not member.is_active:
        return
    day = date.fromisoformat(timer.occurrence)
    end = rules.closes_at(standup, member.zone, day)
    if now > end:
        missed_prompt(tx, timer, now)
        return
    operations.set_prompt(tx, timer.team_id, standup, member, after=now)
    if people.is_away(tx, member_id, day):
        _tell_day(tx, standup, day)
        return
    today = standups.open_day(tx, standup_id, day, now=now)
    _open_thread(tx, timer.team_id, today, now)
    answer_id = standups.ask(tx, today.id, member_id, now=now)
    if answer_id is None:
        return
    _message(tx, timer.team_id, operations.PROMPT, answer_id, member_id, now=now, end=end)
    remind = rules.reminds_at(standup, member.zone, day)
    if remind > now:  # who is asked late is not reminded in the same breath
        timers.set_(
            tx, timer.team_id, operations.REMIND, str(answer_id), occurrence=timer.occurrence, due_at=remind
        )
    last = max(rules.closes_at(standup, one.zone, day) for one in standups.list_members(tx, standup_id))
    timers.set_(tx, timer.team_id, operations.CLOSE, str(today.id), occurrence=timer.occurrence, due_at=last)


def missed_prompt(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Ask nothing after the window; the thread says so, and the next prompt is set."""
    standup_id, member_id = _subject(timer)
    standup, member = standups.get(tx, standup_id), people.get(tx, member_id)
    if standups.is_running(tx, standup_id) and member.is_active:
        operations.set_prompt(tx, timer.team_id, standup, member, after=now)
        today = standups.open_day(tx, standup_id, date.fromisoformat(timer.occurrence), now=now)
        _open_thread(tx, timer.team_id, today, now)
        posts.stale(tx, Noun.STANDUP_DAY, today.id)
        close = rules.closes_at(standup, member.zone, today.day)
        timers.set_(
            tx, timer.team_id, operations.CLOSE, str(today.id), occurrence=timer.occurrence, due_at=close
        )


def remind(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Remind once, in a direct message, whoever has not answered."""
    answer = standups.get_answer(tx, int(timer.subject))
    day = standups.get_day(tx, answer.day_id)
    if answer.answered_at is None and answer.member.is_active:
        end = rules.closes_at(day.standup, answer.member.zone, day.day)
        _message(tx, timer.team_id, operations.REMIND, answer.id, answer.member.id, now=now, end=end)


def close(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Close the day and say in its thread who answered and what is blocked."""
    day = standups.get_day(tx, int(timer.subject))
    standups.close_day(tx, day.id, now=now)
    posts.stale(tx, Noun.STANDUP_DAY, day.id)
    root = posts.find(tx, f"standup_day:{day.id}:root")
    posts.owe(
        tx,
        timer.team_id,
        once=f"standup_day:{day.id}:summary",
        kind="standup.summary",
        now=now,
        noun=Noun.STANDUP_DAY,
        subject_id=day.id,
        place=Place.THREAD,
        channel_id=day.standup.channel.id,
        parent_id=root.id if root else None,
    )


def nothing(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Do nothing: a late reminder helps nobody."""


def _open_thread(tx: Session, team_id: int, day: facts.StandupDay, now: datetime) -> None:
    posts.owe(
        tx,
        team_id,
        once=f"standup_day:{day.id}:root",
        kind="standup.root",
        now=now,
        noun=Noun.STANDUP_DAY,
        subject_id=day.id,
        place=Place.CHANNEL,
        channel_id=day.standup.channel.id,
    )
    posts.stale(tx, Noun.STANDUP_DAY, day.id)


def _tell_day(tx: Session, standup: facts.Standup, day: date) -> None:
    latest = standups.latest_day(tx, standup.id)
    if latest is not None and latest.day == day:
        posts.stale(tx, Noun.STANDUP_DAY, latest.id)


def _message(
    tx: Session, team_id: int, kind: str, answer_id: int, member_id: int, *, now: datetime, end: datetime
) -> None:
    posts.owe(
        tx,
        team_id,
        once=f"{kind}:{answer_id}",
        kind=kind,
        now=now,
        noun=Noun.ANSWER,
        subject_id=answer_id,
        place=Place.DM,
        member_id=member_id,
        not_after=end,
    )


def _subject(timer: facts.Timer) -> tuple[int, int]:
    standup, member = timer.subject.split(":")
    return int(standup), int(member)
