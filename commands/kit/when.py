"""What people type for a date → a due date, or a refusal that says why. Knows no wall clock."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from commands.kit import (
    calendar,
    when_days,
    when_either,
    when_from,
    when_lengths,
    when_numbers,
    when_slips,
    when_times,
    when_zones,
)
from commands.kit.readings import Ambiguous as Ambiguous
from commands.kit.readings import Choice as Choice
from commands.kit.readings import Here as Here
from commands.kit.readings import NotOnCalendar as NotOnCalendar
from commands.kit.readings import Past as Past
from commands.kit.readings import Reading as Reading
from commands.kit.readings import Refused as Refused
from commands.kit.readings import Sure as Sure
from commands.kit.readings import Unreadable as Unreadable
from commands.kit.when_days import Contrary, Day, Found, Gone, Nowhere
from commands.kit.when_named import LEAD, PART_OF_TODAY, SPAN
from commands.kit.when_named import is_day as is_day
from commands.kit.when_named import is_earlier as is_earlier
from commands.kit.when_named import is_later as is_later
from commands.kit.when_named import is_time as is_time
from commands.kit.when_words import (
    DATED,
    DAY_NAMES,
    LOOSE,
    VAGUE,
    may_be_dated,
    normalised,
    number_of,
)
from storage.facts import Due

_HOUR_OF_DAY = re.compile(r"(?:1?[0-9]|2[0-3])h")  # 17h: an hour of the day or a length, so neither
_NEEDLESS_PART = re.compile(r" (?:in the )?(?:morning|afternoon|evening|night)")
_PLAIN = re.compile(r"[a-z0-9 :/.'+-]{3,40}")
_FRACTION = re.compile(r"[0-9],[0-9]|(?<![0-9.])[0-9]+\.[0-9]+(?![0-9.])")  # dateparser guesses at these
LAST_MINUTE = time(23, 59)
NIGHT_ENDS = time(7)  # before it nobody means a time who writes 3.12
LONGEST = 60  # characters; no date takes more to say


def read(words: str, here: Here) -> Due | Refused:
    """Read words that are meant as a date ("fri", "by next tue 3pm", "31/12"), or say why not."""
    found = weigh(words, here)
    return found.due if isinstance(found, Reading) else found


def weigh(words: str, here: Here) -> Reading | Refused:
    """Read words that are meant as a date, with their other readings; dateparser is the last resort."""
    lead = LEAD.fullmatch(" ".join(words.split()))
    meant = lead["words"] if lead else words
    found = look(meant, here, before=bool(lead and lead["before"]))
    return still_ahead(
        misspelt(meant, here) or last_resort(meant, here) if isinstance(found, Unreadable) else found, here
    )


def still_ahead(found: Reading | Refused, here: Here) -> Reading | Refused:
    """Refuse what was ahead when it was said, and is over now that a button runs it."""
    if here.pressed is None or not isinstance(found, Reading) or found.due.at > here.pressed:
        return found
    return _past(found.due.at, replace(here, now=here.pressed, pressed=None))


def look(words: str, here: Here, *, before: bool = False) -> Reading | Refused:
    """Read words by our own rules alone. With `before`, a day means the end of the working day before it."""
    text = normalised(words)
    if len(text) > LONGEST or not may_be_dated(text):
        return Unreadable(words)
    if text == "tonight":
        text = "today evening"
    elif text == "lunch":  # in a longer phrase it is what the title is about ("Team lunch tomorrow")
        text = "lunchtime"
    elif part := PART_OF_TODAY.fullmatch(text):
        text = f"today {part['part']}"
    if (span := SPAN.fullmatch(text)) and not _HOUR_OF_DAY.fullmatch(text):
        return _span(span, words, here)
    if broken := when_lengths.find(text):
        return _between(broken, words, here)
    if early := when_from.early(text):
        return _early(*early, words, here)
    if text == "now":
        return _past(here.now, here)
    if either := when_either.find(text):
        return _either(either, words, here, before=before)
    if (hours := when_times.hours(text)) and (ends := _which_end(hours, words, here)):
        return ends
    if clock := when_times.split(text):
        return _timed(clock, words, here)
    if dotted := when_times.split_dotted(text):
        return _dotted(dotted, text, words, here)
    found = _find_day(text, here)
    if isinstance(found, Contrary | Gone) and (led := when_times.hour_first(text)):
        return _which_hour(led, words, here)
    if found:
        return _dated(found, words, here, before=before)
    if hour := when_times.bare_hour(text):
        return _which_hour(hour, words, here)
    return Unreadable(words)


def misspelt(words: str, here: Here, *, before: bool = False) -> Refused | None:
    """Ask about words that are a date but for a slip of a day or month; None of any others."""
    text = when_slips.mended(normalised(words)) if len(words) <= LONGEST else None
    found = look(text, here, before=before) if text else None
    if not isinstance(found, Reading):
        return None if isinstance(found, Unreadable) else found
    label = calendar.day_text(found.due.day, here.today) if is_day(found.due.words) else found.label
    return Unreadable(words, (Choice(label, found.due), *found.others))


def last_resort(words: str, here: Here) -> Reading | Refused:
    """Ask dateparser about words we do not know; only a day to come counts."""
    text = normalised(words)
    if (
        _FRACTION.search(words)
        or not _PLAIN.fullmatch(text)
        or not DATED.search(text)
        or VAGUE.fullmatch(text)
        or LOOSE.fullmatch(text)
    ):
        return Unreadable(words)
    if hour := when_times.hour_first(text):
        return _which_hour(hour, words, here)
    import dateparser  # a tenth of a second to load, and most lines never need it

    base = calendar.local(here.now, here.zone).replace(tzinfo=None)
    guess = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY" if here.day_first else "MDY",
            "REQUIRE_PARTS": ["day", "month"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if guess is None or not here.now.year <= guess.year <= when_days.LAST_YEAR:
        return Unreadable(words)
    at = guess.time() if guess.time() not in (time(0), base.time()) else None
    return _on(Day(guess.date(), Sure.MAYBE), at, words, here)


def _find_day(text: str, here: Here) -> Found:
    return when_days.find(text, here) or when_numbers.find(text, here) or when_from.find(text, here)


def _span(span: re.Match[str], words: str, here: Here) -> Reading:
    """Count hours and minutes from now, to the minute."""
    count = 0.5 if span["half"] else number_of(span["count"]) + float(span["part"] or 0)
    count += 0.5 if span["and_half"] else 0
    unit = timedelta(hours=count) if span["unit"].startswith("h") else timedelta(minutes=count)
    at = here.now + unit + timedelta(minutes=int(span["more"] or 0))
    sure = Sure.SET if span["in"] or span["now"] else Sure.MAYBE
    return _reading(at.replace(second=0, microsecond=0), sure, words, here)


def _early(hours: timedelta, base: str, words: str, here: Here) -> Reading | Refused:
    """Count hours back from a time ("an hour before fri 3pm"); a day alone has none to count from."""
    found = look(base, here)
    if not isinstance(found, Reading) or is_day(base):
        return found if isinstance(found, Past) else Unreadable(words)
    at = found.due.at - hours
    return _reading(at, found.sure, words, here) if at > here.now else _past(at, here)


def _between(broken: when_lengths.Broken, words: str, here: Here) -> Reading | Refused:
    """Ask which of two whole lengths one between them means; one that is whole is read."""
    found = [when_days.find(each, here) for each in broken.lengths]
    days = [each for each in found if isinstance(each, Day)]
    if len(days) < len(found):
        return Unreadable(words)
    if broken.low == broken.high:
        return _on(days[0], None, words, here)
    labelled = tuple((calendar.day_text(each.day, here.today), each.day) for each in days)
    return Ambiguous(f'"{words}" is {broken.words}.', _choices(labelled, None, words, here), sure=Sure.MAYBE)


def _either(days: tuple[str, str], words: str, here: Here, *, before: bool) -> Reading | Refused:
    """Ask which of two days is meant; where only one of them can be, it is the other that says why."""
    first, last = (look(each, here, before=before) for each in days)
    if not (isinstance(first, Reading) and isinstance(last, Reading)):
        ahead = first if isinstance(first, Reading) else last
        return replace(ahead, sure=Sure.MAYBE) if isinstance(ahead, Reading) else ahead
    choices = tuple(Choice(each.label, each.due) for each in (first, last))
    return Ambiguous(f'"{words}" names two days.', choices, sure=Sure.MAYBE)


def _timed(clock: when_times.Clock, words: str, here: Here) -> Reading | Refused:
    """Join a time with its day: without one, today if the time is ahead, else tomorrow."""
    if clock.zone:
        return _in_zone(clock, clock.zone, words, here)
    return _on_clock(clock, here.zone, words, here)


def _on_clock(clock: when_times.Clock, zone: str, words: str, here: Here) -> Reading | Refused:
    if not clock.day:
        return _time_only(clock, zone, words, here)
    day = "today" if clock.day == "tonight" else clock.day
    found = _find_day(day, here) or _find_day(_NEEDLESS_PART.sub("", day), here)
    if not isinstance(found, Day):
        return _dated(found, words, here) if found else Unreadable(words)
    sure = (found.sure or Sure.MAYBE) if not clock.is_about else Sure.MAYBE
    shift = timedelta(days=1 if clock.is_midnight else 0)
    day_of = Day(found.day + shift, sure, found.others, is_plain=found.is_plain)
    return _on(day_of, clock.at or here.work_end, words, here, zone=zone)


def _time_only(clock: when_times.Clock, zone: str, words: str, here: Here) -> Reading | Refused:
    if clock.at is None:
        return _on(Day(when_days.end_of_day(here), clock.sure), here.work_end, words, here)
    today = calendar.local(here.now, zone).date()
    at = calendar.to_utc(today, clock.at, zone)
    if at <= here.now:
        at = calendar.to_utc(today + timedelta(days=1), clock.at, zone)
    return _reading(at, clock.sure, words, here)


def _in_zone(clock: when_times.Clock, name: str, words: str, here: Here) -> Reading | Refused:
    """Read a time by the clock of a place; of several that have its name, one's own, else it asks."""
    found = [(zone, _on_clock(clock, zone, words, here)) for zone in clock.zones]
    read = [(zone, each) for zone, each in found if isinstance(each, Reading)]
    own = _on_clock(clock, here.zone, words, here)
    if isinstance(own, Reading) and when_zones.shows(here.zone, name, own.due.at):
        return own
    if not read or len(found) == 1:
        zone, only = found[0]
        return _in_season(only, zone, name, here) if isinstance(only, Reading) else only
    named = [(zone, each) for zone, each in read if when_zones.shows(zone, name, each.due.at)]
    choices = tuple(
        Choice(f"{calendar.moment_text(each.due.at, zone, here.today)} in {calendar.city(zone)}", each.due)
        for zone, each in (named if len(named) > 1 else read)
    )
    return Ambiguous(f"{name.upper()} is the time of several places.", choices, sure=Sure.MAYBE)


