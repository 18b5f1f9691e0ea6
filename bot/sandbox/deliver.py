"""Delivery to the app: questions that need an ack now, events that come again until acked."""

import asyncio
import contextlib
import heapq
import itertools
import random
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.faults import Faults
from bot.sandbox.http_mode import HttpMode
from bot.sandbox.journal import Journal, Raw, elapsed
from bot.sandbox.parcel import NoAck, Way
from bot.sandbox.sockets import Sockets
from bot.sandbox.workspace import JSON

GAPS = (
    timedelta(0),
    timedelta(minutes=1),
    timedelta(minutes=5),
)  # before retry 1, 2, 3; Source: Events API page
HOURLY = (timedelta(hours=1),) * 24  # before those that follow where events are delayed; Source: likewise
LIFE = timedelta(hours=2)  # after which an event is dropped; Source: likewise
NO_SOCKET = timedelta(minutes=5)  # how long a due retry waits for a connection before it counts as failed
MOST = 30_000  # events that wait for another attempt; Slack sends no more than that in an hour
DISCONNECTS = {"warning": "warning", "refresh": "refresh_requested", "disabled": "link_disabled"}
LATE_EVENT = 1.0  # real seconds a late event is held back
LATE_QUESTION = 3.5  # and a late command or click: after its person has seen the timeout

LOST = 1_000  # envelopes without an ack of which is remembered what they were
SEED = 38


@dataclass(order=True, frozen=True, slots=True)
class Event:
    """An event under way, due at `due`; `attempt` 0 is the first. `begun`: when it happened. Domain times.

    `reason` is why the attempt before failed.
    """

    due: datetime
    number: int
    attempt: int
    begun: datetime
    payload: JSON = field(compare=False)
    reason: str = field(default="timeout", compare=False)


