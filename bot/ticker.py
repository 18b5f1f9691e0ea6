"""Fires the timers that are due, each in a savepoint of its own. Knows no kind of timer."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.clock import Clock
from bot.routes import TimerKind
from storage import facts, timers
from storage.db import Store
from storage.vocabulary import TimerState

BATCH = 50
log = logging.getLogger("muster.ticker")


class Ticker:
    """Looks for due timers and carries them out, fifty a transaction."""

    def __init__(self, store: Store, clock: Clock, kinds: Mapping[str, TimerKind]) -> None:
        self._store, self._clock, self._kinds = store, clock, kinds

    async def step(self) -> bool:
        """Make one pass; True when there may be more due."""
        now, real = self._clock.now(), self._clock.real()
        if not await self._store.read(timers.has_due, now=now, real=real):
            return False
        return await self._store.write(self._pass, now, real) == BATCH

    def _pass(self, tx: Session, now: datetime, real: datetime) -> int:
        due = timers.claim_due(tx, now=now, real=real, limit=BATCH)
        for timer in due:
            try:
                with tx.begin_nested():
                    self._fire(tx, timer, now)
            except Exception as error:
                log.exception("Timer %s of %s failed", timer.kind, timer.subject)
                wait = timedelta(seconds=min(2**timer.attempts * 10, 3600))
                timers.fail(tx, timer.id, retry_at=real + wait, reason=repr(error))
        return len(due)

    def _fire(self, tx: Session, timer: facts.Timer, now: datetime) -> None:
        kind = self._kinds[timer.kind]
        if now - timer.due_at > kind.late:
            timers.settle(tx, timer.id, TimerState.SKIPPED, now=now, reason="its time was over")
            kind.missed(tx, timer, now)
        else:
            timers.settle(tx, timer.id, TimerState.DONE, now=now)
            kind.fire(tx, timer, now)
