"""How a task comes round again: the pattern, what it is called, and its next day. Knows no wall clock."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from commands.kit import blocks, calendar

LAST = -1
WORKING_DAYS = (0, 1, 2, 3, 4)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}


class Unit(StrEnum):
    """What a pattern counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A pattern of days. Which fields can be set follows from `unit`; the others stay empty.

    A month that lacks day 29, 30 or 31 has its last day instead. From completion means that the next
    day is counted from the day the task was finished, not from the day it was due.
    """

    unit: Unit
    every: int = 1  # units from one day to the next
    weekdays: tuple[int, ...] = ()  # Monday is 0, ascending; of a WEEK, or with `nths` of a MONTH
    days: tuple[int, ...] = ()  # of a MONTH, ascending, or one of a YEAR; 1 to 31, LAST is its last
    nths: tuple[int, ...] = ()  # of a MONTH: which of its days that are one of `weekdays`; 1 to 5, LAST last
    month: int | None = None  # of a YEAR
    at: time | None = None  # None: when the working day ends
    from_done: bool = False

    @property
    def text(self) -> str:
        """Say the pattern in words that read back as the same: "every 2 weeks on mon and fri at 16:00"."""
        clock = f" at {self.at:%H:%M}" if self.at else ""
        return f"every{'!' if self.from_done else ''} {_pattern(self)}{clock}"


def anchored(repeat: Repeat, first: date) -> Repeat:
    """Fix what a pattern leaves open ("every month") by the day it starts on.

    A pattern from completion stays open: each round counts from its own last day.
    """
    if repeat.from_done:
        return repeat
    match repeat.unit:
        case Unit.WEEK if not repeat.weekdays:
            return replace(repeat, weekdays=(first.weekday(),))
        case Unit.MONTH if not (repeat.days or repeat.nths):
            return replace(repeat, days=(first.day,))
        case Unit.YEAR if not repeat.days:
            return replace(repeat, month=first.month, days=(first.day,))
    return repeat


def first_day(repeat: Repeat, start: date) -> date:
    """Find the first day of a pattern on or after `start`."""
    return next_day(replace(repeat, every=1, from_done=False), start - timedelta(days=1), start)


def fits(repeat: Repeat, day: date) -> bool:
    """Say whether a pattern could start on `day`, once that day has fixed what it leaves open."""
    return first_day(anchored(replace(repeat, from_done=False), day), day) == day


def next_day(repeat: Repeat, last: date, today: date) -> date:
    """Find when a task is due again that was due on `last` and is finished on `today` (local days).

    It lies after `last` and never before `today`, however late the task was: no round is owed twice,
    and one that falls on `today` is not left out. From completion it is counted from `today`.
    """
    if repeat.from_done:
        return _step(repeat, today)
    day = _step(repeat, last)
    if repeat.unit is Unit.DAY and day < today:
        missed = -(-(today - day).days // repeat.every)
        return day + timedelta(days=missed * repeat.every)
    while day < today:
        day = _step(repeat, day)
    return day


def _step(repeat: Repeat, day: date) -> date:
    """Find the next day of a pattern after `day`, which is one of its days or where it starts."""
    match repeat.unit:
        case Unit.DAY:
            return day + timedelta(days=repeat.every)
        case Unit.WEEK:
            return _next_week_day(repeat, day)
        case Unit.MONTH:
            return _next_month_day(repeat, day)
    return _next_year_day(repeat, day)


def _next_week_day(repeat: Repeat, day: date) -> date:
    later = [each for each in repeat.weekdays if each > day.weekday()]
    if later:
        return day + timedelta(days=later[0] - day.weekday())
    if not repeat.weekdays:
        return day + timedelta(weeks=repeat.every)
    return calendar.monday_of(day) + timedelta(weeks=repeat.every, days=repeat.weekdays[0])


def _next_month_day(repeat: Repeat, day: date) -> date:
    if not (repeat.days or repeat.nths):
        return calendar.months_after(day, repeat.every)
    first = day.replace(day=1)
    while True:
        found = _of_month(repeat, first)
        if later := [each for each in found if each > day]:
            return min(later)
        first = calendar.months_after(first, repeat.every if found else 1)


def _of_month(repeat: Repeat, first: date) -> list[date]:
    """Find the days of a pattern in the month that begins with `first`; [] when it has no fifth Friday."""
    length = calendar.days_in_month(first.year, first.month)
    if repeat.days:
        return [first.replace(day=length if day == LAST else min(day, length)) for day in repeat.days]
    days = [first + timedelta(days=ahead) for ahead in range(length)]
    wanted = [day for day in days if day.weekday() in repeat.weekdays]
    return [wanted[LAST if nth == LAST else nth - 1] for nth in repeat.nths if nth <= len(wanted)]


def _next_year_day(repeat: Repeat, day: date) -> date:
    if repeat.month is None:
        return calendar.months_after(day, 12 * repeat.every)
    found = _of_year(repeat, day.year)
    return found if found > day else _of_year(repeat, day.year + repeat.every)


def _of_year(repeat: Repeat, year: int) -> date:
    month = repeat.month or 1
    return date(year, month, min(*repeat.days, calendar.days_in_month(year, month)))


def _pattern(repeat: Repeat) -> str:
    many = f"{repeat.every} {repeat.unit}s" if repeat.every > 1 else repeat.unit.value
    match repeat.unit:
        case Unit.WEEK if repeat.weekdays:
            return f"{many} on {_weekdays(repeat.weekdays)}" if repeat.every > 1 else _days(repeat.weekdays)
        case Unit.MONTH if repeat.nths:
            return f"{many} on the {_nths(repeat)}" if repeat.every > 1 else _nths(repeat)
        case Unit.MONTH if repeat.days:
            days = blocks.joined(["last day" if day == LAST else ordinal(day) for day in repeat.days])
            return f"{many} on the {days}" if repeat.every > 1 else days
        case Unit.YEAR if repeat.month is not None:
            return f"{many} on {repeat.days[0]} {calendar.MONTHS[repeat.month - 1].lower()}"
    return many


def _nths(repeat: Repeat) -> str:
    """Say "first and last fri"; "second working day" alone could be every other one."""
    nths = blocks.joined([ORDINALS[nth] for nth in repeat.nths])
    if repeat.weekdays != WORKING_DAYS:
        return f"{nths} {SHORT_DAYS[repeat.weekdays[0]]}"
    is_plain = repeat.every > 1 or {*repeat.nths} <= {1, LAST}
    return f"{nths} working day{'' if is_plain else ' of the month'}"


def _days(weekdays: tuple[int, ...]) -> str:
    return "weekday" if weekdays == WORKING_DAYS else _weekdays(weekdays)


def _weekdays(weekdays: tuple[int, ...]) -> str:
    return blocks.joined([SHORT_DAYS[each] for each in weekdays])


def ordinal(number: int) -> str:
    """Say "1st", "2nd", "13th"."""
    teen = 10 < number % 100 < 14
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
