"""Everything one sandbox holds together: the state, the app's rights, and the ways to reach the app."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.sandbox import manifest as manifests
from bot.sandbox import seed, snapshot
from bot.sandbox.blockkit.blocks import NEW
from bot.sandbox.deliver import Deliver
from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal
from bot.sandbox.limits import Limits
from bot.sandbox.live import Live
from bot.sandbox.responses import Responses
from bot.sandbox.sockets import Sockets
from bot.sandbox.triggers import Triggers
from bot.sandbox.views import Modals
from bot.sandbox.workspace import JSON, Clock, Workspace

BOT_TOKEN = "xoxb-sandbox-bot"  # noqa: S105 - opens nothing but a sandbox on this machine
APP_TOKEN = "xapp-sandbox-app"  # noqa: S105 - likewise
SIGNING_SECRET = "sandbox-signing-secret"  # noqa: S105 - likewise


class Core:
    """One sandbox's parts, each knowing only what it is given."""

    def __init__(
        self, manifest: Mapping[str, Any], clock: Clock, *, limits: bool, start: Mapping[str, Any] | None
    ) -> None:
        self.manifest = manifests.read(manifest)
        self.clock = clock
        self.url = ""
        self.start = start
        self.live = Live()
        self.journal = Journal(lambda: self.live.say("log"))
        self.faults = Faults()
        self._limited = limits
        self.sockets = Sockets(seed.bot_of(self.manifest.name).app_id, self._connected)
        self.deliver = Deliver(self.sockets, self.journal, self.faults, clock.now)
        self.stopping = False
        self.calls = 0  # Web API and response_url requests being answered
        self.begin()

    def begin(self, workspace: Workspace | None = None) -> None:
        """Put a workspace in place, the one it started with unless given; connections stay."""
        self.workspace = workspace or self._started()
        self.limits = Limits(on=self._limited)
        self.scopes = set(self.manifest.scopes)
        self.revoked = False
        self.triggers = Triggers()
        self.responses = Responses()
        self.modals = Modals()
        self.states: dict[tuple[str, str], JSON] = {}  # (person, view or channel and ts) to chosen values
        self.drawn: dict[str, float] = {}  # person to the real time their Home was last published
        self.faults.waiting.clear()
        self.deliver.forget()
        self.journal.clear()

    def _started(self) -> Workspace:
        if self.start is not None:
            return snapshot.restored(self.start)
        return seed.seeded(self.now(), self.manifest.name)

    @property
    def unknown_blocks(self) -> frozenset[str]:
        """The kinds of blocks this workspace does not know."""
        return NEW if self.faults.switches.no_new_blocks else frozenset()

    def now(self) -> datetime:
        """Give the domain time."""
        return self.clock.now()

    def stamp(self) -> str:
        """Give the domain time as a ts that belongs to no message."""
        now = self.now().timestamp()
        return f"{int(now)}.{self.workspace.next_serial() % 1_000_000:06d}"

    def _connected(self) -> None:
        self.live.say("ready", ready=self.sockets.connected)
        self.deliver.pump()
