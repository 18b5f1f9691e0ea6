"""The sandbox as one HTTP server on this machine: Web API, Socket Mode, response URLs, /control, the page."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox import answers, authorize, control, sharing, snapshot
from bot.sandbox.app import App
from bot.sandbox.core import Core
from bot.sandbox.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.settle import Due, Idle, Settling
from bot.sandbox.webapi import serve as webapi
from bot.sandbox.workspace import JSON, Clock

AUTHORIZE = "/oauth/v2/authorize"
PAGE = Path(__file__).parent / "page"
PUMP = 0.25  # real seconds between two looks for retries that fell due with the clock's own running


class Sandbox:
    """An imitation of Slack for one app. `start` it, read `url` and the tokens, `stop` it.

    With a `request_url` everything is posted there, and Socket Mode is off.
    """

    def __init__(
        self,
        *,
        manifest: Mapping[str, Any],
        clock: Clock,
        limits: bool = False,
        snapshot: Mapping[str, Any] | None = None,
        request_url: str = "",
    ) -> None:
        self.app = App(manifest, clock, limits=limits, start=snapshot)
        if request_url:
            self.app.http.urls, self.app.http.on = self.app.request_urls(request_url), True
        self.bot_token = self.core.bot_token
        self.app_token, self.signing_secret = self.app.app_token, self.app.signing_secret
        self.client_id, self.client_secret = CLIENT_ID, CLIENT_SECRET
        self.settling = Settling(self.app)
        self._requests = 0
        self._runner: web.AppRunner | None = None
        self._pumping: asyncio.Task[None] | None = None

    @property
    def core(self) -> Core:
        """The first team, which has the app from the start."""
        return self.app.first

    @property
    def url(self) -> str:
        """The address without a path; "" before `start`."""
        return self.app.url

    @property
    def port(self) -> int:
        """The port it listens on; 0 before `start`."""
        return urlsplit(self.url).port or 0

    @property
    def api_url(self) -> str:
        """The base of the Web API, with a slash at its end."""
        return f"{self.app.url}/api/"

    @property
    def idle(self) -> Callable[[], Awaitable[Idle]] | None:
        """How to ask the product in this process whether it is idle."""
        return self.settling.idle

    @idle.setter
    def idle(self, ask: Callable[[], Awaitable[Idle]] | None) -> None:
        self.settling.idle = ask

    @property
    def upcoming(self) -> Callable[[], Awaitable[list[Due]]] | None:
        """How to ask the product in this process what will happen by the clock."""
        return self.settling.upcoming

    @upcoming.setter
    def upcoming(self, ask: Callable[[], Awaitable[list[Due]]] | None) -> None:
        self.settling.upcoming = ask

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes any free one. Raises OSError when the port is taken."""
        self.app.stopping = False
        runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.app.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._pumping = asyncio.ensure_future(self._pump())

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        self.app.stopping = True
        if self._pumping is not None:
            self._pumping.cancel()
        await self.app.deliver.stop()
        await asyncio.gather(self.app.sockets.close(), self.app.live.close(), self.settling.close())
        await self.app.challenges.stop()
        await self.app.http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def app_name(self) -> str:
        """What the app under test is called here."""
        return self.core.workspace.bot_user.real_name

    @property
    def is_installable(self) -> bool:
        """Whether people can install the app by OAuth."""
        return bool(self.app.manifest.redirect_urls)

    @property
    def changes(self) -> int:
        """A number that grows whenever the workspace may have changed."""
        return self._requests + self.app.journal.count

    def snapshot(self) -> dict[str, Any]:
        """Give everything needed to restore the teams, as JSON."""
        return snapshot.taken(self.app.teams)

    def export(self) -> str:
        """Give the teams and their moment as the text of one JSON file."""
        teams = [snapshot.Team(core.workspace, core.rights) for core in self.app.teams]
        return snapshot.exported(teams, self.core.now())

    def _routes(self) -> web.Application:
        app = web.Application(middlewares=[self._guard], client_max_size=4 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link/", self.app.sockets.serve)
        app.router.add_post("/response/{team}/{path:.+}", self._response)
        app.router.add_post("/upload/{file}/{secret}", self._upload)
        app.router.add_get("/file/{file}", self._file)
        app.router.add_get("/control/follow", self.settling.follow)
        app.router.add_get("/control/live", self.app.live.serve)
        app.router.add_route("*", "/control/{action}", self._control)
        app.router.add_get(AUTHORIZE, self._authorize)
        app.router.add_post(AUTHORIZE, self._authorize)
        app.router.add_get("/", self._index)
        app.router.add_static("/page", PAGE)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let nobody in but programs on this machine and our own page: no web page can drive us."""
        port = self.app.url.rpartition(":")[2]
        hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        origin = request.headers.get("Origin")
        names = (*hosts, "127.0.0.1", "localhost")  # slack_sdk's plain client leaves the port out
        if request.host not in names or (origin and origin not in [f"http://{host}" for host in hosts]):
            return web.Response(status=403, text="The sandbox answers this machine only.")
        # People come to the authorize page from the app's own pages; by itself it changes nothing.
        is_sent = request.path == AUTHORIZE and request.method == "GET" and not origin
        if not is_sent and request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return web.Response(status=403, text="The sandbox answers its own page only.")
        try:
            answer = await handler(request)
            if request.path.startswith("/page/"):
                # Browsers ask each time whether a file is still the same: no build names it anew.
                answer.headers["Cache-Control"] = "no-cache"
            return answer
        finally:
            self._requests += request.method != "GET"

    async def _api(self, request: web.Request) -> web.StreamResponse:
        return await webapi.serve(self.app, request)

    async def _control(self, request: web.Request) -> web.StreamResponse:
        return await control.serve(self.app, self.settling, request)

    async def _authorize(self, request: web.Request) -> web.StreamResponse:
        answer = authorize.decide if request.method == "POST" else authorize.show
        return await answer(self.app, request)

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})

    async def _response(self, request: web.Request) -> web.StreamResponse:
        return await answers.serve(self.app.find_team(request.match_info["team"]) or self.core, request)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        content = await request.read()
        size = len(content)
        file = self._files(request).get(request.match_info["file"])
        if file is None or file["secret"] != request.match_info["secret"] or size != file["size"]:
            return web.Response(status=400, text="not what was announced")
        file["state"] = "sent"
        sharing.keep(file, content)
        return web.Response(text=f"OK - {size}")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return await sharing.serve(self._files(request), request)

    def _files(self, request: web.Request) -> dict[str, JSON]:
        """Give the files of the team that has the one asked for, or none."""
        held = (team.workspace.files for team in self.app.teams)
        return next((files for files in held if request.match_info["file"] in files), {})

    async def _pump(self) -> None:
        while True:
            await asyncio.sleep(PUMP)
            await self.app.pump()
            self.app.challenges.seek()
