"""Puts the parts together: one process of Muster, connected to one Slack API."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiohttp
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot import directory, routes
from bot.clock import Clock
from bot.delivery import Delivery, Patience
from bot.hourly import Hourly
from bot.listeners import Listeners
from bot.loop import Loop, Step
from bot.outbox import Outbox
from bot.settings import Settings
from bot.slack import SHUT, PatientClient, Slack
from bot.ticker import Ticker
from storage import facts, posts, timers
from storage.db import Store

log = logging.getLogger("muster")
CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class Rest:
    """Whether Muster has anything to do now, and when it next will; while it has, that is not looked for."""

    idle: bool
    next_due: datetime | None


class Muster:
    """One running Muster. `start` connects it, `stop` lets it finish what it has begun."""

    def __init__(
        self, settings: Settings, store: Store, clock: Clock, patience: Patience | None = None
    ) -> None:
        self._settings, self._store, self._clock = settings, store, clock
        token, url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
        self._client = AsyncWebClient(token=token, base_url=url, retry_handlers=[])
        self._patient = PatientClient(token=token, base_url=url, retry_handlers=[])
        factor = settings.muster_pace
        patience = patience or Patience(
            lease=60 * factor,
            first_look=15 * factor,
            second_look=45 * factor,
            breath=0.05 * factor,
            pace=factor,
            backoff=5 * factor,
            order=factor,
        )
        self._listeners = Listeners(store, clock, self._client, self._patient, patience.answer)
        delivery = Delivery(store, clock, Slack(self._client, patience.request), routes.POSTS, patience)
        self._outbox = Outbox(store, clock, delivery, patience)
        self._ticker = Ticker(store, clock, routes.TIMERS, routes.WATCHES)
        self.hourly = Hourly(store, clock, self._patient)
        self._loops = {
            "hours": Loop("hours", self.hourly.step, patience.breath),
            "timers": Loop("timers", self._in_time(self._ticker.step), patience.breath),
            "posts": Loop("posts", self._in_time(self._outbox.step), patience.breath),
        }
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._sockets: list[AsyncSocketModeHandler] = []
        self._greeted = 0
        self._reading = 0

    async def start(self) -> None:
        """Read the directory, take up what was left, connect. Raises SlackApiError on a bad token."""
        self._client.session = self._patient.session = self._session = aiohttp.ClientSession()
        team = await directory.read_team(self._store, self._patient, self._clock.now())
        await self.hourly.start(team)
        await self._outbox.start()
        await self._store.write(posts.release, team.id)
        for hook in routes.AT_START:
            await self._store.write(hook, self._clock.now())
        self._store.on_wake = lambda name: self._loops[name].rouse()
        self._outbox.on_free = self._loops["posts"].wake
        for loop in self._loops.values():
            loop.start()
        self._scheduler.add_job(self.wake, "interval", seconds=1)
        self._scheduler.add_job(self.probe, "interval", minutes=5, args=[team])
        self._scheduler.start()
        await self._connect(team)

    def wake(self) -> None:
        """Have all loops look for what is due now."""
        for loop in self._loops.values():
            loop.wake()

    async def rest(self) -> Rest:
        """Tell whether nothing runs and nothing is due, and when something will be."""
        if self._is_busy():
            return Rest(False, None)
        now = self._clock.now()
        due, next_due = await self._store.read(_waiting, now)
        if due or self._ticker.is_watch_due(now) or self.hourly.is_due(now):
            self.wake()
        return Rest(not self._is_busy(), next_due)

    def _is_busy(self) -> bool:
        at_work = any(loop.is_busy for loop in self._loops.values())
        return bool(at_work or self._listeners.running or self._reading)

    async def stop(self) -> None:
        """Take no more calls, finish what runs, leave the rest on record."""
        for socket in self._sockets:
            await socket.client.close()  # type: ignore[no-untyped-call]
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for loop in self._loops.values():
            await loop.stop()
        await self._outbox.stop()
        await self._session.close()

    def _in_time(self, step: Step) -> Step:
        """Have a step of a loop wait, after a jump of the clock, until it is known again who sees what."""

        async def caught_up() -> bool:
            await self.hourly.catch_up()
            return await step()

        return caught_up

    async def _connect(self, team: facts.Team) -> None:
        known = AuthorizeResult(
            enterprise_id=None,
            team_id=team.slack_id,
            bot_user_id=team.bot_user_id,
            bot_token=self._settings.slack_bot_token.get_secret_value(),
        )

        async def authorize(**_: object) -> AuthorizeResult:
            return known

        web = AsyncWebClient(base_url=self._settings.slack_api_url, retry_handlers=[])
        app = AsyncApp(
            name="muster",
            client=web,
            authorize=authorize,
            process_before_response=True,
            # What follows is for requests over HTTP; a socket brings none.
            ssl_check_enabled=False,
            request_verification_enabled=False,
            url_verification_enabled=False,
            attaching_function_token_enabled=False,
        )
        self._listeners.register(app)
        token = self._settings.slack_app_token.get_secret_value()
        opener = AsyncWebClient(token=token, base_url=self._settings.slack_api_url)
        self._sockets = [AsyncSocketModeHandler(app, token, web_client=opener) for _ in range(CONNECTIONS)]
        for socket in self._sockets:
            socket.client.message_listeners.append(partial(self._hear, team))
            await socket.client.connect()  # type: ignore[no-untyped-call]

    async def _hear(
        self, team: facts.Team, client: AsyncBaseSocketModeClient, message: dict[str, Any], _: object
    ) -> None:
        """Read the directory anew when events may be lost: a connection came back, or they were too many."""
        is_hello = message.get("type") == "hello"
        is_limited = message.get("payload", {}).get("type") == "app_rate_limited"
        self._greeted += is_hello
        if is_limited:  # no event, so that Bolt has no listener for it
            await client.send_socket_mode_response(SocketModeResponse(message["envelope_id"]))
        if (is_limited or (is_hello and self._greeted > CONNECTIONS)) and not self._reading:
            self._reading += 1
            try:
                await directory.read_all(self._store, self._patient, team, self._clock.now())
            finally:
                self._reading -= 1

    async def probe(self, team: facts.Team) -> None:
        """Where the workspace refused Muster, ask whether it takes it again, and release what is held."""
        if not await self._store.read(posts.is_refused, team.id, SHUT):
            return
        try:
            await self._client.auth_test()
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("The workspace %s does not take Muster yet: %s", team.name, error)
            return
        await self._store.write(posts.release, team.id)


def _waiting(tx: Session, now: datetime) -> tuple[bool, datetime | None]:
    timer, post = timers.next_due(tx), posts.next_due(tx)
    later = [at for at in (timer, post) if at is not None and at > now]
    due_timer = timer is not None and timer <= now
    return due_timer or posts.is_any_open(tx, now=now), min(later, default=None)
