"""chat.unfurl: what an app shows below a link of its domains."""

from typing import Any

from bot.sandbox import links, posting
from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.webapi.content import attachments
from bot.sandbox.workspace import JSON, Channel, Message

SOURCES = ("composer", "conversations_history")


def unfurl(call: Call) -> JSON:
    """Put the app's previews below a message, each for a link that is in it; an empty map does nothing."""
    channel, message = _message(call)
    unfurls = call.structure("unfurls", dict, "invalid_unfurls_format")
    if unfurls is None:
        raise Refused("missing_unfurls")
    if not call.core.manifest.unfurl_domains:
        raise Refused("cannot_find_service")
    if call.flag("user_auth_required"):
        raise Refused("cannot_prompt")
    shown = [_preview(call, message, url, preview) for url, preview in unfurls.items()]
    if shown:
        others = [one for one in message.attachments or [] if one.get("from_url") not in unfurls]
        posting.change(call.core, channel, message, {"attachments": [*others, *shown]})
    return {}


def _message(call: Call) -> tuple[Channel, Message]:
    if call.text("unfurl_id", "") or call.text("source", ""):
        found = _by_unfurl_id(call)
        if found is None:
            raise Refused("invalid_unfurl_id")
        return found
    if not call.text("channel", ""):
        raise Refused("missing_channel")
    if not call.text("ts", ""):
        raise Refused("missing_ts")
    channel = call.workspace.channels.get(call.text("channel"))
    if channel is None:
        raise Refused("cannot_find_channel")
    message = channel.messages.get(call.text("ts"))
    if message is None:
        raise Refused("cannot_find_message")
    return channel, message


def _by_unfurl_id(call: Call) -> tuple[Channel, Message] | None:
    ident, source = call.text("unfurl_id", ""), call.text("source", "")
    if not ident or not source:
        raise Refused("missing_source" if ident else "missing_unfurl_id")
    if source not in SOURCES:
        raise Refused("invalid_source")
    place, _, seconds = ident.partition(".")
    channel = call.workspace.channels.get(place)
    message = channel.messages.get(seconds.rpartition(".")[0]) if channel else None
    return (channel, message) if channel is not None and message is not None else None


def _preview(call: Call, message: Message, url: str, preview: Any) -> JSON:
    if not isinstance(preview, dict):
        raise Refused("cannot_parse_attachment")
    if url not in links.found(message.text):
        raise Refused("cannot_unfurl_message")
    if not links.domain(url, call.core.manifest.unfurl_domains):
        raise Refused("cannot_unfurl_url")
    checked = attachments(call, [preview])
    own = {"from_url": url, "original_url": url, "app_unfurl_url": url, "is_app_unfurl": True}
    return {**(checked[0] if checked else {}), **own} | {"app_id": call.bot.app_id, "bot_id": call.bot.bot_id}


METHODS = {
    "chat.unfurl": Method(
        unfurl,
        ("links:write",),
        3,
        "channel ts unfurls:json unfurl_id source user_auth_message user_auth_required:bool user_auth_url"
        " user_auth_blocks:json metadata:json",
        reads_json=True,
    ),
}
