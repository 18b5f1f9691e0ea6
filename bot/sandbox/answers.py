"""What an app's answer to an interaction shows: the ack of a command, and what comes by response_url."""

import json
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox import attached, outcomes, posting
from bot.sandbox.blockkit.check import check
from bot.sandbox.journal import Entry
from bot.sandbox.outcomes import Outcome
from bot.sandbox.responses import ResponseUrl
from bot.sandbox.workspace import JSON

if TYPE_CHECKING:
    from bot.sandbox.core import Core

_KNOWN = {
    *("text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts"),
    "attachments",
    *("unfurl_links", "unfurl_media", "metadata", "mrkdwn", "parse", "link_names"),
}


def show(core: "Core", url: ResponseUrl, body: Any) -> str:
    """Show an answer to whom it is for; "" or Slack's word for what is wrong with it."""
    if isinstance(body, str):
        body = {"text": body}
    if not isinstance(body, dict) or set(body) - _KNOWN:
        return "invalid_payload"
    blocks = body.get("blocks")
    if blocks is not None and check(blocks, "message", refused=core.unknown_blocks):
        return "invalid_blocks"
    if body.get("attachments") and (error := attached.judge(body["attachments"], core.unknown_blocks)[0]):
        return error
    if body.get("delete_original") and url.source:
        return _delete(core, url)
    if not body.get("text") and not blocks and not body.get("attachments"):
        return "" if body.get("response_type") == "in_channel" else "no_text"
    if body.get("replace_original") and url.source:
        return _replace(core, url, body)
    _add(core, url, body)
    return ""


async def serve(core: "Core", request: web.Request) -> web.StreamResponse:
    """Answer a POST to a response_url; faults ordered for the method response_url strike here."""
    begun = time.perf_counter()
    core.app.calls += 1
    try:
        text = await request.text()
        entry = core.journal.write(core.now().isoformat(), "in", "response_url", "response_url", text)
        fault = entry.fault = core.faults.take("response_url")
        outcome = await outcomes.broken(fault)
        if outcome is None:
            refusal = _taken(core, f"{request.match_info['team']}/{request.match_info['path']}", text, entry)
            body: JSON = {"ok": False, "error": refusal} if refusal else {"ok": True}
            outcome = outcomes.spoilt(fault, Outcome(body))
        error = "no answer" if outcome.body is None else outcome.body.get("error")
        core.journal.close(
            entry, outcome.body, error=error, ms=round((time.perf_counter() - begun) * 1000, 2)
        )
        return await _respond(core, request, outcome)
    finally:
        core.app.calls -= 1


async def _respond(core: "Core", request: web.Request, outcome: Outcome) -> web.StreamResponse:
    if outcome.body is None:
        return await outcomes.respond(core, request, outcome)
    error = outcome.body.get("error")
    if not error:
        return web.Response(text="ok")
    status = outcome.status if outcome.status != 200 else 404
    return web.Response(text=error, status=status, headers=outcome.headers)


def _taken(core: "Core", path: str, text: str, entry: Entry) -> str:
    try:
        body = entry.request = json.loads(text)
    except ValueError:
        return "invalid_payload"
    url = core.responses.take(path, core.now())
    return url if isinstance(url, str) else show(core, url, body)


def _add(core: "Core", url: ResponseUrl, body: JSON) -> None:
    channel = core.workspace.channels[url.channel]
    if body.get("response_type") == "in_channel":
        posting.post_as(core, core.workspace.bot_user, channel, body | {"metadata": None})
    else:
        posting.whisper(core, channel, url.user, body, url.cause)


def _replace(core: "Core", url: ResponseUrl, body: JSON) -> str:
    channel = core.workspace.channels[url.channel]
    shown = channel.find_ephemeral(url.source)
    if shown is not None:
        posting.replace_whisper(core, channel, shown, body, url.cause)
        return ""
    message = channel.messages.get(url.source)
    if message is None:
        return "message_not_found"
    content = {name: body[name] for name in ("text", "blocks", "attachments") if body.get(name) is not None}
    posting.change(core, channel, message, content)
    return ""


def _delete(core: "Core", url: ResponseUrl) -> str:
    channel = core.workspace.channels[url.channel]
    shown = channel.find_ephemeral(url.source)
    if shown is not None:
        channel.ephemerals.remove(shown)
        core.live.say("messages", channel=channel.id, thread_ts=shown.thread_ts or None)
        return ""
    message = channel.messages.get(url.source)
    if message is None:
        return "message_not_found"
    posting.remove(core, channel, message)
    return ""
