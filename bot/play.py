"""Plays the sandbox: a Slack-like workspace on this machine, with Muster in it."""

import asyncio
import contextlib
import hashlib
import json
import shutil
import signal
import socket
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.app import Muster
from bot.clock import MovableClock
from bot.delivery import Patience
from bot.kept import Folder, Unusable, opened, replace
from bot.sandbox import START, Due, Idle, Sandbox, name_of
from bot.scene import Player, SceneError
from bot.settings import Settings
from bot.upcoming import listed
from storage.db import Store
from storage.upgrade import upgrade

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "bot" / "scenes" / "atlas.scene"
CACHE = ROOT / ".cache" / "sandbox"
QUICK = Patience(
    lease=10, request=3, first_look=0.2, second_look=0.3, breath=0, pace=0, backoff=0.05, order=0.05, hands=50
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line. Without `folder` nothing is kept."""

    port: int
    script: Path | None = None
    empty: bool = False
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A workspace and the Muster in it."""

    sandbox: Sandbox
    muster: Muster
    store: Store
    clock: MovableClock


def manifest() -> dict[str, Any]:
    """Read the app's manifest, as it would be pasted into Slack."""
    found: dict[str, Any] = yaml.load((ROOT / "manifest.yml").read_text(), yaml.CSafeLoader)
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

        async def upcoming() -> list[Due]:
            return [Due(label, at) for label, at in await store.read(listed)]

        try:
            await muster.start()
            sandbox.idle = idle
            sandbox.upcoming = upcoming
            yield Stage(sandbox, muster, store, clock)
        finally:
            await muster.stop()
            await sandbox.stop()


def play(wish: Wish) -> int:
    """Run the sandbox until it is told to stop, or through one scene; return the exit code."""
    try:
        script = read_script(wish.script) if wish.script else None
        with contextlib.ExitStack() as stack:
            if wish.folder:
                folder = stack.enter_context(opened(wish.folder))
                if folder.kept and wish.empty:
                    raise Unusable(f"{wish.folder} holds a workspace already; --empty is for a new one.")
                return asyncio.run(_play(wish, script, folder))
            new = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="muster-")))
            return asyncio.run(_play(wish, script, Folder(new, None)))
    except Unusable as trouble:
        print(trouble, file=sys.stderr)
        return 2


def read_script(path: Path) -> str:
    """Read a scene. Raises Unusable."""
    try:
        return path.read_text()
    except OSError as error:
        raise Unusable(f"The scene {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unusable(f"The scene {path} is no text.") from None


async def _play(wish: Wish, script: str | None, folder: Folder) -> int:
    folder.refuse_another(name_of(manifest()))
    port, is_over = free_port(wish.port), False
    while not is_over:
        start, snapshot = await _begin(folder, empty=wish.empty)
        print("Starting the workspace and Muster ...", flush=True)
        still = bool(script)
        async with stage(folder.database, port=port, still=still, start=start, snapshot=snapshot) as here:
            keeping = folder.keeping(here.sandbox) if wish.folder else contextlib.nullcontext()
            async with keeping:
                if script:
                    return await _script(here, script)
                print(f"Muster is at {here.sandbox.url}  (Ctrl-C ends it)", flush=True)
                is_over = await _ended(here.sandbox)
                port = here.sandbox.port
        folder = folder if is_over else folder.emptied()
    print(f"Stopped; kept in {wish.folder}." if wish.folder else "Stopped; nothing was kept.")
    return 0


async def _ended(sandbox: Sandbox) -> bool:
    """Wait until the sandbox is told to stop, or, False, to start over."""
    again = asyncio.Event()
    sandbox.app.start_over = again.set
    ways = [asyncio.ensure_future(until_stopped()), asyncio.ensure_future(again.wait())]
    done, left = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in left:
        way.cancel()
    return ways[0] in done


async def _begin(folder: Folder, *, empty: bool) -> tuple[datetime, dict[str, Any] | None]:
    """Bring the folder's database to this version, or make one; return when and how the workspace starts."""
    if folder.kept is None and not empty:
        return await sample(folder.database)
    try:
        upgrade(f"sqlite:///{folder.database}")
    except (SQLAlchemyError, CommandError, RuntimeError) as error:
        why = str(error).splitlines()[0]
        raise Unusable(f"{folder.database} is no database this version of Muster can use: {why}") from None
    return (folder.kept.now, folder.kept.snapshot) if folder.kept else (START, None)


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
    replace(kept / "muster.db", database.read_bytes())
    replace(kept / "workspace.json", json.dumps(found).encode())


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for folder in ("bot", "commands", "storage"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".scene"):
                digest.update(path.read_bytes())
    digest.update((ROOT / "manifest.yml").read_bytes())
    return digest.hexdigest()[:16]


def free_port(wanted: int) -> int:
    """Give the port asked for, or 0 (any) when somebody has it, and say so."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError as error:
            print(f"# Port {wanted} cannot be had ({error.strerror}), so another is used.", flush=True)
            return 0
    return wanted


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


async def until_stopped() -> None:
    """Wait for Ctrl-C or a polite end."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
