"""pins.* and bookmarks.*: what is kept at the head of a channel."""

import re

from bot.sandbox import events
from bot.sandbox.shapes import message_object, permalink
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, Channel, Message, Pin

MOST_PINS = 100  # Source: Slack's help page on pinning; so is that of bookmarks
MOST_BOOKMARKS = 100
_TS = re.compile(r"\d+\.\d{6}")
_EMOJI = re.compile(r":[\w+'-]+:")


def pin(call: Call) -> JSON:
    """Pin a message."""
    channel, message = _message(call)
    if message.ts in channel.pins:
        raise Refused("already_pinned")
    if message.subtype == "tombstone":
        raise Refused("not_pinnable")
    if len(channel.pins) >= MOST_PINS:
        raise Refused("too_many_pins")
    channel.pins[message.ts] = Pin(call.bot.id, int(call.core.now().timestamp()))
    _tell(call, channel, message, added=True)
    return {}


def unpin(call: Call) -> JSON:
    """Take a pin away."""
    channel, message = _message(call)
    if channel.pins.pop(message.ts, None) is None:
        raise Refused("no_pin")
    _tell(call, channel, message, added=False)
    return {}


def pins(call: Call) -> JSON:
    """List what is pinned, the newest pin first."""
    channel = call.channel()
    return {"items": [_item(call, channel, ts, pin) for ts, pin in reversed(channel.pins.items())]}


def add_bookmark(call: Call) -> JSON:
    """Keep a link at the head of a channel."""
    channel = call.member_channel("channel_id")
    title, link = call.text("title"), call.text("link", "")
    if call.text("type") != "link":
        raise Refused("invalid_bookmark_type")
    too_long = [
        name for name, text, most in (("title", title, 256), ("link", link, 2048)) if len(text) > most
    ]
    if too_long or not title:
        at = f"[json-pointer:/{too_long[0] if too_long else 'title'}]"
        raise Refused(
            "invalid_arguments", [f"must be {'shorter' if too_long else 'more than 0 characters'} {at}"]
        )
    if not link.startswith(("http://", "https://")):
        raise Refused("invalid_link")
    emoji = call.text("emoji", "")
    if emoji and not _EMOJI.fullmatch(emoji):
        raise Refused("invalid_emoji")
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise Refused("too_many_bookmarks")
    channel.bookmarks.append(_bookmark(call, channel, title, link))
    call.core.live.say("channels")
    return {"bookmark": channel.bookmarks[-1]}


def _bookmark(call: Call, channel: Channel, title: str, link: str) -> JSON:
    workspace = call.workspace
    by = {"last_updated_by_user_id": call.bot.id, "last_updated_by_team_id": workspace.id}
    made: JSON = {"id": f"Bk0{workspace.next_serial():08d}", "channel_id": channel.id}
    made |= {"title": title, "link": link}
    made |= {"emoji": call.text("emoji", ""), "icon_url": "", "type": "link", "entity_id": None}
    times = {"date_created": int(call.core.now().timestamp()), "date_updated": 0}
    return {
        **made,
        **times,
        "rank": f"{len(channel.bookmarks):04d}",
        **by,
        "shortcut_id": None,
        "app_id": None,
    }


def _message(call: Call) -> tuple[Channel, Message]:
    channel = call.member_channel()
    ts = call.text("timestamp", "")
    if not ts:
        raise Refused("no_item_specified")
    if not _TS.fullmatch(ts):
        raise Refused("bad_timestamp")
    message = channel.messages.get(ts)
    if message is None:
        raise Refused("message_not_found")
    return channel, message


def _tell(call: Call, channel: Channel, message: Message, *, added: bool) -> None:
    events.pinned(call.core, channel, message, (call.bot.id, added))
    call.core.live.say("messages", channel=channel.id, thread_ts=message.thread_ts or None)


def _item(call: Call, channel: Channel, ts: str, pin: Pin) -> JSON:
    message = channel.messages[ts]
    shown = message_object(message, channel, call.workspace)
    shown["permalink"] = permalink(message, channel, call.workspace)
    by = {"created": pin.created, "created_by": pin.by}
    return {"type": "message", "channel": channel.id, "message": shown, **by}


METHODS = {
    "pins.add": Method(pin, ("pins:write",), 2, "channel! timestamp", reads_json=True),
    "pins.remove": Method(unpin, ("pins:write",), 2, "channel! timestamp", reads_json=True),
    "pins.list": Method(pins, ("pins:read",), 2, "channel!"),
    "bookmarks.add": Method(
        add_bookmark,
        ("bookmarks:write",),
        2,
        "channel_id! title! type! link emoji entity_id access_level parent_id",
        reads_json=True,
    ),
}
