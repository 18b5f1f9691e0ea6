"""Who sees what: a thing is seen by the members of the channel it was made in."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage import facts
from storage.models.people import Channel, ChannelGuest, ChannelMember, Member

FRESH = timedelta(hours=24)  # how long a private channel's member list counts


def sees(table: Any, member: facts.Member, *, here: int | None, now: datetime) -> ColumnElement[bool]:
    """Return the condition that `member` may see a row of `table` (it has channel, owner and creator).

    Public channels show to all but guests, and to guests who are in them: read within 24 hours, or, where
    Muster is not, having spoken there within as long. Private ones show to the members read within 24
    hours, and to whoever speaks in that channel now (`here`). What was made outside a channel, or in one
    whose members Muster cannot read, shows to its creator. Its owner always sees it.
    """
    unread = select(col(Channel.id)).where(col(Channel.has_bot).is_(False))
    kept = or_(table.channel_id.is_(None), table.channel_id.in_(unread))
    return or_(
        table.channel_id.in_(channels_of(member, here=here, now=now)),
        table.owner_id == member.id,
        and_(table.creator_id == member.id, kept),
    )


def channels_of(member: facts.Member, *, here: int | None, now: datetime) -> Any:
    """Return the query for the ids of channels whose things `member` may see."""
    joined = select(col(ChannelMember.channel_id)).where(col(ChannelMember.member_id) == member.id)
    fresh = and_(col(Channel.id).in_(joined), col(Channel.members_read_at) > now - FRESH)
    ways = [fresh, col(Channel.id) == here]
    public = and_(col(Channel.is_private).is_(False), col(Channel.is_dm).is_(False))
    if member.is_guest:
        spoke = select(col(ChannelGuest.channel_id)).where(
            col(ChannelGuest.member_id) == member.id, col(ChannelGuest.spoke_at) > now - FRESH
        )
        ways.append(and_(public, col(Channel.has_bot).is_(False), col(Channel.id).in_(spoke)))
    else:
        ways.append(public)
    return select(col(Channel.id)).where(or_(*ways))


def open_to(channel_id: int) -> Any:
    """Return the query for the ids of channels whose things every member of `channel_id` may see.

    That is the channel itself, and each public one in which every guest is who is here.
    """
    public = and_(col(Channel.is_private).is_(False), col(Channel.is_dm).is_(False))
    here, there = aliased(ChannelMember), aliased(ChannelMember)
    is_there = select(col(there.member_id)).where(
        col(there.channel_id) == col(Channel.id), col(there.member_id) == col(here.member_id)
    )
    kept_out = (
        select(col(here.member_id))
        .join(Member, col(Member.id) == col(here.member_id))
        .where(
            col(here.channel_id) == channel_id,
            col(Member.is_guest).is_(True),
            col(Member.is_active).is_(True),
        )
        .where(~is_there.correlate(Channel, here).exists())
        .correlate(Channel)
    )
    return select(col(Channel.id)).where(or_(and_(public, ~kept_out.exists()), col(Channel.id) == channel_id))
