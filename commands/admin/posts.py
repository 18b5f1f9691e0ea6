"""What is shown of Muster itself on its own initiative."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from storage import facts


def alarm(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show an alarm as it was raised; what became of it since is for `/muster status`."""
    stored = post.frozen or {}
    return Message(stored.get("text", ""), tuple(stored.get("blocks", ())))
