"""Plays the sandbox: a Slack-like workspace on this machine, with Muster in it."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bot.app import Muster
from bot.clock import MovableClock
from bot.outbox import Patience
from bot.sandbox import START, Idle, Sandbox
from bot.settings import Settings
from storage.db import Store
from storage.upgrade import upgrade

ROOT = Path(__file__).parent.parent
QUICK = Patience(lease=10, first_look=0.2, second_look=0.3, pace=0, backoff=0.05, batch=50)


@dataclass(frozen=True, slots=True)
class Stage:
    """A workspace and the Muster in it."""

    sandbox: Sandbox
    muster: Muster
    store: Store
    clock: MovableClock


def manifest() -> dict[str, Any]:
    """Read the app's manifest, as it would be pasted into Slack."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return found


@contextlib.asynccontextmanager
async def stage(
    database: Path,
    *,
    port: int = 0,
    start: datetime = START,
    still: bool = True,
    snapshot: dict[str, Any] | None = None,
    patience: Patience = QUICK,
) -> AsyncIterator[Stage]:
    """Start a workspace and a Muster with an existing, migrated SQLite file; stop both afterwards."""
    clock = MovableClock(start, still=still)
    sandbox = Sandbox(manifest=manifest(), clock=clock, snapshot=snapshot)
    await sandbox.start(port)
    settings = Settings.model_validate(
        {
            "slack_bot_token": sandbox.bot_token,
            "slack_app_token": sandbox.app_token,
            "slack_api_url": sandbox.api_url,
        }
    )
    with Store(f"sqlite:///{database}") as store:
        muster = Muster(settings, store, clock, patience)

        async def idle() -> Idle:
            rest = await muster.rest()
            return Idle(rest.idle, rest.next_due)

        try:
            await muster.start()
            sandbox.idle = idle
            yield Stage(sandbox, muster, store, clock)
        finally:
            await muster.stop()
            await sandbox.stop()


def play(port: int, *, script: str | None, alone: bool, empty: bool) -> int:
    """Run the sandbox until Ctrl-C, or through one scene; return the exit code."""
    return asyncio.run(_alone(port) if alone else _play(port))


async def _alone(port: int) -> int:
    clock = MovableClock(START)
    sandbox = Sandbox(manifest=manifest(), clock=clock)
    await sandbox.start(port)
    print(f"The workspace is at {sandbox.url}")
    print(f"SLACK_API_URL={sandbox.api_url}")
    print(f"SLACK_BOT_TOKEN={sandbox.bot_token}")
    print(f"SLACK_APP_TOKEN={sandbox.app_token}", flush=True)
    await _until_stopped()
    await sandbox.stop()
    return 0


async def _play(port: int) -> int:
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        database = Path(folder) / "muster.db"
        upgrade(f"sqlite:///{database}")
        async with stage(database, port=port, still=False) as here:
            print(f"Muster is at {here.sandbox.url}  (Ctrl-C ends it)", flush=True)
            await _until_stopped()
    return 0


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
