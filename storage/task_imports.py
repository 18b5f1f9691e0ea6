"""Files of tasks on their way in: their lines, how far each is, and what became of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update
from sqlmodel import Session, col

from storage import facts, posts
from storage.db import NotFound, run
from storage.import_facts import Count, Import, Line
from storage.models.task import Task
from storage.models.task_import import TaskImport, TaskImportLine
from storage.statements import columns_of, table_of
from storage.vocabulary import ImportState, Noun

KEPT = timedelta(days=30)
ENDED = (ImportState.CANCELLED, ImportState.DONE, ImportState.TAKEN_BACK)
_LINE = table_of(TaskImportLine)
_SETTLE = update(_LINE).where(_LINE.c.import_id == bindparam("of"), _LINE.c.place == bindparam("at_place"))


def add(
    tx: Session,
    act: facts.Act,
    name: str,
    channel_id: int | None,
    lines: Iterable[tuple[int, int | None, Mapping[str, str]]],
    *,
    doubtful: str = "",
    day_first: bool = True,
) -> int:
    """Keep a file: of each line its row as people count, its number and its cells. Return the file's id.

    `doubtful` is one of its days that could be two, as it stands there, or ""; `day_first` how such are read.
    """
    if act.member is None:
        raise NotFound("nobody brings it")
    row = {"team_id": act.team.id, "member_id": act.member.id, "channel_id": channel_id, "name": name[:255]}
    dates = {"doubtful": doubtful, "day_first": day_first}
    new = {"state": ImportState.CHECKING, "place": 0, "unlinked": 0, "at": act.now, **dates}
    made: int = tx.scalars(insert(TaskImport).values({**row, **new}).returning(col(TaskImport.id))).one()
    rows = [
        {
            "import_id": made,
            "place": place,
            "line": line,
            "number": number,
            "cells": dict(cells),
            "problem": "",
        }
        for place, (line, number, cells) in enumerate(lines)
    ]
    tx.execute(insert(_LINE), rows)
    return made


def get(tx: Session, import_id: int) -> Import:
    """Return a file. Raises NotFound."""
    found = find(tx, import_id)
    if found is None:
        raise NotFound(f"import {import_id}")
    return found


def find(tx: Session, import_id: int, *, to_change: bool = False) -> Import | None:
    """Return a file, locked where the database locks rows if it is to be changed; None when it is gone."""
    wanted = select(TaskImport).where(col(TaskImport.id) == import_id)
    wanted = wanted.with_for_update() if to_change else wanted
    row = tx.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    names = Import.__dataclass_fields__
    return None if row is None else Import(**{name: getattr(row, name) for name in names})


def find_of_group(tx: Session, team_id: int, group: str) -> Import | None:
    """Return the file whose tasks were made as one change group, None when the group made no file's."""
    found = select(col(TaskImport.id)).where(
        col(TaskImport.team_id) == team_id, col(TaskImport.group) == group
    )
    import_id = tx.scalars(found).one_or_none()
    return get(tx, import_id) if import_id is not None else None


def give_up(tx: Session, *, now: datetime) -> list[int]:
    """Cancel what nobody decided on within thirty days; return the ids of those files."""
    old = update(TaskImport).where(
        col(TaskImport.state) == ImportState.READY, col(TaskImport.at) < now - KEPT
    )
    return list(tx.scalars(old.values(state=ImportState.CANCELLED, at=now).returning(col(TaskImport.id))))


def forget(tx: Session, *, now: datetime, limit: int) -> bool:
    """Drop up to `limit` lines of a file that ended over thirty days ago, and with its last line the file.

    One whose message is still owed stays. False: there was nothing to drop.
    """
    old = select(col(TaskImport.id)).where(
        col(TaskImport.state).in_(ENDED),
        col(TaskImport.at) < now - KEPT,
        col(TaskImport.id).not_in(posts.unsettled(Noun.TASK_IMPORT)),
    )
    import_id = tx.scalars(old.order_by(col(TaskImport.id)).limit(1)).first()
    if import_id is None:
        return False
    mine = _LINE.c.import_id == import_id
    places = tx.scalars(select(_LINE.c.place).where(mine).order_by(_LINE.c.place).limit(limit)).all()
    tx.execute(delete(_LINE).where(mine, _LINE.c.place.in_(places)))
    if len(places) < limit:
        tx.execute(delete(TaskImport).where(col(TaskImport.id) == import_id))
    return True


def move(tx: Session, import_id: int, **values: Any) -> None:
    """Say how far a file is: state, place, group, unlinked, at; or how its dates are read: day_first."""
    tx.execute(update(TaskImport).where(col(TaskImport.id) == import_id).values(values))


def list_lines(tx: Session, import_id: int, *, after: int = 0, limit: int | None = None) -> list[Line]:
    """Return lines in their order, from the place `after` on."""
    return _list(tx, import_id, _LINE.c.place >= after, limit=limit)


def list_wrong(tx: Session, import_id: int, limit: int) -> list[Line]:
    """Return the first lines with something wrong."""
    return _list(tx, import_id, _LINE.c.problem != "", limit=limit)


def count(tx: Session, import_id: int) -> Count:
    """Count the lines of a file."""
    wrong = func.count().filter(_LINE.c.problem != "")
    table = table_of(Task)
    counted = (
        select(
            func.count(),
            wrong,
            func.count(_LINE.c.task_id),
            func.min(table.c.number),
            func.max(table.c.number),
        )
        .select_from(_LINE.outerjoin(table, table.c.id == _LINE.c.task_id))
        .where(_LINE.c.import_id == import_id)
    )
    return Count(*tx.execute(counted).one())


def list_good(tx: Session, import_id: int, limit: int | None = None) -> list[Line]:
    """Return the first lines with nothing wrong; None: all of them."""
    return _list(tx, import_id, _LINE.c.problem == "", limit=limit)


def settle(tx: Session, import_id: int, found: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Write down what became of some lines, by place: problem or task_id."""
    for place, values in found:
        run(tx, _SETTLE, {"of": import_id, "at_place": place, **values})


def list_twice(tx: Session, import_id: int) -> set[int]:
    """Return the numbers that stand more than once in a file."""
    rows = select(_LINE.c.number).where(_LINE.c.import_id == import_id, _LINE.c.number.is_not(None))
    return set(tx.scalars(rows.group_by(_LINE.c.number).having(func.count() > 1)))


def made_of(tx: Session, import_id: int, numbers: Collection[int]) -> list[int]:
    """Return the ids of the tasks made of the lines with these numbers."""
    rows = select(_LINE.c.task_id).where(
        _LINE.c.import_id == import_id, _LINE.c.number.in_(numbers), _LINE.c.task_id.is_not(None)
    )
    return list(tx.scalars(rows))


def _list(tx: Session, import_id: int, where: ColumnElement[bool], *, limit: int | None) -> list[Line]:
    # No objects of the session: they take long.
    rows = select(*columns_of(TaskImportLine, Line)).where(_LINE.c.import_id == import_id, where)
    return [Line(*row) for row in tx.execute(rows.order_by(_LINE.c.place).limit(limit))]
