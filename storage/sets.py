"""Fields that are sets, each in its own table: labels, what a task waits for, who is asked, who watches."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session, SQLModel

from storage.models.people import MemberSkill
from storage.models.standup import StandupMember
from storage.models.task import TaskLabel, TaskLink, TaskWatcher
from storage.statements import table_of
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a set is kept: the table, and its columns for the thing and for one member of the set."""

    table: type[SQLModel]
    thing: str
    one: str


FIELDS = {
    (Noun.TASK, "labels"): Kept(TaskLabel, "task_id", "label"),
    (Noun.TASK, "after"): Kept(TaskLink, "task_id", "before_id"),
    (Noun.TASK, "watchers"): Kept(TaskWatcher, "task_id", "member_id"),
    (Noun.MEMBER, "skills"): Kept(MemberSkill, "member_id", "mark"),
    (Noun.STANDUP, "members"): Kept(StandupMember, "standup_id", "member_id"),
}


def is_set(noun: Noun, name: str) -> bool:
    """Tell whether a field is a set."""
    return (noun, name) in FIELDS


def read(tx: Session, noun: Noun, row_id: int, name: str) -> list[Any]:
    """Return the members of a set in their own order; [] when it is empty."""
    kept = FIELDS[noun, name]
    table = table_of(kept.table)
    found = select(table.c[kept.one]).where(table.c[kept.thing] == row_id).order_by(table.c[kept.one])
    return list(tx.scalars(found))


def write(tx: Session, noun: Noun, row_id: int, name: str, wanted: Iterable[Any]) -> None:
    """Make a set hold exactly what is wanted."""
    kept = FIELDS[noun, name]
    table = table_of(kept.table)
    has, wants = set(read(tx, noun, row_id, name)), set(wanted)
    gone, new = has - wants, sorted(wants - has)
    if gone:
        tx.execute(delete(table).where(table.c[kept.thing] == row_id, table.c[kept.one].in_(gone)))
    if new:
        tx.execute(insert(table), [{kept.thing: row_id, kept.one: one} for one in new])
