"""When a task is due, and how it moves."""

from typing import Any

from sqlmodel import Session

from commands.task import rules
from commands.task.operations.outcome import Outcome, apply, found
from storage import facts


def redate(tx: Session, number: int, due: facts.Due | None, act: facts.Act) -> Outcome:
    """Move a task's due date, or remove it. The first date stays on record; later moves are counted."""
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    return apply(tx, before, act, {**columns(due), **promised(before, due)})


def promised(before: facts.Task, due: facts.Due | None) -> dict[str, Any]:
    """Keep the first date on record, and count a later one as a slip."""
    return {
        "first_due_at": before.first_due or (due and due.at),
        "slips": before.slips + rules.is_slip(before.due, due),
    }


def columns(due: facts.Due | None) -> dict[str, Any]:
    """Spread a due date over its columns; None empties them."""
    return {
        "due_at": due and due.at,
        "due_day": due and due.day,
        "due_words": due and due.words,
        "due_zone": due and due.zone,
    }
