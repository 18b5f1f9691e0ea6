"""What an app wants to say, read and judged: text, blocks, attachments, thread, metadata, and where to."""

import json
import re
from typing import Any

from bot.sandbox import attached
from bot.sandbox.blockkit.check import check, total_text
from bot.sandbox.webapi.call import Call, Refused
from bot.sandbox.workspace import JSON, SLACKBOT, Channel

MOST_BLOCK_TEXT = 13_200  # measured by slackapi/bolt-js#2509; Slack's own number is not published
LONGEST_TEXT = 40_000
LONGEST_MARKDOWN = 12_000
SHARED = (
    "text blocks:json attachments:json markdown_text metadata:json thread_ts reply_broadcast:bool"
    " parse mrkdwn:bool link_names:bool unfurl_links:bool unfurl_media:bool as_user:bool"
)
_EVENT_TYPE = re.compile(r"[A-Za-z0-9_-]+")


def new(call: Call, channel: Channel) -> JSON:
    """Read everything a new message to `channel` says, as posting takes it. Raises Refused."""
    content = said(call)
    if not any(content.get(name) for name in ("blocks", "text", "attachments")):
        raise Refused("no_text")
    if "blocks" in content and not content.get("text"):
        call.warnings.append("missing_text_in_message")
    text = content.get("text") or ""
    if len(text) > LONGEST_TEXT:
        call.warnings.append("message_truncated")
    content["text"] = text[:LONGEST_TEXT]
    content["thread_ts"] = parent(call, channel)
    if channel.threads == "only" and not content["thread_ts"]:
        raise Refused("restricted_action_thread_only_channel")
    content["reply_broadcast"] = call.flag("reply_broadcast")
    content["metadata"] = metadata(call) or None
    return content | customised(call)


def said(call: Call) -> JSON:
    """Read text, blocks and attachments, each only when the app sent it; null counts as not sent."""
    if call.flag("as_user"):
        raise Refused("invalid_arguments", deprecated_argument="as_user")
    content: JSON = {}
    if call.arguments.get("text") is not None:
        content["text"] = call.text("text", "")
    if call.arguments.get("markdown_text"):
        if content.get("text") or call.arguments.get("blocks"):
            raise Refused("markdown_text_conflict")
        if len(call.text("markdown_text")) > LONGEST_MARKDOWN:
            raise Refused("msg_too_long")
        content["text"] = call.text("markdown_text")
    blocks = call.structure("blocks", list, "invalid_blocks_format")
    if blocks is not None:
        refuse_bad_blocks(call, blocks)
        content["blocks"] = blocks
    below = call.structure("attachments", list, "invalid_attachments")
    if below is not None:
        content["attachments"] = attachments(call, below)
    return content


def attachments(call: Call, wanted: Any) -> list[JSON]:
    """Check attachments and give those that hold something. Raises Refused."""
    error, problems = attached.judge(wanted, call.unknown_blocks)
    if error:
        raise Refused(error, problems)
    return [one for one in wanted if one]


def customised(call: Call) -> JSON:
    """Read the name and icon an app gives a message; without chat:write.customize Slack ignores them.

    Source: papercups-io/papercups#522, linyows/dewy#362.
    """
    if "chat:write.customize" not in call.core.scopes:
        return {}
    emoji, url = call.text("icon_emoji", ""), call.text("icon_url", "")
    icons = {"emoji": emoji} if emoji else {"image_48": url} if url else None
    return {"username": call.text("username", ""), "icons": icons}


def target(call: Call) -> Channel:
    """Find where a message goes: a channel, a DM or (opening the DM) a person. Raises Refused."""
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
    if member.deleted or member.is_bot or member.id == SLACKBOT:
        raise Refused("channel_not_found")
    return call.workspace.open_direct(user, call.bot.id, call.core.now())


def _refuse_closed(call: Call, channel: Channel) -> None:
    if channel.is_archived:
        raise Refused("is_archived")
    if channel.read_only:
        raise Refused("restricted_action_read_only_channel")
    if channel.is_im and not call.core.manifest.messages_tab:
        raise Refused("messages_tab_disabled")


def refuse_bad_blocks(call: Call, blocks: list[Any]) -> None:
    """Refuse blocks as chat.* does."""
    problems = check(blocks, "message", refused=call.unknown_blocks)
    if any(problem.startswith("only_one_table_allowed") for problem in problems):
        raise Refused("invalid_attachments", problems, errors=problems)
    if problems:
        raise Refused("invalid_blocks", problems, errors=problems)
    if total_text(blocks) > MOST_BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")


def parent(call: Call, channel: Channel) -> str:
    """Read the thread a message belongs to, "" for none; a reply stands for its parent, with a warning."""
    wanted = call.text("thread_ts", "")
    if not wanted:
        return ""
    message = channel.messages.get(wanted)
    if message is None:
        raise Refused("thread_not_found")
    if channel.threads in _NO_REPLIES:
        raise Refused(_NO_REPLIES[channel.threads])
    if message.thread_ts:
        call.warnings.append("thread_ts_of_a_reply")
        return message.thread_ts
    return message.ts


def metadata(call: Call) -> JSON | None:
    """Read metadata; {} means remove. A bad event_type drops it with a warning, as Slack does."""
    given: JSON | None = call.structure("metadata", dict, "invalid_metadata_format")
    if not given:
        return given
    kind, payload = given.get("event_type"), given.get("event_payload")
    if not isinstance(kind, str) or not isinstance(payload, dict) or set(given) - _METADATA_KEYS:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(payload)) > 8_000:
        raise Refused("metadata_too_large")
    if not _EVENT_TYPE.fullmatch(kind) or not all(_allowed(value, 0) for value in payload.values()):
        if call.core.faults.switches.metadata_refused:
            raise Refused("invalid_metadata_schema")
        call.warnings.append("invalid_metadata_schema")
        return None
    return {"event_type": kind, "event_payload": payload}


_NO_REPLIES = {
    "locked": "restricted_action_thread_locked",
    "none": "restricted_action_non_threadable_channel",
}
_METADATA_KEYS = {"event_type", "event_payload"}


def _allowed(value: Any, depth: int) -> bool:
    if isinstance(value, dict):
        return depth < 2 and all(_allowed(one, depth + 1) for one in value.values())
    if isinstance(value, list):
        return depth < 1 and all(_allowed(one, depth + 1) for one in value)
    return isinstance(value, str | int | float)
