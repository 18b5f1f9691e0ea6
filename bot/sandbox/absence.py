"""When people are away: statuses that end, quiet hours and snoozes, as Slack counts them. Changes nothing."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.sandbox.workspace import JSON, Member

NO_QUIET = (1, 1)  # how Slack writes that there is none; Source: dnd.teamInfo page, example


def has_status(member: Member, now: datetime) -> bool:
    """Tell whether a person's status still stands at `now` (aware)."""
    return not member.status_expiration or member.status_expiration > now.timestamp()


def is_snoozing(member: Member, now: datetime) -> bool:
    """Tell whether a person has paused notifications at `now` (aware)."""
    return member.snoozed_until > now.timestamp()


def is_quiet(member: Member, now: datetime) -> bool:
    """Tell whether a person is not disturbed at `now` (aware), by hours or by a snooze."""
    start, end = quiet_time(member, now)
    return start <= now.timestamp() < end


def presence(member: Member) -> str:
    """Give active or away; who left or never came is away."""
    return "away" if member.away or member.deleted or member.is_invited else "active"


def quiet_time(member: Member, now: datetime) -> tuple[int, int]:
    """Give the start and end of the quiet time that runs at `now` (aware) or comes next; (1, 1) for none.

    In seconds since 1970. A snooze counts as quiet time from when it was set: how Slack folds the two
    for others to see is not published.
    """
    if is_snoozing(member, now):
        return member.snoozed_at, member.snoozed_until
    if not member.quiet_from or not member.quiet_to:
        return NO_QUIET
    zone = zone_of(member)
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        start = _at(day.isoformat(), member.quiet_from, zone)
        end = _at(day.isoformat(), member.quiet_to, zone)
        end += timedelta(days=1) if end <= start else timedelta(0)
        if end > now:
            return int(start.timestamp()), int(end.timestamp())
    raise AssertionError("a day begins within three")


def dnd_object(member: Member, now: datetime) -> JSON:
    """Write what others see of a person's do-not-disturb at `now` (aware)."""
    start, end = quiet_time(member, now)
    is_on = (start, end) != NO_QUIET
    return {"dnd_enabled": is_on, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


def zone_of(member: Member) -> tzinfo:
    """Give a person's zone; UTC where Slack knows none."""
    return ZoneInfo(member.tz) if member.tz else UTC


def is_hour(text: str) -> bool:
    """Tell whether `text` is a local time such as 22:00."""
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def _at(day: str, hour: str, zone: tzinfo) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)
