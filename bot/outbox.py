"""Brings Slack to what the post rows say. Every retry is a decision written on the row."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from bot.clock import Clock
from bot.delivery import Claimed, Delivery, Patience, Target, Undrawn
from bot.slack import Fault, Refused, Sent
from storage import attempts, facts, posts
from storage.db import Store, leased_at
from storage.loop_facts import Outcome

BEGIN_WITHIN = 2 / 3  # of the lease: what is left outlives any request
ORDERED = 400  # posts whose order is worked out at once
log = logging.getLogger("muster.outbox")


class Outbox:
    """Claims due posts, has them delivered, and writes down what happened."""

    def __init__(self, store: Store, clock: Clock, delivery: Delivery, patience: Patience) -> None:
        self._store, self._clock = store, clock
        self._delivery, self._patience = delivery, patience
        self.on_free: Callable[[], None] = lambda: None  # a hand is free, and an outcome to be written down
        self._under_way: dict[asyncio.Future[None], int] = {}  # a look or a sending → its post's id
        self._outcomes: list[Outcome] = []  # of attempts that ended, not written down yet
        self._worker = secrets.token_hex(8)
        self._order = timedelta(seconds=patience.order)
        self._next: list[int] = []  # posts to send, in order; the claim judges each of them again
        self._looked_at = datetime.min.replace(tzinfo=UTC)

    async def start(self) -> None:
        """Take over what an earlier process left under way; only for the one worker of a database."""
        await self._store.write(attempts.recover, real=self._clock.real(), everything=self._store.is_sqlite)

    async def step(self) -> bool:
        """Write down what ended, and begin wherever a hand is free; each that ends wakes the loop again."""
        now, real = self._clock.now(), self._clock.real()
        if not self._outcomes and not await self._store.read(attempts.has_work, now=now, real=real):
            return False
        free = max(0, self._patience.hands - len(self._under_way))
        is_time = real - self._looked_at > self._order
        if is_time:
            await self._look_round(now, real)
        if is_time or (free and not self._next):
            self._next = await self._store.read(
                attempts.list_sendable, now=now, real=real, worker=self._worker, limit=ORDERED
            )
        ids, self._next = self._next[:free], self._next[free:]
        ended, self._outcomes = self._outcomes, []
        try:
            claimed = await self._store.write(self._pass, ended, ids, now, real)
        except BaseException:
            self._outcomes[:0] = ended
            raise
        for one, target in await self._store.read(self._delivery.draw, claimed) if claimed else []:
            self._begin(one.post, self._send(one, target))
        return False

    async def stop(self) -> None:
        """Let what is under way end and write it down; the rest stays on record."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._store.write(attempts.settle, self._outcomes)
        await self._store.write(attempts.free_teams, self._worker)

    async def _look_round(self, now: datetime, real: datetime) -> None:
        """Take up what was lost, skip what is late, and look in Slack for what is uncertain."""
        self._looked_at = real
        await self._store.write(_tidy, now, real)
        first_look = timedelta(seconds=self._patience.first_look)
        for post in await self._store.read(attempts.list_uncertain, real=real, first_look=first_look):
            if post.id not in self._under_way.values():
                self._begin(post, self._look(post))

    def _pass(
        self, tx: Session, ended: list[Outcome], ids: list[int], now: datetime, real: datetime
    ) -> list[Claimed]:
        kept = attempts.settle(tx, ended)
        if kept < len(ended):
            log.warning("%s posts had lost their lease, so nothing was written of them", len(ended) - kept)
        for reason, team_id in {(one.reason, one.post.team_id) for one in ended if one.shuts}:
            posts.hold_all(tx, team_id, reason=reason)
        lease = timedelta(seconds=self._patience.lease)
        until = real + lease * BEGIN_WITHIN
        claimed = attempts.claim(tx, ids, now=now, real=leased_at(tx, real), lease=lease, worker=self._worker)
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
            self.on_free()

    async def _send(self, claimed: Claimed, target: Target | Undrawn) -> None:
        outcome = await self._delivery.send(claimed, target)
        self._outcomes.append(outcome)  # to the list of this moment: a pass may have taken the one before

    async def _look(self, post: facts.Post) -> None:
        match await self._delivery.look(post):
            case Sent(place, ts):
                await self._store.write(attempts.found, post, ts=ts, slack_channel=place)
            case Refused(Fault.HOLD | Fault.SHUT | Fault.DEAD, reason):
                await self._store.write(attempts.hold, post, reason=f"cannot look for it: {reason}")
            case Refused(_, _, after):
                await self._store.write(attempts.look_later, post, at=self._later(max(after, 1.0)))
            case None:
                again = self._later(self._patience.second_look) if post.looks == 0 else None
                await self._store.write(attempts.not_found, post, look_again=again)

    def _later(self, seconds: float) -> datetime:
        return self._clock.real() + timedelta(seconds=seconds)


def _tidy(tx: Session, now: datetime, real: datetime) -> None:
    attempts.recover(tx, real=leased_at(tx, real))
    attempts.skip_late(tx, now=now)
