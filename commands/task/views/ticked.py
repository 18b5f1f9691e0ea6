"""What became of the steps of a task, in words."""

from typing import Any

from commands.kit.blocks import cut, joined, safe
from storage import facts

NAMED = 5  # steps that are called by name
LONGEST = 100  # characters of a step that are shown
Rows = list[dict[str, Any]]


def changed(old: Any, new: Any) -> str:
    """Say which steps were ticked, added or taken away, and how many are done: words that follow a name."""
    before, after = _rows(old), _rows(new)
    had, has = ({step["text"]: bool(step["is_done"]) for step in rows} for rows in (before, after))
    both = [text for text in has if text in had]
    did = (
        ("ticked", [text for text in both if has[text] and not had[text]]),
        ("took the tick from", [text for text in both if had[text] and not has[text]]),
        ("added", [text for text in has if text not in had]),
        ("took away", [text for text in had if text not in has]),
    )
    told = [f"{verb} {_named(texts)}" for verb, texts in did if texts]
    return f"{joined(told) or 'changed the steps'} (steps: {counted(after)})"


def counted(rows: Any) -> str:
    """Say how many steps are done: "1 of 3 done"."""
    steps = _rows(rows)
    return f"{sum(bool(step['is_done']) for step in steps)} of {len(steps)} done"


def left(task: facts.Task) -> list[str]:
    """Say which steps of a task are not ticked; [] when all are."""
    texts = [step.text for step in task.checklist if not step.is_done]
    if not texts:
        return []
    return [f"{len(texts)} of {len(task.checklist)} steps not ticked: {_named(texts)}."]


def _named(texts: list[str]) -> str:
    names = [f"\u201c{safe(cut(text, LONGEST))}\u201d" for text in texts[:NAMED]]
    return joined([*names, *([f"{len(texts) - NAMED} more"] if len(texts) > NAMED else [])])


def _rows(value: Any) -> Rows:
    return value if isinstance(value, list) else []
