"""What follows a verb about all that is late of the caller → the move that is asked for, or a question."""

import re

from commands.kit import dated, when
from commands.kit.readings import Here
from commands.kit.requests import HOLE, Offer, Unclear
from commands.kit.when_words import MONTH
from commands.task.grammar import alone, moves
from commands.task.requests import MoveLate, Request, SnoozeLate

_LATE = re.compile(
    r"(?:all )?(?:of )?(?:my |the )?(?:late|overdue)(?: tasks| ones)?(?:[:,]? (?P<day>\S.*)|[ :,]*)",
    re.IGNORECASE,
)
_ALL = re.compile(r"(?:all|everything)(?: (?:of )?(?:my )?tasks)? (?P<day>\S.*)", re.IGNORECASE)
_LEAD = re.compile(r"(?:to|until|till|for)(?: |$)", re.IGNORECASE)
_IN_A_MONTH = re.compile(MONTH, re.IGNORECASE)  # "due late december" is no day of what is late


def read(verb: str, typed: str, rest: str, here: Here) -> Request | None:
    """Read "late" and a day behind a verb that is typed so or so; None where the words are a title."""
    if verb not in _ASKED:
        return None
    match = _LATE.fullmatch(rest)
    if match is None:
        return _of_all(verb, typed, rest, here) if typed.islower() else None
    day = _LEAD.sub("", match["day"] or "", count=1).strip()
    if not day or moves.is_none(day):
        return _which(verb)
    if _IN_A_MONTH.fullmatch(day):
        return None
    found = when.weigh(moves.shifted(typed.lower(), day, here), here)
    if isinstance(found, when.Unreadable) and not found.choices:
        return None
    found = moves.mornings(found, here) if verb == "snooze" else found
    if not isinstance(found, when.Reading):
        return dated.refused(found, "late", verb)
    if when.is_later(found.due.words):
        return _which(verb, "All late tasks move to one day.")
    is_day = verb == "snooze" or when.is_day(day)
    others = dated.choice_offers(found.others, "{id}", verb=verb, is_day=is_day)
    return SnoozeLate(found.due, others) if verb == "snooze" else MoveLate(found.due, others)


def _of_all(verb: str, typed: str, rest: str, here: Here) -> Unclear | None:
    """Ask about all tasks and a day whether those that are late are meant."""
    match = _ALL.fullmatch(rest)
    day = _LEAD.sub("", match["day"], count=1).strip() if match else ""
    if not day or not isinstance(when.weigh(day, here), when.Reading):
        return None
    words = "Only what is late is snoozed or moved together. Nothing was changed."
    offer = Offer(f"{verb} late {day}"[:75], f"{verb} late {day}")
    return Unclear(words, (offer, alone.no_title(f"{typed} {rest}", "")))


_ASKED = {
    "snooze": "Until when are all your late tasks to be quiet?",
    "due": "To which day are all your late tasks to move?",
}


def _which(verb: str, why: str = "") -> Unclear:
    words = f"{why} {_ASKED[verb]} Nothing was changed. Try /task {verb} late mon.".strip()
    offers = (
        Offer("Tomorrow", f"{verb} late tomorrow"),
        Offer("Pick a date", f"{verb} late {HOLE}", pick="date"),
        Offer("List late", "list late mine"),
    )
    return Unclear(words, offers)
