"""How much the sandbox bears: messages, memory, commands in flight, and a page full of messages."""

import asyncio
import contextlib
import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.measure import alternate, show

BATCH = 500
ROUNDS = 8
MESSAGES = 100_000
AT_ONCE = 16  # requests a client of the Web API has under way
COMMANDS = 1_000
TEXT = "The racks are here and the certificate is renewed; cabling starts on Monday."
TALKING = {
    "display_information": {"name": "Talking"},
    "oauth_config": {"scopes": {"bot": ["chat:write"]}},
}
HEARING = {
    "display_information": {"name": "Hearing"},
    "oauth_config": {"scopes": {"bot": ["chat:write", "channels:history"]}},
    "settings": {"event_subscriptions": {"bot_events": ["message.channels"]}},
}
BODY = json.dumps({"channel": "C0ATLAS", "text": TEXT}).encode()


@dataclass(frozen=True)
class Server:
    """A program in a process of its own that answers at `api`."""

    process: asyncio.subprocess.Process
    settings: dict[str, str]

    @property
    def api(self) -> str:
        """The base of its Web API."""
        return self.settings["SLACK_API_URL"]

    @property
    def memory(self) -> float:
        """What the process holds in memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


async def posting(folder: Path) -> None:
    """Measure chat.postMessage by an app that hears no events, against parsing and answering; then memory."""
    async with (
        serving(*workspace_of(TALKING, folder)) as ours,
        serving("benchmarks.echo") as bare,
        client() as session,
    ):
        before = ours.memory
        took, least = await alternate(
            partial(post, session, ours, BATCH), partial(post, session, bare, BATCH), rounds=ROUNDS, warm=1
        )
        show(f"{BATCH} messages by chat.postMessage, against parsing and answering alone", took, least, 3)
        print(f"  that is {BATCH / took:.0f} messages a second")
        late = await post(session, ours, MESSAGES - BATCH * (ROUNDS + 1))
        last = await post(session, ours, BATCH)
        show(f"the same at {MESSAGES:,} messages in the channel, against at first", last, took, 1.3)
        held = ours.memory
        each = (held - before) * 1024 / MESSAGES
        print(f"memory at {MESSAGES:,} messages: {held:.0f} MB, {each:.1f} kB a message (goal: 250 MB)")
        print(f"  posted in {late:.0f} s")


async def unheard(folder: Path) -> None:
    """Measure posting when nobody fetches the events of 10,000 earlier messages."""
    async with serving(*workspace_of(HEARING, folder)) as ours, client() as session:
        first = statistics.median([await post(session, ours, BATCH) for _ in range(ROUNDS)])
        await post(session, ours, 10_000)
        last = statistics.median([await post(session, ours, BATCH) for _ in range(ROUNDS)])
    show(f"{BATCH} messages with 10,000 events nobody fetched, against at first", last, first, 1.5)


async def commanding(_: Path) -> None:
    """Have 1,000 slash commands in flight at once and count the acks; the app does nothing but ack."""
    sandbox = ("bot", "sandbox", "--workspace-only", "--port", "0")
    async with serving(*sandbox) as ours, client() as session, app(ours):
        control = ours.api.replace("/api/", "/control/")
        await ready(session, control)
        typed = {"as": "ana", "channel": "#atlas", "command": "/task", "text": "help"}
        begun = time.perf_counter()
        answers = await asyncio.gather(
            *(call(session, f"{control}command", json.dumps(typed).encode()) for _ in range(COMMANDS))
        )
        took = time.perf_counter() - begun
    lost = [answer["error"] for answer in answers if not answer["ok"]]
    print(f"{COMMANDS} slash commands in flight: {len(lost)} lost (goal: 0), all answered in {took:.1f} s")
    if lost:
        print(f"  for example: {lost[0]}")


async def paging(folder: Path) -> None:
    """Measure the page with 5,000 messages in a channel, where there is a browser."""
    if importlib.util.find_spec("benchmarks.page") is None:
        print("the page with 5,000 messages: not measured (there is no measure of it)")
        return
    page = importlib.import_module("benchmarks.page")
    await page.measure(folder)


def workspace_of(manifest: dict[str, Any], folder: Path) -> tuple[str, ...]:
    """Give the words that start a workspace for the app of `manifest`."""
    file = folder / "manifest.json"
    file.write_text(json.dumps(manifest))
    return ("bot", "sandbox", "--workspace-only", "--port", "0", "--manifest", str(file))


@contextlib.asynccontextmanager
async def serving(*words: str) -> AsyncIterator[Server]:
    """Run `python -m WORDS`, which prints its settings; it is there when this begins."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *words, stdout=asyncio.subprocess.PIPE, env=os.environ | {"LOG_LEVEL": "ERROR"}
    )
    assert process.stdout is not None
    settings: dict[str, str] = {}
    try:
        async with asyncio.timeout(60):
            while "SLACK_SIGNING_SECRET" not in settings:
                line = await process.stdout.readline()
                if not line:
                    raise RuntimeError(f"{words} ended before it served")
                name, _, value = line.decode().strip().partition("=")
                settings[name] = value
        yield Server(process, settings)
    finally:
        process.kill()
        await process.communicate()


@contextlib.asynccontextmanager
async def app(server: Server) -> AsyncIterator[None]:
    """Run the smallest Bolt app against a server until this ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.bolt"),
        env=os.environ | server.settings | {"DATABASE_URL": "sqlite:///none.db", "LOG_LEVEL": "ERROR"},
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


@contextlib.asynccontextmanager
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    """Open a session that keeps its connections."""
    headers = {"Authorization": "Bearer xoxb-sandbox-bot", "Content-Type": "application/json"}
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:
        yield session


async def post(session: aiohttp.ClientSession, server: Server, count: int) -> float:
    """Post `count` messages, a few at a time; return the seconds it took."""
    left = iter(range(count))

    async def some() -> None:
        for _ in left:
            answer = await call(session, f"{server.api}chat.postMessage", BODY)
            if not answer["ok"]:
                raise RuntimeError(answer["error"])

    begun = time.perf_counter()
    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    return time.perf_counter() - begun


async def call(session: aiohttp.ClientSession, url: str, body: bytes) -> dict[str, Any]:
    """Post JSON and read the answer."""
    async with session.post(url, data=body) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def ready(session: aiohttp.ClientSession, control: str) -> None:
    """Wait until an app is connected."""
    async with asyncio.timeout(60):
        while True:
            async with session.get(f"{control}state") as answer:
                if (await answer.json())["ready"]:
                    return
            await asyncio.sleep(0.05)
