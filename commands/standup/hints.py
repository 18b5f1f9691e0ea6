"""Whether what Slack shows of somebody may mean that they are away. A guess: only they can say."""

import re
from datetime import date, datetime, time, timedelta

from commands.kit import calendar
from commands.kit.call import Hint

LONG = timedelta(hours=20)  # nobody's nights are that long, so quiet for longer is no quiet hours
NOON = time(12)
_WORDS = re.compile(
    r"\b(?:vacation|holidays?|annual leave|on leave|parental leave|sick|unwell|ill|ooo|out of (?:the )?office"
    r"|pto|day off|days off|off (?:today|until|till)|away)\b",
    re.IGNORECASE,
)
_SIGNS = (
    "palm_tree",
    "desert_island",
    "beach_with_umbrella",
    "face_with_thermometer",
    "face_with_head_bandage",
    "nauseated_face",
    "sneezing_face",
)


def may_be_away(hint: Hint, now: datetime) -> bool:
    """Tell whether a status speaks of absence, or notifications are off for longer than any night."""
    if hint.is_quiet:
        return hint.until is not None and hint.until - now >= LONG
    return bool(_WORDS.search(hint.text)) or hint.emoji.strip(":") in _SIGNS


def last_day(hint: Hint, zone: str) -> date | None:
    """Find the last whole day of an absence: one that ends by noon is over the day before; None: no end."""
    if hint.until is None:
        return None
    wall = calendar.local(hint.until, zone)
    return wall.date() - timedelta(days=wall.time() <= NOON)
