"""A folder that keeps a sandbox between its starts: the workspace, its moment and Muster's database."""

import asyncio
import contextlib
import json
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import lock
from bot.sandbox import Kept, Sandbox, Unreadable, read_kept

WORKSPACE = "workspace.json"
DATABASE = "sandbox.db"
LOOK = 0.25  # real seconds between two looks whether anything changed
SHARE = 20  # a large workspace is written so seldom that writing takes at most 1/20 of the time
QUIET = 60.0  # real seconds after which a clock that merely ran on is written


class Unusable(Exception):
    """A folder or file cannot be used; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder this process alone keeps a sandbox in. `kept` is what stood there, None in a new one."""

    path: Path
    kept: Kept | None

    @property
    def database(self) -> Path:
        """Where Muster's database is."""
        return self.path / DATABASE

    def refuse_another(self, app: str) -> None:
        """Raise Unusable when what is kept is the workspace of an app called otherwise."""
        if self.kept and self.kept.app != app:
            raise Unusable(
                f"{self.path} keeps the workspace of {self.kept.app}, not of {app}. "
                "Nothing in it was changed. Name another folder with --data."
            )

    def emptied(self) -> "Folder":
        """Forget what is kept, and give the folder as a new one."""
        (self.path / WORKSPACE).unlink(missing_ok=True)
        for ending in ("", "-wal", "-shm"):
            (self.path / f"{DATABASE}{ending}").unlink(missing_ok=True)
        return Folder(self.path, None)

    def write(self, sandbox: Sandbox) -> None:
        """Keep the workspace as it is now."""
        replace(self.path / WORKSPACE, sandbox.export().encode())

    @contextlib.asynccontextmanager
    async def keeping(self, sandbox: Sandbox) -> AsyncIterator[None]:
        """Keep the workspace now, soon after each change, and at the end."""
        self.write(sandbox)
        looking = asyncio.create_task(self._look(sandbox))
        try:
            yield
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
            self.write(sandbox)

    async def _look(self, sandbox: Sandbox) -> None:
        loop = asyncio.get_running_loop()
        seen, written, pause = sandbox.changes, loop.time(), LOOK
        while True:
            await asyncio.sleep(pause)
            begun = loop.time()
            if seen == sandbox.changes and begun - written < QUIET:
                continue
            seen = sandbox.changes
            self.write(sandbox)
            written = loop.time()
            pause = max(LOOK, (written - begun) * SHARE)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """Open or make a folder for this process alone. Raises Unusable, and then changes nothing in it."""
    _refuse_foreign(path)
    kept = _read(path / WORKSPACE)
    path.mkdir(parents=True, exist_ok=True)
    try:
        held = lock.take(f"sqlite:///{path / DATABASE}")
    except lock.Held as error:
        raise Unusable(f"{error} Stop that sandbox first, or name another folder.") from None
    with held or contextlib.nullcontext():
        for begun in path.glob(f"{WORKSPACE}.*"):  # what a process was writing when it was killed
            begun.unlink()
        folder = Folder(path, kept)
        # A start that was cut short may have left a database of its own.
        yield folder if kept else folder.emptied()


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, whatever ends this process and whoever else writes it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def _refuse_foreign(path: Path) -> None:
    try:
        names = [one.name for one in path.iterdir()] if path.exists() else []
    except NotADirectoryError:
        raise Unusable(f"{path} is a file. Name a folder with --data.") from None
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}. Name another folder with --data.") from None
    foreign = sorted(name for name in names if not name.startswith((WORKSPACE, DATABASE)))
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise Unusable(
            f"{path} holds something else ({foreign[0]}{more}). Nothing in it was changed. "
            "Name an empty or new folder with --data."
        )


def _read(path: Path) -> Kept | None:
    try:
        return read_kept(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}. Nothing was changed.") from None
    except (ValueError, Unreadable) as error:
        why = error if isinstance(error, Unreadable) else "It is not JSON."
        raise Unusable(f"{path} is no workspace this version can read: {why} Nothing was changed.") from None
