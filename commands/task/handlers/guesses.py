"""Whom and which days a message names: offered, for what people say to each other is no command."""

import json
import re
from collections.abc import Iterator, Sequence

from sqlmodel import Session

from commands.kit import calendar, dated, line, marks, owner
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
        bare = marks.bare(each)
        if 0 < len(bare) <= LONGEST:
            yield bare


def _guessed(text: str, here: Here) -> list[Offer]:
    """Offer the days and the people of a line; each for itself, as two people could not own one task."""
    found = line.mentions(line.start(text, "").mask)
    for each in reversed(found):
        text = f"{text[: each.span[0]]} {text[each.span[1] :]}"
    return [*_days(text, here), *owner.assign_offers(each.who for each in found if not each.is_group)]


def _days(text: str, here: Here) -> list[Offer]:
    """Offer the days of a line: where one would be taken as the date, those of what is left, too."""
    request = grammar.parse(f"add {text}", here)
    if not isinstance(request, grammar.Add):
        return []
    if request.due is None:
        return [offer for offer in request.offers if offer.line.startswith("due ")]
    due = calendar.due_text(request.due, here.today)
    taken = Offer(f"Due {due}", f"due {{id}} {dated.written(request.due)}")
    return [taken, *(_days(request.title, here) if request.title != text else [])]


def _is_had(offer: Offer, made: grammar.Add | None) -> bool:
    if made is None:
        return False
    if offer.line.startswith("due "):
        return made.due is not None
    has = made.owner.slack_id if made.owner else None
    return has is not None and has in offer.line
