"""Tasks: by number, by owner, by project; each list in one order that is said."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import audience, facts, sets, task_facts
from storage.db import NotFound, run
from storage.models.people import Member
from storage.models.task import Task, TaskLabel, TaskLink, TaskWatcher
from storage.statements import table_of
from storage.vocabulary import Noun, Priority, TaskStatus

_TASK = table_of(Task)
_ROW = select(_TASK).where(_TASK.c.id == bindparam("id"))


def get(tx: Session, task_id: int, act: facts.Act | None = None) -> facts.Task:
    """Return a task by id, whoever asks; its links as `act` may see them, if given. Raises NotFound."""
    return task_facts.made(tx, [_row(tx, task_id)], partial(_sees, act) if act else None)[0]


def added(tx: Session, task_id: int, values: Mapping[str, Any], act: facts.Act) -> facts.Task:
    """Return a task that was just added with these columns and sets; without sets it is not read again."""
    if any(sets.is_set(Noun.TASK, name) for name in values):
        return get(tx, task_id, act)
    return task_facts.added(tx, task_id, values)


def get_shown(tx: Session, task_id: int) -> facts.Task:
    """Return a task by id as its own channel may see it. Raises NotFound."""
    row = _row(tx, task_id)
    sees = partial(shown_in, row.channel_id) if row.channel_id else None
    return task_facts.made(tx, [row], sees)[0]


def find(tx: Session, act: facts.Act, number: int, *, to_change: bool = False) -> facts.Task | None:
    """Return the task a person may see by its number, None where they may not or there is none.

    One that is read to be changed is locked where the database locks rows, so that of ten people who
    press at once the second sees what the first did.
    """
    wanted = _seen_by(act, dropped=True).where(col(Task.number) == number)
    if to_change:
        wanted = wanted.with_for_update(of=Task).execution_options(populate_existing=True)
    row = tx.scalars(wanted).one_or_none()
    return task_facts.made(tx, [row], partial(_sees, act))[0] if row else None


def list_those(tx: Session, ids: Collection[int]) -> list[facts.Task]:
    """Return tasks by id, whoever asks, by number."""
    rows = select(Task).where(col(Task.id).in_(ids)).order_by(col(Task.number))
    return task_facts.made(tx, tx.scalars(rows).all())


def list_seen(
    tx: Session, act: facts.Act, ids: Collection[int], *, dropped: bool = False
) -> list[facts.Task]:
    """Return those of some tasks (by id) that a person may see, by number; with `dropped` also called off."""
    rows = _seen_by(act, dropped=dropped).where(col(Task.id).in_(ids)).order_by(col(Task.number))
    return task_facts.made(tx, tx.scalars(rows).all(), partial(_sees, act))


def ids_seen(tx: Session, act: facts.Act, ids: Collection[int]) -> set[int]:
    """Return the ids of those of some tasks, not called off, that a person may see."""
    rows = _seen_by(act).where(col(Task.id).in_(ids)).with_only_columns(col(Task.id))
    return set(tx.scalars(rows))


def list_of_message(tx: Session, act: facts.Act, link: str, limit: int) -> list[facts.Task]:
    """Return up to `limit` tasks a person may see that were made of a message, by its link; newest first."""
    rows = _seen_by(act).where(col(Task.link) == link).order_by(col(Task.number).desc()).limit(limit)
    return task_facts.made(tx, tx.scalars(rows).all(), partial(_sees, act))


def list_due(tx: Session, member_id: int, until: datetime, *, awake_by: datetime) -> list[facts.Task]:
    """Return a member's open tasks due by `until` and quiet no longer than to `awake_by`, soonest first."""
    rows = select(Task).where(*_owed(member_id), col(Task.due_at) <= until, awake(awake_by))
    return task_facts.made(tx, tx.scalars(rows.order_by(col(Task.due_at), col(Task.number))).all())


