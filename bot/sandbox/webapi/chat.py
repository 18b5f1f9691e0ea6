"""chat.*: posting, changing, deleting, whispering, permalinks."""

import json
import re
from typing import Any

from bot.sandbox import posting
from bot.sandbox.blockkit.check import check, total_text
from bot.sandbox.shapes import message_object
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, Channel

MOST_BLOCK_TEXT = 13_200  # measured by slackapi/bolt-js#2509; Slack's own number is not published
LONGEST_TEXT = 40_000
_EVENT_TYPE = re.compile(r"[A-Za-z0-9_-]+")


def post_message(call: Call) -> JSON:
    """Post to a channel, DM or (opening the DM) person."""
    channel = _target(call)
    content = _content(call)
    if "blocks" not in content and not content.get("text"):
        raise Refused("no_text")
    if "blocks" in content and not content.get("text"):
        call.warnings.append("missing_text_in_message")
    content["text"] = (content.get("text") or "")[:LONGEST_TEXT]
    content["thread_ts"] = _parent(call, channel)
    content["reply_broadcast"] = call.flag("reply_broadcast")
    content["metadata"] = _metadata(call) or None
    message = posting.post_as(call.core, call.bot, channel, content)
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
    content = _content(call)
    if len(content.get("text") or "") > 4_000:
        raise Refused("msg_too_long")
    if not content.keys() & {"text", "blocks"} and call.arguments.get("metadata") is None:
        raise Refused("no_text")
    metadata = _metadata(call)
    if metadata is not None:
        content["metadata"] = metadata
    posting.change(call.core, channel, message, content)
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
    content = _content(call)
    if not content.get("blocks") and not content.get("text"):
        raise Refused("no_text")
    if len((content.get("text") or "").encode()) > 4_000:
        raise Refused("msg_too_long")
    content["thread_ts"] = _parent(call, channel)
    shown = posting.whisper(call.core, channel, user, content)
    return {"message_ts": shown.ts}


def get_permalink(call: Call) -> JSON:
    """Give the address of a message."""
    channel = call.channel()
    message = channel.messages.get(call.text("message_ts"))
    if message is None:
        raise Refused("message_not_found")
    link = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _target(call: Call) -> Channel:
    which = call.text("channel")
    workspace = call.workspace
    if which in workspace.members:
        channel = _direct(call, which)
    else:
        channel = call.visible(workspace.find_channel(which))
    if call.bot.id not in channel.members and "chat:write.public" not in call.core.scopes:
        raise Refused("not_in_channel")
    _refuse_closed(call, channel)
    return channel


def _direct(call: Call, user: str) -> Channel:
    member = call.workspace.members[user]
    if member.deleted or member.is_bot or member.id == "USLACKBOT":
        raise Refused("channel_not_found")
    return call.workspace.open_direct(user, call.bot.id, call.core.now())


def _refuse_closed(call: Call, channel: Channel) -> None:
    if channel.is_archived:
        raise Refused("is_archived")
    if channel.read_only:
        raise Refused("restricted_action_read_only_channel")
    if channel.is_im and not call.core.manifest.messages_tab:
        raise Refused("messages_tab_disabled")


def _content(call: Call) -> JSON:
    """Read text and blocks, each only when the app sent it; null counts as not sent."""
    content: JSON = {}
    if call.arguments.get("text") is not None:
        content["text"] = call.text("text", "")
    if call.arguments.get("markdown_text"):
        if content.get("text") or call.arguments.get("blocks"):
            raise Refused("markdown_text_conflict")
        content["text"] = call.text("markdown_text")
    if call.arguments.get("attachments"):
        raise Refused("invalid_arguments", ["the sandbox has no attachments [json-pointer:/attachments]"])
    blocks = call.structure("blocks", list, "invalid_blocks_format")
    if blocks is not None:
        refuse_bad_blocks(call, blocks)
        content["blocks"] = blocks
    return content


def refuse_bad_blocks(call: Call, blocks: list[Any]) -> None:
    """Refuse blocks as chat.* does."""
    problems = check(blocks, "message", refused=call.unknown_blocks)
    if any(problem.startswith("only_one_table_allowed") for problem in problems):
        raise Refused("invalid_attachments", problems, errors=problems)
    if problems:
        raise Refused("invalid_blocks", problems, errors=problems)
    if total_text(blocks) > MOST_BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")


def _parent(call: Call, channel: Channel) -> str:
    wanted = call.text("thread_ts", "")
    if not wanted:
        return ""
    message = channel.messages.get(wanted)
    if message is None:
        raise Refused("thread_not_found")
    if message.thread_ts:
        call.warnings.append("thread_ts_of_a_reply")
        return message.thread_ts
    return message.ts


def _metadata(call: Call) -> JSON | None:
    """Read metadata; {} means remove. A bad event_type drops it with a warning, as Slack does."""
    metadata: JSON | None = call.structure("metadata", dict, "invalid_metadata_format")
    if not metadata:
        return metadata
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not isinstance(payload, dict) or set(metadata) - _METADATA_KEYS:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(payload)) > 8_000:
        raise Refused("metadata_too_large")
    if not _EVENT_TYPE.fullmatch(kind) or not all(_allowed(value, 0) for value in payload.values()):
        if call.core.faults.switches.metadata_refused:
            raise Refused("invalid_metadata_schema")
        call.warnings.append("invalid_metadata_schema")
        return None
    return {"event_type": kind, "event_payload": payload}


_METADATA_KEYS = {"event_type", "event_payload"}


def _allowed(value: Any, depth: int) -> bool:
    if isinstance(value, dict):
        return depth < 2 and all(_allowed(one, depth + 1) for one in value.values())
    if isinstance(value, list):
        return depth < 1 and all(_allowed(one, depth + 1) for one in value)
    return isinstance(value, str | int | float)


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",), 0, reads_json=True),
    "chat.update": Method(update, ("chat:write",), 3, reads_json=True),
    "chat.delete": Method(delete, ("chat:write",), 3, reads_json=True),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",), 4, reads_json=True),
    "chat.getPermalink": Method(get_permalink, (), 0),
}
