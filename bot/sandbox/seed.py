"""The workspace everybody starts from, with fixed ids so that tests and pictures are stable."""

import re
from datetime import UTC, datetime

from bot.sandbox.workspace import SLACKBOT, Channel, Member, UserGroup, Workspace

START = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)  # Monday 08:00 in Lisbon, the day after summer time ended
HOME_ZONE = "Europe/Lisbon"  # the zone in which "mon 09:00" is read: that of the first person


def seeded(now: datetime, app: str) -> Workspace:
    """Make the Northwind IT workspace as of `now` (aware UTC) with a bot called `app`, without messages."""
    bot = bot_of(app)
    members = {member.id: member for member in [*_people(), bot, *_strangers(), *_outsiders()]}
    channels = {channel.id: channel for channel in _channels(bot.id)}
    workspace = Workspace("T0ATLAS", "Northwind IT", "northwind", bot.id, members, channels)
    workspace.groups = {group.id: group for group in _groups()}
    return _dated(now, workspace)


def harbour(now: datetime, app: str) -> Workspace:
    """Make Harbour Works as of `now` (aware UTC): a second workspace, where `app` can be installed."""
    first = bot_of(app)
    bot = Member(f"U1{first.id[2:]}", first.name, app, "UTC", bot_id=f"B1{first.id[2:]}", app_id=first.app_id)
    members = {member.id: member for member in [*_harbour_people(), bot]}
    channels = [
        Channel("C1GENERAL", "general", ["U1MARA", "U1TOM", "U1YUKI", "U1INES"], topic="Everybody here"),
        Channel("C1QUAY", "quay", ["U1MARA", "U1TOM", "U1YUKI"], topic="The crane controls"),
        Channel("C1BOARD", "board", ["U1MARA", "U1INES"], is_private=True),
    ]
    by_id = {channel.id: channel for channel in channels}
    return _dated(now, Workspace("T1HARBOUR", "Harbour Works", "harbour", bot.id, members, by_id))


def _dated(now: datetime, workspace: Workspace) -> Workspace:
    created = int(now.timestamp()) - 90 * 86_400
    for channel in workspace.channels.values():
        channel.created = created
    for group in workspace.groups.values():
        group.created = group.updated = created
        group.deleted = group.deleted and created
    for member in workspace.members.values():
        member.updated = created
        member.display_name = member.display_name or member.real_name.split()[0]
    return workspace


def bot_of(app: str) -> Member:
    """Make the bot user of an app; its ids follow from the app's name, so that they are stable."""
    mark = re.sub(r"[^A-Z0-9]", "", app.upper()) or "APP"
    taken = {member.id for member in [*_people(), *_strangers(), *_outsiders()]}
    mark += "BOT" if f"U0{mark}" in taken else ""
    handle = re.sub(r"[^a-z0-9]+", "-", app.lower()).strip("-") or "app"
    return Member(f"U0{mark}", handle, app, "UTC", bot_id=f"B0{mark}", app_id=f"A0{mark}")


def _people() -> list[Member]:
    return [
        Member("U0ANA", "ana", "Ana Sousa", "Europe/Lisbon", "IT project lead", is_admin=True),
        Member("U0BEN", "ben", "Ben Carter", "America/New_York", "Engineer"),
        Member("U0CHIARA", "chiara", "Chiara Rossi", "Europe/Rome", "Engineer"),
        Member("U0DEV", "dev", "Dev Patel", "Asia/Kolkata", "Engineer"),
        Member("U0SAM", "sam", "Sam Okafor", "Europe/Lisbon", "Security officer"),
        Member("U0DANA", "dana", "Dana Whitfield", "America/New_York", "Sponsor"),
        Member("U0GIL", "gil", "Gil Novak", "Europe/Rome", "Vendor engineer", is_restricted=True),
        Member("U0OTTO", "otto", "Otto Lind", "Europe/Rome", "Engineer", deleted=True),
    ]


def _outsiders() -> list[Member]:
    """Make the people apps forget: a one-channel guest, somebody invited, and two of another company."""
    vera = Member("U0VERA", "vera", "Vera Holm", "", "Account manager")  # Slack gives no zone of theirs
    paolo = Member("U0PAOLO", "paolo", "Paolo Ricci", "", "Support")
    for one in (vera, paolo):
        one.team, one.team_name = "T0VECTOR", "Vector Systems"
    lea = Member("U0LEA", "lea", "Lea Brandt", "Europe/Berlin", "Auditor")
    lea.is_restricted = lea.is_ultra_restricted = True
    return [
        lea,
        Member("U0NILS", "nils", "Nils Berg", "Europe/Oslo", is_invited=True),
        vera,
        paolo,
    ]


def _groups() -> list[UserGroup]:
    return [
        UserGroup(
            "S0ATLAS", "atlas-core", "Atlas core", ["U0ANA", "U0BEN", "U0CHIARA"], "Who decides on Atlas"
        ),
        UserGroup("S0SECURITY", "security", "Security", ["U0SAM"], "Who is asked first"),
        UserGroup("S0MOVERS", "movers", "Movers", [], "The last move", deleted=1),
    ]


def _strangers() -> list[Member]:
    return [
        Member("U0BUILD", "buildkeeper", "Buildkeeper", "UTC", bot_id="B0BUILD", app_id="A0BUILD"),
        Member(SLACKBOT, "slackbot", "Slackbot", "America/Los_Angeles"),
    ]


def _harbour_people() -> list[Member]:
    return [
        Member("U1MARA", "mara", "Mara Lindqvist", "Europe/Stockholm", "Head of IT", is_admin=True),
        Member("U1TOM", "tom", "Tom Adeyemi", "America/Chicago", "Engineer"),
        Member("U1YUKI", "yuki", "Yuki Tanaka", "Asia/Tokyo", "Engineer"),
        Member("U1INES", "ines", "Ines Duarte", "Europe/Lisbon", "Finance"),
        Member("U1BUILD", "buildkeeper", "Buildkeeper", "UTC", bot_id="B1BUILD", app_id="A0BUILD"),
        Member(SLACKBOT, "slackbot", "Slackbot", "America/Los_Angeles"),
    ]


def _channels(bot: str) -> list[Channel]:
    people = [member.id for member in _people() if not member.deleted]
    atlas = ["U0ANA", "U0BEN", "U0CHIARA", "U0DEV", "U0SAM", "U0GIL", bot, "U0BUILD"]
    standup = ["U0ANA", "U0BEN", "U0CHIARA", "U0DEV", "U0SAM", bot]
    steering = ["U0ANA", "U0DANA", "U0SAM", bot]
    return [
        Channel("C0GENERAL", "general", people, topic="Company-wide announcements"),
        Channel("C0ATLAS", "atlas", atlas, topic="Atlas: the move to the new data centre"),
        Channel("C0STANDUP", "atlas-standup", standup, topic="What we did, what is next, what is in the way"),
        Channel("C0STEERING", "steering", steering, topic="Steering group"),
        Channel("C0VENDOR", "vendor-terms", ["U0ANA", "U0DANA"], is_private=True),
        _shared(bot),
    ]


def _shared(bot: str) -> Channel:
    """Make the channel shared with another company, where a one-channel guest listens."""
    members = ["U0ANA", "U0BEN", "U0VERA", "U0LEA", bot]
    made = Channel("C0BRIDGE", "vector-bridge", members, topic="With Vector Systems: racks and power")
    made.shared_with = ["T0VECTOR"]
    return made
