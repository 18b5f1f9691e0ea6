"""Follows the clock of a sandbox in another process, and tells it when Muster is idle."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime

import aiohttp

from bot.app import Rest
from bot.clock import MovableClock


async def follow(
    url: str,
    clock: MovableClock,
    rest: Callable[[], Awaitable[Rest]],
    wake: Callable[[], None],
    told: asyncio.Event,
) -> None:
    """Set `clock` when the sandbox at `url` moves its own, and answer when it asks. Ends with it.

    `told` is set once the clock stands where the sandbox's does.
    """
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{url}/control/follow") as socket:
        async for frame in socket:
            said = json.loads(frame.data)
            if "still" in said:
                clock.hold(still=said["still"])
            if "now" in said:
                clock.move(datetime.fromisoformat(said["now"]))
                told.set()
                wake()
            if "ask" in said:
                asyncio.get_running_loop().create_task(_answer(socket, said["ask"], rest))


async def _answer(
    socket: aiohttp.ClientWebSocketResponse, number: int, rest: Callable[[], Awaitable[Rest]]
) -> None:
    now = await rest()
    next_due = now.next_due.isoformat() if now.next_due else None
    await socket.send_json({"answer": number, "idle": now.idle, "next_due": next_due})
