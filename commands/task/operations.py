"""What people do to tasks. A button, a line, a form and a standup answer all come here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from commands.kit.operations import audience_of, owner_of, project_of
from commands.kit.requests import Mention, Unclear
from commands.task import grammar, rules
from storage import changes, facts, posts, tasks
from storage.vocabulary import Noun, Place, Priority, TaskStatus


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


def add(
    tx: Session,
    request: grammar.Add,
    act: facts.Act,
    *,
    channel: facts.Channel | None,
    line: str = "",
    link: str | None = None,
) -> Changed | Unclear:
    """Make a task and owe its card; or ask who or which project is meant, and save nothing."""
    owner = owner_of(tx, act, request.owner, line)
    project = project_of(tx, act, request.project, channel, line)
    if isinstance(owner, Unclear):
        return owner
    if isinstance(project, Unclear):
        return project
    if act.member is None:
        return Unclear("A task needs somebody who makes it.")
    audience = audience_of(channel, project)
    due = request.due
    task_id = changes.add(
        tx,
        act,
        Noun.TASK,
        {
            "team_id": act.team.id,
            "number": changes.number(tx, act.team.id, Noun.TASK),
            "title": request.title,
            "notes": request.notes,
            "link": link,
            "status": TaskStatus.OPEN,
            "priority": int(request.priority or Priority.P3),
            "estimate": request.estimate,
            **_due(due),
            "first_due_at": due and due.at,
            "slips": 0,
            "owner_id": owner and owner.id,
            "creator_id": act.member.id,
            "project_id": project and project.id,
            "channel_id": audience,
            "created_at": act.now,
            "version": 1,
        },
    )
    if audience is not None:
        posts.owe(
            tx,
            act.team.id,
            once=f"task:{task_id}:card",
            kind="task.card",
            now=act.now,
            noun=Noun.TASK,
            subject_id=task_id,
            place=Place.CHANNEL,
            channel_id=audience,
            group=act.group,
        )
    return Changed(tasks.get(tx, task_id), act.group)


def finish(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Mark tasks done; one that is done already stays as it is and says so."""
    values = {
        "status": TaskStatus.DONE,
        "done_at": act.now,
        "done_by_id": act.member.id if act.member else None,
    }
    return [_set_status(tx, number, act, TaskStatus.DONE, values) for number in numbers]


def reopen(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Open finished tasks again; one that is open already stays as it is and says so."""
    values = {"status": TaskStatus.OPEN, "done_at": None, "done_by_id": None}
    return [_set_status(tx, number, act, TaskStatus.OPEN, values) for number in numbers]


def assign(tx: Session, number: int, owner: Mention, act: facts.Act, *, line: str = "") -> Outcome | Unclear:
    """Give a task to somebody, or to nobody."""
    before = tasks.find(tx, act, number)
    if before is None:
        return Unknown(number)
    member = owner_of(tx, act, owner, line)
    if isinstance(member, Unclear):
        return member
    return _apply(tx, before, act, {"owner_id": member.id if member else None})


def redate(tx: Session, number: int, due: facts.Due | None, act: facts.Act) -> Outcome:
    """Move a task's due date, or remove it. The first date stays on record; later moves are counted."""
    before = tasks.find(tx, act, number)
    if before is None:
        return Unknown(number)
    values = {
        **_due(due),
        "first_due_at": before.first_due or (due and due.at),
        "slips": before.slips + rules.is_slip(before.due, due),
    }
    return _apply(tx, before, act, values)


def _set_status(
    tx: Session, number: int, act: facts.Act, status: TaskStatus, values: dict[str, Any]
) -> Outcome:
    before = tasks.find(tx, act, number)
    if before is None:
        return Unknown(number)
    if before.status is status:
        return Changed(before, act.group, before, is_news=False)
    return _apply(tx, before, act, values)


def _apply(tx: Session, before: facts.Task, act: facts.Act, values: dict[str, Any]) -> Changed:
    changed = changes.apply(tx, act, Noun.TASK, before.id, values)
    return Changed(tasks.get(tx, before.id), act.group, before, is_news=bool(changed))


def _due(due: facts.Due | None) -> dict[str, Any]:
    return {
        "due_at": due and due.at,
        "due_day": due and due.day,
        "due_words": due and due.words,
        "due_zone": due and due.zone,
    }
