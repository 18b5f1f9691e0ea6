"""How a digest is shown: as it was frozen."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from storage import facts


def edition(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show what was approved; an edition is never drawn anew."""
    stored = post.frozen or {}
    return Message(stored.get("text", ""), tuple(stored.get("blocks", ())))
