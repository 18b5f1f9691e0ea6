"""Giving a task to somebody."""

from sqlmodel import Session

from commands.kit.operations import owner_of
from commands.kit.requests import Mention, Unclear
from commands.task.operations.outcome import Outcome, Unknown, apply
from storage import facts, tasks


def assign(tx: Session, number: int, owner: Mention, act: facts.Act, *, line: str = "") -> Outcome | Unclear:
    """Give a task to somebody, or to nobody."""
    before = tasks.find(tx, act, number, to_change=True)
    if before is None:
        return Unknown(number)
    member = owner_of(tx, act, owner, line)
    if isinstance(member, Unclear):
        return member
    return apply(tx, before, act, {"owner_id": member.id if member else None})
