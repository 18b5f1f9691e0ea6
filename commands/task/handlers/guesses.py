"""Whom and which day a message names: offered, for what people say to each other is no command."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.kit import calendar, dated
from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.requests import Offer
from commands.task import grammar

LONGEST = 300  # characters of a message that are looked at


def first_line(text: str) -> str:
    """Return what of a message is looked at: its first line, if it is not too long."""
    head = text.strip().partition("\n")[0]
    return head if len(head) <= LONGEST else ""


def offers(tx: Session, call: Call, text: str, made: grammar.Add | None = None) -> Sequence[Offer]:
    """Offer the people and the day that a message names, but for what a task `made` of it has already."""
    found = grammar.parse(f"add {first_line(text)}", call.here)
    if not isinstance(found, grammar.Add):
        return ()
    guessed = [offer for offer in found.offers if offer.line.startswith(("due ", "assign "))]
    if found.due:
        due = calendar.due_text(found.due, call.today)
        guessed.append(Offer(f"Due {due}", f"due {{id}} {dated.written(found.due)}"))
    if found.owner:
        who = found.owner
        guessed.append(Offer(f"Assign to {who.text}", f"assign {{id}} {who.token}", who))
    return kit.named(tx, call.act(), [offer for offer in guessed if not _is_had(offer, made)])


def _is_had(offer: Offer, made: grammar.Add | None) -> bool:
    if made is None:
        return False
    if offer.line.startswith("due "):
        return made.due is not None
    owner = made.owner.slack_id if made.owner else None
    return owner is not None and owner in offer.line
