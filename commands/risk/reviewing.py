"""Who is to look at a risk again, and when they hear of it: in their one message of the day."""

from datetime import datetime

from sqlmodel import Session

from commands.kit import calendar, hours, telling
from commands.kit.telling import News
from storage import facts, people, risks, workspaces
from storage.vocabulary import Door, Noun

REVIEW = "review"  # the notice: a risk is to be looked at again


def remind(tx: Session, act: facts.Act, risk: facts.Risk) -> None:
    """Set the message of the day in which whoever watches an open risk finds its review."""
    watcher = _watcher(tx, risk)
    if watcher is not None and risk.review_on is not None and risk.status in risks.OPEN:
        begins = hours.begins(risk.review_on, watcher.zone)
        telling.set_day(tx, act.team.id, watcher, after=max(begins, act.now))


def remind_ahead(tx: Session, team_id: int, member: facts.Member, at: datetime) -> None:
    """Have a member's message that goes at an instant name the risks they are to look at by that day."""
    act = facts.Act(workspaces.get_team(tx, team_id), member, Door.TIMER, at, "")
    for risk in list_due(tx, act, limit=100):
        telling.note(tx, team_id, member, News(REVIEW, Noun.RISK, risk.id), at)


def list_due(tx: Session, act: facts.Act, limit: int) -> list[facts.Risk]:
    """Return the open risks a member watches and sees whose review is due by their today, worst first."""
    if act.member is None:
        return []
    today = calendar.local(act.now, act.member.zone).date()
    where = [risks.review_due(today), risks.watched_by(act.member.id)]
    return risks.list_open(tx, act, where=where, limit=limit)


def _watcher(tx: Session, risk: facts.Risk) -> facts.Member | None:
    """Find who watches a risk: its owner, else its project's lead, as far as they are here."""
    lead = [people.get(tx, risk.project.lead_id)] if risk.project else []
    owner = [risk.owner] if risk.owner else []
    return next((one for one in (*owner, *lead) if one.is_active and not one.is_bot), None)
