"""Links in messages that belong to an app's domains."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.sandbox import events
from bot.sandbox.workspace import JSON, Channel, Message

if TYPE_CHECKING:
    from bot.sandbox.core import Core

_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")


def found(text: str) -> list[str]:
    """List the addresses in a stored text, in order, each once."""
    return list(dict.fromkeys(address.replace("&amp;", "&") for address in _LINK.findall(text)))


def domain(url: str, domains: Iterable[str]) -> str:
    """Give which of `domains` an address is of, itself or below it; "" for none."""
    host = (urlsplit(url).hostname or "").casefold()
    return next((one for one in domains if host == one or host.endswith(f".{one}")), "")


def tell(core: "Core", channel: Channel, message: Message) -> None:
    """Send link_shared for what somebody else than the app posted, wherever it was.

    Source: the event's page, also for the shape of `unfurl_id`.
    """
    domains = core.manifest.unfurl_domains
    shared = [{"domain": domain(url, domains), "url": url} for url in found(message.text)]
    shared = [one for one in shared if one["domain"]]
    if not shared or message.user == core.workspace.bot:
        return
    event: JSON = {"type": "link_shared", "channel": channel.id, "user": message.user, "links": shared}
    event |= {"is_bot_user_member": core.workspace.bot in channel.members, "message_ts": message.ts}
    event |= {"unfurl_id": f"{channel.id}.{message.ts}.{core.workspace.next_serial():012x}"}
    event |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
    events.emit(core, event | {"source": "conversations_history", "event_ts": core.stamp()})
