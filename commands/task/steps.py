"""The steps of a task as lines of text, "[x] order", and as they are stored."""

from collections.abc import Sequence
from typing import Any

from commands.kit import marks
from storage import facts

MOST = 50  # what a card can show


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
