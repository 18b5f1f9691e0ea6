"""Statements that are compiled once, and run past what SQLAlchemy makes ready for one of any kind.

Making ready takes two to five times as long as SQLite takes to run a small one; a `/task add` has a dozen.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import BindParameter, Connection, Dialect, Executable, Result
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Given = Mapping[str, Any]
Rows = Result[*tuple[Any, ...]]


def execute(connection: Connection, statement: Executable, given: Given | list[Given] | None = None) -> Rows:
    """Run a statement that is built once, in the transaction begun on `connection`.

    `given`: its parameters by name; or a list of them, for a statement that returns no rows. Raises what
    SQLAlchemy raises.
    """
    names = given[0] if isinstance(given, list) else given
    prepared = _prepare(statement, connection.dialect, tuple(names or ()))
    if prepared is None:
        return connection.execute(statement, given)
    kind = connection.dialect.loaded_dbapi.Error
    try:
        return prepared.run(connection, given)
    except kind as error:
        raise DBAPIError.instance(prepared.sql, None, error, kind, dialect=connection.dialect) from error


class _Parameter(NamedTuple):
    name: str  # in the SQL
    key: str | None  # in what is given; None where its value is the statement's own
    turn: Callable[[Any], Any] | None  # makes of what is given what the database takes
    value: Any = None


class _Prepared:
    """A statement in the words of one database."""

    def __init__(self, compiled: SQLCompiler, dialect: Dialect, parameters: Sequence[_Parameter]) -> None:
        self.sql = compiled.string
        self._parameters = parameters
        self._names = None if compiled.positional else [each.name for each in parameters]
        columns = cast(Any, compiled.statement).exported_columns
        self._shape = SimpleResultMetaData(columns.keys())
        self._has_rows = bool(columns)
        turns = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._turns = turns if any(turns) else None

    def run(self, connection: Connection, given: Given | list[Given] | None) -> Rows:
        is_many = isinstance(given, list)
        values: Any = [self._bound(each) for each in given] if isinstance(given, list) else self._bound(given)
        cursor = connection.connection.cursor()
        try:
            for hear in connection.dispatch.before_cursor_execute:
                hear(connection, cursor, self.sql, values, None, is_many)
            (cursor.executemany if is_many else cursor.execute)(self.sql, values)
            rows = cursor.fetchall() if self._has_rows else []
        finally:
            cursor.close()
        return IteratorResult(self._shape, map(self._read, rows) if self._turns else iter(rows))

    def _bound(self, given: Given | None) -> Any:
        given = given or {}
        values = [
            value if key is None else turn(given[key]) if turn else given[key]
            for _, key, turn, value in self._parameters
        ]
        return dict(zip(self._names, values, strict=True)) if self._names else tuple(values)

    def _read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        turns = self._turns or ()
        return tuple([turn(value) if turn else value for turn, value in zip(turns, row, strict=True)])


@functools.lru_cache(1000)
def _prepare(statement: Executable, dialect: Dialect, names: tuple[str, ...]) -> _Prepared | None:
    """Compile a statement; None where its words depend on what it is given, as those of IN do."""
    compiled = cast(SQLCompiler, cast(Any, statement).compile(dialect=dialect, column_keys=list(names)))
    defaults: dict[str, Any] = {column.key: column.default for column in compiled.insert_prefetch}
    own = {key: default.arg for key, default in defaults.items() if default.is_scalar}
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    is_open = any(bind.required and bind.key not in {*names, *own} for bind in binds.values())
    if is_open or compiled.post_compile_params or len(own) < len(defaults):
        return None
    order = compiled.positiontup if compiled.positional else binds
    parameters = [_parameter(name, binds[name], names, own, dialect) for name in order or ()]
    return _Prepared(compiled, dialect, parameters)


def _parameter(
    name: str, bind: BindParameter[Any], names: Sequence[str], own: Given, dialect: Dialect
) -> _Parameter:
    turn = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.key in names:
        return _Parameter(name, bind.key, turn)
    value = own.get(bind.key, bind.value)
    return _Parameter(name, None, None, turn(value) if turn else value)
