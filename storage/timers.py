"""Timers: one row for one occurrence of something that happens by the clock."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from storage import facts
from storage.db import run, wake
from storage.models.loops import Timer
from storage.statements import columns_of, dialect, is_one_of, table_of
from storage.vocabulary import TimerState

KEPT = timedelta(days=30)
EVER = datetime(1970, 1, 1, tzinfo=UTC)  # earlier than anything is due


def set_(tx: Session, team_id: int, kind: str, subject: str, *, occurrence: str, due_at: datetime) -> None:
    """Set one occurrence; one still due or called off is due at `due_at`, one that is over stays over."""
    what = {"team_id": team_id, "kind": kind, "subject": subject, "occurrence": occurrence}
    new = {"due_at": due_at, "state": TimerState.DUE, "attempts": 0, "reason": ""}
    run(tx, _SET[dialect(tx)], {**what, **new})
    wake(tx, "timers")


def _setting(made: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return made.on_conflict_do_update(
        index_elements=["kind", "subject", "occurrence"],
        set_={
            "due_at": made.excluded.due_at,
            "state": made.excluded.state,
            "done_at": None,
            "reason": made.excluded.reason,
        },
        where=is_one_of(_TIMER.c.state, TimerState.DUE, TimerState.CANCELLED),
    )


_TIMER = table_of(Timer)
_SET = {
    "sqlite": _setting(sqlite.insert(_TIMER)),
    "postgresql": _setting(postgresql.insert(_TIMER)),
}


def claim_due(tx: Session, *, now: datetime, real: datetime, limit: int) -> list[facts.Timer]:
    """Lock and return up to `limit` timers due at `now`, oldest first; those waiting to retry are left.

    PostgreSQL skips rows another ticker holds; SQLite admits one writer at a time.
    """
    return [_fact(row) for row in tx.scalars(_CLAIM, {"now": now, "real": real, "limit": limit})]


def has_due(tx: Session, *, now: datetime, real: datetime) -> bool:
    """Tell whether any timer is due at `now` and not waiting to retry."""
    return run(tx, _HAS_DUE, {"now": now, "real": real}).first() is not None


_READY = (
    col(Timer.state) == TimerState.DUE,
    col(Timer.due_at) <= bindparam("now"),
    or_(col(Timer.retry_at).is_(None), col(Timer.retry_at) <= bindparam("real")),
)
_HAS_DUE = select(col(Timer.id)).where(*_READY).limit(1)
_CLAIM = (
    select(Timer)
    .where(*_READY)
    .order_by(col(Timer.due_at), col(Timer.id))
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)


def settle(tx: Session, timer_id: int, state: TimerState, *, now: datetime, reason: str = "") -> None:
    """Close one occurrence as done, skipped or cancelled."""
    run(tx, _CLOSE, {"which": timer_id, "state": state, "done_at": now, "reason": reason})


_CLOSE = update(_TIMER).where(_TIMER.c.id == bindparam("which"))


def fail(tx: Session, timer_id: int, *, retry_at: datetime, reason: str) -> None:
    """Note that an occurrence could not be carried out, and when to try again (real time)."""
    tx.execute(
        update(Timer)
        .where(col(Timer.id) == timer_id)
        .values(attempts=col(Timer.attempts) + 1, retry_at=retry_at, reason=reason[:500])
    )


def cancel(
    tx: Session, kind: str, subject: str, *, now: datetime, reason: str, after: datetime | None = None
) -> None:
    """Call off every occurrence of a subject that is still due, or only those due later than `after`."""
    which = {"of_kind": kind, "of": subject, "after": after or EVER}
    run(tx, _CANCEL, {**which, "state": TimerState.CANCELLED, "done_at": now, "reason": reason})


_CANCEL = update(_TIMER).where(
    _TIMER.c.kind == bindparam("of_kind"),
    _TIMER.c.subject == bindparam("of"),
    _TIMER.c.state == TimerState.DUE,
    _TIMER.c.due_at > bindparam("after"),
)


def last_over(tx: Session, kind: str, subject: str, *, now: datetime) -> str | None:
    """Return a subject's newest occurrence that is over or overdue, None when none is."""
    newest: str | None = tx.scalars(_LAST_OVER, {"kind": kind, "subject": subject, "now": now}).one()
    return newest


