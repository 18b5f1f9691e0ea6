"""What becomes of calls, timers and posts while the database cannot be written to."""

import asyncio
import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlmodel import Session

from tests.faults.running import until
from tests.faults.test_incoming import LINE, count
from tests.faults.test_ticker import MONDAY_EVENING, set_up
from tests.world import Json, Person, World, words

TEN = 10.0  # seconds
MOST = 200  # tasks until a disk with no free page is full


async def tell(world: World, pragma: str) -> None:
    """Set something on each of Muster's writing connections."""
    store = world.stage.store

    def set_(connection: Connection | None) -> None:
        assert connection is not None
        connection.connection.cursor().execute(f"PRAGMA {pragma}")

    def set_apart() -> None:
        with store.engine.connect() as connection:
            set_(connection)

    set_(store._at_once)
    await store._writer.submit(set_apart, urgent=True)


async def types(world: World, line: str) -> str:
    """Have Ana type a line without waiting for what follows; return what only she sees."""
    command, _, text = line.partition(" ")
    answer = await world.post("command", as_="ana", channel="#atlas", command=command, text=text)
    assert answer["ok"], answer
    return words(answer["ephemerals"][-1])


async def test_a_database_locked_for_ten_seconds_refuses_commands_and_delays_the_rest(
    world: World, ana: Person, database: Path
) -> None:
    """The database is locked for ten seconds by another program.

    Happens: each command is rolled back after two seconds; timers and posts wait and go on by themselves.
    Seen: "That took too long, and nothing was changed"; the standup comes ten seconds late, once.
    """
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)
    blocker = sqlite3.connect(database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    until = time.monotonic() + TEN

    moving = asyncio.create_task(world.clock(to="2026-10-27T09:31:00+00:00"))
    answers = []
    while time.monotonic() < until:
        answers.append(await types(world, LINE))
    blocker.execute("ROLLBACK")
    blocker.close()
    await moving
    added = await ana.types(LINE)

    assert all("took too long, and nothing was changed" in answer for answer in answers)
    assert "Order the racks" in added
    assert count(database, "task") == 1
    assert len(await ana.dms()) == 1


@pytest.mark.parametrize(
    ("broken", "mended"),
    [("query_only=ON", "query_only=OFF"), ("max_page_count=1", "max_page_count=1000000")],
)
async def test_a_database_that_cannot_be_written_says_so_and_catches_up_when_it_can(
    world: World, ana: Person, database: Path, broken: str, mended: str
) -> None:
    """The database is read-only, or its disk is full.

    Happens: nothing is written, so nothing is sent; what was due is done once it can be written.
    Seen: commands say that Muster cannot write to its database; the standup comes late, once.
    """
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)
    await tell(world, broken)

    answers = [await types(world, LINE)]
    while "Added" in answers[-1] and len(answers) < MOST:  # a full disk has room in pages begun before
        answers.append(await types(world, LINE))
    moving = asyncio.create_task(world.clock(to="2026-10-27T09:31:00+00:00"))
    answers.append(await types(world, LINE))
    await tell(world, mended)
    await moving

    refused = [answer for answer in answers if "Added" not in answer]
    assert refused
    assert all("Muster cannot write to its database at the moment, and nothing" in one for one in refused)
    assert count(database, "task") == len(answers) - len(refused)
    assert len(await ana.dms()) == 1


async def test_what_somebody_wrote_and_could_never_be_taken_in_comes_back_to_them(
    world: World, ana: Person
) -> None:
    """Taking in what somebody wrote fails, and Slack's three further deliveries fail, too.

    Happens: the last failure is acknowledged and logged with a reference and the text.
    Seen: a direct message with what they wrote, that nothing was saved, and the reference.
    """
    event = {"type": "message", "user": "U0ANA", "channel": "C0ATLAS", "text": "done T-1", "ts": "1.000000"}
    payload: Json = {
        "type": "event_callback",
        "team_id": "T0ATLAS",
        "api_app_id": "A0MUSTER",
        "event": event,
        "event_id": "Ev1",
        "event_time": 1,
    }
    await tell(world, "query_only=ON")

    world.misses_answers()
    world.stage.sandbox.app.deliver.tell(payload)
    await world.clock(by="10m")
    await tell(world, "query_only=OFF")

    [told] = [words(one) for one in await ana.dms()]
    assert "Muster could not take in what you wrote, and nothing was saved: “done T-1”" in told
    assert "quote reference" in told


