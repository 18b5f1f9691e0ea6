"""What becomes of the risks of somebody who has left."""

from datetime import datetime

from sqlmodel import Session

from commands.kit import telling
from commands.kit.telling import News
from storage import facts, people, posts, risks
from storage.vocabulary import Door, Noun

LEFT = "left"  # the notice: whoever watched a risk has left


def moved(tx: Session, team: facts.Team, member: facts.Member, now: datetime) -> None:
    """Say on the cards of a member's risks whether they are there; of a leaver's, tell who has the say."""
    renamed(tx, team, member)
    if member.is_active:
        return
    owned = risks.list_owned(tx, team.id, member.id)
    admins = [one for one in people.list_people(tx, team.id) if one.is_admin]
    for risk in owned:
        heir = _heir(tx, team, risk, admins, now)
        if heir is not None:
            telling.tell(tx, team.id, heir, News(LEFT, Noun.RISK, risk.id, member), now)


def renamed(tx: Session, team: facts.Team, member: facts.Member) -> None:
    """Have the cards of a member's risks drawn anew."""
    posts.stale(tx, Noun.RISK, *(risk.id for risk in risks.list_owned(tx, team.id, member.id)))


def _heir(
    tx: Session, team: facts.Team, risk: facts.Risk, admins: list[facts.Member], now: datetime
) -> facts.Member | None:
    """Find who gives a risk anew: its project's lead, who logged it, or an admin, as far as they see it."""
    lead = [people.get(tx, risk.project.lead_id)] if risk.project else []
    for member in (*lead, risk.creator, *admins):
        act = facts.Act(team, member, Door.EVENT, now, "")
        is_there = member.is_active and not (member.is_bot or member.is_guest)
        if is_there and risks.find(tx, act, risk.number) is not None:
            return member
    return None
