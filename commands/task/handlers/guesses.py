"""Whom and which days a message names: offered, for what people say to each other is no command."""

import json
import re
from collections.abc import Iterator, Sequence

from sqlmodel import Session

from commands.kit import calendar, dated, marks
from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.readings import Here
from commands.kit.requests import Offer
from commands.task import grammar

LONGEST = 300  # characters of a line that is looked at
LINES = 50  # of a message that are looked at
CARRIED = 1200  # characters, as a form carries them
MOST = 5  # buttons
_CODE = re.compile(r"```.*?(?:```|$)", re.DOTALL)


def telling(text: str, here: Here) -> str:
    """Return the lines of a message that name people or days, as far as a form can carry them."""
    kept: list[str] = []
    for each in _lines(text):
        if _guessed(each, here) and len(json.dumps([*kept, each])) <= CARRIED:
            kept.append(each)
    return "\n".join(kept)


def offers(tx: Session, call: Call, text: str, made: grammar.Add | None = None) -> Sequence[Offer]:
    """Offer the people and days that a message names, but for what a task `made` of it has already."""
    guessed: dict[str, Offer] = {}
    for offer in (one for each in _lines(text) for one in _guessed(each, call.here)):
        if not _is_had(offer, made):
            guessed.setdefault(offer.line, offer)
    return kit.named(tx, call.act(), list(guessed.values()))[:MOST]


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a message that are not too long, without code and the marks of lists."""
    for each in _CODE.sub("", text.strip()).split("\n")[:LINES]:
        line = marks.bare(each)
        if 0 < len(line) <= LONGEST:
            yield line


def _guessed(line: str, here: Here) -> list[Offer]:
    found = grammar.parse(f"add {line}", here)
    if not isinstance(found, grammar.Add):
        return []
    guessed = [offer for offer in found.offers if offer.line.startswith(("due ", "assign "))]
    if found.due:
        due = calendar.due_text(found.due, here.today)
        guessed.append(Offer(f"Due {due}", f"due {{id}} {dated.written(found.due)}"))
    if found.owner:
        who = found.owner
        guessed.append(Offer(f"Assign to {who.text}", f"assign {{id}} {who.token}", who))
    return guessed


def _is_had(offer: Offer, made: grammar.Add | None) -> bool:
    if made is None:
        return False
    if offer.line.startswith("due "):
        return made.due is not None
    owner = made.owner.slack_id if made.owner else None
    return owner is not None and owner in offer.line
