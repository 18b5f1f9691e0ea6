"""How the loops stand: what they have before them, and what should have been shown and was not. Read only."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, col

from storage import loop_facts
from storage.models.digest import Edition
from storage.models.loops import Post, Timer
from storage.models.people import Channel, Member
from storage.models.standup import Answer, StandupDay
from storage.vocabulary import Noun, Place, PostState, TimerState

PROMPT, SEND = "standup.prompt", "digest.send"
HEADS = ("standup.root", "standup.prompt", "digest.edition")
LOOK_BACK = timedelta(days=7)
MOST = 200  # rows of one look
_MISSING = (
    PostState.DUE,
    PostState.SENDING,
    PostState.UNCERTAIN,
    PostState.HELD,
    PostState.DEAD,
    PostState.SKIPPED,
)
_OPEN = (PostState.DUE, PostState.SENDING, PostState.UNCERTAIN, PostState.HELD, PostState.DEAD)


def list_silent(tx: Session, *, now: datetime, patience: timedelta) -> list[loop_facts.Silence]:
    """Return standups and digests of which something due `patience` ago or longer never came; of all teams.

    A timer that was skipped counts at once. Looks back seven days; nothing that was called off is among them.
    """
    timers = select(Timer).where(
        col(Timer.kind).in_((PROMPT, SEND)),
        or_(
            and_(col(Timer.state) == TimerState.SKIPPED, col(Timer.done_at) > now - LOOK_BACK),
            and_(col(Timer.state) == TimerState.DUE, col(Timer.due_at) < now - patience),
        ),
    )
    posts = select(Post).where(
        col(Post.state).in_(_MISSING),
        col(Post.not_before).between(now - LOOK_BACK, now - patience),
        col(Post.kind).in_(HEADS),
        col(Post.ts).is_(None),
    )
    found = [_of_timer(row) for row in tx.scalars(timers.limit(MOST))]
    found += [one for row in tx.scalars(posts.limit(MOST)) if (one := _of_post(tx, row))]
    return found


def _of_timer(row: Timer) -> loop_facts.Silence:
    subject, _, member = row.subject.partition(":")
    reason = row.reason if row.state is TimerState.DUE else ""
    return loop_facts.Silence(
        team_id=row.team_id,
        noun=Noun.STANDUP if row.kind == PROMPT else Noun.DIGEST,
        subject_id=int(subject) if subject.isdecimal() else 0,
        day=date.fromisoformat(row.occurrence),
        due_at=row.due_at,
        member_id=int(member) if member.isdecimal() else None,
        reason=reason or "it was too late by the time Muster could work",
    )


def _of_post(tx: Session, row: Post) -> loop_facts.Silence | None:
    match row.noun:
        case Noun.STANDUP_DAY:
            at = select(col(StandupDay.standup_id), col(StandupDay.day)).where(
                col(StandupDay.id) == row.subject_id
            )
        case Noun.ANSWER:
            at = (
                select(col(StandupDay.standup_id), col(StandupDay.day))
                .join(Answer, col(Answer.day_id) == col(StandupDay.id))
                .where(col(Answer.id) == row.subject_id)
            )
        case Noun.EDITION:
            at = select(col(Edition.digest_id), col(Edition.until)).where(col(Edition.id) == row.subject_id)
        case _:
            return None
    found = tx.execute(at).first()
    if found is None:
        return None
    subject_id, day = found
    return loop_facts.Silence(
        team_id=row.team_id,
        noun=Noun.DIGEST if row.noun is Noun.EDITION else Noun.STANDUP,
        subject_id=subject_id,
        day=day.date() if isinstance(day, datetime) else day,
        due_at=row.not_before,
        member_id=row.member_id,
        reason=row.reason or "Slack has not taken it yet",
    )


def list_standing(tx: Session, team_id: int, *, now: datetime) -> list[loop_facts.Standing]:
    """Return all that the loops have before them for a team, and what was skipped in seven days.

    First what is wrong: late timers, dead, held, uncertain, owed posts, then what was skipped, then the
    soonest timer of each kind. At most 200 of each sort.
    """
    late = select(Timer).where(
        col(Timer.team_id) == team_id, col(Timer.state) == TimerState.DUE, col(Timer.due_at) < now
    )
    skipped = select(Timer).where(
        col(Timer.team_id) == team_id,
        col(Timer.state) == TimerState.SKIPPED,
        col(Timer.done_at) > now - LOOK_BACK,
    )
    return [
        *(_late(row) for row in tx.scalars(late.order_by(col(Timer.due_at)).limit(MOST))),
        *_posts(tx, team_id, _OPEN, now),
        *(_skipped(row) for row in tx.scalars(skipped.order_by(col(Timer.due_at)).limit(MOST))),
        *_posts(tx, team_id, (PostState.SKIPPED,), now),
        *_upcoming(tx, team_id, now),
    ]


def _late(row: Timer) -> loop_facts.Standing:
    return loop_facts.Standing(
        row.kind, "late", row.due_at, reason=row.reason, next_at=row.retry_at or row.due_at
    )


def _skipped(row: Timer) -> loop_facts.Standing:
    return loop_facts.Standing(row.kind, "skipped", row.due_at, reason=row.reason)


def _upcoming(tx: Session, team_id: int, now: datetime) -> Iterable[loop_facts.Standing]:
    soonest = func.min(col(Timer.due_at)).label("soonest")
    kinds = (
        select(col(Timer.kind), soonest, func.count())
        .where(col(Timer.team_id) == team_id, col(Timer.state) == TimerState.DUE, col(Timer.due_at) >= now)
        .group_by(col(Timer.kind))
        .order_by(soonest)
    )
    for kind, at, count in tx.execute(kinds):
        yield loop_facts.Standing(kind, "due", at, next_at=at, count=count)


def _posts(
    tx: Session, team_id: int, states: tuple[PostState, ...], now: datetime
) -> Iterable[loop_facts.Standing]:
    order = case(
        {state: place for place, state in enumerate(reversed(_OPEN))}, value=col(Post.state), else_=9
    )
    rows = (
        select(Post, col(Channel.name), col(Member.name))
        .outerjoin(Channel, col(Post.channel_id) == col(Channel.id))
        .outerjoin(Member, col(Post.member_id) == col(Member.id))
        .where(col(Post.team_id) == team_id, col(Post.state).in_(states))
    )
    if PostState.SKIPPED in states:
        rows = rows.where(col(Post.not_before) > now - LOOK_BACK)
    for post, channel, member in tx.execute(rows.order_by(order, col(Post.id)).limit(MOST)):
        yield loop_facts.Standing(
            post.kind,
            "owed" if post.state in (PostState.DUE, PostState.SENDING) else post.state.value,
            post.not_before,
            where=f"#{channel}" if channel else f"to {member}" if post.place is Place.DM else "",
            channel_id=post.channel_id,
            member_id=post.member_id,
            reason=post.reason,
            next_at=_next(post),
        )


def _next(post: Post) -> datetime | None:
    match post.state:
        case PostState.DUE:
            return max(post.not_before, post.retry_at or post.not_before)
        case PostState.UNCERTAIN:
            return post.retry_at or post.attempted_at
        case _:
            return None
