"""Attempts: how a post gets to Slack. Each move of one under way is one function here."""

import secrets
from collections.abc import Sequence, Set
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Subquery,
    Update,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import facts, posts
from storage.db import run, wake
from storage.loop_facts import Outcome
from storage.models.loops import Post, TeamLease
from storage.posts import ENDED, UNSENT, WAITING
from storage.statements import table_of
from storage.vocabulary import PostState


def skip_late(tx: Session, *, now: datetime) -> None:
    """Skip first posts whose time is over (domain time); nobody wants an old reminder."""
    run(tx, _SKIP, {"now": now})
    run(tx, _ORPHAN)


_POST = table_of(Post)
_PARENT = _POST.alias()
_SKIP = (
    update(_POST)
    .where(UNSENT, _POST.c.ts.is_(None), _POST.c.not_after < bindparam("now"))
    .values(state=PostState.SKIPPED, reason="its time was over")
)
_ORPHAN = (
    update(_POST)
    .where(
        _POST.c.id.in_(
            select(_POST.c.id)
            .join(_PARENT, _POST.c.parent_id == _PARENT.c.id)
            .where(_POST.c.state.in_(WAITING), _PARENT.c.state.in_(ENDED))
        )
    )
    .values(state=PostState.CANCELLED, reason="the message it answers was not sent")
)


def list_sendable(tx: Session, *, now: datetime, real: datetime, worker: str, limit: int) -> list[int]:
    """Return the ids of up to `limit` posts that may be sent now, in the order they should go.

    Sendable: due at `now` (domain), not waiting to retry at `real`, its parent posted, nothing of its
    place under way, its team not another worker's. One a place, its oldest; teams take turns.
    """
    given = {"now": now, "real": real, "worker": worker, "limit": limit}
    return list(tx.scalars(_SENDABLE, given))


def claim(
    tx: Session, ids: Sequence[int], *, now: datetime, real: datetime, lease: timedelta, worker: str
) -> list[tuple[facts.Post, str]]:
    """Mark those of `ids` that may still be sent SENDING; return each with its lease token, in that order.

    The attempt is on record before any request leaves. Two workers never share a post: PostgreSQL skips
    rows another holds, SQLite admits one writer at a time. On PostgreSQL the teams of the posts become
    this worker's for as long as the lease, so that no other sends to the same places meanwhile.
    """
    found = tx.scalars(_STILL_DUE, {"ids": list(ids), "now": now, "real": real}).all()
    mine = _take_teams(tx, sorted({row.team_id for row in found}), real=real, lease=lease, worker=worker)
    chosen = sorted((row for row in found if row.team_id in mine), key=lambda row: ids.index(row.id))
    if not chosen:
        return []
    token = secrets.token_hex(8)
    claimed = [(posts.fact(row), token) for row in chosen]
    given = {"token": token, "until": real + lease, "real": real, "now": now}
    tx.connection().execute(_CLAIM, [{**given, "post": row.id} for row in chosen])
    return claimed


_CLAIM = (
    update(_POST)
    .where(_POST.c.id == bindparam("post", type_=_POST.c.id.type))
    .values(
        state=PostState.SENDING,
        lease=bindparam("token"),
        lease_until=bindparam("until"),
        attempted_at=bindparam("real"),
        sent_at=bindparam("now"),
        attempts=_POST.c.attempts + 1,
    )
)


def _take_teams(
    tx: Session, team_ids: Sequence[int], *, real: datetime, lease: timedelta, worker: str
) -> Set[int]:
    """Lease teams that are free, ours, or whose worker is gone; return those that are ours now."""
    if tx.get_bind().dialect.name != "postgresql" or not team_ids:
        return set(team_ids)
    row = postgresql.insert(TeamLease).values(
        [{"team_id": one, "worker": worker, "until": real + lease} for one in team_ids]
    )
    taken = row.on_conflict_do_update(
        index_elements=["team_id"],
        set_={"worker": worker, "until": real + lease},
        where=or_(col(TeamLease.worker) == worker, col(TeamLease.until) <= real),
    ).returning(col(TeamLease.team_id))
    return set(tx.scalars(taken))


def free_teams(tx: Session, worker: str) -> None:
    """Give up every team this worker leased, for one that stops."""
    tx.execute(delete(TeamLease).where(col(TeamLease.worker) == worker))


