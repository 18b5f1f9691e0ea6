"""Words for a day ("next fri", "eom", "in 2 weeks") → that day. Knows no times and no numeric dates."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from commands.kit import calendar
from commands.kit.readings import Here, Sure
from commands.kit.when_words import (
    COUNT,
    GAP,
    MONTH,
    MONTHS,
    TOMORROW,
    WEEKDAY,
    WEEKDAYS,
    normalised,
    number_of,
)

FIRST_YEAR, LAST_YEAR = 2000, 2199  # no due date lies outside; keeps all sums inside what dates can hold


@dataclass(frozen=True, slots=True)
class Day:
    """A day as read."""

    day: date
    sure: Sure
    others: tuple[tuple[str, date], ...] = ()  # other readings, each with its button's label
    first: date | None = None  # of a period: the day it starts
    is_end: bool = False  # the end of a period is a moment, so "before" it is that moment
    is_plain: bool = False  # its offer is printed without the weekday


@dataclass(frozen=True, slots=True)
class Gone:
    """A day that is past, and days that may have been meant."""

    day: date
    again: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A day that does not exist, and the nearest that does, as words and as a day."""

    text: str
    nearest: str
    day: date


@dataclass(frozen=True, slots=True)
class Contrary:
    """A weekday that contradicts its date."""

    day: date
    weekday: date


Found = Day | Gone | Nowhere | Contrary | None


def find(words: str, here: Here) -> Found:
    """Read normalised words for a day; None when they are none of ours."""
    for pattern, resolve in _FORMS:
        if match := pattern.fullmatch(words):
            return resolve(match, here)
    return None


def first_of(words: str, here: Here) -> date | None:
    """Find the first day of the period that words name ("next week"); None of any others."""
    found = find(normalised(words), here)
    return found.first if isinstance(found, Day) else None


def _nearer(label_day: date, here: Here) -> tuple[str, date]:
    """Make the button for another day: "Fri 27 Nov instead", or "Today instead"."""
    text = "Today" if label_day == here.today else calendar.day_text(label_day, here.today)
    return f"{text} instead", label_day


def _end_is_ahead(day: date, here: Here) -> bool:
    """Say whether the working day of `day` has not ended yet."""
    return calendar.to_utc(day, here.work_end, here.zone) > here.now


def end_of_day(here: Here) -> date:
    """Find the day whose end `EOD` means: today, or the next working day after hours."""
    today = here.today
    if calendar.is_working_day(today) and _end_is_ahead(today, here):
        return today
    return calendar.next_working_day(today)


def _weekday(match: re.Match[str], here: Here) -> Found:
    wanted = WEEKDAYS[match["weekday"]]
    today = here.today
    coming = today + timedelta(days=(wanted - today.weekday()) % 7 or 7)
    if match["next"] or match["week"]:
        weeks = number_of(match["count"]) if match["count"] else 1
        day = calendar.monday_of(today) + timedelta(weeks=weeks, days=wanted)
        return Day(day, Sure.SET, (_nearer(coming, here),) if coming < day else ())
    bare = match[0] in ("sat", "sun")  # also plain English words
    is_today = wanted == today.weekday()
    return Day(coming, Sure.NEVER if bare else Sure.SET, (_nearer(today, here),) if is_today else ())


def _of_this_week(match: re.Match[str], here: Here) -> Found:
    day = calendar.monday_of(here.today) + timedelta(days=WEEKDAYS[match["weekday"]])
    return Day(day, Sure.SET) if day >= here.today else Gone(day, (day + timedelta(weeks=1),))


def _today(_: re.Match[str], here: Here) -> Found:
    return Day(here.today, Sure.SET)


def _tomorrow(_: re.Match[str], here: Here) -> Found:
    return Day(here.today + timedelta(days=1), Sure.SET)


def _after_tomorrow(_: re.Match[str], here: Here) -> Found:
    return Day(here.today + timedelta(days=2), Sure.SET)


def _next_working_day(_: re.Match[str], here: Here) -> Found:
    return Day(calendar.next_working_day(here.today), Sure.SET)


def _gone(_: re.Match[str], here: Here) -> Found:
    return Gone(here.today - timedelta(days=1))


def _end(match: re.Match[str], here: Here) -> Found:
    last = _LAST_DAYS[match["unit"] or match["long"]]
    today = here.today
    step = _STEPS[match["unit"] or match["long"]]
    day = last(step(today) if match["next"] else today)
    sure = Sure.SET if match["of"] else Sure.MAYBE
    return Day(day if _end_is_ahead(day, here) else last(step(today)), sure, is_end=True)


