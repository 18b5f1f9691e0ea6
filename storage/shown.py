"""What shows a thing in Slack: brought up to date wherever it stands when the thing changes."""

from collections.abc import Sequence

from sqlalchemy import Column, bindparam, select
from sqlmodel import Session

from storage import heads, posts
from storage.db import run
from storage.models.project import Project
from storage.models.risk import Risk
from storage.models.standup import Answer, Blocker
from storage.models.task import Task
from storage.statements import table_of
from storage.vocabulary import Noun

_ANSWER, _BLOCKER, _PROJECT, _RISK, _TASK = (
    table_of(Answer),
    table_of(Blocker),
    table_of(Project),
    table_of(Risk),
    table_of(Task),
)
# What shows a thing also shows its parts: a day its answers, an answer its blockers.
WHOLES: dict[Noun, tuple[Noun, Column[int]]] = {
    Noun.ANSWER: (Noun.STANDUP_DAY, _ANSWER.c.day_id),
    Noun.BLOCKER: (Noun.ANSWER, _BLOCKER.c.answer_id),
}
_CONCERNED = select(_TASK.c.owner_id, _TASK.c.creator_id).where(_TASK.c.id == bindparam("task"))
_WATCHING = (
    select(_RISK.c.owner_id, _PROJECT.c.lead_id)
    .join_from(_RISK, _PROJECT, _PROJECT.c.id == _RISK.c.project_id, isouter=True)
    .where(_RISK.c.id == bindparam("risk"))
)


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
    """Bring the Homes up to date of everybody a task or risk is, or was, and of who made or changed it."""
    posts.stale_homes(tx, *sorted({each for each in members if each is not None}))


def concerned(tx: Session, noun: Noun, row_id: int) -> Sequence[int | None]:
    """Return the ids of those on whose Homes a thing may stand.

    A task on its owner's and its creator's, a risk on its owner's and its project's lead's.
    """
    match noun:
        case Noun.TASK:
            return tuple(run(tx, _CONCERNED, {"task": row_id}).one())
        case Noun.RISK:
            return tuple(run(tx, _WATCHING, {"risk": row_id}).one())
    return ()
