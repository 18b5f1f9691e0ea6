"""What became of a task somebody wanted changed."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from storage import changes, facts, tasks
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Changed:
    """A task as it is now, and what became of it."""

    task: facts.Task
    group: str
    before: facts.Task | None = None  # None: it is new
    is_news: bool = True  # False: it was so already


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such task that this person may see."""

    number: int


Outcome = Changed | Unknown


def apply(tx: Session, before: facts.Task, act: facts.Act, values: dict[str, Any]) -> Changed:
    """Set fields of a task that was read before; say whether anything differed."""
    changed = changes.apply(tx, act, Noun.TASK, before.id, values)
    return Changed(tasks.get(tx, before.id), act.group, before, is_news=bool(changed))
