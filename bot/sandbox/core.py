"""One team that has the app, or could: its workspace, what the app may do there, and what is open."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.sandbox import events
from bot.sandbox.blockkit.blocks import NEW
from bot.sandbox.flood import Flood
from bot.sandbox.limits import Limits
from bot.sandbox.live import TeamLive
from bot.sandbox.manifest import Manifest
from bot.sandbox.parcel import NoAck
from bot.sandbox.responses import Responses
from bot.sandbox.tokens import Rights, Tokens
from bot.sandbox.triggers import Triggers
from bot.sandbox.views import Modals
from bot.sandbox.workspace import JSON, Workspace

if TYPE_CHECKING:
    from bot.sandbox.app import App

BOT_TOKEN = "xoxb-sandbox-bot"  # noqa: S105 - opens nothing but a sandbox on this machine


class Core:
    """One team's parts, beside those of the app that all teams share. `begin` it before anything else."""

    workspace: Workspace

    def __init__(self, app: "App") -> None:
        self.app = app
        self.live = TeamLive(app.live, lambda: self.workspace.id)
        self.journal, self.faults = app.journal, app.faults
        self.sockets, self.deliver, self.clock = app.sockets, app.deliver, app.clock

    def begin(self, workspace: Workspace) -> None:
        """Start over with `workspace`, without the app in it."""
        self.workspace = workspace
        self.scopes: set[str] = set()
        self.revoked = True  # the app is not, or no longer, installed here
        self.tokens = Tokens(BOT_TOKEN if self is self.app.first else f"{BOT_TOKEN}-{workspace.domain}")
        self.limits = Limits(on=self.app.limited)
        self.flood = Flood()
        self.triggers = Triggers()
        self.responses = Responses(workspace.id)
        self.modals = Modals()
        self.cursor_secret = secrets.token_bytes(16)
        self.states: dict[tuple[str, str], JSON] = {}  # (person, view or channel and ts) to chosen values
        self.doing: dict[tuple[str, str], tuple[str, datetime]] = {}  # (channel, thread) to words and since
        self.drawn: dict[str, float] = {}  # person to the real time their Home was last published

    async def ask(self, kind: str, label: str, payload: JSON) -> Any:
        """Deliver a command, click or form, give the ack's payload. Raises NoAck, also when uninstalled."""
        if self.revoked:
            raise NoAck("dispatch_failed")
        return await self.deliver.ask(kind, label, payload)

    def install(self, scopes: Iterable[str]) -> None:
        """Give the app `scopes` besides those it has: they only add up, until it is uninstalled."""
        self.scopes = set(scopes) | (set() if self.revoked else self.scopes)
        self.revoked = False

    def uninstall(self, error: str) -> None:
        """Have every token refused with `error`, and the app told that it is no longer installed."""
        self.tokens.revoke(error)
        self.revoked = True
        tokens = {"oauth": [], "bot": [self.workspace.bot]}
        events.emit(self, {"type": "tokens_revoked", "tokens": tokens, "event_ts": self.stamp()})
        events.emit(self, {"type": "app_uninstalled", "event_ts": self.stamp()})

    def drop(self, text: str) -> None:
        """Revoke one token; with the last one that worked, the app is uninstalled."""
        found = self.tokens.find(text)
        if found is not None:
            found.error = "token_revoked"
        if all(one.refusal(self.now()) for one in self.tokens.all):
            self.uninstall("token_revoked")

    @property
    def rights(self) -> Rights:
        """What the app may do here, to be kept."""
        return Rights(self.revoked, sorted(self.scopes), self.tokens.all)

    @rights.setter
    def rights(self, kept: Rights) -> None:
        self.revoked, self.scopes, self.tokens.all = kept.revoked, set(kept.scopes), kept.tokens

    @property
    def bot_token(self) -> str:
        """The newest token of the app's bot user here, or that of the first there will be."""
        return self.tokens.newest

    @property
    def manifest(self) -> Manifest:
        """What the app declares."""
        return self.app.manifest

    @property
    def url(self) -> str:
        """The sandbox's address without a path."""
        return self.app.url

    @property
    def unknown_blocks(self) -> frozenset[str]:
        """The kinds of blocks this workspace does not know."""
        return NEW if self.faults.switches.no_new_blocks else frozenset()

    def now(self) -> datetime:
        """Give the domain time."""
        return self.app.now()

    def stamp(self) -> str:
        """Give the domain time as a ts that belongs to no message."""
        now = self.now().timestamp()
        return f"{int(now)}.{self.workspace.next_serial() % 1_000_000:06d}"
