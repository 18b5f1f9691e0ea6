"""Teams and their channels."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update
from sqlmodel import Session, col

from storage import audience, facts, people, prepared
from storage.db import NotFound, run
from storage.known import known
from storage.models.people import Channel, ChannelGuest, ChannelMember, Member, Team
from storage.statements import columns_of, table_of

_TEAM, _MEMBER, _CHANNEL = table_of(Team), table_of(Member), table_of(Channel)
_TEAM_FACT, _CHANNEL_FACT = columns_of(Team, facts.Team), columns_of(Channel, facts.Channel)
_CALLER = (
    # The member first: where columns of several tables have one name, theirs keeps it.
    select(*_MEMBER.c, *_TEAM_FACT, *_CHANNEL_FACT)
    .select_from(_TEAM)
    .join(_MEMBER, and_(_MEMBER.c.team_id == _TEAM.c.id, _MEMBER.c.slack_id == bindparam("user")))
    .outerjoin(_CHANNEL, and_(_CHANNEL.c.team_id == _TEAM.c.id, _CHANNEL.c.slack_id == bindparam("channel")))
    .where(_TEAM.c.slack_id == bindparam("team"))
)
_FIND_TEAM = select(*_TEAM_FACT).where(_TEAM.c.slack_id == bindparam("slack_id"))
_FIND_CHANNEL = select(*_CHANNEL_FACT).where(
    _CHANNEL.c.team_id == bindparam("of_team"), _CHANNEL.c.slack_id == bindparam("slack_id")
)
_CHANNELS = (
    select(*_CHANNEL_FACT)
    .where(_CHANNEL.c.team_id == bindparam("of_team"), _CHANNEL.c.is_dm.is_(False))
    .order_by(_CHANNEL.c.name)
)
_INSERT, _UPDATE = insert(_CHANNEL), update(_CHANNEL).where(_CHANNEL.c.id == bindparam("which"))
_THERE = table_of(ChannelMember)
_IN_CHANNEL = select(_THERE.c.member_id).where(_THERE.c.channel_id == bindparam("of_channel"))
_ENTER = insert(_THERE)
_LEAVE = delete(_THERE).where(
    _THERE.c.channel_id == bindparam("of_channel"),
    _THERE.c.member_id.in_(bindparam("members", expanding=True)),
)
_GET_CHANNEL = select(*_CHANNEL_FACT).where(_CHANNEL.c.id == bindparam("id"))
_LOCK_CHANNEL = _GET_CHANNEL.with_for_update()


def find_team(tx: Session, slack_id: str) -> facts.Team | None:
    """Return the team with this Slack id, None when Muster does not know it."""
    row = run(tx, _FIND_TEAM, {"slack_id": slack_id}).one_or_none()
    return facts.Team(*row) if row else None


def get_team(tx: Session, team_id: int) -> facts.Team:
    """Return a team by id. Raises NotFound."""
    row = tx.get(Team, team_id)
    if row is None:
        raise NotFound(f"team {team_id}")
    return team_fact(row)


def find_caller(
    connection: Connection, team: str, user: str, channel: str | None
) -> tuple[facts.Team, facts.Member, facts.Channel | None] | None:
    """Return who asks and where, by Slack ids, with one query; None when one of them is not known yet."""
    asked = {"team": team, "user": user, "channel": channel}
    found = prepared.execute(connection, _CALLER, asked).one_or_none()
    if found is None:
        return None
    of_team, of_channel = len(_MEMBER.c), len(_MEMBER.c) + len(_TEAM_FACT)
    here = facts.Channel(*found[of_channel:]) if found[of_channel] is not None else None
    if channel and here is None:
        return None
    return facts.Team(*found[of_team:of_channel]), people.fact(found), here


def list_teams(tx: Session) -> list[facts.Team]:
    """Return every team, oldest first."""
    return [team_fact(row) for row in tx.scalars(select(Team).order_by(col(Team.id)))]


def find_other(tx: Session, slack_id: str) -> facts.Team | None:
    """Return a team that is not the one with this Slack id, None when there is no other."""
    others = select(Team).where(col(Team.slack_id) != slack_id).order_by(col(Team.id)).limit(1)
    row = tx.scalars(others).first()
    return team_fact(row) if row else None


def save_team(
    tx: Session, slack_id: str, *, name: str, bot_user_id: str, now: datetime, url: str = ""
) -> facts.Team:
    """Insert a team or bring its name, bot and address up to date; return it."""
    before, said = find_team(tx, slack_id), {"name": name, "bot_user_id": bot_user_id, "url": url}
    if before is None:
        tx.execute(insert(Team).values(slack_id=slack_id, created_at=now, **said))
    elif (before.name, before.bot_user_id, before.url) != (name, bot_user_id, url):
        tx.execute(update(Team).where(col(Team.id) == before.id).values(**said))
    saved = find_team(tx, slack_id)
    if saved is None:
        raise NotFound(slack_id)
    return saved


def find_channel(tx: Session, team_id: int, slack_id: str) -> facts.Channel | None:
    """Return the channel with this Slack id, None when Muster does not know it."""
    row = run(tx, _FIND_CHANNEL, {"of_team": team_id, "slack_id": slack_id}).one_or_none()
    return facts.Channel(*row) if row else None


def find_seen(tx: Session, act: facts.Act, slack_id: str) -> facts.Channel | None:
    """Return the channel with this Slack id if the caller may see what is in it, else None."""
    if act.member is None:
        return None
    seen = audience.channels_of(act.member, here=act.here, now=act.now)
    row = tx.scalars(
        select(Channel).where(
            col(Channel.team_id) == act.team.id, col(Channel.slack_id) == slack_id, col(Channel.id).in_(seen)
        )
    ).one_or_none()
    return channel_fact(row) if row else None


def names_seen(tx: Session, act: facts.Act, ids: Collection[int]) -> dict[int, str]:
    """Return the names of those of some channels (by id) whose things the caller may see."""
    if act.member is None:
        return {}
    seen = audience.channels_of(act.member, here=act.here, now=act.now)
    rows = select(col(Channel.id), col(Channel.name)).where(
        col(Channel.id).in_(ids), col(Channel.is_dm).is_(False), col(Channel.id).in_(seen)
    )
    return {row.id: row.name for row in tx.execute(rows)}


def list_seen(tx: Session, act: facts.Act) -> list[facts.Channel]:
    """Return the channels whose things the caller may see, direct messages left out; [] for nobody."""
    if act.member is None:
        return []
    seen = audience.channels_of(act.member, here=act.here, now=act.now)
    rows = select(*_CHANNEL_FACT).where(
        _CHANNEL.c.team_id == act.team.id, _CHANNEL.c.is_dm.is_(False), _CHANNEL.c.id.in_(seen)
    )
    return [facts.Channel(*row) for row in tx.execute(rows)]


def get_channel(tx: Session, channel_id: int) -> facts.Channel:
    """Return a channel by id. Raises NotFound."""
    if channel_id not in known(tx, facts.Channel):
        row = run(tx, _GET_CHANNEL, {"id": channel_id}).one_or_none()
        if row is None:
            raise NotFound(f"channel {channel_id}")
        remember(tx, facts.Channel(*row))
    return known(tx, facts.Channel)[channel_id]


def lock_channel(tx: Session, channel_id: int) -> facts.Channel:
    """Lock a channel and return it as it is now, not as it was read a moment ago. Raises NotFound."""
    run(tx, _LOCK_CHANNEL, {"id": channel_id})
    known(tx, facts.Channel).pop(channel_id, None)
    return get_channel(tx, channel_id)


def remember(tx: Session, channel: facts.Channel) -> None:
    """Have `get_channel` hand out a channel that need not be read again in this transaction."""
    known(tx, facts.Channel)[channel.id] = channel


def list_channels(tx: Session, team_id: int) -> list[facts.Channel]:
    """Return a team's channels by name, direct messages left out."""
    return [facts.Channel(*row) for row in run(tx, _CHANNELS, {"of_team": team_id})]


