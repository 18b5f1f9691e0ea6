"""The checklist of a task, as boxes to tick."""

from collections.abc import Sequence

from commands.kit import blocks, drawn
from commands.kit.blocks import Block, Message
from commands.kit.reply import Say
from commands.task.steps import Tick
from commands.task.views import words
from storage import facts

GROUP = 10  # boxes Slack puts into one row
MARK = 8  # characters of the mark of a step's words


def steps(task: facts.Task) -> list[Block]:
    """Draw a box for each step, in groups of ten; [] when there are none.

    A group's block id says where it begins, which boxes it showed ticked, and by marks which words stood
    beside them, so that a press tells which step was meant whatever happened to the steps since.
    """
    return [_group(task, start) for start in range(0, len(task.checklist), GROUP)]


def in_full(task: facts.Task) -> str:
    """Say the steps that are too long for their boxes, as plain text; "" where none is."""
    steps = enumerate(task.checklist, 1)
    return "\n".join(f"Step {place}: {step.text}" for place, step in steps if len(step.text) > blocks.OPTION)


def read_press(block_id: str, ticked: Sequence[int]) -> tuple[int, list[Tick]]:
    """Read from a group's block id and the boxes now ticked: the task's number, and what was pressed."""
    subject, start, shown, meant = f"{block_id}|".split("|")[:4]
    pressed = []
    for at, was in enumerate(shown):
        place, mark = int(start) + at, meant[at * MARK : (at + 1) * MARK]
        if (place in ticked) is not (was == "1"):
            pressed.append(Tick(place, mark, place in ticked))
    return int(subject.removeprefix("T-").partition(".")[0]), pressed


def lost_step(task: facts.Task) -> Say:
    """Say that the step of a pressed box is none of a task's any more, and show those it has."""
    text = f"{words.title(task)}: that step was taken away or reworded since. Nothing was changed."
    return Say(Message(text, (blocks.section(text), *steps(task))))


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
    meant = "".join(drawn.mark(step.text) for step in part)
    return blocks.actions(row, block_id=f"{words.subject(task)}|{start}|{marks}|{meant}")
