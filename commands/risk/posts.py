"""What risks show on their own initiative, read anew each time it is shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.kit.reader import Reader
from commands.risk import views
from commands.risk.leaving import LEFT
from commands.risk.operations import OWNED
from commands.risk.reviewing import REVIEW
from storage import facts, people, risks, workspaces
from storage.vocabulary import Door


def card(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show the risk's card as it stands now."""
    return views.card(risks.get(tx, post.subject_id))


def owned(tx: Session, post: facts.Post, told: Sequence[facts.Notice], now: datetime) -> Message:
    """Tell a member which risks were given to them, are to be looked at again, or lost who watched them.

    Of what is no longer so, or no longer theirs to see, nothing; what was looked at says when that is next.
    """
    member = people.get(tx, post.member_id or 0)
    act = facts.Act(workspaces.get_team(tx, post.team_id), member, Door.TIMER, now, "")
    given: dict[int, views.Given] = {}
    left: dict[int, facts.Risk] = {}
    due: dict[int, facts.Risk] = {}
    for notice in told:
        risk = risks.find(tx, act, risks.get(tx, notice.subject_id).number)
        if risk is None:
            continue
        if notice.kind == LEFT and _is_left(risk):
            left[risk.id] = risk
        elif notice.kind == OWNED and risk.owner == member:
            given[risk.id] = (risk, notice.by)
        elif notice.kind == REVIEW and risk.status in risks.OPEN:
            due[risk.id] = risk
    return views.owned(list(given.values()), list(left.values()), list(due.values()), Reader.of(member, now))


def _is_left(risk: facts.Risk) -> bool:
    return risk.status in risks.OPEN and risk.owner is not None and not risk.owner.is_active
