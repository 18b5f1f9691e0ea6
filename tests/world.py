"""The language tests speak: people type and click in a sandbox workspace, and see what they see."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp

from bot.play import QUICK, Stage, stage

Json = dict[str, Any]


@asynccontextmanager
async def unhurried(database: Path, **given: Any) -> AsyncIterator[Stage]:
    """Start a workspace with Muster in it, as `stage` does, in which a busy machine makes no answer late."""
    async with stage(database, patience=replace(QUICK, answer=25), **given) as here:
        here.sandbox.app.sockets.patience = here.sandbox.core.triggers.life = 30.0
        yield here


class World:
    """A workspace with Muster in it, driven over /control as a person or a script would."""

    def __init__(self, stage: Stage, session: aiohttp.ClientSession) -> None:
        self.stage, self._session = stage, session

    def person(self, name: str) -> "Person":
        """Act as somebody of the workspace, by handle."""
        return Person(self, name)

    def channel(self, name: str) -> "Channel":
        """Look at a channel, by name."""
        return Channel(self, name)

    async def clock(self, **move: str) -> Json:
        """Move the clock `by="1h"` or `to="mon 09:00"`, and wait until everything has happened."""
        moved = await self.post("clock", **move)
        assert moved["settled"], moved
        return moved

    def misses_answers(self) -> None:
        """Let Slack wait no more than a moment for an answer, in a test of what it sends again."""
        self.stage.sandbox.app.sockets.patience = 0.5

    async def settle(self) -> None:
        """Wait until Muster is idle, without moving the clock by more than nothing."""
        await self.clock(by="0m")

    async def post(self, path: str, **body: Any) -> Json:
        """Call /control with a JSON body; `as_` stands for "as"."""
        given = {name.rstrip("_"): value for name, value in body.items() if value is not None}
        async with self._session.post(f"{self.stage.sandbox.url}/control/{path}", json=given) as answer:
            found: Json = await answer.json()
            return found

    async def get(self, path: str, **query: str) -> Json:
        """Ask /control; `as_` stands for "as"."""
        given = {name.rstrip("_"): value for name, value in query.items()}
        async with self._session.get(f"{self.stage.sandbox.url}/control/{path}", params=given) as answer:
            found: Json = await answer.json()
            return found

    async def file(self, message: Json) -> bytes:
        """Return what the one file of a message holds."""
        [file] = message["files"]
        async with self._session.get(file["url_private"]) as answer:
            assert answer.status == 200, file
            return await answer.read()


@dataclass
class Person:
    """Somebody who types and clicks."""

    world: World
    name: str
    shown: list[Json] = field(default_factory=list)

    async def types(self, line: str, channel: str = "#atlas") -> str:
        """Type a slash command and return what only they see, as the text of its blocks."""
        command, _, text = line.partition(" ")
        answer = await self.world.post("command", as_=self.name, channel=channel, command=command, text=text)
        assert answer["ok"], answer["error"]
        self.shown = answer["ephemerals"]
        await self.world.settle()
        return "\n".join(words(message) for message in self.shown)

    async def presses(self, label: str, on: Json, channel: str = "#atlas", value: str | None = None) -> str:
        """Press the button, menu or picker labelled `label` on a message; return what only they see."""
        element = find(on, label)
        answer = await self.world.post(
            "click",
            as_=self.name,
            channel=channel,
            ts=on["ts"],
            action_id=element["action_id"],
            block_id=element["block_id"],
            value=value if value is not None else element.get("value"),
        )
        assert answer["ok"], answer
        await self.world.settle()
        self.shown = answer.get("ephemerals", [])
        return "\n".join(words(message) for message in self.shown)

    async def uses(self, shortcut: str, on: Json, channel: str = "#atlas") -> Json:
        """Use a message shortcut and return the modal it opens."""
        answer = await self.world.post(
            "shortcut", as_=self.name, channel=channel, ts=on["ts"], callback_id=shortcut
        )
        assert answer["ok"], answer
        view: Json = answer["views"][-1]
        return view

    async def form(self) -> Json:
        """Return the modal that is open."""
        view: Json = (await self.world.get("views", as_=self.name))["views"][-1]
        return view

    async def submits(self, view: Json, values: Mapping[str, Mapping[str, Any]] | None = None) -> Json:
        """Send a modal with some fields set, and wait for what follows; return Slack's answer."""
        answer = await self.world.post("submit", as_=self.name, view_id=view["id"], values=dict(values or {}))
        await self.world.settle()
        return answer

    async def sees(self, channel: str) -> list[Json]:
        """Return what this person sees in a channel, oldest first."""
        found: list[Json] = (await self.world.get("messages", as_=self.name, channel=channel))["messages"]
        return found

    async def writes(
        self,
        text: str,
        channel: str = "#atlas",
        *,
        under: Json | None = None,
        files: list[Json] | None = None,
    ) -> Json:
        """Write a message, `under` another one in its thread, and return it as it stands there."""
        thread = (under.get("thread_ts") or under["ts"]) if under else None
        sent = await self.world.post(
            "message", as_=self.name, channel=channel, text=text, thread_ts=thread, files=files
        )
        assert sent["ok"], sent
        await self.world.settle()
        query = {"thread_ts": thread} if thread else {}
        found = (await self.world.get("messages", as_=self.name, channel=channel, **query))["messages"]
        return next(message for message in found if message["ts"] == sent["ts"])

    async def reacts(self, name: str, on: Json, channel: str = "#atlas") -> None:
        """Add an emoji to a message, or take one's own back."""
        answer = await self.world.post("reaction", as_=self.name, channel=channel, ts=on["ts"], name=name)
        assert answer["ok"], answer
        await self.world.settle()

    async def replies(self, text: str, thread_ts: str, channel: str = "#atlas", **how: bool) -> str:
        """Write a reply in a thread and return its ts; with `reply_broadcast` the channel shows it, too."""
        sent = await self.world.post(
            "message", as_=self.name, channel=channel, thread_ts=thread_ts, text=text, **how
        )
        return str(sent["ts"])

    async def dms(self) -> list[Json]:
        """Return what Muster told this person in their direct message, oldest first."""
        state = await self.world.get("state")
        me = next(one["id"] for one in state["members"] if one["name"] == self.name)
        found = [one for one in state["channels"] if one.get("is_im") and one.get("user") == me]
        return await self.sees(found[0]["id"]) if found else []


