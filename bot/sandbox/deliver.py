"""Delivery to the app: questions that need an ack now, events that come again until acked."""

import asyncio
import heapq
import itertools
import json
import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal, Raw
from bot.sandbox.sockets import NoAck, Sockets
from bot.sandbox.workspace import JSON

GAPS = (
    timedelta(0),
    timedelta(minutes=1),
    timedelta(minutes=5),
)  # before retry 1, 2, 3; Source: Events API page
NO_SOCKET = timedelta(minutes=5)  # how long a due retry waits for a connection before it counts as failed
MOST = 30_000  # events that wait for another attempt; Slack sends no more than that in an hour
DISCONNECTS = {"warning": "warning", "refresh": "refresh_requested", "disabled": "link_disabled"}
LATE_EVENT = 1.0  # real seconds a late event is held back
LATE_QUESTION = 3.5  # and a late command or click: after its person has seen the timeout


@dataclass(order=True, slots=True)
class Retry:
    """An event that was not acked: `attempt` 1 to 3 is due at `due` (domain time). Ordered by `due`."""

    due: datetime
    number: int
    attempt: int
    payload: JSON = field(compare=False)


class Deliver:
    """Sends envelopes and keeps what is still to be sent again."""

    def __init__(
        self, sockets: Sockets, journal: Journal, faults: Faults, now: Callable[[], datetime]
    ) -> None:
        self._sockets, self._journal, self._faults, self._now = sockets, journal, faults, now
        self._later: list[Retry] = []  # heaps: those not due yet,
        self._overdue: list[Retry] = []  # and those that are due and wait for a connection
        self._numbers = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = 0

    @property
    def busy(self) -> bool:
        """Whether an envelope is waiting for its ack, or an event is about to be sent."""
        return self._open > 0 or bool(self._tasks)

    @property
    def next_due(self) -> datetime | None:
        """The domain time of the next retry, or of giving up one that waits for a connection."""
        self._ripen()
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
                await asyncio.sleep(self._sockets.patience)
                raise NoAck("operation_timeout")
            case fault:
                await self._break(fault)
                return await self._exchange(kind, label, payload, deaf=fault == "slow_ack")

    def tell(self, payload: JSON) -> None:
        """Deliver an event callback soon, again up to three times until it is acked."""
        fault = self._faults.take("socket")
        self._start(self._try(payload, 0, fault))
        if fault == "twice":
            self._start(self._try(payload, 1, ""))

    def pump(self) -> None:
        """Send the retries that are due, where somebody is connected."""
        self._ripen()
        while self._overdue and self._sockets.connected:
            retry = heapq.heappop(self._overdue)
            self._start(self._try(retry.payload, retry.attempt, ""))
        while self._overdue and self._overdue[0].due + NO_SOCKET <= self._now():
            retry = heapq.heappop(self._overdue)
            self._put_off(retry.payload, retry.attempt)

    async def stop(self) -> None:
        """Give up what is under way."""
        self.forget()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def forget(self) -> None:
        """Drop the retries, as a reset does."""
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

    async def _try(self, payload: JSON, attempt: int, fault: str) -> None:
        if fault == "late":
            await asyncio.sleep(LATE_EVENT)
        await self._break(fault)
        again = {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        try:
            label, deaf = payload["event"]["type"], fault == "slow_ack"
            await self._exchange("events_api", label, payload, again, deaf=deaf)
        except NoAck:
            self._put_off(payload, attempt)
            self.pump()

    def _put_off(self, payload: JSON, attempt: int) -> None:
        if attempt < len(GAPS) and len(self._later) + len(self._overdue) < MOST:
            due = self._now() + GAPS[attempt]
            heapq.heappush(self._later, Retry(due, next(self._numbers), attempt + 1, payload))

    def _ripen(self) -> None:
        """Move what has become due."""
        now = self._now()
        while self._later and self._later[0].due <= now:
            heapq.heappush(self._overdue, heapq.heappop(self._later))

    async def _break(self, fault: str) -> None:
        if fault == "drop":
            self._sockets.cut()
        elif fault == "close":
            await self._sockets.close()
        elif fault in DISCONNECTS:
            await self._sockets.disconnect(DISCONNECTS[fault])

    async def _exchange(
        self, kind: str, label: str, payload: JSON, again: JSON | None = None, *, deaf: bool = False
    ) -> Any:
        envelope: JSON = {"envelope_id": secrets.token_hex(16), "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        envelope |= again or {}
        frame = json.dumps(envelope)  # the journal keeps what was sent, whatever becomes of the view in it
        entry = self._journal.write(self._now().isoformat(), "out", kind, label, Raw(frame))
        begun = time.perf_counter()
        self._open += 1
        try:
            answer = await self._sockets.exchange(envelope["envelope_id"], frame, deaf=deaf)
        except NoAck as lost:
            self._journal.close(entry, None, error=lost.reason, ms=_ms(begun))
            raise
        finally:
            self._open -= 1
        self._journal.close(entry, answer, ms=_ms(begun))
        return answer


def _ms(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 2)
