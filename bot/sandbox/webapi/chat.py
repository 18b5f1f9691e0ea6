"""chat.*: posting, changing, deleting, whispering, permalinks."""

from bot.sandbox import posting
from bot.sandbox.shapes import message_object, permalink
from bot.sandbox.webapi import content
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON

LONGEST_UPDATE = (
    4_000  # characters of an update, bytes of an ephemeral; Source: chat.update and chat.postEphemeral pages
)


def post_message(call: Call) -> JSON:
    """Post to a channel, DM or (opening the DM) person."""
    channel = content.target(call)
    message = posting.post_as(call.core, call.bot, channel, content.new(call, channel))
    shown = message_object(message, channel, call.workspace)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def update(call: Call) -> JSON:
    """Change an own message; text without blocks takes the old blocks away."""
    channel = call.channel()
    message = channel.messages.get(call.text("ts"))
    if message is None or message.subtype == "tombstone":
        raise Refused("message_not_found")
    if message.user != call.bot.id:
        raise Refused("cant_update_message")
    if channel.is_archived:
        raise Refused("is_inactive")
    said = content.said(call)
    if len(said.get("text") or "") > LONGEST_UPDATE:
        raise Refused("msg_too_long")
    if not said.keys() & {"text", "blocks", "attachments"} and call.arguments.get("metadata") is None:
        raise Refused("no_text")
    metadata = content.metadata(call)
    if metadata is not None:
        said["metadata"] = metadata
    posting.change(call.core, channel, message, said)
    shown = message_object(message, channel, call.workspace)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(call: Call) -> JSON:
    """Delete an own message."""
    channel = call.channel()
    message = channel.messages.get(call.text("ts"))
    if message is None or message.subtype == "tombstone":
        raise Refused("message_not_found")
    if message.user != call.bot.id:
        raise Refused("cant_delete_message")
    posting.remove(call.core, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> JSON:
    """Show one member of a channel a message only they see."""
    channel = call.member_channel()
    user = call.text("user")
    member = call.workspace.members.get(user)
    if member is None or member.deleted or user not in channel.members:
        raise Refused("user_not_in_channel")
    if channel.is_archived:
        raise Refused("is_archived")
    said = content.said(call)
    if not any(said.get(name) for name in ("blocks", "text", "attachments")):
        raise Refused("no_text")
    if len((said.get("text") or "").encode()) > LONGEST_UPDATE:
        raise Refused("msg_too_long")
    said["thread_ts"] = content.parent(call, channel)
    shown = posting.whisper(call.core, channel, user, said)
    return {"message_ts": shown.ts}


def get_permalink(call: Call) -> JSON:
    """Give the address of a message."""
    channel = call.channel()
    message = channel.messages.get(call.text("message_ts"))
    if message is None:
        raise Refused("message_not_found")
    return {"channel": channel.id, "permalink": permalink(message, channel, call.workspace)}


_CUSTOM = "username icon_emoji icon_url"
METHODS = {
    "chat.postMessage": Method(
        post_message, ("chat:write",), 0, f"channel! {content.SHARED} {_CUSTOM}", reads_json=True
    ),
    "chat.update": Method(update, ("chat:write",), 3, f"channel! ts! {content.SHARED}", reads_json=True),
    "chat.delete": Method(delete, ("chat:write",), 3, "channel! ts! as_user:bool", reads_json=True),
    "chat.postEphemeral": Method(
        post_ephemeral, ("chat:write",), 4, f"channel! user! {content.SHARED} {_CUSTOM}", reads_json=True
    ),
    "chat.getPermalink": Method(get_permalink, (), 0, "channel! message_ts!"),
}
