"""What a request names, found: people, the project, other tasks; as the columns of a task."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from commands.kit.line import fitted, ids
from commands.kit.operations import OWNER, owner_of, project_of, with_names
from commands.kit.requests import Unclear
from commands.task import grammar, steps
from commands.task.fields import Fields
from commands.task.operations import dating
from storage import facts, tasks
from storage.vocabulary import Priority


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and where and by whom it was made."""

    request: grammar.Add
    act: facts.Act
    channel: facts.Channel | None
    line: str = ""  # as typed; what is offered runs it again
    is_in_title: bool = True  # what names nobody and no project may be part of the title


Values = dict[str, Any]


def resolved(tx: Session, asked: Asked, names: Collection[str]) -> Values | Unclear:
    """Find what the named fields of a request mean, as columns; or ask, naming the field it is about."""
    values: Values = {}
    for name in names:
        found = _FIELDS[name](tx, asked)
        if isinstance(found, Unclear):
            return replace(found, field=name)
        values |= found
    return values


def check_after(tx: Session, act: facts.Act, typed: Fields) -> dict[str, str]:
    """Say what is wrong with the tasks that a form waits for, by field; {} when nothing is."""
    numbers, _ = ids(typed.after, "t")
    found = _waits(tx, act, numbers, "")
    return {"after": found.words} if isinstance(found, Unclear) else {}


def _owner(tx: Session, asked: Asked) -> Values | Unclear:
    is_new = asked.is_in_title  # a task that is there stays whose it is where nobody is named
    ask = OWNER if is_new else "Who is to own it?"
    owner = owner_of(tx, asked.act, asked.request.owner, asked.line, ask=ask, is_in_title=is_new)
    return owner if isinstance(owner, Unclear) else {"owner_id": owner and owner.id}


def _project(tx: Session, asked: Asked) -> Values | Unclear:
    request, act = asked.request, asked.act
    project = project_of(tx, act, request.project, asked.channel, asked.line, is_in_title=asked.is_in_title)
    return project if isinstance(project, Unclear) else {"project_id": project and project.id}


def _watchers(tx: Session, asked: Asked) -> Values | Unclear:
    found = []
    for mention in asked.request.watchers:
        who = owner_of(
            tx, asked.act, mention, asked.line, ask="Who is to watch it?", is_in_title=asked.is_in_title
        )
        if isinstance(who, Unclear):
            return who
        found += [who.id] if who else []
    return {"watchers": sorted(set(found))}


def _after(tx: Session, asked: Asked) -> Values | Unclear:
    return _waits(tx, asked.act, asked.request.after, asked.request.title)


def _waits(tx: Session, act: facts.Act, numbers: Sequence[int], title: str) -> Values | Unclear:
    found = {number: tasks.find(tx, act, number) for number in numbers}
    missing = [number for number, task in found.items() if task is None]
    if missing:
        no = f"There is no T-{missing[0]} here. Nothing was saved."
        if not title:
            return Unclear(f"{no} Leave it out, or look for the number with /task find.")
        word = title.split()[-1].strip(".,;:!?")
        return Unclear(f'{no} Leave "after …" out, or find the number with /task find {word}.')
    repeating = [number for number, task in found.items() if task and task.repeat]
    if repeating:
        return Unclear(
            f"T-{repeating[0]} repeats, so it is never done for good, and nothing can wait for it. "
            f'Nothing was saved. Leave "after T-{repeating[0]}" out.'
        )
    return {"after": sorted(task.id for task in found.values() if task)}


def _steps(tx: Session, asked: Asked) -> list[facts.Step]:
    return [replace(step, text=with_names(tx, asked.act, step.text)) for step in asked.request.steps]


_FIELDS: dict[str, Callable[[Session, Asked], Values | Unclear]] = {
    "title": lambda tx, asked: {"title": fitted(with_names(tx, asked.act, asked.request.title))[0]},
    "notes": lambda tx, asked: {"notes": with_names(tx, asked.act, asked.request.notes)},
    "owner": _owner,
    "due": lambda _, asked: dating.columns(asked.request.due),
    "priority": lambda _, asked: {"priority": int(asked.request.priority or Priority.P3)},
    "estimate": lambda _, asked: {"estimate": asked.request.estimate, "points": asked.request.points},
    "project": _project,
    "labels": lambda _, asked: {"labels": sorted(asked.request.labels)},
    "watchers": _watchers,
    "after": _after,
    "repeat": lambda _, asked: {"repeat": asked.request.repeat and asked.request.repeat.text},
    "steps": lambda tx, asked: {"checklist": steps.rows(_steps(tx, asked))},
}
