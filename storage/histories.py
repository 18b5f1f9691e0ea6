"""What was changed, as it is on record: who set which field of what, newest or oldest first."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    desc,
    func,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import facts, people
from storage.db import run
from storage.models.history import Change
from storage.statements import table_of
from storage.vocabulary import Noun

UNDO_WINDOW = timedelta(minutes=10)
Scope = Mapping[Noun, Collection[str] | None]  # the nouns that count, each by which fields; None: by any
ALL: Scope = dict.fromkeys(Noun)


def last_group(tx: Session, team_id: int, member_id: int, *, now: datetime, of: Scope = ALL) -> str | None:
    """Return the newest change group a member made in the last ten minutes and did not take back.

    `of`: one that changed any thing of these nouns, in one of their fields.
    """
    given = {"team": team_id, "member": member_id, "since": now - UNDO_WINDOW}
    return run(tx, _LAST, {**given, **_given(of)}).scalar()


def group_before(tx: Session, act: facts.Act, group: str, *, of: Scope = ALL) -> str | None:
    """Return the caller's change group that `last_group` would find without `group` and all since."""
    if act.member is None:
        return None
    given = {"team": act.team.id, "member": act.member.id, "since": act.now - UNDO_WINDOW, "group": group}
    return run(tx, _BEFORE, {**given, **_given(of)}).scalar()


def _given(of: Scope) -> dict[str, list[Any]]:
    return {
        "nouns": [noun for noun, fields in of.items() if fields is None],
        "fields": [(noun, field) for noun, fields in of.items() for field in fields or ()],
    }


def _last() -> Select[Any]:
    change, older, undoing = table_of(Change), table_of(Change).alias(), table_of(Change).alias()
    team: BindParameter[int] = bindparam("team")
    member: BindParameter[int] = bindparam("member")
    since: BindParameter[datetime] = bindparam("since")
    nouns: BindParameter[Noun] = bindparam("nouns", expanding=True)
    fields: BindParameter[tuple[Noun, str]] = bindparam("fields", expanding=True)
    # Whatever was done before the newest of what is too old is too old as well, and not read.
    before = select(older.c.id).where(
        older.c.team_id == team, older.c.member_id == member, older.c.at < since
    )
    rows = select(change.c.group).where(
        *(change.c.team_id == team, change.c.member_id == member, change.c.at >= since),
        change.c.id > func.coalesce(before.order_by(older.c.id.desc()).limit(1).scalar_subquery(), 0),
        change.c.undoes.is_(None),
        or_(change.c.noun.in_(nouns), tuple_(change.c.noun, change.c.field).in_(fields)),
        ~select(undoing.c.id).where(undoing.c.undoes == change.c.group).exists(),
    )
    return rows.order_by(change.c.id.desc()).limit(1)


_OF_GROUP = table_of(Change).alias()
_LAST = _last()
_BEFORE = _LAST.where(
    table_of(Change).c.id
    < select(func.min(_OF_GROUP.c.id)).where(_OF_GROUP.c.group == bindparam("group")).scalar_subquery()
)


def list_group(
    tx: Session, team_id: int, group: str, about: tuple[Noun, int] | None = None
) -> list[facts.Change]:
    """Return the changes of one group (of one thing of it), first to last; [] when there is no such group."""
    here = is_about(team_id, *about) if about else ()
    rows = select(Change).where(*here, *_of_group(team_id, group))
    return [fact(tx, row) for row in tx.scalars(rows.order_by(col(Change.id)))]


def list_subjects(tx: Session, team_id: int, group: str, noun: Noun, most: int) -> list[int]:
    """Return the ids of up to `most` things of a noun that one group changed."""
    rows = select(col(Change.subject_id)).where(*_of_group(team_id, group), col(Change.noun) == noun)
    return list(tx.scalars(rows.distinct().limit(most)))


def list_about(tx: Session, team_id: int, noun: Noun, row_id: int, limit: int = 50) -> list[facts.Change]:
    """Return what changed on one thing, newest first."""
    rows = select(Change).where(*is_about(team_id, noun, row_id))
    return [fact(tx, row) for row in tx.scalars(rows.order_by(desc(col(Change.id))).limit(limit))]


def find_newest(
    tx: Session, team_id: int, noun: Noun, row_id: int, fields: Collection[str]
) -> facts.Change | None:
    """Return the newest change of any of these fields of one thing that holds; None when none ever changed.

    What was taken back does not count, nor that it was.
    """
    given = {"team": team_id, "noun": noun, "subject": row_id, "fields": tuple(fields)}
    newest = run(tx, _NEWEST, given).first()
    return fact(tx, newest) if newest else None


