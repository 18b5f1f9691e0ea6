"""Whose time came while the standup was paused, while they were away or Muster asleep, and what they miss."""

from datetime import datetime

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, head
from tests.world import Person, World, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, on the Tuesday morning before it asks in Lisbon."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await world.clock(to=f"{TUESDAY}T09:00:00+00:00")
    return world


async def asked(who: Person) -> list[str]:
    """Return the messages that ask somebody for a standup."""
    return [shown for one in await who.dms() if (shown := words(one)).startswith("*Standup for")]


async def test_a_question_held_over_its_window_while_muster_sleeps_is_said_to_be_missed(
    world: World, ana: Person
) -> None:
    await world.person("chiara").types("/task quiet 18:00-12:00")
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await world.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = words(await head(world))

    world.stage.clock.move(datetime.fromisoformat(f"{TUESDAY}T12:45:00+00:00"))  # past her whole window
    await world.settle()

    shown = words(await head(world))
    assert "Chiara Rossi (12:00 Rome)" in before.split("Asked later: ")[1]
    assert "Chiara Rossi" not in shown.split("Asked later: ")[1].split("\n")[0]
    assert "Could not be asked in time: Chiara Rossi" in shown


async def test_who_comes_back_before_their_window_is_over_is_asked_at_once(
    standup: World, ana: Person
) -> None:
    await ana.types("/standup ooo")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = await asked(ana)

    told = await ana.types("/standup back")

    assert before == []
    assert "Welcome back. You are asked for today's standup now." in told
    [one] = await asked(ana)
    assert "Open until Tue 27 Oct 13:30" in one
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")
    [next_day] = await asked(ana)
    assert "Wed 28 Oct" in next_day


async def test_who_takes_an_absence_back_before_their_window_is_over_is_asked_at_once(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:28:00+00:00")
    await ana.types("/standup ooo")
    await standup.clock(to=f"{TUESDAY}T09:32:00+00:00")

    await ana.types("/standup undo")
    await standup.settle()

    assert len(await asked(ana)) == 1


async def test_who_comes_back_after_their_window_is_asked_the_next_day(standup: World, ana: Person) -> None:
    await ana.types("/standup ooo")
    await standup.clock(to=f"{TUESDAY}T13:45:00+00:00")

    told = await ana.types("/standup back")

    assert "The next standup asks you again" in told
    assert await asked(ana) == []


async def test_a_question_held_into_an_absence_that_ends_in_time_is_asked_then(
    standup: World, ana: Person
) -> None:
    await ana.types("/task quiet 18:00-10:30")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    await ana.types("/standup ooo")
    await standup.clock(to=f"{TUESDAY}T11:00:00+00:00")

    await ana.types("/standup back")

    assert len(await asked(ana)) == 1


@pytest.mark.parametrize("until", ["", " until fri"])
async def test_a_standup_resumed_before_todays_is_over_asks_whom_it_passed_over(
    standup: World, ana: Person, ben: Person, until: str
) -> None:
    await ana.types(f"/standup pause{until}", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = await asked(ana)

    told = await ana.types("/standup resume", channel=PLACE)

    assert before == []
    assert "Today's is still open for 2 people, who are asked now." in told
    assert len(await asked(ana)) == 1
    assert await asked(ben) == []
    await standup.clock(to=f"{TUESDAY}T13:31:00+00:00")
    assert len(await asked(ben)) == 1


async def test_a_question_held_into_a_pause_is_not_said_to_come_and_is_asked_once_it_is_over(
    standup: World, ana: Person
) -> None:
    await ana.types("/task quiet 18:00-10:30")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    await ana.types("/standup pause", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T11:00:00+00:00")
    paused = words(await head(standup))

    await ana.types("/standup resume", channel=PLACE)

    assert "Asked later" not in paused
    assert len(await asked(ana)) == 1


async def test_a_pause_that_is_taken_back_in_time_asks_whom_it_passed_over_and_nobody_twice(
    standup: World, ana: Person
) -> None:
    sam = standup.person("sam")
    await answer(sam, "", "Racks")
    await standup.clock(to=f"{TUESDAY}T09:28:00+00:00")
    await ana.types("/standup pause", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T09:32:00+00:00")

    await ana.types("/standup undo", channel=PLACE)
    await standup.settle()

    assert len(await asked(ana)) == 1
    assert await asked(sam) == []


async def test_who_joins_a_paused_standup_after_their_time_is_asked_the_next_day(
    standup: World, ana: Person
) -> None:
    dana = standup.person("dana")
    await standup.post("member", as_="dana", tz="Europe/Lisbon")
    await ana.types("/standup pause", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    await standup.post("channel", channel=PLACE, join="dana")
    await standup.settle()

    await ana.types("/standup resume", channel=PLACE)
    today = await asked(dana)
    await standup.clock(to=f"{WEDNESDAY}T10:00:00+00:00")

    assert [today, len(await asked(dana))] == [[], 1]


async def test_what_several_standups_asked_while_somebody_was_away_comes_in_one_message(
    standup: World, ana: Person
) -> None:
    await ana.types("/standup setup mon-fri 09:45 4h", channel="#atlas")
    await ana.types("/standup setup mon-fri 10:30 4h", channel="#steering")
    await ana.types("/standup ooo")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")

    await ana.types("/standup back")

    [one] = await asked(ana)
    assert one.count("Open until") == 3


@pytest.mark.parametrize("at", ["14:00", "17:00"])  # before, and after half past nine in Los Angeles
async def test_who_comes_back_once_the_day_is_closed_is_not_asked_for_it(
    standup: World, ben: Person, at: str
) -> None:
    """Nobody else is on a clock as late as his, so the day closed before his own window."""
    await standup.post("member", as_="ben", tz="America/Los_Angeles")
    await ben.types("/standup ooo")
    await standup.clock(to=f"{TUESDAY}T{at}:00+00:00")
    before = words(await head(standup))

    told = await ben.types("/standup back")
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert "Summary" in before or "0 of 4 answered" in before
    assert told.startswith("Welcome back. The next standup asks you again")
    assert await asked(ben) == []
    assert [words(one) for one in await ben.dms() if "standup" in words(one)] == []
    await standup.clock(to=f"{WEDNESDAY}T16:31:00+00:00")
    assert len(await asked(ben)) == 1


@pytest.mark.parametrize("line", ["/standup holidays none", "/standup undo"])
async def test_whose_holiday_ends_before_their_window_is_over_is_asked_at_once(
    standup: World, ana: Person, line: str
) -> None:
    """Wed 28 Oct is a holiday in Greece."""
    await standup.clock(to=f"{WEDNESDAY}T09:28:00+00:00")
    await ana.types("/standup holidays GR")
    await standup.clock(to=f"{WEDNESDAY}T09:32:00+00:00")
    before = [one for one in await asked(ana) if "Wed 28 Oct" in one]

    await ana.types(line)
    await standup.settle()

    assert before == []
    assert len([one for one in await asked(ana) if "Wed 28 Oct" in one]) == 1
