"""What Muster does each hour: held posts again, old things forgotten, who is where read anew."""

import asyncio
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot import directory, routes
from bot.clock import Clock
from storage import drafts, exports, facts, notices, posts, seen, timers, workspaces
from storage.db import Store

HOUR = timedelta(hours=1)
# What is read counts for a day. So much passes at once only where the machine slept, or a workspace's clock
# was moved; to read each hour that is skipped over would take longer than all else.
JUMP = 12 * HOUR


class Hourly:
    """The hourly work. `step` is its pass; what was done last is counted from the start of the process."""

    def __init__(self, store: Store, clock: Clock, client: AsyncWebClient) -> None:
        self._store, self._clock, self._client = store, clock, client
        self._team: facts.Team | None = None
        self._done_at, self._done_real = clock.now(), clock.real()
        self._one = asyncio.Lock()

    async def start(self, team: facts.Team) -> None:
        """Read people and channels, and count the hours from now. Raises SlackApiError."""
        self._team = team
        await self._read()

    def is_due(self, now: datetime) -> bool:
        """Tell whether an hour has passed, or the clock has jumped."""
        is_hour = abs(now - self._done_at) >= HOUR and self._clock.real() - self._done_real >= HOUR
        return self._team is not None and (is_hour or self._has_jumped(now))

    def _has_jumped(self, now: datetime) -> bool:
        return abs(now - self._done_at) >= JUMP

    async def step(self) -> bool:
        """Do what is due; there is never more at once."""
        async with self._one:
            if self.is_due(self._clock.now()):
                await self.run()
        return False

    async def catch_up(self) -> None:
        """After a jump of the clock, wait until who is where was read: it counts for a day only."""
        if self._has_jumped(self._clock.now()):
            await self.step()

    async def run(self) -> None:
        """Try held posts again, forget what is old, and read people and channels. Raises SlackApiError.

        What needs no answer of Slack comes first: a workspace that refuses to be read keeps nothing held.
        """
        await self._store.write(_tidy, self._clock.now())
        for tidy in routes.TIDIES:
            while await self._store.write(tidy, self._clock.now()):
                pass
        await self._read()

    async def _read(self) -> None:
        if self._team is None:
            return
        now, real = self._clock.now(), self._clock.real()
        try:
            await directory.read_all(self._store, self._client, self._team, now)
        finally:
            self._done_at, self._done_real = now, real  # who refuses is asked again in an hour, not at once


def _tidy(tx: Session, now: datetime) -> None:
    for team in workspaces.list_teams(tx):
        posts.release(tx, team.id)
    seen.forget(tx, now=now)
    drafts.forget(tx, now=now)
    timers.forget(tx, now=now)
    notices.forget(tx, now=now)
    exports.forget(tx, now=now)
