"""The filters of a list become conditions, and words that say what it holds."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit.requests import Mention, Unclear
from commands.task import filters, requests
from storage import facts, task_words, tasks


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is to hold: the conditions, and the words of its title."""

    where: tuple[Any, ...]
    words: tuple[str, ...]


def choose(tx: Session, act: facts.Act, wanted: requests.Listing, verb: str = "list") -> Chosen | Unclear:
    """Turn filters into conditions. Without a filter that names whose, they are the caller's own.

    `verb` is what the filters were typed behind, for the lines of the buttons that mend them.
    """
    line = filters.written(wanted, verb)
    where: list[Any] = []
    words = ["Done tasks" if wanted.done else "Late tasks" if wanted.late else "Open tasks"]
    mine = Mention(None, "me")
    names_others = wanted.all or wanted.project or wanted.label or wanted.words or wanted.priority
    if wanted.owner or not (names_others or wanted.late or wanted.done or wanted.blocked):
        ask = "Whose tasks are meant?"
        owner = kit.owner_of(tx, act, wanted.owner or mine, line, ask=ask, is_looked_up=True)
        if isinstance(owner, Unclear):
            return owner
        where.append(tasks.owned_by(owner.id if owner else None))
        words.append(f"of {owner.name}" if owner else "without an owner")
    if wanted.project:
        project = kit.project_of(tx, act, wanted.project, None, line, is_looked_up=True)
        if isinstance(project, Unclear):
            return project
        where.append(tasks.of_project(project.id if project else 0))
        words.append(f"in {project.name}" if project else "")
    if wanted.priority:
        where.append(tasks.of_priority(wanted.priority))
        words.append(f"P{wanted.priority}")
    if wanted.label:
        where.append(tasks.of_label(wanted.label))
        words.append(f"+{wanted.label}")
    if wanted.words:
        where.append(task_words.containing(tx, wanted.words))
        words.append(f"with \u201c{wanted.words}\u201d")
    if wanted.blocked:
        where.append(tasks.blocked())
        words.append("that are blocked")
    if wanted.late:
        where.append(tasks.late(act.now))
    return Chosen(tuple(where), tuple(word for word in words if word))
