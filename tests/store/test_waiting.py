"""A command waits for what a loop, or another process, is writing, and nothing else waits with it."""

import asyncio
import sqlite3
import threading

import pytest
from sqlmodel import Session

from storage import seen, workspaces
from storage.db import Store
from tests.store.conftest import NOW


@pytest.mark.parametrize("is_given_up", [False, True])
async def test_the_store_is_read_while_a_command_waits_for_a_long_write(
    store: Store, is_given_up: bool
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def work(tx: Session) -> None:
        seen.insert(tx, "long", now=NOW)
        begun.set()
        assert may_end.wait(20)

    long = asyncio.ensure_future(store.write(work))
    await asyncio.to_thread(begun.wait, 20)
    if is_given_up:
        long.cancel()
    command = asyncio.ensure_future(store.within(20).write(seen.is_new, "long", now=NOW))
    read = await store.read(workspaces.find_team, "T1")
    was_ready = command.done()
    may_end.set()

    assert (read, was_ready) == (None, False)
    assert await command is False


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_command_waits_for_another_process_that_writes_and_nothing_else_does(store: Store) -> None:
    other = sqlite3.connect(str(store.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    command = asyncio.ensure_future(store.within(20).write(seen.is_new, "one", now=NOW))
    read = await store.read(workspaces.find_team, "T1")
    was_ready = command.done()
    other.execute("ROLLBACK")

    assert (read, was_ready) == (None, False)
    assert await command is True
    other.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_command_is_written_where_it_came_once_nobody_else_writes(store: Store) -> None:
    await store.write(_thread)

    assert await store.within(20).write(_thread) is threading.current_thread()


def _thread(_: Session) -> threading.Thread:
    return threading.current_thread()