def _in_season(found: Reading, zone: str, name: str, here: Here) -> Reading:
    """Offer beside a time of summer that is said of a winter's day what it means to the letter."""
    at = when_zones.out_of_season(zone, name, found.due.at)
    if at is None or at <= here.now:
        return found
    label = f"{calendar.moment_text(at, here.zone, here.today)} instead"
    other = Choice(label, _due(at, found.due.words, here))
    return replace(found, others=(*found.others, other))


def _dotted(clock: when_times.Clock, text: str, words: str, here: Here) -> Reading | Refused:
    """Read 17.30 as a time; where it could be a day too, that is the button, and at night it asks which."""
    found = _timed(clock, words, here)
    if not isinstance(found, Reading):
        return found
    match when_numbers.find(text, here):
        case Day(day):
            days: tuple[date, ...] = (day,)
        case Gone(_, days):
            pass
        case _:
            days = ()
    labelled = tuple((f"{calendar.plain_text(day)} instead", day) for day in days[:1])
    as_day = _choices(labelled, None, words, here)
    if as_day and not clock.day and clock.at and clock.at < NIGHT_ENDS:
        days_first = (Choice(calendar.day_text(as_day[0].due.day, here.today), as_day[0].due),)
        return Ambiguous(
            f'"{words}" is a day or a time at night.', (*days_first, Choice(found.label, found.due))
        )
    others = found.others + as_day
    return Reading(found.due, clock.sure, found.label, others)


