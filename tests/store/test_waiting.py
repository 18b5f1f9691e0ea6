"""A command waits for what a loop is writing, and nothing else waits with it."""

import asyncio
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
@pytest.mark.parametrize("is_given_up", [False, True])
async def test_a_command_is_written_where_it_came_once_no_loop_writes_any_more(
    store: Store, is_given_up: bool
) -> None:
    long = asyncio.ensure_future(store.write(_thread))
    await asyncio.sleep(0)
    if is_given_up:
        long.cancel()
    await asyncio.wait([long])
    await store.write(_thread)  # behind it, where it was given up

    assert await store.within(20).write(_thread) is threading.current_thread()


def _thread(_: Session) -> threading.Thread:
    return threading.current_thread()
