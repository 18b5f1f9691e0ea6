"""Modals that show what a press on Home, or in such a modal, brought."""

import asyncio
import logging
from collections.abc import Mapping
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
    try:
        async with asyncio.timeout(SECONDS):
            match view.get("type"), is_instead:
                case "modal", True:
                    await client.views_update(view_id=view["id"], view=window)
                case "modal", False:
                    await client.views_push(trigger_id=trigger, view=window)
                case "home", True:
                    await client.views_open(trigger_id=trigger, view=window)
                case _:
                    return False
    except UNREACHED as error:
        log.warning("A modal did not open: %s", why(error))
        return False
    return True
