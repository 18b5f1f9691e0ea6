"""Apps served over HTTP in this process, for the sandbox to post to."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def served(app: web.Application, port: int = 0) -> AsyncIterator[str]:
    """Serve an application on this machine, on any free port for 0; gives its address without a path."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def free_port() -> int:
    """Give a port nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
        return found


def bare(answering: Answering) -> web.Application:
    """Make an application that answers every POST by one function, and any challenge by itself."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.content_type == "application/json":
            body = await request.json()
            if body["type"] == "url_verification":
                return web.Response(text=body["challenge"])
        return await answering(request)

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    return app
