"""Socket Mode: the websockets apps open, envelopes out and acks back. Knows nothing of what payloads mean."""

import asyncio
import functools
import json
import random
import secrets
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from aiohttp import WSMsgType, web

from bot.sandbox.parcel import NoAck, Parcel
from bot.sandbox.workspace import JSON

MOST = 10  # connections of one app; Source: Using Socket Mode page
LIFE = 3600  # seconds a connection may hope for; Source: likewise
SHORT_LIFE = 360  # and with debug_reconnects=true; Source: likewise


class Sockets:
    """All open connections. `patience` is the real seconds an app has to ack."""

    def __init__(self, app_id: str, changed: Callable[[], None]) -> None:
        self.patience = 3.0
        self._app_id = app_id
        self._changed = changed
        self._tickets: set[str] = set()
        self._open: list[web.WebSocketResponse] = []
        self._requests: WeakKeyDictionary[web.WebSocketResponse, web.Request] = WeakKeyDictionary()
        self._waiting: dict[str, tuple[asyncio.Future[Any], web.WebSocketResponse]] = {}
        self.unasked: Callable[[str, Any], None] = lambda ident, payload: None  # hears acks nobody waits for
        self.said: Callable[[JSON], None] = lambda frame: None  # hears what is told to a connection itself
        self._chance = random.Random(MOST)  # noqa: S311 - the same choices at every start, not a secret

    @property
    def connected(self) -> bool:
        """Whether any app is connected."""
        return bool(self._open)

    def ticket(self) -> str:
        """Give a ticket that opens one connection, once."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Run one connection until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=True, compress=False)
        await socket.prepare(request)
        self._requests[socket] = request
        if len(self._open) >= MOST:
            await self._disconnect(socket, "too_many_websockets")
            await socket.close()
            return socket
        await self._greet(socket)
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._hear(frame.data)
        except ConnectionError:
            return socket  # it was lost while its ping was answered
        finally:
            self._forget(socket)
        return socket

    def wrap(self, kind: str, label: str, payload: JSON, again: JSON) -> Parcel:
        """Put a payload into an envelope; `again` tells of an event's earlier attempts."""
        ident = secrets.token_hex(16)
        envelope: JSON = {"envelope_id": ident, "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        frame = json.dumps(envelope | again)  # what was sent stays, whatever becomes of the view in it
        return Parcel(ident, frame, functools.partial(self.exchange, ident, frame))

    async def exchange(self, ident: str, frame: str, *, deaf: bool = False) -> Any:
        """Send the envelope `ident` over any one connection; give its ack's payload (None without one).

        `deaf`: whatever the app answers counts as too late. Raises NoAck: dispatch_failed when nobody is
        connected or the connection is lost, operation_timeout when the ack takes longer than `patience`.
        """
        if not self._open:
            raise NoAck("dispatch_failed")
        socket = self._chance.choice(self._open)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if not deaf:
            self._waiting[ident] = (answer, socket)
        try:
            await socket.send_str(frame)
            return await asyncio.wait_for(answer, self.patience)
        except TimeoutError:
            raise NoAck("operation_timeout") from None
        except ConnectionError:
            raise NoAck("dispatch_failed") from None
        finally:
            self._waiting.pop(ident, None)

    def cut(self) -> None:
        """Cut every connection without a word, as a network does."""
        for socket in list(self._open):
            self._forget(socket)
            transport = self._requests[socket].transport
            if transport is not None:
                transport.abort()

    def choose(self) -> web.WebSocketResponse | None:
        """Give any one connection; None when there is none."""
        return self._chance.choice(self._open) if self._open else None

    async def close(self, only: web.WebSocketResponse | None = None) -> None:
        """Close every connection properly, or one."""
        for socket in [one for one in self._open if only in (None, one)]:
            self._forget(socket)
            await socket.close()

    async def disconnect(self, reason: str, only: web.WebSocketResponse | None = None) -> None:
        """Ask every connection, or one, to go: by Slack's warning, refresh_requested or link_disabled."""
        for socket in [one for one in self._open if only in (None, one)]:
            await self._disconnect(socket, reason)

    async def _greet(self, socket: web.WebSocketResponse) -> None:
        self._open.append(socket)
        life = SHORT_LIFE if self._requests[socket].query.get("debug_reconnects") == "true" else LIFE
        host = {"host": "sandbox", "build_number": 1, "approximate_connection_time": life}
        hello = {"type": "hello", "num_connections": len(self._open), "debug_info": host}
        await self._tell(socket, hello | {"connection_info": {"app_id": self._app_id}})
        self._changed()

    async def _disconnect(self, socket: web.WebSocketResponse, reason: str) -> None:
        await self._tell(socket, {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})

    async def _tell(self, socket: web.WebSocketResponse, frame: JSON) -> None:
        self.said(frame)
        await socket.send_str(json.dumps(frame))

    def _hear(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return
        if not isinstance(ack, dict):
            return
        ident = str(ack.get("envelope_id"))
        answer, _ = self._waiting.get(ident, (None, None))
        if answer is None:
            self.unasked(ident, ack.get("payload"))
        elif not answer.done():
            answer.set_result(ack.get("payload"))

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket not in self._open:
            return
        self._open.remove(socket)
        for answer, used in self._waiting.values():
            if used is socket and not answer.done():
                answer.set_exception(NoAck("dispatch_failed"))
        self._changed()
