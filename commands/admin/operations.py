"""What is told of Muster itself: how its loops stand."""

from dataclasses import dataclass

from sqlmodel import Session

from storage import audience, facts, loop_facts, projects, standing


@dataclass(frozen=True, slots=True)
class Status:
    """How the loops stand, as one person may see it; `hidden` counts what is none of their business."""

    found: tuple[loop_facts.Standing, ...]
    hidden: int


def status(tx: Session, act: facts.Act) -> Status | None:
    """Show a lead how the loops of their team stand; None to whoever leads nothing."""
    member = act.member
    if member is None or not (member.is_admin or _leads(tx, act.team.id, member)):
        return None
    found = standing.list_standing(tx, act.team.id, now=act.now)
    visible = set(tx.scalars(audience.channels_of(member, here=act.here, now=act.now)))
    shown = tuple(one for one in found if _may_see(one, member, visible))
    return Status(shown, len(found) - len(shown))


def _leads(tx: Session, team_id: int, member: facts.Member) -> bool:
    return any(one.lead_id == member.id for one in projects.list_all(tx, team_id))


def _may_see(one: loop_facts.Standing, member: facts.Member, visible: set[int]) -> bool:
    if one.channel_id is not None:
        return one.channel_id in visible
    return one.member_id in (None, member.id) or member.is_admin