def next_reminder(tx: Session, member_id: int) -> datetime | None:
    """Return when the first of a member's open tasks is due, or is quiet no longer; None when none is."""
    due, quiet = col(Task.due_at), col(Task.snoozed_until)
    at = case((quiet > due, quiet), else_=due)
    return tx.scalars(select(at).where(*_owed(member_id), due.is_not(None)).order_by(at).limit(1)).first()


def list_owners(tx: Session, team_id: int) -> set[int]:
    """Return the ids of the members who own an open task of a team."""
    return set(run(tx, _OWNERS, {"of_team": team_id}).scalars())


_OWNERS = (
    select(_TASK.c.owner_id)
    .where(
        _TASK.c.team_id == bindparam("of_team"),
        _TASK.c.status == TaskStatus.OPEN,
        _TASK.c.owner_id.is_not(None),
    )
    .distinct()
)


def ids_left(tx: Session, team_id: int) -> list[int]:
    """Return the ids of a team's open tasks whose owners have left."""
    gone = select(col(Member.id)).where(col(Member.team_id) == team_id, col(Member.is_active).is_(False))
    rows = select(col(Task.id)).where(col(Task.team_id) == team_id, col(Task.owner_id).in_(gone))
    return list(tx.scalars(rows.where(col(Task.status) == TaskStatus.OPEN)))


def list_owned(tx: Session, member_id: int) -> list[facts.Task]:
    """Return all open tasks of a member, whoever may see them, by number."""
    rows = select(Task).where(*_owed(member_id)).order_by(col(Task.number))
    return task_facts.made(tx, tx.scalars(rows).all())


def list_open(
    tx: Session,
    act: facts.Act,
    *,
    where: Sequence[Any] = (),
    limit: int = 11,
    offset: int = 0,
) -> list[facts.Task]:
    """Return open tasks a person may see: late first by date, then due date, priority, number."""
    ordered = _by_date(_seen_by(act).where(col(Task.status) == TaskStatus.OPEN, *where))
    return task_facts.made(tx, tx.scalars(ordered.limit(limit).offset(offset)).all(), partial(_sees, act))


def list_done(
    tx: Session, act: facts.Act, *, where: Sequence[Any] = (), limit: int = 11, offset: int = 0
) -> list[facts.Task]:
    """Return finished tasks a person may see, latest first."""
    over = (col(Task.status) == TaskStatus.DONE, col(Task.done_at).is_not(None))  # as their index is made
    rows = _seen_by(act).where(*over, *where)
    ordered = rows.order_by(col(Task.done_at).desc(), col(Task.number))
    return task_facts.made(tx, tx.scalars(ordered.limit(limit).offset(offset)).all(), partial(_sees, act))


def list_whole(
    tx: Session, act: facts.Act, *, where: Sequence[Any] = (), limit: int = 11, offset: int = 0
) -> list[facts.Task]:
    """Return open, finished and called-off tasks a person may see, in this order; not what was taken back.

    Open and finished ones stand each by date, priority and number.
    """
    found: list[facts.Task] = []
    # All in one query would be sorted whole; each alone comes out of its index already in order.
    for status, listed in _EACH:
        some = listed(tx, act, where=where, limit=limit - len(found), offset=offset)
        found += some
        if len(found) == limit:
            break
        if offset and not some:
            offset -= min(offset, count(tx, act, in_status(status), *where, most=offset, dropped=True))
        else:
            offset = 0
    return found


def _list_done_by_date(
    tx: Session, act: facts.Act, *, where: Sequence[Any], limit: int, offset: int
) -> list[facts.Task]:
    rows = _by_date(_seen_by(act).where(col(Task.status) == TaskStatus.DONE, *where))
    return task_facts.made(tx, tx.scalars(rows.limit(limit).offset(offset)).all(), partial(_sees, act))


def list_dropped(
    tx: Session, act: facts.Act, *, where: Sequence[Any] = (), limit: int = 11, offset: int = 0
) -> list[facts.Task]:
    """Return tasks a person may see that were called off, newest number first; not what was taken back."""
    rows = _seen_by(act, dropped=True).where(col(Task.status) == TaskStatus.DROPPED, *where)
    ordered = rows.order_by(col(Task.number).desc())
    return task_facts.made(tx, tx.scalars(ordered.limit(limit).offset(offset)).all(), partial(_sees, act))


