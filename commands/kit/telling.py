"""Telling members something: in one message at the start of their day, or at once when it is urgent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.kit import hours
from commands.kit.call import Hint
from storage import facts, notices, people, posts, timers
from storage.vocabulary import Noun, Place

DAY = "task.day"  # the timer that tells a member what waits for them
TOLD = "task.told"  # the post that does
LATEST = timedelta(hours=12)  # a reminder older than this helps nobody


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is to be told."""

    kind: str
    noun: Noun
    subject_id: int
    by: facts.Member | None = None  # whose doing it was, who is not told of it
    words: str = ""
    group: str | None = None  # the change group; taken back, nobody is told
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """When a member is told something."""

    member: facts.Member
    at: datetime  # aware UTC
    is_daily: bool = False  # in their one message of the day
    is_now: bool = False
    away_until: date | None = None  # they are away before that, to this day


def tell(tx: Session, team_id: int, member: facts.Member, news: News, now: datetime) -> Telling | None:
    """Have a member told: at once if it is urgent and they are at work, else in their next daily message.

    What is urgent waits for the end of a do-not-disturb, if that is within their working day. Who has
    left is told nothing, nor anybody of their own doing: None.
    """
    if not member.is_active or member.is_bot or (news.by is not None and news.by.id == member.id):
        return None
    notice = notices.insert_(
        tx,
        team_id,
        member.id,
        kind=news.kind,
        noun=news.noun,
        subject_id=news.subject_id,
        at=now,
        by_id=news.by.id if news.by else None,
        words=news.words,
        group=news.group,
    )
    at = hours.undisturbed(member, now)
    if news.is_urgent and all(hours.is_open(member, each, away(tx, member)) for each in {now, at}):
        _at_once(tx, team_id, member, news, notice, now, at)
        return Telling(member, at, is_now=at == now)
    at = hours.undisturbed(member, set_day(tx, team_id, member, after=now))
    return Telling(member, at, is_daily=True, away_until=_away_until(tx, member, now, at))


def set_day(tx: Session, team_id: int, member: facts.Member, *, after: datetime) -> datetime:
    """Set a member's daily message for the first working morning after an instant, and return when that is.

    There is one a day, never two.
    Whoever had today's and has another zone or other quiet hours since gets the next tomorrow.
    """
    subject = str(member.id)
    day, at = hours.next_morning(member, after, away(tx, member))
    last = timers.last_over(tx, DAY, subject, now=timers.EVER)
    if last is not None and last >= day.isoformat():
        ends = hours.begins(date.fromisoformat(last) + timedelta(days=1), member.zone) - timedelta(seconds=1)
        day, at = hours.next_morning(member, ends, away(tx, member))
    timers.set_(tx, team_id, DAY, subject, occurrence=day.isoformat(), due_at=at)
    return at


def tell_day(tx: Session, team_id: int, member: facts.Member, day: date, now: datetime) -> None:
    """Owe a member the one message of a day, with all that waits; none when nothing does.

    It waits for the end of a do-not-disturb; of one that lasts all day, for the next morning.
    """
    at = hours.undisturbed(member, now)
    if at > now and not hours.is_open(member, at, away(tx, member)):
        return
    waiting = notices.list_waiting(tx, member.id)
    post = waiting and posts.owe(
        tx,
        team_id,
        once=f"day:{member.id}:{day}",
        kind=TOLD,
        now=now,
        noun=Noun.MEMBER,
        subject_id=member.id,
        place=Place.DM,
        member_id=member.id,
        not_before=at,
        not_after=at + LATEST,
    )
    if post:
        notices.told(tx, [one.id for one in waiting], post)


def soonest(tx: Session, member: facts.Member, now: datetime) -> datetime:
    """Return when a member can be told something: now if they are at work, else at their next start.

    A do-not-disturb puts it off.
    """
    at = hours.undisturbed(member, now)
    if hours.is_open(member, at, away(tx, member)):
        return at
    return hours.undisturbed(member, hours.next_morning(member, at, away(tx, member))[1])


def hinted(tx: Session, hint: Hint, act: facts.Act) -> None:
    """Keep from when until when a member is not to be disturbed."""
    if hint.is_quiet and act.member is not None:
        people.save(tx, act.team.id, act.member.slack_id, dnd_from=hint.since, dnd_until=hint.until)


def away(tx: Session, member: facts.Member) -> hours.Away:
    """Return the function that tells whether a member is away on a day."""
    return lambda day: people.find_absence(tx, member.id, day) is not None


def _away_until(tx: Session, member: facts.Member, now: datetime, at: datetime) -> date | None:
    day, morning = hours.next_morning(member, now, lambda _: False)
    absence = people.find_absence(tx, member.id, day) if at > morning else None
    return absence.last if absence else None


def _at_once(
    tx: Session, team_id: int, member: facts.Member, news: News, notice: int, now: datetime, at: datetime
) -> None:
    post = posts.owe(
        tx,
        team_id,
        once=f"notice:{notice}",
        kind=TOLD,
        now=now,
        noun=news.noun,
        subject_id=news.subject_id,
        place=Place.DM,
        member_id=member.id,
        group=news.group,
        not_before=at,
        not_after=at + LATEST,
    )
    if post:
        notices.told(tx, [notice], post)
