"""Whose a task is."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.kit.operations import owner_of
from commands.kit.requests import Mention, Unclear
from commands.task import rules
from commands.task.operations.outcome import Outcome, Taken, apply, found, found_open
from storage import facts


def assign(tx: Session, number: int, owner: Mention, act: facts.Act, *, line: str = "") -> Outcome | Unclear:
    """Give a task to somebody, or to nobody."""
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    member = owner_of(tx, act, owner, line)
    if isinstance(member, Unclear):
        return member
    return apply(tx, before, act, {"owner_id": member.id if member else None})


def take(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Make tasks nobody owns the member's own; of several who reach for one, the first has it."""
    return [_take(tx, number, act) for number in numbers]


def _take(tx: Session, number: int, act: facts.Act) -> Outcome:
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if before.owner is not None and not rules.is_owner(before, act.member):
        return Taken(before)
    return apply(tx, before, act, {"owner_id": act.member and act.member.id})
