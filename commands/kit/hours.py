"""When a person can be told something: at work, or at the start of their next day. Knows no wall clock."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from commands.kit import calendar
from storage import facts

Away = Callable[[date], bool]  # whether the person is away on a day of theirs


def next_morning(member: facts.Member, after: datetime, is_away: Away) -> tuple[date, datetime]:
    """Find the first day a member works whose start lies after an instant, and that start (aware UTC)."""
    day = calendar.local(after, member.zone).date()
    while True:
        at = calendar.to_utc(day, member.work_start, member.zone)
        if at > after and calendar.is_working_day(day) and not is_away(day):
            return day, at
        day += timedelta(days=1)


def is_at_work(member: facts.Member, now: datetime, is_away: Away) -> bool:
    """Tell whether a member works now: a working day, within their hours, and they are not away."""
    here = calendar.local(now, member.zone)
    day = here.date()
    is_open = member.work_start <= here.time() < member.work_end
    return is_open and calendar.is_working_day(day) and not is_away(day)


def undisturbed(member: facts.Member, at: datetime) -> datetime:
    """Find when a member may be disturbed: `at`, or the end of the do-not-disturb that then runs."""
    since, until = member.dnd_from, member.dnd_until
    return until if since is not None and until is not None and since <= at < until else at


def begins(day: date, zone: str) -> datetime:
    """Find the instant a day begins in a zone, aware UTC."""
    return calendar.to_utc(day, time(0), zone)
