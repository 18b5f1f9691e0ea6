"""Being away: from a day to a day, both included, and coming back."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from commands.standup.operations import asking
from storage import changes, facts, people
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Returned:
    """Which absences ended, and which are still planned."""

    ended: tuple[facts.Absence, ...]
    planned: tuple[facts.Absence, ...]
    group: str


def go_away(tx: Session, act: facts.Act, first: date, last: date) -> bool:
    """Note that the member is away, both days included; False when that was known already."""
    if act.member is None:
        return False
    known = people.list_absences(tx, act.member.id, first)
    if any(one.first <= first and last <= one.last for one in known):
        return False
    values = {"member_id": act.member.id, "from_day": first, "until_day": last}
    changes.add(tx, act, Noun.ABSENCE, values)
    asking.reset_member(tx, act.member, act.team.id, act.now)
    return True


def come_back(tx: Session, act: facts.Act, today: date) -> Returned:
    """End the absences that cover today; what is planned for later stays."""
    if act.member is None:
        return Returned((), (), act.group)
    known = people.list_absences(tx, act.member.id, today)
    ended = [one for one in known if one.first <= today]
    for one in ended:
        is_new = one.first == today
        values = {"cancelled_at": act.now} if is_new else {"until_day": today - timedelta(days=1)}
        changes.apply(tx, act, Noun.ABSENCE, one.id, values)
    asking.reset_member(tx, act.member, act.team.id, act.now)
    return Returned(tuple(ended), tuple(one for one in known if one.first > today), act.group)
