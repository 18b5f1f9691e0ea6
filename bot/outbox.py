"""Brings Slack to what the post rows say. Every retry is a decision written on the row."""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.clock import Clock
from bot.delivery import Claimed, Delivery, Patience
from bot.slack import Fault, Refused, Sent
from storage import facts, posts
from storage.db import Store

BEGIN_WITHIN = 2 / 3  # of the lease: what is left outlives any request
log = logging.getLogger("muster.outbox")


class Outbox:
    """Claims due posts, has them delivered, and writes down what happened."""

    def __init__(self, store: Store, clock: Clock, delivery: Delivery, patience: Patience) -> None:
        self._store, self._clock = store, clock
        self._delivery, self._patience = delivery, patience
        self._under_way: dict[asyncio.Future[None], int] = {}  # a look or a sending → its post's id
        self._outcomes: list[facts.Outcome] = []  # of attempts that ended, not written down yet

    async def start(self) -> None:
        """Take over what an earlier process left under way; only for the one worker of a database."""
        await self._store.write(posts.recover, real=self._clock.real(), everything=self._store.is_sqlite)

    async def step(self) -> bool:
        """Write down what ended, and begin wherever a hand is free; each that ends wakes the loop again."""
        now, real = self._clock.now(), self._clock.real()
        if not self._outcomes and not await self._store.read(posts.has_work, now=now, real=real):
            return False
        first_look = timedelta(seconds=self._patience.first_look)
        for post in await self._store.read(posts.list_uncertain, real=real, first_look=first_look):
            if post.id not in self._under_way.values():
                self._begin(post, self._look(post))
        ended, self._outcomes = self._outcomes, []
        free = max(0, self._patience.hands - len(self._under_way))
        try:
            claimed = await self._store.write(self._pass, ended, now, real, free)
        except BaseException:
            self._outcomes[:0] = ended
            raise
        for one in claimed:
            self._begin(one.post, self._send(one))
        return False

    async def stop(self) -> None:
        """Let what is under way end and write it down; the rest stays on record."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._store.write(posts.settle, self._outcomes)

    def _pass(
        self, tx: Session, ended: list[facts.Outcome], now: datetime, real: datetime, free: int
    ) -> list[Claimed]:
        kept = posts.settle(tx, ended)
        if kept < len(ended):
            log.warning("%s posts had lost their lease, so nothing was written of them", len(ended) - kept)
        for reason, team_id in {(one.reason, one.post.team_id) for one in ended if one.shuts}:
            posts.hold_all(tx, team_id, reason=reason)
        posts.recover(tx, real=real)
        posts.skip_late(tx, now=now)
        lease = timedelta(seconds=self._patience.lease)
        until = real + lease * BEGIN_WITHIN
        claimed = posts.claim(tx, now=now, real=real, lease=lease, limit=free) if free else []
        return [Claimed(post, token, until) for post, token in claimed]

    def _begin(self, post: facts.Post, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way[task] = post.id
        task.add_done_callback(lambda ended: self._ended(post, ended))

    def _ended(self, post: facts.Post, ended: asyncio.Future[None]) -> None:
        del self._under_way[ended]
        if ended.cancelled():
            return
        if error := ended.exception():
            # Its row says SENDING or UNCERTAIN, so the next passes take it up again; not at once, though.
            log.error("Post %s (%s) was left as it is", post.id, post.kind, exc_info=error)
        else:
            self._store.on_wake("posts")

    async def _send(self, claimed: Claimed) -> None:
        outcome = await self._delivery.send(claimed)
        self._outcomes.append(outcome)  # to the list of this moment: a pass may have taken the one before

    async def _look(self, post: facts.Post) -> None:
        match await self._delivery.look(post):
            case Sent(place, ts):
                await self._store.write(posts.found, post, ts=ts, slack_channel=place)
            case Refused(Fault.HOLD | Fault.SHUT | Fault.DEAD, reason):
                await self._store.write(posts.hold, post, reason=f"cannot look for it: {reason}")
            case Refused(_, _, after):
                await self._store.write(posts.look_later, post, at=self._later(max(after, 1.0)))
            case None:
                again = self._later(self._patience.second_look) if post.looks == 0 else None
                await self._store.write(posts.not_found, post, look_again=again)

    def _later(self, seconds: float) -> datetime:
        return self._clock.real() + timedelta(seconds=seconds)
