"""Plays a scene: people type and press in a sandbox, line by line. Knows only /control.

# a comment
clock mon 09:00              move to, or by (+1h, +2d, "next")
ana in #atlas: /task Order the racks by fri
ben writes in #atlas: The rules need a review
ben presses Done on Order the racks in #atlas
ben picks Date 2026-11-04 on Order the racks in #atlas
dev answers: Ordered the racks | Cable them | The key is missing
expect #atlas: Done by Ben Carter
expect ana in #atlas: 1 late       what only she sees
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

Json = dict[str, Any]


class SceneError(Exception):
    """A line that could not be played, or an expectation that was not met; says which."""


@dataclass(frozen=True, slots=True)
class Player:
    """Plays lines against the sandbox at `url`."""

    url: str
    session: aiohttp.ClientSession

    async def play(self, text: str) -> None:
        """Play every line, in order. Raises SceneError at the first that fails."""
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                await self._line(line.strip())
            except SceneError as error:
                raise SceneError(f"line {number}: {line}\n{error}") from None

    async def _line(self, line: str) -> None:
        for pattern, act in ACTS:
            if found := pattern.fullmatch(line):
                await act(self, **found.groupdict())
                return
        raise SceneError("this is not a line of a scene")

    async def clock(self, to: str) -> None:
        """Move the clock and wait until everything due has happened."""
        moved = await self._post("clock", **({"by": to[1:]} if to.startswith("+") else {"to": to}))
        if not moved.get("settled"):
            raise SceneError(f"the clock did not settle: {moved}")

    async def command(self, who: str, channel: str, command: str, text: str) -> None:
        """Type a slash command."""
        answer = await self._post("command", **{"as": who}, channel=channel, command=command, text=text or "")
        if not answer["ok"]:
            raise SceneError(str(answer["error"]))
        await self.clock("+0m")

    async def message(self, who: str, channel: str, text: str) -> None:
        """Write a message."""
        await self._post("message", **{"as": who}, channel=channel, text=text)

    async def press(self, who: str, label: str, title: str, channel: str, value: str | None = None) -> None:
        """Press a button, or pick a value, on the newest message that shows `title`."""
        shown = await self._messages(channel, who)
        on = [message for message in shown if title in words(message)]
        if not on:
            raise SceneError(f"no message in {channel} shows {title!r}")
        element = _element(on[-1], label)
        answer = await self._post(
            "click",
            **{"as": who},
            channel=channel,
            ts=on[-1]["ts"],
            action_id=element["action_id"],
            block_id=element.get("block_id"),
            value=value or element.get("value"),
        )
        if not answer["ok"]:
            raise SceneError(str(answer))
        await self.clock("+0m")

    async def answer(self, who: str, yesterday: str, today: str, blocked: str | None = None) -> None:
        """Answer the standup by its form."""
        await self._post("command", **{"as": who}, channel="#atlas-standup", command="/standup", text="")
        views = (await self._get("views", **{"as": who}))["views"]
        if not views:
            raise SceneError(f"no standup form opened for {who}")
        said = {"yesterday": yesterday, "today": today, "blocked": blocked or ""}
        values = {block: {block: text.strip()} for block, text in said.items()}
        sent = await self._post("submit", **{"as": who}, view_id=views[-1]["id"], values=values)
        if not sent["ok"]:
            raise SceneError(str(sent))
        await self.clock("+0m")

    async def expect(self, channel: str, text: str, who: str | None = None) -> None:
        """Require that a channel (or what one person sees there, threads too) shows a text."""
        shown = await self._messages(channel, who or "ana")
        for parent in [message for message in shown if message.get("reply_count")]:
            shown += await self._messages(channel, who or "ana", thread_ts=parent["ts"])
        seen = "\n\n".join(words(message) for message in shown)
        if text not in seen:
            raise SceneError(f"{channel} does not show {text!r}, but:\n{seen[-3000:]}")

    async def reload(self) -> None:
        """Let everybody's private replies vanish, as they do when Slack is opened anew."""
        for member in (await self._get("state"))["members"]:
            await self._post("reload", **{"as": member["name"]})

    async def printed(self) -> str:
        """Return the workspace as text, as Ana sees it: each channel's messages and their threads."""
        state = await self._get("state")
        names = {one["id"]: one["real_name"] for one in state["members"]}
        ana = next(one["id"] for one in state["members"] if one["name"] == "ana")
        lines = [f"Now: {state['now']}"]
        for channel in state["channels"]:
            if ana not in channel["members"]:
                continue
            lines.append(f"\n== {channel['name']}")
            for message in await self._messages(channel["id"], "ana"):
                lines.append(f"{names.get(message.get('user', ''), 'Slack')}: {words(message)}")
                if message.get("reply_count"):
                    replies = await self._messages(channel["id"], "ana", thread_ts=message["ts"])
                    lines += [f"    {names.get(one['user'])}: {words(one)}" for one in replies[1:]]
        return "\n".join(lines)

    async def _messages(self, channel: str, who: str, **query: str) -> list[Json]:
        found: list[Json] = (await self._get("messages", channel=channel, **{"as": who}, **query))["messages"]
        return found

    async def _post(self, path: str, **body: Any) -> Json:
        async with self.session.post(f"{self.url}/control/{path}", json=body) as answer:
            found: Json = await answer.json()
            return found

    async def _get(self, path: str, **query: str) -> Json:
        async with self.session.get(f"{self.url}/control/{path}", params=query) as answer:
            found: Json = await answer.json()
            return found


_WHO, _IN = r"(?P<who>[a-z]+)", r"(?P<channel>#[a-z-]+)"
ACTS: list[tuple[re.Pattern[str], Callable[..., Awaitable[None]]]] = [
    (re.compile(r"clock (?P<to>.+)"), Player.clock),
    (re.compile(rf"{_WHO} in {_IN}: (?P<command>/[a-z]+) ?(?P<text>.*)"), Player.command),
    (re.compile(rf"{_WHO} writes in {_IN}: (?P<text>.+)"), Player.message),
    (re.compile(rf"{_WHO} presses (?P<label>.+?) on (?P<title>.+) in {_IN}"), Player.press),
    (
        re.compile(rf"{_WHO} picks (?P<label>\w+) (?P<value>\S+) on (?P<title>.+) in {_IN}"),
        Player.press,
    ),
    (
        re.compile(rf"{_WHO} answers: (?P<yesterday>[^|]+)\|(?P<today>[^|]+)(?:\|(?P<blocked>.*))?"),
        Player.answer,
    ),
    (re.compile(rf"expect {_IN}: (?P<text>.+)"), Player.expect),
    (re.compile(rf"expect {_WHO} in {_IN}: (?P<text>.+)"), Player.expect),
]


def words(part: Any) -> str:
    """Return all text that a message's blocks (or its text, without blocks) show."""
    if isinstance(part, Mapping) and "ts" in part:
        return words(part["blocks"]) if part.get("blocks") else str(part.get("text", ""))
    if isinstance(part, list):
        return "\n".join(filter(None, (words(one) for one in part)))
    if not isinstance(part, Mapping):
        return ""
    if part.get("type") in ("mrkdwn", "plain_text"):
        return str(part["text"]).replace("\u200b", "")
    return "\n".join(filter(None, (words(value) for value in part.values())))


def _element(message: Json, label: str) -> Json:
    for block in message.get("blocks") or []:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            shown = element.get("text") or element.get("placeholder") or {}
            if isinstance(shown, Mapping) and shown.get("text") == label:
                return {**element, "block_id": block.get("block_id")}
    raise SceneError(f"no {label!r} on that message")
