"""Words that may say how a task comes round ("on mondays", "mon wed fri", "each tue & thu"), so that a repeat
is offered. Knows no titles."""

import re
from dataclasses import dataclass

from commands.kit.line import Span
from commands.kit.when_words import MONTH, WEEKDAYS
from commands.task.grammar import every
from commands.task.repeat import Repeat

_LONGEST = 80  # characters, of words that make a pattern
_DAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
_AT = (
    r"(?P<at>,?\s+(?:(?:at|by)\s+|@\s?)?"
    r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?(?:\s?[ap]m)?|noon|midday|eod|cob|eob))"
)
_LONG_DAYS = "|".join(name for name in WEEKDAYS if name.endswith("day"))
_DAYS_EACH = rf"(?:{_LONG_DAYS}|weekday|work(?:ing)?\s?day|business\s+day)s"
_DAYS = re.compile(
    rf"(?<![\w-])(?P<on>on\s+)?(?P<days>{_DAYS_EACH}(?:(?:,|,?\s+and|\s+&(?:amp;)?)\s+{_DAYS_EACH})*){_AT}?$",
    re.IGNORECASE,
)
_JOIN = r"(?:,\s*|,?\s+and\s+|\s*/\s*|\s*\+\s*|\s*&(?:amp;)?\s*|\s+)"
_ROW = re.compile(
    r"(?<![\w/+&-])(?P<lead>(?:by|due|before|until|or|next|last|for|between|from|of|since|after|not|than)\s+)?"
    rf"(?P<days>{_DAY}(?:{_JOIN}{_DAY})+){_AT}?$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?<![\w-])(?P<days>{_DAY}(?:\s?-\s?|\s+(?:to|through|thru)\s+){_DAY}){_AT}(?<=[0-9][0-9]|[apAP][mM])$",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?<![\w-])each(?=\s+\S)", re.IGNORECASE)
_END_OF = re.compile(
    r"(?<![\w-])(?:at\s+|by\s+)?(?:the\s+)?end\s+of\s+(?:each|every)\s+month$",
    re.IGNORECASE,
)
_OF_THE_MONTH = re.compile(
    rf"(?<![\w-])(?:on\s+)?(?:the\s+)?(?P<day>(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s+{_DAY})"
    r"\s+(?:of|in)\s+(?:the|a)\s+month$",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"(?<![\w:.-])(?:(?:at\s+)?(?P<at>[0-9]{1,2}(?::[0-9]{2}|(?::[0-9]{2})?\s?[ap]m))\s+)?"
    rf"(?<![\w-])(?:(?P<often>{'|'.join(every.OFTEN)})"
    r"|once\s+(?:an?|per)\s+(?P<once>day|week|month|quarter|year)(?P<on>\s+on\s+\S.{1,30})?)$",
    re.IGNORECASE,
)
_BEHIND_DAY = re.compile(rf"(?<!\w)(?:{_DAY}|today|tomorrow|by|[0-9]\S*|{MONTH})\s+$", re.IGNORECASE)
_BI_WEEKLY = re.compile(rf"(?<![\w-])bi-?weekly(?P<days>(?:\s+on)?\s+{_DAY})?{_AT}?$", re.IGNORECASE)
_FIRST = re.compile(r"\s*(?P<words>(?:daily|weekly|monthly)\s+(?:at\s+|on\s+)?\S+)(?=\s+\S)")
_LED = re.compile(
    rf"\s*(?:on\s+)?(?P<words>(?:each\s+)?{_DAY}|{_DAYS_EACH}|{'|'.join(every.OFTEN)})(?P<at>)\s*[:,]\s+(?=\S)",
    re.IGNORECASE,
)
# Without one of these words, or two days, nothing comes round.
_GLANCE = ("each", "every", "ly", "once", "days", "month")
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Likely:
    """A repeat that words may mean, and where they stand; `is_day`: they may as well be one day."""

    span: Span
    pattern: Repeat
    is_day: bool = False


