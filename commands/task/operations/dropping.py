"""Calling tasks off."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.kit.operations import with_names
from commands.task import rules
from commands.task.operations.outcome import (
    Changed,
    Ended,
    NotYours,
    Outcome,
    Refusal,
    Unknown,
    apply,
    called_off,
    found,
)
from storage import facts, tasks
from storage.vocabulary import TaskStatus


def drop(tx: Session, numbers: Sequence[int], reason: str, act: facts.Act) -> list[Outcome]:
    """Call open tasks off, with the reason; one that is done stays done and says so."""
    return [_drop(tx, number, reason, act) for number in numbers]


def list_droppable(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[facts.Task | Refusal]:
    """Find the tasks that the member may call off; or why they cannot."""
    return [_droppable(tx, number, act) for number in numbers]


def _droppable(tx: Session, number: int, act: facts.Act) -> facts.Task | Refusal:
    task = tasks.find(tx, act, number)
    if task is None or act.member is None:
        return Unknown(number)
    if not rules.may_change(task, act.member):
        return NotYours(task)
    return task if task.status is TaskStatus.OPEN else Ended(task, called_off(tx, act, task))


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
