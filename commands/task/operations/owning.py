"""What somebody has to do, in parts: late, today, next, snoozed. Home and `/task` show the same."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from sqlmodel import Session

from commands.kit import calendar
from storage import facts, tasks
from storage.vocabulary import TaskStatus

SHOWN = 10  # tasks of a part
COUNTED = 100  # up to here the tasks of a part are counted


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a day: its first tasks, and how many it has, counted up to one more than `COUNTED`."""

    tasks: tuple[facts.Task, ...]
    count: int


@dataclass(frozen=True, slots=True)
class OwnDay:
    """What is open of one person's; what is snoozed stands by itself, be it late or due today."""

    late: Part
    today: Part
    later: Part
    snoozed: Part


def read_own_day(tx: Session, act: facts.Act, member: facts.Member) -> OwnDay:
    """Read what a member owns and may see, by their own clock."""
    today = calendar.local(act.now, member.zone).date()
    night = calendar.to_utc(today + timedelta(days=1), time(0), member.zone)
    mine, awake = tasks.owned_by(member.id), tasks.awake(act.now)
    return OwnDay(
        late=read_part(tx, act, mine, awake, tasks.late(act.now)),
        today=read_part(tx, act, mine, awake, tasks.due_between(act.now, night)),
        later=read_part(tx, act, mine, awake, tasks.due_from(night)),
        snoozed=read_part(tx, act, mine, tasks.snoozed(act.now)),
    )


def read_part(tx: Session, act: facts.Act, *where: Any) -> Part:
    """Read open tasks a member may see and that meet every condition."""
    found = tasks.list_open(tx, act, where=where, limit=SHOWN + 1)
    count = len(found)
    if count > SHOWN:
        count = tasks.count(tx, act, tasks.in_status(TaskStatus.OPEN), *where, most=COUNTED)
    return Part(tuple(found[:SHOWN]), count)
