"""Finishing tasks, and opening them again. A repeating task is not done with: its date moves on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from commands.task import rounds, steps
from commands.task.grammar import every
from commands.task.operations.dating import columns
from commands.task.operations.outcome import (
    Changed,
    Outcome,
    RoundOver,
    apply,
    found,
    found_open,
    resolve,
)
from commands.task.repeat import Repeat
from storage import facts
from storage.vocabulary import TaskStatus


def finish(
    tx: Session, numbers: Sequence[int], act: facts.Act, *, meant: date | None = None
) -> list[Outcome]:
    """Mark tasks done; one that is done already stays as it is and says so.

    Of a repeating task this round is done. `meant`: the day of the round that a button was drawn for.
    """
    return [_finish(tx, number, act, meant) for number in numbers]


def skip(tx: Session, number: int, act: facts.Act, *, meant: date | None = None) -> Outcome:
    """Move a repeating task on to its next round without finishing this one.

    `meant`: the day of the round that a button was drawn for; by line it is the one that is next, also on the
    day the last was done.
    """
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    pattern = every.read(before.repeat) if before.repeat else None
    if pattern is None:
        return Changed(before, act.group, before, is_news=False)
    if meant and rounds.is_over(before, meant, act.now):
        return RoundOver(before)
    return _begin_round(tx, before, act, _next_round(before, pattern, act))


def reopen(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Open finished tasks again; one that is open already stays as it is and says so."""
    values = {"status": TaskStatus.OPEN, "done_at": None, "done_by_id": None, "drop_reason": ""}
    return [_reopen(tx, number, act, values) for number in numbers]


def _finish(tx: Session, number: int, act: facts.Act, meant: date | None) -> Outcome:
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if before.status is TaskStatus.DONE:
        return Changed(before, act.group, before, is_news=False)
    done = {"done_at": act.now, "done_by_id": act.member and act.member.id}
    pattern = every.read(before.repeat) if before.repeat else None
    if pattern is None or before.status is TaskStatus.DROPPED:
        return apply(tx, before, act, {**done, "status": TaskStatus.DONE, "drop_reason": ""})
    if rounds.is_over(before, meant, act.now):
        return RoundOver(before)
    return _begin_round(tx, before, act, {**done, **_next_round(before, pattern, act)})


def _begin_round(tx: Session, before: facts.Task, act: facts.Act, values: dict[str, Any]) -> Outcome:
    """Move a task on to its next round; what people said was in the way of this one is gone with it."""
    outcome = apply(tx, before, act, values)
    return replace(outcome, resolved=outcome.resolved or resolve(tx, act, before))


def _reopen(tx: Session, number: int, act: facts.Act, values: dict[str, Any]) -> Outcome:
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if before.status is TaskStatus.OPEN:
        return Changed(before, act.group, before, is_news=False)
    return apply(tx, before, act, values)


def _next_round(task: facts.Task, pattern: Repeat, act: facts.Act) -> dict[str, Any]:
    """Begin the next round afresh: its own first date, nothing begun, nothing ticked."""
    due = rounds.next_due(task, pattern, act.now)
    return {
        **columns(due),
        "first_due_at": due.at,
        "first_due_zone": due.zone,
        "slips": 0,
        "started_at": None,
        "blocked_at": None,
        "blocked_reason": "",
        "snoozed_until": None,
        "checklist": steps.rows([replace(step, is_done=False) for step in task.checklist]),
    }
