"""What a handler is given: who asks, where, what, and the store for its one transaction."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2s
from zoneinfo import ZoneInfo

from commands.kit.reader import Reader
from commands.kit.readings import Here
from storage import facts
from storage.db import CallStore
from storage.vocabulary import Door


@dataclass(frozen=True, slots=True)
class Source:
    """The message a shortcut was used on, Muster was named in, or somebody reacted to."""

    text: str
    author: str | None  # Slack id
    link: str
    ts: str
    thread_ts: str | None = None
    thread_author: str | None = None  # Slack id of who began the thread it is in
    files: tuple[facts.File, ...] = ()

    @property
    def root(self) -> str:
        """The ts of the message that its thread hangs on."""
        return self.thread_ts or self.ts


@dataclass(frozen=True, slots=True)
class Heard:
    """A message somebody wrote where Muster is, or a change of it."""

    text: str
    ts: str
    thread_ts: str | None  # None: it is no reply
    channel: facts.Channel
    is_edit: bool
    was: str = ""  # of a change: the text before, where Slack tells


@dataclass(frozen=True, slots=True)
class Hint:
    """What Slack shows of somebody: their status, or when their notifications are off (`is_quiet`)."""

    text: str
    emoji: str
    until: datetime | None  # aware UTC; None: without an end, or notifications that are never off
    is_quiet: bool = False
    since: datetime | None = None  # aware UTC, may be to come; of notifications that are off


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that somebody put into a form."""

    name: str
    content: bytes = b""
    problem: str = ""  # why there is no content, in words


@dataclass(frozen=True, slots=True)
class Call:
    """One thing one person asks for."""

    store: CallStore
    team: facts.Team
    member: facts.Member
    channel: facts.Channel | None
    door: Door
    now: datetime  # aware UTC, the domain's
    shown_at: datetime | None = None  # when the button was shown whose line this is; None: it was just typed
    text: str = ""  # what was typed after the command, or a button's value
    values: Mapping[str, str] = field(default_factory=dict)  # a form's fields by block id; "" when empty
    carry: str = ""  # what the form was opened with
    source: Source | None = None
    is_here: bool = True  # it was said in the channel, which proves the member is there
    is_home: bool = False  # it was pressed on Home, which shows by itself what changes
    private: str = ""  # names the private message whose button or form this is; "" for none
    document: Fetched | None = None  # of a form

    @property
    def today(self) -> date:
        """The member's own day."""
        return self.now.astimezone(ZoneInfo(self.member.zone)).date()

    @property
    def reader(self) -> Reader:
        """Whom the reply speaks to: it is private."""
        return Reader.of(self.member, self.now)

    @property
    def here(self) -> Here:
        """How this member means times and dates: a button's line as when it was shown."""
        member, said_at = self.member, self.shown_at or self.now
        pressed = self.now if self.shown_at else None
        return Here(said_at, member.zone, member.work_start, member.work_end, pressed=pressed)

    def act(self) -> facts.Act:
        """Start one act: all it changes is one group."""
        return facts.Act(
            team=self.team,
            member=self.member,
            door=self.door,
            now=self.now,
            group=secrets.token_hex(8),
            here=self.channel.id if self.channel and self.is_here else None,
        )

    def answer(self, about: str = "") -> facts.Act:
        """Start the act that adds what is asked for. What a private message asks for is added once.

        Its group is named by that message, so that a second answer finds what the first one made; `about`
        names which thing of a message that asks for several ("B-1").
        """
        if not self.private:
            return self.act()
        named = f"{self.team.id}:{self.member.id}:{self.private}{about}"
        group = blake2s(named.encode(), digest_size=8).hexdigest()
        return replace(self.act(), group=group, is_answer=True)
