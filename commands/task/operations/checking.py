"""The steps of a task: added as a checklist, and ticked one by one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from commands.kit.operations import with_names
from commands.kit.requests import NotDone
from commands.task import steps
from commands.task.operations.outcome import Outcome, apply, found
from storage import facts


@dataclass(frozen=True, slots=True)
class TooMany(NotDone):
    """A checklist would be longer than its card can show."""

    task: facts.Task


@dataclass(frozen=True, slots=True)
class NoStep(NotDone):
    """The box that was pressed stands for a step that the task has no longer."""

    task: facts.Task


def split(
    tx: Session, number: int, parts: Sequence[str], act: facts.Act, *, done: Collection[str] = ()
) -> Outcome | TooMany:
    """Add steps to a task's checklist, behind those it has; one that it has already stays where it is.

    Those of them that are `done` are ticked. Without any steps, the checklist is taken away.
    """
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if not parts:
        return apply(tx, before, act, {"checklist": []})
    ticked = {with_names(tx, act, part) for part in done}
    known = {step.text for step in before.checklist}
    named = dict.fromkeys(with_names(tx, act, part) for part in parts)
    new = (facts.Step(text, text in ticked) for text in named if text not in known)
    kept = (facts.Step(step.text, step.is_done or step.text in ticked) for step in before.checklist)
    whole = [*kept, *new]
    if len(whole) > steps.MOST:
        return TooMany(before)
    return apply(tx, before, act, {"checklist": steps.rows(whole)})


def tick(tx: Session, number: int, ticks: Sequence[steps.Tick], act: facts.Act) -> Outcome | NoStep:
    """Set steps done or not done, as their boxes were pressed; the others stay as they are."""
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    meant = {steps.place_of(before.checklist, one): one.is_on for one in ticks}
    if None in meant:
        return NoStep(before)
    whole = [
        facts.Step(step.text, meant.get(place, step.is_done)) for place, step in enumerate(before.checklist)
    ]
    return apply(tx, before, act, {"checklist": steps.rows(whole)})
