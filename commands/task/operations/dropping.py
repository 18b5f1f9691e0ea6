"""Calling tasks off."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.task.operations.messages import with_names
from commands.task.operations.outcome import Changed, Ended, Outcome, apply, called_off, found
from storage import facts
from storage.vocabulary import TaskStatus


def drop(tx: Session, numbers: Sequence[int], reason: str, act: facts.Act) -> list[Outcome]:
    """Call open tasks off, with the reason; one that is done stays done and says so."""
    return [_drop(tx, number, reason, act) for number in numbers]


def _drop(tx: Session, number: int, reason: str, act: facts.Act) -> Outcome:
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    match before.status:
        case TaskStatus.DONE:
            return Ended(before)
        case TaskStatus.DROPPED:
            return Changed(before, act.group, before, is_news=False, dropping=called_off(tx, act, before))
    return apply(tx, before, act, {"status": TaskStatus.DROPPED, "drop_reason": with_names(tx, act, reason)})
