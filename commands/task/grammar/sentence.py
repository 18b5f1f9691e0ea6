"""A command said in a sentence ("please move T-12 to friday") → whether it is meant; never done unasked."""

import re

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Offer, Unclear
from commands.task import reports
from commands.task.grammar import alone, amend, offered, questions, several, slips, spent, verbs
from commands.task.grammar.polite import PLEASE, THANKS
from commands.task.requests import (
    Amend,
    Assign,
    Change,
    Finish,
    Redate,
    Reopen,
    Request,
    Show,
    Snooze,
    Start,
    Take,
    Unblock,
)

_EXACT = Finish | Reopen | Start | Unblock | Take | Assign | Redate | Snooze | Amend  # without free text
_WISH = (
    r"(?:i|we|you|somebody|someone)(?:(?:'?ll| will| should| must| can| could| might)(?: just)?"
    r"|(?:'d| would) (?:like|want) to| (?:need|needs|have|has|want|wants|ought) to)"
    r"|(?:should|shall) (?:i|we)"
)
_ASKING = re.compile(
    rf"(?:(?:i think|i guess|maybe|perhaps),? (?:{_WISH})"
    rf"|(?:{PLEASE}|kindly|let'?s|let us|maybe|perhaps|{_WISH}"
    r"|(?:can|could|would|will) (?:you|we|somebody|someone))(?: (?:please|pls|kindly))?),? (?=\S)",
    re.IGNORECASE,
)
_CANT = re.compile(
    r"(?:(?:i|we) )?(?:(?:can'?t|cannot|can not|won'?t|will not) (?:make|do|finish|deliver|manage|meet)"
    r"|need(?:s)? (?:some )?more time (?:for|on|with)) (?=t[-–]\d{1,9}(?![\w-]))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<= )(?:with )?(?:(?:the|my) )?(?:(?:task|ticket|card) )?(?=t[-–]\d)", re.IGNORECASE)
_MUST = "will|should|must|can|could|to|needs? to|has to|is to|is going to"
_POLITE = re.compile(
    rf"(?:(?:{PLEASE}|kindly|(?:can|could|would|will) you|{_MUST})(?: (?:please|pls))?,? )+", re.IGNORECASE
)
_TAKES = re.compile(
    r"(?:takes?|taking|took|do|does|owns?|has|have|gets?|got|handles?|picks? up|works? on"
    r"|(?:is )?working on|is on)"
    r"(?: over| on)? (?P<tasks>t[-–]\d.*)",
    re.IGNORECASE,
)
_IS = re.compile(r"^(?:is|has|has been|was)\s+", re.IGNORECASE)
_NOW = re.compile(r"^(?:over|on|now)\b\s*|\s+now$", re.IGNORECASE)
_GOES_ON = re.compile(r"t[-–]\d+ ,", re.IGNORECASE)  # a sentence of its own: "T-12 is done, they said"
_OVER = re.compile(r"(?:done|start|reopen|unblock|take)\b")
_LONGER = re.compile(
    r"postpone (?P<what>t[-–]\d.* (?:[0-9]{1,3}|an?|one|two|three|four|five|six) [a-z ]+)", re.IGNORECASE
)
_ENDING = re.compile(rf",? (?:{THANKS})?[.!?]*$|[.!?]+$", re.IGNORECASE)
_PLEASE = re.compile(rf"[ ,](?:{THANKS})[.!?]*$", re.IGNORECASE)


