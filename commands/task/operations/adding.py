"""Making a task."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from commands.kit.operations import audience_of, owner_of, project_of
from commands.kit.requests import Mention, Unclear
from commands.task import grammar
from commands.task.operations import dating
from commands.task.operations.outcome import Changed
from storage import changes, facts, posts, tasks
from storage.vocabulary import Noun, Place, Priority, TaskStatus


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the names and numbers of a request stand for."""

    owner: facts.Member | None
    project: facts.Project | None
    before: list[int]  # ids of tasks
    watchers: list[int]  # ids of members


def add(
    tx: Session,
    request: grammar.Add,
    act: facts.Act,
    *,
    channel: facts.Channel | None,
    line: str = "",
    link: str | None = None,
) -> Changed | Unclear:
    """Make a task and owe its card; or ask who, which project or which task is meant, and save nothing."""
    meant = _meant(tx, request, act, channel, line)
    if isinstance(meant, Unclear):
        return meant
    if act.member is None:
        return Unclear("A task needs somebody who makes it.")
    audience = audience_of(channel, meant.project)
    values = {
        **_said(request, meant),
        "team_id": act.team.id,
        "number": changes.number(tx, act.team.id, Noun.TASK),
        "link": link,
        "status": TaskStatus.OPEN,
        "slips": 0,
        "creator_id": act.member.id,
        "channel_id": audience,
        "created_at": act.now,
        "version": 1,
    }
    task_id = changes.add(tx, act, Noun.TASK, values)
    if audience is not None:
        _owe_card(tx, act, task_id, audience)
    return Changed(tasks.get(tx, task_id), act.group)


def _meant(
    tx: Session, request: grammar.Add, act: facts.Act, channel: facts.Channel | None, line: str
) -> _Meant | Unclear:
    owner = owner_of(tx, act, request.owner, line)
    if isinstance(owner, Unclear):
        return owner
    project = project_of(tx, act, request.project, channel, line)
    if isinstance(project, Unclear):
        return project
    before = _before(tx, act, request)
    if isinstance(before, Unclear):
        return before
    watchers = _watchers(tx, act, request.watchers, line)
    return watchers if isinstance(watchers, Unclear) else _Meant(owner, project, before, watchers)


def _said(request: grammar.Add, meant: _Meant) -> dict[str, Any]:
    """Spread what was said of a task over its fields."""
    return {
        "title": request.title,
        "notes": request.notes,
        "priority": int(request.priority or Priority.P3),
        "estimate": request.estimate,
        "points": request.points,
        "repeat": request.repeat and request.repeat.text,
        **dating.columns(request.due),
        "first_due_at": request.due and request.due.at,
        "owner_id": meant.owner and meant.owner.id,
        "project_id": meant.project and meant.project.id,
        "labels": request.labels,
        "after": meant.before,
        "watchers": meant.watchers,
    }


def _owe_card(tx: Session, act: facts.Act, task_id: int, channel_id: int) -> None:
    posts.owe(
        tx,
        act.team.id,
        once=f"task:{task_id}:card",
        kind="task.card",
        now=act.now,
        noun=Noun.TASK,
        subject_id=task_id,
        place=Place.CHANNEL,
        channel_id=channel_id,
        group=act.group,
    )


def _before(tx: Session, act: facts.Act, request: grammar.Add) -> list[int] | Unclear:
    """Find the ids of the tasks that have to be finished first; one the person cannot see is refused."""
    found = {number: tasks.find(tx, act, number) for number in request.after}
    missing = next((number for number, task in found.items() if task is None), None)
    if missing is None:
        return [task.id for task in found.values() if task]
    word = request.title.split()[-1].strip(".,;:!?")
    return Unclear(
        f'There is no T-{missing} here. Nothing was saved. Leave "after …" out, '
        f"or find the number with /task find {word}."
    )


def _watchers(tx: Session, act: facts.Act, named: tuple[Mention, ...], line: str) -> list[int] | Unclear:
    """Find the ids of who is to hear of changes; @nobody is none."""
    found = [owner_of(tx, act, mention, line) for mention in named]
    unclear = next((each for each in found if isinstance(each, Unclear)), None)
    return unclear or [each.id for each in found if isinstance(each, facts.Member)]
