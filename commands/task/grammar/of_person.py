"""All open work of one person that another is to have ("hand over all of @ben to @sam") → that request."""

import re

from commands.kit import line
from commands.kit.requests import Mention
from commands.task.grammar import polite
from commands.task.requests import HandOver

_WHO = r"<@[^>]*>|@[\w.-]+?"
_WORK = r"(?:open )?(?:tasks|work)"
_ALL = re.compile(
    rf"(?:(?:hand|pass|transfer)(?: ?over| off| on)?|delegate|assign|reassign|give|move) "
    rf"(?:(?:all|everything)(?: {_WORK})? (?:of|from) (?P<of>{_WHO})(?:'s {_WORK})?"
    rf"|(?:all (?:of )?)?(?P<whose>{_WHO})'s {_WORK}|(?:all (?:of )?)?my {_WORK}|(?:all|everything) of mine)"
    rf",? (?:over )?to (?P<to>{_WHO}|me)(?: now(?P<tasks>(?: t-\d+)+))?[.!]*",
    re.IGNORECASE,
)


def read(head: str, notes: str) -> HandOver | None:
    """Read whose work is to be whose; with "now" and numbers behind it, as on the button, at once."""
    match = _ALL.fullmatch(polite.without(head)) if not notes else None
    if match is None:
        return None
    owner = _named(match["of"] or match["whose"] or "@me")
    to = _named("@me" if match["to"].lower() == "me" else match["to"])
    numbers, _ = line.ids(match["tasks"] or "", "t")
    return HandOver(owner, to, numbers) if owner and to else None


def _named(typed: str) -> Mention | None:
    return next((found.who for found in line.mentions(typed)), None)
