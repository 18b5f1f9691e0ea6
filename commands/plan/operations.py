"""What people do with projects."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from commands.kit import telling
from commands.kit.blocks import begun, called
from commands.kit.operations import may_lead, owner_of, project_of, renamed, with_channels
from commands.kit.requests import ProjectRef, Unclear
from commands.kit.telling import News, Telling
from commands.plan import grammar
from storage import changes, facts, people, projects, workspaces
from storage.vocabulary import Noun, Role

LED = "led"  # the notice: who leads a project is another now
NO_GUEST = "A guest cannot make a project. Nothing was saved. Ask somebody of the team to."
NO_CHANNEL = "A project belongs to a channel. Nothing was saved. Type this in the team's channel."


@dataclass(frozen=True, slots=True)
class Bound:
    """The project a channel is bound to now, and the one it was bound to before."""

    project: facts.Project
    before: facts.Project | None


@dataclass(frozen=True, slots=True)
class Renamed:
    """A project before it got another name, and now."""

    before: facts.Project
    project: facts.Project


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A project, who led it and who leads it now, and when they are told."""

    project: facts.Project
    before: facts.Member
    lead: facts.Member
    told: Telling | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """A project, who leads it, and who last handed it over."""

    project: facts.Project
    lead: facts.Member
    by: facts.Member | None


def create(
    tx: Session, request: grammar.New, act: facts.Act, channel: facts.Channel | None
) -> facts.Project | Unclear:
    """Make a project led by the caller, with this channel and the people in it."""
    if channel is None or channel.is_dm or act.member is None:
        return Unclear(NO_CHANNEL)
    if act.member.is_guest:
        return Unclear(NO_GUEST)
    channel = workspaces.lock_channel(tx, channel.id)
    if channel.project_id is not None:
        bound = projects.get(tx, channel.project_id)
        return Unclear(f"{begun(called(channel.name))} is bound to {bound.name} already. Nothing was saved.")
    if taken := _called(tx, act, request):
        is_known = projects.find_known(tx, act, taken.key) is not None
        way_out = f"To add this channel to it: /project bind #{taken.key}"
        return Unclear(
            f'There is a project "{request.name}" already. Nothing was saved. '
            f"{way_out if is_known else 'Choose another name.'}"
        )
    made = _insert(tx, request, act, act.member)
    members = dict.fromkeys((one.id for one in people.list_in_channel(tx, channel.id)), Role.MEMBER)
    projects.set_members(tx, made, members | {act.member.id: Role.LEAD})
    _bind(tx, act, channel, made)
    return projects.get(tx, made)


def _called(
    tx: Session, act: facts.Act, request: grammar.New | grammar.Rename, but: facts.Project | None = None
) -> facts.Project | None:
    """Find a project that is called as one asks for, in words or in lines, and is not `but`."""
    found = (
        projects.find(tx, act.team.id, request.key),
        projects.find_called(tx, act.team.id, request.name),
    )
    return next((one for one in found if one and (but is None or one.id != but.id)), None)


def _insert(tx: Session, request: grammar.New, act: facts.Act, lead: facts.Member) -> int:
    """Insert a project, or have one back that was taken back; return its id."""
    values = {"name": request.name, "lead_id": lead.id, "dropped_at": None}
    gone = projects.find_dropped(tx, act.team.id, request.key)
    if gone is not None:
        changes.apply(tx, act, Noun.PROJECT, gone.id, values)
        return gone.id
    new = {"team_id": act.team.id, "key": request.key, "created_at": act.now}
    return changes.add(tx, act, Noun.PROJECT, new | values)


def _bind(tx: Session, act: facts.Act, channel: facts.Channel, project_id: int) -> None:
    if channel.project_id != project_id:
        changes.apply(tx, act, Noun.CHANNEL, channel.id, {"project_id": project_id, "bound_at": act.now})


def bind(tx: Session, ref: ProjectRef, act: facts.Act, channel: facts.Channel | None) -> Bound | Unclear:
    """Bind this channel to a project of the caller's; its work, risks and digests then mean that project."""
    if channel is None or channel.is_dm:
        return Unclear(NO_CHANNEL)
    found = project_of(tx, act, ref, None, "")
    if not isinstance(found, facts.Project):
        other = renamed(tx, act, ref)
        named = f'"{ref.key}"' if ref.key else with_channels(tx, act, ref.text)
        return Unclear(f"There is no project {named}.{other} Nothing was changed. /project lists them.")
    if not may_lead(act, found):
        return Unclear(not_lead(tx, found))
    channel = workspaces.lock_channel(tx, channel.id)
    before = projects.get(tx, channel.project_id) if channel.project_id else None
    _bind(tx, act, channel, found.id)
    return Bound(projects.get(tx, found.id), before)


