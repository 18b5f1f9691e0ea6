"""The workspace as JSON and back. Open modals, triggers and faults are not kept: they live seconds."""

import copy
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.sandbox.workspace import JSON, Channel, Ephemeral, Member, Message, Reaction, Workspace


def taken(workspace: Workspace) -> JSON:
    """Write everything needed to restore the workspace."""
    return asdict(workspace)


def restored(kept: Mapping[str, Any]) -> Workspace:
    """Make a workspace from what `taken` wrote; `kept` is not changed by what happens in it."""
    rest = copy.deepcopy(dict(kept))
    members = {ident: Member(**fields) for ident, fields in rest.pop("members").items()}
    channels = {ident: _channel(fields) for ident, fields in rest.pop("channels").items()}
    return Workspace(members=members, channels=channels, **rest)


def _channel(fields: JSON) -> Channel:
    messages = {ts: _message(one) for ts, one in fields.pop("messages").items()}
    ephemerals = [Ephemeral(**one) for one in fields.pop("ephemerals")]
    return Channel(messages=messages, ephemerals=ephemerals, **fields)


def _message(fields: JSON) -> Message:
    reactions = [Reaction(**one) for one in fields.pop("reactions")]
    return Message(reactions=reactions, **fields)
