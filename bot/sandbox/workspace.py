"""What the imitated Slack workspace holds: people, channels, messages. Knows no HTTP and no Block Kit."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

JSON = dict[str, Any]
SLACKBOT = "USLACKBOT"


class Clock(Protocol):
    """The sandbox's domain time, given from outside."""

    def now(self) -> datetime:
        """Give the present moment, aware, in UTC."""
        ...

    def move(self, to: datetime) -> None:
        """Set the present moment; `to` is aware."""
        ...


@runtime_checkable
class Pausable(Protocol):
    """A clock that runs on by itself and can be made to stand still."""

    still: bool

    def hold(self, *, still: bool) -> None:
        """Stand still, or run on from where it stands."""
        ...


@dataclass(slots=True)
class Member:
    """A person or a bot user. `tz` is an IANA name; `name` is the handle without the at sign."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/Lisbon"
    title: str = ""
    display_name: str = ""
    is_admin: bool = False
    is_restricted: bool = False
    deleted: bool = False
    bot_id: str = ""
    app_id: str = ""
    status_text: str = ""
    status_emoji: str = ""
    updated: int = 0

    @property
    def is_bot(self) -> bool:
        """Slack's own flag: Slackbot is not a bot by it."""
        return bool(self.bot_id)


@dataclass(slots=True)
class Reaction:
    """One emoji below a message, with who gave it, in order."""

    name: str
    users: list[str]


@dataclass(slots=True)
class Message:
    """A stored message. `thread_ts` names the parent on a reply and is "" on a parent."""

    ts: str
    user: str
    text: str
    blocks: list[JSON] | None = None
    thread_ts: str = ""
    bot_id: str = ""
    subtype: str = ""
    metadata: JSON | None = None
    edited: JSON | None = None
    broadcast: bool = False
    files: list[JSON] | None = None
    reactions: list[Reaction] = field(default_factory=list)

    def reaction(self, name: str) -> Reaction | None:
        """Find the reaction with this emoji."""
        return next((one for one in self.reactions if one.name == name), None)

    def react(self, name: str, user: str) -> bool:
        """Add a person's emoji, or take it away when it was there; tells whether it was added."""
        found = self.reaction(name)
        if found is None:
            self.reactions.append(Reaction(name, [user]))
            return True
        if user not in found.users:
            found.users.append(user)
            return True
        found.users.remove(user)
        if not found.users:
            self.reactions.remove(found)
        return False


@dataclass(slots=True)
class Ephemeral:
    """A message only `to` sees. `cause` is the interaction that brought it, "" when none did."""

    ts: str
    user: str
    to: str
    text: str
    bot_id: str = ""
    blocks: list[JSON] | None = None
    thread_ts: str = ""
    cause: str = ""


@dataclass(slots=True)
class Channel:
    """A channel or a DM (`is_im`: `members` are its two people). Messages are kept in order of ts."""

    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    read_only: bool = False
    topic: str = ""
    created: int = 0
    messages: dict[str, Message] = field(default_factory=dict)
    replies: dict[str, list[str]] = field(default_factory=dict)
    ephemerals: list[Ephemeral] = field(default_factory=list)
    reads: dict[str, str] = field(default_factory=dict)
    last_ts: str = "0.000000"

    @property
    def kind(self) -> str:
        """Slack's channel_type of events: channel, group or im."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"

    def next_ts(self, now: datetime) -> str:
        """Give an id no message of this channel has, later than all before, near `now`."""
        micros = max(round(now.timestamp() * 1_000_000), _micros(self.last_ts) + 1)
        self.last_ts = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
        return self.last_ts

    def add(self, message: Message) -> None:
        """Store a new message and put a reply under its parent."""
        self.messages[message.ts] = message
        if message.thread_ts:
            self.replies.setdefault(message.thread_ts, []).append(message.ts)

    def remove(self, message: Message) -> None:
        """Forget a message; a parent with replies leaves Slack's tombstone."""
        if self.replies.get(message.ts):
            tombstone = Message(message.ts, SLACKBOT, "This message was deleted.", subtype="tombstone")
            self.messages[message.ts] = tombstone
            return
        del self.messages[message.ts]
        if message.thread_ts in self.replies:
            self.replies[message.thread_ts].remove(message.ts)

    def find_ephemeral(self, ts: str) -> Ephemeral | None:
        """Give the ephemeral with this ts, or None."""
        return next((one for one in self.ephemerals if one.ts == ts), None)


@dataclass(slots=True)
class Workspace:
    """The whole team. `homes` maps a person to the Home view published for them (Slack JSON)."""

    id: str
    name: str
    domain: str
    bot: str
    members: dict[str, Member]
    channels: dict[str, Channel]
    homes: dict[str, JSON] = field(default_factory=dict)
    files: dict[str, JSON] = field(default_factory=dict)
    serial: int = 0

    @property
    def bot_user(self) -> Member:
        """The bot under test."""
        return self.members[self.bot]

    def next_serial(self) -> int:
        """Give a number this workspace never gave before."""
        self.serial += 1
        return self.serial

    def find_member(self, who: str) -> Member | None:
        """Find by id, handle (with or without @), or whole name; None when nobody matches."""
        if who in self.members:
            return self.members[who]
        wanted = who.removeprefix("@").casefold()
        for member in self.members.values():
            if wanted in (member.name.casefold(), member.real_name.casefold()):
                return member
        return None

    def find_channel(self, which: str) -> Channel | None:
        """Find by id or by name (with or without #); DMs have no name."""
        if which in self.channels:
            return self.channels[which]
        wanted = which.removeprefix("#").casefold()
        return next((c for c in self.channels.values() if c.name == wanted and not c.is_im), None)

    def find_direct(self, one: str, other: str) -> Channel | None:
        """Find the DM of two people, or None when it was never opened."""
        pair = {one, other}
        return next((c for c in self.channels.values() if c.is_im and set(c.members) == pair), None)

    def open_direct(self, one: str, other: str, now: datetime) -> Channel:
        """Give the DM of two people, opening it when it is not there yet."""
        found = self.find_direct(one, other)
        if found is not None:
            return found
        pair = sorted((one, other), key=lambda user: user == self.bot)
        ident = "D0" + "".join(user.removeprefix("U0") for user in pair)
        channel = Channel(ident, "", pair, is_private=True, is_im=True, created=int(now.timestamp()))
        self.channels[ident] = channel
        return channel


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6] or 0)