_EACH: tuple[tuple[TaskStatus, Callable[..., list[facts.Task]]], ...] = (
    (TaskStatus.OPEN, list_open),
    (TaskStatus.DONE, _list_done_by_date),
    (TaskStatus.DROPPED, list_dropped),
)


def count(tx: Session, act: facts.Act, *where: Any, most: int = 100, dropped: bool = False) -> int:
    """Count the tasks a person may see that meet every condition, up to one more than `most`.

    With `dropped` also those that were called off.

    Nobody needs to know how many thousand there are, and counting them would take ever longer.
    """
    some = _seen_by(act, dropped=dropped).where(*where).with_only_columns(col(Task.id)).limit(most + 1)
    return tx.scalars(select(func.count()).select_from(some.subquery())).one()


def numbers(
    tx: Session, act: facts.Act, ids: Iterable[int], *where: Any, dropped: bool = False
) -> dict[int, int]:
    """Return the numbers of tasks by id, of those that a person may see and that meet every condition.

    With `dropped` also of those that were called off.
    """
    wanted = _seen_by(act, dropped=dropped).where(col(Task.id).in_(list(ids)), *where)
    found = tx.execute(wanted.with_only_columns(col(Task.id), col(Task.number)))
    return {row.id: row.number for row in found}


def owned_by(member_id: int | None) -> Any:
    """Return the condition that a member owns the task; None: nobody does."""
    return col(Task.owner_id) == member_id


def in_status(*statuses: TaskStatus) -> Any:
    """Return the condition that a task is in one of these statuses."""
    return col(Task.status) == statuses[0] if len(statuses) == 1 else col(Task.status).in_(statuses)


def of_channel(channel_id: int) -> Any:
    """Return the condition that a task belongs to a channel."""
    return col(Task.channel_id) == channel_id


def undated() -> Any:
    """Return the condition that a task has no due date."""
    return col(Task.due_at).is_(None)


def due_on(first: date, last: date) -> Any:
    """Return the condition that a task is due on one of these days of its own clock, both included.

    The instants between which such days lie anywhere, UTC+14 to UTC-12, are read from an index.
    """
    begins, ends = (datetime.combine(day, time(), UTC) for day in (first, last))
    within = col(Task.due_at).between(begins - timedelta(hours=14), ends + timedelta(hours=36))
    return col(Task.due_day).between(first, last) & within


def of_project(project_id: int) -> Any:
    """Return the condition that a task belongs to a project."""
    return col(Task.project_id) == project_id


def of_priority(priority: Priority) -> Any:
    """Return the condition that a task has this priority."""
    return col(Task.priority) == int(priority)


def of_label(label: str) -> Any:
    """Return the condition that a task is filed under a label (lower case, without the plus)."""
    return col(Task.id).in_(select(col(TaskLabel.task_id)).where(col(TaskLabel.label) == label))


def blocked(*, is_so: bool = True) -> Any:
    """Return the condition that something is in the way of a task, or that nothing is."""
    return col(Task.blocked_at).is_not(None) if is_so else col(Task.blocked_at).is_(None)


def started(*, is_so: bool = True) -> Any:
    """Return the condition that work on a task has begun, or that it has not."""
    return col(Task.started_at).is_not(None) if is_so else col(Task.started_at).is_(None)


def due_by(day: date) -> Any:
    """Return the condition that a task is due on a local day or before."""
    return col(Task.due_day) <= day


def due_between(start: datetime, end: datetime) -> Any:
    """Return the condition that a task is due at `start` (UTC) or later, and before `end`."""
    return and_(col(Task.due_at) >= start, col(Task.due_at) < end)


def due_from(start: datetime) -> Any:
    """Return the condition that a task is due at `start` (UTC) or later, or has no date."""
    return or_(col(Task.due_at) >= start, col(Task.due_at).is_(None))


