"""The teams as JSON and back. Open modals, triggers and faults are not kept: they live seconds."""

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.sandbox.reading import Unreadable, read
from bot.sandbox.tokens import Rights
from bot.sandbox.workspace import JSON, Channel, Workspace

if TYPE_CHECKING:
    from bot.sandbox.core import Core

FORMAT = "muster-sandbox"
VERSION = 2  # the first kept one workspace, and no rights
MOST = 2  # teams; as many as there are
_TS = re.compile(r"\d{1,12}\.\d{6}")


@dataclass(frozen=True, slots=True)
class Team:
    """What is kept of a team; without `rights` they are those of a new one."""

    workspace: Workspace
    rights: Rights | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The teams as they stood at `now` (aware), as JSON that `restored` takes."""

    now: datetime
    snapshot: JSON

    @property
    def app(self) -> str:
        """What the app in them is called."""
        workspace = self.snapshot["teams"][0]["workspace"]
        return str(workspace["members"][workspace["bot"]]["real_name"])


def taken(cores: Iterable["Core"]) -> JSON:
    """Write everything needed to restore teams, as JSON that shares nothing with them."""
    kept: JSON = json.loads(_written([Team(core.workspace, core.rights) for core in cores]))
    return kept


def exported(teams: Iterable[Team], now: datetime) -> str:
    """Write teams and their moment (aware) as the text of one JSON file.

    Ephemeral messages are left out: they are gone when Slack is opened again.
    """
    head = json.dumps({"format": FORMAT, "version": VERSION, "now": now.isoformat()})
    kept = [dataclasses.replace(team, workspace=_lasting(team.workspace)) for team in teams]
    return f"{head[:-1]}, {_written(kept)[1:]}"


def read_kept(given: Any) -> Kept:
    """Read the JSON that `exported` wrote. Raises Unreadable, naming what is wrong."""
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise Unreadable(f'Its "format" is not "{FORMAT}".')
    if given.get("version") not in (1, VERSION):
        raise Unreadable(f'Its "version" is {given.get("version")}; this sandbox reads 1 and {VERSION}.')
    try:
        now = datetime.fromisoformat(given["now"])
    except (KeyError, TypeError, ValueError):
        raise Unreadable('Its "now" is no moment.') from None
    if now.tzinfo is None:
        raise Unreadable('Its "now" has no zone.')
    first = [{"workspace": given.get("workspace")}]
    snapshot = {"teams": first if given["version"] == 1 else given.get("teams")}
    restored(snapshot)
    return Kept(now, snapshot)


def restored(kept: Mapping[str, Any]) -> list[Team]:
    """Make teams of what `taken` wrote, the first one first; `kept` is not changed by what happens in them.

    Raises Unreadable where something is missing, of a wrong type, or names what is not there.
    """
    found = read(list[Team], kept["teams"], "teams")
    if not 1 <= len(found) <= MOST:
        raise Unreadable(f"It has {len(found)} teams, not 1 to {MOST}.")
    for number, team in enumerate(found):
        trouble = next(_contradictions(team.workspace, f"teams[{number}].workspace"), None)
        if trouble:
            raise Unreadable(trouble)
    if len({team.workspace.id for team in found}) < len(found):
        raise Unreadable(f"Its teams are both called {found[0].workspace.id}.")
    return found


def _written(teams: list[Team]) -> str:
    return json.dumps({"teams": teams}, default=_fields)


def _fields(one: Any) -> JSON:
    return {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}


def _lasting(workspace: Workspace) -> Workspace:
    channels = {one.id: dataclasses.replace(one, ephemerals=[]) for one in workspace.channels.values()}
    return dataclasses.replace(workspace, channels=channels)


def _contradictions(workspace: Workspace, place: str) -> Iterator[str]:
    """Say what names something that is not there, or stands under a wrong key."""
    if workspace.bot not in workspace.members:
        yield f"{place}.bot is {workspace.bot}, who is no member."
    for ident, member in workspace.members.items():
        if member.id != ident:
            yield f"{place}.members.{ident} has the id {member.id}."
    for ident, group in workspace.groups.items():
        if any(who not in workspace.members for who in group.users):
            yield f"{place}.groups.{ident} has somebody in it who is nobody."
    for ident, planned in workspace.scheduled.items():
        if planned.channel not in workspace.channels:
            yield f"{place}.scheduled.{ident} is for a channel {planned.channel} that is not there."
    for ident, channel in workspace.channels.items():
        yield from _in_channel(workspace, channel, f"{place}.channels.{ident}")


def _in_channel(workspace: Workspace, channel: Channel, at: str) -> Iterator[str]:
    ident = at.rpartition(".")[2]
    if channel.id != ident:
        yield f"{at} has the id {channel.id}."
    for who in channel.members:
        if who not in workspace.members:
            yield f"{at} has a member {who} who is nobody."
    for ts, message in channel.messages.items():
        if message.ts != ts or not _TS.fullmatch(ts):
            yield f"{at}.messages.{ts} has the ts {message.ts}."
        if message.user not in workspace.members:
            yield f"{at}.messages.{ts} is by {message.user}, who is nobody."
    if channel.canvas and channel.canvas not in workspace.canvases:
        yield f"{at}.canvas is {channel.canvas}, which is not there."
    if any(ts not in channel.messages for ts in channel.pins):
        yield f"{at}.pins names a message that is not there."
    for parent, replies in channel.replies.items():
        if any(ts not in channel.messages for ts in [parent, *replies]):
            yield f"{at}.replies.{parent} names a message that is not there."