class Deliver:
    """Sends payloads, over HTTP where that is on and else by sockets, and keeps what is to be sent again."""

    def __init__(
        self, ways: tuple[Sockets, HttpMode], journal: Journal, faults: Faults, now: Callable[[], datetime]
    ) -> None:
        self._sockets, self._http = ways
        self._journal, self._faults, self._now = journal, faults, now
        self._later: list[Event] = []  # heaps: those not due yet,
        self._overdue: list[Event] = []  # and those that failed, are due again and wait for a connection
        self._numbers = itertools.count()
        self._chance = random.Random(SEED)  # noqa: S311 - the same order at every start, not a secret
        self._sent: dict[str, tuple[str, float]] = {}  # envelope to label and real time, until its ack
        self._sockets.unasked, self._sockets.said = self._hear_late, self._note
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = 0

    @property
    def connected(self) -> bool:
        """Whether the app can be reached."""
        return self._way.connected

    @property
    def busy(self) -> bool:
        """Whether an envelope is waiting for its ack, or an event is about to be sent."""
        return self._open > 0 or bool(self._tasks)

    @property
    def next_due(self) -> datetime | None:
        """The domain time of the next attempt, or of giving up one that waits for a connection."""
        dues = [self._later[0].due] if self._later else []
        dues += [self._overdue[0].due + NO_SOCKET] if self._overdue else []
        return min(dues, default=None)

    async def ask(self, kind: str, label: str, payload: JSON) -> Any:
        """Deliver a command, click or form and give the ack's payload. Raises NoAck."""
        match self._faults.take("socket"):
            case "twice":
                again = asyncio.ensure_future(self._exchange(kind, label, payload))
                answer = await self._exchange(kind, label, payload)
                await asyncio.wait([again])
                again.exception()
                return answer
            case "late":
                self._start(self._ask_late(kind, label, payload))
                await asyncio.sleep(self._way.patience)
                raise NoAck("operation_timeout")
            case fault:
                await self._break(fault)
                return await self._exchange(kind, label, payload, deaf=fault == "slow_ack")

    def tell(self, payload: JSON) -> None:
        """Deliver an event callback, again up to three times until it is acked.

        Soon; or, where events are shuffled, at any moment of the next minutes.
        """
        fault, now = self._faults.take("socket"), self._now()
        under_way = self._chance.uniform(0, 60 * self._faults.switches.shuffle)
        event = Event(now + timedelta(seconds=under_way), next(self._numbers), 0, now, payload)
        if event.due > now and not fault:
            heapq.heappush(self._later, event)
            return
        self._start(self._try(event, fault))
        if fault == "twice":
            self._start(self._try(replace(event, attempt=1)))

    def mention(self, payload: JSON) -> None:
        """Deliver a callback that is no event, once."""
        self._start(self._mention(payload))

    def pump(self) -> None:
        """Send the events that are due, again only where somebody is connected."""
        now = self._now()
        while self._later and self._later[0].due <= now:
            event = heapq.heappop(self._later)
            if event.attempt:
                heapq.heappush(self._overdue, event)
            else:
                self._start(self._try(event))
        while self._overdue and self.connected:
            self._start(self._try(heapq.heappop(self._overdue)))
        while self._overdue and self._overdue[0].due + NO_SOCKET <= now:
            self._put_off(heapq.heappop(self._overdue), "timeout")

    async def stop(self) -> None:
        """Give up what is under way."""
        self.forget()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def forget(self) -> None:
        """Drop the events under way, as a reset does."""
        self._chance.seed(SEED)
        self._sent.clear()
        self._later.clear()
        self._overdue.clear()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask_late(self, kind: str, label: str, payload: JSON) -> None:
        await asyncio.sleep(LATE_QUESTION)
        try:
            await self._exchange(kind, label, payload)
        except NoAck:
            return

    async def _mention(self, payload: JSON) -> None:
        with contextlib.suppress(NoAck):
            await self._exchange("events_api", payload["type"], payload)

    async def _try(self, event: Event, fault: str = "") -> None:
        if self._now() - event.begun > self._life:
            return
        if fault == "late":
            await asyncio.sleep(LATE_EVENT)
        await self._break(fault)
        again = {"retry_attempt": event.attempt, "retry_reason": event.reason if event.attempt else ""}
        try:
            label, deaf = event.payload["event"]["type"], fault == "slow_ack"
            await self._exchange("events_api", label, event.payload, again, deaf=deaf)
        except NoAck as lost:
            if not lost.final:
                self._put_off(event, lost.retry)
            self.pump()

    @property
    def _life(self) -> timedelta:
        return LIFE + sum(HOURLY, timedelta()) if self._faults.switches.delayed_events else LIFE

    def _put_off(self, event: Event, reason: str) -> None:
        gaps = GAPS + HOURLY if self._faults.switches.delayed_events else GAPS
        if event.attempt < len(gaps) and len(self._later) + len(self._overdue) < MOST:
            due, number = self._now() + gaps[event.attempt], next(self._numbers)
            again = replace(event, due=due, number=number, attempt=event.attempt + 1, reason=reason)
            heapq.heappush(self._later, again)

    async def _break(self, fault: str) -> None:
        if fault == "drop":
            self._sockets.cut()
        elif fault == "close":
            await self._sockets.close()
        elif fault in DISCONNECTS:
            await self._sockets.disconnect(DISCONNECTS[fault])

    @property
    def _way(self) -> Way:
        return self._http if self._http.on else self._sockets

    async def _exchange(
        self, kind: str, label: str, payload: JSON, again: JSON | None = None, *, deaf: bool = False
    ) -> Any:
        parcel = self._way.wrap(kind, label, payload, again or {})
        entry = self._journal.write(self._now().isoformat(), "out", kind, label, Raw(parcel.record))
        begun = time.perf_counter()
        self._sent[parcel.ident] = (label, begun)
        self._open += 1
        try:
            answer = await parcel.send(deaf=deaf)
        except NoAck as lost:
            self._journal.close(entry, lost.seen, error=lost.reason, ms=elapsed(begun))
            self._remember(parcel.ident, lost)
            raise
        finally:
            self._open -= 1
        self._sent.pop(parcel.ident, None)
        self._journal.close(entry, answer, ms=elapsed(begun))
        return answer

    def _note(self, frame: JSON) -> None:
        """Put on record what a connection is told that carries no payload: hello and disconnect."""
        entry = self._journal.write(self._now().isoformat(), "out", "socket", frame["type"], frame)
        self._journal.close(entry, None, ms=0.0)

    def _remember(self, ident: str, lost: NoAck) -> None:
        """Keep what an envelope was while its ack may still come; the oldest give way."""
        if lost.reason != "operation_timeout":
            self._sent.pop(ident, None)
        if len(self._sent) > LOST:
            del self._sent[next(iter(self._sent))]

    def _hear_late(self, ident: str, payload: Any) -> None:
        """Put an ack on record that nobody waits for any more."""
        label, begun = self._sent.pop(ident, ("", 0.0))
        if label:
            ack = {"envelope_id": ident, "payload": payload}
            entry = self._journal.write(self._now().isoformat(), "in", "ack", label, ack)
            self._journal.close(entry, None, error="late_ack", ms=elapsed(begun))
