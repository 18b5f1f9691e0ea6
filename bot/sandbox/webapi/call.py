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
    name: str
    arguments: JSON
    token: str = ""
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
        """Read a string; without `default` it is required, and "" is there."""
        value = self.arguments.get(name)
        if value is None or (value == "" and default is not None):
            if default is None:
                raise Refused("invalid_arguments", [f"missing required field: {name}"])
            return default
        return str(value)

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
        return int(value)

    def seconds(self, name: str, default: int) -> int:
        """Read a moment in seconds since 1970, without what comes after the point."""
        value = self.text(name, str(default)).partition(".")[0]
        if not value.isdecimal():
            raise Refused(f"invalid_ts_{name}")
        return int(value)

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

    def member(self, user: str) -> Member:
        """Find a person by id. Raises Refused with user_not_found."""
        found = self.workspace.members.get(user)
        if found is None:
            raise Refused("user_not_found")
        return found

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
    """A method of the table. It needs any one of `scopes`; only some methods read a JSON body.

    `takes` names its arguments as `arguments.judge` reads them.
    """

    answer: Answer
    scopes: tuple[str, ...] = ()
    tier: int = 3
    takes: str = ""
    reads_json: bool = False
    app_token: bool = False
    open: bool = False  # needs no token
    paged: bool = False  # without a limit its tier is the next lower one
