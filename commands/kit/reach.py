"""Who sees a thing although they are not known to be in the channel it is of: whose it is."""

from enum import Enum

from sqlmodel import Session

from commands.kit.blocks import PRIVATE, is_named, safe
from storage import facts, people, workspaces


class Beyond(Enum):
    """How a thing shows to its owner although they may not see the channel it is of."""

    OUTSIDE = "outside"  # they are not in its private channel
    GUEST = "guest"  # nor, as a guest, in its public one
    UNKNOWN = "unknown"  # they may be: Muster is not in its private channel


_WORDS = {
    Beyond.OUTSIDE: "sees it also without being in its private channel",
    Beyond.GUEST: "sees it also without being in its channel",
    Beyond.UNKNOWN: "sees it in any case, also outside its private channel",
}


def beyond(tx: Session, channel_id: int | None, member: facts.Member) -> Beyond | None:
    """Tell how a thing of a channel shows to a member who would not see it but for owning it, if it does.

    Who is in a private channel without Muster, it does not know; of a conversation it need not say.
    """
    channel = workspaces.get_channel(tx, channel_id) if channel_id else None
    if channel is None or channel.is_dm or not (channel.is_private or (member.is_guest and channel.has_bot)):
        return None
    if not channel.has_bot:
        return Beyond.UNKNOWN if channel.name == PRIVATE or is_named(channel.name) else None
    if member.id in {one.id for one in people.list_in_channel(tx, channel.id)}:
        return None
    return Beyond.GUEST if member.is_guest else Beyond.OUTSIDE


def said(reaches: Beyond | None, owner: facts.Member | None) -> list[str]:
    """Say who sees a thing without being in its channel; [] when nobody does."""
    return [sentence(reaches, safe(owner.name))] if reaches is not None and owner else []


def sentence(reaches: Beyond, name: str) -> str:
    """Say how a thing shows to its owner, by their name as it is to stand there."""
    return f"{name} {_WORDS[reaches]}."
