"""Files that people and apps share: small ones, kept with the workspace so that the page can show them."""

import base64
import binascii
import mimetypes

from aiohttp import web

from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.core import Core
from bot.sandbox.workspace import JSON, Member

LARGEST = 1_000_000  # bytes; the workspace is kept as JSON
FIELDS = "A file needs a name, and its content in base64."


def shared(ask: Ask, person: Member) -> list[JSON]:
    """Keep the `files` of a message and give Slack's file objects; [] when there are none."""
    wanted = ask.body.get("files") or []
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        raise Mistake(FIELDS)
    read = [(one.get("name"), _bytes(one)) for one in wanted]
    return [_kept(ask, person, str(name), content) for name, content in read]


def keep(file: JSON, content: bytes) -> None:
    """Keep a file's bytes with the workspace, which is kept as JSON."""
    file["content"] = base64.b64encode(content).decode()


def shown(core: Core, file: JSON, user: str) -> JSON:
    """Give Slack's file object of a file in the workspace."""
    name, created = file["name"], int(core.now().timestamp())
    found: JSON = {"id": file["id"], "created": created, "timestamp": created, "name": name, "title": name}
    found |= {"mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream"}
    found |= {"filetype": name.rpartition(".")[2], "user": user, "size": file["size"]}
    found |= {"mode": "hosted", "is_external": False}
    address = f"{core.url}/file/{file['id']}"
    return found | dict.fromkeys(("url_private", "url_private_download", "permalink"), address)


def given(ask: Ask, person: Member, wanted: JSON) -> JSON:
    """Keep a file put into a form and give Slack's file object; one without content stays as it is named."""
    return _kept(ask, person, str(wanted.get("name")), _bytes(wanted)) if "content" in wanted else wanted


async def serve(files: dict[str, JSON], request: web.Request) -> web.StreamResponse:
    """Give a kept file to the page; 404 for one that is not here or has no content."""
    file = files.get(request.match_info["file"], {})
    if "content" not in file:
        return web.Response(status=404, text="There is no such file.")
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    content = base64.b64decode(file["content"])
    kind = mimetypes.guess_type(file["name"])[0] or "application/octet-stream"
    return web.Response(body=content, content_type=kind, headers=headers)


def _bytes(wanted: JSON) -> bytes:
    name, content = wanted.get("name"), wanted.get("content")
    if not isinstance(name, str) or not name or not isinstance(content, str):
        raise Mistake(FIELDS)
    try:
        found = base64.b64decode(content, validate=True)
    except binascii.Error:
        raise Mistake(FIELDS) from None
    if not 0 < len(found) <= LARGEST:
        raise Mistake(f"{name} was not shared: the sandbox takes files of 1 byte to 1 MB.")
    return found


def _kept(ask: Ask, person: Member, name: str, content: bytes) -> JSON:
    core = ask.core
    file: JSON = {
        "id": f"F{core.workspace.id[1]}{core.workspace.next_serial():06d}",
        "name": name,
        "size": len(content),
        "state": "shared",
        "secret": "",
    }
    keep(file, content)
    core.workspace.files[file["id"]] = file
    return shown(core, file, person.id)
