"""The SQL of one `/task add`: recorded from Muster, done again with nothing but sqlite3."""

import itertools
import json
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.stage import envelope
from bot.play import stage

ADD = "Renew the TLS certificate <@U0BEN|ben> by fri !high ~3h"
Step = tuple[str, list[Any], list[Any]]


async def record(database: Path) -> list[Step]:
    """Return the statements of an add, each with what it was given by two adds in a row."""
    heard: list[tuple[str, list[Any]]] = []

    def note(_c: Any, _cursor: Any, sql: str, given: Any, _context: Any, _many: bool) -> None:
        heard.append((sql, [list(one) if isinstance(one, tuple) else one for one in given]))

    def begun(connection: Any) -> None:
        only_reads = connection.connection.dbapi_connection.execute("PRAGMA query_only").fetchone()[0]
        heard.append(("BEGIN" if only_reads else "BEGIN IMMEDIATE", []))

    def committed(_: Any) -> None:
        heard.append(("COMMIT", []))

    def rolled_back(_: Any) -> None:
        heard.append(("ROLLBACK", []))

    runs = []
    async with stage(database) as here:
        for loop in here.muster._loops.values():
            await loop.stop()
        listened = (
            ("begin", begun),
            ("before_cursor_execute", note),
            ("commit", committed),
            ("rollback", rolled_back),
        )
        for number in range(4):
            if number == 2:
                for name, fn in listened:
                    event.listen(Engine, name, fn)
            await here.sandbox.core.sockets.exchange(*envelope("/task", ADD))
            runs.append(list(heard))
            heard.clear()
        for name, fn in listened:
            event.remove(Engine, name, fn)
    before, after = runs[2:]
    if [sql for sql, _ in before] != [sql for sql, _ in after]:
        raise RuntimeError("two adds did different things")
    return [(sql, old, new) for (sql, old), (_, new) in zip(before, after, strict=True)]


class Bare:
    """Does the recorded statements again on one connection, as a new add each time."""

    def __init__(self, database: str, recorded: str) -> None:
        self._steps: list[Step] = [tuple(step) for step in json.loads(recorded)]
        self._db = sqlite3.connect(database, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("PRAGMA foreign_keys=ON")
        self._count = itertools.count(1)

    def add(self) -> None:
        """Do one add."""
        number = next(self._count)
        fresh: dict[str, str] = {}
        for sql, old, new in self._steps:
            if new and isinstance(new[0], list):
                rows = [_next(was, is_, number, fresh) for was, is_ in zip(old, new, strict=True)]
                self._db.executemany(sql, rows)
            else:
                cursor = self._db.execute(sql, _next(old, new, number, fresh))
                if cursor.description:
                    cursor.fetchall()


def _next(old: list[Any], new: list[Any], number: int, fresh: dict[str, str]) -> list[Any]:
    return [_value(was, is_, number, fresh) for was, is_ in zip(old, new, strict=True)]


def _value(was: Any, is_: Any, number: int, fresh: dict[str, str]) -> Any:
    """Continue a row of two: numbers count on, words that differ are made up anew."""
    if was == is_:
        return is_
    if isinstance(is_, int):
        return is_ + number * (is_ - was)
    return fresh.setdefault(is_, secrets.token_hex(12))
