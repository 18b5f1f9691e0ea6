"""What the page hears when something changed: a websocket of short notices, no contents."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web


class Waiting:
    """The notices one page has not been sent yet, in order, each once: they hold no contents."""

    def __init__(self) -> None:
        self._notices: dict[str, None] = {}
        self._any = asyncio.Event()

    def put(self, notice: str) -> None:
        """Add a notice, unless the same waits already."""
        self._notices[notice] = None
        self._any.set()

    async def take(self) -> str:
        """Wait for the next notice and take it out."""
        await self._any.wait()
        notice = next(iter(self._notices))
        del self._notices[notice]
        if not self._notices:
            self._any.clear()
        return notice


class Live:
    """All pages that listen. Notices are sent soon, in order; nobody listening costs nothing."""

    def __init__(self) -> None:
        self._pages: dict[web.WebSocketResponse, Waiting] = {}

    @property
    def watched(self) -> bool:
        """Whether any page listens."""
        return bool(self._pages)

    def say(self, changed: str, **more: Any) -> None:
        """Tell every page what changed."""
        if not self._pages:
            return
        notice = json.dumps({"changed": changed, **more})
        for waiting in self._pages.values():
            waiting.put(notice)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Run one page's websocket until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        waiting = Waiting()
        self._pages[socket] = waiting
        sending = asyncio.ensure_future(_send(socket, waiting))
        try:
            async for _ in socket:
                pass
        finally:
            del self._pages[socket]
            sending.cancel()
        return socket

    async def close(self) -> None:
        """Close every page's websocket."""
        for socket in list(self._pages):
            await socket.close()


@dataclass(frozen=True, slots=True)
class TeamLive:
    """The same for what happens in one team: each notice names it by its id."""

    pages: Live
    team: Callable[[], str]

    @property
    def watched(self) -> bool:
        """Whether any page listens, whatever team it shows."""
        return self.pages.watched

    def say(self, changed: str, **more: Any) -> None:
        """Tell every page what changed in this team."""
        self.pages.say(changed, team=self.team(), **more)


async def _send(socket: web.WebSocketResponse, waiting: Waiting) -> None:
    while True:
        notice = await waiting.take()
        try:
            await socket.send_str(notice)
        except ConnectionError:
            return