def _dated(
    found: Day | Gone | Nowhere | Contrary, words: str, here: Here, *, before: bool = False
) -> Reading | Refused:
    match found:
        case Day() if before and not found.is_end:
            eve = calendar.previous_working_day(found.first or found.day)
            return _on(Day(eve, found.sure), None, words, here)
        case Day():
            return _on(found, None, words, here)
        case Gone(day, again):
            return _gone(day, again, words, here)
        case Nowhere(text, nearest, day):
            label = calendar.day_text(day, here.today)
            return NotOnCalendar(text, nearest, _choices(((label, day),), None, words, here))
    days = (found.day, found.weekday)
    name, typed = (DAY_NAMES[day.weekday()] for day in days)
    why = f"{calendar.plain_text(found.day)} is a {name}, not a {typed}."
    labelled = tuple((calendar.day_text(day, here.today), day) for day in days)
    return Ambiguous(why, _choices(labelled, None, words, here))


def _which_hour(hour: when_times.BareHour, words: str, here: Here) -> Refused:
    """Refuse an hour that may be before or after noon, with a button for each, the likelier one first."""
    choices = []
    for each in sorted(hour.hours, key=lambda each: _off_work(each, here)):
        found = _timed(when_times.Clock(hour.day, time(each), Sure.NEVER), words, here)
        if isinstance(found, Reading):
            choices.append(Choice(found.label, found.due))
    if not choices:
        return Unreadable(words)
    return Ambiguous(f'"{hour.text}" alone is not a time.', tuple(choices), is_hour=True)


