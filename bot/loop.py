"""Runs one pass again and again: when woken, and at least once a second."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

Step = Callable[[], Awaitable[bool]]
log = logging.getLogger("muster.loop")


class Loop:
    """One background loop. `step` does one pass and tells whether there may be more to do now.

    `breath` is the real seconds between a commit and the pass for it: whoever types comes first, and what
    several commands left is one pass.
    """

    def __init__(self, name: str, step: Step, breath: float = 0) -> None:
        self.name = name
        self.is_busy = False
        self._step = step
        self._breath = breath
        self._woken = asyncio.Event()
        self._rousing: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, with a first pass at once."""
        self.wake()
        self._task = asyncio.create_task(self._run(), name=self.name)

    def wake(self) -> None:
        """Have a pass made now; one that runs is followed by another."""
        self.is_busy = True
        self._woken.set()
        if self._rousing is not None:
            self._rousing.cancel()
            self._rousing = None

    def rouse(self) -> None:
        """Have a pass made after a breath, one for all that is committed meanwhile."""
        self.is_busy = True
        if self._rousing is None:
            self._rousing = asyncio.get_running_loop().call_later(self._breath, self.wake)

    async def stop(self) -> None:
        """End after the pass that runs."""
        if self._rousing is not None:
            self._rousing.cancel()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                while await self._step():
                    pass
            except Exception:
                log.exception("A pass of %s failed; the next one tries again", self.name)
            self.is_busy = self._woken.is_set() or self._rousing is not None
