"""A real Muster process, killed at every step and at random moments, frozen, and one of two."""

import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.faults.random_kills import CHANNELS, Toll, send_and_kill
from tests.faults.running import Site, crowd, site, until
from tests.world import find

MOST_STEPS = 60
POSTS, KILLS, SEED = 150, 4, 11


@pytest.fixture
async def alone(database: Path, tmp_path: Path) -> AsyncIterator[Site]:
    """A workspace with many channels, on SQLite."""
    async with site(f"sqlite:///{database}", tmp_path, CHANNELS) as here:
        yield here


@pytest.fixture
async def shared(postgres: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Site]:
    """The same on PostgreSQL, where several Musters may work."""
    async with site(postgres("migrated"), tmp_path, CHANNELS) as here:
        yield here


Play = Callable[[Site, str], Awaitable[None]]


async def each_death(here: Site, play: Play, least: int) -> AsyncIterator[list[str]]:
    """Play a scene, of more than `least` steps, to its last one, Muster killed one step later each time.

    Yields, once Muster has come back, the titles it was played with so far.
    """
    played: list[str] = []
    for step in range(1, MOST_STEPS):
        process = await here.start(str(step))
        await here.settle()
        yield played
        here.armed.touch()
        played.append(f"Move rack {step:03}")
        await play(here, played[-1])
        await here.control("clock", by="0m")
        here.armed.unlink()
        survived = process.is_alive()
        await here.kill(process)
        if survived:
            break
    assert survived, f"the scene has more than {MOST_STEPS} steps"
    assert step > least, "the scene has no steps worth the name"


async def mention(here: Site, title: str) -> None:
    """Have Ana ask for a task in a message."""
    await here.control("message", as_="ana", channel="#atlas", text=f"@muster task {title}")


async def scene(here: Site, title: str) -> None:
    """Have Ana add a task and Ben finish it from its card, whatever happens to Muster meanwhile."""
    await here.control("command", as_="ana", channel="#atlas", command="/task", text=title)
    await here.control("clock", by="0m")
    for message in list(here.sandbox.core.workspace.channels["C0ATLAS"].messages.values()):
        if title in message.text:
            pressed = find({"blocks": message.blocks}, "Done")
            await here.control("click", as_="ben", channel="#atlas", ts=message.ts, **pressed)


def tasks(database: Path, title: str) -> list[str]:
    """Return the status of each task of this title on record."""
    with sqlite3.connect(database) as db:
        return [row[0] for row in db.execute("SELECT status FROM task WHERE title = ?", (title,))]


async def test_killed_between_any_two_steps_nothing_is_lost_and_nothing_shows_twice(
    alone: Site, database: Path
) -> None:
    """Muster is killed (`kill -9`) before or after any COMMIT or request of a task's life.

    Happens: the next start takes up what was under way, looking in Slack for what may have been sent.
    Seen: each task on record has its one card; what was not on record yet was never shown.
    """
    async for played in each_death(alone, scene, 8):
        for title in played:
            stand = [card for card in alone.shown("C0ATLAS") if title in card]
            on_record = tasks(database, title)
            assert len(on_record) <= 1
            assert len(stand) == len(on_record), f"after {title}: {on_record}, {len(stand)} cards"
            assert "done" not in on_record or "Done by Ben Carter" in stand[0]


async def test_killed_between_any_two_steps_who_asked_in_a_message_is_answered_once(
    alone: Site, database: Path
) -> None:
    """Muster is killed (`kill -9`) before or after any COMMIT or request while it does what a mention asks.

    Happens: an answer is owed together with the change; the one with its words takes that one's place.
    Seen: one answer to each task on record; where the words are lost, it says that it was done.
    """
    async for played in each_death(alone, mention, 6):
        await alone.control("clock", by="1m")
        kept = [title for title in played for _ in tasks(database, title)]
        assert len(kept) == len({*kept})
        answers = [told for told in alone.told("U0ANA") if "Added" in told or "was done" in told]
        assert len(answers) == len(kept), f"{kept}, {answers}"


async def test_killed_at_random_moments_while_it_sends_nothing_is_lost_and_nothing_shows_twice(
    alone: Site,
) -> None:
    """Muster is killed (`kill -9`) at random moments while it sends.

    Happens: what was under way is looked for in Slack, twice, and sent only where it is not there.
    Seen: every message once. (150 messages and 4 kills here; 2,000 and 60 in `make bench`.)
    """
    toll = await send_and_kill(alone, POSTS, KILLS, SEED)

    assert toll == Toll(POSTS, lost=0, twice=0, kills=KILLS)


async def test_one_of_two_killed_while_it_sends_leaves_its_work_to_the_other_in_order(shared: Site) -> None:
    """One of two Musters on PostgreSQL is killed while it sends.

    Happens: the team is the other's as soon as the lease is over; it looks before it sends.
    Seen: every message once, and in each channel in the order in which they were owed.
    """
    first = await shared.start()
    shared.owe(POSTS, crowd(CHANNELS))
    await until(lambda: len(shared.shown("C00001")) > 1)
    await shared.start()

    await shared.kill(first)
    await until(lambda: sum(len(shared.shown(one)) for one in crowd(CHANNELS)) >= POSTS)
    await shared.settle()

    for channel in crowd(CHANNELS):
        numbers = [int(shown.removeprefix("Rack ")) for shown in shared.shown(channel)]
        assert numbers == sorted(set(numbers))
        assert len(numbers) in (POSTS // CHANNELS, POSTS // CHANNELS + 1)


@pytest.mark.parametrize(("step", "shown"), [("before chat.postMessage", 2), ("after chat.postMessage", 1)])
async def test_a_worker_frozen_for_longer_than_its_lease_may_show_one_message_twice(
    shared: Site, step: str, shown: int
) -> None:
    """A Muster is frozen past its lease, exactly between its last check and its request, while another runs.

    Happens: the other looks twice, finds nothing, and sends it; the frozen one wakes and sends it, too.
    Seen: that message twice; this is the one case that can be. Frozen at any other step: once.
    """
    pid = (await shared.start(step, "SIGSTOP")).pid
    assert pid is not None
    shared.armed.touch()
    shared.owe(1, ["C00001"])
    await until(lambda: is_stopped(pid))
    shared.armed.unlink()
    await shared.start()
    await until(lambda: state(shared.url) == "posted")

    os.kill(pid, signal.SIGCONT)
    await until(lambda: not is_stopped(pid))
    await shared.settle()

    assert shared.shown("C00001") == ["Rack 1"] * shown
    assert state(shared.url) == "posted"


def is_stopped(pid: int) -> bool:
    """Tell whether a process stands still."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def state(url: str) -> str:
    """Return the state of the one post on record."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found: str = connection.execute(text("SELECT state FROM post")).scalar_one()
    engine.dispose()
    return found
