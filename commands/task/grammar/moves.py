"""What follows the numbers of a verb about dates → the move that is asked for, or a question."""

import re
from dataclasses import replace

from commands.kit import calendar, dated, when, when_lengths
from commands.kit.readings import CHANGE, Here
from commands.kit.requests import HOLE, Offer, Unclear
from commands.kit.when_times import bare_hour
from commands.kit.when_words import normalised
from commands.task.grammar import amend, several
from commands.task.requests import NOTHING, Amend, Propose, Redate, Request, Snooze, Together
from storage.facts import Due

Numbers = tuple[int, ...]
_CLEARED = re.compile(r"(?:to )?(?:none|no (?:due )?date|nothing|never|clear|remove|-)", re.IGNORECASE)
_TO = re.compile(r"^(?:from\s+[@<]\S+\s+)?to\s+", re.IGNORECASE)
_FOR = re.compile(r"^for\s+", re.IGNORECASE)
_HOURS = re.compile(r"[1-8] ?h", re.IGNORECASE)  # "17h" may be an hour of the day
_PLUS = re.compile(r"^(?:\+|plus\s)\s*", re.IGNORECASE)
_BY = re.compile(r"^(?:(?:by|for)\s+|\+\s*)", re.IGNORECASE)
_FROM_ITS_DATE = {"reschedule": re.compile(r"^by\s+", re.IGNORECASE)}
_POSTPONING = ("postpone", "push", "delay", "defer", "extend")
_SHIFTING = (*_POSTPONING, "move", "shift", "slide", "bump")  # a length alone behind one says by how much
_FROM_ITS_DATE |= dict.fromkeys(_SHIFTING, _BY)
_DATE = re.compile(r"^date\b[\s:=]*(?:(?:to|is)\s+)?", re.IGNORECASE)
_EARLIER = re.compile(
    r"(?:by )?(?:(?:up|earlier) (?:by )?(?P<first>\S.*)|(?P<last>\S.*) (?:earlier|sooner|up))",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(r"^(?:in|within)\s", re.IGNORECASE)
_UP_TO = re.compile(r"^(?:up|forward|ahead) (?=to )", re.IGNORECASE)
_BACK = re.compile(r"^(?:back|out)\s+", re.IGNORECASE)
_FROM = re.compile(r"^from\s+(?P<old>.+?)\s+to\s+", re.IGNORECASE)


def shifted(typed: str, rest: str, here: Here) -> str:
    """Write a length behind "postpone" or "move" as one that counts from the date a task has.

    So one that is said to be earlier ("up a day", "2 days sooner"), which is counted back from it.
    """
    rest = rest if typed in _POSTPONING else _UP_TO.sub("", rest)
    if typed not in _POSTPONING and (back := _EARLIER.fullmatch(rest)):
        length = back["first"] or back["last"]
        return f"{length} earlier" if _is_length(f"{length} later", here) else rest
    lead = _PLUS if _PLUS.match(rest) and typed != "snooze" else _FROM_ITS_DATE.get(typed)
    rest = _BACK.sub("", rest) if typed in _POSTPONING else rest
    bare = lead.sub("", rest) if lead else rest
    if lead is None or (typed not in _SHIFTING and bare == rest) or _FROM_NOW.match(bare):
        return rest
    return f"{bare} later" if _is_length(f"{bare} later", here) else rest


def _is_length(words: str, here: Here) -> bool:
    is_read = isinstance(when.look(words, here), when.Reading)
    return is_read or when_lengths.find(normalised(words)) is not None


def _which_length(verb: str, subject: str, rest: str) -> Unclear | None:
    """Ask which whole length is meant by one that is none, where it counts from the date a task has."""
    broken = when_lengths.find(normalised(rest)) if rest.lower().endswith(" later") else None
    if broken is None or broken.low == broken.high:
        return None
    words = f'"{rest.removesuffix(" later")}" is {broken.words}. Nothing was changed. Which one?'
    return Unclear(words, tuple(Offer(each, f"{verb} {subject} {each}") for each in broken.lengths))


def _without_lead(rest: str, here: Here) -> str:
    """Drop what stands before a new date: "from thu to", where that is a date, "for", "date to"."""
    old = _FROM.match(rest)
    if old and isinstance(when.look(old["old"], here), when.Reading | when.Past):
        return rest[old.end() :]
    return _DATE.sub("", _FOR.sub("", rest))


def redate(numbers: Numbers, rest: str, here: Here) -> Request:
    """Read a new due date, or that there is none."""
    subject = several.names_of(numbers)
    if _CLEARED.fullmatch(rest):
        return _moved(numbers, None)
    if not rest:
        words = f"When is {subject} due? Nothing was changed. Try /task due {subject} next tue."
        return Unclear(words, (*_near("due", subject, here), Offer("No date", f"due {subject} none")))
    if asked := _which_length("due", subject, rest):
        return asked
    if when.is_earlier(rest):
        return _earlier(numbers, rest, here)
    rest = _without_lead(rest, here) if rest[:1] in "fFdD" else rest
    found = when.weigh(rest, here)
    for said in (f"due {rest}", _TO.sub("", rest)) if isinstance(found, when.Unreadable) else ():
        if isinstance(more := amend.read(f"{subject} {said}", "", here), Amend):
            return more
    if isinstance(found, when.Reading):
        others = () if when.is_later(rest) else found.others  # it counts from a date that is not known here
        return _moved(numbers, found.due, dated.choice_offers(others, subject, is_day=when.is_day(rest)))
    return _which_hour(rest, subject) or dated.refused(found, subject)


def _earlier(numbers: Numbers, rest: str, here: Here) -> Request:
    """Read a length that is counted back; the date it has here is none before that is done."""
    found = when.look(f"{rest[: -len(' earlier')]} later", here)
    if not isinstance(found, when.Reading):
        return dated.refused(when.Unreadable(rest), several.names_of(numbers))
    return _moved(numbers, replace(found.due, words=rest))


def _moved(numbers: Numbers, due: Due | None, offers: tuple[Offer, ...] = ()) -> Request:
    if len(numbers) == 1:
        return Redate(numbers[0], due, offers)
    return Amend(numbers, replace(NOTHING, due=due, offers=offers), ("due",))


def _which_hour(rest: str, subject: str) -> Unclear | None:
    """Ask of an hour alone, which leaves the day, whether it is before or after noon."""
    hour = bare_hour(normalised(_TO.sub("", rest)))
    if hour is None or hour.day:
        return None
    offers = tuple(Offer(f"{each:02}:00", f"due {subject} {each:02}:00") for each in hour.hours)
    return Unclear(f'"{hour.text}" alone is not a time. Nothing was changed. Which one?', offers)


def propose(numbers: Numbers, rest: str, here: Here) -> Request:
    """Read which date is asked for instead."""
    subject = several.names_of(numbers)
    if not rest:
        words = f"Which date? Nothing was changed. Try /task propose {subject} next tue."
        return Unclear(words, (Offer("Pick a date", f"propose {subject} {HOLE}", pick="date"),))
    if asked := _which_length("propose", subject, rest):
        return asked
    found = when.weigh(rest, here)
    if isinstance(found, when.Reading):
        others = dated.choice_offers(found.others, subject, verb="propose", is_day=when.is_day(rest))
        if len(numbers) == 1:
            return Propose(numbers[0], found.due, others)
        first, *more = (Propose(number, found.due) for number in numbers)
        return Together((replace(first, offers=others), *more))
    return dated.refused(found, subject, "propose")


def is_none(rest: str) -> bool:
    """Tell whether words where a date is expected say that there is to be none, or no snooze any more."""
    return rest.casefold() in ("off", "end") or bool(_CLEARED.fullmatch(rest))


def snooze(numbers: Numbers, rest: str, here: Here) -> Request:
    """Read until when tasks are to be quiet."""
    subject = several.names_of(numbers)
    if is_none(rest):
        return Snooze(numbers, None)
    if not rest:
        words = f"Until when? Nothing was changed. Try /task snooze {subject} mon."
        return Unclear(words, _near("snooze", subject, here))
    rest = _FOR.sub("", rest)
    found = mornings(when.weigh(f"in {rest}" if _HOURS.fullmatch(rest) else rest, here), here)
    if isinstance(found, when.Reading):
        others = dated.choice_offers(found.others, subject, verb="snooze", is_day=True)
        return Snooze(numbers, found.due, others)
    return dated.refused(found, subject, "snooze")


def mornings(found: when.Reading | when.Refused, here: Here) -> when.Reading | when.Refused:
    """Leave out what else a snooze could be until where that morning is over: it would end at once."""
    choices = found.others if isinstance(found, when.Reading) else found.choices
    ahead = tuple(
        each for each in choices if calendar.to_utc(each.due.day, here.work_start, here.zone) > here.now
    )
    return replace(found, others=ahead) if isinstance(found, when.Reading) else replace(found, choices=ahead)


def _is_at_work(here: Here) -> bool:
    """Tell whether the end of the working day is that of today, and still ahead."""
    found = when.look("eod", here)
    return isinstance(found, when.Reading) and found.due.day == here.today


def over(found: when.Past, verb: str, subject: str, here: Here) -> Unclear:
    """Say that a day picked in a menu is over, and offer days near by: it has its year, so no later one."""
    return Unclear(found.sentence(CHANGE), _near(verb, subject, here))


def _near(verb: str, subject: str, here: Here) -> tuple[Offer, ...]:
    """Offer days near by, and to pick one; no end of today for a snooze."""
    today = [("Today EOD", "eod")] if verb == "due" and _is_at_work(here) else []
    days = (*today, ("Tomorrow", "tomorrow"), ("Next Monday", "next week mon"))
    offers = (Offer(label, f"{verb} {subject} {words}") for label, words in days)
    return (*offers, Offer("Pick a date", f"{verb} {subject} {HOLE}", pick="date"))
