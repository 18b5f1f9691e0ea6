"""Messages put into channels, changed and taken out, with the events and notices that follow."""

from typing import TYPE_CHECKING

from bot.sandbox import attached, events, links, text
from bot.sandbox.blockkit.stored import stored_blocks
from bot.sandbox.shapes import message_object
from bot.sandbox.workspace import JSON, Channel, Ephemeral, Member, Message

if TYPE_CHECKING:
    from bot.sandbox.core import Core


def post(core: "Core", channel: Channel, message: Message) -> Message:
    """Store a message in a channel and tell the app and the pages."""
    channel.add(message)
    events.posted(core, channel, message)
    links.tell(core, channel, message)
    if message.user == core.workspace.bot:
        core.doing.pop((channel.id, message.thread_ts), None)
    core.live.say("messages", channel=channel.id, thread_ts=message.thread_ts or None)
    return message


def post_as(core: "Core", author: Member, channel: Channel, content: JSON) -> Message:
    """Post an app's content as a bot.

    It holds any of `text`, `blocks`, `attachments`, `thread_ts`, `metadata`, `reply_broadcast`, `username`
    and `icons`.
    """
    blocks = content.get("blocks")
    message = Message(
        channel.next_ts(core.now()),
        author.id,
        text.stored(content.get("text") or ""),
        stored_blocks(blocks) if blocks else None,
        thread_ts=content.get("thread_ts") or "",
        bot_id=author.bot_id,
        metadata=content.get("metadata"),
        broadcast=bool(content.get("reply_broadcast")),
        attachments=attached.stored(content.get("attachments")),
        username=content.get("username") or "",
        icons=content.get("icons"),
    )
    if message.username:
        message.subtype = "bot_message"
    if message.broadcast and message.thread_ts:
        message.subtype = "thread_broadcast"
    return post(core, channel, message)


def change(core: "Core", channel: Channel, message: Message, content: JSON) -> None:
    """Change a message by chat.update's rules: what `content` names is set, the rest kept."""
    before = message_object(message, channel, core.workspace)
    if "text" in content:
        message.text = text.stored(content["text"] or "")
    if "text" in content or "blocks" in content:
        blocks = content.get("blocks")
        message.blocks = stored_blocks(blocks) if blocks else None
    if "attachments" in content:
        message.attachments = attached.stored(content.get("attachments"))
    if "metadata" in content:
        message.metadata = content["metadata"] or None
    if "blocks" not in content and "text" in content:
        message.edited = {"user": message.user, "ts": core.stamp()}
    events.changed(core, channel, before, message)
    core.live.say("messages", channel=channel.id, thread_ts=message.thread_ts or None)


def remove(core: "Core", channel: Channel, message: Message) -> None:
    """Take a message out; of a parent with replies Slack tells that it was changed into a tombstone."""
    before = message_object(message, channel, core.workspace)
    root = channel.messages.get(message.thread_ts or "")
    channel.remove(message)
    left = channel.messages.get(message.ts)
    if left is not None:
        events.changed(core, channel, before, left)
    else:
        events.deleted(core, channel, before)
    if root is not None and root.ts not in channel.messages:
        events.deleted(core, channel, message_object(root, channel, core.workspace))
    core.live.say("messages", channel=channel.id, thread_ts=message.thread_ts or None)


def whisper(core: "Core", channel: Channel, to: str, content: JSON, cause: str = "") -> Ephemeral:
    """Show `to` a message only they see, from the bot under test."""
    bot = core.workspace.bot_user
    blocks = content.get("blocks")
    ephemeral = Ephemeral(
        channel.next_ts(core.now()),
        bot.id,
        to,
        text.stored(content.get("text") or ""),
        bot.bot_id,
        stored_blocks(blocks) if blocks else None,
        content.get("thread_ts") or "",
        cause,
        attached.stored(content.get("attachments")),
    )
    channel.ephemerals.append(ephemeral)
    core.live.say("messages", channel=channel.id, thread_ts=ephemeral.thread_ts or None)
    return ephemeral


def replace_whisper(core: "Core", channel: Channel, shown: Ephemeral, content: JSON, cause: str) -> None:
    """Put new content into an ephemeral where it stands."""
    shown.text = text.stored(content.get("text") or "")
    shown.blocks = stored_blocks(content["blocks"]) if content.get("blocks") else None
    shown.attachments = attached.stored(content.get("attachments"))
    shown.cause = cause
    core.live.say("messages", channel=channel.id, thread_ts=shown.thread_ts or None)
