"""Writes that leave a trace: who changed which field of what, and how it is taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    bindparam,
    desc,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlmodel import Session, SQLModel, col

from storage import facts, heads, histories, notices, posts, projects, sets, shown, timers, workspaces
from storage.db import NotFound, run
from storage.known import known
from storage.models.digest import Digest
from storage.models.history import Change
from storage.models.loops import Post
from storage.models.notice import Notice
from storage.models.people import Absence, Channel, Counter, Member
from storage.models.project import Project
from storage.models.risk import Risk
from storage.models.standup import Answer, Blocker, Standup
from storage.models.task import Task
from storage.statements import table_of
from storage.vocabulary import ADDED, BESIDE_DATES, NOTE, Noun, RiskStatus, TaskStatus

TABLES: dict[Noun, type[SQLModel]] = {
    Noun.TASK: Task,
    Noun.RISK: Risk,
    Noun.PROJECT: Project,
    Noun.STANDUP: Standup,
    Noun.ANSWER: Answer,
    Noun.BLOCKER: Blocker,
    Noun.DIGEST: Digest,
    Noun.ABSENCE: Absence,
    Noun.MEMBER: Member,
    Noun.CHANNEL: Channel,
}
REMEMBERED: dict[Noun, type] = {
    Noun.PROJECT: facts.Project,
    Noun.STANDUP: facts.Standup,
    Noun.MEMBER: facts.Member,
}
# What hangs on the clock: taken back, a timer of the kind "standup.again" has its timers worked out anew.
CLOCKED = (Noun.STANDUP, Noun.DIGEST, Noun.ABSENCE, Noun.MEMBER, Noun.ANSWER)
_COUNTER, _NOTE = table_of(Counter), insert(table_of(Change))
_COUNT_ON = (
    update(_COUNTER)
    .where(_COUNTER.c.team_id == bindparam("of_team"), _COUNTER.c.noun == bindparam("of_noun"))
    .values(last=_COUNTER.c.last + 1)
    .returning(_COUNTER.c.last)
)
_ADD = {noun: insert(table_of(model)).returning(table_of(model).c.id) for noun, model in TABLES.items()}


def number(tx: Session, team_id: int, noun: Noun) -> int:
    """Take the team's next number for a noun; it is never given again."""
    counter = {"of_team": team_id, "of_noun": noun.value}
    taken: int | None = run(tx, _COUNT_ON, counter).scalar()
    if taken is None:
        tx.execute(insert(Counter).values(team_id=team_id, noun=noun.value, last=1))
        return 1
    return taken


def add(tx: Session, act: facts.Act, noun: Noun, values: dict[str, Any]) -> int:
    """Insert a row, with its sets, and note that it was added; return its id.

    Raises TakenBack where the project it is to belong to was taken back a moment ago.
    """
    _hold(tx, values.get("project_id"))
    columns = {name: value for name, value in values.items() if not sets.is_set(noun, name)}
    row_id: int = run(tx, _ADD[noun], columns).scalar_one()
    _set(tx, noun, row_id, {name: value for name, value in values.items() if name not in columns})
    _note(tx, act, noun, row_id, {ADDED: (None, True)})
    if noun in shown.WHOLES:
        shown.stale(tx, noun, row_id)
    elif noun is Noun.TASK:
        shown.stale_homes(tx, values.get("owner_id"), values["creator_id"])
    return row_id


def apply(tx: Session, act: facts.Act, noun: Noun, row_id: int, values: dict[str, Any]) -> list[str]:
    """Set fields of one row, note each that differs, and make what shows it stale; return their names.

    A set (labels, after, watchers) is given whole. The row is locked first where the database locks
    rows. Raises NotFound, or TakenBack where the project it is to belong to was taken back a moment ago.
    """
    wanted = {name: _ordered(noun, name, value) for name, value in values.items()}
    now = _values(tx, noun, row_id, list(wanted))
    differ = {name: (now[name], value) for name, value in wanted.items() if now[name] != value}
    if differ:
        _hold(tx, *differ.get("project_id", ())[1:])
        _set(tx, noun, row_id, {name: value for name, (_, value) in differ.items()}, is_new_version=True)
        _note(tx, act, noun, row_id, differ)
        shown.stale(tx, noun, row_id)
        if noun in (Noun.TASK, Noun.RISK):
            shown.stale_homes(tx, *shown.concerned(tx, noun, row_id), *differ.get("owner_id", ()), _doer(act))
        if noun is Noun.TASK:
            heads.stale_of_finished(tx, *differ.get("done_by_id", ()), now=act.now)
    return list(differ)


