"""conversations.*: which channels and DMs there are, who is in them, and what was said."""

from typing import Any

from bot.sandbox.shapes import channel_object, message_object, without_payload
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.webapi.pages import page
from bot.sandbox.workspace import JSON, Channel, Message

READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}
_HISTORY = {
    "channel": "channels:history",
    "group": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}
UNLISTED_ROWS = 15  # Source: conversations.history page, on apps outside the Marketplace
_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def describe(call: Call) -> JSON:
    """Describe a channel the bot can know of."""
    channel = call.channel()
    call.need(READ[channel.kind])
    shown = channel_object(channel, call.workspace)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        shown["locale"] = "en-US"
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
    call.need(READ[channel.kind])
    rows, more = page(channel.members, call)
    return {"members": rows} | more


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
    if call.core.faults.switches.threads_closed and channel.kind not in ("im", "mpim"):
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


def _of_types(call: Call, channels: list[Channel]) -> list[Channel]:
    types = [one.strip() for one in call.text("types", "public_channel").split(",")]
    if not all(one in _TYPES for one in types):
        raise Refused("invalid_types")
    for one in types:
        call.need(READ[_TYPES[one]])
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


_ANY_READ = tuple(READ.values())
_ANY_HISTORY = tuple(_HISTORY.values())
_PAGED = "cursor limit:int"
_BOUNDS = f"channel! {_PAGED} oldest latest inclusive:bool include_all_metadata:bool"
METHODS = {
    "conversations.info": Method(
        describe, _ANY_READ, 3, "channel! include_locale:bool include_num_members:bool"
    ),
    "conversations.list": Method(
        list_, _ANY_READ, 2, f"{_PAGED} types exclude_archived:bool team_id", paged=True
    ),
    "conversations.members": Method(members, _ANY_READ, 4, f"channel! {_PAGED}", paged=True),
    "conversations.history": Method(history, _ANY_HISTORY, 3, _BOUNDS, reads_json=True, paged=True),
    "conversations.replies": Method(replies, _ANY_HISTORY, 3, f"{_BOUNDS} ts!", paged=True),
    "users.conversations": Method(
        of_user, _ANY_READ, 3, f"{_PAGED} types user exclude_archived:bool team_id", paged=True
    ),
}
