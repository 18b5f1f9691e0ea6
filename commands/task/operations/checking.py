"""The steps of a task: added as a checklist, and ticked one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from commands.task.operations.messages import with_names
from commands.task.operations.outcome import Outcome, apply, found
from storage import facts

MOST = 50  # what a card can show


@dataclass(frozen=True, slots=True)
class TooMany:
    """A checklist would be longer than its card can show."""

    task: facts.Task


def split(tx: Session, number: int, parts: Sequence[str], act: facts.Act) -> Outcome | TooMany:
    """Add steps to a task's checklist, behind those it has; one that it has already stays as it is."""
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    known = {step.text for step in before.checklist}
    named = dict.fromkeys(with_names(tx, act, part) for part in parts)
    steps = [*before.checklist, *(facts.Step(text, is_done=False) for text in named if text not in known)]
    if len(steps) > MOST:
        return TooMany(before)
    return apply(tx, before, act, {"checklist": _rows(steps)})


def tick(tx: Session, number: int, ticks: Mapping[int, bool], act: facts.Act) -> Outcome:
    """Set steps done or not done, by their place in the checklist; the others stay as they are."""
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    steps = [
        facts.Step(step.text, ticks.get(place, step.is_done)) for place, step in enumerate(before.checklist)
    ]
    return apply(tx, before, act, {"checklist": _rows(steps)})


def _rows(steps: Sequence[facts.Step]) -> list[dict[str, Any]]:
    return [{"text": step.text, "is_done": step.is_done} for step in steps]