def _end_of_named_month(match: re.Match[str], here: Here) -> Found:
    found = _named_month(match, here)
    return Day(found.day, Sure.SET, is_end=True) if isinstance(found, Day) else found


def _week(match: re.Match[str], here: Here) -> Found:
    weeks = {"this": 0, "the": 0, "next": 1, None: 2}[match["which"]]
    monday = calendar.monday_of(here.today) + timedelta(weeks=weeks)
    return _period(monday, calendar.last_working_day_of_week(monday), here, Sure.MAYBE)


def _of_numbered_week(match: re.Match[str], here: Here) -> Found:
    """Read "fri wk 49": the day of the coming ISO week of that number."""
    number, wanted = int(match["number"] or match["of"]), WEEKDAYS[match["weekday"] or match["day"]]
    years = range(here.today.year, here.today.year + 2)
    days = [date.fromisocalendar(year, number, wanted + 1) for year in years if 0 < number <= _weeks_of(year)]
    ahead = [day for day in days if day >= here.today]
    return Day(ahead[0], Sure.MAYBE) if ahead else None


def _weeks_of(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def _month(match: re.Match[str], here: Here) -> Found:
    first = calendar.months_after(here.today.replace(day=1), 1 if match["which"] == "next" else 0)
    return _period(first, calendar.last_working_day_of_month(first), here, Sure.MAYBE)


def _named_month(match: re.Match[str], here: Here) -> Found:
    month, today = MONTHS[match["month"]], here.today
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    first = date(year, month, 1)
    return _period(first, calendar.last_working_day_of_month(first), here, Sure.NEVER)


def _period(first: date, last: date, here: Here, sure: Sure) -> Found:
    start = first if calendar.is_working_day(first) else calendar.next_working_day(first)
    others = (_nearer(start, here),) if here.today < start < last else ()
    return Day(last, sure, others, first=first)


def _weekend(match: re.Match[str], here: Here) -> Found:
    today = here.today
    saturday = calendar.monday_of(today) + timedelta(days=12 if match["next"] else 5)
    return Day(max(saturday, today), Sure.MAYBE)


def _after(match: re.Match[str], here: Here) -> Found:
    base = _find_base(match["base"] or "today", here)
    count = number_of(match["count"])
    counted = Sure.MAYBE if count else Sure.NEVER
    sure = Sure.SET if match["in"] or match["base"] else counted
    unit = match["unit"].rstrip("s")
    if unit.split()[0] in ("working", "business", "workday") or unit in ("wd", "bd"):
        return Day(calendar.working_days_after(base, count), sure)
    return Day(UNITS[unit](base, count), sure) if count <= MOST[unit] else None


def _find_base(words: str, here: Here) -> date:
    """Find the day a length is counted from: now, today, tomorrow or a coming weekday."""
    found = find(words.replace("now", "today"), here)
    return found.day if isinstance(found, Day) else here.today


def _ordinal(match: re.Match[str], here: Here) -> Found:
    number, today = int(match["number"]), here.today
    if not 1 <= number <= 31:
        return None
    months = [calendar.months_after(today.replace(day=1), ahead) for ahead in range(4)]
    days = [
        first.replace(day=number)
        for first in months
        if number <= calendar.days_in_month(first.year, first.month) and first.replace(day=number) >= today
    ]
    others = (_nearer(days[1], here),) if days[0] == today else ()
    return Day(days[0], Sure.MAYBE, others)


def _of_month(match: re.Match[str], here: Here) -> Found:
    """Read "the 15th of next month"."""
    first = calendar.months_after(here.today.replace(day=1), 1 if match["which"] == "next" else 0)
    number = int(match["number"])
    if not 1 <= number <= calendar.days_in_month(first.year, first.month):
        return None
    day = first.replace(day=number)
    return Day(day, Sure.SET) if day >= here.today else Gone(day, (calendar.months_after(day, 1),))


def _weeks_after(day: date, count: int) -> date:
    return day + timedelta(weeks=count)


def _years_after(day: date, count: int) -> date:
    return calendar.months_after(day, 12 * count)


_LAST_DAYS: dict[str, Callable[[date], date]] = {
    **dict.fromkeys(("w", "wk", "week"), calendar.last_working_day_of_week),
    **dict.fromkeys(("m", "month"), calendar.last_working_day_of_month),
    **dict.fromkeys(("q", "quarter"), calendar.last_working_day_of_quarter),
    **dict.fromkeys(("y", "year"), calendar.last_working_day_of_year),
}
_STEPS: dict[str, Callable[[date], date]] = {
    **dict.fromkeys(("w", "wk", "week"), lambda day: day + timedelta(days=7)),
    **dict.fromkeys(("m", "month"), lambda day: calendar.months_after(day, 1)),
    **dict.fromkeys(("q", "quarter"), lambda day: calendar.months_after(day, 3)),
    **dict.fromkeys(("y", "year"), lambda day: calendar.months_after(day, 12)),
}
UNITS: dict[str, Callable[[date, int], date]] = {
    **dict.fromkeys(("d", "day"), lambda day, count: day + timedelta(days=count)),
    **dict.fromkeys(("w", "wk", "week"), _weeks_after),
    "fortnight": lambda day, count: _weeks_after(day, 2 * count),
    **dict.fromkeys(("mo", "month"), calendar.months_after),
    **dict.fromkeys(("y", "yr", "year"), _years_after),
}
MOST = {
    **dict.fromkeys(("d", "day", "w", "wk", "week", "fortnight"), 1500),
    **dict.fromkeys(("mo", "month"), 600),
    **dict.fromkeys(("y", "yr", "year"), 50),
}
LENGTH = (
    r"(?:working days?|business days?|workdays?|wd|bd|days?|d|weeks?|wks?|w|fortnights?|months?|mo"
    r"|years?|yrs?|y)"
)
_WEEK_NUMBER = r"(?:week|wk|kw|cw) ?(?P<number>[1-4]?[0-9]|5[0-3])"
_DAY = WEEKDAY.replace("?P<weekday>", "?:")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Here], Found]], ...] = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (
            rf"(?:(?:this|(?:the |this )?coming|(?P<next>next)) )?{WEEKDAY}"
            r"(?P<week> week| (?:of |in )?next week)?(?P<count>)",
            _weekday,
        ),
        (rf"(?P<week>next week) (?:on )?(?P<next>){WEEKDAY}(?P<count>)", _weekday),
        (rf"{WEEKDAY}(?P<next>) (?P<week>in {COUNT}{GAP}weeks?)", _weekday),
        (rf"{WEEKDAY} (?:of )?this week", _of_this_week),
        (r"(?:(?:later|some ?time) )?today", _today),
        (TOMORROW, _tomorrow),
        (r"(?:the )?day after tomorrow", _after_tomorrow),
        (r"(?:the )?next (?:working|business) day", _next_working_day),
        (r"yesterday", _gone),
        (r"(?:at )?(?P<next>)(?P<of>eo)(?P<unit>[wmqy])(?P<long>)", _end),
        (r"(?P<next>)(?P<unit>)(?P<long>month|quarter|year)[- ]end(?P<of>)", _end),
        (
            r"(?:the )?(?P<of>end of) (?:the |this |(?P<next>next ))?"
            r"(?P<unit>)(?P<long>week|wk|month|quarter|year)",
            _end,
        ),
        (rf"(?:the )?end (?:of )?{MONTH}(?: (?P<year>[0-9]{{4}}))?", _end_of_named_month),
        (r"(?P<which>this|next) (?:week|wk)|the week after next", _week),
        (r"within (?P<which>this|the) (?:week|wk)", _week),
        (r"(?P<which>this|next) month", _month),
        (rf"{MONTH}(?: (?P<year>[0-9]{{4}}))?", _named_month),
        (r"(?:the |this |(?P<next>next ))?weekend", _weekend),
        (
            rf"(?:(?P<in>in (?:the next )?)|within (?:the next )?|\+)?{COUNT}{GAP}(?P<unit>{LENGTH})"
            r"(?:'?s?'? time| later| (?:from|after|(?<=week )on|(?<=weeks )on) "
            rf"(?P<base>now|today|tomorrow|{_DAY}))?",
            _after,
        ),
        (
            rf"(?P<in>){COUNT}{GAP}(?P<unit>weeks?|fortnight) (?P<base>today|tomorrow|{_DAY})",
            _after,
        ),
        (
            rf"{_WEEK_NUMBER} {WEEKDAY}|{WEEKDAY.replace('weekday', 'day')} (?:of |in )?"
            rf"{_WEEK_NUMBER.replace('number', 'of')}",
            _of_numbered_week,
        ),
        (r"(?:the )?(?P<number>[0-9]{1,2})(?:st|nd|rd|th) of (?P<which>this|next) month", _of_month),
        (r"(?:the )?(?P<number>[0-9]{1,2})(?:st|nd|rd|th)", _ordinal),
    )
)
