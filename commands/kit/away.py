"""Whether somebody is away on a day of theirs."""

from datetime import date

from sqlmodel import Session

from commands.kit import holiday
from storage import facts, people


def is_away(tx: Session, member: facts.Member, day: date) -> bool:
    """Tell whether a member is absent on a day, or has a public holiday of their own."""
    is_holiday = holiday.named(member.holidays or "", day) is not None
    return is_holiday or people.find_absence(tx, member.id, day) is not None