async def test_a_line_whose_project_is_taken_back_at_that_moment_says_which_and_is_kept(
    world: World, ana: Person
) -> None:
    """A project is taken back at the very moment at which somebody else makes a task in its channel.

    Happens: the task is not made.
    Seen: which project is no more, that nothing was saved, and what was typed.
    """
    await ana.types("/project new Beacon")
    store, is_held, may_go = world.stage.store, threading.Event(), threading.Event()

    def hold(_: Session) -> None:
        is_held.set()
        may_go.wait(6 * TEN)

    async def waiting(line: str, count: int) -> asyncio.Task[str]:
        typed = asyncio.create_task(types(world, line))
        async with asyncio.timeout(5 * TEN):
            while len(store._writer._urgent) < count:
                await world.get("state")
        return typed

    holding = asyncio.create_task(store.write(hold))
    await asyncio.to_thread(is_held.wait, TEN)  # before that, what is typed would go first
    undone = await waiting("/project undo", 1)
    added = await waiting("/task Order the racks & cables", 2)
    may_go.set()
    await holding
    assert "Taken back" in await undone
    told = await added

    assert "The project Beacon is no more: it was taken back a moment ago. Nothing was saved." in told
    assert "/task Order the racks &amp; cables" in told
    assert "Order the racks" not in await ana.types("/task list")


@contextlib.contextmanager
def unreadable(database: Path) -> Iterator[None]:
    """Lose what the reply to a task of nobody looks up, and give it back."""
    with sqlite3.connect(database) as db:
        db.execute("ALTER TABLE member_skill RENAME TO lost")
    yield
    with sqlite3.connect(database) as db:
        db.execute("ALTER TABLE lost RENAME TO member_skill")


async def test_what_was_done_is_not_called_undone_where_only_its_answer_fails(
    world: World, ana: Person, database: Path
) -> None:
    """What a reply needs to know cannot be read, once the change is committed.

    Happens: the change stays; the failure is in the log.
    Seen: that it was done, and that only the answer to it failed.
    """
    with unreadable(database):
        told = await types(world, "/task Order the racks @nobody")

    assert told.startswith("What you asked for was done; only the answer to it failed.")
    assert count(database, "task") == 1


async def test_who_asked_in_a_message_hears_that_it_was_done_where_only_the_answer_fails(
    world: World, ana: Person, database: Path
) -> None:
    """What the answer to a mention needs to know cannot be read, once the change is committed.

    Happens: the change stays, and an answer that needs nothing more is owed.
    Seen: in a direct message, that it was done, and that only the answer to it failed.
    """
    with unreadable(database):
        line = "@muster task Order the racks @nobody"
        await world.post("message", as_="ana", channel="#atlas", text=line)
        await until(lambda: count(database, "post WHERE kind = 'answer'") == 1)
    await world.settle()

    assert "What you asked for was done; only the answer" in words((await ana.dms())[-1])
    assert count(database, "task") == 1


async def test_where_the_words_of_an_answer_cannot_be_kept_it_says_that_it_was_done(
    world: World, ana: Person, database: Path
) -> None:
    """The database takes the change that a mention asks for, but not the words of the answer to it.

    Happens: what was owed with the change is sent instead; a second copy of the event is nothing.
    Seen: half a minute later, in a direct message, that it was done, and that only the answer to it failed.
    """
    with sqlite3.connect(database) as db:
        db.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON post WHEN NEW.reason = 'answered' "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )

    await ana.writes("@muster task Order the racks by fri")
    await world.clock(by="1m")

    [told] = [words(one) for one in await ana.dms()]
    assert "What you asked for was done; only the answer" in told
    assert count(database, "task") == 1
