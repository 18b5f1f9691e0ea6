"""Events: which the app hears, and their envelope. Only subscribed ones, with the scope, where the bot is."""

import secrets
from typing import TYPE_CHECKING

from bot.sandbox import absence, text
from bot.sandbox.shapes import group_object, message_object, user_object
from bot.sandbox.workspace import JSON, Channel, Member, Message, UserGroup

if TYPE_CHECKING:
    from bot.sandbox.core import Core

_HISTORY = {
    "channel": "channels:history",
    "group": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}
_READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}
_MESSAGE = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
_SCOPES = {
    "app_mention": "app_mentions:read",
    "team_join": "users:read",
    "user_change": "users:read",
    "user_status_changed": "users:read",
    "dnd_updated_user": "dnd:read",
    "subteam_created": "usergroups:read",
    "subteam_updated": "usergroups:read",
    "link_shared": "links:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "channel_created": "channels:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "channel_left": "channels:read",
    "group_left": "groups:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_rename": "channels:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_rename": "groups:read",
}


def emit(core: "Core", event: JSON, *, subscription: str = "", scope: str = "") -> None:
    """Send an event when the app subscribed to it and holds its scope."""
    name = subscription or event["type"]
    needed = scope or _SCOPES.get(name, "")
    if core.revoked and name not in ("app_uninstalled", "tokens_revoked"):
        return
    if name in core.manifest.events and (not needed or needed in core.scopes):
        _send(core, event)


def about_message(core: "Core", channel: Channel, event: JSON) -> None:
    """Send a message event of a channel the bot is in."""
    if core.workspace.bot not in channel.members:
        return
    event |= {"channel": channel.id, "channel_type": channel.kind}
    emit(core, event, subscription=_MESSAGE[channel.kind], scope=_HISTORY[channel.kind])


def posted(core: "Core", channel: Channel, message: Message) -> None:
    """Send what a new message causes: the message, and a mention when it names the bot."""
    event = message_object(message, channel, core.workspace) | {"event_ts": message.ts}
    about_message(core, channel, dict(event))
    here = core.workspace.bot in channel.members and not channel.is_im
    if here and not message.bot_id and text.mentions(message.text, core.workspace.bot):
        emit(core, event | {"type": "app_mention", "channel": channel.id})


def changed(core: "Core", channel: Channel, before: JSON, message: Message) -> None:
    """Send message_changed, with both versions nested."""
    now = message_object(message, channel, core.workspace)
    event: JSON = {"type": "message", "subtype": "message_changed", "hidden": True, "message": now}
    stamp = channel.next_ts(core.now())
    about_message(core, channel, event | {"previous_message": before, "ts": stamp, "event_ts": stamp})


def deleted(core: "Core", channel: Channel, before: JSON) -> None:
    """Send message_deleted."""
    stamp = channel.next_ts(core.now())
    event: JSON = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": stamp}
    event |= {"deleted_ts": before["ts"], "previous_message": before, "event_ts": stamp}
    about_message(core, channel, event)


def reacted(core: "Core", channel: Channel, message: Message, user: str, change: tuple[str, bool]) -> None:
    """Send reaction_added or reaction_removed; `change` is the emoji's name and whether it was added."""
    if core.workspace.bot not in channel.members:
        return
    name, added = change
    on = {"type": "message", "channel": channel.id, "ts": message.ts}
    event: JSON = {"type": "reaction_added" if added else "reaction_removed", "user": user, "reaction": name}
    emit(core, event | {"item": on, "item_user": message.user, "event_ts": core.stamp()})


def in_channel(core: "Core", channel: Channel, event: JSON) -> None:
    """Send a membership event of a channel, with the scope of its type."""
    if core.workspace.bot in channel.members or event.get("user") == core.workspace.bot:
        kind = {"channel": "C", "group": "G", "im": "D", "mpim": "G"}[channel.kind]
        event |= {"channel": channel.id, "channel_type": kind, "team": core.workspace.id}
        emit(core, event | {"event_ts": core.stamp()}, scope=_READ[channel.kind])


def about_member(core: "Core", person: Member, *kinds: str) -> None:
    """Note that somebody joined or changed, and send the events of `kinds`, each with the whole person."""
    person.updated = int(core.now().timestamp())
    user = user_object(person, core.workspace, core.now(), email="users:read.email" in core.scopes)
    for kind in kinds:
        emit(core, {"type": kind, "user": user, "cache_ts": person.updated, "event_ts": core.stamp()})


def about_quiet(core: "Core", person: Member) -> None:
    """Send dnd_updated_user, with what others see of a person's do-not-disturb."""
    event = {"type": "dnd_updated_user", "user": person.id, "event_ts": core.stamp()}
    emit(core, event | {"dnd_status": absence.dnd_object(person, core.now())})


def about_group(core: "Core", group: UserGroup, kind: str) -> None:
    """Send subteam_created or subteam_updated."""
    group.updated = int(core.now().timestamp())
    shown = group_object(group, core.workspace) | {"users": group.users, "user_count": len(group.users)}
    emit(core, {"type": kind, "subteam": shown, "event_ts": core.stamp()})


def pinned(core: "Core", channel: Channel, message: Message, change: tuple[str, bool]) -> None:
    """Send pin_added or pin_removed; `change` is who did it and whether it was added."""
    if core.workspace.bot not in channel.members:
        return
    user, added = change
    shown = message_object(message, channel, core.workspace)
    item = {"type": "message", "channel": channel.id, "message": shown, "created_by": user}
    event: JSON = {"type": "pin_added" if added else "pin_removed", "user": user, "channel_id": channel.id}
    emit(core, event | {"item": item, "pin_count": len(channel.pins), "event_ts": core.stamp()})


def _send(core: "Core", event: JSON) -> None:
    """Send an event; above the app's hourly share it is lost, and once a minute the app hears so."""
    now = core.now()
    if core.flood.admits(now, core.faults.switches.hourly_events):
        core.deliver.tell(_callback(core, event))
    elif minute := core.flood.news(now):
        limited: JSON = {"token": "sandbox-verification", "type": "app_rate_limited"}
        limited |= {"team_id": core.workspace.id, "api_app_id": core.workspace.bot_user.app_id}
        core.deliver.mention(limited | {"minute_rate_limited": int(minute.timestamp())})


def _callback(core: "Core", event: JSON) -> JSON:
    workspace = core.workspace
    team = workspace.id
    return {
        "token": "sandbox-verification",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": workspace.bot_user.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0" + secrets.token_hex(5).upper(),
        "event_time": int(core.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": workspace.bot,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": _is_shared(core, event),
        "event_context": "4-" + secrets.token_hex(12),
    }


def _is_shared(core: "Core", event: JSON) -> bool:
    """Tell whether an event is of a channel shared with another company."""
    where = event.get("channel") or event.get("channel_id") or (event.get("item") or {}).get("channel")
    channel = core.workspace.channels.get(where) if isinstance(where, str) else None
    return channel is not None and bool(channel.shared_with)
