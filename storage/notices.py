"""Notices: what members are still to be told, and which post told them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    delete,
    desc,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlmodel import Session, col

from storage import facts, people, posts
from storage.db import run
from storage.models.history import Change
from storage.models.loops import Post
from storage.models.notice import Notice
from storage.models.task import Task
from storage.statements import parts, table_of
from storage.vocabulary import NOTE, Noun, Place, PostState, TaskStatus

KEPT = timedelta(days=30)
# Changes of a task that answer what somebody was asked about it.
ANSWERS = (
    NOTE,
    "owner_id",
    "due_at",
    "status",
    "started_at",
    "blocked_at",
    "blocked_reason",
    "snoozed_until",
)
# Kinds of notices that are read as long as their task is open: who gave it, what was asked of whom about it.
GIVEN, DECLINED, LEFT = "given", "declined", "left"
PROPOSED = "proposed"  # asks for another date of a task
_STANDING = (GIVEN, DECLINED, LEFT, PROPOSED)
_NOTICE = table_of(Notice)
_INSERT = insert(_NOTICE).returning(_NOTICE.c.id)


def insert_(
    tx: Session,
    team_id: int,
    member_id: int,
    *,
    kind: str,
    noun: Noun,
    subject_id: int,
    at: datetime,
    by_id: int | None = None,
    words: str = "",
    group: str | None = None,
) -> int:
    """Note that a member is to be told of something; return the notice's id."""
    notice = {
        "team_id": team_id,
        "member_id": member_id,
        "kind": kind,
        "noun": noun,
        "subject_id": subject_id,
        "at": at,
        "by_id": by_id,
        "words": words,
        "group": group,
    }
    noted: int = run(tx, _INSERT, notice).scalar_one()
    return noted


def list_waiting(tx: Session, member_id: int) -> list[facts.Notice]:
    """Return what a member has not been told yet, oldest first."""
    return _list(tx, col(Notice.member_id) == member_id, col(Notice.post_id).is_(None))


def members_waiting(tx: Session, team_id: int) -> set[int]:
    """Return the ids of a team's members who have not been told something yet."""
    return set(run(tx, _WAITING, {"of_team": team_id}).scalars())


_WAITING = (
    select(_NOTICE.c.member_id)
    .where(_NOTICE.c.team_id == bindparam("of_team"), _NOTICE.c.post_id.is_(None))
    .distinct()
)


def list_of_post(tx: Session, post_id: int) -> list[facts.Notice]:
    """Return what a post tells, oldest first."""
    return _list(tx, col(Notice.post_id) == post_id)


def list_to(tx: Session, member_id: int, kind: str, noun: Noun) -> list[facts.Notice]:
    """Return what of one kind, about things of one noun, a member was told or is to be told, oldest first."""
    return _list(tx, col(Notice.member_id) == member_id, col(Notice.kind) == kind, col(Notice.noun) == noun)


def list_about(tx: Session, noun: Noun, ids: Collection[int], kind: str) -> list[facts.Notice]:
    """Return what of one kind anybody was told, or is to be told, of some things; of each, oldest first."""
    of_kind = col(Notice.noun) == noun, col(Notice.kind) == kind
    return [
        one for part in parts(sorted(ids)) for one in _list(tx, *of_kind, col(Notice.subject_id).in_(part))
    ]


def list_of_group(tx: Session, group: str) -> list[facts.Notice]:
    """Return what members were told, or are to be told, of a change group, oldest first."""
    return _list(tx, col(Notice.group) == group)


def find_last(tx: Session, member_id: int, kind: str, noun: Noun, subject_id: int) -> facts.Notice | None:
    """Return the newest notice of a kind about one thing to a member, told or not, if any."""
    rows = select(Notice).where(
        col(Notice.member_id) == member_id,
        col(Notice.kind) == kind,
        col(Notice.noun) == noun,
        col(Notice.subject_id) == subject_id,
    )
    row = tx.scalars(rows.order_by(desc(col(Notice.id))).limit(1)).first()
    return fact(tx, row) if row else None


def list_unanswered(tx: Session, member_id: int, kinds: Collection[str]) -> list[facts.Notice]:
    """Return what of these kinds a member was told, or is to be told, of open tasks and has not answered.

    Oldest first. What they noted since on the task, or changed of whose it is, its date or the work on it is
    an answer, unless it was taken back; so is that what they are told of was. Another date that was asked for
    is answered by whoever moves the date.
    """
    rows = tx.scalars(_UNANSWERED, {"member": member_id, "kinds": tuple(kinds)})
    return [fact(tx, row) for row in rows]