def _newest() -> Select[Any]:
    change, undoing = table_of(Change), table_of(Change).alias()
    team: BindParameter[int] = bindparam("team")
    noun: BindParameter[Noun] = bindparam("noun")
    subject: BindParameter[int] = bindparam("subject")
    fields: BindParameter[str] = bindparam("fields", expanding=True)
    undone = select(undoing.c.undoes).where(
        *(undoing.c.team_id == team, undoing.c.noun == noun, undoing.c.subject_id == subject),
        undoing.c.undoes.is_not(None),
    )
    rows = select(change).where(
        *(change.c.team_id == team, change.c.noun == noun, change.c.subject_id == subject),
        change.c.field.in_(fields),
        change.c.undoes.is_(None),
        change.c.group.not_in(undone),
    )
    return rows.order_by(change.c.id.desc()).limit(1)


_NEWEST = _newest()


def list_between(
    tx: Session, team_id: int, noun: Noun, since: datetime, until: datetime
) -> list[facts.Change]:
    """Return what changed on all things of a noun after `since` up to `until` (UTC), first to last."""
    rows = select(Change).where(
        col(Change.team_id) == team_id,
        col(Change.noun) == noun,
        col(Change.at) > since,
        col(Change.at) <= until,
    )
    return [fact(tx, row) for row in tx.scalars(rows.order_by(col(Change.id)))]


def is_undone(tx: Session, team_id: int, group: str, *of: ColumnElement[bool]) -> bool:
    """Tell whether a group was taken back, whole or in part; `of`: the part that meets these conditions."""
    undoing = select(col(Change.id)).where(_of_team(team_id), col(Change.undoes) == group, *of)
    return tx.scalars(undoing.limit(1)).first() is not None


def count_undone(tx: Session, team_id: int, group: str, noun: Noun) -> int:
    """Count the things of a noun in which what a group changed was taken back."""
    those = select(func.count(col(Change.subject_id).distinct()))
    return tx.scalars(
        those.where(_of_team(team_id), col(Change.undoes) == group, col(Change.noun) == noun)
    ).one()


def is_undone_whole(tx: Session, team_id: int, group: str) -> bool:
    """Tell whether nothing is left that a group changed and that was not taken back with it."""
    undoing = aliased(Change)
    back = select(col(undoing.id)).where(
        *(col(undoing.team_id) == team_id, col(undoing.undoes) == group),
        *(col(undoing.noun) == col(Change.noun), col(undoing.subject_id) == col(Change.subject_id)),
    )
    left = select(col(Change.id)).where(*_of_group(team_id, group), ~back.exists())
    return tx.scalars(left.limit(1)).first() is None


def is_of_rest(table: Table, team_id: int, part: Collection[facts.Change]) -> ColumnElement[bool]:
    """Return the condition that a row of `table` is about what a group changed beside this part of it.

    `table` has noun and subject_id. The rest may be thousands of things, so they are not listed.
    """
    change, group = table_of(Change), next(iter(part)).group
    changed = select(change.c.id).where(
        *(change.c.team_id == team_id, change.c.group == group),
        *(change.c.noun == table.c.noun, change.c.subject_id == table.c.subject_id),
    )
    ids: dict[Noun, set[int]] = defaultdict(set)
    for row in part:
        ids[row.noun].add(row.subject_id)
    own = (and_(table.c.noun == noun, table.c.subject_id.in_(those)) for noun, those in ids.items())
    return and_(changed.correlate(table).exists(), not_(or_(*own)))


def _of_team(team_id: int) -> ColumnElement[bool]:
    """Return the condition that a change is of a team, for no index: by one SQLite reads them all."""
    return func.coalesce(col(Change.team_id), 0) == team_id


def _of_group(team_id: int, group: str) -> tuple[ColumnElement[bool], ...]:
    return _of_team(team_id), col(Change.group) == group


def is_about(team_id: int, noun: Noun, row_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a change is of one thing."""
    return col(Change.team_id) == team_id, col(Change.noun) == noun, col(Change.subject_id) == row_id


def fact(tx: Session, row: Change | Row[Any]) -> facts.Change:
    """Turn a row into the value that leaves the transaction."""
    return facts.Change(
        group=row.group,
        at=row.at,
        member=people.get(tx, row.member_id) if row.member_id else None,
        door=row.door,
        noun=row.noun,
        subject_id=row.subject_id,
        field=row.field,
        old=row.old,
        new=row.new,
        undoes=row.undoes,
    )
