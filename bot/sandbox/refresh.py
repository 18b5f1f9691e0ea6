"""Connections that are to go by the clock, as Slack has them do every few hours: one at a time."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.sockets import Sockets

AHEAD = timedelta(
    seconds=10
)  # how long before it must go a connection is warned; Source: Using Socket Mode page
GRACE = timedelta(seconds=10)  # and how long it may stay after it was asked to go
WARNED = 2 / 3  # how often the warning comes at all
SEED = 32


class Refresh:
    """Every `switches.refresh` minutes, by the domain clock, has one connection go; with 0 none."""

    def __init__(self, sockets: Sockets, faults: Faults, now: Callable[[], datetime]) -> None:
        self._sockets, self._faults, self._now = sockets, faults, now
        self._chance = random.Random(SEED)  # noqa: S311 - the same choices at every start, not a secret
        self._every = timedelta(0)
        self._steps: list[tuple[datetime, str]] = []
        self._socket: web.WebSocketResponse | None = None

    @property
    def next_due(self) -> datetime | None:
        """The domain time of the next step; None when connections may stay."""
        return self._steps[0][0] if self._steps else None

    async def pump(self) -> None:
        """Do what is due."""
        every = timedelta(minutes=self._faults.switches.refresh)
        if every != self._every:
            self._every = every
            self._steps = self._planned(self._now()) if every else []
        while self._steps and self._steps[0][0] <= self._now():
            at, step = self._steps.pop(0)
            if not self._steps:
                self._steps = self._planned(max(at - GRACE, self._now() - every))
            await self._take(step)

    def _planned(self, begin: datetime) -> list[tuple[datetime, str]]:
        end = begin + self._every
        warning = [(end - AHEAD, "warning")] if self._chance.random() < WARNED else []
        return [*warning, (end, "refresh_requested"), (end + GRACE, "close")]

    async def _take(self, step: str) -> None:
        if step == "close":
            await self._sockets.close(self._socket)
            self._socket = None
            return
        self._socket = self._socket or self._sockets.choose()
        await self._sockets.disconnect(step, self._socket)
