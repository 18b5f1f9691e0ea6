"""The workspace as JSON and back. Open modals, triggers and faults are not kept: they live seconds."""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.reading import Unreadable, read
from bot.sandbox.workspace import JSON, Channel, Workspace

FORMAT = "muster-sandbox"
VERSION = 1
_TS = re.compile(r"\d{1,12}\.\d{6}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A workspace that stood at `now` (aware), as JSON that `restored` takes."""

    now: datetime
    workspace: JSON

    @property
    def app(self) -> str:
        """What the app in it is called."""
        return str(self.workspace["members"][self.workspace["bot"]]["real_name"])


def taken(workspace: Workspace) -> JSON:
    """Write everything needed to restore the workspace, as JSON that shares nothing with it."""
    kept: JSON = json.loads(_written(workspace))
    return kept


def exported(workspace: Workspace, now: datetime) -> str:
    """Write a workspace and its moment (aware) as the text of one JSON file.

    Ephemeral messages are left out: they are gone when Slack is opened again.
    """
    head = json.dumps({"format": FORMAT, "version": VERSION, "now": now.isoformat()})
    kept = dataclasses.replace(workspace, channels={c.id: _lasting(c) for c in workspace.channels.values()})
    return f'{head[:-1]}, "workspace": {_written(kept)}}}'


def read_kept(given: Any) -> Kept:
    """Read the JSON that `exported` wrote. Raises Unreadable, naming what is wrong."""
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise Unreadable(f'Its "format" is not "{FORMAT}".')
    if given.get("version") != VERSION:
        raise Unreadable(f'Its "version" is {given.get("version")}; this sandbox reads {VERSION}.')
    try:
        now = datetime.fromisoformat(given["now"])
    except (KeyError, TypeError, ValueError):
        raise Unreadable('Its "now" is no moment.') from None
    if now.tzinfo is None:
        raise Unreadable('Its "now" has no zone.')
    workspace = given.get("workspace")
    if not isinstance(workspace, dict):
        raise Unreadable('Its "workspace" is not an object.')
    restored(workspace)
    return Kept(now, workspace)


def restored(kept: Mapping[str, Any]) -> Workspace:
    """Make a workspace from what `taken` wrote; `kept` is not changed by what happens in it.

    Raises Unreadable where something is missing, of a wrong type, or names what is not there.
    """
    workspace = read(Workspace, dict(kept), "workspace")
    trouble = next(_contradictions(workspace), None)
    if trouble:
        raise Unreadable(trouble)
    return workspace


def _written(workspace: Workspace) -> str:
    return json.dumps(workspace, default=_fields)


def _fields(one: Any) -> JSON:
    return {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}


def _lasting(channel: Channel) -> Channel:
    return dataclasses.replace(channel, ephemerals=[])


def _contradictions(workspace: Workspace) -> Iterator[str]:
    """Say what names something that is not there, or stands under a wrong key."""
    if workspace.bot not in workspace.members:
        yield f"workspace.bot is {workspace.bot}, who is no member."
    for ident, member in workspace.members.items():
        if member.id != ident:
            yield f"workspace.members.{ident} has the id {member.id}."
    for ident, group in workspace.groups.items():
        if any(who not in workspace.members for who in group.users):
            yield f"workspace.groups.{ident} has somebody in it who is nobody."
    for ident, planned in workspace.scheduled.items():
        if planned.channel not in workspace.channels:
            yield f"workspace.scheduled.{ident} is for a channel {planned.channel} that is not there."
    for ident, channel in workspace.channels.items():
        yield from _in_channel(workspace, ident, channel)


def _in_channel(workspace: Workspace, ident: str, channel: Channel) -> Iterator[str]:
    at = f"workspace.channels.{ident}"
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
