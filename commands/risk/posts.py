"""What risks show on their own initiative, read anew each time it is shown."""

from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.risk import views
from storage import facts, risks


def card(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the risk's card as it stands now."""
    return views.card(risks.get(tx, post.subject_id))
