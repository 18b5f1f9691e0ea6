"""What becomes of timers when Muster was away, or when one of them breaks."""

import sqlite3
from pathlib import Path

import aiohttp

from tests.world import Person, World, unhurried, words

MONDAY_EVENING = "2026-10-26T20:00:00+00:00"


async def set_up(world: World, channel: str = "#atlas-standup") -> None:
    """Give a channel a standup on Monday evening, so that Tuesday is its first day."""
    await world.person("ana").types("/standup setup mon-fri 09:30 4h", channel=channel)


async def test_a_prompt_due_while_muster_was_down_is_asked_late_within_its_window(database: Path) -> None:
    """Muster is down when prompts are due, and back within their window.

    Happens: they are asked late; those not due yet in time.
    Seen: one prompt each.
    """
    async with unhurried(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        await world.clock(to=MONDAY_EVENING)
        await set_up(world)
        kept = first.sandbox.snapshot()

    start = first.clock.now().replace(day=27, hour=11)
    async with unhurried(database, start=start, snapshot=kept) as second, aiohttp.ClientSession() as session:
        world = World(second, session)
        await world.settle()

        asked = {name: len(await world.person(name).dms()) for name in ("ana", "sam", "chiara", "dev", "ben")}

    assert asked == {"ana": 1, "sam": 1, "chiara": 1, "dev": 0, "ben": 0}


async def test_who_could_not_be_asked_in_time_is_named_in_the_thread(database: Path) -> None:
    """Muster is down until after a window.

    Happens: the prompt is skipped.
    Seen: who was not asked, in the thread.
    """
    async with unhurried(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        await world.clock(to=MONDAY_EVENING)
        await set_up(world)
        kept = first.sandbox.snapshot()

    start = first.clock.now().replace(day=27, hour=20)
    async with unhurried(database, start=start, snapshot=kept) as second, aiohttp.ClientSession() as session:
        world = World(second, session)
        await world.settle()

        head = words(await world.channel("#atlas-standup").last())

    assert "Standup Tue 27 Oct · 0 of 5 answered" in head
    assert "Dev Patel" in head


async def test_one_standup_that_breaks_does_not_stop_another(
    world: World, ana: Person, database: Path
) -> None:
    """One standup's timer cannot be carried out.

    Happens: its work is rolled back, the reason and the next try are on record; the others run.
    Seen: the other standup, in time.
    """
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)
    await set_up(world, channel="#atlas")
    with sqlite3.connect(database) as db:
        db.execute("UPDATE timer SET subject = '1:broken' WHERE id = (SELECT min(id) FROM timer)")

    await world.clock(to="2026-10-27T18:00:00+00:00")

    heads = [words(one) for one in await world.channel("#atlas").messages() if one.get("bot_id")]
    with sqlite3.connect(database) as db:
        failed = db.execute("SELECT attempts > 0, state FROM timer WHERE subject = '1:broken'").fetchone()
    assert any("Standup Tue 27 Oct" in head for head in heads)
    assert failed == (1, "due")
