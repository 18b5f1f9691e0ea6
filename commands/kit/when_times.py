"""Words for a time of day ("3pm", "noon", "eod", "15:00 UTC") → that time, and what is left for the day."""

import re
from dataclasses import dataclass
from datetime import time

from commands.kit import when_zones
from commands.kit.readings import Sure
from commands.kit.when_words import DAY_PARTS, END, MONTHS, TOMORROW, WEEKDAYS

_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))? ?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour24>[0-9]{1,2}):(?P<minute24>[0-9]{2})"
)
_NAMED = rf"(?:next )?(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})|today|{TOMORROW}"
_HALVES = {"am": "morning", "pm": "afternoon"}  # behind a day
_END = rf"{END}|(?:the )?end(?= of (?:{_NAMED})(?![a-z]))"
_TIME = rf"(?P<time>{_CLOCK}|midnight|{'|'.join(DAY_PARTS)}|{_END}|(?<=[a-z] )[ap]m\b)"
_ZONE = rf"(?: ?(?P<zone>{when_zones.WORDS}))?"
_ABOUT = "(?P<about>(?:any ?time )?(?:after|around|about) )"
_LAST = re.compile(rf"(?:(?P<day>.+?) )??(?:at |in the |@ ?|{_ABOUT})?{_TIME}{_ZONE}")
_FIRST = re.compile(rf"(?:at |@ ?|{_ABOUT})?{_TIME}{_ZONE} (?:on |of )?(?P<day>.+)")
_DOTTED = re.compile(r"(?:(?P<day>.+?) )??(?:at )?(?P<hour>[0-9]{1,2})\.(?P<minute>[0-5][0-9])")
_BARE_HOUR = re.compile(
    r"(?:(?P<day>.+?) at |at |(?P<tonight>tonight) (?:at )?)?(?P<hour>1?[0-9]|2[0-3])(?: o'clock)?"
)
_AT = re.compile(rf"at (?P<hour>1?[0-9]|2[0-3])(?: o'clock)? (?:on )?(?P<day>{_NAMED}|tonight)")
_AT_MINUTE = re.compile(
    rf"(?:(?P<day>{_NAMED}) )?at (?P<hour>[01]?[0-9]|2[0-3])[.h]?(?P<minute>[0-5][0-9])"
    rf"(?: (?:on )?(?P<then>{_NAMED}))?"
)
_DAY = rf"(?P<day>{_NAMED})"
_HOUR_FIRST = re.compile(rf"(?P<hour>[0-9]{{1,2}}) (?:on )?{_DAY}")
_HOUR = r"(?:[01]?[0-9]|2[0-3])(?::[0-9]{2})?"
_SPAN = (
    rf"(?:from |at |@ ?)?(?P<first>{_HOUR}) ?(?P<half>[ap]m)? ?(?:-|to|until) ?"
    rf"(?P<last>{_HOUR}) ?(?P<end>[ap]m)?"
)
_SPANS = re.compile(r"[0-9m] ?(?:-|to|until) ?[0-9]")
_SPAN_FORMS = (
    re.compile(rf"(?P<day>[^-]*?[^\s,-])[\s,]+{_SPAN}"),
    re.compile(rf"{_SPAN}(?P<day>)"),
    re.compile(rf"{_SPAN} (?:on |of )?(?P<day>.+)"),
)
_DATED_SPAN = re.compile(  # of "1 dec 10-12"; a date of its own cannot begin there
    rf"(?P<day>(?=.*[0-9]).*(?:{'|'.join(MONTHS)}|[0-9]/[0-9]{{1,2}}|[0-9]{{4}})) (?:from )?"
    r"(?P<first>[7-9]|1[0-9]) ?- ?(?P<last>1?[0-9]|2[0-4])"
)
_FROM_TO = re.compile(rf"{_DAY} (?P<hour>[0-9]{{1,2}}) ?- ?(?P<last>1?[0-9]|2[0-4])")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `at` is None for the end of the working day."""

    day: str  # the words left over; "" when there are none
    at: time | None
    sure: Sure
    zones: tuple[str, ...] = ()  # IANA names that `zone` may mean; () where none is named
    zone: str | None = None  # as it is said
    is_midnight: bool = False
    is_about: bool = False  # "after 3pm" is no moment to set unasked


@dataclass(frozen=True, slots=True)
class BareHour:
    """An hour that may be before or after noon."""

    day: str
    hours: tuple[int, ...]
    text: str


def split(words: str) -> Clock | None:
    """Part the time from the day; None when no time is named, or one that no clock shows."""
    match = _LAST.fullmatch(words) or _FIRST.fullmatch(words)
    if match is None:
        return None
    zone = match["zone"]
    zones = when_zones.find(zone) if zone else ()
    if zone and not zones:
        return None
    day, word = match["day"] or "", _HALVES.get(match["time"], match["time"])
    if match["hour"] or match["hour24"]:
        at, is_about = _clock(match), bool(match["about"])
        sure = Sure.MAYBE if is_about else Sure.SET
        return Clock(day, at, sure, zones, zone, is_about=is_about) if at else None
    if word == "midnight":
        return Clock(day, time(0), Sure.MAYBE, zones, zone, is_midnight=True)
    if word in DAY_PARTS:
        sure = Sure.MAYBE if word in ("noon", "midday") else Sure.NEVER
        return Clock(day, time(DAY_PARTS[word]), sure, zones, zone)
    # alone "cop" is a word, too
    return Clock(day, None, Sure.MAYBE if word == "cop" else Sure.SET, zones, zone)


def split_dotted(words: str) -> Clock | None:
    """Part "17.30" from the day; None when it cannot be a time."""
    at = _AT_MINUTE.fullmatch(words) if "at " in words else None
    if at and bool(at["day"]) != bool(at["then"]):
        return Clock(at["day"] or at["then"], time(int(at["hour"]), int(at["minute"])), Sure.MAYBE)
    match = _DOTTED.fullmatch(words)
    if match is None or int(match["hour"]) > 23:
        return None
    return Clock(match["day"] or "", time(int(match["hour"]), int(match["minute"])), Sure.NEVER)


def bare_hour(words: str) -> BareHour | None:
    """Find an hour without minutes or am/pm ("friday at 3", "tonight 11")."""
    match = _BARE_HOUR.fullmatch(words) or _AT.fullmatch(words)
    if match is None:
        return None
    hour = int(match["hour"])
    if match.groupdict().get("tonight") or match["day"] == "tonight":
        return BareHour("today", (hour % 12 + 12,), match["hour"])
    return BareHour(match["day"] or "", (hour,) if hour > 12 else (hour % 12 + 12, hour % 12), match["hour"])


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours from and to on a day, as times are typed: "14:00", "2pm"."""

    day: str
    first: str
    last: str


