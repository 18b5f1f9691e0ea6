"""The heads and prompts of standup days: which of them show something that has changed."""

from datetime import datetime, timedelta

from sqlalchemy import Update, bindparam, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import posts
from storage.db import wake
from storage.models.loops import Post
from storage.models.standup import Answer, Blocker, StandupDay
from storage.statements import table_of
from storage.types import Instant
from storage.vocabulary import DayState, Noun

LONGEST_DAY = timedelta(days=2)  # from the end of one member's window to that of the last, at most
_TOLD_ON = aliased(StandupDay)
_STANDUP = (
    select(col(_TOLD_ON.standup_id))
    .join(Answer, col(Answer.day_id) == col(_TOLD_ON.id))
    .join(Blocker, col(Blocker.answer_id) == col(Answer.id))
    .where(col(Blocker.id) == bindparam("blocker"))
)
_ASKED_WITH = select(col(Answer.asked_with_id)).where(col(Answer.id) == bindparam("answer"))
_OTHER = aliased(StandupDay)
_NEWEST = select(func.max(col(_OTHER.day))).where(col(_OTHER.standup_id) == col(StandupDay.standup_id))
_SHOWING = select(col(StandupDay.id)).where(
    col(StandupDay.standup_id) == _STANDUP.scalar_subquery(),
    or_(col(StandupDay.state) == DayState.OPEN, col(StandupDay.day) == _NEWEST.scalar_subquery()),
)


def stale_of_blocker(tx: Session, blocker_id: int) -> None:
    """Bring the heads of days under way, or of the newest, up to date; they show it whenever it was told."""
    posts.stale(tx, Noun.STANDUP_DAY, *tx.scalars(_SHOWING, {"blocker": blocker_id}))


def stale_prompt(tx: Session, answer_id: int) -> None:
    """Bring up to date the prompt that asked for an answer, if it asked for another one first."""
    first = tx.scalars(_ASKED_WITH, {"answer": answer_id}).one()
    if first is not None:
        posts.stale(tx, Noun.ANSWER, first)


def stale_of_finished(tx: Session, *member_ids: int | None, now: datetime) -> None:
    """Bring the heads of days under way up to date that members have answered: they name what is finished."""
    whom = [one for one in member_ids if one is not None]
    if whom:
        tx.execute(_OF_FINISHED, {"whom": whom, "since": now - LONGEST_DAY})
        wake(tx, "posts")


def _of_finished() -> Update:
    post = table_of(Post)
    open_days = (
        select(col(Answer.day_id))
        .join(StandupDay, col(StandupDay.id) == col(Answer.day_id))
        .where(
            col(Answer.member_id).in_(bindparam("whom", expanding=True)),
            col(Answer.closes_at) >= bindparam("since", type_=Instant()),
            col(Answer.answered_at).is_not(None),
            col(StandupDay.state) == DayState.OPEN,
        )
    )
    return posts.staling(post.c.noun == Noun.STANDUP_DAY, post.c.subject_id.in_(open_days))


_OF_FINISHED = _of_finished()
