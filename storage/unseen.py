"""What Slack did not take and nobody has been told of: cards, and messages that give work to somebody."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import facts, notices, posts
from storage.models.loops import Post
from storage.models.notice import Notice
from storage.models.people import Channel
from storage.vocabulary import Noun, PostState

PATIENCE = timedelta(minutes=9)  # how long something may be on its way
LOOK_BACK = timedelta(days=7)
MOST = 200  # of one look
# Not in the channel: whoever made the task was told at once. The others: the workspace refuses all of it.
SAID = ("not_in_channel", "token_revoked", "token_expired", "invalid_auth", "account_inactive")
HIDDEN = "channel_not_found"  # the same of a private channel, or it is gone


def list_cards(tx: Session, *, kind: str, told: str, now: datetime) -> list[facts.Post]:
    """Return posts of a kind about tasks that Slack refused, without those of which a notice `told`."""
    without = select(col(Channel.id)).where(col(Channel.has_bot).is_(False))
    said = and_(col(Post.reason) == HIDDEN, col(Post.channel_id).in_(without))
    about = (col(Post.kind) == kind, ~said, ~_is_told(told, col(Post.subject_id)))
    rows = select(Post).where(*about, *_refused(now))
    return [posts.fact(row) for row in tx.scalars(rows.limit(MOST))]


def list_notices(
    tx: Session, *, kind: str, told: str, post: str, now: datetime
) -> list[tuple[int, facts.Notice]]:
    """Return notices of a kind in posts (of kind `post`) that Slack refused, each with its team's id.

    Those of which a notice `told` are left out.
    """
    rows: Select[Any] = (
        select(Notice)
        .join(Post, col(Post.id) == col(Notice.post_id))
        .where(col(Post.kind) == post, col(Notice.kind) == kind, *_refused(now))
        .where(~_is_told(told, col(Notice.subject_id)))
    )
    return [(row.team_id, notices.fact(tx, row)) for row in tx.scalars(rows.limit(MOST))]


def _refused(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Post.state).in_((PostState.HELD, PostState.DEAD)),
        col(Post.ts).is_(None),
        col(Post.not_before).between(now - LOOK_BACK, now - PATIENCE),
        col(Post.reason).not_in(SAID),
    )


def _is_told(kind: str, task_id: Any) -> ColumnElement[bool]:
    other = aliased(Notice)
    return (
        select(col(other.id))
        .where(col(other.kind) == kind, col(other.noun) == Noun.TASK, col(other.subject_id) == task_id)
        .exists()
    )
