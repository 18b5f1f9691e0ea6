"""Making a task."""

from sqlmodel import Session

from commands.kit.operations import audience_of, owner_of, project_of
from commands.kit.requests import Unclear
from commands.task import grammar
from commands.task.operations import dating
from commands.task.operations.outcome import Changed
from storage import changes, facts, posts, tasks
from storage.vocabulary import Noun, Place, Priority, TaskStatus


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
            **dating.columns(due),
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
