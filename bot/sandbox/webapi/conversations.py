"""conversations.*: channels, DMs, their members and history."""

from typing import Any

from bot.sandbox import events
from bot.sandbox.shapes import channel_object, message_object, without_payload
from bot.sandbox.webapi.call import Call, Method, Refused, page
from bot.sandbox.workspace import JSON, SLACKBOT, Channel, Member, Message

_READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read"}
_HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}
UNLISTED_ROWS = 15  # Source: conversations.history page, on apps outside the Marketplace
_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def open_direct(call: Call) -> JSON:
    """Open the DM with one person; groups of people are beyond the sandbox."""
    if call.text("channel", ""):
        return {"channel": {"id": call.member_channel().id}, "no_op": True, "already_open": True}
    users = call.arguments.get("users")
    names = users if isinstance(users, list) else str(users or "").split(",")
    wanted = [name.strip() for name in names if name.strip()]
    if not wanted:
        raise Refused("users_list_not_supplied")
    if len(wanted) > 1:
        call.need("mpim:write")
        raise Refused("not_enough_users", ["the sandbox has no group DMs"])
    member = _reachable(call, wanted[0])
    known = call.workspace.find_direct(member.id, call.bot.id) is not None
    channel = call.workspace.open_direct(member.id, call.bot.id, call.core.now())
    if not known:
        call.core.live.say("channels")
    shown = channel_object(channel, call.workspace) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown} | ({"no_op": True, "already_open": True} if known else {})


def describe(call: Call) -> JSON:
    """Describe a channel the bot can know of."""
    channel = call.channel()
    call.need(_READ[channel.kind])
    shown = channel_object(channel, call.workspace)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def list_(call: Call) -> JSON:
    """List channels by type, a page at a time; a page may be short or empty before the end, as on Slack."""
    rows, more = page(list(call.workspace.channels.values()), call)
    visible = [c for c in _of_types(call, rows) if not c.is_private or call.bot.id in c.members]
    return {"channels": [channel_object(channel, call.workspace) for channel in visible]} | more


def of_user(call: Call) -> JSON:
    """List the channels a person (the bot unless named) is in, as far as the bot can know."""
    user = call.text("user", call.bot.id)
    if user not in call.workspace.members:
        raise Refused("user_not_found")
    rows, more = page(list(call.workspace.channels.values()), call)
    shown = _of_types(call, rows)
    joined = [c for c in shown if user in c.members and (not c.is_private or call.bot.id in c.members)]
    return {"channels": [channel_object(channel, call.workspace) for channel in joined]} | more


def members(call: Call) -> JSON:
    """List the ids of a channel's members, a page at a time."""
    channel = call.channel()
    call.need(_READ[channel.kind])
    rows, more = page(channel.members, call)
    return {"members": rows} | more


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
        enter(call, channel, call.bot)
    return {"channel": channel_object(channel, call.workspace)}


def enter(call: Call, channel: Channel, member: Member) -> None:
    """Put a member into a channel, with its event."""
    channel.members.append(member.id)
    events.in_channel(call.core, channel, {"type": "member_joined_channel", "user": member.id})
    call.core.live.say("channels")


def history(call: Call) -> JSON:
    """List top-level messages and broadcasts, newest first; `oldest` is exclusive unless `inclusive`."""
    channel = _readable(call)
    inclusive = call.flag("inclusive")
    oldest, latest = _bound(call, "oldest", "0"), _bound(call, "latest", "9" * 12)
    rows = [
        message
        for message in reversed(channel.messages.values())
        if (not message.thread_ts or message.broadcast)
        and _within(message, oldest, latest, inclusive=inclusive)
    ]
    shown, more = page(rows, call, **_most_rows(call, 100, 999))
    return (
        _messages(call, channel, shown) | {"has_more": bool(more["response_metadata"]["next_cursor"])} | more
    )


