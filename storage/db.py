"""Transactions on SQLite or PostgreSQL: plain functions, most in a thread of their own. Knows no tables.

StoreError                what the database would not do
├── NotFound              no such row for this team
├── Conflict              another change got there first
│   └── TakenBack         the project that a thing is to belong to is no more
├── Duplicate             this payload was carried out before
└── TooLate               the caller's time was up; nothing was changed
"""

import asyncio
import contextlib
import functools
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    Executable,
    create_engine,
    create_pool_from_url,
    event,
    func,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.util import LRUCache
from sqlmodel import Session

from storage import letters, prepared
from storage.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")

LOCK_WAIT = 2  # seconds
_COMPILED: LRUCache[Any, Any] = LRUCache(2000)  # statements, for all SQLite engines of a process


class StoreError(Exception):
    """The database would not do it."""


class NotFound(StoreError):
    """There is no such row for this team."""


class Conflict(StoreError):
    """Another change got there first."""


class TakenBack(Conflict):
    """The project that a thing is to belong to was taken back a moment ago; says its name."""


class Duplicate(StoreError):
    """This payload was carried out before."""


class TooLate(StoreError):
    """The caller's time was up before COMMIT; nothing was changed."""


Wake = Callable[[str], None]


def wake(tx: Session, loop: str) -> None:
    """Have the loop named "timers" or "posts" look again once this transaction has committed."""
    tx.info.setdefault("wake", set()).add(loop)


def run(tx: Session, statement: Executable, given: Any = None) -> prepared.Rows:
    """Run a statement built on tables, straight on the connection.

    The way through the session costs half as much again, for objects that such a statement does not load.
    """
    connection: Connection = tx.info.get("connection") or tx.connection()
    return prepared.execute(connection, statement, given)


@contextlib.contextmanager
def savepoint(tx: Session) -> Iterator[None]:
    """Take back what is done within if it raises, and nothing else of the transaction."""
    with tx.begin_nested():
        tx.connection()  # only now is it set, and `run` would not wait for that
        yield


def is_busy(error: OperationalError) -> bool:
    """Tell whether a database refused because somebody else has it, and not because it cannot be written."""
    return any(word in str(error.orig) for word in ("locked", "lock timeout", "deadlock"))


@contextlib.contextmanager
def remembering(tx: Session) -> Iterator[None]:
    """Keep each row that is read, so that `tx` asks for none of them twice while this lasts."""
    kept: list[object] = []

    def keep(_: Session, row: object) -> None:
        kept.append(row)

    event.listen(tx, "loaded_as_persistent", keep)
    try:
        yield
    finally:
        event.remove(tx, "loaded_as_persistent", keep)


def leased_at(tx: Session, real: datetime) -> datetime:
    """Return the instant leases are judged by: the database's own where several machines share it."""
    if tx.get_bind().dialect.name != "postgresql":
        return real
    there: datetime = tx.scalars(select(func.clock_timestamp())).one()
    return there


