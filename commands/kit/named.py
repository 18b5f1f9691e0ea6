"""How people are named who have something, or are in something's way."""

from commands.kit.blocks import safe
from storage import facts


def holder(member: facts.Member | None) -> str:
    """Name who has a thing, for mrkdwn: "Ben Carter", "Ben Carter (has left)", "no owner"."""
    if member is None:
        return "no owner"
    return safe(member.name) if member.is_active else f"{safe(member.name)} (has left)"


def owned(member: facts.Member | None) -> str:
    """Name who has a thing inside brackets: "Ben Carter", "Ben Carter, has left", "no owner"."""
    if member is None or member.is_active:
        return holder(member)
    return f"{safe(member.name)}, has left"