def tell(tx: Session, act: facts.Act, noun: Noun, row_id: int, text: str) -> None:
    """Add words to a thing's history. They stand nowhere else; taken back, they are no longer shown."""
    _note(tx, act, noun, row_id, {NOTE: (None, text)})
    posts.stale(tx, noun, row_id)
    shown.stale_homes(tx, _doer(act))


def lock(tx: Session, group: Iterable[facts.Change]) -> None:
    """Hold off others from the things that changes are of, so that what is judged of them stays so."""
    for noun, row_id in sorted({(change.noun, change.subject_id) for change in group}):
        _values(tx, noun, row_id, [])


def undo(tx: Session, act: facts.Act, group: list[facts.Change]) -> list[facts.Change]:
    """Take a group back as a new group that names it; return the later changes that forbid it.

    [] means it was done: each field has its old value again, what was added is dropped, and what was
    owed to Slack because of it is cancelled. Of a part of a group: with what is owed of the things in it.
    """
    lock(tx, group)
    in_the_way = [since for change in group for since in later(tx, act.team.id, change)]
    if in_the_way:
        return in_the_way
    for change in reversed(group):
        values = _dropped(change.noun, act.now) if change.field == ADDED else _reverse(change)
        _apply_undo(tx, act, change, values)
    name, of_rest = group[0].group, partial(histories.is_of_rest, team_id=act.team.id, part=group)
    post, notice = table_of(Post), table_of(Notice)
    of_others = select(notice.c.id).where(notice.c.post_id == post.c.id, of_rest(notice)).correlate(post)
    off = posts.cancel_group(tx, name, reason="taken back", but=or_(of_rest(post), of_others.exists()))
    posts.stale_told(tx, name)
    shown.stale_homes(tx, *notices.cancel_group(tx, name, off=off, but=of_rest(notice)))
    return []


def later(tx: Session, team_id: int, change: facts.Change) -> list[facts.Change]:
    """Return what other acts changed since in the field of a change, first to last.

    [] where the field holds what the change gave it. Of a thing that was added, what changed at all and
    did not come to nothing.
    """
    if change.field == NOTE:
        return []
    here = histories.is_about(team_id, change.noun, change.subject_id)
    last = select(func.max(col(Change.id))).where(*here, col(Change.group) == change.group)
    rows = select(Change).where(
        *here,
        col(Change.group) != change.group,
        col(Change.id) > last.scalar_subquery(),
    )
    if change.field != ADDED:
        now = _values(tx, change.noun, change.subject_id, [change.field])[change.field]
        if _plain(now) == change.new:
            return []
        rows = rows.where(col(Change.field) == change.field)
    since = tx.scalars(rows.order_by(col(Change.id))).all()
    return [histories.fact(tx, row) for row in (_standing(since) if change.field == ADDED else since)]


def former(
    tx: Session, team_id: int, noun: Noun, row_id: int, group: str, names: Collection[str]
) -> dict[str, Any]:
    """Return what fields of one thing held just before a group changed it, and lock it. Raises NotFound."""
    here = histories.is_about(team_id, noun, row_id)
    begun = select(func.min(col(Change.id))).where(*here, col(Change.group) == group)
    since = select(col(Change.field), col(Change.old)).where(
        *here, col(Change.field).in_(names), col(Change.id) >= begun.scalar_subquery()
    )
    values = _values(tx, noun, row_id, list(names))
    # Newest first: what the oldest one found is what stays.
    for field, old in tx.execute(since.order_by(desc(col(Change.id)))):
        values[field] = _typed(noun, field, old)
    return values


def _standing(rows: Sequence[Change]) -> list[Change]:
    """Leave out, of changes of one thing, those of fields that hold again what they held before all of them.

    Of a date the instant counts, not what stands beside it. Notes stand beside one another: each is left out
    with its own taking back.
    """
    by_field: dict[tuple[str, str | None], list[Change]] = defaultdict(list)
    for row in (one for one in rows if one.field not in BESIDE_DATES):
        note = (row.undoes or row.group) if row.field == NOTE else None
        by_field[row.field, note].append(row)
    standing = [row for those in by_field.values() if those[0].old != those[-1].new for row in those]
    return sorted(standing, key=attrgetter("id"))


