"""What risks show on their own initiative, read anew each time it is shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.kit.reader import Reader
from commands.risk import views
from storage import facts, people, risks
from storage.vocabulary import RiskStatus


def card(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the risk's card as it stands now."""
    return views.card(risks.get(tx, post.subject_id))


def owned(tx: Session, post: facts.Post, told: Sequence[facts.Notice], now: datetime) -> Message:
    """Tell a member which risks were given to them; of one that is theirs no longer, nothing."""
    member = people.get(tx, post.member_id or 0)
    by = {one.subject_id: one.by for one in told}
    found = [(risks.get(tx, each), who) for each, who in by.items()]
    theirs = [(risk, who) for risk, who in found if _is_of(risk, member)]
    return views.owned(theirs, Reader.of(member, now))


def _is_of(risk: facts.Risk, member: facts.Member) -> bool:
    return risk.owner == member and risk.status is not RiskStatus.DROPPED
