"""One Web API request: its arguments read as Slack reads them, and how it is refused."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.workspace import JSON, Channel, Member, Workspace

_KINDS: dict[type, str] = {str: "string", bool: "boolean", int: "integer", dict: "object", list: "array"}


class Refused(Exception):
    """Slack's `ok: false`. `messages` explain, `more` is put beside the error."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error, self.messages, self.more = error, messages or [], more

    def answer(self) -> JSON:
        """Write the body Slack answers with."""
        body: JSON = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {one}" for one in self.messages]}
        return body


@dataclass(slots=True)
class Call:
    """A request whose token was accepted. `warnings` travel in the answer."""

    core: Core
    arguments: JSON
    warnings: list[str] = field(default_factory=list)

    @property
    def workspace(self) -> Workspace:
        """The workspace it works on."""
        return self.core.workspace

    @property
    def bot(self) -> Member:
        """Whose token it is."""
        return self.core.workspace.bot_user

    @property
    def unknown_blocks(self) -> frozenset[str]:
        """The kinds of blocks this workspace does not know."""
        return self.core.unknown_blocks

    def text(self, name: str, default: str | None = None) -> str:
        """Read a string; without `default` it is required."""
        value = self.arguments.get(name)
        if value is None or value == "":
            if default is None:
                raise Refused("invalid_arguments", [f"missing required field: {name}"])
            return default
        if not isinstance(value, str):
            raise Refused("invalid_arguments", [f"must be a string [json-pointer:/{name}]"])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Read a boolean, also as forms write it."""
        value = self.arguments.get(name)
        if value is None or value == "":
            return default
        return value in (True, 1, "1", "true", "True", "t")

    def number(self, name: str, default: int) -> int:
        """Read a whole number, also as forms write it."""
        value = self.arguments.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise Refused("invalid_arguments", [f"must be a number [json-pointer:/{name}]"]) from None

    def structure(self, name: str, kind: type, error: str = "invalid_arguments") -> Any:
        """Read a list or object, also as JSON text in a form; None when absent."""
        value = self.arguments.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                raise Refused(error, [f"must be valid JSON [json-pointer:/{name}]"]) from None
        if not isinstance(value, kind):
            raise Refused(error, [f"must provide an {_KINDS[kind]} [json-pointer:/{name}]"])
        return value

    def need(self, *scopes: str) -> None:
        """Refuse with missing_scope unless one of `scopes` is granted."""
        if scopes and not self.core.scopes.intersection(scopes):
            provided = ",".join(self.granted()) or "identify"
            raise Refused("missing_scope", needed=",".join(scopes), provided=provided)

    def granted(self) -> list[str]:
        """List the granted scopes in the manifest's order."""
        return [scope for scope in self.core.manifest.scopes if scope in self.core.scopes]

    def channel(self, name: str = "channel") -> Channel:
        """Find a channel or DM the bot can know of, by id."""
        return self.visible(self.workspace.channels.get(self.text(name)))

    def visible(self, found: Channel | None) -> Channel:
        """Refuse a channel that is not there, or private without the bot: nobody can tell which."""
        if found is None or (found.is_private and self.bot.id not in found.members):
            raise Refused("channel_not_found")
        return found

    def member_channel(self, name: str = "channel") -> Channel:
        """Find a channel the bot is in."""
        found = self.channel(name)
        if self.bot.id not in found.members:
            raise Refused("not_in_channel")
        return found


Answer = Callable[[Call], JSON]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the table. It needs any one of `scopes`; only some methods read a JSON body."""

    answer: Answer
    scopes: tuple[str, ...] = ()
    tier: int = 3
    reads_json: bool = False
    app_token: bool = False
    open: bool = False  # needs no token
    paged: bool = False  # without a limit its tier is the next lower one


def page(rows: list[Any], call: Call, *, default: int = 100, most: int = 999) -> tuple[list[Any], JSON]:
    """Cut one page out of `rows` by limit and cursor; gives it and its response_metadata."""
    limit = call.number("limit", default)
    if limit < 0 or limit > 1000:
        raise Refused("invalid_limit")
    limit = min(limit or default, most)
    start = _place(call.text("cursor", ""))
    end = start + limit
    following = _cursor(end) if end < len(rows) else ""
    return rows[start:end], {"response_metadata": {"next_cursor": following}}


def _cursor(place: int) -> str:
    return f"bmV4dDo{place:x}="


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(cursor.removeprefix("bmV4dDo").removesuffix("="), 16)
    except ValueError:
        raise Refused("invalid_cursor") from None
