"""Days of the week and an hour as people write them for what comes round each week. Knows no dates."""

import re
from datetime import time

from commands.kit import calendar, when_times
from commands.kit.when_words import WEEKDAYS

DAYS = tuple(name.lower() for name in calendar.WEEKDAYS)
_SHORT = {
    **{name: DAYS[day] for name, day in WEEKDAYS.items()},
    **{f"{name}s": DAYS[day] for name, day in WEEKDAYS.items() if name.endswith("day")},
    **dict.fromkeys(("daily", "weekdays", "weekday"), "mon-fri"),
}
_NEEDLESS = re.compile(r"(?<!\S)(?:at|every|each|on|for|from|weekly)(?:\s+|$)")
_LIST = re.compile(r"\s*(?:&amp;|[,/&]|\band\b)\s*")
_TO = re.compile(r"(?<=[a-z])(?:\s*[-–]\s*|\s+to\s+)(?=[a-z])")
_HALF = re.compile(r"(?<=\d)\s+(?=[ap]m\b)")
_NAME = re.compile(r"(?<![a-z])[a-z]{3,10}(?![a-z])")
_HOUR = re.compile(r"(?P<hour>0?[6-9]|1\d|2[0-3])[.h]?(?P<minute>[0-5]\d)?")


def plain(text: str) -> str:
    """Write days and hours (in small letters) shortly: "monday and wed at 9 am" is "mon,wed 9am"."""
    short = _NAME.sub(lambda name: _SHORT.get(name[0], name[0]), _NEEDLESS.sub("", text))
    return _HALF.sub("", _LIST.sub(",", _TO.sub("-", short)))


def hour(word: str) -> time | None:
    """Read a time of day; an hour alone from 6 on is that of the morning, or of a clock of 24 hours."""
    clock = when_times.split(word)
    if clock and clock.at and not clock.day:
        return clock.at
    found = _HOUR.fullmatch(word)
    return time(int(found["hour"]), int(found["minute"] or 0)) if found else None