def save_channel(tx: Session, team_id: int, slack_id: str, **values: Any) -> facts.Channel:
    """Insert a channel or bring the named columns up to date; return it. A new one needs its name.

    Unless Slack has said that it is public, a new one counts as private: nothing of it shows elsewhere.
    """
    before = find_channel(tx, team_id, slack_id)
    if before is None:
        defaults = {"is_private": True, "is_dm": False, "has_bot": False, "is_archived": False}
        run(tx, _INSERT, {**defaults, **values, "team_id": team_id, "slack_id": slack_id})
    elif new := {name: value for name, value in values.items() if getattr(before, name) != value}:
        _change(tx, before.id, **new)
    else:
        return before
    saved = find_channel(tx, team_id, slack_id)
    if saved is None:
        raise NotFound(slack_id)
    return saved


def shut(tx: Session, team_id: int, slack_ids: Collection[str]) -> None:
    """Count as private those of a team's channels that are public."""
    for channel in list_channels(tx, team_id):
        if not channel.is_private and channel.slack_id in slack_ids:
            _change(tx, channel.id, is_private=True)


def move_channel(tx: Session, team_id: int, old: str, new: str) -> facts.Channel | None:
    """Give a channel the Slack id it has now and return it; None when Muster does not know it.

    A row that was made meanwhile under the new id (something was said there) takes the old one, for good.
    """
    moved, made = find_channel(tx, team_id, old), find_channel(tx, team_id, new)
    if moved is None:
        return None
    if made:
        _change(tx, made.id, slack_id="", has_bot=False, is_archived=True)
    _change(tx, moved.id, slack_id=new)
    if made:
        _change(tx, made.id, slack_id=old)
    return get_channel(tx, moved.id)


