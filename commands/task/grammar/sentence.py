"""A command said in a sentence ("please move T-12 to friday") → whether it is meant; never done unasked."""

import re

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Offer, Unclear
from commands.task import reports
from commands.task.grammar import alone, amend, offered, several, slips, spent, verbs
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
    r"(?:i|we|you|somebody|someone)(?:(?:'ll| will| should| must| can| could| might)(?: just)?"
    r"|(?:'d| would) (?:like|want) to| (?:need|needs|have|has|want|wants|ought) to)"
    r"|(?:should|shall) (?:i|we)"
)
_ASKING = re.compile(
    rf"(?:(?:i think|i guess|maybe|perhaps),? (?:{_WISH})"
    rf"|(?:{PLEASE}|kindly|let's|let us|maybe|perhaps|{_WISH}"
    r"|(?:can|could|would|will) (?:you|we|somebody|someone))(?: (?:please|pls|kindly))?),? (?=\S)",
    re.IGNORECASE,
)
_CANT = re.compile(
    r"(?:(?:i|we) )?(?:(?:can't|cannot|can not|won't|will not) (?:make|do|finish|deliver|manage|meet)"
    r"|need(?:s)? (?:some )?more time (?:for|on|with)) (?=t[-–]\d{1,9}(?![\w-]))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<= )(?:with )?(?:(?:the|my) )?(?:(?:task|ticket|card) )?(?=t[-–]\d)", re.IGNORECASE)
_ENDING = re.compile(rf",? (?:{THANKS})?[.!?]*$|[.!?]+$", re.IGNORECASE)
_PLEASE = re.compile(rf"[ ,](?:{THANKS})[.!?]*$", re.IGNORECASE)


def read(head: str, notes: str, here: Here) -> Request | None:
    """Ask about a line that is a command but for the words of a sentence around it; None for any other.

    So about one that says what was done, or how a task stands. To show a task is done. Where only "the task"
    stands in between, nothing of the command may be free text.
    """
    if notes or not line.has_id(head):
        return None
    if asked := spent.asked(head):
        return asked
    if late := _CANT.match(head):
        return _later(line.ids(head[late.end() :], "t")[0], head)
    told = reports.command(head)
    if told and isinstance(_found(told, here), Change):
        return _asked(told, head)
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
    return Unclear(words, (offered.meant(command), *noted, alone.no_title(head, "")))
