"""Who leads a standup, what only they may do, and when they are told how the week went."""

from datetime import date, datetime

from sqlmodel import Session

from commands.standup import rules
from storage import facts, people, projects, standups, timers

WEEK = "standup.week"


def lead_of(tx: Session, standup: facts.Standup) -> facts.Member | None:
    """Find who leads a standup: its project's lead, else whoever set it up; None when nobody is known."""
    if standup.project_id is not None:
        return people.get(tx, projects.get(tx, standup.project_id).lead_id)
    return people.get(tx, standup.creator_id) if standup.creator_id else None


def list_led(tx: Session, team_id: int, lead: facts.Member) -> list[facts.Standup]:
    """Return the standups somebody leads that are not removed, oldest first."""
    return [one for one in standups.list_running(tx, team_id) if lead_of(tx, one) == lead]


def may_change(tx: Session, act: facts.Act, standup: facts.Standup) -> bool:
    """Tell whether the caller may change a standup: its lead, or an admin of the workspace."""
    lead = lead_of(tx, standup)
    return act.member is not None and (lead is None or act.member.id == lead.id or act.member.is_admin)


def set_summary(tx: Session, team_id: int, standup: facts.Standup, now: datetime) -> None:
    """Set when a standup's lead is told how the week went: Friday 16:00 in the lead's zone."""
    lead = lead_of(tx, standup)
    if lead is not None:
        last = timers.last_over(tx, WEEK, str(standup.id), now=now)
        day, at = rules.next_summary(lead.zone, now, date.fromisoformat(last) if last else None)
        timers.set_(tx, team_id, WEEK, str(standup.id), occurrence=day.isoformat(), due_at=at)
