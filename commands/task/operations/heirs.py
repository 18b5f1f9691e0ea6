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


def heirs(
    tx: Session,
    team: facts.Team,
    owned: Sequence[facts.Task],
    others: Sequence[facts.Member],
    now: datetime,
) -> dict[int, facts.Member]:
    """Find who gives each of some tasks anew, by task: its project's lead, who made it, one of `others`, or
    who watches it. A task that none of these may give anew is left out.

    None of these is its owner, a guest, has left, or may not see it.
    """
    found: dict[int, facts.Member] = {}
    seen: dict[int, set[int]] = {}
    for task in owned:
        lead = [people.get(tx, task.project.lead_id)] if task.project else []
        for member in (*lead, task.creator, *others, *task.watchers):
            if not member.is_active or member.is_bot or member.is_guest or rules.is_owner(task, member):
                continue
            if member.id not in seen:  # asked once of all: somebody may have had hundreds
                act = facts.Act(team, member, Door.EVENT, now, "")
                seen[member.id] = tasks.ids_seen(tx, act, [one.id for one in owned])
            if task.id in seen[member.id]:
                found[task.id] = member
                break
    return found
