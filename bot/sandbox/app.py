"""The app under test as Slack knows it: manifest, secrets, ways to reach it, and the teams it can be in."""

import itertools
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.sandbox import agenda, seed, snapshot
from bot.sandbox import manifest as manifests
from bot.sandbox.challenge import Challenges
from bot.sandbox.core import Core
from bot.sandbox.deliver import Deliver
from bot.sandbox.faults import Faults
from bot.sandbox.http_mode import HttpMode
from bot.sandbox.journal import Journal
from bot.sandbox.live import Live
from bot.sandbox.oauth import Codes
from bot.sandbox.refresh import Refresh
from bot.sandbox.sockets import Sockets
from bot.sandbox.workspace import Clock

APP_TOKEN = "xapp-sandbox-app"  # noqa: S105 - opens nothing but a sandbox on this machine
SIGNING_SECRET = "sandbox-signing-secret"  # noqa: S105 - likewise
TEAMS = (seed.seeded, seed.harbour)  # the first has the app from the start


class App:
    """One app and the teams it can be in, each a `Core`; the first has it installed from the start."""

    def __init__(
        self, manifest: Mapping[str, Any], clock: Clock, *, limits: bool, start: Mapping[str, Any] | None
    ) -> None:
        self.manifest = manifests.read(manifest)
        self.clock = clock
        self.app_token, self.signing_secret = APP_TOKEN, SIGNING_SECRET
        self.url = ""
        self.start = start
        self.live = Live()
        self.journal = Journal(lambda: self.live.say("log"))
        self.faults = Faults()
        self.sockets = Sockets(seed.bot_of(self.manifest.name).app_id, self._connected)
        socket_mode = self.manifest.socket_mode
        self.http = HttpMode(self.manifest.urls, SIGNING_SECRET, on=not socket_mode)
        self.deliver = Deliver((self.sockets, self.http), self.journal, self.faults, clock.now)
        self.challenges = Challenges(self.http, self.journal, clock.now, self._connected)
        self.refresh = Refresh(self.sockets, self.faults, clock.now)
        self.stopping = False
        # How whoever runs the sandbox begins it anew with all that it plays; None: a reset is its own alone.
        self.start_over: Callable[[], None] | None = None
        self.codes = Codes()
        self.calls = 0  # Web API and response_url requests being answered
        self.limited = limits
        self.teams = [Core(self) for _ in TEAMS]
        self.begin()

    @property
    def first(self) -> Core:
        """The team that has the app from the start."""
        return self.teams[0]

    def begin(self) -> None:
        """Put every team back to how it started; connections stay."""
        self.put(snapshot.restored(self.start) if self.start else [])

    def put(self, teams: list[snapshot.Team]) -> None:
        """Put `teams` in the place of those there are, with the app in the first, whatever it was before.

        Those that are missing start over; nothing is left of what was under way.
        """
        for core, seeded, kept in itertools.zip_longest(self.teams, TEAMS, teams):
            core.begin(kept.workspace if kept else seeded(self.now(), self.manifest.name))
            if kept and kept.rights:
                core.rights = kept.rights
        self.first.install(self.manifest.scopes)
        self.first.tokens.lasting()
        self.codes.clear()
        self.faults.forget()
        self.deliver.forget()
        self.journal.clear()

    def now(self) -> datetime:
        """Give the domain time."""
        return self.clock.now()

    async def pump(self) -> None:
        """Do what Slack itself does by the clock, as far as it is due."""
        for core in self.teams:
            agenda.run_due(core)
        self.deliver.pump()
        await self.refresh.pump()

    def due(self) -> list[tuple[str, datetime]]:
        """Say what Slack itself does next by the clock, and when."""
        found = {"An event is delivered": self.deliver.next_due, "A connection goes": self.refresh.next_due}
        planned = [(one.label, one.at) for core in self.teams for one in agenda.entries(core)]
        return planned + [(label, at) for label, at in found.items() if at is not None]

    def find_team(self, which: str) -> Core | None:
        """Find a team by id, domain or name; None when there is none."""
        for core in self.teams:
            workspace = core.workspace
            if which in (workspace.id, workspace.domain, workspace.name):
                return core
        return None

    def team_of(self, token: str) -> Core | None:
        """Find the team a bot token belongs to, whether or not it still works; None for a foreign one."""
        return next((core for core in self.teams if core.tokens.find(token)), None)

    def request_urls(self, url: str) -> dict[str, str]:
        """Give the one URL to everything that has a request URL."""
        return dict.fromkeys(("events", "interactivity", "options", *self.manifest.commands), url)

    def _connected(self) -> None:
        self.live.say("ready", ready=self.deliver.connected)
        self.deliver.pump()
