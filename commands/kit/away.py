"""Whether somebody is away on a day of theirs, and until when."""

from datetime import date

from sqlmodel import Session

from commands.kit import holiday
from storage import facts, people


def is_away(tx: Session, member: facts.Member, day: date) -> bool:
    """Tell whether a member is absent on a day, or has a public holiday of their own."""
    return away_until(tx, member, day) is not None


def away_until(tx: Session, member: facts.Member, day: date) -> date | None:
    """Return the last day of what keeps a member away on a day (a holiday is a day); None: they are there."""
    if holiday.named(member.holidays or "", day) is not None:
        return day
    absence = people.find_absence(tx, member.id, day)
    return absence.last if absence else None
