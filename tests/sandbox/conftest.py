"""A sandbox with a small app in it, for the sandbox's own tests."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import START, Sandbox
from tests.sandbox.http_app import served

SCOPES = [
    *("commands", "chat:write", "im:write", "im:read", "im:history", "channels:read", "groups:read"),
    *("channels:history", "groups:history", "users:read", "channels:join", "reactions:read"),
    *("reactions:write", "files:write", "team:read", "app_mentions:read"),
]
EVENTS = [
    *("app_home_opened", "app_mention", "app_uninstalled", "tokens_revoked", "message.im"),
    *("message.channels", "message.groups", "member_joined_channel", "member_left_channel"),
    *("channel_left", "group_left", "channel_archive", "channel_unarchive", "channel_rename"),
    *("team_join", "user_change", "reaction_added", "reaction_removed"),
]
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Muster"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/task",
                "description": "Tasks",
                "usage_hint": "what @who when",
                "should_escape": True,
            },
            {"command": "/raw", "description": "As typed"},
        ],
        "shortcuts": [
            {
                "name": "Make a task",
                "type": "message",
                "callback_id": "make",
                "description": "From a message",
            },
            {"name": "New task", "type": "global", "callback_id": "new", "description": "From anywhere"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {"event_subscriptions": {"bot_events": EVENTS}, "interactivity": {"is_enabled": True}},
}


@dataclass
class HandClock:
    """A clock that stands still until it is moved."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def move(self, to: datetime) -> None:
        self.moment = to

    def pass_by(self, span: timedelta) -> None:
        self.moment += span


@dataclass
class Place:
    """A running sandbox, a Bolt app that may be connected, and ways to drive both."""

    sandbox: Sandbox
    clock: HandClock
    session: aiohttp.ClientSession
    client: AsyncWebClient
    app: AsyncApp
    stack: AsyncExitStack
    payloads: list[dict[str, Any]] = field(default_factory=list)

    async def connect(self) -> AsyncSocketModeHandler:
        self.app.event(re.compile(".*"))(_hear_nothing)
        handler = AsyncSocketModeHandler(self.app, self.sandbox.app_token, ping_interval=0.2)
        handler.client.web_client = AsyncWebClient(base_url=self.sandbox.api_url)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        self.stack.push_async_callback(handler.close_async)
        return handler

    async def serve(self) -> str:
        """Serve the app over HTTP and have everything posted there; gives its request URL."""
        self.app.event(re.compile(".*"))(_hear_nothing)
        url = await self.stack.enter_async_context(served(self.app.web_app()))
        answer = await self.post("delivery", url=f"{url}/slack/events")
        assert answer["ok"], answer
        return f"{url}/slack/events"

    async def get(self, action: str, **query: str) -> dict[str, Any]:
        async with self.session.get(f"{self.sandbox.url}/control/{action}", params=query) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def post(self, action: str, **body: Any) -> dict[str, Any]:
        async with self.session.post(f"{self.sandbox.url}/control/{action}", json=body) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def messages(self, channel: str, **query: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.get("messages", channel=channel, **query))["messages"]
        return found

    async def api(self, method: str, token: str | None = None, **arguments: Any) -> dict[str, Any]:
        """Call a method bare, as a program without the SDK would."""
        headers = {
            "Authorization": f"Bearer {token or self.sandbox.bot_token}",
            "Content-Type": "application/json; charset=utf-8",
        }
        url = self.sandbox.api_url + method
        async with self.session.post(url, json=arguments, headers=headers) as answer:
            found: dict[str, Any] = json.loads(await answer.text())
            return found


async def _hear_nothing(ack: Any) -> None:
    """Ack what no test asked for: Bolt acks nothing without a listener, and Slack would send it again."""
    await ack()


async def run_place(stack: AsyncExitStack, **options: Any) -> Place:
    """Start a sandbox with an app beside it that is not connected yet."""
    clock = HandClock()
    sandbox = Sandbox(manifest=options.pop("manifest", MANIFEST), clock=clock, **options)
    await sandbox.start()
    stack.push_async_callback(sandbox.stop)
    session = await stack.enter_async_context(aiohttp.ClientSession())
    client = AsyncWebClient(sandbox.bot_token, base_url=sandbox.api_url, session=session)
    app = AsyncApp(
        client=client,
        signing_secret=sandbox.signing_secret,
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )
    return Place(sandbox, clock, session, client, app, stack)


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with AsyncExitStack() as stack:
        yield await run_place(stack)


@pytest.fixture
async def make_place() -> AsyncIterator[Callable[..., Awaitable[Place]]]:
    async with AsyncExitStack() as stack:

        async def make(**options: Any) -> Place:
            return await run_place(stack, **options)

        yield make


@pytest.fixture
def view() -> Callable[..., dict[str, Any]]:
    """Make a modal with a required text, a date, an optional person and a button."""

    def text(words: str) -> dict[str, Any]:
        return {"type": "plain_text", "text": words}

    def field(name: str, element: dict[str, Any], *, optional: bool) -> dict[str, Any]:
        return {
            "type": "input",
            "block_id": name,
            "label": text(name),
            "element": element,
            "optional": optional,
        }

    def make(title: str = "New task", **more: Any) -> dict[str, Any]:
        button = {"type": "button", "action_id": "more", "text": text("More")}
        blocks = [
            field("title", {"type": "plain_text_input", "action_id": "text"}, optional=False),
            field(
                "due",
                {"type": "datepicker", "action_id": "date", "initial_date": "2026-11-27"},
                optional=True,
            ),
            field("owner", {"type": "users_select", "action_id": "user"}, optional=True),
            {"type": "actions", "elements": [button]},
        ]
        made = {"type": "modal", "callback_id": "task", "title": text(title), "submit": text("Save")}
        return made | {"blocks": blocks, **more}

    return make