def unbind(tx: Session, act: facts.Act, channel: facts.Channel | None) -> facts.Project | Unclear:
    """Let this channel belong to no project; return the one it belonged to, which keeps what it has."""
    if channel is None or channel.is_dm:
        return Unclear(NO_CHANNEL)
    channel = workspaces.lock_channel(tx, channel.id)
    found = _led(tx, act, None, channel)
    if isinstance(found, facts.Project):
        changes.apply(tx, act, Noun.CHANNEL, channel.id, {"project_id": None})
    return found


def rename(
    tx: Session, request: grammar.Rename, act: facts.Act, channel: facts.Channel | None
) -> Renamed | Unclear:
    """Give this channel's project another name; its key stays."""
    found = _led(tx, act, None, channel)
    if isinstance(found, Unclear):
        return found
    other = _called(tx, act, request, but=found)
    if other is not None:
        return Unclear(
            f'There is a project "{request.name}" already. Nothing was saved. Choose another name.'
        )
    changes.apply(tx, act, Noun.PROJECT, found.id, {"name": request.name})
    return Renamed(found, projects.get(tx, found.id))


def hand_over(
    tx: Session, request: grammar.HandOver, act: facts.Act, channel: facts.Channel | None, *, line: str
) -> HandedOver | Unclear:
    """Let somebody else lead a project: the one named, else this channel's. `line` as for `owner_of`."""
    found = _led(tx, act, request.project, channel)
    if isinstance(found, Unclear):
        return found
    who = owner_of(tx, act, request.who, line, ask="Who is to lead it?", is_looked_up=True)
    if isinstance(who, Unclear):
        return replace(who, words=f"{who.words} Nothing was changed.")
    if who is None:
        return Unclear("A project needs a lead. Nothing was changed. Example: /project lead @ben")
    if who.is_bot or who.is_guest or not who.is_active:
        return Unclear(f"{who.name} cannot lead a project here. Nothing was changed.")
    before = people.get(tx, found.lead_id)
    is_news = changes.apply(tx, act, Noun.PROJECT, found.id, {"lead_id": who.id})
    told = _tell(tx, act, found, before, who) if is_news else None
    return HandedOver(projects.get(tx, found.id), before, who, told)


def _tell(
    tx: Session, act: facts.Act, project: facts.Project, before: facts.Member, lead: facts.Member
) -> Telling | None:
    """Have a new lead told, and who led before, unless they did it; return when the new one is."""
    news = News(LED, Noun.PROJECT, project.id, act.member, group=act.group)
    telling.tell(tx, act.team.id, before, news, act.now)
    return telling.tell(tx, act.team.id, lead, news, act.now)


def moved(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Tell the admins which projects have no lead since a member has left."""
    if member.is_active:
        return
    led = [one for one in projects.list_all(tx, team.id) if one.lead_id == member.id]
    for admin in (one for one in people.list_people(tx, team.id) if one.is_admin):
        for project in led:
            telling.tell(tx, team.id, admin, News(LED, Noun.PROJECT, project.id, member), now)


def _led(
    tx: Session, act: facts.Act, ref: ProjectRef | None, channel: facts.Channel | None
) -> facts.Project | Unclear:
    """Find the project meant, if the caller may change its settings; or say why not."""
    found = project_of(tx, act, ref, channel, "")
    if isinstance(found, facts.Project):
        return found if may_lead(act, found) else Unclear(not_lead(tx, found))
    if ref is not None:
        other = renamed(tx, act, ref)
        named = with_channels(tx, act, ref.text)
        return Unclear(f"There is no project {named}.{other} Nothing was changed. /project lists them.")
    return Unclear("This channel is bound to no project. Nothing was changed. /project lists them.")


def bind_named(tx: Session, key: str, slack_channel: str, act: facts.Act) -> None:
    """Bind a channel named in a line to a project of the caller's, where `bindable` says that it may be."""
    found = bindable(tx, key, slack_channel, act)
    if not isinstance(found, Unclear) and found.channel.project_id is None:
        _bind(tx, act, found.channel, found.project.id)


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
    project = projects.find_known(tx, act, key)
    if project is None:
        return Unclear("There is no such project any more. Nothing was changed.")
    return Binding(channel, project) if may_lead(act, project) else Unclear(not_lead(tx, project))


def list_led(tx: Session, act: facts.Act) -> list[facts.Project]:
    """Return the projects whose settings the caller may change, by name."""
    return [one for one in projects.list_known(tx, act) if may_lead(act, one)]


def not_lead(tx: Session, project: facts.Project) -> str:
    """Say who may change a project's settings."""
    lead = people.get(tx, project.lead_id)
    return f"{lead.name} leads {project.name} and can change that. Nothing was changed."


def list_visible(
    tx: Session, act: facts.Act
) -> list[tuple[facts.Project, facts.Member, list[facts.Channel]]]:
    """Return each project the caller may know of, its lead and those of its channels they see, by name."""
    channels = workspaces.list_channels(tx, act.team.id)
    seen = workspaces.names_seen(tx, act, [one.id for one in channels])
    return [
        (
            one,
            people.get(tx, one.lead_id),
            [each for each in channels if each.project_id == one.id and each.id in seen],
        )
        for one in projects.list_known(tx, act)
    ]
