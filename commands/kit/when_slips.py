"""Slips of days, months and hours ("wendesday", "12 novmeber", "fri 14h") → the words that were meant."""

import re

from commands.kit.line import distance, is_alike
from commands.kit.when_words import MONTHS, NUMBERS, WEEKDAYS

DAYS = (*(name for name in WEEKDAYS if len(name) > 5), "tomorrow", "today")
_LONG = (*DAYS, *(name for name in MONTHS if len(name) > 5))
_SHORT = ("march", "april", "june", "july")  # so near to other words that a number has to stand beside
_HOUR = re.compile(
    r"(?P<at>(?:at|à|um|a las) )?(?<![\w.:-])(?P<hour>1?[0-9]|2[0-3]) ?(?:h|uhr)"
    r"(?P<minute>[0-5][0-9])?(?![\w-])"
)
_IN_WORDS = re.compile(r"(?<=\bat )(?:" + "|".join((*NUMBERS[1:], "eleven", "twelve")) + r")\b")
EARLY, AFTERNOON = 7, 13  # a lower number of hours behind a day, or in front of it, may be how long it takes
_WORDS = ("sundry", "friary", "toady", "toddy")  # that are no slips


def mended(text: str) -> str | None:
    """Write normalised words with the names that were meant; None where no word is nearly one."""
    names = (*_LONG, *_SHORT) if any(sign.isdigit() for sign in text) else _LONG
    meant = " ".join(_meant(word, names) for word in text.split())
    in_digits = _IN_WORDS.sub(_number, meant)
    timed = clocked(in_digits) or in_digits
    return timed if timed != text else None


def clocked(text: str) -> str | None:
    """Write the hour of "fri 14h" and "22h30 tomorrow" as a clock shows it; None of an hour alone."""
    said = _HOUR.search(text)
    if said is None or said[0] == text:
        return None
    least = 0 if said["at"] else AFTERNOON if text.startswith(said[0]) else EARLY
    hour, minute = int(said["hour"]), said["minute"] or "00"
    return f"{text[: said.start()]}{hour}:{minute}{text[said.end() :]}" if hour >= least else None


def may_be_clocked(text: str) -> bool:
    """Tell at a glance whether words in lower case may have an hour that no clock shows."""
    return bool(_HOUR.search(text) or _IN_WORDS.search(text))


def _number(word: re.Match[str]) -> str:
    return str((*NUMBERS, "eleven", "twelve").index(word[0]))


def is_day(word: str) -> bool:
    """Tell whether a word is nearly the name of a day in full, tomorrow or today, and none of these."""
    if not 5 <= len(word) <= 11 or word[0] not in "mtwfsMTWFS":
        return False
    word = word.lower()
    has_day = ("d" in word) + ("a" in word) + ("y" in word) > 1
    return (has_day or ("r" in word and "w" in word)) and _meant(word, DAYS) != word


def _meant(word: str, names: tuple[str, ...]) -> str:
    """Find the one name with this first letter that is a letter away, or two of a name of eight.

    "Mondays" is a word of its own.
    """
    if not word.isalpha() or len(word) < 4 or word in WEEKDAYS or word in MONTHS or word[:-1] in names:
        return word
    if word in names or word in _WORDS:
        return word
    near = [(distance(word, name), name) for name in names if name[0] == word[0] and is_alike(word, name)]
    near = sorted((far, name) for far, name in near if far <= (2 if len(name) >= 8 else 1))
    near = [(far, name) for far, name in near if name != "today" or len(word) >= len(name)]
    is_clear = len(near) == 1 or (len(near) > 1 and near[0][0] < near[1][0])
    return near[0][1] if is_clear else word
