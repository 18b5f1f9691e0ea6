"""When everything is quiet: by what the product says of itself, here or elsewhere, and by our deliveries."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web

from bot.sandbox.app import App
from bot.sandbox.workspace import Pausable

POLL = 0.003  # real seconds between two looks
QUIET = 0.05  # how long nothing must happen when nobody can say that they are idle
ANSWER = 2.0  # how long a follower may take to say whether it is idle


@dataclass(frozen=True, slots=True)
class Idle:
    """What the product says: nothing running, due or under way at now(); and when the next thing is due."""

    idle: bool
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that will happen by the clock, as the product words it; `at` is aware."""

    label: str
    at: datetime


@dataclass(eq=False, slots=True)
class Follower:
    """A product in another process that follows our clock by websocket."""

    socket: web.WebSocketResponse
    asked: dict[int, asyncio.Future[Idle]]
    count: int = 0

    async def ask(self) -> Idle:
        """Ask whether it is idle; no answer in time counts as no, and so does its end."""
        self.count += 1
        answer: asyncio.Future[Idle] = asyncio.get_running_loop().create_future()
        self.asked[self.count] = answer
        try:
            await self.socket.send_str(json.dumps({"ask": self.count}))
            return await asyncio.wait_for(answer, ANSWER)
        except (TimeoutError, ConnectionError):
            return Idle(False, None)

    def hear(self, text: str) -> None:
        """Take an answer in."""
        said = json.loads(text)
        answer = self.asked.pop(said.get("answer", 0), None)
        if answer is None or answer.done():
            return
        due = said.get("next_due")
        answer.set_result(Idle(bool(said.get("idle")), datetime.fromisoformat(due) if due else None))

    def leave(self) -> None:
        """Answer for one that has ended what it was still asked."""
        for answer in self.asked.values():
            if not answer.done():
                answer.set_result(Idle(False, None))


class Settling:
    """Looks until everything is quiet, and moves the clock from one due moment to the next."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._followers: list[Follower] = []
        self.idle: Callable[[], Awaitable[Idle]] | None = None
        self.upcoming: Callable[[], Awaitable[list[Due]]] | None = None

    async def follow(self, request: web.Request) -> web.WebSocketResponse:
        """Run one follower's websocket until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        follower = Follower(socket, {})
        self._followers.append(follower)
        await socket.send_str(self._notice())
        try:
            async for frame in socket:
                follower.hear(frame.data)
        finally:
            self._followers.remove(follower)
            follower.leave()
        return socket

    async def close(self) -> None:
        """Close every follower's websocket."""
        for follower in list(self._followers):
            await follower.socket.close()

    async def look(self) -> Idle:
        """Say whether everything is quiet now, and when the next thing is due."""
        said = [await self.idle()] if self.idle else []
        said += await asyncio.gather(*(follower.ask() for follower in self._followers))
        await self._app.pump()
        dues = [one.next_due for one in said] + [at for _, at in self._app.due()]
        quiet = all(one.idle for one in said) and not self._app.deliver.busy and not self._app.calls
        return Idle(quiet, min((due for due in dues if due is not None), default=None))

    async def settle(self, patience: float) -> Idle:
        """Wait until everything is quiet, at most `patience` real seconds."""
        end = time.monotonic() + patience
        calm_since = time.monotonic()
        seen = self._app.journal.count
        while True:
            found = await self.look()
            now = time.monotonic()
            if not found.idle or seen != self._app.journal.count:
                calm_since, seen = now, self._app.journal.count
            if found.idle and (self.can_say or now - calm_since >= QUIET):
                return found
            if now >= end:
                return Idle(False, found.next_due)
            await asyncio.sleep(POLL)

    async def move(self, to: datetime) -> None:
        """Move the clock forward and let followers know."""
        await self.jump(max(to, self._app.now()))

    async def jump(self, to: datetime) -> None:
        """Set the clock, also back, and let followers know."""
        self._app.clock.move(to.astimezone(UTC))
        await self.tell()

    async def tell(self) -> None:
        """Let followers and pages know where the clock stands, and send what is due by it."""
        notice = self._notice()
        for follower in list(self._followers):
            await follower.socket.send_str(notice)
        self._app.live.say("clock", **json.loads(notice))
        await self._app.pump()

    async def due(self) -> list[Due]:
        """List what will happen by the clock, soonest first, as far as anybody says so."""
        said = await self.upcoming() if self.upcoming else []
        found = [*said, *(Due(label, at) for label, at in self._app.due())]
        if not found and (next_due := (await self.settle(ANSWER)).next_due):
            found = [Due("The next thing due", next_due)]
        return sorted((one for one in found if one.at > self._app.now()), key=lambda one: one.at)

    def _notice(self) -> str:
        clock = self._app.clock
        still = {"still": clock.still} if isinstance(clock, Pausable) else {}
        return json.dumps({"now": self._app.now().isoformat(), **still})

    async def run_to(self, target: datetime, patience: float = 60.0) -> bool:
        """Move to `target` through every due moment; False when it did not get quiet in real time."""
        end = time.monotonic() + patience
        found = await self.settle(patience)
        while found.idle and found.next_due is not None and found.next_due <= target:
            if found.next_due <= self._app.now() and not await self._gets_past(found.next_due):
                return False
            await self.move(found.next_due)
            found = await self.settle(end - time.monotonic())
        await self.move(target)
        return found.idle and (await self.settle(end - time.monotonic())).idle

    async def _gets_past(self, due: datetime) -> bool:
        """Give something due now a moment to be taken; idle and due at once is a contradiction."""
        await asyncio.sleep(QUIET)
        return (await self.look()).next_due != due

    @property
    def can_say(self) -> bool:
        """Whether anybody tells us when the product is idle."""
        return self.idle is not None or bool(self._followers)