def snoozed(now: datetime) -> Any:
    """Return the condition that the owner of a task is left alone about it at `now` (UTC)."""
    return col(Task.snoozed_until) > now


def awake(now: datetime) -> Any:
    """Return the condition that no snooze of a task holds at `now` (UTC)."""
    return or_(col(Task.snoozed_until).is_(None), col(Task.snoozed_until) <= now)


def given_away_by(member_id: int) -> Any:
    """Return the condition that a member made a task that is somebody else's now."""
    # Said of the two columns: the index of what was given away asks no more.
    return and_(col(Task.creator_id) == member_id, col(Task.owner_id) != col(Task.creator_id))


def waiting_for(member_id: int) -> Any:
    """Return the condition that somebody else's task waits for an open one of a member's."""
    mine = aliased(Task)
    links = select(col(TaskLink.task_id)).join(mine, col(mine.id) == col(TaskLink.before_id))
    held = links.where(col(mine.owner_id) == member_id, col(mine.status) == TaskStatus.OPEN)
    return and_(col(Task.id).in_(held), or_(col(Task.owner_id) != member_id, col(Task.owner_id).is_(None)))


def done_since(at: datetime) -> Any:
    """Return the condition that a task was finished at `at` (UTC) or later."""
    return col(Task.done_at) >= at


def done_between(start: datetime, end: datetime) -> Any:
    """Return the condition that a task was finished at `start` (UTC) or later, and before `end`."""
    return and_(col(Task.done_at) >= start, col(Task.done_at) < end)


def watched_by(member_id: int) -> Any:
    """Return the condition that a member watches a task."""
    return col(Task.id).in_(select(col(TaskWatcher.task_id)).where(col(TaskWatcher.member_id) == member_id))


def unestimated() -> Any:
    """Return the condition that a task has no estimate, neither in hours nor in points."""
    return and_(col(Task.estimate).is_(None), col(Task.points).is_(None))


def repeating() -> Any:
    """Return the condition that a task repeats."""
    return col(Task.repeat).is_not(None)


def shown_in(channel_id: int) -> ColumnElement[bool]:
    """Return the condition that every member of a channel may see a task."""
    return col(Task.channel_id).in_(audience.open_to(channel_id))


def late(now: datetime) -> Any:
    """Return the condition that a task is open past its due instant."""
    return (col(Task.status) == TaskStatus.OPEN) & (col(Task.due_at) < now)


def _owed(member_id: int) -> tuple[ColumnElement[bool], ...]:
    team = select(col(Member.team_id)).where(col(Member.id) == member_id).scalar_subquery()
    return col(Task.team_id) == team, col(Task.owner_id) == member_id, col(Task.status) == TaskStatus.OPEN


def _row(tx: Session, task_id: int) -> Row[Any]:
    row = run(tx, _ROW, {"id": task_id}).one_or_none()
    if row is None:
        raise NotFound(f"task {task_id}")
    return row


def _by_date(rows: Select[Task]) -> Select[Task]:
    return rows.order_by(col(Task.due_at).nulls_last(), col(Task.priority), col(Task.number))


def _seen_by(act: facts.Act, *, dropped: bool = False) -> Select[Task]:
    """Select what a person may see; with `dropped` also what was called off, but not what was taken back."""
    there = col(Task.status) != TaskStatus.DROPPED
    if dropped:
        there |= col(Task.drop_reason) != ""
    return select(Task).where(col(Task.team_id) == act.team.id, there, _sees(act))


def _sees(act: facts.Act) -> ColumnElement[bool]:
    """Return the condition that a person may see a task; outside channels its watchers do, too."""
    if act.member is None:
        raise NotFound("nobody asks")
    seen = audience.sees(Task, act.member, here=act.here, now=act.now)
    watched = select(col(TaskWatcher.task_id)).where(col(TaskWatcher.member_id) == act.member.id)
    return seen | (col(Task.channel_id).is_(None) & col(Task.id).in_(watched))