def _change(tx: Session, channel_id: int, **values: Any) -> None:
    run(tx, _UPDATE, {**values, "which": channel_id})
    forget(tx, channel_id)


def forget(tx: Session, channel_id: int) -> None:
    """Drop what was known of a channel that has changed, and of what carries it."""
    known(tx, facts.Channel).pop(channel_id, None)
    known(tx, facts.Standup).clear()  # each carries its channel,
    known(tx, facts.Project).clear()  # and a project names its first


def list_members(tx: Session, channel_id: int) -> set[int]:
    """Return the ids of the members last known to be in a channel."""
    return set(run(tx, _IN_CHANNEL, {"of_channel": channel_id}).scalars())


def set_members(tx: Session, channel_id: int, member_ids: Iterable[int], *, now: datetime) -> None:
    """Replace what is known of who is in a channel, as read at `now`."""
    wanted, there = set(member_ids), list_members(tx, channel_id)
    if gone := there - wanted:
        run(tx, _LEAVE, {"of_channel": channel_id, "members": list(gone)})
    if come := sorted(wanted - there):
        run(tx, _ENTER, [{"channel_id": channel_id, "member_id": member_id} for member_id in come])
    run(tx, _UPDATE, {"which": channel_id, "members_read_at": now})


def join(tx: Session, channel_id: int, member_id: int) -> None:
    """Note that one member is in a channel now; twice is once."""
    if tx.get(ChannelMember, (channel_id, member_id)) is None:
        tx.execute(insert(ChannelMember).values(channel_id=channel_id, member_id=member_id))


def spoke(tx: Session, channel_id: int, member_id: int, now: datetime) -> None:
    """Note that a guest speaks in a channel Muster is not in; what they see there they see elsewhere, too."""
    if tx.get(ChannelGuest, (channel_id, member_id)) is None:
        tx.add(ChannelGuest(channel_id=channel_id, member_id=member_id, spoke_at=now))
        return
    here = (col(ChannelGuest.channel_id) == channel_id, col(ChannelGuest.member_id) == member_id)
    tx.execute(update(ChannelGuest).where(*here).values(spoke_at=now))


def leave(tx: Session, channel_id: int, member_id: int) -> None:
    """Note that one member has left a channel."""
    tx.execute(
        delete(ChannelMember).where(
            col(ChannelMember.channel_id) == channel_id, col(ChannelMember.member_id) == member_id
        )
    )


def team_fact(row: Team) -> facts.Team:
    """Turn a row into the value that leaves the transaction."""
    return facts.Team(row.id, row.slack_id, row.name, row.bot_user_id, row.url)


def channel_fact(row: Channel) -> facts.Channel:
    """Turn a row into the value that leaves the transaction."""
    return facts.Channel(
        id=row.id,
        slack_id=row.slack_id,
        name=row.name,
        is_private=row.is_private,
        is_dm=row.is_dm,
        has_bot=row.has_bot,
        is_archived=row.is_archived,
        project_id=row.project_id,
        task_emoji=row.task_emoji,
    )