def list_unanswered_about(tx: Session, task_ids: Collection[int], kind: str) -> list[facts.Notice]:
    """Return what of one kind anybody was told, or is to be told, of open tasks and has not answered.

    As `list_unanswered`, whoever is told. Oldest first.
    """
    if not task_ids:
        return []
    rows = tx.scalars(_UNANSWERED_ABOUT, {"tasks": list(task_ids), "kinds": (kind,)})
    return [fact(tx, row) for row in rows]


def _unanswered(*about: ColumnElement[bool]) -> Select[Any]:
    change, later, back = table_of(Change), table_of(Change).alias(), table_of(Change).alias()
    task = table_of(Task)
    kinds: BindParameter[str] = bindparam("kinds", expanding=True)
    last = select(func.max(change.c.id)).where(change.c.group == _NOTICE.c.group).correlate(_NOTICE)
    is_theirs = and_(later.c.member_id == _NOTICE.c.member_id, later.c.field.in_(ANSWERS))
    answered = select(later.c.id).where(
        later.c.team_id == _NOTICE.c.team_id,
        later.c.noun == Noun.TASK,
        later.c.subject_id == _NOTICE.c.subject_id,
        or_(is_theirs, and_(_NOTICE.c.kind == PROPOSED, later.c.field == "due_at")),
        later.c.id > last.scalar_subquery(),
        later.c.undoes.is_(None),
        ~select(back.c.id).where(back.c.undoes == later.c.group, *_of_the_same(back)).exists(),
    )
    undone = select(change.c.id).where(change.c.undoes == _NOTICE.c.group, *_of_the_same(change))
    open_ = select(task.c.id).where(task.c.id == _NOTICE.c.subject_id, task.c.status == TaskStatus.OPEN)
    told = (_NOTICE.c.noun == Noun.TASK, _NOTICE.c.kind.in_(kinds))
    rows = select(Notice).where(*about, *told, open_.exists(), ~undone.exists(), ~answered.exists())
    return rows.order_by(_NOTICE.c.id)


def _of_the_same(change: FromClause) -> tuple[ColumnElement[bool], ...]:
    return change.c.noun == _NOTICE.c.noun, change.c.subject_id == _NOTICE.c.subject_id


_UNANSWERED = _unanswered(_NOTICE.c.member_id == bindparam("member"))
_UNANSWERED_ABOUT = _unanswered(_NOTICE.c.subject_id.in_(bindparam("tasks", expanding=True)))


def is_untold(tx: Session, member_id: int, kind: str, noun: Noun, subject_id: int) -> bool:
    """Tell whether a member is to be told of a thing by a notice of a kind that Slack does not have yet."""
    about = _about(member_id, noun, subject_id)
    waiting = select(col(Notice.id)).where(*about, col(Notice.kind) == kind, col(Notice.post_id).is_(None))
    unsent = _unsent(*about, col(Notice.kind) == kind)
    return any(tx.execute(rows.limit(1)).first() for rows in (waiting, unsent))


def is_told(tx: Session, member_id: int, noun: Noun, subject_id: int) -> bool:
    """Tell whether a message that Slack has told a member anything of a thing."""
    rows = select(col(Notice.id)).join(Post, col(Post.id) == col(Notice.post_id))
    told = rows.where(*_about(member_id, noun, subject_id), col(Post.ts).is_not(None))
    return tx.execute(told.limit(1)).first() is not None


def recall(tx: Session, member_id: int, noun: Noun, subject_id: int, *, kind: str) -> bool:
    """Have what posts of a kind were to tell a member of a thing wait again, if Slack does not have them yet.

    A post that would tell nothing any more is called off. Returns whether anything waits again.
    """
    return _recall(tx, *_about(member_id, noun, subject_id), col(Post.kind) == kind)


def recall_late(tx: Session, member_id: int, *, kind: str, now: datetime, by: datetime | None) -> bool:
    """Have what posts of a kind, put off beyond `now`, were to tell a member wait again; as `recall`.

    Those that are of use until `by` stay; with None none does.
    """
    put_off = col(Post.member_id) == member_id, col(Post.kind) == kind, col(Post.not_before) > now
    return _recall(tx, *put_off, posts.UNSENT, *([col(Post.not_after) < by] if by else []))


def _recall(tx: Session, *where: ColumnElement[bool]) -> bool:
    # Locked: a worker that would claim such a post leaves it, and one that has it already is waited for.
    found = tx.execute(_unsent(*where).with_for_update(of=Post)).all()
    if not found:
        return False
    tx.execute(update(Notice).where(col(Notice.id).in_([one.id for one in found])).values(post_id=None))
    telling = select(col(Notice.id)).where(col(Notice.post_id) == col(Post.id))
    emptied = col(Post.id).in_({one.post_id for one in found}), ~telling.exists()
    values = {"state": PostState.CANCELLED, "reason": "it would tell nothing any more"}
    tx.execute(update(Post).where(*emptied, posts.UNSENT).values(values))
    return True


