"""What people do with projects."""

from dataclasses import dataclass

from sqlmodel import Session

from commands.kit.operations import may_lead, project_of
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


def bind_named(tx: Session, key: str, slack_channel: str, act: facts.Act) -> None:
    """Bind a channel named in a line to a project of the caller's, where `bindable` says that it may be."""
    found = bindable(tx, key, slack_channel, act)
    if not isinstance(found, Unclear) and found.channel.project_id is None:
        workspaces.bind(tx, found.channel.id, found.project.id, now=act.now)


@dataclass(frozen=True, slots=True)
class Binding:
    """A channel and the project it is bound to, or may be."""

    channel: facts.Channel
    project: facts.Project


def bindable(tx: Session, key: str, slack_channel: str, act: facts.Act) -> Binding | Unclear:
    """Say what a channel the caller sees can be bound to, or why not; one that is bound stays so."""
    channel = workspaces.find_seen(tx, act, slack_channel)
    if channel is None:
        return Unclear("You are not in that channel as far as Muster knows. Type /project bind in it.")
    if channel.project_id is not None:
        return Binding(channel, projects.get(tx, channel.project_id))
    project = projects.find(tx, act.team.id, key)
    if project is None:
        return Unclear("There is no such project any more. Nothing was changed.")
    return Binding(channel, project) if may_lead(act, project) else Unclear(not_lead(tx, project))


def list_led(tx: Session, act: facts.Act) -> list[facts.Project]:
    """Return the projects whose settings the caller may change, by name."""
    return [one for one in projects.list_all(tx, act.team.id) if may_lead(act, one)]


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
