"""When a person can be told something: on working days, outside their quiet hours. Knows no wall clock."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from commands.kit import calendar
from storage import facts

DAY = timedelta(days=1)
Away = Callable[[date], date | None]  # the last day of what keeps the person away on a day, if anything does
TOGETHER = timedelta(hours=1)  # messages to one person this near to each other are one
ROOM = timedelta(minutes=45)  # whoever is reminded of an end has at least this long until it


def next_morning(member: facts.Member, after: datetime, away: Away) -> tuple[date, datetime]:
    """Find the first day a member works whose quiet hours end after an instant, and that end (aware UTC)."""
    day = calendar.local(after, member.zone).date()
    while True:
        at = calendar.to_utc(day, quiet_hours(member)[1], member.zone)
        until = away(day) if at > after and calendar.is_working_day(day) else day
        if until is None:
            return day, at
        day = until + DAY


def last_morning(member: facts.Member, at: datetime) -> date:
    """Find the last working day whose quiet hours end by an instant, be the member away then or not."""
    here = calendar.local(at, member.zone)
    day = here.date() - timedelta(days=here.time() < quiet_hours(member)[1])
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def is_open(member: facts.Member, now: datetime, away: Away) -> bool:
    """Tell whether a member can be told something: a working day, no quiet hours, and they are not away."""
    here = calendar.local(now, member.zone)
    day = here.date()
    return not _is_quiet(member, here.time()) and calendar.is_working_day(day) and away(day) is None


def quiet_hours(member: facts.Member) -> tuple[time, time]:
    """Return from when until when, by their clock, a member is told nothing: as they said, else off work."""
    return member.quiet or (member.work_end, member.work_start)


def undisturbed(member: facts.Member, at: datetime) -> datetime:
    """Find when a member may be disturbed: `at`, or the end of the do-not-disturb or quiet hours it is in.

    Quiet hours count where the member has said them; being off work is no reason of its own. A
    do-not-disturb shorter than a day is taken to come again each day, until Slack says otherwise.
    """
    for _ in range(2):  # the end of the one may lie in the other
        until = (end for start, end in _disturbed(member, at) if start <= at < end)
        at = _quiet_over(member, next(until, at))
    return at


def _quiet_over(member: facts.Member, at: datetime) -> datetime:
    """Find the end of the quiet hours in which an instant is, where a member has said any; else that."""
    here = calendar.local(at, member.zone)
    if member.quiet is None or not _is_quiet(member, here.time()):
        return at
    end = member.quiet[1]
    return calendar.to_utc(here.date() + timedelta(days=end <= here.time()), end, member.zone)


def _disturbed(member: facts.Member, at: datetime) -> list[tuple[datetime, datetime]]:
    """Return the do-not-disturbs near an instant that is known of, aware UTC."""
    since, until = member.dnd_from, member.dnd_until
    if since is None or until is None:
        return []
    if until - since >= DAY or at < until:
        return [(since, until)]
    days = (calendar.local(at, member.zone).date() - calendar.local(since, member.zone).date()).days
    return [
        (_days_on(since, count, member.zone), _days_on(until, count, member.zone))
        for count in (days - 1, days)
    ]


def _days_on(at: datetime, days: int, zone: str) -> datetime:
    wall = calendar.local(at, zone)
    return calendar.to_utc(wall.date() + timedelta(days=days), wall.time(), zone)


def begins(day: date, zone: str) -> datetime:
    """Find the instant a day begins in a zone, aware UTC."""
    return calendar.to_utc(day, time(0), zone)


def ends(day: date, zone: str) -> datetime:
    """Find the last second of a day in a zone, aware UTC."""
    return begins(day + DAY, zone) - timedelta(seconds=1)


def _is_quiet(member: facts.Member, at: time) -> bool:
    start, end = quiet_hours(member)
    return start <= at < end if start < end else at >= start or at < end
