"""Being away: what is planned can be ended, and nobody away is written to."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, direct
from tests.world import Person, World, labels, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, led by Ana, set up on Monday evening."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    return world


async def test_back_ends_the_one_absence_that_is_planned(standup: World, ana: Person) -> None:
    await ana.types("/standup ooo from wed until fri")

    told = await ana.types("/standup back")
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    assert "You are not away from Wed 28 Oct until Fri 30 Oct any more" in told
    assert "Undo" in labels(ana.shown[0])
    assert [one for one in await ana.dms() if "Wed 28 Oct" in words(one)]


async def test_the_end_of_a_planned_absence_can_be_taken_back(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")
    await ana.types("/standup ooo from wed until fri")
    await ana.types("/standup back")

    await ana.types("/standup undo")

    assert "asks you on Mon 2 Nov 09:30" in await ana.types("/standup when")


async def test_of_several_planned_absences_each_can_be_ended_by_its_button(
    standup: World, ana: Person
) -> None:
    await ana.types("/standup ooo from wed until thu")
    await ana.types("/standup ooo from 2 nov until 3 nov")

    told = await ana.types("/standup back")
    assert "You are not away today. Nothing was changed." in told
    await ana.presses("End Mon 2 Nov – Tue 3 Nov", ana.shown[0])
    again = await ana.types("/standup back")

    assert "You are not away from Wed 28 Oct until Thu 29 Oct any more" in again


async def test_back_on_a_day_ends_an_absence_from_that_day(standup: World, ana: Person) -> None:
    await ana.types("/standup ooo from wed until fri")

    told = await ana.types("/standup back fri")

    assert "You are away from Wed 28 Oct until Thu 29 Oct, and back on Fri 30 Oct" in told
    assert "asks you on Tue 27 Oct 09:30" in await ana.types("/standup when")
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")
    assert "asks you on Fri 30 Oct 09:30" in await ana.types("/standup when")


async def test_when_names_no_day_inside_an_absence(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")
    await ana.types("/standup ooo from wed until fri")

    assert "asks you on Mon 2 Nov 09:30" in await ana.types("/standup when")


async def test_who_is_away_already_reads_until_when(standup: World, ana: Person) -> None:
    await ana.types("/standup ooo until fri")

    assert "You are away until Fri 30 Oct already" in await ana.types("/standup ooo")


async def test_a_lead_who_is_away_on_friday_reads_the_week_on_the_next_working_morning(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(standup.person("sam"), "", "The key", "no key yet")
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")
    await ana.types("/standup ooo from wed until fri")
    before = len(await ana.dms())

    await standup.clock(to="2026-10-31T20:00:00+00:00")
    away = await ana.dms()
    await standup.clock(to="2026-11-02T09:01:00+00:00")

    assert len(away) == before
    monday = words((await ana.dms())[-1])
    assert "#atlas-standup: the week of Mon 26 Oct" in monday
    assert "In your people's way for a working day or longer: 1" in monday


async def test_who_goes_away_after_being_asked_is_waited_for_no_more_until_they_are_back(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T12:30:00+00:00")
    question, reminder = (await ana.dms())[-2:]

    await ana.types("/standup ooo until thu")
    away, reminded = (await ana.dms())[-2:]
    await ana.types("/standup back")
    back = (await ana.dms())[-2]

    assert "Standup for #atlas-standup, Tue 27 Oct" in words(question)
    assert "is open until" in words(reminder)
    assert "You are away on Tue 27 Oct: the standup for #atlas-standup does not wait for you." in words(away)
    assert labels(away) == ["Answer all the same"]
    was = "Reminder of the standup for #atlas-standup on Tue 27 Oct: "
    assert words(reminded) == f"{was}you are away, so it does not wait for you."
    assert words(back) == words(question)


async def test_who_is_away_answers_by_the_button_all_the_same(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    await ana.types("/standup ooo")

    await ana.presses("Answer all the same", (await ana.dms())[-1], await direct(standup, "ana"))
    await ana.submits(await ana.form(), {"today": {"today": "Racks"}})

    assert [one for one in await ana.dms() if "is in. Thank you." in words(one)]
