"""`muster sandbox` as a process of its own, started as people start it, ended as they or a crash do."""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[2]


@dataclass
class Started:
    """A running sandbox. `settings` are the environment lines it printed."""

    process: asyncio.subprocess.Process
    url: str
    settings: dict[str, str]
    session: aiohttp.ClientSession

    async def post(self, action: str, **body: Any) -> dict[str, Any]:
        """Call /control; `as_` stands for "as"."""
        given = {name.rstrip("_"): value for name, value in body.items()}
        async with self.session.post(f"{self.url}/control/{action}", json=given) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def get(self, action: str, **query: str) -> dict[str, Any]:
        """Ask /control; `as_` stands for "as"."""
        given = {name.rstrip("_"): value for name, value in query.items()}
        async with self.session.get(f"{self.url}/control/{action}", params=given) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def ready(self) -> None:
        """Wait until the app in it is connected and idle."""
        async with asyncio.timeout(30):
            while not (await self.get("state"))["ready"]:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.02)

    async def begun_again(self) -> None:
        """Wait until it says anew where it is."""
        await _greeting(self.process, whole=False)

    async def kill(self) -> None:
        """End it as a crash does."""
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> str:
        """End it as Ctrl-C does; return what it still printed."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = await self.process.communicate()
        return rest.decode()


@asynccontextmanager
async def started(*options: str | Path) -> AsyncIterator[Started]:
    """Start `muster sandbox OPTIONS` on any free port; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *("-m", "bot", "sandbox", "--port", "0"), *map(str, options),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with aiohttp.ClientSession() as session:
            url, settings = await _greeting(process, whole="--workspace-only" in options)
            yield Started(process, url, settings, session)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def _greeting(process: asyncio.subprocess.Process, *, whole: bool) -> tuple[str, dict[str, str]]:
    assert process.stdout is not None
    url, settings = "", {}
    async with asyncio.timeout(60):
        while not url or (whole and "SLACK_SIGNING_SECRET" not in settings):
            line = (await process.stdout.readline()).decode()
            assert line, "the sandbox ended before it was there"
            if found := re.search(r" is at (http://\S+)", line):
                url = found[1]
            elif found := re.fullmatch(r"(\w+)=(\S*)\n", line):
                settings[found[1]] = found[2]
    return url, settings
