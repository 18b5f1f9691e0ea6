"""files.*: the three steps of an upload."""

import json
import secrets
from typing import Any

from bot.sandbox import posting, sharing
from bot.sandbox.blockkit.stored import stored_blocks
from bot.sandbox.webapi import content
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, Channel, Message

MOST_CHANNELS = 100  # Source: files.completeUploadExternal page


def upload_url(call: Call) -> JSON:
    """Give an address to send a file's bytes to."""
    name = call.text("filename")
    length = call.number("length", 0)
    if length <= 0:
        raise Refused("invalid_arguments", ["must be greater than 0 [json-pointer:/length]"])
    ident = f"F{call.workspace.id[1]}{call.workspace.next_serial():06d}"
    secret = secrets.token_hex(8)
    file = {"id": ident, "name": name, "size": length, "secret": secret, "state": "waiting"}
    call.workspace.files[ident] = file
    return {"upload_url": f"{call.core.url}/upload/{ident}/{secret}", "file_id": ident}


def complete(call: Call) -> JSON:
    """Share uploaded files in a channel, with what is said about them."""
    wanted: list[JSON] = call.structure("files", list) or []
    if not wanted:
        raise Refused("invalid_arguments", ["must have at least 1 item [json-pointer:/files]"])
    places = [_open_place(call, ident) for ident in _channels(call)]
    blocks = _blocks(call)
    files = [_uploaded(call, one) for one in wanted]
    for channel, thread in places:
        _share(call, channel, thread, (files, blocks))
    return {"files": files}


def _channels(call: Call) -> list[str]:
    """Read where to share: `channel_id`, or `channels` with commas between; [] for nowhere."""
    several = [one.strip() for one in call.text("channels", "").split(",") if one.strip()]
    if len(several) > MOST_CHANNELS:
        raise Refused("invalid_arguments", ["no more than 100 items allowed [json-pointer:/channels]"])
    single = call.text("channel_id", "")
    return [single] if single else several


def _open_place(call: Call, ident: str) -> tuple[Channel, str]:
    channel = call.visible(call.workspace.channels.get(ident))
    if call.bot.id not in channel.members:
        raise Refused("not_in_channel")
    if channel.is_archived:
        raise Refused("is_archived")
    return channel, content.parent(call, channel)


def _blocks(call: Call) -> list[JSON] | None:
    """Read the blocks said with the files. Slack breaks on Markdown here: slackapi/python-slack-sdk#1756."""
    blocks: list[JSON] | None = call.structure("blocks", list, "invalid_blocks_format")
    if blocks is None:
        return None
    content.refuse_bad_blocks(call, blocks)
    if any(block["type"] == "markdown" for block in blocks):
        raise Refused("internal_error")
    return stored_blocks(blocks)


def _uploaded(call: Call, wanted: Any) -> JSON:
    file = call.workspace.files.get(wanted.get("id", "")) if isinstance(wanted, dict) else None
    if file is None or file["state"] != "sent":
        raise Refused("file_not_found")
    file["state"] = "shared"
    seen = sharing.shown(call.core, file, call.bot.id)
    return seen | {"title": wanted.get("title") or file["name"]}


def _share(call: Call, channel: Channel, thread: str, said: tuple[list[JSON], list[JSON] | None]) -> None:
    files, blocks = said
    message = Message(
        channel.next_ts(call.core.now()),
        call.bot.id,
        call.text("initial_comment", ""),
        blocks=blocks,
        thread_ts=thread,
        bot_id=call.bot.bot_id,
        subtype="file_share",
        files=json.loads(json.dumps(files)),
    )
    posting.post(call.core, channel, message)


METHODS = {
    "files.getUploadURLExternal": Method(
        upload_url, ("files:write",), 4, "filename! length!:int alt_txt snippet_type"
    ),
    "files.completeUploadExternal": Method(
        complete,
        ("files:write",),
        4,
        "files!:json channel_id channels thread_ts initial_comment blocks:json",
        reads_json=True,
    ),
}