def find(mask: str) -> Likely | None:
    """Find the words of a repeat that a line ends with or, in small letters, begins with; None without any.

    `mask` has no sign at its end that closes a sentence.
    """
    tail = max(0, len(mask) - _LONGEST)
    said = mask[:12].lower() + mask[tail:].lower()
    if not any(word in said for word in _GLANCE) and sum(map(said.count, _DAY_NAMES)) < 2:
        return None
    return (
        _each(mask, tail)
        or _of_days(mask, tail)
        or _of_month(mask, tail)
        or _bi_weekly(mask, tail)
        or _often(mask, tail)
        or _told(mask)
        or _first(mask)
    )


def _each(mask: str, tail: int) -> Likely | None:
    """Read "each tue & thu" and "the 15th of each month" as with "every"."""
    found = list(_EACH.finditer(mask, tail))
    if not found:
        return None
    start, end = found[-1].span()
    read = every.last(f"{mask[:start]}every{mask[end:]}")
    return Likely((read[0][0], len(mask)), read[1]) if read else None


def _of_days(mask: str, tail: int) -> Likely | None:
    """Read several days in a row, or each of them ("on mondays at 9:00")."""
    if (match := _DAYS.search(mask, tail)) and (match["on"] or match["at"]):
        return _timed(match, match["days"])
    if match := _RANGE.search(mask, tail):
        return _timed(match, match["days"])
    match = _ROW.search(mask, tail)
    if match is None or match["lead"]:
        return None
    days = re.findall(rf"\b{_DAY}\b", match["days"], re.IGNORECASE)
    found = _timed(match, " and ".join(days))
    return Likely(found.span, found.pattern, is_day=len(days) < 3) if found else None


def _timed(match: re.Match[str], days: str) -> Likely | None:
    """Read days with the hour behind them, where that is a time."""
    at = (match["at"] or "").replace(",", " ")
    found = every.read(f"every {days}{at}") or every.read(f"every {days}")
    return Likely(match.span(), found) if found else None


def _of_month(mask: str, tail: int) -> Likely | None:
    if end := _END_OF.search(mask, tail):
        found = every.read("every last day of the month")
        return Likely(end.span(), found) if found else None
    match = _OF_THE_MONTH.search(mask, tail)
    found = every.read(f"every {match['day']}") if match else None
    return Likely(match.span(), found) if match and found else None


def _often(mask: str, tail: int) -> Likely | None:
    match = _OFTEN.search(mask, max(tail, len(mask) - 30))
    if match is None:
        return None
    unit, start = (match["once"] or every.OFTEN[match["often"].lower()]).lower(), match.start()
    at = f" at {match['at']}" if match["at"] else ""
    if at and _BEHIND_DAY.search(mask, 0, start):  # the hour is of that day: "by fri 8am weekly"
        at, start = "", match.start("often" if match["often"] else "once")
    found = every.read(f"every {unit}{match['on'] or ''}{at}")
    return Likely((start, match.end()), found) if found else None


def _bi_weekly(mask: str, tail: int) -> Likely | None:
    """Read "bi-weekly on mon" as every 2 weeks; it may be twice a week as well."""
    match = _BI_WEEKLY.search(mask, tail)
    on = (match["days"] or "").lower().replace(" on ", " ") if match else ""
    found = every.read(f"every 2 weeks{' on' if on else ''}{on}{match['at'] or ''}") if match else None
    return Likely(match.span(), found) if match and found else None


def _told(mask: str) -> Likely | None:
    found = every.last(mask)
    return Likely(*found) if found else None


def _first(mask: str) -> Likely | None:
    """Read "daily 9am", "fridays:" or "weekly:" in front of a title."""
    match = _FIRST.match(mask)
    if match:
        found = every.last(match["words"])
        return Likely(match.span("words"), found[1]) if found else None
    led = _LED.match(mask)
    words = led["words"].lower() if led else ""
    if led is None or words in WEEKDAYS:  # "fri: order the racks" is a day
        return None
    read = every.read(f"every {every.OFTEN.get(words, words.removeprefix('each').strip())}")
    return Likely(led.span(), read) if read else None
