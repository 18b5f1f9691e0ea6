"""Text after `/task` → a request, or `Unclear` with words that mend it. Knows no people and no tasks."""

from collections.abc import Collection
from dataclasses import replace

from commands.kit import line
from commands.kit.requests import Help as Help
from commands.kit.requests import Mention as Mention
from commands.kit.requests import Offer as Offer
from commands.kit.requests import OpenForm as OpenForm
from commands.kit.requests import ProjectRef as ProjectRef
from commands.kit.requests import Unclear as Unclear
from commands.kit.requests import Undo as Undo
from commands.kit.when import Here as Here
from commands.task import capture, verbs
from commands.task.requests import Add as Add
from commands.task.requests import Assign as Assign
from commands.task.requests import Finish as Finish
from commands.task.requests import Listing as Listing
from commands.task.requests import MyDay as MyDay
from commands.task.requests import Redate as Redate
from commands.task.requests import Reopen as Reopen
from commands.task.requests import Request as Request
from commands.task.requests import Show as Show

# The verbs that `handlers.run` answers; the words of any other stay part of a title. To switch one on,
# build it and add its name.
LIVE = (
    *("add", "list", "done", "reopen", "assign", "take", "decline", "start", "block", "unblock"),
    *("due", "snooze", "after", "free", "edit", "note", "split", "watch", "unwatch", "drop"),
    *("show", "find", "history", "export", "import", "skills", "suggest", "emoji", "quiet", "undo"),
    *("explain", "help"),
)


def parse(text: str, here: Here, live: Collection[str] = LIVE) -> Request:
    """Read what stood after `/task`. Never raises: what cannot be read is Unclear and says how to mend it."""
    found = read(text, here, live)
    return found.add if isinstance(found, capture.Captured) else found


def read(text: str, here: Here, live: Collection[str] = LIVE) -> Request | capture.Captured:
    """Read what stood after `/task`; a new task comes with what its words were taken for."""
    head, notes = line.clean(text)
    if not head:
        return MyDay()
    typed, _, rest = head.partition(" ")
    if typed in ("add", "+") and (rest or notes):
        title, more = (rest.strip(), notes) if rest else line.clean(notes)
        return capture.read(line.start(title, more, f"{typed} "), here)
    return (
        verbs.read(head, notes, here, live)
        or verbs.slip(head, notes, live)
        or _forced(capture.read(line.start(head, notes), here), here, live)
    )


def recognised(text: str, here: Here) -> line.Line:
    """Read what can be read of a new task that as a whole asks something."""
    head, notes = line.clean(text)
    typed, _, rest = head.partition(" ")
    return capture.recognised(line.start(rest.strip() if typed in ("add", "+") else head, notes), here)


def _forced(
    request: capture.Captured | Unclear, here: Here, live: Collection[str]
) -> capture.Captured | Unclear:
    """Put the sign for `add` in front of a button's line that would be read as a verb."""
    if isinstance(request, capture.Captured):
        return request
    offers = tuple(
        replace(offer, line=f"+ {offer.line}") if verbs.read(*_parted(offer.line), here, live) else offer
        for offer in request.offers
    )
    return replace(request, offers=offers)


def _parted(text: str) -> tuple[str, str]:
    head, _, notes = text.partition("\n")
    return head, notes