def _about(member_id: int, noun: Noun, subject_id: int) -> tuple[ColumnElement[bool], ...]:
    return col(Notice.member_id) == member_id, col(Notice.noun) == noun, col(Notice.subject_id) == subject_id


def _unsent(*where: ColumnElement[bool]) -> Select[int, int | None]:
    """Select notices (and their posts) whose post Slack does not have, nor may have."""
    rows = select(col(Notice.id), col(Notice.post_id))
    rows = rows.join(Post, col(Post.id) == col(Notice.post_id))
    return rows.where(*where, col(Post.ts).is_(None), or_(posts.UNSENT, col(Post.state).in_(posts.ENDED)))


def told(tx: Session, notice_ids: Sequence[int], post_id: int) -> None:
    """Note that a post tells these."""
    tx.execute(update(Notice).where(col(Notice.id).in_(notice_ids)).values(post_id=post_id))


def drop(tx: Session, notice_ids: Sequence[int]) -> None:
    """Forget these; nobody needs to be told of them any more."""
    if notice_ids:
        tx.execute(delete(Notice).where(col(Notice.id).in_(notice_ids)))


def drop_untold(tx: Session, noun: Noun, subject_id: int, kinds: Collection[str]) -> None:
    """Forget what nothing has told yet of a thing, whoever was to hear it."""
    about = col(Notice.noun) == noun, col(Notice.subject_id) == subject_id, col(Notice.kind).in_(kinds)
    tx.execute(delete(Notice).where(*about, col(Notice.post_id).is_(None)))


def cancel_group(tx: Session, group: str, *, off: Sequence[int], but: ColumnElement[bool]) -> set[int]:
    """Forget what a change group would have told and has not told yet; return whom it told or would have.

    Notices of which `but` holds stay. What else the posts called `off` (their ids) were to tell waits again.
    """
    if off:
        tx.execute(update(Notice).where(col(Notice.post_id).in_(off)).values(post_id=None))
    members = set(tx.scalars(select(col(Notice.member_id)).where(col(Notice.group) == group)))
    owed = col(Post.group) == group, col(Post.ts).is_(None), posts.UNSENT
    unsent = col(Notice.post_id).in_(select(col(Post.id)).where(*owed))
    untold = or_(col(Notice.post_id).is_(None), unsent)
    tx.execute(delete(Notice).where(col(Notice.group) == group, untold, ~but))
    return members


def cancel_to(tx: Session, member_id: int) -> None:
    """Forget what a member has not been told yet; they have left."""
    tx.execute(delete(Notice).where(col(Notice.member_id) == member_id, col(Notice.post_id).is_(None)))


def forget(tx: Session, *, now: datetime) -> None:
    """Drop what was told over thirty days ago, but for what messages that may change are drawn from.

    Those are what a channel was told, and what a member was of one task or risk at once; whatever else was
    told in one message with something that stands while its task is open stays with that.
    """
    is_of_one = col(Post.noun).in_((Noun.TASK, Noun.RISK))
    drawn = select(col(Post.id)).where(
        col(Post.id) == col(Notice.post_id), or_(col(Post.place) == Place.CHANNEL, is_of_one)
    )
    beside, task = table_of(Notice).alias(), table_of(Task)
    standing = select(task.c.id).where(
        beside.c.post_id == col(Notice.post_id),
        beside.c.noun == Noun.TASK,
        beside.c.kind.in_(_STANDING),
        task.c.id == beside.c.subject_id,
        task.c.status == TaskStatus.OPEN,
    )
    old = col(Notice.at) < now - KEPT, col(Notice.post_id).is_not(None)
    tx.execute(delete(Notice).where(*old, ~drawn.exists(), ~standing.exists()))


def _list(tx: Session, *where: object) -> list[facts.Notice]:
    rows = select(Notice).where(*where).order_by(col(Notice.id))  # type: ignore[arg-type]
    return [fact(tx, row) for row in tx.scalars(rows)]


def fact(tx: Session, row: Notice) -> facts.Notice:
    """Turn a row into the value that leaves the transaction."""
    return facts.Notice(
        id=row.id,
        member_id=row.member_id,
        kind=row.kind,
        noun=row.noun,
        subject_id=row.subject_id,
        at=row.at,
        by=people.get(tx, row.by_id) if row.by_id else None,
        words=row.words,
        group=row.group,
    )
