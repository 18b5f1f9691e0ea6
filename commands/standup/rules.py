"""When a standup asks, reminds and closes. All from facts, by the rules of each member's own zone."""

from datetime import date, datetime, timedelta

from commands.kit import calendar
from storage import facts

QUIET_END = timedelta(minutes=45)  # a reminder leaves at least this long to answer
REMIND_AT = 0.6  # of the window. Source: README, "Standups"


def next_prompt(standup: facts.Standup, zone: str, after: datetime) -> tuple[date, datetime]:
    """Find the first day and instant (aware UTC) after `after` at which a member in `zone` is asked.

    A local time that a clock change skips moves forward; one that happens twice is the first.
    """
    day = calendar.local(after, zone).date()
    while True:
        at = calendar.to_utc(day, standup.at, zone)
        if day.weekday() in standup.weekdays and at > after:
            return day, at
        day += timedelta(days=1)


def closes_at(standup: facts.Standup, zone: str, day: date) -> datetime:
    """Find when a member's window of a day ends, aware UTC."""
    return calendar.to_utc(day, standup.at, zone) + timedelta(minutes=standup.window)


def reminds_at(standup: facts.Standup, zone: str, day: date) -> datetime:
    """Find when a member is reminded: at 60 % of the window, or 45 min before its end if that is sooner."""
    end = closes_at(standup, zone, day)
    late = end - QUIET_END
    return min(calendar.to_utc(day, standup.at, zone) + REMIND_AT * timedelta(minutes=standup.window), late)
