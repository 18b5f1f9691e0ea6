"""Whose public holidays count for a member."""

from dataclasses import dataclass

from sqlmodel import Session

from commands.kit import holiday
from commands.kit.requests import Unclear
from commands.standup.operations import asking
from storage import changes, facts, people
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Resting:
    """A member with the holidays they chose, and the change group to take back; "" when they had them."""

    member: facts.Member
    group: str


def choose_holidays(
    tx: Session, act: facts.Act, member: facts.Member, place: str | None
) -> Resting | Unclear:
    """Set the place whose public holidays a member has: "" for none, None for those of each standup.

    Their standups ask them by it from now on; a day they were asked on shows them as away.
    """
    known = holiday.known(place) if place else place
    if place and known is None:
        return Unclear(f"{holiday.unknown(place)} Nothing was saved. Try /standup holidays PT.")
    changed = changes.apply(tx, act, Noun.MEMBER, member.id, {"holidays": known})
    found = people.get(tx, member.id)
    if changed:
        asking.reset_member(tx, found, act.team.id, act.now)
        asking.catch_up(tx, act.team.id, found, act.now)
    return Resting(found, act.group if changed else "")
