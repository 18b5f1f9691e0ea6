"""The heads of standup days: which of them show something that has changed."""

from sqlalchemy import bindparam, desc, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import posts
from storage.models.standup import Answer, Blocker, StandupDay
from storage.vocabulary import Noun

_TOLD_ON = aliased(StandupDay)
_STANDUP = (
    select(col(_TOLD_ON.standup_id))
    .join(Answer, col(Answer.day_id) == col(_TOLD_ON.id))
    .join(Blocker, col(Blocker.answer_id) == col(Answer.id))
    .where(col(Blocker.id) == bindparam("blocker"))
)
_NEWEST = (
    select(col(StandupDay.id))
    .where(col(StandupDay.standup_id) == _STANDUP.scalar_subquery())
    .order_by(desc(col(StandupDay.day)))
    .limit(2)  # of a team across zones, two days may be under way
)


def stale_of_blocker(tx: Session, blocker_id: int) -> None:
    """Bring the newest heads of a blocker's standup up to date; they show it whatever day it was told on."""
    posts.stale(tx, Noun.STANDUP_DAY, *tx.scalars(_NEWEST, {"blocker": blocker_id}))