_LAST_OVER = select(func.max(_TIMER.c.occurrence)).where(
    _TIMER.c.kind == bindparam("kind"),
    _TIMER.c.subject == bindparam("subject"),
    # Said by what it is not: SQLite plans anew at each run what asks whether a state is "due", the word
    # of a partial index.
    _TIMER.c.state != TimerState.CANCELLED,
    or_(_TIMER.c.state != TimerState.DUE, _TIMER.c.due_at <= bindparam("now")),
)


def find_first(tx: Session, kind: str, subject: str) -> str | None:
    """Return a subject's oldest occurrence that is on record, whatever became of it; None without one."""
    oldest: str | None = run(tx, _FIRST, {"kind": kind, "subject": subject}).scalar()
    return oldest


_FIRST = select(func.min(_TIMER.c.occurrence)).where(
    _TIMER.c.kind == bindparam("kind"), _TIMER.c.subject == bindparam("subject")
)


def hold(tx: Session, kind: str, subject: str) -> None:
    """Wait for what is carried out of a subject now, and let nothing more of it be until this is committed.

    What was read before may not hold any more. SQLite admits one writer at a time.
    """
    if dialect(tx) == "postgresql":
        run(tx, _HOLD, {"kind": kind, "subject": subject}).all()


_HOLD = (
    select(_TIMER.c.id)
    .where(
        _TIMER.c.kind == bindparam("kind"),
        _TIMER.c.subject == bindparam("subject"),
        _TIMER.c.state == TimerState.DUE,
    )
    .order_by(_TIMER.c.id)
    .with_for_update()
)


def find_last(tx: Session, kind: str, subject: str) -> facts.Timer | None:
    """Return a subject's newest occurrence, over or to come, that was not called off; None without one."""
    row = run(tx, _LAST, {"kind": kind, "subject": subject}).first()
    return _fact(row) if row else None


_LAST = (
    select(*columns_of(Timer, facts.Timer))
    .where(
        _TIMER.c.kind == bindparam("kind"),
        _TIMER.c.subject == bindparam("subject"),
        _TIMER.c.state != TimerState.CANCELLED,
    )
    .order_by(_TIMER.c.occurrence.desc())
    .limit(1)
)


def find_next(tx: Session, kind: str, subject: str, *, after: datetime | None = None) -> facts.Timer | None:
    """Return a subject's soonest occurrence still due (later than `after`), None when there is none."""
    row = tx.scalars(_NEXT, {"kind": kind, "subject": subject, "after": after or EVER}).first()
    return _fact(row) if row else None


_NEXT = (
    select(Timer)
    .where(
        col(Timer.kind) == bindparam("kind"),
        col(Timer.subject) == bindparam("subject"),
        col(Timer.state) == TimerState.DUE,
        col(Timer.due_at) > bindparam("after"),
    )
    .order_by(col(Timer.due_at))
    .limit(1)
)


def next_due(tx: Session) -> datetime | None:
    """Return the instant at which the next timer is due, None when none is; failed ones do not count."""
    return run(tx, _SOONEST).scalar()


_SOONEST = select(func.min(col(Timer.due_at))).where(
    col(Timer.state) == TimerState.DUE, col(Timer.retry_at).is_(None)
)


def list_next(tx: Session) -> list[tuple[str, datetime]]:
    """Return each kind of timer still due with its soonest instant (UTC), soonest first; of all teams."""
    soonest = func.min(col(Timer.due_at)).label("soonest")
    due = select(col(Timer.kind), soonest).where(col(Timer.state) == TimerState.DUE)
    return [(kind, at) for kind, at in tx.execute(due.group_by(col(Timer.kind)).order_by(soonest))]


def list_upcoming(tx: Session, team_id: int, limit: int = 20) -> list[facts.Timer]:
    """Return a team's timers still due, soonest first."""
    due = select(Timer).where(col(Timer.team_id) == team_id, col(Timer.state) == TimerState.DUE)
    return [_fact(row) for row in tx.scalars(due.order_by(col(Timer.due_at)).limit(limit))]


def forget(tx: Session, *, now: datetime) -> None:
    """Drop occurrences that were over thirty days ago."""
    tx.execute(delete(Timer).where(col(Timer.done_at) < now - KEPT))


def _fact(row: Timer | Row[Any]) -> facts.Timer:
    return facts.Timer(
        id=row.id,
        team_id=row.team_id,
        kind=row.kind,
        subject=row.subject,
        occurrence=row.occurrence,
        due_at=row.due_at,
        state=row.state,
        attempts=row.attempts,
    )
