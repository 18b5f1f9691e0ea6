"""What a channel chooses for its tasks, and people for what they are told."""

from dataclasses import dataclass, replace
from datetime import time

from sqlmodel import Session

from commands.kit.operations import may_lead
from storage import changes, facts, projects
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Quieted:
    """A member with the quiet hours they chose, and the change group to take back; "" when they had them."""

    member: facts.Member
    group: str


def choose_emoji(tx: Session, act: facts.Act, channel: facts.Channel, name: str) -> str | facts.Project:
    """Let an emoji make tasks in a channel, "" lets none; return the change group, "" if it was so already.

    In a project's channel only its lead and admins choose; for others the project comes back, and nothing
    is changed. Elsewhere everybody does.
    """
    project = projects.get(tx, channel.project_id) if channel.project_id else None
    if project is not None and not may_lead(act, project):
        return project
    return act.group if changes.apply(tx, act, Noun.CHANNEL, channel.id, {"task_emoji": name or None}) else ""


def choose_quiet(
    tx: Session, act: facts.Act, member: facts.Member, hours: tuple[time, time] | None
) -> Quieted:
    """Let a member choose from when until when they are told nothing; None: outside their working hours.

    Their next daily message is set anew, and what their quiet hours held is asked, a moment later.
    """
    start, end = hours or (None, None)
    changed = changes.apply(tx, act, Noun.MEMBER, member.id, {"quiet_from": start, "quiet_until": end})
    found = replace(member, quiet=hours)
    if changed:
        changes.again(tx, act, Noun.MEMBER, member.id)
    return Quieted(found, act.group if changed else "")