class Store:
    """One database. `write` and `read` run a plain function in one transaction each."""

    def __init__(self, url: str, *, lock_wait: int = LOCK_WAIT) -> None:
        """Open `url` (sqlite:///… or postgresql+psycopg://…); connections are made when first used.

        A statement that has waited `lock_wait` seconds for what another transaction holds gives up.
        """
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        engine = _sqlite_engine if self.is_sqlite else _postgres_engine
        self.engine = engine(url, lock_wait)
        self._readers = _sqlite_engine(url, lock_wait, writes=False) if self.is_sqlite else self.engine
        self._unwaiting = _sqlite_engine(url, 0) if self.is_sqlite else None
        self._read_threads = ThreadPoolExecutor(3, thread_name_prefix="store-read")
        self._writer = Writer(1 if self.is_sqlite else 4)
        self.on_wake: Wake = lambda loop: None

    async def write(
        self, fn: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(tx, …)` in one transaction, behind every waiting command; for the loops."""
        return await self._write(lambda tx: fn(tx, *args, **kwargs), urgent=False)

    async def read(self, fn: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, …)` on one read snapshot; what it writes is refused or rolled back."""

        def run() -> T:
            with self._readers.connect() as connection, Session(connection, expire_on_commit=False) as tx:
                connection.begin()
                tx.info["connection"] = connection
                return fn(tx, *args, **kwargs)

        return await self._in_reader(run)

    async def glance(
        self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(connection, …)`, which asks for one row by a key with one prepared statement.

        On SQLite that takes less time than going to another thread and back, so it is done in this one.
        """
        if self._at_once is not None:
            return fn(self._at_once, *args, **kwargs)

        def run() -> T:
            with self._readers.connect() as connection:
                return fn(connection, *args, **kwargs)

        return await self._in_reader(run)

    @functools.cached_property
    def _at_once(self) -> Connection | None:
        """The connection that the event loop's own thread keeps to SQLite: it never waits for who writes."""
        return self._unwaiting.connect() if self._unwaiting is not None else None

    async def _in_reader(self, run: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._read_threads, run)

    def within(
        self,
        seconds: float,
        first: Callable[[Session], None] = lambda tx: None,
        is_refusal: Callable[[object], bool] = lambda outcome: False,
    ) -> "CallStore":
        """Return a store for one call that has `seconds` left; `first` opens its one write.

        That is rolled back where its outcome is a refusal.
        """
        return CallStore(self, time.monotonic() + seconds, first, is_refusal)

    async def _write(self, fn: Callable[[Session], T], *, urgent: bool) -> T:
        """Run `fn` in a writer's thread; on SQLite a command's in this one, unless somebody is writing now.

        It is a few rows: going to another thread and back would take a good part of their time.
        """
        woken: set[str] = set()

        def run(connection: Connection) -> T:
            with connection.begin(), Session(connection, expire_on_commit=False) as tx:
                tx.info["connection"] = connection
                result = fn(tx)
                tx.flush()
            woken.update(tx.info.get("wake", ()))
            return result

        def run_apart() -> T:
            with self.engine.connect() as connection:
                return run(connection)

        try:
            if urgent and self._at_once is not None:
                try:
                    return run(self._at_once)
                except OperationalError as error:
                    if not is_busy(error):  # which it only is before `fn` has run
                        raise
            return await self._writer.submit(run_apart, urgent=urgent)
        except IntegrityError as error:
            raise Conflict(str(error.orig)) from error
        finally:
            for name in woken:
                self.on_wake(name)

    def close(self) -> None:
        """Finish what runs and close every connection."""
        self._writer.close()
        self._read_threads.shutdown()
        self._readers.dispose()
        if self._unwaiting is not None:
            self._unwaiting.dispose()
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Refused(Exception):
    """A call's write came to nothing, and is rolled back; holds what it answers."""

    def __init__(self, outcome: Any) -> None:
        self.outcome = outcome


class CallStore:
    """The store as one call sees it: a deadline, and one write at most.

    `has_tried` once that was begun; `has_written` from its COMMIT on, and not where it was rolled back.
    """

    def __init__(
        self,
        store: Store,
        deadline: float,
        first: Callable[[Session], None],
        is_refusal: Callable[[object], bool],
    ) -> None:
        self._store = store
        self._deadline = deadline
        self._first = first
        self._is_refusal = is_refusal
        self.has_tried = self.has_written = False

    def begin_with(
        self, fn: Callable[Concatenate[Session, P], object], /, *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Run `fn(tx, …)` in this call's one transaction, before what it writes itself."""
        before = self._first

        def first(tx: Session) -> None:
            before(tx)
            fn(tx, *args, **kwargs)

        self._first = first

    async def write(
        self, fn: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(tx, …)` in this call's one transaction, before what the loops have waiting.

        Of what it refuses nothing is kept. Raises TooLate when the deadline passed before COMMIT, Duplicate
        when the payload is done.
        """
        if self.has_tried:
            raise AssertionError("a call is one transaction")
        self.has_tried = True

        def run(tx: Session) -> T:
            self._check()
            self._first(tx)
            outcome = fn(tx, *args, **kwargs)
            if self._is_refusal(outcome):
                raise _Refused(outcome)
            tx.flush()
            self._check()
            self.has_written = True  # before COMMIT: a call that is given up meanwhile does not stop it
            return outcome

        try:
            return await self._store._write(run, urgent=True)
        except _Refused as refused:
            outcome: T = refused.outcome
            return outcome
        except (StoreError, DBAPIError):  # COMMIT failed, if it came to that
            self.has_written = False
            raise

    async def read(self, fn: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, …)` on one read snapshot."""
        return await self._store.read(fn, *args, **kwargs)

    def _check(self) -> None:
        if time.monotonic() > self._deadline:
            raise TooLate


class _Reading(sqlite3.Connection):
    begin = "BEGIN"


class _Writing(sqlite3.Connection):
    begin = "BEGIN IMMEDIATE"


@functools.cache
def _sqlite_dialect() -> Dialect:
    """Return what all SQLite engines of a process speak: a statement is compiled once for them all."""
    engine = create_engine("sqlite://")
    engine.connect().close()  # it learns what the library can do
    engine.dispose()
    # Not the engine's event "begin": with a listener to any, each statement looks for listeners to five.
    engine.dialect.do_begin = lambda connection: connection.execute(connection.begin)  # type: ignore[assignment, method-assign]
    return engine.dialect


def _sqlite_engine(url: str, lock_wait: int, *, writes: bool = True) -> Engine:
    pool = create_pool_from_url(
        url,
        pool_size=1 if writes else 3,
        connect_args={
            "check_same_thread": False,
            "timeout": lock_wait,
            "isolation_level": None,
            "factory": _Writing if writes else _Reading,
        },
    )

    @event.listens_for(pool, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.create_function("plain", 1, letters.plain, deterministic=True)
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        if writes:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
        else:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    return Engine(pool, _sqlite_dialect(), make_url(url), execution_options={"compiled_cache": _COMPILED})


def _postgres_engine(url: str, lock_wait: int) -> Engine:
    return create_engine(url, pool_size=8, connect_args={"options": f"-c lock_timeout={lock_wait}s"})
