"""Words for how a task comes round again ("every mon and fri at 16:00") → a Repeat. Knows no wall clock."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from commands.kit import when_times
from commands.kit.line import Line, Span, contradiction
from commands.kit.phrase import closed
from commands.kit.requests import Offer, Unclear
from commands.kit.when_words import MONTH, MONTHS, WEEKDAYS, normalised
from commands.task.repeat import LAST, WORKING_DAYS, Repeat, Unit, ordinal

_DAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
_WORKING = "(?:weekday|work(?:ing)? ?day|business day)"
_START = re.compile(
    r"(?<![\w-])(?:every(?P<done>!)?\s+(?=[\w])|(?P<often>daily|weekly|fortnightly|monthly|quarterly|yearly|annually)"
    rf",?\s+(?=(?:on|at|by|the|first|second|third|fourth|last)\s|(?:eod|cob|eob|noon|midday)\b|[@<0-9]|{_DAY}s?(?!\w)))",
    re.IGNORECASE,
)
OFTEN = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "2 weeks",
    "monthly": "month",
    "quarterly": "3 months",
    "yearly": "year",
    "annually": "year",
}
_NOT_AFTER = re.compile(
    r"(?<!\w)(?:for|of|in|not|from|to|with|than|and|or|almost|nearly|before|since|until)$", re.IGNORECASE
)
# Behind one of these "weekly" is what the words are about: "Prepare the weekly at 9:00".
_NOT_OFTEN_AFTER = re.compile(r"(?<!\w)(?:the|an?|this|that|our|my|your|their|its|next|last)$", re.IGNORECASE)
# What happens by itself is told, not asked for: "Backup fails every night".
_TOLD = re.compile(
    r"(?<![\w-])(?:(?:fails|runs|fires|crashes|breaks|happens|restarts|reboots|dies|hangs|times(?= out)"
    r"|occurs|triggers|fills|goes|drops|stops|resets|starts|is|are|was|were)(?: (?:up|down|out|off))?"
    r"|why\s.*)$",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(?P<count>[0-9]{1,3}) ?(?P<unit>d|w|wks?|mos?|y|yrs?)\b")
_LENGTHS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_EXCEPT = re.compile(r"(?P<days>.+?) (?P<at>at .+?) (?P<less>(?:except|but(?: not)?) .+)")
_BEGINS = re.compile(
    r"(?<![\w-])every!?\s.{0,200}\S\s+(?P<begins>(?:starting|beginning|from)(?:\s+(?:on|from))?)\s+(?=\S)",
    re.IGNORECASE,
)
_CLOSERS = " .,;!?)"
_MOST_WORDS = 10
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST} | {
    ordinal(number): number for number in range(1, 6)
}
_JOIN = r"(?: and| &| \+)?(?: on)?(?: the)? "
_ANY_NTH = f"(?:{'|'.join(_NTH)})"
_NTHS = rf"(?P<nths>{_ANY_NTH}(?:(?: {_DAY})?{_JOIN}{_ANY_NTH})*)"
_NUMBER = r"[0-9]{1,2}(?:st|nd|rd|th)"
_NUMBERED = rf"(?P<days>{_NUMBER}(?:{_JOIN}{_NUMBER})*(?P<last>{_JOIN}last day)?)"
_OF_MONTH = r"(?: (?:day )?of (?:the|each|every) month)?"
_UNIT = (
    r"(?:(?P<count>[0-9]{1,3}|other|second|2nd|two|third|3rd|three|four|five|six) )?"
    r"(?P<unit>day|week|month|year)s?"
)
# "first monday every month", "15th of every month"
_LED = re.compile(
    rf"(?<!\S)(?:on )?(?:the )?(?P<on>{_ANY_NTH}(?:,?{_JOIN}{_ANY_NTH})* (?:{_DAY}|day|{_WORKING})"
    rf"|{_NUMBER}(?:,?{_JOIN}{_NUMBER})*)"
    r"(?: of| in)?\s+$",
    re.IGNORECASE,
)
_LED_UNIT = re.compile(
    r"(?P<month>month)|(?:(?:[0-9]{1,2}|other|second|two|three|four) )?weeks?\b", re.IGNORECASE
)
# "tue and thu every week"
_LED_DAYS = re.compile(
    rf"(?<!\S)(?:on )?(?P<on>{_DAY}s?(?:(?:, ?|/| &amp; |{_JOIN}){_DAY}s?)*)\s+$", re.IGNORECASE
)
_PIECE = (
    rf"(?:{_DAY}s?|{'|'.join(_NTH)}|[0-9]+(?:st|nd|rd|th)|[0-9:.]+(?:[ap]m)?|(?:day|week|weekday|month|year)s?|other|working"
    r"|business|and|or|&(?:amp;)?|\+|of|the|at|on|except|but|not)"
)
_UNREAD = re.compile(rf"(?<![\w-])every!?\s+{_PIECE}(?:[\s,/]+{_PIECE})*[ .,!?)]*$", re.IGNORECASE)
_SLASH = re.compile(rf"(?<=[a-z])/(?={_DAY}\b)", re.IGNORECASE)  # "mon/wed/fri"
_PARTS = ("morning", "afternoon", "evening", "night")  # "every night at 2am"
_COUNTS = {
    "other": 2,
    "second": 2,
    "2nd": 2,
    "3rd": 3,
    "two": 2,
    "third": 3,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_MOST = {Unit.DAY: 999, Unit.WEEK: 260, Unit.MONTH: 120, Unit.YEAR: 20}


def read(words: str) -> Repeat | None:
    """Read a whole phrase ("every 2 weeks on mon", "every! 30 days"); None when it is no repeat.

    What `Repeat.text` says reads back as the same pattern.
    """
    start = _START.match(words)
    return _read(_behind(words[start.end() :], start), from_done=bool(start["done"])) if start else None


def phrase(words: str) -> str:
    """Write a pattern as lines do: "weekly on fri" and "week on fri" are "every week on fri"."""
    first, _, rest = words.partition(" ")
    if often := OFTEN.get(first.lower()):
        return f"every {often} {rest}".rstrip()
    return words if words.lower().startswith("every") else f"every {words}"


Found = tuple[Span, Repeat | when_times.BareHour]


@dataclass(frozen=True, slots=True)
class Round:
    """A line without its repeat, and how it comes round."""

    line: Line
    repeat: Repeat | None


def take(line: Line, *beside: Span) -> Round | Unclear:
    """Take the repeat out of a line, where it stands first or last; two of weekdays join.

    What stands `beside` it (a date behind `due`) is looked past and stays in the line.
    """
    if not _may_repeat(line.mask):
        return Round(line, None)
    mask = line.hide(*beside).mask
    found = [phrase for phrase in (_at_start(mask), _at_end(mask)) if phrase]
    spans = [span for span, _ in found]
    read_ = [repeat for _, repeat in found if isinstance(repeat, Repeat)]
    if len(read_) < len(found):
        return next(_which_hour(line, span, hour) for span, hour in found if not isinstance(hour, Repeat))
    if not read_:
        return Round(line, None)
    joined = _joined(read_)
    if joined is None:
        shown = [(span, repeat.text, repeat.text) for span, repeat in zip(spans, read_, strict=True)]
        return contradiction(line, shown) or Round(line, None)
    return Round(line.take(*dict.fromkeys(spans), role="repeat"), joined)


def _may_repeat(mask: str) -> bool:
    """Tell at a glance that no repeat begins anywhere: most lines have none, and looking takes longer."""
    said = mask.lower()
    return "every" in said or "ly " in said or "ly," in said


def starts(mask: str) -> int | None:
    """Find where the first "every" or "weekly" of a line begins."""
    match = _START.search(mask) if _may_repeat(mask) else None
    return match.start() if match else None


def last(mask: str) -> tuple[Span, Repeat] | None:
    """Find the repeat that a line ends with, also one it only tells of ("why the backup fails every monday").

    None without one, or where its hour is open.
    """
    found = (_at_end(mask) or _at_end(mask, is_told=True)) if _may_repeat(mask) else None
    return (found[0], found[1]) if found and isinstance(found[1], Repeat) else None


def begins(mask: str) -> Span | None:
    """Find the words between a repeat and the day it begins on: "every 3 months starting 1 dec"."""
    match = _BEGINS.search(mask) if _may_repeat(mask) else None
    return match.span("begins") if match else None


def unread(mask: str) -> Span | None:
    """Find the words of days behind a last "every" that make no pattern: none of them is a date alone."""
    match = _UNREAD.search(mask) if _may_repeat(mask) else None
    return match.span() if match else None


def _joined(found: list[Repeat]) -> Repeat | None:
    """Join two patterns of weekdays; None when they are different patterns."""
    first, last = found[0], found[-1]
    if first == last:
        return first
    days = tuple(sorted({*first.weekdays, *last.weekdays}))
    both = replace(first, weekdays=days), replace(last, weekdays=days)
    return both[0] if first.unit is Unit.WEEK and first.weekdays and both[0] == both[1] else None


def _at_end(mask: str, *, is_told: bool = False) -> Found | None:
    end = len(mask.rstrip(_CLOSERS))
    for match in list(_START.finditer(mask))[-4:]:
        words = mask[match.end() : end]
        if (led := _led(mask, match, words)) and (found := _phrase(led[1], match)):
            return closed(mask, led[0], len(mask.rstrip())), found
        before = mask[: match.start()].rstrip()
        if _NOT_AFTER.search(before) or (match["often"] and _NOT_OFTEN_AFTER.search(before)):
            continue
        if bool(_TOLD.search(before)) is not is_told:
            continue
        if len(words) <= 80 and (found := _phrase(words, match)):
            return closed(mask, match.start(), len(mask.rstrip())), found
    return None


def _led(mask: str, match: re.Match[str], words: str) -> tuple[int, str] | None:
    """Bring "first monday every month" to where it begins and "month on the first monday"; weeks alike."""
    unit = _LED_UNIT.match(words)
    before = mask[: match.start()][-40:]
    lead = (_LED if unit["month"] else _LED_DAYS).search(before) if unit else None
    if unit is None or lead is None:
        return None
    start = match.start() - len(before) + lead.start()
    return start, f"{unit[0]} on {'the ' if unit['month'] else ''}{lead['on']}{words[unit.end() :]}"


def _at_start(mask: str) -> Found | None:
    """Read as many words from the start as make a repeat; "Every day counts" stays a sentence."""
    match = _START.match(mask, len(mask) - len(mask.lstrip()))
    ends = [word.end() for word in re.finditer(r"\S+", mask[match.end() :])][:_MOST_WORDS] if match else []
    for end in reversed(ends):
        words = mask[match.end() :][:end] if match else ""
        found = _phrase(words.rstrip(",:"), match) if match else None
        if match and found:
            return ((match.start(), match.end() + end), found) if _opens(match, words, found) else None
    return None


def _opens(match: re.Match[str], words: str, found: Repeat | when_times.BareHour) -> bool:
    """Say whether a repeat in front is meant as one: a capital and a bare unit may begin a sentence."""
    if match[0][0] == "e" or words.endswith((",", ":")) or not isinstance(found, Repeat):
        return True
    is_at = match["often"] is None or bool(re.match(r"(?:on|at)\s", words, re.IGNORECASE))
    return is_at and bool(found.weekdays or found.days or found.at or found.every > 1)


def _phrase(words: str, match: re.Match[str]) -> Repeat | when_times.BareHour | None:
    text = _behind(words, match)
    if found := _read(text, from_done=bool(match["done"])):
        return found
    if match["often"] and (found := _read(_behind(f"on {words}", match), from_done=False)):
        return found  # "weekly fri"
    hour = when_times.bare_hour(text)
    return hour if hour and hour.day and _read(hour.day, from_done=False) else None


def _behind(words: str, match: re.Match[str]) -> str:
    """Bring the words behind "every" to one shape; "weekly on fri" is "every week on fri"."""
    often = match["often"]
    words = words.replace("&amp;", "&") if "&" in words else words
    words = _SLASH.sub(" and ", words) if "/" in words else words
    text = normalised(f"{OFTEN[often.lower()]} {words}" if often else words)
    if length := _LENGTH.match(text):  # "90d"
        text = f"{length['count']} {_LENGTHS[length['unit'][0]]}{text[length.end() :]}"
    parted = _EXCEPT.fullmatch(text)
    return f"{parted['days']} {parted['less']} {parted['at']}" if parted else text


def _which_hour(line: Line, span: Span, hour: when_times.BareHour) -> Unclear:
    """Ask whether "every fri at 3" is before or after noon."""
    repeats = [found for each in hour.hours if (found := read(f"every {hour.day} at {each:02}:00"))]
    offers = tuple(Offer(repeat.text, line.rewritten((span, repeat.text))) for repeat in repeats)
    return Unclear(f'"{hour.text}" alone is not a time. Nothing was saved. Which one?', offers)


def _read(text: str, *, from_done: bool) -> Repeat | None:
    """Read normalised words behind "every"."""
    if found := _pattern(text):
        return replace(found, from_done=from_done)
    clock = when_times.split(text.replace(" by ", " at "))
    if clock is None or clock.zone or clock.is_midnight:
        return None
    found = Repeat(Unit.DAY) if clock.day in ("", *_PARTS) else _pattern(clock.day)
    return replace(found, at=clock.at, from_done=from_done) if found else None


def _pattern(text: str) -> Repeat | None:
    for pattern, make in _FORMS:
        if match := pattern.fullmatch(text):
            return make(match)
    return None


def _every(match: re.Match[str]) -> Repeat | None:
    unit, count = Unit(match["unit"]), match["count"] or "1"
    every = _COUNTS.get(count) or int(count)
    return Repeat(unit, every) if 1 <= every <= _MOST[unit] else None


def _working_days(_: re.Match[str]) -> Repeat:
    return Repeat(Unit.WEEK, weekdays=WORKING_DAYS)


def _from_to(match: re.Match[str]) -> Repeat:
    """Read "mon-thu", round the end of the week too."""
    first, last = WEEKDAYS[match["first"]], WEEKDAYS[match["last"]]
    days = {(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)}
    return Repeat(Unit.WEEK, weekdays=tuple(sorted(days)))


def _all_but(match: re.Match[str]) -> Repeat | None:
    """Read "every weekday except friday"."""
    less = {WEEKDAYS[name] for name in re.findall(_DAY, match["days"])}
    days = tuple(day for day in (range(7) if match["all"] else WORKING_DAYS) if day not in less)
    return Repeat(Unit.WEEK, weekdays=days) if days else None


def _other(match: re.Match[str]) -> Repeat:
    return Repeat(Unit.WEEK, 2, weekdays=(WEEKDAYS[match["weekday"]],))


def _weekdays(match: re.Match[str]) -> Repeat | None:
    names = re.findall(_DAY, match["days"])
    counted = _counted(match, Unit.WEEK)
    return replace(counted, weekdays=tuple(sorted({WEEKDAYS[name] for name in names}))) if counted else None


def _numbered(match: re.Match[str]) -> Repeat | None:
    days = sorted({int(each) for each in re.findall("[0-9]+", match["days"])})
    counted = _counted(match, Unit.MONTH)
    last = (LAST,) if match["last"] else ()
    return replace(counted, days=(*days, *last)) if counted and 1 <= days[0] <= days[-1] <= 31 else None


def _last_day(match: re.Match[str]) -> Repeat | None:
    counted = _counted(match, Unit.MONTH)
    return replace(counted, days=(LAST,)) if counted else None


def _nth_day(match: re.Match[str]) -> Repeat:
    return Repeat(Unit.MONTH, days=(_NTH[match["nth"]],))


def _nth(match: re.Match[str]) -> Repeat | None:
    """Read "2nd and 4th tuesday"; of two weekdays it is no pattern."""
    counted = _counted(match, Unit.MONTH)
    days = {WEEKDAYS[each] for each in re.findall(rf"\b{_DAY}\b", f"{match['nths']} {match['weekday']}")}
    if counted is None or len(days) > 1:
        return None
    return replace(counted, weekdays=tuple(days), nths=_nths(match))


def _nth_working_day(match: re.Match[str]) -> Repeat | None:
    """Read "last working day"; "second working day" could be every other one unless it says of what."""
    counted, nths = _counted(match, Unit.MONTH), _nths(match)
    if counted is None or re.search(rf"\b{_DAY}\b", match["nths"]):
        return None
    is_of_month = match["unit"] or match["of"] or {*nths} <= {1, LAST}
    return replace(counted, weekdays=WORKING_DAYS, nths=nths) if is_of_month else None


def _nths(match: re.Match[str]) -> tuple[int, ...]:
    nths = {_NTH[each] for each in re.findall(rf"\b{_ANY_NTH}\b", match["nths"])}
    return tuple(sorted(nths, key=lambda nth: (nth == LAST, nth)))


def _yearly(match: re.Match[str]) -> Repeat | None:
    counted = _counted(match, Unit.YEAR)
    month, day = MONTHS[match["month"]], int(match["day"])
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return replace(counted, month=month, days=(day,)) if counted and 1 <= day <= longest else None


def _counted(match: re.Match[str], unit: Unit) -> Repeat | None:
    """Read how many units lie between; a form without a count comes each time, one of days never fits."""
    if not match["unit"]:
        return Repeat(unit)
    return _every(match) if match["unit"] == unit else None


_ON = rf"(?:{_UNIT} on )?"
_LIST = rf"(?P<days>{_DAY}s?(?:(?: and| &| \+)?(?: every| on)? {_DAY}s?)*)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Repeat | None]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (_UNIT, _every),
        (r"quarter", lambda _: Repeat(Unit.MONTH, 3)),
        (r"fortnight", lambda _: Repeat(Unit.WEEK, 2)),
        (rf"{_WORKING}s?", _working_days),
        (rf"(?P<first>{_DAY})s?(?: ?- ?| to | through | thru )(?P<last>{_DAY})s?", _from_to),
        (rf"(?:(?P<all>day)|{_WORKING})s? (?:except|but(?: not)?) (?:on )?{_LIST}", _all_but),
        (rf"other (?P<weekday>{_DAY})", _other),
        (rf"{_ON}{_LIST}", _weekdays),
        (rf"{_ON}(?:the )?{_NUMBERED}{_OF_MONTH}", _numbered),
        (rf"{_ON}(?:the )?last day{_OF_MONTH}", _last_day),
        (rf"(?:the )?(?P<nth>{'|'.join(_NTH)})(?: day)? of (?:the|each|every) month", _nth_day),
        (rf"{_ON}(?:the )?{_NTHS} (?P<weekday>{_DAY})s?{_OF_MONTH}", _nth),
        (rf"{_ON}(?:the )?{_NTHS} {_WORKING}s?(?P<of>{_OF_MONTH})", _nth_working_day),
        (rf"{_ON}(?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}", _yearly),
        (rf"{_ON}{MONTH} (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?", _yearly),
    )
)
