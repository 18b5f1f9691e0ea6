"""Modals that show what a press on Home, or in such a modal, brought."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import UNREACHED, why
from commands.kit import blocks
from commands.kit.blocks import Message

SECONDS = 3  # as long as Slack lets a press open a modal
log = logging.getLogger("muster.windows")


async def show(
    client: AsyncWebClient, body: Mapping[str, Any], message: Message, *, is_instead: bool
) -> bool:
    """Show the answer to a press in a modal: False where there was no view, or Slack did not.

    What is there instead of what was pressed (`is_instead`), as the next page of a list, opens over Home and
    takes the place of a modal; what else is told lies over the modal. On Home that is told elsewhere.
    """
    view, window, trigger = body.get("view") or {}, blocks.window(message), body.get("trigger_id", "")
    known, named = {"external_id": trigger}, {**window, "external_id": trigger}
    match view.get("type"), is_instead:
        case "modal", True:
            known, named = {"view_id": view["id"]}, window
            first = client.views_update(view=window, **known)
        case "modal", False:
            first = client.views_push(trigger_id=trigger, view=named)
        case "home", True:
            first = client.views_open(trigger_id=trigger, view=named)
        case _:
            return False
    # Where the answer was lost, or Slack delivered the press twice, it is open already, and drawn once more.
    return await _is_done(first) or await _is_done(client.views_update(view=named, **known))


async def _is_done(asking: Awaitable[object]) -> bool:
    try:
        async with asyncio.timeout(SECONDS):
            await asking
    except UNREACHED as error:
        log.warning("A modal did not open: %s", why(error))
        return False
    return True
