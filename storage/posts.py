"""Posts: what Muster owes Slack and what Slack has. How one gets there is in `attempts`."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Update, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import facts
from storage.db import run, wake
from storage.models.loops import Post
from storage.models.notice import Notice
from storage.statements import dialect, is_none_of, new_only, table_of
from storage.vocabulary import Noun, Place, PostState

IN_FLIGHT = (PostState.SENDING, PostState.UNCERTAIN)
HOME = "home"  # stands where a message has its ts
ENDED = (PostState.SKIPPED, PostState.CANCELLED, PostState.DEAD)
WAITING = (PostState.DUE, PostState.HELD)
# What waits and, without a ts, is surely not in Slack: what may be there is held once it was looked for.
UNSENT = and_(table_of(Post).c.state.in_(WAITING), table_of(Post).c.looks == 0)
_OWE = new_only(Post, "id")
_NEW = {"state": PostState.DUE, "wanted": 1, "shown": 0, "attempts": 0, "looks": 0, "reason": ""}


def owe(tx: Session, team_id: int, *, once: str, kind: str, now: datetime, **values: Any) -> int | None:
    """Owe Slack a post; return its id, None when the post named `once` is owed or shown already.

    One that was called off before Slack had it is owed again.
    `values`: noun, subject_id, place, and where it goes (channel_id, member_id or parent_id; channel_id with
    thread_ts: the thread of somebody's message); optional
    group, not_before and not_after (domain time), frozen (the message as approved).
    """
    asked = {"once": once, "kind": kind, "team_id": team_id, "key": secrets.token_hex(12)}
    wake(tx, "posts")
    fresh = {**_NEW, "not_before": now, **values}
    owed: int | None = run(tx, _OWE[dialect(tx)], {**fresh, **asked}).scalar()
    return owed if owed is not None else _owe_again(tx, once, fresh)


_CALLED_OFF = (
    select(col(Post.id))
    .where(
        col(Post.once) == bindparam("once"), col(Post.state) == PostState.CANCELLED, col(Post.ts).is_(None)
    )
    .with_for_update()
)


def _owe_again(tx: Session, once: str, values: Mapping[str, Any]) -> int | None:
    again: int | None = tx.scalars(_CALLED_OFF, {"once": once}).first()
    if again is not None:
        tx.execute(update(Post).where(col(Post.id) == again).values(values))
    return again


def owe_home(tx: Session, team_id: int, member: facts.Member, *, now: datetime) -> None:
    """Owe a person's Home, or ask that it be brought up to date.

    To Slack each one is an update, which is safe to repeat: a Home is never uncertain.
    """
    owed = owe(
        tx,
        team_id,
        once=f"home:{member.id}",
        kind="home",
        now=now,
        noun=Noun.HOME,
        subject_id=member.id,
        place=Place.HOME,
        member_id=member.id,
        slack_channel=member.slack_id,
        ts=HOME,
    )
    if owed is None:
        stale_homes(tx, member.id)


def unsettled(noun: Noun) -> Any:
    """Return the query for the ids of things of this noun whose posts are still on their way to Slack."""
    settled = (PostState.POSTED, *ENDED)
    return select(col(Post.subject_id)).where(col(Post.noun) == noun, col(Post.state).not_in(settled))


def find(tx: Session, once: str) -> facts.Post | None:
    """Return the post of this name, None when it was never owed."""
    row = tx.scalars(select(Post).where(col(Post.once) == once)).one_or_none()
    return fact(row) if row else None


def find_subject(tx: Session, team_id: int, kind: str, slack_channel: str, ts: str) -> int | None:
    """Return the id of what a message of Slack is a post of this kind about, None when it is none."""
    subject = select(col(Post.subject_id)).where(
        col(Post.team_id) == team_id,
        col(Post.kind) == kind,
        col(Post.slack_channel) == slack_channel,
        col(Post.ts) == ts,
    )
    return tx.scalars(subject.limit(1)).first()


def list_subjects(
    tx: Session, team_id: int, kinds: Collection[str], slack_channel: str, thread_ts: str
) -> Sequence[int]:
    """Return the ids of what posts of some kinds are about that stand in the thread of somebody's message."""
    subjects = select(col(Post.subject_id)).where(
        col(Post.team_id) == team_id,
        col(Post.kind).in_(kinds),
        col(Post.slack_channel) == slack_channel,
        col(Post.thread_ts) == thread_ts,
    )
    return tx.scalars(subjects.distinct()).all()


def places_of(tx: Session, kind: str, noun: Noun, subject_ids: Collection[int]) -> dict[int, facts.Post]:
    """Return, by its subject, the newest post of a kind about each of some things that Slack has."""
    rows = select(Post).where(
        col(Post.kind) == kind,
        col(Post.noun) == noun,
        col(Post.subject_id).in_(subject_ids),
        col(Post.ts).is_not(None),
    )
    return {row.subject_id: fact(row) for row in tx.scalars(rows.order_by(col(Post.id)))}


def stale(tx: Session, noun: Noun, *subject_ids: int) -> None:
    """Ask that every living post about subjects of one kind, or that tells of one, be brought up to date."""
    run(tx, _STALE, {"of": noun, "ids": subject_ids})
    wake(tx, "posts")


def stale_kind(tx: Session, kind: str, noun: Noun, subject_id: int) -> None:
    """Ask that every living post of a kind about one thing be brought up to date."""
    run(tx, _STALE_KIND, {"of_kind": kind, "of": noun, "subject": subject_id})
    wake(tx, "posts")


def stale_post(tx: Session, post_id: int) -> None:
    """Ask that one living post be brought up to date."""
    run(tx, _STALE_POST, {"which": post_id})
    wake(tx, "posts")


def stale_homes(tx: Session, *member_ids: int) -> None:
    """Ask that the Homes of some people be brought up to date."""
    if member_ids:
        run(tx, _STALE_HOME, [{"member": each} for each in member_ids])
        wake(tx, "posts")


def _of_subjects() -> Update:
    post, notice = table_of(Post), table_of(Notice)
    of: BindParameter[Noun] = bindparam("of")
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    telling = select(notice.c.post_id).where(
        notice.c.noun == of, notice.c.subject_id.in_(ids), notice.c.post_id.is_not(None)
    )
    about = and_(post.c.noun == of, post.c.subject_id.in_(ids))
    return staling(or_(about, post.c.id.in_(telling)))


def staling(*where: ColumnElement[bool]) -> Update:
    """Make the statement that asks for living posts to be brought up to date; who runs it wakes "posts"."""
    return _again(*where, table_of(Post).c.frozen.is_(None))


def _again(*where: ColumnElement[bool]) -> Update:
    """Make the statement that has living posts sent once more, where they stand."""
    post = table_of(Post)
    return (
        update(post)
        .where(*where, is_none_of(post.c.state, *ENDED))
        .values(
            wanted=post.c.wanted + 1,
            state=case((post.c.state == PostState.POSTED, PostState.DUE), else_=post.c.state),
        )
    )


def _of_member() -> Update:
    post = table_of(Post)
    return staling(post.c.noun == Noun.HOME, post.c.subject_id == bindparam("member"))


def _of_kind() -> Update:
    post = table_of(Post)
    about = (post.c.noun == bindparam("of"), post.c.subject_id == bindparam("subject"))
    return staling(post.c.kind == bindparam("of_kind"), *about)


_STALE, _STALE_HOME, _STALE_KIND = _of_subjects(), _of_member(), _of_kind()
_STALE_POST = staling(table_of(Post).c.id == bindparam("which"))


def stale_told(tx: Session, group: str) -> None:
    """Ask that what was told once of a change group be brought up to date: it was taken back."""
    run(tx, _STALE_TOLD, {"of_group": group})
    wake(tx, "posts")


_STALE_TOLD = _again(table_of(Post).c.group == bindparam("of_group"), table_of(Post).c.frozen.is_not(None))


def retell(tx: Session, member_id: int, shown: str, frozen: Mapping[str, Any], group: str | None) -> None:
    """Let what was told a member once, `shown` ("D1:171.2") in Slack, say something else, of a group."""
    post, (channel, _, ts) = table_of(Post), shown.partition(":")
    told = (post.c.noun == Noun.MEMBER, post.c.subject_id == member_id, post.c.frozen.is_not(None))
    there = _again(*told, post.c.slack_channel == channel, post.c.ts == ts)
    tx.execute(there.values(frozen=frozen, group=group))
    wake(tx, "posts")


def cancel_group(tx: Session, group: str, *, reason: str, but: ColumnElement[bool]) -> Sequence[int]:
    """Call off what a change group owed and Slack does not have yet; return the ids of those posts.

    Posts of which `but` holds stay.
    """
    return _cancel(tx, and_(col(Post.group) == group, ~but), reason)


def cancel_to(tx: Session, member_id: int, *, reason: str) -> None:
    """Call off what a member is owed and does not have yet; they have left."""
    _cancel(tx, col(Post.member_id) == member_id, reason)


def cancel(tx: Session, once: str, *, reason: str) -> None:
    """Call off one post that Slack does not have yet; one that stands there, or may, stays."""
    _cancel(tx, col(Post.once) == once, reason)


def _cancel(tx: Session, which: ColumnElement[bool], reason: str) -> Sequence[int]:
    called_off = update(Post).where(which, UNSENT, col(Post.ts).is_(None))
    cancelled = called_off.values(state=PostState.CANCELLED, reason=reason)
    return tx.scalars(cancelled.returning(col(Post.id))).all()


def put_off(tx: Session, member_id: int, *, at: datetime, now: datetime) -> None:
    """Let what a member is owed later than `now`, and does not have yet, go at `at` (domain time)."""
    waits = col(Post.state).in_(WAITING), col(Post.not_before) > now
    first = col(Post.place) == Place.DM, col(Post.ts).is_(None)
    tx.execute(update(Post).where(*waits, *first, col(Post.member_id) == member_id).values(not_before=at))
    wake(tx, "posts")


def hold_all(tx: Session, team_id: int, *, reason: str) -> None:
    """Hold what a team is owed: its workspace refuses Muster, so nothing would pass."""
    tx.execute(
        update(Post)
        .where(col(Post.team_id) == team_id, col(Post.state) == PostState.DUE)
        .values(state=PostState.HELD, reason=reason)
    )


def is_refused(tx: Session, team_id: int, reasons: Sequence[str]) -> bool:
    """Tell whether any post of a team is held for one of these reasons."""
    held = select(col(Post.id)).where(
        col(Post.state) == PostState.HELD, col(Post.team_id) == team_id, col(Post.reason).in_(reasons)
    )
    return tx.scalars(held.limit(1)).first() is not None


def release(tx: Session, team_id: int, channel_id: int | None = None) -> None:
    """Try held posts again: a channel's, or all of a team's.

    One that may be in Slack already is looked for first.
    """
    held = [col(Post.team_id) == team_id, col(Post.state) == PostState.HELD]
    if channel_id is not None:
        root = aliased(Post)
        stands_in = select(col(root.channel_id)).where(col(root.id) == col(Post.parent_id)).scalar_subquery()
        held.append(or_(col(Post.channel_id) == channel_id, stands_in == channel_id))
    state = case((col(Post.looks) > 0, PostState.UNCERTAIN.value), else_=PostState.DUE.value)
    tx.execute(update(Post).where(*held).values(state=state, retry_at=None))
    wake(tx, "posts")


def move(tx: Session, team_id: int, old: str, new: str) -> None:
    """Let what Slack has of a channel be found under the Slack id the channel has now."""
    posted = [col(Post.team_id) == team_id, col(Post.slack_channel) == old]
    tx.execute(update(Post).where(*posted).values(slack_channel=new))


def next_due(tx: Session) -> datetime | None:
    """Return the domain instant at which the next post is due, None when none waits."""
    return run(tx, _SOONEST).scalar()


def is_any_open(tx: Session, *, now: datetime) -> bool:
    """Tell whether a post is under way or due at `now`; one that waits for somebody does not count."""
    return run(tx, _OPEN, {"now": now}).first() is not None


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


_IS_DUE = (col(Post.state) == PostState.DUE) & or_(col(Post.parent_id).is_(None), _parent_posted())
_SOONEST = select(func.min(col(Post.not_before))).where(_IS_DUE)
_OPEN = (
    select(col(Post.id))
    .where(or_(_IS_DUE & (col(Post.not_before) <= bindparam("now")), col(Post.state).in_(IN_FLIGHT)))
    .limit(1)
)


def fact(row: Post) -> facts.Post:
    """Turn a row into the value that leaves the transaction."""
    frozen: Mapping[str, Any] | None = row.frozen
    return facts.Post(
        id=row.id,
        key=row.key,
        once=row.once,
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
        not_before=row.not_before,
        sent_at=row.sent_at,
        ts=row.ts,
        slack_channel=row.slack_channel,
        frozen=frozen,
        group=row.group,
    )


def get(tx: Session, post_id: int) -> facts.Post:
    """Return a post by id, read anew."""
    return fact(tx.get_one(Post, post_id, populate_existing=True))