def _apply_undo(tx: Session, act: facts.Act, change: facts.Change, values: dict[str, Any]) -> None:
    now = _values(tx, change.noun, change.subject_id, list(values))
    _set(tx, change.noun, change.subject_id, values, is_new_version=True)
    differ = {name: (now[name], value) for name, value in values.items() if now[name] != value}
    differ = differ or {change.field: (change.new, None)}
    _note(tx, act, change.noun, change.subject_id, differ, undoes=change.group)
    shown.stale(tx, change.noun, change.subject_id)
    if change.noun in (Noun.TASK, Noun.RISK):
        concerned = shown.concerned(tx, change.noun, change.subject_id)
        shown.stale_homes(tx, *concerned, now.get("owner_id"), _doer(act))
    if change.noun is Noun.TASK:
        heads.stale_of_finished(tx, now.get("done_by_id"), values.get("done_by_id"), now=act.now)
    if change.noun in CLOCKED:
        again(tx, act, change.noun, change.subject_id)


def again(tx: Session, act: facts.Act, noun: Noun, row_id: int) -> None:
    """Have what hangs on the clock of a thing, one of CLOCKED, worked out anew at once."""
    timers.set_(tx, act.team.id, f"{noun}.again", str(row_id), occurrence=act.group, due_at=act.now)


def _hold(tx: Session, *project_ids: int | None) -> None:
    for project_id in project_ids:
        if project_id is not None:
            projects.hold(tx, project_id)


def _doer(act: facts.Act) -> int | None:
    return act.member.id if act.member else None


def _reverse(change: facts.Change) -> dict[str, Any]:
    return {} if change.field == NOTE else {change.field: _typed(change.noun, change.field, change.old)}


def _values(tx: Session, noun: Noun, row_id: int, names: list[str]) -> dict[str, Any]:
    """Read fields of one row, sets included, and lock it. Raises NotFound.

    What was known of it is dropped: another transaction may have changed it before the lock was had.
    """
    _forget(tx, noun, row_id)
    table = table_of(TABLES[noun])
    row = tx.execute(select(table).where(table.c.id == row_id).with_for_update()).mappings().first()
    if row is None:
        raise NotFound(f"{noun} {row_id}")
    return {
        name: sets.read(tx, noun, row_id, name) if sets.is_set(noun, name) else row[name] for name in names
    }


def _set(
    tx: Session, noun: Noun, row_id: int, values: dict[str, Any], *, is_new_version: bool = False
) -> None:
    """Write fields of one row, sets included."""
    table = table_of(TABLES[noun])
    columns = {name: value for name, value in values.items() if not sets.is_set(noun, name)}
    if is_new_version and values and "version" in table.c:
        columns["version"] = table.c.version + 1
    if columns:
        tx.execute(update(table).where(table.c.id == row_id).values(columns))
    for name in values.keys() - columns.keys():
        sets.write(tx, noun, row_id, name, values[name])
    _forget(tx, noun, row_id)


def _forget(tx: Session, noun: Noun, row_id: int) -> None:
    if noun in REMEMBERED:
        known(tx, REMEMBERED[noun]).pop(row_id, None)
    if noun is Noun.CHANNEL:
        workspaces.forget(tx, row_id)


def _ordered(noun: Noun, name: str, value: Any) -> Any:
    return sorted(set(value)) if sets.is_set(noun, name) else value


def _dropped(noun: Noun, now: datetime) -> dict[str, Any]:
    match noun:
        case Noun.TASK:
            return {"status": TaskStatus.DROPPED, "drop_reason": ""}  # not as by a person, who gives one
        case Noun.RISK:
            return {"status": RiskStatus.DROPPED}
        case Noun.STANDUP | Noun.DIGEST:
            return {"stopped_at": now}
        case Noun.BLOCKER:
            return {"closed_at": now}
        case Noun.ABSENCE:
            return {"cancelled_at": now}
        case Noun.PROJECT:
            return {"dropped_at": now}
        case _:
            return {}


def _note(
    tx: Session,
    act: facts.Act,
    noun: Noun,
    row_id: int,
    differ: dict[str, tuple[Any, Any]],
    undoes: str | None = None,
) -> None:
    rows = [
        {
            "team_id": act.team.id,
            "group": act.group,
            "at": act.now,
            "member_id": _doer(act),
            "door": act.door,
            "noun": noun,
            "subject_id": row_id,
            "field": name,
            "old": _plain(old),
            "new": _plain(new),
            "undoes": undoes,
        }
        for name, (old, new) in differ.items()
    ]
    if rows:
        run(tx, _NOTE, rows)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _typed(noun: Noun, field: str, value: Any) -> Any:
    """Read what `_plain` wrote."""
    if sets.is_set(noun, field) or value is None:
        return value
    kind = table_of(TABLES[noun]).c[field].type.python_type
    return kind.fromisoformat(value) if issubclass(kind, datetime | date | time) else value
