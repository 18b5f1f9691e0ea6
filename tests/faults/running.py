"""A workspace and Muster processes in it, which may die, freeze and come back."""

import asyncio
import multiprocessing
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import aiohttp
from sqlmodel import Session

from bot.clock import MovableClock
from bot.play import manifest
from bot.sandbox import START, Sandbox
from storage import posts, workspaces
from storage.db import Store
from storage.vocabulary import Noun, Place
from tests.faults import killable
from tests.world import Json, words

LINKS = 2  # connections of one Muster
FORKED = multiprocessing.get_context("forkserver")  # imports once what all of them need
FORKED.set_forkserver_preload([killable.__name__])


@dataclass
class Site:
    """One workspace, one database, and the processes that were started on them."""

    sandbox: Sandbox
    session: aiohttp.ClientSession
    url: str
    armed: Path
    processes: list[ForkServerProcess] = field(default_factory=list)

    async def start(self, step: str = "none", sent: str = "SIGKILL") -> ForkServerProcess:
        """Start a Muster, to get a signal at a step once armed; wait until it is connected."""
        links = len(self.sandbox.app.sockets._open) + LINKS
        settings = {
            "SLACK_API_URL": self.sandbox.api_url,
            "SLACK_BOT_TOKEN": self.sandbox.bot_token,
            "SLACK_APP_TOKEN": self.sandbox.app_token,
            "DATABASE_URL": self.url,
            "MUSTER_PACE": "0.01",
            "LOG_LEVEL": "CRITICAL",
        }
        fuse = killable.Fuse(step, signal.Signals[sent], self.armed)
        words = ("run", "--clock", self.sandbox.url)
        process = FORKED.Process(target=killable.run, args=(fuse, words, settings), daemon=True)
        process.start()
        self.processes.append(process)
        await until(lambda: len(self.sandbox.app.sockets._open) >= links or not process.is_alive())
        return process

    async def kill(self, process: ForkServerProcess) -> None:
        """End a process at once; nothing of it is connected afterwards."""
        process.kill()
        await until(lambda: not process.is_alive())
        self.processes.remove(process)
        await until(lambda: len(self.sandbox.app.sockets._open) <= LINKS * len(self.processes))

    async def control(self, path: str, **body: Any) -> Json:
        """Call /control with a JSON body; `as_` stands for "as"."""
        given = {name.rstrip("_"): value for name, value in body.items()}
        async with self.session.post(f"{self.sandbox.url}/control/{path}", json=given) as answer:
            found: Json = await answer.json()
            return found

    async def settle(self) -> None:
        """Wait until everything owed has been shown."""
        moved = await self.control("clock", by="0m")
        assert moved["settled"], moved

    def shown(self, channel: str) -> list[str]:
        """Return what the messages of a channel show, oldest first."""
        found = self.sandbox.core.workspace.channels[channel].messages.values()
        return [words({"text": one.text, "blocks": one.blocks}) for one in found]

    def told(self, user: str) -> list[str]:
        """Return what the direct messages of a user show, oldest first."""
        direct = [
            one for one in self.sandbox.core.workspace.channels.values() if one.is_im and user in one.members
        ]
        return [shown for one in direct for shown in self.shown(one.id)]

    def owe(self, count: int, channels: list[str], first: int = 1) -> None:
        """Owe messages "Rack N", in turn to channels, by ids; Muster must have read the channels."""

        def owe(tx: Session) -> None:
            [team] = workspaces.list_teams(tx)
            for number in range(first, first + count):
                channel = workspaces.find_channel(tx, team.id, channels[number % len(channels)])
                assert channel is not None
                where = {"place": Place.CHANNEL, "channel_id": channel.id}
                what = {"noun": Noun.EDITION, "subject_id": number, "frozen": message(number)}
                posts.owe(
                    tx, team.id, once=f"rack:{number}", kind="digest.edition", now=START, **where, **what
                )

        with Store(self.url) as store, Session(store.engine) as tx, tx.begin():
            owe(tx)


def message(number: int) -> Json:
    """Make one of many messages."""
    return {"text": f"Rack {number}", "blocks": []}


async def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something another process does."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.002)


@asynccontextmanager
async def site(url: str, folder: Path, channels: int = 0) -> AsyncIterator[Site]:
    """Serve a workspace, with channels C00001 and on if asked, and end every process of it afterwards."""
    clock = MovableClock(START, still=True)
    start = Sandbox(manifest=manifest(), clock=clock).snapshot()
    there = start["teams"][0]["workspace"]["channels"]
    like = there["C0ATLAS"]
    for ident in crowd(channels):
        there[ident] = {**like, "id": ident, "name": ident.lower(), "messages": {}}
    sandbox = Sandbox(manifest=manifest(), clock=clock, snapshot=start)
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        here = Site(sandbox, session, url, folder / "armed")
        try:
            yield here
        finally:
            for process in list(here.processes):
                await here.kill(process)
            await sandbox.stop()


def crowd(channels: int) -> list[str]:
    """Return the ids of that many channels."""
    return [f"C{number:05}" for number in range(1, channels + 1)]
