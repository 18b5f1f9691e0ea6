"""Whoever owns a standup or a digest learns within a quarter of an hour that it did not happen."""

from pathlib import Path

import aiohttp
import pytest

from tests.faults.test_ticker import MONDAY_EVENING, set_up
from tests.world import Json, Person, World, unhurried, words

TUESDAY = "2026-10-27"


async def alarms(who: Person) -> list[str]:
    """Return the alarms somebody got."""
    return [words(one) for one in await who.dms() if "did not go as it should" in words(one)]


async def after(minutes: int, world: World) -> None:
    """Let minutes pass as they do, a few at a time."""
    for _ in range(0, minutes, 5):
        await world.clock(by="5m")


async def test_a_standup_missed_while_muster_was_down_is_told_to_its_owner(database: Path) -> None:
    """Muster is stopped over a standup's whole window.

    Happens: the prompts are skipped, as too late; the next day's are set.
    Seen: the thread names who was not asked; the standup's owner gets a direct message within 15 minutes.
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
        await after(15, world)
        told = await alarms(world.person("ana"))

    [alarm] = told
    assert "The standup of #atlas-standup, due Tue 27 Oct 04:00, did not go as it should." in alarm
    assert "Not asked in time: " in alarm
    assert "Dev Patel" in alarm


async def test_of_several_days_missed_the_owner_is_told_of_all_at_once(database: Path) -> None:
    """Muster is stopped from a Monday evening to the Friday night after.

    Happens: the first day's prompts are skipped, as too late; the days between were never set; the next is.
    Seen: one direct message to the standup's owner that names all four days.
    """
    async with unhurried(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        await world.clock(to=MONDAY_EVENING)
        await set_up(world)
        kept = first.sandbox.snapshot()

    start = first.clock.now().replace(day=30, hour=23)
    async with unhurried(database, start=start, snapshot=kept) as second, aiohttp.ClientSession() as session:
        world = World(second, session)
        await world.settle()
        await after(15, world)
        told = await alarms(world.person("ana"))

    [alarm] = told
    assert "The standup of #atlas-standup, due Tue 27 Oct 04:00, did not go as it should." in alarm
    assert "Nor did that of Wed 28 Oct, Thu 29 Oct, Fri 30 Oct." in alarm


@pytest.mark.parametrize("change", [{"archived": True}, {"bot_in": False}])
async def test_a_standup_whose_channel_takes_no_thread_is_told_to_its_owner(
    world: World, ana: Person, change: Json
) -> None:
    """A standup's channel is archived, or Muster removed from it, before the standup.

    Happens: the thread is held; people are asked, their answers wait for it.
    Seen: the prompts; the owner is told why the thread is not there. Once mended, thread and answers appear.
    """
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)
    await world.post("channel", channel="#atlas-standup", **change)

    await world.clock(to=f"{TUESDAY}T04:00:00+00:00")
    await after(15, world)
    told = await alarms(ana)
    await world.post("channel", channel="#atlas-standup", archived=False, bot_in=True)
    await world.settle()

    assert len(told) == 1
    assert "Why: " in told[0]
    assert "Standup Tue 27 Oct" in words((await world.channel("#atlas-standup").messages())[-1])


async def test_a_digest_nobody_can_be_shown_is_told_to_the_projects_lead_once(
    world: World, ana: Person
) -> None:
    """Slack refuses a digest for good.

    Happens: the edition is kept, its post is dead, with the reason.
    Seen: the project's lead is told within 15 minutes, once.
    """
    await ana.types("/project new Atlas")
    await ana.types("/digest setup #atlas tue 09:00", channel="#steering")
    await world.clock(to=f"{TUESDAY}T08:55:00+00:00")
    await world.post("faults", method="chat.postMessage", kind="refuse:invalid_arguments", times=1)

    await world.clock(to=f"{TUESDAY}T09:00:00+00:00")
    await after(30, world)

    [alarm] = await alarms(ana)
    assert "The digest of Atlas for #steering, due Tue 27 Oct 09:00, did not go as it should." in alarm
    assert "invalid_arguments" in alarm


async def test_a_digest_more_than_36_hours_late_is_not_sent_and_its_people_see_that(database: Path) -> None:
    """Muster is down when a digest is due, and for two days after.

    Happens: the issue is skipped, as too late; the next is set.
    Seen: one line in the channel that it did not go out; the project's lead is told by direct message.
    """
    async with unhurried(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        await world.person("ana").types("/project new Atlas")
        await world.person("ana").types("/digest setup #atlas tue 09:00", channel="#steering")
        kept = first.sandbox.snapshot()

    start = first.clock.now().replace(day=29, hour=9)
    async with unhurried(database, start=start, snapshot=kept) as second, aiohttp.ClientSession() as session:
        world = World(second, session)
        await world.settle()
        await after(15, world)
        shown = [words(one) for one in await world.channel("#steering").messages() if one.get("bot_id")]
        told = await alarms(world.person("ana"))

    assert len(shown) == 1
    assert "The digest of Atlas for Tue 27 Oct was not sent" in shown[0]
    assert len(told) == 1