def _off_work(hour: int, here: Here) -> int:
    """Count the minutes by which an hour of the day is outside the working hours."""
    start, end = (each.hour * 60 + each.minute for each in (here.work_start, here.work_end))
    return max(start - hour * 60, hour * 60 - end, 0)


def _which_end(hours: when_times.Hours, words: str, here: Here) -> Refused | None:
    """Refuse hours from and to, with a button for each end; the last may be on the next day."""
    first, last = (look(f"{hours.day} {each}".strip(), here) for each in (hours.first, hours.last))
    if not (isinstance(first, Reading) and isinstance(last, Reading)):
        return first if isinstance(first, Past) else None
    if last.due.at < first.due.at:
        begin, at = (calendar.local(each.due.at, here.zone).time() for each in (first, last))
        day = first.due.day + timedelta(days=at <= begin)
        last = _reading(calendar.to_utc(day, at, here.zone), Sure.MAYBE, f"{day} {at:%H:%M}", here)
    choices = tuple(Choice(each.label, each.due) for each in (first, last))
    return Ambiguous(f'"{words}" names two hours.', choices, sure=Sure.MAYBE)


def _gone(day: date, again: tuple[date, ...], words: str, here: Here) -> Past:
    labels = tuple((calendar.day_text(each, here.today), each) for each in again)
    return Past(
        calendar.day_text(day, here.today), _from_now(words, here) + _choices(labels, None, words, here)
    )


def _past(at: datetime, here: Here) -> Past:
    return Past(calendar.moment_text(at, here.zone, here.today), _from_now("tomorrow", here))


def _from_now(words: str, here: Here) -> tuple[Choice, ...]:
    """Offer the end of today, while it is ahead, and tomorrow."""
    near = (("Today EOD", here.today), ("Tomorrow", here.today + timedelta(days=1)))
    return _choices(near, here.work_end, words, here)


def _on(found: Day, at: time | None, words: str, here: Here, *, zone: str | None = None) -> Reading | Refused:
    """Make the due date on a day, at a time of `zone` or when the working day ends."""
    moment = _moment(found.day, at, here, zone)
    if moment <= here.now:
        return _gone(found.day, (), words, here) if found.day < here.today else _past(moment, here)
    others = _choices(found.others, at, words, here, zone=zone)
    if at is None and not calendar.is_working_day(found.day):
        friday = calendar.previous_working_day(found.day)
        others = _choices(((calendar.day_text(friday, found.day), friday),), None, words, here) + others
    reading = _reading(moment, found.sure, words, here)
    if at is not None or (not found.is_plain and found.day.year == here.today.year):
        return Reading(reading.due, found.sure, reading.label, others)
    label = calendar.plain_text(found.day) if found.is_plain else calendar.day_text(found.day, here.today)
    return Reading(reading.due, found.sure, label, others)


def _moment(day: date, at: time | None, here: Here, zone: str | None = None) -> datetime:
    """Find the instant; after hours, "today" lasts until its last minute."""
    moment = calendar.to_utc(day, at or here.work_end, zone or here.zone)
    if at is None and day == here.today and moment <= here.now:
        return calendar.to_utc(day, LAST_MINUTE, here.zone)
    return moment


def _choices(
    days: tuple[tuple[str, date], ...], at: time | None, words: str, here: Here, *, zone: str | None = None
) -> tuple[Choice, ...]:
    """Make a button for each day that still lies ahead."""
    moments = ((label, _moment(day, at, here, zone)) for label, day in days)
    return tuple(Choice(label, _due(moment, words, here)) for label, moment in moments if moment > here.now)


def _reading(at: datetime, sure: Sure, words: str, here: Here) -> Reading:
    return Reading(_due(at, words, here), sure, calendar.moment_text(at, here.zone, here.today))


def _due(at: datetime, words: str, here: Here) -> Due:
    return Due(at.astimezone(UTC), calendar.local(at, here.zone).date(), words, here.zone)
