"""A real Muster process, killed between any two steps of a post's life, and started again."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.play import manifest
from bot.sandbox import START, Sandbox
from tests.world import find, words

MOST_STEPS = 60


class Victim:
    """A workspace of its own, and a Muster process that dies and comes back."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession, folder: Path) -> None:
        self._sandbox, self._session = sandbox, session
        self._database, self._armed = folder / "muster.db", folder / "armed"
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, step: int) -> None:
        """Start Muster, to be killed at outside step `step` once armed; wait until it is connected."""
        self._armed.unlink(missing_ok=True)
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.killable",
            str(step),
            str(self._armed),
            "run",
            "--clock",
            self._sandbox.url,
            env=os.environ
            | {
                "SLACK_API_URL": self._sandbox.api_url,
                "SLACK_BOT_TOKEN": self._sandbox.bot_token,
                "SLACK_APP_TOKEN": self._sandbox.app_token,
                "DATABASE_URL": f"sqlite:///{self._database}",
                "MUSTER_PACE": "0.01",
                "LOG_LEVEL": "ERROR",
            },
        )
        async with asyncio.timeout(30):
            while not (await self._control("state"))["ready"]:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.02)

    async def scene(self, title: str) -> None:
        """Have Ana add a task and finish it from its card, whatever happens to Muster meanwhile."""
        self._armed.touch()
        await self._control("command", {"as": "ana", "channel": "#atlas", "command": "/task", "text": title})
        await self._control("clock", {"by": "0m"})
        for card in await self.cards(title):
            button = find(card, "Done")
            pressed = {"as": "ben", "channel": "#atlas", "ts": card["ts"], **button}
            await self._control("click", {**pressed, "value": button["value"]})
        await self._control("clock", {"by": "0m"})

    async def is_alive(self) -> bool:
        """Tell whether the process lives on."""
        assert self.process is not None
        await asyncio.sleep(0.05)
        return self.process.returncode is None

    async def settle(self) -> None:
        """Wait until everything owed has been shown."""
        moved = await self._control("clock", {"by": "0m"})
        assert moved["settled"], moved

    async def cards(self, title: str) -> list[dict[str, Any]]:
        """Return the cards in #atlas that show a title."""
        found = await self._control("messages", query={"as": "ana", "channel": "#atlas"})
        shown = [message for message in found["messages"] if not message.get("is_ephemeral")]
        return [message for message in shown if title in words(message)]

    def tasks(self, title: str) -> list[str]:
        """Return the status of each task of this title on record."""
        with sqlite3.connect(self._database) as db:
            return [row[0] for row in db.execute("SELECT status FROM task WHERE title = ?", (title,))]

    async def stop(self) -> None:
        """End the process for good."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def _control(self, path: str, body: Any = None, query: Any = None) -> dict[str, Any]:
        url = f"{self._sandbox.url}/control/{path}"
        call = (
            self._session.post(url, json=body) if body is not None else self._session.get(url, params=query)
        )
        async with call as answer:
            found: dict[str, Any] = await answer.json()
            return found


@pytest.fixture
async def victim(tmp_path: Path) -> AsyncIterator[Victim]:
    sandbox = Sandbox(manifest=manifest(), clock=MovableClock(START, still=True))
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        victim = Victim(sandbox, session, tmp_path)
        yield victim
        await victim.stop()
    await sandbox.stop()


async def test_killed_between_any_two_steps_nothing_is_lost_and_nothing_shows_twice(
    victim: Victim,
) -> None:
    seen: list[str] = []
    for step in range(1, MOST_STEPS):
        await victim.start(step)
        for earlier in seen:
            assert len(await victim.cards(earlier)) == len(victim.tasks(earlier)), earlier
        title = f"Move rack {step:03}"
        await victim.scene(title)
        survived = await victim.is_alive()
        await victim.stop()
        await victim.start(0)
        await victim.settle()

        cards, tasks = await victim.cards(title), victim.tasks(title)
        await victim.stop()

        assert len(tasks) <= 1
        assert len(cards) == len(tasks), f"killed at step {step}: {tasks} on record, {len(cards)} cards"
        if tasks == ["done"]:
            assert "Done by Ben Carter" in words(cards[0])
        seen.append(title)
        if survived:
            break

    assert survived, f"the scene has more than {MOST_STEPS} steps"
    assert step > 8, "the scene has no steps worth the name"
