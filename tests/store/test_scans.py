"""No query of storage reads all of what grows for ever: each is asked, and the database says how it would."""

import contextlib
import dataclasses
import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

import pytest
from sqlalchemy import ColumnElement, event, literal_column
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

import storage
from commands.plan import operations as plan
from commands.plan.grammar import New
from storage import facts
from tests.store.conftest import NOW, Team
from tests.store.test_changes import add

GROWING = re.compile(
    r"SCAN (task|post|risk|change|notice|seen|answer|timer|member|project)(_\d+)?\b"
    r"(?! USING INDEX ix_timer_due)"
    r"|ix_notice_subject \(noun=\?\)"  # of one noun alone, which nearly all are
)
WHOLE = (
    "posts.move",  # a channel gets another id when its workspace is moved, once in years
    "notices.members_waiting",  # of thirty days, once at a start
    "timers.forget",  # of thirty days, once an hour
    *("timers.list_next", "standing.list_standing"),  # of thirty days, when whoever runs it asks
)


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Find each public function of storage that takes a transaction, by module and name."""
    for found in pkgutil.iter_modules(storage.__path__):
        module = importlib.import_module(f"storage.{found.name}")
        for name, one in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(one).parameters), "")
            if one.__module__ == module.__name__ and first == "tx" and not name.startswith("_"):
                yield f"{found.name}.{name}", one


def arguments(call: Callable[..., Any], team: Team) -> dict[str, Any]:
    """Make what a function takes beside its transaction. Raises KeyError where nobody knows how."""
    hints = typing.get_type_hints(call)
    wanted = list(inspect.signature(call).parameters.values())[1:]
    named = [one for one in wanted if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)]
    given = {one.name: one for one in named if "Any" not in str(hints[one.name])}
    plain = {one.name: "x" for one in named if one.default is one.empty}
    return plain | {name: value(hints[name], team) for name in given}


def value(kind: Any, team: Team) -> Any:
    """Make a value of an annotated kind; each id is 1."""
    inner = typing.get_args(kind)
    known: dict[Any, Any] = {
        int: 1,
        str: "x",
        bool: False,
        time: time(9),
        datetime: NOW,
        date: NOW.date(),
        timedelta: timedelta(1),
        Any: "x",
        facts.Act: team.act(team.ana),
        facts.Team: team.team,
        facts.Member: team.ana,
    }
    if typing.get_origin(kind) is Callable:
        raise KeyError(kind)
    if typing.get_origin(kind) is ColumnElement:
        return literal_column("1") == 1
    if inner and typing.get_origin(kind) in (types.UnionType, typing.Union):
        return value(inner[0], team)
    if len(inner) == 2 and inner[1] is not ...:
        return {value(inner[0], team): value(inner[1], team)}
    if inner:
        return [value(inner[0], team)]
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return next(iter(kind))
    if kind not in known and isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: value(hint, team) for name, hint in hints.items()})
    return known[kind]


def statements(tx: Session, call: Callable[..., Any], team: Team) -> list[tuple[str, Any]]:
    """Call a function, take back what it did, and return what it asked the database; [] if it cannot be."""
    heard: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, sql: str, given: Any, _context: Any, many: bool) -> None:
        if sql.startswith(("SELECT", "WITH", "UPDATE", "DELETE")) and not many:
            heard.append((sql, given))

    with contextlib.suppress(KeyError):
        given = arguments(call, team)
        inside = tx.begin_nested()
        tx.connection()
        event.listen(tx.get_bind(), "before_cursor_execute", note)
        with contextlib.suppress(Exception):  # what it asks for need not be there: it was asked for
            found = call(tx, **given)
            list(found) if inspect.isgenerator(found) else None
        event.remove(tx.get_bind(), "before_cursor_execute", note)
        inside.rollback()
    return heard


def planned(tx: Session, sql: str, given: Any) -> list[str]:
    """Return the steps in which the database would carry out a statement; [] of one that it refuses."""
    with contextlib.suppress(OperationalError):
        return [str(row[-1]) for row in tx.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)]
    return []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # PostgreSQL chooses by what the table holds
def test_no_query_reads_a_growing_table_whole(tx: Session, team: Team) -> None:
    plan.create(tx, New("Atlas", "atlas"), team.act(team.ana), team.atlas)
    add(tx, team, team.act(team.ana), project_id=1)

    asked = {name: statements(tx, call, team) for name, call in functions()}
    steps = {
        (name, step)
        for name, found in asked.items()
        for sql, given in found
        for step in planned(tx, sql, given)
    }

    assert sorted((name, step) for name, step in steps if GROWING.search(step) and name not in WHOLE) == []
    assert len([found for found in asked.values() if found]) > len(asked) * 2 / 3
