"""Being away: from a day to a day, both included, and coming back."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from commands.kit import calendar
from commands.standup.operations import asking
from storage import changes, facts, people
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Returned:
    """Which absences ended, as they were, and which are still planned."""

    day: date  # the first day back
    ended: tuple[facts.Absence, ...]
    planned: tuple[facts.Absence, ...]
    group: str
    is_asked: bool = False  # by a standup of today, now


def go_away(tx: Session, act: facts.Act, first: date, last: date) -> facts.Absence | None:
    """Note that the member is away, both days included; return what covered that already, else None."""
    if act.member is None:
        return None
    known = people.list_absences(tx, act.member.id, first)
    covering = [one for one in known if one.first <= first and last <= one.last]
    if covering:
        return max(covering, key=lambda one: one.last)
    values = {"member_id": act.member.id, "from_day": first, "until_day": last}
    changes.add(tx, act, Noun.ABSENCE, values)
    asking.reset_member(tx, act.member, act.team.id, act.now)
    return None


def back_on(tx: Session, member: facts.Member, last: date) -> date:
    """Find the first working day after `last` on which a member is not away."""
    day = calendar.next_working_day(last)
    while absence := people.find_absence(tx, member.id, day):
        day = calendar.next_working_day(absence.last)
    return day


def come_back(tx: Session, act: facts.Act, today: date, day: date | None = None) -> Returned:
    """End the absences that cover a day, from that day on; what is planned for later stays.

    Without a day it is today, or the beginning of the one absence that is planned.
    """
    if act.member is None:
        return Returned(today, (), (), act.group)
    first = day or today
    known = people.list_absences(tx, act.member.id, first)
    if day is None and len(known) == 1:
        first = max(today, known[0].first)
    ended = [one for one in known if one.first <= first]
    for one in ended:
        is_whole = one.first == first
        values = {"cancelled_at": act.now} if is_whole else {"until_day": first - timedelta(days=1)}
        changes.apply(tx, act, Noun.ABSENCE, one.id, values)
    asking.reset_member(tx, act.member, act.team.id, act.now)
    is_asked = asking.catch_up(tx, act.team.id, act.member, act.now)
    planned = tuple(one for one in known if one.first > first)
    return Returned(first, tuple(ended), planned, act.group, is_asked)
