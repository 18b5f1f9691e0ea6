"""Fires the timers that are due, each in a savepoint of its own. Knows no kind of timer."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.clock import Clock
from bot.routes import TimerKind
from storage import facts, posts, timers
from storage.db import Store, savepoint
from storage.vocabulary import TimerState

BATCH = 50
WATCH = timedelta(minutes=5)
Watch = Callable[[Session, datetime], None]
log = logging.getLogger("muster.ticker")


class Ticker:
    """Looks for due timers and carries them out, fifty a transaction; one that takes long in its own."""

    def __init__(
        self, store: Store, clock: Clock, kinds: Mapping[str, TimerKind], watches: Sequence[Watch] = ()
    ) -> None:
        self._store, self._clock, self._kinds, self._watches = store, clock, kinds, watches
        self._watched_at = clock.now()

    async def step(self) -> bool:
        """Make one pass; True when there may be more due."""
        now, real = self._clock.now(), self._clock.real()
        if await self._store.read(timers.has_due, now=now, real=real):
            return await self._store.write(self._pass, now, real)
        if self.is_watch_due(now):
            since, self._watched_at = now - self._watched_at, now
            has_jumped = not timedelta(0) < since < 2 * WATCH  # then what was due is tried first
            if not (has_jumped and await self._store.read(posts.is_any_open, now=now)):
                await self._store.write(self._watch, now)
        return False

    def is_watch_due(self, now: datetime) -> bool:
        """Tell whether it is time to look for what should have happened and did not."""
        return bool(self._watches) and abs(now - self._watched_at) >= WATCH

    def _pass(self, tx: Session, now: datetime, real: datetime) -> bool:
        due = timers.claim_due(tx, now=now, real=real, limit=BATCH)
        together = self._together(due)
        for timer in together:
            try:
                with savepoint(tx):
                    self._fire(tx, timer, now)
            except Exception as error:
                log.exception("Timer %s of %s failed", timer.kind, timer.subject)
                wait = timedelta(seconds=min(2**timer.attempts * 10, 3600))
                timers.fail(tx, timer.id, retry_at=real + wait, reason=repr(error))
        return len(together) < len(due) or len(due) == BATCH

    def _together(self, due: Sequence[facts.Timer]) -> Sequence[facts.Timer]:
        """Return the first of these that one transaction may do: one that takes long is alone in its own."""
        long = next((place for place, timer in enumerate(due) if self._is_long(timer)), len(due))
        return due[: long or 1]

    def _is_long(self, timer: facts.Timer) -> bool:
        kind = self._kinds.get(timer.kind)  # none: of another version, and refused where it is fired
        return kind is not None and kind.is_long

    def _watch(self, tx: Session, now: datetime) -> None:
        for watch in self._watches:
            watch(tx, now)

    def _fire(self, tx: Session, timer: facts.Timer, now: datetime) -> None:
        kind = self._kinds[timer.kind]
        if now - timer.due_at > kind.late:
            timers.settle(tx, timer.id, TimerState.SKIPPED, now=now, reason="its time was over")
            kind.missed(tx, timer, now)
        else:
            timers.settle(tx, timer.id, TimerState.DONE, now=now)
            kind.fire(tx, timer, now)
