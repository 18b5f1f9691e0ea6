"""How work on a task stands: begun, held up, going on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from commands.kit.operations import with_names
from commands.task.operations.outcome import Changed, Outcome, apply, found_open, resolve
from storage import facts, tasks

_FREE = {"blocked_at": None, "blocked_reason": ""}


def start(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Note that work on tasks has begun; one that nobody owned becomes the starter's."""
    return [_start(tx, number, act) for number in numbers]


def block(tx: Session, numbers: Sequence[int], reason: str, act: facts.Act) -> list[Outcome]:
    """Note what is in the way of tasks. New words for one held up already do not make it younger."""
    return [_block(tx, number, reason, act) for number in numbers]


def unblock(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Note that nothing is in the way of tasks any more; blockers told to standups are gone, too."""
    return [_unblock(tx, number, act) for number in numbers]


def release(tx: Session, task_id: int, act: facts.Act) -> Changed:
    """Note that a task is not held up any more since what was in its way is gone, whoever says so."""
    return apply(tx, tasks.get(tx, task_id, act), act, _FREE)


def _start(tx: Session, number: int, act: facts.Act) -> Outcome:
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    values: dict[str, Any] = {"started_at": before.started_at or act.now}
    if before.owner is None and act.member is not None:
        values["owner_id"] = act.member.id
    return apply(tx, before, act, values)


def _block(tx: Session, number: int, reason: str, act: facts.Act) -> Outcome:
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    words = with_names(tx, act, reason) or before.blocked_reason
    return apply(tx, before, act, {"blocked_at": before.blocked_at or act.now, "blocked_reason": words})


def _unblock(tx: Session, number: int, act: facts.Act) -> Outcome:
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    outcome = apply(tx, before, act, _FREE)
    gone = outcome.resolved or resolve(tx, act, before)
    return replace(outcome, resolved=gone, is_news=outcome.is_news or bool(gone))