@dataclass
class Channel:
    """A channel as everybody sees it."""

    world: World
    name: str

    async def messages(self, thread_ts: str | None = None) -> list[Json]:
        """Return its messages (or one thread's), oldest first; what only one person sees is left out."""
        query = {"thread_ts": thread_ts} if thread_ts else {}
        found = await self.world.get("messages", as_="ana", channel=self.name, **query)
        return [message for message in found["messages"] if not message.get("is_ephemeral")]

    async def last(self) -> Json:
        """Return its newest message."""
        return (await self.messages())[-1]


def words(message: Json) -> str:
    """Return all text a message's blocks show, or its text when it has none."""
    blocks = message.get("blocks")
    return "\n".join(_texts(blocks)) if blocks else str(message.get("text", ""))


def labels(message: Json) -> list[str]:
    """Return the labels of a message's buttons, menus and pickers."""
    return [_label(element) for element, _ in _elements(message)]


def find(message: Json, label: str) -> Json:
    """Return the element labelled `label`, with its block's id. Raises AssertionError."""
    for element, block in _elements(message):
        if _label(element) == label:
            return {**element, "block_id": block.get("block_id")}
    raise AssertionError(f"no {label!r} among {labels(message)}")


def _elements(message: Json) -> list[tuple[Json, Json]]:
    blocks = message.get("blocks") or []
    found = [(element, block) for block in blocks for element in block.get("elements", [])]
    found += [(block["accessory"], block) for block in blocks if "accessory" in block]
    return [(element, block) for element, block in found if "action_id" in element]


def _label(element: Json) -> str:
    return str((element.get("text") or element.get("placeholder") or {}).get("text", ""))


def _texts(part: Any) -> list[str]:
    if isinstance(part, list):
        return [text for one in part for text in _texts(one)]
    if not isinstance(part, dict):
        return []
    if part.get("type") in ("mrkdwn", "plain_text"):
        return [part["text"].replace("\u200b", "")]
    return [text for value in part.values() for text in _texts(value)]
