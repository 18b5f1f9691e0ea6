"""Who has the say over work of somebody who has left."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commands.task import rules
from storage import facts, people, projects, tasks
from storage.vocabulary import Door


def admins(tx: Session, team: facts.Team) -> list[facts.Member]:
    """Return the admins of a team."""
    return [one for one in people.list_people(tx, team.id) if one.is_admin]


def others(tx: Session, team: facts.Team, member: facts.Member) -> list[facts.Member]:
    """Return who gives a member's work anew where nobody nearer does: leads of their projects, admins."""
    leads = [people.get(tx, one.lead_id) for one in projects.list_of(tx, team.id, member.id)]
    return [*leads, *admins(tx, team)]


def heir(
    tx: Session, team: facts.Team, task: facts.Task, others: Sequence[facts.Member], now: datetime
) -> facts.Member | None:
    """Find who gives a task anew: its project's lead, who made it, one of `others`, or who watches it.

    None of these is its owner, a guest, has left, or may not see it.
    """
    lead = [people.get(tx, task.project.lead_id)] if task.project else []
    for member in (*lead, task.creator, *others, *task.watchers):
        act = facts.Act(team, member, Door.EVENT, now, "")
        if (
            member.is_active
            and not (member.is_bot or member.is_guest or rules.is_owner(task, member))
            and tasks.list_seen(tx, act, [task.id])
        ):
            return member
    return None
