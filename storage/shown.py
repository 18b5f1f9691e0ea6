"""What shows a thing in Slack: brought up to date wherever it stands when the thing changes."""

from sqlalchemy import Column, bindparam, select
from sqlmodel import Session

from storage import heads, posts
from storage.db import run
from storage.models.standup import Answer, Blocker
from storage.models.task import Task
from storage.statements import table_of
from storage.vocabulary import Noun

_ANSWER, _BLOCKER, _TASK = table_of(Answer), table_of(Blocker), table_of(Task)
# What shows a thing also shows its parts: a day its answers, an answer its blockers.
WHOLES: dict[Noun, tuple[Noun, Column[int]]] = {
    Noun.ANSWER: (Noun.STANDUP_DAY, _ANSWER.c.day_id),
    Noun.BLOCKER: (Noun.ANSWER, _BLOCKER.c.answer_id),
}
_CONCERNED = select(_TASK.c.owner_id, _TASK.c.creator_id).where(_TASK.c.id == bindparam("task"))


def stale(tx: Session, noun: Noun, row_id: int) -> None:
    """Bring up to date what shows a thing, and the things that it is part of."""
    posts.stale(tx, noun, row_id)
    if noun in WHOLES:
        whole, part_of = WHOLES[noun]
        stale(tx, whole, tx.execute(select(part_of).where(part_of.table.c.id == row_id)).scalar_one())
    if noun is Noun.ANSWER:
        heads.stale_prompt(tx, row_id)
    if noun is Noun.BLOCKER:
        heads.stale_of_blocker(tx, row_id)


def stale_homes(tx: Session, *members: int | None) -> None:
    """Bring the Homes up to date of everybody a task is, or was, and of who made or changed it."""
    posts.stale_homes(tx, *sorted({each for each in members if each is not None}))


def concerned(tx: Session, task_id: int) -> tuple[int | None, int]:
    """Return the ids of a task's owner and its creator."""
    owner, creator = run(tx, _CONCERNED, {"task": task_id}).one()
    return owner, creator
