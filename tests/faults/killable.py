"""`muster run`, but killed or stopped (SIGKILL, SIGSTOP) at one outside step after a file appears.

A step is the moment before or after a COMMIT, and before or after a request to Slack. It is chosen by its
number, or by its name ("before chat.postMessage"), which means the first of that name.
"""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

import bot.run  # noqa: F401 - what a Muster imports is imported once, and is there in each that is forked
from bot.cli import main


class Fuse:
    """Counts steps once its file is there, and ends the process at the one chosen."""

    def __init__(self, step: str, sent: signal.Signals, armed: Path) -> None:
        self._step, self._signal, self._armed = step, sent, armed
        self._passed = 0

    def burn(self, name: str = "") -> None:
        """Pass one step."""
        if not self._armed.exists():
            return
        self._passed += 1
        if self._step in (str(self._passed), name):
            self._step = ""
            os.kill(os.getpid(), self._signal)


def arm(fuse: Fuse) -> None:
    """Put the fuse before and after every COMMIT and every request."""
    request = aiohttp.ClientSession._request
    committed: set[int] = set()

    async def fused(self: aiohttp.ClientSession, *args: Any, **kwargs: Any) -> Any:
        method = str(args[1]).rpartition("/")[2]
        fuse.burn(f"before {method}")
        answer = await request(self, *args, **kwargs)
        await answer.read() if answer.status != 101 else None
        fuse.burn(f"after {method}")
        return answer

    @event.listens_for(Engine, "commit")
    def before(connection: Any) -> None:
        committed.add(id(connection.connection.dbapi_connection))
        fuse.burn()

    @event.listens_for(Pool, "checkin")
    def after(dbapi_connection: Any, _: Any) -> None:
        if id(dbapi_connection) in committed:
            committed.discard(id(dbapi_connection))
            fuse.burn()

    aiohttp.ClientSession._request = fused  # type: ignore[method-assign]


def run(fuse: Fuse, words: Sequence[str], settings: Mapping[str, str]) -> None:
    """Be a `muster` with these words and settings; for a process of its own."""
    arm(fuse)
    os.environ.update(settings)
    sys.argv = ["muster", *words]
    main()
