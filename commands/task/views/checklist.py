"""The checklist of a task, as boxes to tick."""

from collections.abc import Mapping, Sequence

from commands.kit import blocks
from commands.kit.blocks import Block
from commands.task.views import words
from storage import facts

GROUP = 10  # boxes Slack puts into one row


def steps(task: facts.Task) -> list[Block]:
    """Draw a box for each step, in groups of ten; [] when there are none.

    A group's block id says where it begins and which boxes it showed ticked, so that a press tells which
    box was meant whatever happened to the others since.
    """
    return [_group(task, start) for start in range(0, len(task.checklist), GROUP)]


def in_full(task: facts.Task) -> str:
    """Say the steps that are too long for their boxes, as plain text; "" where none is."""
    steps = enumerate(task.checklist, 1)
    return "\n".join(f"Step {place}: {step.text}" for place, step in steps if len(step.text) > blocks.OPTION)


def read_press(block_id: str, ticked: Sequence[int]) -> tuple[int, dict[int, bool]]:
    """Read from a group's block id and the boxes now ticked: the task's number, and what was pressed."""
    subject, start, shown = block_id.split("|")
    was = {int(start) + place: mark == "1" for place, mark in enumerate(shown)}
    changed: Mapping[int, bool] = {place: place in ticked for place in was}
    number = int(subject.removeprefix("T-").partition(".")[0])
    return number, {place: is_on for place, is_on in changed.items() if is_on is not was[place]}


def progress(task: facts.Task) -> str:
    """Say how many steps are done: "2 of 5 steps"."""
    done = sum(step.is_done for step in task.checklist)
    return f"{done} of {len(task.checklist)} {'step' if len(task.checklist) == 1 else 'steps'}"


def _group(task: facts.Task, start: int) -> Block:
    part = task.checklist[start : start + GROUP]
    marks = "".join("1" if step.is_done else "0" for step in part)
    options = [(step.text, str(start + place)) for place, step in enumerate(part)]
    ticked = [value for (_, value), step in zip(options, part, strict=True) if step.is_done]
    row = blocks.boxes("task.step", options, ticked)
    return blocks.actions(row, block_id=f"{words.subject(task)}|{start}|{marks}")
