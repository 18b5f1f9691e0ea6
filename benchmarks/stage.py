"""A workspace in this process and an app in its own: what each row of the bench is measured on."""

import asyncio
import itertools
import json
import os
import secrets
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.play import manifest
from bot.sandbox import Sandbox

COUNT = itertools.count(1)
MUSTER = ("bot", "run")


class Standing(SystemClock):
    """The machine's clock; nobody moves it here."""

    def move(self, to: object) -> None:
        raise AssertionError("the bench runs in real time")


@dataclass(frozen=True)
class App:
    """One app, connected to a workspace of its own."""

    sandbox: Sandbox
    process: asyncio.subprocess.Process

    async def asks(self, text: str, command: str = "/task") -> float:
        """Send a slash command; return the seconds from its frame sent to its ack received."""
        ident, frame = envelope(command, text)
        begun = time.perf_counter()
        ack = await self.sandbox.core.sockets.exchange(ident, frame)
        took = time.perf_counter() - begun
        if "did not work" in str(ack):
            raise RuntimeError(ack["text"])
        return took

    @property
    def memory(self) -> float:
        """Return what the process holds in memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@asynccontextmanager
async def workspace() -> AsyncIterator[Sandbox]:
    """Serve a workspace in this process."""
    sandbox = Sandbox(manifest=manifest(), clock=Standing())
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@asynccontextmanager
async def app(database: Path | str, *words: str) -> AsyncIterator[App]:
    """Run `python -m WORDS` against a workspace of its own; it is connected when this begins."""
    async with workspace() as sandbox, running(sandbox, database, *words) as found:
        yield found


@asynccontextmanager
async def running(sandbox: Sandbox, database: Path | str, *words: str) -> AsyncIterator[App]:
    """Run `python -m WORDS` against `sandbox` until this ends; `database` is a SQLite file or an address."""
    url = database if isinstance(database, str) else f"sqlite:///{database}"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *words,
        env=os.environ
        | {
            "SLACK_API_URL": sandbox.api_url,
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_APP_TOKEN": sandbox.app_token,
            "DATABASE_URL": url,
            "LOG_LEVEL": "ERROR",
        },
    )
    try:
        async with asyncio.timeout(60):
            while not sandbox.core.sockets.connected:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.002)
        yield App(sandbox, process)
    finally:
        process.terminate()
        await process.wait()


def envelope(command: str, text: str) -> tuple[str, str]:
    """Return a new id and the frame that carries a slash command of Ana's in #atlas."""
    ident = secrets.token_hex(16)
    payload: dict[str, Any] = {
        "token": "bench",
        "team_id": "T0ATLAS",
        "team_domain": "northwind",
        "channel_id": "C0ATLAS",
        "channel_name": "atlas",
        "user_id": "U0ANA",
        "user_name": "ana",
        "command": command,
        "text": text,
        "api_app_id": "A0MUSTER",
        "is_enterprise_install": "false",
        "trigger_id": f"bench.{next(COUNT)}",
        "response_url": "http://127.0.0.1:9/never",
    }
    envelope = {"envelope_id": ident, "type": "slash_commands", "payload": payload}
    return ident, json.dumps(envelope | {"accepts_response_payload": True})
