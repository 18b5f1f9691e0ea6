"""How fast the outbox sends: many first posts, each drawn from its task, against one client in a loop."""

import asyncio
import time
from pathlib import Path

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks import fill
from benchmarks.sandbox import serving
from bot import routes
from bot.clock import SystemClock
from bot.delivery import Delivery, Patience
from bot.loop import Loop
from bot.outbox import Outbox
from bot.slack import Slack
from commands.kit.blocks import Message
from commands.task import views
from storage import tasks
from storage.db import Store
from storage.upgrade import upgrade

CHANNELS = 1_000
POSTS = 10_000
SMALL = 500  # posts of one round of the sequential client
FREE = Patience(pace=0)


async def sending(folder: Path) -> None:
    """Measure 10,000 first posts over 1,000 channels against a sequential client, limits off."""
    database = folder / "outbox.db"
    upgrade(f"sqlite:///{database}")
    fill.posts(database, POSTS, CHANNELS)
    async with serving("benchmarks.crowd", str(CHANNELS)) as server, aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=server.settings["SLACK_BOT_TOKEN"], base_url=server.api, retry_handlers=[], session=session
        )
        with Store(f"sqlite:///{database}") as store:
            message = views.card(await store.read(tasks.get, 1))
            before = await one_by_one(client, message)
            ours = await all_sent(store, client)
            after = await one_by_one(client, message)
    show_rate(POSTS / ours, 2 / (before + after))


async def one_by_one(client: AsyncWebClient, message: Message) -> float:
    """Post as a plain loop would; return the seconds a post takes."""
    begun = time.perf_counter()
    for number in range(SMALL):
        await client.chat_postMessage(
            channel=f"C{number % CHANNELS + 1:05}", text=message.text, blocks=list(message.blocks)
        )
    return (time.perf_counter() - begun) / SMALL


async def all_sent(store: Store, client: AsyncWebClient) -> float:
    """Run the outbox until nothing is owed; return the seconds it took."""
    clock = SystemClock()
    outbox = Outbox(store, clock, Delivery(store, clock, Slack(client), routes.POSTS, FREE), FREE)
    loop = Loop("posts", outbox.step)
    store.on_wake = lambda _: loop.wake()
    outbox.on_free = loop.wake
    begun = time.perf_counter()
    loop.start()
    while await store.read(fill.count_owed):  # noqa: ASYNC110 - the database tells
        await asyncio.sleep(0.2)
    took = time.perf_counter() - begun
    await loop.stop()
    await outbox.stop()
    return took


def show_rate(ours: float, theirs: float) -> None:
    """Print the row: the ratio of rates, its goal, and both."""
    print(
        f"{POSTS:,} first posts over {CHANNELS:,} channels, against a sequential client: "
        f"{ours / theirs:.2f} × its rate (goal: ≥ 0.5 ×; {ours:.0f} / {theirs:.0f} a second)"
    )
