"""Whether whoever has a task is away on the day it is due, and which day before that would do."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session

from commands.kit import calendar
from commands.kit.away import is_away
from commands.task import rules
from storage import facts, people
from storage.vocabulary import TaskStatus


@dataclass(frozen=True, slots=True)
class Absent:
    """The absence in which a task is due, and its last date before that; None where that is over."""

    absence: facts.Absence
    before: facts.Due | None


def absent(tx: Session, act: facts.Act, task: facts.Task) -> Absent | None:
    """Find the absence of somebody else in which a task of theirs is due; None where there is none."""
    if task.owner is None or task.due is None or task.status is not TaskStatus.OPEN:
        return None
    if rules.is_owner(task, act.member):
        return None
    found = people.find_absence(tx, task.owner.id, task.due.day)
    return Absent(found, _before(tx, act, task.owner, task.due, found)) if found else None


def _before(
    tx: Session, act: facts.Act, owner: facts.Member, due: facts.Due, absence: facts.Absence
) -> facts.Due | None:
    """Find the last working day before an absence that is still ahead, at the hour of a date."""
    day, today = absence.first - timedelta(days=1), calendar.local(act.now, due.zone).date()
    while day > today and (not calendar.is_working_day(day) or is_away(tx, owner, day)):
        day -= timedelta(days=1)
    if day <= today:
        return None
    at = calendar.to_utc(day, calendar.local(due.at, due.zone).time(), due.zone)
    return replace(due, at=at, day=day)
