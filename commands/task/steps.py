"""The steps of a task as lines of text, "[x] order", and as they are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commands.kit import drawn, marks
from storage import facts

MOST = 50  # what a card can show


@dataclass(frozen=True, slots=True)
class Tick:
    """One box that was pressed: where its step stood as it was drawn, a mark of its words, and if it is on.

    Boxes drawn before they told their words have no mark: they mean whatever stands in that place.
    """

    place: int
    mark: str
    is_on: bool


def place_of(steps: Sequence[facts.Step], tick: Tick) -> int | None:
    """Find where the step of a pressed box stands now; None where it is no more, or has other words."""
    if tick.mark == "":
        return tick.place if tick.place < len(steps) else None
    places = [place for place, step in enumerate(steps) if drawn.mark(step.text) == tick.mark]
    return tick.place if tick.place in places else next(iter(places), None)


def read(text: str) -> tuple[facts.Step, ...]:
    """Read steps, one a line; "[x]" in front of one that is done."""
    found = ((marks.bare(each), marks.is_ticked(each)) for each in text.splitlines())
    return tuple(facts.Step(step, is_done=is_done) for step, is_done in found if step)


def lines(steps: Sequence[facts.Step]) -> list[str]:
    """Write steps so that they are read back the same."""
    return [f"[{'x' if step.is_done else ' '}] {step.text}" for step in steps]


def rows(steps: Sequence[facts.Step]) -> list[dict[str, Any]]:
    """Write steps as the column of a task."""
    return [{"text": step.text, "is_done": step.is_done} for step in steps]
