"""The steps of a task as lines of text, "[x] order", and as they are stored."""

import re
from collections.abc import Sequence
from typing import Any

from storage import facts

MOST = 50  # what a card can show
LEAD = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])?\s*(?:\[(?P<tick>[ xX]?)\])?\s*")  # what stands before a step


def read(text: str) -> tuple[facts.Step, ...]:
    """Read steps, one a line; "[x]" in front of one that is done."""
    found = (LEAD.match(each) for each in text.splitlines())
    parted = ((match, match.string[match.end() :].strip()) for match in found if match)
    return tuple(facts.Step(step, is_done=match["tick"] in ("x", "X")) for match, step in parted if step)


def lines(steps: Sequence[facts.Step]) -> list[str]:
    """Write steps so that they are read back the same."""
    return [f"[{'x' if step.is_done else ' '}] {step.text}" for step in steps]


def rows(steps: Sequence[facts.Step]) -> list[dict[str, Any]]:
    """Write steps as the column of a task."""
    return [{"text": step.text, "is_done": step.is_done} for step in steps]