def read(head: str, notes: str, here: Here) -> Request | None:
    """Ask about a line that is a command but for the words of a sentence around it; None for any other.

    So about one that says what was done, or how a task stands. To show a task is done. Where only "the task"
    stands in between, nothing of the command may be free text.
    """
    if notes or not line.has_id(head):
        return None
    if shown := questions.shown(head):
        return shown
    if to_somebody := _to_somebody(head, here):
        return to_somebody
    if asked := spent.asked(head):
        return asked
    if late := _CANT.match(head):
        return _later(line.ids(head[late.end() :], "t")[0], head)
    told = reports.command(head)
    found = _found(told, here) if told else None
    if told and isinstance(found, Change):
        return _asked(told, head)
    if told and isinstance(found, Unclear) and (_is_with_note(found) or _GOES_ON.search(told)):
        return alone.as_typed(found, head, notes)
    asking = _ASKING.match(head)
    said = _NAMED.sub("", head[asking.end() :] if asking else head, count=1)
    if said == head and not _PLEASE.search(head):
        return None
    command = _ENDING.sub("", said)
    command = command if line.has_id(command[:3]) else f"{command[:1].lower()}{command[1:]}"
    found = _found(command, here)
    if isinstance(found, Show):
        return found
    if asking and isinstance(found, Unclear):
        return alone.as_typed(found, head, notes)
    if not isinstance(found, Change if asking else _EXACT):
        return None
    return _asked(command, head)


def _is_with_note(asked: Unclear) -> bool:
    """Tell whether a question is only whether what follows a new date is a note."""
    return bool(asked.offers) and "; note " in asked.offers[0].line and not _OVER.match(asked.offers[0].line)


def _to_somebody(head: str, here: Here) -> Unclear | None:
    """Ask about what is said to or of somebody, who stands in front: "@ben takes T-12"; None of others."""
    mask = line.start(head, "").mask
    people = line.mentions(mask)
    if not people or people[0].span[0] or people[0].is_group or not several.spoken_of(mask):
        return None
    who, said = people[0].who, _POLITE.sub("", head[people[0].span[1] :].lstrip(" ,:"), count=1)
    said = said.rstrip("?!. ")
    if taken := _TAKES.fullmatch(said):
        numbers, rest = line.ids(taken["tasks"], "t")
        names = several.names_of(numbers)
        give = f"assign {names} {who.token} {_NOW.sub('', rest)}".strip()
        give = give if numbers and isinstance(_found(give, here), Change) else ""
        return _or_note(head, (give,) if give else (), numbers) if numbers else None
    numbers = tuple(dict.fromkeys(several.named(said)))
    told = reports.command(_IS.sub("", said))
    found = _found(told or said, here)
    commands = (told or said,) if isinstance(found, Change) else ()
    if not commands and not line.ids(said, "t")[0]:  # "@ben review the docs of T-12"
        return None
    given = (f"assign {several.names_of(numbers)} {who.token}",)
    return _or_note(head, (*commands, *given) if told or not commands else (*given, *commands), numbers)


def _or_note(head: str, commands: tuple[str, ...], numbers: tuple[int, ...]) -> Unclear:
    """Ask which command is meant by what is said to somebody, if it is no note on the task."""
    words = f"What is to become of {several.names_of(numbers)}? Nothing was saved."
    offers = (*map(offered.meant, commands), offered.note(numbers, head))
    return Unclear(words, (*offers, alone.no_title(head, "")))


def _later(numbers: tuple[int, ...], head: str) -> Unclear:
    """Offer to ask for another date for what somebody says they cannot do in time."""
    names = several.names_of(numbers)
    words = f"Is another date to be asked for? Nothing was saved. Try /task propose {names} next tue."
    other = Offer("Ask for another date", f"propose {names}")
    return Unclear(words, (other, offered.show(numbers[0]), alone.no_title(head, "")))


def _found(command: str, here: Here) -> Request | None:
    return verbs.read(command, "", here) or slips.read(command, "", here) or amend.read(command, "", here)


def _asked(command: str, head: str) -> Unclear:
    """Ask whether a command is meant; what is said of a task by its number may be a note on it, too."""
    words = f"Is /task {line.spoken(command)[:200]} meant? Nothing was saved."
    numbers, left = line.ids(head, "t")
    noted = (offered.note(numbers, left),) if numbers else ()
    return Unclear(words, (offered.meant(command), *_asking_for(command), *noted, alone.no_title(head, "")))


def _asking_for(command: str) -> tuple[Offer, ...]:
    """Offer to ask whoever gave a task for the time that a command would take at once."""
    longer = _LONGER.fullmatch(command)
    return (Offer("Ask for another date", f"propose {longer['what']} later"),) if longer else ()
