"""What to do with a pile: all that is late of one person, moved or snoozed at once, in one group."""

from dataclasses import dataclass

from sqlmodel import Session

from commands.task.operations import dating
from commands.task.operations.outcome import Changed, Outcome, each
from storage import facts, tasks

MOST = 50  # tasks at once: whoever types next waits for no more


@dataclass(frozen=True, slots=True)
class Piled:
    """What became of the late tasks of a member, and whether there are more of them."""

    outcomes: tuple[Outcome, ...]
    is_more: bool

    @property
    def changed(self) -> tuple[facts.Task, ...]:
        """Return the tasks that are different now."""
        return tuple(one.task for one in self.outcomes if isinstance(one, Changed) and one.is_news)


def snooze_late(tx: Session, until: facts.Due, act: facts.Act) -> Piled:
    """Leave the member alone about all their late tasks until a day; the dates stay."""
    numbers, is_more = _late(tx, act)
    return Piled(tuple(each(tx, dating.snooze, numbers, until, act)), is_more)


def move_late(tx: Session, due: facts.Due, act: facts.Act) -> Piled:
    """Move all late tasks of the member to a day, each at its own hour."""
    numbers, is_more = _late(tx, act)
    return Piled(tuple(each(tx, dating.redate, numbers, due, act)), is_more)


def _late(tx: Session, act: facts.Act) -> tuple[list[int], bool]:
    """Return the numbers of what is late of the member and not snoozed, and whether there are more."""
    if act.member is None:
        return [], False
    where = [tasks.owned_by(act.member.id), tasks.late(act.now), tasks.awake(act.now)]
    found = tasks.list_open(tx, act, where=where, limit=MOST + 1)
    return [task.number for task in found[:MOST]], len(found) > MOST
