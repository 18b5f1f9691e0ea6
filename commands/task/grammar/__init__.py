"""Text after `/task` → a request, or `Unclear` with words that mend it. Knows no people and no tasks."""

from dataclasses import replace
from enum import Enum

from commands.kit import line, owner
from commands.kit.requests import Help as Help
from commands.kit.requests import Mention as Mention
from commands.kit.requests import Offer as Offer
from commands.kit.requests import OpenForm as OpenForm
from commands.kit.requests import ProjectRef as ProjectRef
from commands.kit.requests import Unclear as Unclear
from commands.kit.requests import Undo as Undo
from commands.kit.when import Here as Here
from commands.task.grammar import (
    amend,
    capture,
    loose,
    near,
    of_person,
    offered,
    polite,
    sentence,
    several,
    slips,
    together,
    verbs,
)
from commands.task.requests import Add as Add
from commands.task.requests import Amend as Amend
from commands.task.requests import Assign as Assign
from commands.task.requests import Change as Change
from commands.task.requests import Find as Find
from commands.task.requests import Finish as Finish
from commands.task.requests import Listing as Listing
from commands.task.requests import MyDay as MyDay
from commands.task.requests import Redate as Redate
from commands.task.requests import Reopen as Reopen
from commands.task.requests import Request as Request
from commands.task.requests import Show as Show


def parse(text: str, here: Here) -> Request:
    """Read what stood after `/task`. Never raises: what cannot be read is Unclear and says how to mend it."""
    found = read(text, here)
    return found.add if isinstance(found, capture.Captured) else found


def read(text: str, here: Here) -> Request | capture.Captured:
    """Read what stood after `/task`; a new task comes with what its words were taken for.

    A line is a command, or speaks of a task by its number, or is nearly one of these and asks; only then it
    is a new task.
    """
    head, notes = line.clean(text)
    if not head:
        return MyDay()
    typed, _, rest = head.partition(" ")
    if typed == "/task":  # typed once more behind it
        return read("\n".join((rest, notes)), here)
    if (plain := several.plain(head)) and isinstance(found := read(plain, here), Change | Show) and not notes:
        return found
    if typed in ("add", "+") and (rest or notes) and not (typed == "add" and owner.is_put(rest)):
        if about := slips.added(head, rest.strip(), here) if typed == "add" and not notes else None:
            return about
        title, more = (rest.strip(), notes) if rest else line.clean(notes)
        led = polite.a_task(title) if typed == "add" else ""
        found = capture.read(line.start(title[len(led) :], more, f"{typed} {led}"), here)
        return slips.nameless(title, more, here) if found == capture.UNTITLED else found
    return (
        together.read(head, notes, here)
        or of_person.read(head, notes)
        or (loose.further(head) if not notes else None)
        or verbs.read(head, notes, here)
        or questioned(slips.read(head, notes, here) or amend.read(head, notes, here), head)
        or sentence.read(head, notes, here)
        or slips.about(head, notes)
        or near.read(head, notes, here)
        or _new(head, notes, here)
    )


def questioned(found: Request | None, head: str) -> Request | None:
    """Ask whether a task is to be changed as a question names it: "T-4 due fri?"."""
    if not isinstance(found, Amend) or not head.endswith("?"):
        return found
    change, numbers = head.rstrip("? "), found.numbers
    words = f"Is {several.names_of(numbers)} to be changed? Nothing was changed."
    offers = (offered.meant(change), offered.show(numbers[0]), offered.note(numbers, line.ids(head, "t")[1]))
    return Unclear(words, offers)


class Weight(Enum):
    """What a line written where people talk is to /task."""

    NONE = "none"
    LINE = "line"  # it is for /task where nothing else waits for it: a search, an `add`
    ABOUT = "about"  # so it is, too, and begins with a task's number: how that task stands, it may just say
    COMMAND = "command"  # plainly one, and no title and no search


def weigh(text: str, here: Here) -> Weight:
    """Tell what a line written where people talk is to /task."""
    if not text.strip() or "\n" in text.strip():
        return Weight.NONE
    found = read(text, here)
    if isinstance(found, capture.Captured):
        return Weight.LINE if found.line.lead else Weight.NONE
    if isinstance(found, Unclear):
        return Weight.NONE
    if line.ids(text.split(maxsplit=1)[0], "t")[0]:
        return Weight.ABOUT
    return Weight.LINE if isinstance(found, Find) else Weight.COMMAND


def recognised(text: str, here: Here) -> line.Line:
    """Read what can be read of a new task that as a whole asks something."""
    head, notes = line.clean(text)
    typed, _, rest = head.partition(" ")
    said = rest.strip() if typed in ("add", "+") else head
    led = polite.a_task(said) if typed == "add" else polite.command(said)
    return capture.recognised(line.start(said[len(led) :], notes), here)


def _new(head: str, notes: str, here: Here) -> capture.Captured | Unclear:
    """Read a new task; its buttons' lines that would be read as a command get the sign for `add` in front."""
    led = polite.command(head)
    found = capture.read(line.start(head[len(led) :], notes, led), here)
    if found == capture.UNTITLED:
        return slips.nameless(head, notes, here)
    if isinstance(found, capture.Captured):
        return slips.untitled(found, head, notes) or found
    offers = tuple(
        replace(offer, line=f"+ {offer.line}") if verbs.read(*_parted(offer.line), here) else offer
        for offer in found.offers
    )
    return replace(found, offers=offers)


def _parted(text: str) -> tuple[str, str]:
    head, _, notes = text.partition("\n")
    return head, notes
