"""What people do with projects."""

from sqlmodel import Session

from commands.kit.operations import project_of
from commands.kit.requests import ProjectRef, Unclear
from commands.plan import grammar
from storage import facts, people, projects, workspaces
from storage.vocabulary import Role

NO_CHANNEL = "A project belongs to a channel. Nothing was saved. Type this in the team's channel."


def create(
    tx: Session, request: grammar.New, act: facts.Act, channel: facts.Channel | None
) -> facts.Project | Unclear:
    """Make a project led by the caller, with this channel and the people in it."""
    if channel is None or channel.is_dm or act.member is None:
        return Unclear(NO_CHANNEL)
    if channel.project_id is not None:
        bound = projects.get(tx, channel.project_id)
        return Unclear(f"#{channel.name} is bound to {bound.name} already. Nothing was saved.")
    if projects.find(tx, act.team.id, request.key) is not None:
        return Unclear(
            f'There is a project "{request.name}" already. Nothing was saved. '
            f"To add this channel to it: /project bind #{request.key}"
        )
    made = projects.insert_(
        tx, act.team.id, key=request.key, name=request.name, lead_id=act.member.id, now=act.now
    )
    workspaces.bind(tx, channel.id, made.id, now=act.now)
    for member in people.list_in_channel(tx, channel.id):
        if member.id != act.member.id:
            projects.set_role(tx, made.id, member.id, Role.MEMBER)
    return projects.get(tx, made.id)


def bind(
    tx: Session, ref: ProjectRef, act: facts.Act, channel: facts.Channel | None
) -> facts.Project | Unclear:
    """Bind this channel to a project of the caller's; its work, risks and digests then mean that project."""
    if channel is None or channel.is_dm:
        return Unclear(NO_CHANNEL)
    found = project_of(tx, act, ref, None, "")
    if not isinstance(found, facts.Project):
        return Unclear(f'There is no project "{ref.key}". Nothing was changed. /project lists them.')
    if not may_lead(act, found):
        return Unclear(not_lead(tx, found))
    workspaces.bind(tx, channel.id, found.id, now=act.now)
    return projects.get(tx, found.id)


def may_lead(act: facts.Act, project: facts.Project) -> bool:
    """Tell whether the caller may change a project's settings: its lead, or an admin of the workspace."""
    return act.member is not None and (act.member.id == project.lead_id or act.member.is_admin)


def not_lead(tx: Session, project: facts.Project) -> str:
    """Say who may change a project's settings."""
    lead = people.get(tx, project.lead_id)
    return f"{lead.name} leads {project.name} and can change that. Nothing was changed."


def list_visible(
    tx: Session, act: facts.Act
) -> list[tuple[facts.Project, facts.Member, list[facts.Channel]]]:
    """Return each project with its lead and the public channels bound to it, by name."""
    channels = [one for one in workspaces.list_channels(tx, act.team.id) if not one.is_private]
    return [
        (one, people.get(tx, one.lead_id), [channel for channel in channels if channel.project_id == one.id])
        for one in projects.list_all(tx, act.team.id)
    ]
