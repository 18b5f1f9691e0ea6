"""Who is asked when, as people move, leave and come back; and when a day's thread closes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from tests.flows.standup_words import TUESDAY, WEDNESDAY, answer, direct, head, thread
from tests.world import Person, World, unhurried, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, set up on Monday after everybody's morning."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel="#atlas-standup")
    return world


async def test_who_moves_east_is_asked_on_the_clock_of_the_new_zone(standup: World, ben: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T02:00:00+00:00")

    await standup.post("member", as_="ben", tz="Europe/Lisbon")
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")

    assert len(await ben.dms()) == 1


async def test_who_moves_past_their_new_morning_before_being_asked_is_asked_at_once(
    standup: World, ben: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T12:00:00+00:00")

    await standup.post("member", as_="ben", tz="Asia/Tokyo")
    await standup.settle()

    asked = await ben.dms()
    assert len(asked) == 1
    assert "Open until Wed 28 Oct 01:00" in words(asked[0])


async def test_who_moves_west_after_being_asked_is_not_asked_twice_that_day_but_is_the_next(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")

    await standup.post("member", as_="ana", tz="America/New_York")
    await standup.clock(to=f"{TUESDAY}T15:00:00+00:00")
    on_the_day = [words(one) for one in await ana.dms() if words(one).startswith("The standup for")]
    await standup.clock(to=f"{WEDNESDAY}T13:31:00+00:00")

    assert len(on_the_day) == 1
    assert "Standup for #atlas-standup" in words((await ana.dms())[-1])
    assert "Wed 28 Oct" in words((await ana.dms())[-1])


async def test_who_comes_back_to_the_workspace_is_asked_again(standup: World) -> None:
    sam = standup.person("sam")
    await standup.post("member", as_="sam", deleted=True)
    await standup.clock(to=f"{TUESDAY}T12:00:00+00:00")

    await standup.post("member", as_="sam", deleted=False)
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    assert len(await sam.dms()) == 1


async def test_a_member_who_could_not_be_asked_does_not_close_the_day_for_others(
    database: Path, ana: Person, standup: World
) -> None:
    """Muster is down over Dev's whole window; Ana's begins an hour later."""
    kept, clock = standup.stage.sandbox.snapshot(), standup.stage.clock.now()
    copy = database.with_name("later.db")
    copy_of(database, copy)

    start = clock.replace(day=27, hour=8, minute=15)
    async with unhurried(copy, start=start, snapshot=kept) as second, aiohttp.ClientSession() as session:
        later = World(second, session)
        await later.clock(to=f"{TUESDAY}T09:45:00+00:00")

        shown = words(await head(later))

    assert "No answer from" not in shown
    assert "Could not be asked in time: Dev Patel" in shown
    assert "Asked: Ana Sousa, Chiara Rossi, Sam Okafor" in shown


async def test_a_member_who_is_away_in_the_west_does_not_put_the_close_off(
    standup: World, ana: Person, ben: Person
) -> None:
    await ben.types("/standup ooo until fri", channel="#atlas-standup")

    await standup.clock(to=f"{TUESDAY}T13:31:00+00:00")

    assert "Closed: 0 of 4 answered" in words((await thread(standup))[-1])


async def test_back_ends_this_absence_and_keeps_the_planned_ones(standup: World, ana: Person) -> None:
    await ana.types("/standup ooo until wed")
    await ana.types("/standup ooo from thu until fri")

    told = await ana.types("/standup back")
    await standup.clock(to="2026-10-30T20:00:00+00:00")

    assert "You are still away from Thu 29 Oct until Fri 30 Oct" in told
    shown = [words(one) for one in await ana.dms()]
    days = [*dict.fromkeys(one for one in shown if "tandup for #" in one and not one.startswith("Reminder"))]
    assert ["Tue 27 Oct" in days[0], "Wed 28 Oct" in days[1], len(days)] == [True, True, 2]


def copy_of(database: Path, copy: Path) -> None:
    """Copy a database that is open."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


async def test_a_status_that_speaks_of_absence_is_asked_about_and_set_only_when_confirmed(
    standup: World,
) -> None:
    sam = standup.person("sam")
    await standup.post("member", as_="sam", status_text="Vacation", status_until="2026-10-29T23:59:00+00:00")
    await standup.settle()
    question = (await sam.dms())[-1]
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    unconfirmed = [one for one in await sam.dms() if "Standup for" in words(one)]

    told = await sam.presses("Away until Thu 29 Oct", question, channel=await direct(standup, "sam"))
    await standup.clock(to=f"{WEDNESDAY}T20:00:00+00:00")

    assert 'Your Slack status says "Vacation" until Thu 29 Oct. Are you away?' in words(question)
    assert len(unconfirmed) == 1
    assert "Away until Thu 29 Oct" in told
    assert [one for one in await sam.dms() if "Wed 28 Oct" in words(one)] == []


async def test_the_same_status_is_asked_about_once(standup: World) -> None:
    for _ in range(2):
        await standup.post("member", as_="sam", status_text="OOO", status_emoji=":palm_tree:")
    await standup.settle()

    asked = await standup.person("sam").dms()
    assert [words(one).count("Are you away?") for one in asked] == [1]


async def test_who_is_not_to_be_disturbed_is_reminded_when_that_is_over(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T11:00:00+00:00")
    await standup.post("member", as_="ana", snooze=f"{TUESDAY}T12:30:00+00:00")

    await standup.clock(to=f"{TUESDAY}T12:29:00+00:00")
    assert len(await ana.dms()) == 1
    await standup.clock(to=f"{TUESDAY}T12:31:00+00:00")

    assert "is open until Tue 27 Oct 13:30" in words((await ana.dms())[-1])
    assert len(await ana.dms()) == 2


async def test_who_answers_while_not_to_be_disturbed_is_not_reminded(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T11:00:00+00:00")
    await standup.post("member", as_="ana", snooze=f"{TUESDAY}T12:30:00+00:00")
    await standup.clock(to=f"{TUESDAY}T12:15:00+00:00")

    await answer(ana, "Signed the contract", "Plan the cutover")
    await standup.clock(to=f"{TUESDAY}T13:29:00+00:00")

    assert len(await ana.dms()) == 1


async def test_nobody_is_reminded_of_a_window_that_ends_before_they_may_be_disturbed(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T11:00:00+00:00")
    await standup.post("member", as_="ana", snooze=f"{TUESDAY}T15:00:00+00:00")

    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert [one for one in await ana.dms() if "is open until" in words(one)] == []


async def test_a_reminder_waits_for_the_end_of_ones_own_quiet_hours(standup: World, ana: Person) -> None:
    await ana.types("/task quiet 11:00-12:30")

    await standup.clock(to=f"{TUESDAY}T12:29:00+00:00")
    assert len(await ana.dms()) == 1
    await standup.clock(to=f"{TUESDAY}T12:31:00+00:00")

    assert "is open until Tue 27 Oct 13:30" in words((await ana.dms())[-1])


async def test_whose_window_is_over_reads_so_while_the_day_is_open_for_others(standup: World) -> None:
    dev = standup.person("dev")
    await standup.clock(to=f"{TUESDAY}T07:59:00+00:00")
    in_time = words((await dev.dms())[0])

    await standup.clock(to=f"{TUESDAY}T08:01:00+00:00")

    assert "Open until Tue 27 Oct 13:30" in in_time
    assert "The standup for #atlas-standup closed on Tue 27 Oct 13:30." in words((await dev.dms())[0])
    assert "Answer" in words(await head(standup))
