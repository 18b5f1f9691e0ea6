"""`muster run`, but killed (SIGKILL) at the Nth outside step after a file appears.

A step is the moment before or after a COMMIT, and before or after a request to Slack.
Usage: python -m tests.faults.killable STEP ARMED_FILE run --clock URL
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from bot.cli import main


class Fuse:
    """Counts steps once its file is there, and ends the process at the one chosen."""

    def __init__(self, step: int, armed: Path) -> None:
        self._left, self._armed = step, armed

    def burn(self) -> None:
        """Pass one step."""
        if not self._armed.exists():
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def arm(fuse: Fuse) -> None:
    """Put the fuse before and after every COMMIT and every request."""
    request = aiohttp.ClientSession._request
    committed: set[int] = set()

    async def fused(self: aiohttp.ClientSession, *args: Any, **kwargs: Any) -> Any:
        fuse.burn()
        answer = await request(self, *args, **kwargs)
        await answer.read() if answer.status != 101 else None
        fuse.burn()
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


if __name__ == "__main__":
    arm(Fuse(int(sys.argv[1]), Path(sys.argv[2])))
    sys.argv = ["muster", *sys.argv[3:]]
    main()
