"""How a request may end: an answer, a cut connection, or silence; and the faults that make it so."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox.workspace import JSON

if TYPE_CHECKING:
    from bot.sandbox.core import Core

HANG = 20.0  # real seconds before a request that is never answered is cut


@dataclass(frozen=True, slots=True)
class Outcome:
    """What goes back over the wire; no body means that the connection is cut, after hanging if so said."""

    body: JSON | None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False


CUT = Outcome(None)
HUNG = Outcome(None, hang=True)


async def respond(core: "Core", request: web.Request, outcome: Outcome) -> web.StreamResponse:
    """Send an outcome; a cut connection gets nothing."""
    if outcome.body is not None:
        headers = {"x-oauth-scopes": ",".join(sorted(core.scopes)), **outcome.headers}
        return web.json_response(outcome.body, status=outcome.status, headers=headers)
    if outcome.hang:
        await _hang(core, request)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def limited(error: str, seconds: int | None) -> Outcome:
    """Give what goes back over a limit: 429 with the seconds to wait, or, without them, only the body."""
    body = {"ok": False, "error": error}
    return Outcome(body) if seconds is None else Outcome(body, 429, {"Retry-After": str(seconds)})


async def broken(fault: str) -> Outcome | None:
    """Give what a fault that strikes before the work sends back; None when the work goes on."""
    match fault.partition(":"):
        case ("ratelimited", _, _):
            return limited("ratelimited", 1)
        case ("refuse", _, error):
            return Outcome({"ok": False, "error": error})
        case ("fatal_error", _, _):
            return Outcome({"ok": False, "error": "fatal_error"})
        case ("timeout_before", _, _):
            return HUNG
        case ("drop_before", _, _):
            return CUT
        case ("slow", _, seconds):
            await asyncio.sleep(float(seconds))
    return None


def spoilt(fault: str, outcome: Outcome) -> Outcome:
    """Give what a fault that strikes after the work sends back instead of the answer."""
    match fault:
        case "fatal_after":
            return Outcome({"ok": False, "error": "fatal_error"})
        case "500_after":
            return Outcome({"ok": False, "error": "internal_error"}, 500)
        case "timeout_after":
            return HUNG
        case "drop_after":
            return CUT
    return outcome


async def _hang(core: "Core", request: web.Request) -> None:
    end = time.monotonic() + HANG
    while time.monotonic() < end and not core.app.stopping:
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(0.02)
