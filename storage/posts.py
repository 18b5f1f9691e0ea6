"""Posts: what Muster owes Slack and what Slack has. Each move between states is one function here."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Subquery, Update, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import facts
from storage.db import wake
from storage.models.loops import Post
from storage.statements import dialect, new_only
from storage.vocabulary import Noun, Place, PostState

IN_FLIGHT = (PostState.SENDING, PostState.UNCERTAIN)
ENDED = (PostState.SKIPPED, PostState.CANCELLED, PostState.DEAD)
_OWE = new_only(Post, "id")
_NEW = {"state": PostState.DUE, "wanted": 1, "shown": 0, "attempts": 0, "looks": 0, "reason": ""}


def owe(tx: Session, team_id: int, *, once: str, kind: str, now: datetime, **values: Any) -> int | None:
    """Owe Slack a post; return its id, None when the post named `once` is owed or shown already.

    `values`: noun, subject_id, place, and where it goes (channel_id, member_id or parent_id; channel_id with
    thread_ts: the thread of somebody's message); optional
    group, not_before and not_after (domain time), frozen (the message as approved).
    """
    asked = {"once": once, "kind": kind, "team_id": team_id, "key": secrets.token_hex(12)}
    wake(tx, "posts")
    owed: int | None = tx.execute(_OWE[dialect(tx)], {**_NEW, "not_before": now, **values, **asked}).scalar()
    return owed


def find(tx: Session, once: str) -> facts.Post | None:
    """Return the post of this name, None when it was never owed."""
    row = tx.scalars(select(Post).where(col(Post.once) == once)).one_or_none()
    return fact(row) if row else None


def stale(tx: Session, noun: Noun, subject_id: int) -> None:
    """Ask that every living post about a subject be brought up to date."""
    tx.execute(
        update(Post)
        .where(
            col(Post.noun) == noun,
            col(Post.subject_id) == subject_id,
            col(Post.frozen).is_(None),
            col(Post.state).not_in(ENDED),
        )
        .values(
            wanted=col(Post.wanted) + 1,
            state=case((col(Post.state) == PostState.POSTED, PostState.DUE.value), else_=col(Post.state)),
        )
    )
    wake(tx, "posts")


def cancel_group(tx: Session, group: str, *, reason: str) -> None:
    """Call off what a change group owed and Slack does not have yet."""
    tx.execute(
        update(Post)
        .where(
            col(Post.group) == group,
            col(Post.ts).is_(None),
            col(Post.state).in_((PostState.DUE, PostState.HELD)),
        )
        .values(state=PostState.CANCELLED, reason=reason)
    )


def cancel(tx: Session, once: str, *, reason: str) -> None:
    """Call off one post that Slack does not have yet; one that stands there stays."""
    tx.execute(
        update(Post)
        .where(
            col(Post.once) == once,
            col(Post.ts).is_(None),
            col(Post.state).in_((PostState.DUE, PostState.HELD)),
        )
        .values(state=PostState.CANCELLED, reason=reason)
    )


def skip_late(tx: Session, *, now: datetime) -> None:
    """Skip first posts whose time is over (domain time); nobody wants an old reminder."""
    tx.execute(
        update(Post)
        .where(
            col(Post.state).in_((PostState.DUE, PostState.HELD)),
            col(Post.ts).is_(None),
            col(Post.not_after) < now,
        )
        .values(state=PostState.SKIPPED, reason="its time was over")
    )
    parent = aliased(Post)
    orphaned = select(col(Post.id)).join(parent, col(Post.parent_id) == col(parent.id))
    orphaned = orphaned.where(
        col(Post.state).in_((PostState.DUE, PostState.HELD)), col(parent.state).in_(ENDED)
    )
    tx.execute(
        update(Post)
        .where(col(Post.id).in_(orphaned))
        .values(state=PostState.CANCELLED, reason="the message it answers was not sent")
    )


def claim(
    tx: Session, *, now: datetime, real: datetime, lease: timedelta, limit: int
) -> list[tuple[facts.Post, str]]:
    """Mark up to `limit` sendable posts SENDING and return each with its lease token.

    Sendable: due at `now` (domain), not waiting to retry at `real`, its parent posted, and nothing of its
    place under way. One a place, its oldest; teams take turns. The attempt is on record before any
    request leaves. Two workers never share a post: PostgreSQL skips rows another holds, SQLite admits
    one writer at a time.
    """
    turns = _turns(now, real)
    chosen = tx.scalars(
        select(Post)
        .join(turns, col(Post.id) == turns.c.id)
        .where(col(Post.state) == PostState.DUE)
        .order_by(turns.c.turn, col(Post.not_before), col(Post.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=Post)
    ).all()
    token = secrets.token_hex(8)
    claimed = [(fact(row), token) for row in chosen]
    tx.execute(
        update(Post)
        .where(col(Post.id).in_([row.id for row in chosen]))
        .values(
            state=PostState.SENDING,
            lease=token,
            lease_until=real + lease,
            attempted_at=real,
            sent_at=now,
            attempts=col(Post.attempts) + 1,
        )
    )
    return claimed


def _turns(now: datetime, real: datetime) -> Subquery:
    """Number the oldest sendable post of each place within its team: 1 goes before any team's 2."""
    parent = aliased(Post)
    flying = select(Post).where(col(Post.state) == PostState.SENDING).subquery()
    age = (col(Post.not_before), col(Post.id))
    oldest = (
        select(
            col(Post.id),
            col(Post.team_id),
            col(Post.not_before),
            func.row_number().over(partition_by=(col(Post.channel_id), col(Post.member_id)), order_by=age),
        )
        .outerjoin(parent, col(Post.parent_id) == col(parent.id))
        .where(
            col(Post.state) == PostState.DUE,
            col(Post.not_before) <= now,
            or_(col(Post.retry_at).is_(None), col(Post.retry_at) <= real),
            or_(col(Post.parent_id).is_(None), col(parent.ts).is_not(None)),
            *(
                or_(here.is_(None), here.not_in(select(there).where(there.is_not(None))))
                for here, there in (
                    (col(Post.channel_id), flying.c.channel_id),
                    (col(Post.member_id), flying.c.member_id),
                )
            ),
        )
    ).subquery()
    number = func.row_number().over(
        partition_by=oldest.c.team_id, order_by=(oldest.c.not_before, oldest.c.id)
    )
    return select(oldest.c.id, number.label("turn")).where(oldest.c[3] == 1).subquery()


def settle(tx: Session, outcomes: Sequence[facts.Outcome]) -> int:
    """Have each post leave SENDING as its attempt ended; return for how many the lease still held.

    POSTED with `shown` below what is wanted by now is DUE again, as an update.
    """
    if not outcomes:
        return 0
    given = [
        {
            "post": one.post.id,
            "held": one.lease,
            "ended": one.state,
            "shown": one.shown,
            "ts": one.ts,
            "slack_channel": one.slack_channel,
            "retry_at": one.retry_at,
            "reason": one.reason[:500],
        }
        for one in outcomes
    ]
    wake(tx, "posts")
    return tx.connection().execute(_SETTLE, given).rowcount


def _settling() -> Update:
    post = Post.metadata.tables["post"]
    ended = bindparam("ended", type_=post.c.state.type)
    is_stale = and_(ended == PostState.POSTED, post.c.wanted > bindparam("shown", type_=post.c.shown.type))
    is_posted, is_uncertain = ended == PostState.POSTED, ended == PostState.UNCERTAIN
    return (
        update(post)
        .where(
            post.c.id == bindparam("post", type_=post.c.id.type),
            post.c.lease == bindparam("held", type_=post.c.lease.type),
            post.c.state == PostState.SENDING,
        )
        .values(
            state=case((is_stale, PostState.DUE), else_=ended),
            attempts=case((is_posted, 0), else_=post.c.attempts),
            looks=case((is_uncertain, 0), else_=post.c.looks),
            lease=None,
            lease_until=None,
            **{name: bindparam(name) for name in ("shown", "ts", "slack_channel", "retry_at", "reason")},
        )
    )


_SETTLE = _settling()


def recover(tx: Session, *, real: datetime, everything: bool = False) -> None:
    """Take posts from workers that are gone: leases run out, or `everything` at the start of the only one.

    A first post may have reached Slack, so it is uncertain; an update is safe to repeat.
    """
    gone = [col(Post.state) == PostState.SENDING]
    if not everything:
        gone.append(col(Post.lease_until) < real)
    state = case((col(Post.ts).is_(None), PostState.UNCERTAIN.value), else_=PostState.DUE.value)
    tx.execute(
        update(Post)
        .where(*gone)
        .values(state=state, lease=None, lease_until=None, looks=0, retry_at=None, reason="worker stopped")
    )


def list_uncertain(
    tx: Session, *, real: datetime, first_look: timedelta, limit: int = 20
) -> list[facts.Post]:
    """Return uncertain posts whose next look in Slack is due, oldest attempt first."""
    rows = select(Post).where(
        col(Post.state) == PostState.UNCERTAIN,
        or_(
            col(Post.retry_at) <= real,
            col(Post.retry_at).is_(None) & (col(Post.attempted_at) <= real - first_look),
        ),
    )
    return [fact(row) for row in tx.scalars(rows.order_by(col(Post.attempted_at)).limit(limit))]


def found(tx: Session, post: facts.Post, *, ts: str, slack_channel: str) -> None:
    """Note that an uncertain post stands in Slack; what it shows there is brought up to date."""
    _looked(
        tx, post, state=PostState.DUE, ts=ts, slack_channel=slack_channel, shown=0, retry_at=None, reason=""
    )


def not_found(tx: Session, post: facts.Post, *, look_again: datetime | None) -> None:
    """Note that a look found nothing: look again at `look_again` (real time), or with None send it anew."""
    state = PostState.UNCERTAIN if look_again else PostState.DUE
    _looked(tx, post, state=state, looks=post.looks + 1, retry_at=look_again)


def look_later(tx: Session, post: facts.Post, *, at: datetime) -> None:
    """Put off the next look for an uncertain post to `at` (real time)."""
    _looked(tx, post, retry_at=at)


def hold(tx: Session, post: facts.Post, *, reason: str) -> None:
    """Hold an uncertain post that cannot be looked for; it is never sent blind."""
    _looked(tx, post, state=PostState.HELD, looks=post.looks + 1, reason=reason)


def _looked(tx: Session, post: facts.Post, **values: Any) -> None:
    """Write what a look at `post` brought, unless another look or attempt has moved on meanwhile."""
    tx.execute(
        update(Post)
        .where(
            col(Post.id) == post.id,
            col(Post.state) == PostState.UNCERTAIN,
            col(Post.attempts) == post.attempts,
            col(Post.looks) == post.looks,
        )
        .values(values)
    )
    wake(tx, "posts")


def has_work(tx: Session, *, now: datetime, real: datetime) -> bool:
    """Tell whether a pass may find anything to do: a post due, one to look for, a lease run out."""
    ready = or_(col(Post.retry_at).is_(None), col(Post.retry_at) <= real)
    due = (col(Post.state) == PostState.DUE) & (col(Post.not_before) <= now) & ready
    uncertain = (col(Post.state) == PostState.UNCERTAIN) & ready
    expired = (col(Post.state) == PostState.SENDING) & (col(Post.lease_until) < real)
    return tx.scalars(select(col(Post.id)).where(or_(due, uncertain, expired)).limit(1)).first() is not None


def hold_all(tx: Session, team_id: int, *, reason: str) -> None:
    """Hold what a team is owed: its workspace refuses Muster, so nothing would pass."""
    tx.execute(
        update(Post)
        .where(col(Post.team_id) == team_id, col(Post.state) == PostState.DUE)
        .values(state=PostState.HELD, reason=reason)
    )


def release(tx: Session, team_id: int, channel_id: int | None = None) -> None:
    """Try held posts again: a channel's, or all of a team's.

    One that may be in Slack already is looked for first.
    """
    held = [col(Post.team_id) == team_id, col(Post.state) == PostState.HELD]
    if channel_id is not None:
        in_channel = select(col(Post.id)).where(col(Post.channel_id) == channel_id)
        held.append(or_(col(Post.channel_id) == channel_id, col(Post.parent_id).in_(in_channel)))
    state = case((col(Post.looks) > 0, PostState.UNCERTAIN.value), else_=PostState.DUE.value)
    tx.execute(update(Post).where(*held).values(state=state, retry_at=None))
    wake(tx, "posts")


def next_due(tx: Session) -> datetime | None:
    """Return the domain instant at which the next post is due, None when none waits."""
    waiting = select(func.min(col(Post.not_before))).where(col(Post.state) == PostState.DUE)
    return tx.scalars(waiting.where(or_(col(Post.parent_id).is_(None), _parent_posted()))).one()


def count_open(tx: Session, *, now: datetime) -> int:
    """Count posts under way or due at `now`; those that wait for someone are not counted."""
    due = (col(Post.state) == PostState.DUE) & (col(Post.not_before) <= now)
    ready = due & or_(col(Post.parent_id).is_(None), _parent_posted())
    return tx.scalars(
        select(func.count(col(Post.id))).where(or_(ready, col(Post.state).in_(IN_FLIGHT)))
    ).one()


def list_stuck(tx: Session, team_id: int) -> list[tuple[facts.Post, str]]:
    """Return held, uncertain and dead posts with the reason, oldest first."""
    states = (PostState.HELD, PostState.UNCERTAIN, PostState.DEAD)
    rows = select(Post).where(col(Post.team_id) == team_id, col(Post.state).in_(states))
    return [(fact(row), row.reason) for row in tx.scalars(rows.order_by(col(Post.id)))]


def _parent_posted() -> Any:
    parent = aliased(Post)
    return (
        select(col(parent.id))
        .where(col(parent.id) == col(Post.parent_id), col(parent.ts).is_not(None))
        .correlate(Post)
        .exists()
    )


def fact(row: Post) -> facts.Post:
    """Turn a row into the value that leaves the transaction."""
    frozen: Mapping[str, Any] | None = row.frozen
    return facts.Post(
        id=row.id,
        key=row.key,
        team_id=row.team_id,
        kind=row.kind,
        noun=row.noun,
        subject_id=row.subject_id,
        place=Place(row.place),
        channel_id=row.channel_id,
        member_id=row.member_id,
        parent_id=row.parent_id,
        thread_ts=row.thread_ts,
        state=row.state,
        wanted=row.wanted,
        shown=row.shown,
        attempts=row.attempts,
        looks=row.looks,
        sent_at=row.sent_at,
        ts=row.ts,
        slack_channel=row.slack_channel,
        frozen=frozen,
    )


def get(tx: Session, post_id: int) -> facts.Post:
    """Return a post by id, read anew."""
    return fact(tx.get_one(Post, post_id, populate_existing=True))