def hours(words: str) -> Hours | None:
    """Find the hours from and to, on a day or the next that comes ("mon 14:00-17:00", "2-4pm")."""
    dated = _DATED_SPAN.fullmatch(words) if "-" in words else None
    if dated and int(dated["first"]) < int(dated["last"]):
        return Hours(dated["day"], f"{dated['first']}:00", f"{dated['last']}:00")
    may_be = "-" in words or " to " in words or " until " in words
    forms = _SPAN_FORMS if may_be and _SPANS.search(words) else ()
    match = next(filter(None, (form.fullmatch(words) for form in forms)), None)
    if match and _is_shift(words):
        return Hours(match["day"], f"{match['first']}:00", f"{match['last']}:00")
    if match is None or not (":" in words or match["half"] or match["end"]):
        return None
    half, end = match["half"] or "", match["end"] or ""
    if end and not half and ":" not in match["first"]:
        first, last = (int(match[each].partition(":")[0]) % 12 for each in ("first", "last"))
        half = {"am": "pm", "pm": "am"}[end] if first > last else end  # "11-1pm" begins before noon
    return Hours(match["day"], match["first"] + half, match["last"] + end)


def hour_first(words: str) -> BareHour | None:
    """Find a bare hour in front of its day ("9 mon"), or the hours from and to on it ("fri 10-12")."""
    match = _HOUR_FIRST.fullmatch(words) or _FROM_TO.fullmatch(words)
    hour = int(match["hour"]) if match else 24
    if match is None or hour > 23:
        return None
    halves = (hour % 12 + 12, hour % 12)
    likely = halves[::-1] if 6 < hour < 12 else halves
    return BareHour(match["day"], (hour,) if hour > 12 else likely, match["hour"])


def _is_shift(words: str) -> bool:
    """Tell whether words are a day and hours of it that can be no day and month: "fri 9-17"."""
    match = _FROM_TO.fullmatch(words) if "-" in words else None
    return match is not None and int(match["hour"]) < int(match["last"]) > 12


def _clock(match: re.Match[str]) -> time | None:
    if not match["half"]:
        hour, minute = int(match["hour24"]), int(match["minute24"])
        return time(hour, minute) if hour < 24 and minute < 60 else None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if match["half"] == "p" else 0), minute)