def replies(call: Call) -> JSON:
    """List a thread: its parent first, then replies, oldest first."""
    channel = _readable(call)
    if call.core.faults.switches.threads_closed and not channel.is_im:
        raise Refused("not_allowed_token_type")
    message = channel.messages.get(call.text("ts"))
    if message is None:
        raise Refused("thread_not_found")
    parent = channel.messages[message.thread_ts or message.ts]
    inclusive = call.flag("inclusive")
    oldest, latest = _bound(call, "oldest", "0"), _bound(call, "latest", "9" * 12)
    below = [channel.messages[ts] for ts in channel.replies.get(parent.ts, ())]
    kept = [one for one in below if _within(one, oldest, latest, inclusive=inclusive)]
    shown, more = page([parent, *kept], call, **_most_rows(call, 1000, 1000))
    return (
        _messages(call, channel, shown) | {"has_more": bool(more["response_metadata"]["next_cursor"])} | more
    )


def _most_rows(call: Call, default: int, most: int) -> dict[str, int]:
    """Give how many messages a page holds, by itself and at most."""
    unlisted = call.core.faults.switches.unlisted
    return {"default": UNLISTED_ROWS if unlisted else default, "most": UNLISTED_ROWS if unlisted else most}


def _reachable(call: Call, user: str) -> Member:
    member = call.workspace.members.get(user)
    if member is None:
        raise Refused("user_not_found")
    if member.deleted:
        raise Refused("user_disabled")
    if member.is_bot or member.id == SLACKBOT:
        raise Refused("cannot_dm_bot")
    return member


def _of_types(call: Call, channels: list[Channel]) -> list[Channel]:
    types = [one.strip() for one in call.text("types", "public_channel").split(",")]
    if not all(one in _TYPES for one in types):
        raise Refused("invalid_types")
    for one in types:
        call.need(_READ.get(_TYPES[one], "mpim:read"))
    kinds = {_TYPES[one] for one in types}
    hidden = call.flag("exclude_archived")
    return [one for one in channels if one.kind in kinds and not (hidden and one.is_archived)]


def _readable(call: Call) -> Channel:
    channel = call.member_channel()
    call.need(_HISTORY[channel.kind])
    return channel


def _bound(call: Call, name: str, default: str) -> tuple[int, int]:
    value = str(call.arguments.get(name) or default)
    seconds, _, fraction = value.partition(".")
    if not seconds.isdecimal() or (fraction and not fraction.isdecimal()):
        raise Refused(f"invalid_ts_{name}")
    return int(seconds), int(fraction[:6].ljust(6, "0") or 0)


def _within(message: Message, oldest: tuple[int, int], latest: tuple[int, int], *, inclusive: bool) -> bool:
    seconds, _, fraction = message.ts.partition(".")
    moment = (int(seconds), int(fraction))
    return oldest <= moment <= latest if inclusive else oldest < moment < latest


def _messages(call: Call, channel: Channel, rows: list[Any]) -> JSON:
    full = [message_object(message, channel, call.workspace) for message in rows]
    if not call.flag("include_all_metadata"):
        full = [without_payload(one) for one in full]
    return {"messages": full}


_ANY_READ = tuple(_READ.values())
METHODS = {
    "conversations.open": Method(open_direct, ("im:write", "mpim:write"), 3, reads_json=True),
    "conversations.info": Method(describe, _ANY_READ, 3),
    "conversations.list": Method(list_, _ANY_READ, 2, paged=True),
    "conversations.members": Method(members, _ANY_READ, 4, paged=True),
    "conversations.join": Method(join, ("channels:join",), 3, reads_json=True),
    "conversations.history": Method(history, tuple(_HISTORY.values()), 3, reads_json=True, paged=True),
    "conversations.replies": Method(replies, tuple(_HISTORY.values()), 3, paged=True),
    "users.conversations": Method(of_user, _ANY_READ, 3, paged=True),
}
