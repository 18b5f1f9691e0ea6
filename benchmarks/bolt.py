"""The smallest app Bolt can be: a command handler that does nothing, or bare SQL, and answers."""

import asyncio
import os
import sys
from pathlib import Path

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.statements import Bare

CONNECTIONS = 2


async def main(bare: Bare | None) -> None:
    """Connect as Muster does, and answer every command until terminated."""
    token = os.environ["SLACK_APP_TOKEN"]
    known = AuthorizeResult(
        enterprise_id=None, team_id="T0ATLAS", bot_user_id="U0MUSTER", bot_token=os.environ["SLACK_BOT_TOKEN"]
    )

    async def authorize(**_: object) -> AuthorizeResult:
        return known

    url = os.environ["SLACK_API_URL"]
    app = AsyncApp(client=AsyncWebClient(base_url=url), authorize=authorize, process_before_response=True)

    async def handle(ack: AsyncAck) -> None:
        if bare:
            bare.add()
        await ack(text="Added", response_type="ephemeral")

    app.command("/task")(handle)
    opener = AsyncWebClient(token=token, base_url=url)
    for _ in range(CONNECTIONS):
        await AsyncSocketModeHandler(app, token, web_client=opener).client.connect()  # type: ignore[no-untyped-call]
    await asyncio.Event().wait()


if __name__ == "__main__":
    database = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
    asyncio.run(main(Bare(database, Path(sys.argv[1]).read_text()) if len(sys.argv) > 1 else None))
