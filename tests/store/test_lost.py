"""A database that lets go of every connection, as one does that is started again."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator

import psycopg
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from storage import seen, workspaces
from storage.db import Store
from tests.store.conftest import NOW


@pytest.fixture
def address(postgres: Callable[[str], str]) -> str:
    """The address of a PostgreSQL database of this test's own."""
    return postgres("migrated")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A store on it."""
    with Store(address) as store:
        yield store


def _end_all(address: str) -> None:
    here = make_url(address).set(drivername="postgresql")
    with psycopg.connect(here.set(database="postgres").render_as_string(hide_password=False)) as other:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        other.execute(ended, [here.database])


@pytest.mark.parametrize("fails", ["a read", "a write"])
async def test_one_call_fails_and_the_next_ones_have_new_connections(
    address: str, store: Store, fails: str
) -> None:
    def read() -> Awaitable[object]:
        return store.read(workspaces.find_team, "T1")

    all_at_once = threading.Barrier(3)
    await asyncio.gather(*(store.read(lambda _: all_at_once.wait(30)) for _ in range(3)))
    _end_all(address)

    with pytest.raises(OperationalError):
        await (read() if fails == "a read" else store.write(seen.is_new, "one", now=NOW))

    assert await asyncio.gather(*(read() for _ in range(6))) == [None] * 6
    assert await store.write(seen.is_new, "one", now=NOW) is True