_READY = or_(col(Post.retry_at).is_(None), col(Post.retry_at) <= bindparam("real"))
_DUE = (col(Post.state) == PostState.DUE, col(Post.not_before) <= bindparam("now"), _READY)
_STILL_DUE = (
    select(Post)
    .where(col(Post.id).in_(bindparam("ids", expanding=True)), *_DUE)
    .with_for_update(skip_locked=True, of=Post)
)
_WORK = (
    select(col(Post.id))
    .where(
        or_(
            and_(*_DUE),
            (col(Post.state) == PostState.UNCERTAIN) & _READY,
            (col(Post.state) == PostState.SENDING) & (col(Post.lease_until) < bindparam("real")),
        )
    )
    .limit(1)
)


def _turns() -> Subquery:
    """Number the oldest sendable post of each place within its team: 1 goes before any team's 2.

    A channel keeps its order: what follows one that may be in Slack waits until that was looked for.
    """
    parent = aliased(Post)
    flying = select(Post).where(col(Post.state).in_(posts.IN_FLIGHT)).subquery()
    others = select(col(TeamLease.team_id)).where(
        col(TeamLease.worker) != bindparam("worker"), col(TeamLease.until) > bindparam("real")
    )
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
            *_DUE,
            col(Post.team_id).not_in(others),
            or_(col(Post.parent_id).is_(None), col(parent.ts).is_not(None)),
            *(
                or_(here.is_(None), here.not_in(select(there).where(there.is_not(None), is_taken)))
                for here, there, is_taken in (
                    (col(Post.channel_id), flying.c.channel_id, true()),
                    (col(Post.member_id), flying.c.member_id, flying.c.state == PostState.SENDING),
                )
            ),
        )
    ).subquery()
    number = func.row_number().over(
        partition_by=oldest.c.team_id, order_by=(oldest.c.not_before, oldest.c.id)
    )
    turned = select(oldest.c.id, oldest.c.not_before, number.label("turn"))
    return turned.where(oldest.c[3] == 1).subquery()


_TURNS = _turns()
_SENDABLE = (
    select(_TURNS.c.id).order_by(_TURNS.c.turn, _TURNS.c.not_before, _TURNS.c.id).limit(bindparam("limit"))
)


def settle(tx: Session, outcomes: Sequence[Outcome]) -> int:
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
    is_posted = ended == PostState.POSTED
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
            looks=0,
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
    run(tx, _RECOVER, {"real": datetime.max.replace(tzinfo=UTC) if everything else real})


_RECOVER = (
    update(_POST)
    .where(_POST.c.state == PostState.SENDING, _POST.c.lease_until < bindparam("real"))
    .values(
        state=case((_POST.c.ts.is_(None), PostState.UNCERTAIN.value), else_=PostState.DUE.value),
        lease=None,
        lease_until=None,
        looks=0,
        retry_at=None,
        reason="worker stopped",
    )
)


def list_uncertain(
    tx: Session, *, real: datetime, first_look: timedelta, limit: int = 20
) -> list[facts.Post]:
    """Return uncertain posts whose next look in Slack is due, oldest attempt first."""
    given = {"real": real, "first": real - first_look, "limit": limit}
    return [posts.fact(row) for row in tx.scalars(_UNCERTAIN, given)]


_UNCERTAIN = (
    select(Post)
    .where(
        col(Post.state) == PostState.UNCERTAIN,
        or_(
            col(Post.retry_at) <= bindparam("real"),
            col(Post.retry_at).is_(None) & (col(Post.attempted_at) <= bindparam("first")),
        ),
    )
    .order_by(col(Post.attempted_at))
    .limit(bindparam("limit"))
)


def found(tx: Session, post: facts.Post, *, ts: str, slack_channel: str) -> None:
    """Note that an uncertain post stands in Slack; what it shows there is brought up to date."""
    _looked(
        tx, post, state=PostState.DUE, ts=ts, slack_channel=slack_channel, shown=0, retry_at=None, reason=""
    )


def not_found(tx: Session, post: facts.Post, *, look_again: datetime | None) -> None:
    """Note that a look found nothing: look again at `look_again` (real time), or with None send it anew."""
    state = PostState.UNCERTAIN if look_again else PostState.DUE
    looks = post.looks + 1 if look_again else 0
    _looked(tx, post, state=state, looks=looks, retry_at=look_again)


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
    return run(tx, _WORK, {"now": now, "real": real}).first() is not None
