"""What projects show on their own initiative, read anew each time it is shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commands.kit.blocks import Message
from commands.plan import operations, views
from storage import facts, people, projects


def leads(tx: Session, post: facts.Post, told: Sequence[facts.Notice], now: datetime) -> Message:
    """Tell a member who leads projects that were handed over."""
    by = {one.subject_id: one.by for one in told}
    found = [(projects.get(tx, each), who) for each, who in by.items()]
    member = people.get(tx, post.member_id or 0)
    return views.leads(
        member, [operations.Led(project, people.get(tx, project.lead_id), who) for project, who in found]
    )
