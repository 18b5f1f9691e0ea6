"""files.*: the three steps of an upload. Bytes are counted, not kept."""

import json
import secrets
from typing import Any

from bot.sandbox import posting
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, Message


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
    files = [_uploaded(call, one) for one in wanted]
    if call.text("channel_id", ""):
        _share(call, files)
    return {"files": files}


def _uploaded(call: Call, wanted: Any) -> JSON:
    file = call.workspace.files.get(wanted.get("id", "")) if isinstance(wanted, dict) else None
    if file is None or file["state"] != "sent":
        raise Refused("file_not_found")
    file["state"] = "shared"
    return {"id": file["id"], "name": file["name"], "title": wanted.get("title") or file["name"]}


def _share(call: Call, files: list[JSON]) -> None:
    channel = call.member_channel("channel_id")
    if channel.is_archived:
        raise Refused("is_archived")
    message = Message(
        channel.next_ts(call.core.now()),
        call.bot.id,
        call.text("initial_comment", ""),
        thread_ts=call.text("thread_ts", ""),
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
