"""Telling members something: in one message at the start of their day, or at once when it is urgent.

What has its own time of day, such as a reminder, takes along what waits for its member, but for what asks
for a decision: a reminder is over soon, and that is not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlmodel import Session

from commands.kit import calendar, hours
from commands.kit.away import away_until, is_away
from commands.kit.blocks import Message
from storage import facts, notices, people, posts, timers
from storage.known import remembered
from storage.vocabulary import Noun, Place, PostState, TimerState

DAY = "task.day"  # the timer that tells a member what waits for them
TOLD = "task.told"  # the post that does
PROPOSED, DECLINED = notices.PROPOSED, notices.DECLINED  # kinds of notices that ask for a decision
ASKING = (PROPOSED, DECLINED)
_EACH_DAY = "day"  # begins the name of the post of a day
LATEST = timedelta(hours=12)  # a reminder older than this helps nobody
# What has a member told, in their message that goes at an instant (aware UTC), of what would follow it soon.
Ahead = Callable[[Session, int, facts.Member, datetime], None]
# What shows a member some notices about one kind of thing, in a message that may show more.
Draw = Callable[[Session, facts.Post, Sequence[facts.Notice], datetime], Message]


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
    is_in_reach: bool = True  # False: a guest or outsider whom Slack may not let Muster write to


def tell(tx: Session, team_id: int, member: facts.Member, news: News, now: datetime) -> Telling | None:
    """Have a member told: at once if it is urgent and they are at work, else in their next daily message.

    What is urgent waits for the end of a do-not-disturb, if they are at work then, that day; for that of
    quiet hours, too, where that day's message came before them. What a change group tells them beside it
    is told with it: what was done in one go is one message. Who has
    left is told nothing, nor anybody of their own doing: None. To a guest who shares no channel with Muster
    it cannot write; what they are to be told waits for that.
    """
    if not member.is_active or member.is_bot or (news.by is not None and news.by.id == member.id):
        return None
    notice = note(tx, team_id, member, news, now)
    if member.is_guest and not people.is_met(tx, member.id):
        return Telling(member, now, is_in_reach=False)
    beside = _owed_with(tx).get((news.group, news.noun, member.id))
    soon = beside[1] if beside else _at_work(tx, member, now) if news.is_urgent else None
    if soon is None:
        at = hours.undisturbed(member, set_day(tx, team_id, member, after=now))
        soon = hours.undisturbed(member, now)
        if not (news.is_urgent and soon < at and hours.is_open(member, soon, away(tx, member))):
            return Telling(member, at, is_daily=True, away_until=_away_until(tx, member, now, at))
    _at_once(tx, team_id, member, news, notice, now, soon)
    return Telling(member, soon, is_now=soon == now)


def note(tx: Session, team_id: int, member: facts.Member, news: News, now: datetime) -> int:
    """Note that a member is to be told, in whatever tells them something next; return the notice's id."""
    return notices.insert_(
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


def tell_now(
    tx: Session,
    team_id: int,
    member: facts.Member,
    about: Sequence[News],
    now: datetime,
    *,
    once: str,
    until: datetime,
) -> None:
    """Tell a member what has its time now, of no use after `until`, with what waits for them.

    What asks for a decision waits on, for a message of the day.

    If their daily message goes within the hour, and leaves time to act, it is told in that.
    """
    for news in about:
        note(tx, team_id, member, news, now)
    soon = min(now + hours.TOGETHER, until - hours.ROOM)
    timers.hold(tx, DAY, str(member.id))
    day = timers.find_next(tx, DAY, str(member.id))
    if day is not None and day.due_at <= soon and hours.undisturbed(member, day.due_at) == day.due_at:
        return
    daily = find_day(tx, member, now, by=soon)
    post = daily or posts.owe(
        tx,
        team_id,
        once=once,
        kind=TOLD,
        now=now,
        noun=about[0].noun,
        subject_id=about[0].subject_id,
        place=Place.DM,
        member_id=member.id,
        not_before=hours.undisturbed(member, now),
        not_after=until,
    )
    if post:
        waiting = [one for one in notices.list_waiting(tx, member.id) if daily or one.kind not in ASKING]
        notices.told(tx, [one.id for one in waiting], post)
    if daily:  # it may be on its way already
        for news in about:
            posts.stale(tx, news.noun, news.subject_id)


def find_day(tx: Session, member: facts.Member, now: datetime, *, by: datetime) -> int | None:
    """Find today's daily message (its id) if Slack does not have it yet and it goes by an instant."""
    post = posts.find(tx, _day(member, calendar.local(now, member.zone).date()))
    is_to_come = post is not None and post.ts is None and post.state not in posts.ENDED
    return post.id if post is not None and is_to_come and post.not_before <= by else None


def day_of(post: facts.Post, member: facts.Member) -> date:
    """Return the day that a message to a member speaks of.

    That of a day has it in its name: they may live by another clock by now.
    """
    if post.once.startswith(f"{_EACH_DAY}:"):
        return date.fromisoformat(post.once.rpartition(":")[2])
    return calendar.local(post.not_before, member.zone).date()


def beside(tx: Session, post: facts.Post, now: datetime, draws: Mapping[Noun, Draw]) -> tuple[Message, ...]:
    """Draw what a post tells of other things than tasks, a message for each kind of thing."""
    found = notices.list_of_post(tx, post.id)
    about = {noun: [one for one in found if one.noun is noun] for noun in draws}
    return tuple(draws[noun](tx, post, mine, now) for noun, mine in about.items() if mine)


def set_day(tx: Session, team_id: int, member: facts.Member, *, after: datetime) -> datetime:
    """Set a member's daily message for the first working morning after an instant, and return when that is.

    There is one a day, never two.
    Whoever had today's and has another zone or other quiet hours since gets the next tomorrow.
    """
    subject = str(member.id)
    day, at = hours.next_morning(member, after, away(tx, member))
    timers.hold(tx, DAY, subject)  # a message that is being made tells nothing of what comes now
    newest = timers.find_last(tx, DAY, subject)
    if newest is not None and (newest.state, newest.due_at) == (TimerState.DUE, at):
        return at
    last = timers.last_over(tx, DAY, subject, now=timers.EVER)
    if last is not None and last >= day.isoformat():
        ends = hours.ends(date.fromisoformat(last), member.zone)
        day, at = hours.next_morning(member, ends, away(tx, member))
    timers.set_(tx, team_id, DAY, subject, occurrence=day.isoformat(), due_at=at)
    return at


def tell_day(
    tx: Session,
    team_id: int,
    member: facts.Member,
    day: date,
    now: datetime,
    ahead: Sequence[Ahead] = (),
) -> None:
    """Owe a member the one message of a day, with all that waits; none when nothing does.

    It waits for the end of a do-not-disturb. For one that lasts all day it is called off: what waits goes
    into the next, unless that ends earlier.
    """
    soon, once = _today(tx, member, now), _day(member, day)
    at = soon or now
    for look in ahead if soon else ():
        look(tx, team_id, member, at)
    waiting = notices.list_waiting(tx, member.id)
    post = waiting and posts.owe(
        tx,
        team_id,
        once=once,
        kind=TOLD,
        now=now,
        noun=Noun.MEMBER,
        subject_id=member.id,
        place=Place.DM,
        member_id=member.id,
        not_before=at,
        not_after=at + LATEST,
    )
    if soon is None:
        posts.cancel(tx, once, reason="they are not to be disturbed that day")
    elif post:
        notices.told(tx, [one.id for one in waiting], post)


def hasten(tx: Session, team_id: int, member: facts.Member, notice: facts.Notice, now: datetime) -> None:
    """Tell a member at once what waits for them and is urgent, if they are at work; else it waits on."""
    at = _at_work(tx, member, now)
    if at is not None and not (member.is_guest and not people.is_met(tx, member.id)):
        news = News(notice.kind, notice.noun, notice.subject_id, group=notice.group)
        _at_once(tx, team_id, member, news, notice.id, now, at)


def put_off(tx: Session, team_id: int, member: facts.Member, now: datetime) -> None:
    """Work out anew when a member is told what waits for the end of a do-not-disturb: that has changed.

    What would come after their day goes into their next daily message; that of today, called off for a
    do-not-disturb that is over now, comes after all.
    """
    if notices.recall_late(tx, member.id, kind=TOLD, now=now, by=_today(tx, member, now)):
        set_day(tx, team_id, member, after=now)
    posts.put_off(tx, member.id, at=soonest(tx, member, now), now=now)
    today = calendar.local(now, member.zone).date()
    day = posts.find(tx, _day(member, today))
    if day is not None and day.state is PostState.CANCELLED and _at_work(tx, member, now):
        tell_day(tx, team_id, member, today, now)


def soonest(tx: Session, member: facts.Member, now: datetime) -> datetime:
    """Return when a member can be told something: now if they are at work, else at their next start.

    A do-not-disturb puts it off.
    """
    at = hours.undisturbed(member, now)
    if hours.is_open(member, at, away(tx, member)):
        return at
    return hours.undisturbed(member, hours.next_morning(member, at, away(tx, member))[1])


def away(tx: Session, member: facts.Member) -> hours.Away:
    """Return the function that tells until when a member is away who is so on a day; None of who is there."""
    return partial(away_until, tx, member)


def _today(tx: Session, member: facts.Member, now: datetime) -> datetime | None:
    """Find when a member may be disturbed: now, or at work and before their next daily message; else None."""
    at = hours.undisturbed(member, now)
    if at == now:
        return at
    is_before = at < hours.next_morning(member, now, away(tx, member))[1]
    return at if is_before and hours.is_open(member, at, away(tx, member)) else None


def _at_work(tx: Session, member: facts.Member, now: datetime) -> datetime | None:
    """Find when a member who is at work now can be told something urgent today; None: in a daily message."""
    return _today(tx, member, now) if hours.is_open(member, now, away(tx, member)) else None


def _away_until(tx: Session, member: facts.Member, now: datetime, at: datetime) -> date | None:
    day, morning = hours.next_morning(member, now, lambda _: None)
    if at <= morning:
        return None
    absence = people.find_absence(tx, member.id, day)
    last = absence.last if absence else day
    return last if is_away(tx, member, last) else None


def _day(member: facts.Member, day: date) -> str:
    return f"{_EACH_DAY}:{member.id}:{day}"


def _at_once(
    tx: Session, team_id: int, member: facts.Member, news: News, notice: int, now: datetime, at: datetime
) -> None:
    """Tell a member what is urgent, and what else waits to be told of the same or was done with it."""
    owed, go = _owed_with(tx), (news.group, news.noun, member.id)
    post = owed[go][0] if go in owed else _owe(tx, team_id, member, news, notice, now, at)
    if post:
        waiting = [one for one in notices.list_waiting(tx, member.id) if one.noun is news.noun]
        notices.told(tx, [one.id for one in waiting if _is_with(one, news)], post)


def _owe(
    tx: Session, team_id: int, member: facts.Member, news: News, notice: int, now: datetime, at: datetime
) -> int | None:
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
    if post is not None and news.group is not None:
        _owed_with(tx)[news.group, news.noun, member.id] = (post, at)
    return post


def _owed_with(tx: Session) -> dict[tuple[str | None, Noun, int], tuple[int, datetime]]:
    """Return what this transaction owes at once, and when: by change group, noun and member.

    What was done in one go is one transaction, so that nothing more has to be asked of the database.
    """
    owed: dict[tuple[str | None, Noun, int], tuple[int, datetime]] = remembered(tx, TOLD)
    return owed


def _is_with(notice: facts.Notice, news: News) -> bool:
    """Tell whether what waits is of the same thing as some news, or was done with it."""
    return notice.subject_id == news.subject_id or (news.group is not None and notice.group == news.group)
