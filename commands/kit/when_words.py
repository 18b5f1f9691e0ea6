"""The English words dates are made of, as tables and pieces of patterns. Knows no calendar."""

import re
from collections.abc import Iterable

WEEKDAYS = {
    **dict.fromkeys(("mon", "monday"), 0),
    **dict.fromkeys(("tue", "tues", "tuesday"), 1),
    **dict.fromkeys(("wed", "weds", "wednesday"), 2),
    **dict.fromkeys(("thu", "thur", "thurs", "thursday"), 3),
    **dict.fromkeys(("fri", "friday"), 4),
    **dict.fromkeys(("sat", "saturday"), 5),
    **dict.fromkeys(("sun", "sunday"), 6),
}
MONTHS = {
    **dict.fromkeys(("jan", "january"), 1),
    **dict.fromkeys(("feb", "february"), 2),
    **dict.fromkeys(("mar", "march"), 3),
    **dict.fromkeys(("apr", "april"), 4),
    "may": 5,
    **dict.fromkeys(("jun", "june"), 6),
    **dict.fromkeys(("jul", "july"), 7),
    **dict.fromkeys(("aug", "august"), 8),
    **dict.fromkeys(("sep", "sept", "september"), 9),
    **dict.fromkeys(("oct", "october"), 10),
    **dict.fromkeys(("nov", "november"), 11),
    **dict.fromkeys(("dec", "december"), 12),
}
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ONES = ("a", "an", "one")
DAY_PARTS = {
    **dict.fromkeys(("first thing", "1st thing"), 9),
    "morning": 9,
    "lunchtime": 12,
    "noon": 12,
    "midday": 12,
    "afternoon": 15,
    "evening": 18,
    "night": 18,
}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


WEEKDAY = f"(?P<weekday>{_either(WEEKDAYS)})"
DAY = WEEKDAY.replace("?P<weekday>", "?:")
MONTH = f"(?P<month>{_either(MONTHS)})"
COUNT = rf"(?P<count>[0-9]{{1,4}}|{_either((*NUMBERS, 'a', 'an'))})"
GAP = r"(?: |(?<=[0-9]))"  # before a unit: "2w", "two weeks", but not "and" for "an d"
END = r"(?:eod|cob|eob|cop|(?:the )?(?:end|close) of (?:the )?(?:day|business|play))"
TOMORROW = r"tom+or+ow|tmrw|tmr|tmw|2moro"  # with the slips people make

# Words that mean a time without saying which: refused after a keyword, never guessed.
VAGUE = re.compile(
    r"(?:some ?day|some ?time|later|soon|soonish|asap|never|eventually|whenever|the future|next time"
    r"|(?:in )?an? (?:few|couple)\b.*)\b.*"
)
# Periods too long or too loose for one day, and numbers that could be several things.
LOOSE = re.compile(
    r"(?:this|next|last|the) (?:quarter|year|sprint)|.*\bq[1-4]\b.*"
    r"|(?:early|mid|late|start of|beginning of)\b.*"
    r"|.*\b(?:easter|christmas|xmas|new year|thanksgiving|holidays?)\b.*"
    r"|[0-9]{4}-?w[0-9]+|[0-9]+|(?:1?[0-9]|2[0-3])h"
)
# What words of a date cannot do without.
DATED = re.compile(rf"[0-9]|\b(?:{_either((*WEEKDAYS, *MONTHS))}|days?|weeks?|months?|tomorrow|today)\b")
# How the words begin of which every date and every time has one, unless it has a digit.
_BEGINNINGS = {
    word[:3]
    for word in (
        *(
            *WEEKDAYS,
            *MONTHS,
            *NUMBERS,
            *ONES,
            "half",
            *" ".join(DAY_PARTS).split(),
            "midnight",
            "tonight",
            "am",
            "pm",
        ),
        *("now", "today", "tomorrow", "tmrw", "tmr", "tmw", "yesterday", "lunch", "close", "end"),
        *(
            "day",
            "week",
            "wk",
            "month",
            "quarter",
            "year",
            "eod",
            "eob",
            "cob",
            "cop",
            "eow",
            "eom",
            "eoq",
            "eoy",
        ),
    )
}
_BEGINNING = re.compile(r"[0-9]|(?<![a-z])[a-z]{1,3}")
# Periods whose end nobody means to the day; refused after any keyword.
LONG = re.compile(r"(?:this|next|the) (?:quarter|year)")
# What the first word after `due` looks like when a date was meant.
DATE_LIKE = re.compile(
    rf"(?:the )?(?:[0-9].*|{_either((*WEEKDAYS, *MONTHS))}|today|tomorrow|tonight|yesterday|next|this|last"
    r"|early|mid|late|end|start|beginning|q[1-4]|easter|christmas|xmas|some ?day|soon|later|asap"
    r"|new year(?:'?s)?(?: eve)?|(?:week|wk|kw|cw) ?[0-9]{1,2})\b",
    re.IGNORECASE,
)


_ISO_MOMENT = re.compile(r"(?<=[0-9]-[0-9][0-9])t(?=[0-9])")  # 2026-12-31T15:00


# The comma of "2,5 weeks"; elsewhere it parts words.
_DECIMAL = re.compile(
    r"(?<=[0-9]),(?=[0-9]{1,2} ?(?:working |business )?"
    r"(?:hours?|h|days?|d|weeks?|wks?|w|months?|mo|years?|y)\b)"
)


# "8 in the morning", "morning at 8"; only with these is the half of the day certain
_OF_PART = re.compile(
    r"(?P<this>this )?(?P<part>morning|afternoon|evening) at (?P<hour>1[0-2]|[1-9])(?P<minute>:[0-5][0-9])?"
    r"(?![\w:.])"
    r"|(?<![\w:.])(?P<first>1[0-2]|[1-9])(?P<minutes>:[0-5][0-9])?(?: o'clock)?"
    r" in the (?P<then>morning|afternoon|evening)"
)


def number_of(word: str) -> int:
    """Read "3", "three", "a" or "an" as a number."""
    if word.isdigit():
        return int(word)
    return 1 if word in ONES else NUMBERS.index(word)


def has_date_word(text: str) -> bool:
    """Tell whether words in lower case hold anything that dates are made of."""
    return any(found.isdigit() or found in _BEGINNINGS for found in _BEGINNING.findall(text))


def may_be_dated(text: str) -> bool:
    """Tell whether normalised words hold anything dates are made of, and no name or link, as none has."""
    return "<" not in text and has_date_word(text)


def normalised(words: str) -> str:
    """Bring typed words to one shape: lower case, single spaces, plain dashes, no commas."""
    lowered = words.lower().replace("–", "-").replace("—", "-").replace("nxt ", "next ")
    if "," in lowered:
        lowered = _DECIMAL.sub(".", lowered).replace(",", " ")
    text = _ISO_MOMENT.sub(" ", " ".join(lowered.split())).replace("tonite", "tonight")
    return _OF_PART.sub(_halved, text) if "ing" in text or "noon" in text else text


def _halved(said: re.Match[str]) -> str:
    hour, minute = said["hour"] or said["first"], said["minute"] or said["minutes"] or ""
    is_morning = (said["part"] or said["then"]) == "morning"
    if is_morning and hour == "12":
        return said[0]
    lead = f"{'today ' if said['this'] else ''}{'at ' if said['part'] else ''}"
    return f"{lead}{hour}{minute}{'am' if is_morning else 'pm'}"
