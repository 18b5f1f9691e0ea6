"""When a standup asks, reminds and closes. All from facts, by the rules of each member's own zone."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from commands.kit import calendar, holiday, hours
from storage import facts

REMIND_AT = 0.6  # of the window. Source: README, "Standups"
LONGEST_BREAK = 370  # days without a standup day that are looked through


def zone_of(standup: facts.Standup, member: facts.Member) -> str:
    """Find on whose clock a member is asked: the standup's one zone, or the member's own."""
    return standup.zone or member.zone


def for_member(standup: facts.Standup, member: facts.Member) -> facts.Standup:
    """Return a standup as it holds for a member: with their own public holidays where they have said them."""
    return standup if member.holidays is None else replace(standup, holidays=member.holidays)


def local_day(now: datetime, zone: str) -> date:
    """Find which day it is in a zone."""
    return calendar.local(now, zone).date()


def asks_at(standup: facts.Standup, zone: str, day: date) -> datetime:
    """Find the instant (aware UTC) at which a member in `zone` is asked on a day.

    A local time that a clock change skips moves forward; one that happens twice is the first.
    """
    return calendar.to_utc(day, standup.at, zone)


def asked_at(standup: facts.Standup, member: facts.Member, at: datetime) -> datetime | None:
    """Find when a member is asked whose time is `at` (aware UTC): then, or once they may be disturbed.

    None: by then their window is over.
    """
    found = hours.undisturbed(member, at)
    return found if found < at + timedelta(minutes=standup.window) else None


def is_paused(standup: facts.Standup, day: date) -> bool:
    """Tell whether a pause covers a day."""
    return standup.paused_at is not None and (standup.paused_until is None or day <= standup.paused_until)


def why_not(standup: facts.Standup, day: date) -> str | None:
    """Say why nobody is asked on a day: "removed", "paused", "not a day of it", a holiday; else None."""
    if standup.stopped_at is not None:
        return "removed"
    if is_paused(standup, day):
        return "paused"
    if day.weekday() not in standup.weekdays:
        return "not a day of it"
    return holiday.named(standup.holidays, day)


def holiday_of(standup: facts.Standup, member: facts.Member, day: date) -> str | None:
    """Return the name of the holiday a member has on a day, None when they have none."""
    return holiday.named(for_member(standup, member).holidays, day)


def next_prompt(
    standup: facts.Standup, zone: str, after: datetime, last: date | None = None
) -> tuple[date, datetime] | None:
    """Find the first day, later than `last`, and instant later than `after` at which a member is asked.

    `zone` is the one the member is asked on; both instants are aware UTC. None: not within a year.
    A pause without an end is looked past: its end may come before.
    """
    day = calendar.local(after, zone).date()
    if last is not None:
        day = max(day, last + timedelta(days=1))
    for later in range(LONGEST_BREAK):
        found = day + timedelta(days=later)
        at = asks_at(standup, zone, found)
        if at > after and is_standup_day(standup, found):
            return found, at
    return None


def closes_at(standup: facts.Standup, zone: str, day: date) -> datetime:
    """Find when a member's window of a day ends, aware UTC."""
    return asks_at(standup, zone, day) + timedelta(minutes=standup.window)


def reminds_at(standup: facts.Standup, end: datetime) -> datetime:
    """Find when a member whose window ends at `end` (aware UTC) is reminded.

    At 60 % of the window, or 45 minutes before its end if that is sooner.
    """
    window = timedelta(minutes=standup.window)
    return min(end - window + REMIND_AT * window, end - hours.ROOM)


def working_days_open(opened: datetime, now: datetime, zone: str) -> int:
    """Count the working days in `zone` that began since something did; a Friday's is one on Monday."""
    return calendar.working_days_since(local_day(opened, zone), local_day(now, zone))


def after_working_days(opened: datetime, count: int, zone: str) -> datetime:
    """Find when (aware UTC) the day begins in `zone` that is `count` working days after an instant."""
    day = local_day(opened, zone)
    for _ in range(count):
        day = calendar.next_working_day(day)
    return hours.begins(day, zone)


def is_told_by(reason: str, text: str) -> bool:
    """Tell whether why a task is blocked is what a blocker says; no reason is any."""
    return _bare(reason) in _bare(text)


def next_summary(zone: str, after: datetime, last: date | None) -> tuple[date, datetime]:
    """Find the next Friday 16:00 in `zone` after an instant: when a lead reads the week.

    `last`: the last Friday on which that was told, None before the first. Another lead may be further west.
    """
    day = calendar.local(after, zone).date()
    day += timedelta(days=(calendar.FRIDAY - day.weekday()) % 7)
    while (at := calendar.to_utc(day, time(16), zone)) <= after or (last is not None and day <= last):
        day += timedelta(days=7)
    return day, at


def is_standup_day(standup: facts.Standup, day: date) -> bool:
    """Tell whether people are asked on a day; a pause without an end does not count, it may end before."""
    if standup.paused_until is not None and is_paused(standup, day):
        return False
    return day.weekday() in standup.weekdays and holiday.named(standup.holidays, day) is None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
