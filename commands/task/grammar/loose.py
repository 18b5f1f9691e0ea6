"""Numbers of tasks without their "T-" ("done 13", "t4, t5 done") → what is asked for, or a question."""

import re
from dataclasses import dataclass

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Offer, Unclear
from commands.task.grammar import alone, amend, offered, polite, several, turned, verbs
from commands.task.grammar.verbs import ON_TASKS, WORDS_FOR
from commands.task.requests import Request, Show

_LOOK = ("show", "history", "suggest")
_DATED = ("assign", "due", "snooze")  # what may stand behind a number alone
_NEVER_TITLES = ("done", "reopen", "unblock", "unwatch")
_SIGN = r"t(?: [-–] ?| ?[._] ?|[-–] | ?)|#|(?:task|ticket) #?"
_ONE = rf"(?:{_SIGN})?[0-9]{{1,9}}(?![\w%-])"
_JOIN = r"\s*(?:&amp;|[,;&/+])\s*(?:and\s+)?|\s+(?:and\s+)?"
_RUN = re.compile(rf"(?P<sign>{_SIGN})?(?=[0-9]){_ONE}(?:(?:{_JOIN}){_ONE})*[.,:!]?(?!\S)", re.IGNORECASE)
_FIRST = re.compile(rf"(?P<sign>{_SIGN})?(?=[0-9]){_ONE}(?!\S)", re.IGNORECASE)


_OF_MANY = ("done", "reopen", "start", "unblock", "take", "watch", "unwatch", "skip")
_FURTHER = re.compile(
    r"(?:(?P<verb>[a-z]+) )?(?P<tasks>t[-–][0-9]{1,9}"
    r"(?=.*?(?:[ ,;&(][0-9]|\b(?:also|plus)\b|\())"
    r"(?:(?:[\s,;&/+(]|&amp;|\band\b|\balso\b|\bplus\b)+(?:t[-–]?)?[0-9]{1,9}\)?)+)"
    r"(?: (?:are )?(?P<last>[a-z]+))?[.!]*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?P<id>t[-–]?[0-9]{1,9})(?P<more>[a-z]{3,}\b.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Numbers:
    sign: str  # in front of the first
    names: str  # "T-4, T-5"
    more: str  # what follows them


def _numbers(words: str) -> _Numbers | None:
    """Read the numbers in front of words. A second one behind a space may begin a date: "4 30 nov"."""
    found = _RUN.match(words)
    if found and words[found.end() :].strip() and not re.search(r"[,;&/+]|\band\b", found[0]):
        found = _FIRST.match(words)
    if found is None:
        return None
    numbers = tuple(dict.fromkeys(int(each) for each in re.findall(r"[0-9]+", found[0])))
    typed = words[found.end() :].strip()
    more = typed if typed in WORDS_FOR else polite.without(typed)
    return _Numbers((found["sign"] or "").lower(), several.names_of(numbers), more)


def read(head: str, notes: str, here: Here) -> Request | None:
    """Read numbers without "T-": what only looks is done, what changes tasks is asked about.

    So a number that its verb stands right behind ("T-4done").
    """
    if glued := _GLUED.fullmatch(head):
        asked = read(f"t{glued['id'][1:].lstrip('-–')} {glued['more']}", notes, here)
        return alone.as_typed(asked, head, notes) if isinstance(asked, Unclear) else None
    first, _, rest = head.partition(" ")
    led = _numbers(head) if first[:1] in "tT#" else None
    if led and led.sign and not notes:
        return _numbered(head, led, here)
    verb = WORDS_FOR.get(first.lower())
    if verb not in ON_TASKS:
        return None
    rest = rest.strip()
    found = _numbers(rest)
    if found is None:
        return _lacking(first.lower(), head) if rest.lower() in ("t-", "t–") else None
    if not found.sign and first[0].isupper() and (found.more or first.lower() not in _NEVER_TITLES):
        return None
    if found.more and verb not in _DATED and not found.sign.startswith("t"):
        return None
    command = f"{first.lower()} {found.names} {found.more}".strip()
    request = verbs.read(command, notes, here)
    if request is None or isinstance(request, Unclear):
        return None
    return request if verb in _LOOK else _which(head, notes, command, found.names)


def further(head: str) -> Unclear | None:
    """Ask about further numbers without "T-" behind one that has it, and nothing else: "T-4 and 5 done"."""
    found = _FURTHER.fullmatch(polite.without(head))
    verb = (found["verb"] or found["last"] or "").lower() if found else ""
    if found is None or bool(found["verb"]) == bool(found["last"]) or WORDS_FOR.get(verb) not in _OF_MANY:
        return None
    numbers = tuple(dict.fromkeys(int(each) for each in re.findall(r"[0-9]+", found["tasks"])))
    names = several.names_of(numbers)
    return _which(head, "", f"{verb} {names}", names)


def _numbered(head: str, led: _Numbers, here: Here) -> Request | None:
    """Read a line that begins with "t13": the task itself, or what is to become of it."""
    command = f"{led.names} {led.more}".strip()
    request = (
        verbs.read(command, "", here)
        or turned.number_first(command, "", here)
        or amend.read(command, "", here)
    )
    if request is None or (
        not led.sign.startswith("t ") and led.sign != "t" and isinstance(request, Unclear | Show)
    ):
        return None
    if not led.more:
        return request
    word, _, more = led.more.partition(" ")
    is_verb = WORDS_FOR.get(word.lower()) in ON_TASKS
    line_ = f"{word.lower()} {led.names} {more}".strip() if is_verb else command
    return _which(head, "", line_, led.names)


def _which(head: str, notes: str, command: str, names: str) -> Unclear:
    are = "Are" if "," in names else "Is"
    words = f"{are} {names} meant? Nothing was saved. Try /task {line.spoken(command)}."
    return Unclear(words, (offered.meant(command), alone.no_title(head, notes)))


def _lacking(verb: str, head: str) -> Unclear:
    words = f"Which task is meant? Nothing was saved. Type its number: /task {verb} T-4."
    return Unclear(words, (Offer("My open tasks", "list"), alone.no_title(head, "")))
