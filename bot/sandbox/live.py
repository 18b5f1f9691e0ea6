"""What the page hears when something changed: a websocket of short notices, no contents."""

import asyncio
import json
from typing import Any

from aiohttp import web


class Live:
    """All pages that listen. Notices are sent soon, in order; nobody listening costs nothing."""

    def __init__(self) -> None:
        self._pages: dict[web.WebSocketResponse, asyncio.Queue[str]] = {}

    @property
    def watched(self) -> bool:
        """Whether any page listens."""
        return bool(self._pages)

    def say(self, changed: str, **more: Any) -> None:
        """Tell every page what changed."""
        if not self._pages:
            return
        notice = json.dumps({"changed": changed, **more})
        for queue in self._pages.values():
            queue.put_nowait(notice)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Run one page's websocket until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._pages[socket] = queue
        sending = asyncio.ensure_future(_send(socket, queue))
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


async def _send(socket: web.WebSocketResponse, queue: asyncio.Queue[str]) -> None:
    while True:
        notice = await queue.get()
        try:
            await socket.send_str(notice)
        except ConnectionError:
            return
