"""Slips of the names of days and months ("wendesday", "12 novmeber") → the words that were meant."""

from commands.kit.line import distance, is_alike
from commands.kit.when_words import MONTHS, WEEKDAYS

DAYS = (*(name for name in WEEKDAYS if len(name) > 5), "tomorrow", "today")
_LONG = (*DAYS, *(name for name in MONTHS if len(name) > 5))
_SHORT = ("march", "april", "june", "july")  # so near to other words that a number has to stand beside
_WORDS = ("sundry", "friary", "toady", "toddy")  # that are no slips


def mended(text: str) -> str | None:
    """Write normalised words with the names that were meant; None where no word is nearly one."""
    names = (*_LONG, *_SHORT) if any(sign.isdigit() for sign in text) else _LONG
    words = text.split()
    meant = [_meant(word, names) for word in words]
    return " ".join(meant) if meant != words else None


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
