"""conversations.open, .create and .join: ways into channels, DMs and group DMs."""

import re

from bot.sandbox import events
from bot.sandbox.shapes import channel_object
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, SLACKBOT, Channel, Member

MOST_PEOPLE = 8  # Source: conversations.open page
LONGEST_NAME = 80
_PUNCTUATION = re.compile(r"[-_]+")


def open_direct(call: Call) -> JSON:
    """Open the DM with one person or the group DM with several, or go on with the one named by `channel`."""
    if call.text("channel", ""):
        resumed = call.member_channel()
        if resumed.kind not in ("im", "mpim"):
            raise Refused("method_not_supported_for_channel_type")
        return _opened(call, resumed, known=True)
    people = [_reachable(call, user) for user in _users(call)]
    call.need("mpim:write" if len(people) > 1 else "im:write")
    found = _known(call, people)
    if found is not None:
        return _opened(call, found, known=True)
    if call.flag("prevent_creation"):
        raise Refused("channel_not_found")
    made = _made(call, people)
    call.core.live.say("channels")
    return _opened(call, made, known=False)


def create(call: Call) -> JSON:
    """Make a channel with the bot in it."""
    is_private = call.flag("is_private")
    call.need("groups:write" if is_private else "channels:manage")
    name = _new_name(call)
    workspace, now = call.workspace, call.core.now()
    channel = Channel(f"C0{workspace.next_serial():07d}", name, [call.bot.id], is_private=is_private)
    channel.created, channel.creator = int(now.timestamp()), call.bot.id
    workspace.channels[channel.id] = channel
    if not is_private:
        told = {"id": channel.id, "name": name, "created": channel.created, "creator": call.bot.id}
        events.emit(call.core, {"type": "channel_created", "channel": told, "event_ts": call.core.stamp()})
    call.core.live.say("channels")
    return {"channel": channel_object(channel, workspace)}


def join(call: Call) -> JSON:
    """Join a public channel."""
    channel = call.channel()
    if channel.is_private:
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    if call.bot.id in channel.members:
        call.warnings.append("already_in_channel")
    else:
        channel.members.append(call.bot.id)
        events.in_channel(call.core, channel, {"type": "member_joined_channel", "user": call.bot.id})
        call.core.live.say("channels")
    return {"channel": channel_object(channel, call.workspace)}


def _users(call: Call) -> list[str]:
    users = call.arguments.get("users")
    names = users if isinstance(users, list) else str(users or "").split(",")
    wanted = list(dict.fromkeys(str(name).strip() for name in names if str(name).strip()))
    wanted = [user for user in wanted if user != call.bot.id]
    if not wanted:
        raise Refused("users_list_not_supplied")
    if len(wanted) > MOST_PEOPLE:
        raise Refused("too_many_users")
    return wanted


def _reachable(call: Call, user: str) -> Member:
    member = call.member(user)
    if member.deleted:
        raise Refused("user_disabled")
    if member.is_bot or member.id == SLACKBOT:
        raise Refused("cannot_dm_bot")
    if member.team and not call.workspace.share_channel(member.id, call.bot.id):
        raise Refused("user_not_visible")
    return member


def _known(call: Call, people: list[Member]) -> Channel | None:
    if len(people) == 1:
        return call.workspace.find_direct(people[0].id, call.bot.id)
    return call.workspace.find_group_direct([*(one.id for one in people), call.bot.id])


def _made(call: Call, people: list[Member]) -> Channel:
    workspace, now = call.workspace, call.core.now()
    if len(people) == 1:
        return workspace.open_direct(people[0].id, call.bot.id, now)
    strangers = [one.id for one in people if one.team]
    if any(not workspace.share_channel(one, other) for one in strangers for other in strangers):
        raise Refused("invalid_user_combination")
    return workspace.open_group_direct([*(one.id for one in people), call.bot.id], now)


def _opened(call: Call, channel: Channel, *, known: bool) -> JSON:
    shown = channel_object(channel, call.workspace) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown} | ({"no_op": True, "already_open": True} if known else {})


def _new_name(call: Call) -> str:
    name = call.text("name")
    if not name.strip():
        raise Refused("invalid_name_required")
    if len(name) > LONGEST_NAME:
        raise Refused("invalid_name_maxlength")
    if _PUNCTUATION.fullmatch(name):
        raise Refused("invalid_name_punctuation")
    if name != name.lower() or not re.fullmatch(r"[\w-]+", name):
        raise Refused("invalid_name_specials")
    if call.workspace.find_channel(name) is not None:
        raise Refused("name_taken")
    return name


METHODS = {
    "conversations.open": Method(
        open_direct,
        ("im:write", "mpim:write"),
        3,
        "channel users:json return_im:bool prevent_creation:bool",
        reads_json=True,
    ),
    "conversations.create": Method(
        create, ("channels:manage", "groups:write"), 2, "name! is_private:bool team_id", reads_json=True
    ),
    "conversations.join": Method(join, ("channels:join",), 3, "channel!", reads_json=True),
}
