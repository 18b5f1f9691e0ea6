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
    """A person or a bot user. `name` is the handle without the at sign.

    `tz` is an IANA name, "" where Slack knows none. `team` and `team_name` are those of a person of
    another company (Slack Connect), "" for our own. Quiet hours are local times such as "22:00", both ""
    where there are none. Moments are whole seconds since 1970, 0 for never.
    """

    id: str
    name: str
    real_name: str
    tz: str = "Europe/Lisbon"
    title: str = ""
    display_name: str = ""
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_invited: bool = False
    deleted: bool = False
    bot_id: str = ""
    app_id: str = ""
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    quiet_from: str = ""
    quiet_to: str = ""
    snoozed_at: int = 0
    snoozed_until: int = 0
    away: bool = False
    team: str = ""
    team_name: str = ""
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
    """A stored message. `thread_ts` names the parent on a reply and is "" on a parent.

    `username` and `icons` are what the app called itself for this message.
    """

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
    attachments: list[JSON] | None = None
    username: str = ""
    icons: JSON | None = None
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
    attachments: list[JSON] | None = None


@dataclass(slots=True)
class Pin:
    """A message kept at the head of its channel; `created` in seconds since 1970."""

    by: str
    created: int


@dataclass(slots=True)
class Channel:
    """A channel, a DM (`is_im`: `members` are its two people) or a group DM (`is_mpim`).

    Messages are kept in order of ts, pins by ts. `shared_with` are the ids of other companies' teams.
    `threads`: "" open, "only" (nothing but replies), "none" (no replies), "locked" (no more of them).
    """

    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_im: bool = False
    is_mpim: bool = False
    is_archived: bool = False
    read_only: bool = False
    threads: str = ""
    topic: str = ""
    created: int = 0
    creator: str = ""
    shared_with: list[str] = field(default_factory=list)
    canvas: str = ""
    bookmarks: list[JSON] = field(default_factory=list)
    pins: dict[str, Pin] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    replies: dict[str, list[str]] = field(default_factory=dict)
    ephemerals: list[Ephemeral] = field(default_factory=list)
    reads: dict[str, str] = field(default_factory=dict)
    last_ts: str = "0.000000"

    @property
    def kind(self) -> str:
        """Slack's channel_type of events: channel, group, im or mpim."""
        if self.is_im or self.is_mpim:
            return "im" if self.is_im else "mpim"
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
        """Forget a message; one with replies leaves a tombstone, which goes with the last of them."""
        if self.replies.get(message.ts):
            tombstone = Message(message.ts, SLACKBOT, "This message was deleted.", subtype="tombstone")
            self.messages[message.ts] = tombstone
            return
        del self.messages[message.ts]
        self.pins.pop(message.ts, None)
        if message.thread_ts in self.replies:
            self.replies[message.thread_ts].remove(message.ts)
            parent = self.messages.get(message.thread_ts)
            if parent is not None and parent.subtype == "tombstone" and not self.replies[parent.ts]:
                del self.messages[parent.ts]

    def find_ephemeral(self, ts: str) -> Ephemeral | None:
        """Give the ephemeral with this ts, or None."""
        return next((one for one in self.ephemerals if one.ts == ts), None)


@dataclass(slots=True)
class UserGroup:
    """People who are mentioned together. `deleted` (seconds since 1970) is 0 while the group is in use."""

    id: str
    handle: str
    name: str
    users: list[str]
    description: str = ""
    created: int = 0
    updated: int = 0
    deleted: int = 0


@dataclass(slots=True)
class Scheduled:
    """A message for `channel` at `post_at` (seconds since 1970); `content` is as posting takes it."""

    id: str
    channel: str
    post_at: int
    created: int
    content: JSON


@dataclass(slots=True)
class Canvas:
    """A document: its sections in Markdown by id, in order. `channel` is where it is a tab, "" for none."""

    id: str
    title: str
    channel: str
    sections: dict[str, str]


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
    groups: dict[str, UserGroup] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    canvases: dict[str, Canvas] = field(default_factory=dict)
    serial: int = 0

    @property
    def bot_user(self) -> Member:
        """The bot under test."""
        return self.members[self.bot]

    @property
    def first_admin(self) -> str:
        """The id of the first of its admins, who did what nobody in particular did; "" for none."""
        return next((one.id for one in self.members.values() if one.is_admin), "")

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

    def find_group(self, handle: str) -> UserGroup | None:
        """Find a group in use by its id or handle (with or without @)."""
        wanted = handle.removeprefix("@").casefold()
        known = (group for group in self.groups.values() if not group.deleted)
        return next((group for group in known if wanted in (group.id.casefold(), group.handle)), None)

    def share_channel(self, one: str, other: str) -> bool:
        """Tell whether two people are in a channel or group DM together."""
        shared = (channel.members for channel in self.channels.values() if not channel.is_im)
        return any(one in members and other in members for members in shared)

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

    def find_group_direct(self, people: list[str]) -> Channel | None:
        """Find the group DM of exactly these people."""
        wanted = set(people)
        return next((c for c in self.channels.values() if c.is_mpim and set(c.members) == wanted), None)

    def open_group_direct(self, people: list[str], now: datetime) -> Channel:
        """Give the group DM of three or more people, opening it when it is not there yet."""
        found = self.find_group_direct(people)
        if found is not None:
            return found
        name = f"mpdm-{'--'.join(self.members[user].name for user in people)}-1"
        made = Channel(f"G0{self.next_serial():07d}", name, list(people), is_private=True, is_mpim=True)
        made.created, made.creator = int(now.timestamp()), people[-1]
        self.channels[made.id] = made
        return made


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6] or 0)
