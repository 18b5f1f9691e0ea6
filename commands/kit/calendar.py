"""Days, clock changes and how dates are printed. Knows no wall clock and no words people type."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, reset_tzpath

from storage.facts import Due

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FRIDAY = 4
MINUTE = timedelta(minutes=1)

reset_tzpath(())  # the pinned tzdata package alone, so that all machines agree on when it is


def to_utc(day: date, at: time, zone: str) -> datetime:
    """Turn a local day and time into an aware UTC instant.

    A local time that a clock change skips moves forward to the first minute that exists (01:30 becomes
    02:00); one that happens twice is the first.
    """
    meant = datetime.combine(day, at, ZoneInfo(zone))
    found = meant.astimezone(UTC)
    before, after = meant.utcoffset(), meant.replace(fold=1).utcoffset()
    exists = found.astimezone(meant.tzinfo).replace(tzinfo=None) == meant.replace(tzinfo=None)
    return found if exists or before is None or after is None else _after_gap(found, after - before, zone)


def _after_gap(late: datetime, gap: timedelta, zone: str) -> datetime:
    """Find the first minute after a gap that ends within `gap` before `late`."""
    since, offset = late.replace(second=0, microsecond=0) - gap, local(late, zone).utcoffset()
    minutes = range(int(gap / MINUTE) + 1)
    return since + MINUTE * bisect_left(
        minutes, True, key=lambda count: local(since + MINUTE * count, zone).utcoffset() == offset
    )


def is_zone(name: str) -> bool:
    """Tell whether there is a zone of this name here: Slack's may be newer."""
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def local(now: datetime, zone: str) -> datetime:
    """Show an aware instant on the clock of `zone`."""
    return now.astimezone(ZoneInfo(zone))


def is_working_day(day: date) -> bool:
    """Say whether people work on `day`: Monday to Friday."""
    return day.weekday() <= FRIDAY


def next_working_day(day: date) -> date:
    """Find the first working day after `day`."""
    return working_days_after(day, 1)


def previous_working_day(day: date) -> date:
    """Find the last working day before `day`."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def working_days_after(day: date, count: int) -> date:
    """Count `count` working days forward from `day`, which itself is not counted."""
    weeks, days = divmod(count, 5)
    day += timedelta(weeks=weeks)
    while not is_working_day(day):
        day -= timedelta(days=1)
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_before(day: date, count: int) -> date:
    """Count `count` working days back from `day`, which itself is not counted."""
    for _ in range(count):
        day = previous_working_day(day)
    return day


def working_days_since(day: date, today: date) -> int:
    """Count the working days after `day` up to `today`, that day included; 0 when it is not over."""
    weeks, rest = divmod(max((today - day).days, 0), 7)
    return 5 * weeks + sum(is_working_day(day + timedelta(days=ahead)) for ahead in range(1, rest + 1))


def monday_of(day: date) -> date:
    """Find the Monday of the week that holds `day`; weeks start on Monday."""
    return day - timedelta(days=day.weekday())


def months_after(day: date, count: int) -> date:
    """Move `day` by `count` months; a day the month lacks becomes its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month."""
    first = date(year, month, 1)
    return ((first + timedelta(days=31)).replace(day=1) - first).days


def last_working_day_of_week(day: date) -> date:
    """Find the Friday of the week that holds `day`."""
    return monday_of(day) + timedelta(days=FRIDAY)


def last_working_day_of_month(day: date) -> date:
    """Find the last working day of the month that holds `day`."""
    return previous_working_day(months_after(day.replace(day=1), 1))


def last_working_day_of_quarter(day: date) -> date:
    """Find the last working day of the quarter (January to March and so on) that holds `day`."""
    return last_working_day_of_month(day.replace(day=1, month=(day.month + 2) // 3 * 3))


def last_working_day_of_year(day: date) -> date:
    """Find the last working day of the year that holds `day`."""
    return last_working_day_of_month(day.replace(day=1, month=12))


def plain_text(day: date) -> str:
    """Print a day without its weekday: "24 Nov 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_text(day: date, today: date) -> str:
    """Print a day: "Fri 27 Nov", or "Fri 1 Jan 2027" when `today` is in another year."""
    text = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def moment_text(
    at: datetime, zone: str, today: date, others: Iterable[str] = (), reader: str | None = None
) -> str:
    """Print an aware instant on the clock of `zone`: "Fri 27 Nov 17:00".

    "Fri 27 Nov 17:00 (Lisbon)" where one of the `others`, the zones of whom it concerns, reads another hour;
    "Fri 27 Nov 17:00 (Lisbon), 12:00 for you" where the zone of its one `reader` does.
    """
    wall = local(at, zone)
    text = f"{day_text(wall.date(), today)} {wall:%H:%M}"
    yours = local(at, reader) if reader else wall
    if yours.utcoffset() != wall.utcoffset():
        day = "" if yours.date() == wall.date() else f"{day_text(yours.date(), today)} "
        return f"{text} ({city(zone)}), {day}{yours:%H:%M} for you"
    is_read_alike = all(local(at, other).utcoffset() == wall.utcoffset() for other in others)
    return text if is_read_alike else f"{text} ({city(zone)})"


def city(zone: str) -> str:
    """Name whose clock a zone is: "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def due_text(due: Due, today: date, others: Iterable[str] = (), reader: str | None = None) -> str:
    """Print a due date in the zone it was meant in, as `moment_text` does."""
    return moment_text(due.at, due.zone, today, others, reader)
