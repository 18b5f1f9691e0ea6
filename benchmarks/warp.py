"""An event loop whose waits cost nothing: when only timers are left to wait for, its time jumps to the next.

Work in threads is real and takes no simulated time.
"""

import asyncio
import selectors
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from storage.db import Store

P = ParamSpec("P")
T = TypeVar("T")
LOOK = 0.001  # real seconds between two looks at threads that work


class Counted(Store):
    """A store that knows how many of its transactions are under way."""

    under_way = 0

    async def read(self, fn: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Read as a store does."""
        self.under_way += 1
        try:
            return await super().read(fn, *args, **kwargs)
        finally:
            self.under_way -= 1

    async def write(
        self, fn: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Write as a store does."""
        self.under_way += 1
        try:
            return await super().write(fn, *args, **kwargs)
        finally:
            self.under_way -= 1


class _Selector(selectors.DefaultSelector):
    loop: "Warp"

    def select(self, timeout: float | None = None) -> Any:
        """Wait for sockets and threads really, and for timers not at all."""
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        if self.loop.store is not None and self.loop.store.under_way:
            return super().select(LOOK)
        found = super().select(0)
        if not found:
            self.loop.passed += timeout
        return found


class Warp(asyncio.SelectorEventLoop):
    """That loop. `store` is the one whose threads are waited for."""

    def __init__(self) -> None:
        selector = _Selector()
        self.passed = 0.0
        self.store: Counted | None = None
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        """Return the simulated seconds since the start."""
        return self.passed


class Simulated:
    """A clock by that loop; both times are one."""

    def __init__(self, start: datetime, loop: Warp) -> None:
        self._start, self._loop = start, loop

    def now(self) -> datetime:
        """Return the simulated time."""
        return self._start + timedelta(seconds=self._loop.passed)

    def real(self) -> datetime:
        """Return the simulated time."""
        return self.now()
