"""Finishing tasks, and opening them again."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from commands.task.operations.outcome import Changed, Outcome, apply, found
from storage import facts
from storage.vocabulary import TaskStatus


def finish(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Mark tasks done; one that is done already stays as it is and says so."""
    values = {
        "status": TaskStatus.DONE,
        "done_at": act.now,
        "done_by_id": act.member.id if act.member else None,
        "drop_reason": "",
    }
    return [_set_status(tx, number, act, TaskStatus.DONE, values) for number in numbers]


def reopen(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Open finished tasks again; one that is open already stays as it is and says so."""
    values = {"status": TaskStatus.OPEN, "done_at": None, "done_by_id": None, "drop_reason": ""}
    return [_set_status(tx, number, act, TaskStatus.OPEN, values) for number in numbers]


def _set_status(
    tx: Session, number: int, act: facts.Act, status: TaskStatus, values: dict[str, Any]
) -> Outcome:
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if before.status is status:
        return Changed(before, act.group, before, is_news=False)
    return apply(tx, before, act, values)
