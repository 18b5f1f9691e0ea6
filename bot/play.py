"""Plays the sandbox: a Slack-like workspace on this machine, with Muster in it."""

import asyncio
import contextlib
import hashlib
import json
import shutil
import signal
import socket
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from bot.app import Muster
from bot.clock import MovableClock
from bot.outbox import Patience
from bot.sandbox import START, Idle, Sandbox
from bot.scene import Player, SceneError
from bot.settings import Settings
from storage.db import Store
from storage.upgrade import upgrade

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "bot" / "scenes" / "atlas.scene"
CACHE = ROOT / ".cache" / "sandbox"
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
    text = Path(script).read_text() if script else None
    return asyncio.run(_alone(port) if alone else _play(port, text, empty=empty))


async def _alone(port: int) -> int:
    sandbox = Sandbox(manifest=manifest(), clock=MovableClock(START))
    await sandbox.start(port)
    print(f"The workspace is at {sandbox.url}")
    print(f"SLACK_API_URL={sandbox.api_url}")
    print(f"SLACK_BOT_TOKEN={sandbox.bot_token}")
    print(f"SLACK_APP_TOKEN={sandbox.app_token}", flush=True)
    await _until_stopped()
    await sandbox.stop()
    return 0


async def _play(port: int, script: str | None, *, empty: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        database = Path(folder) / "muster.db"
        if empty:
            upgrade(f"sqlite:///{database}")
            start, snapshot = START, None
        else:
            start, snapshot = await sample(database)
        print("Starting the workspace and Muster ...", flush=True)
        chosen = port if _is_free(port) else 0
        if chosen != port:
            print(f"Port {port} is taken, so another is used.")
        async with stage(database, port=chosen, still=bool(script), start=start, snapshot=snapshot) as here:
            if script:
                return await _script(here, script)
            print(f"Muster is at {here.sandbox.url}  (Ctrl-C ends it)", flush=True)
            await _until_stopped()
    print("Stopped; nothing was kept.")
    return 0


async def sample(database: Path) -> tuple[datetime, dict[str, Any]]:
    """Copy the sample project to `database`; return when it stands and its workspace.

    It is played once, by people who type, and kept under a fingerprint of the code and the scene.
    """
    kept = CACHE / _fingerprint()
    if not (kept / "workspace.json").exists():
        print("Playing three weeks of the sample project (once, about a minute) ...", flush=True)
        await _play_sample(kept)
    shutil.copy(kept / "muster.db", database)
    found: dict[str, Any] = json.loads((kept / "workspace.json").read_text())
    return datetime.fromisoformat(found["now"]), found["workspace"]


async def _play_sample(kept: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        database = Path(folder) / "muster.db"
        upgrade(f"sqlite:///{database}")
        async with stage(database) as here, aiohttp.ClientSession() as session:
            player = Player(here.sandbox.url, session)
            await player.play(SAMPLE.read_text())
            await player.reload()
            found = {"now": here.clock.now().isoformat(), "workspace": here.sandbox.snapshot()}
        _keep(kept, database, found)


def _keep(kept: Path, database: Path, found: dict[str, Any]) -> None:
    with contextlib.closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for old in CACHE.glob("*"):
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)
    kept.mkdir(parents=True, exist_ok=True)
    _replace(kept / "muster.db", database.read_bytes())
    _replace(kept / "workspace.json", json.dumps(found).encode())


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: two tests may play the sample at once."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for folder in ("bot", "commands", "storage"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".scene"):
                digest.update(path.read_bytes())
    digest.update((ROOT / "manifest.yml").read_bytes())
    return digest.hexdigest()[:16]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


async def _script(here: Stage, script: str) -> int:
    async with aiohttp.ClientSession() as session:
        player = Player(here.sandbox.url, session)
        try:
            await player.play(script)
        except SceneError as error:
            print(error)
            return 1
        finally:
            print(await player.printed())
    return 0


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
