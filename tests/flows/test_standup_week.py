"""A lead's weekly message of their standup goes on. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

import pytest

from tests.world import Person, World, words

WEEK = "#atlas: the week of Mon 2 Nov"


@pytest.fixture
async def lead(ana: Person) -> Person:
    """Ana, an admin, whose channel has a standup."""
    await ana.types("/project new Atlas")
    await ana.types("/standup setup mon-fri 09:30 4h")
    return ana


async def told(person: Person) -> str:
    """Return all that Muster told somebody."""
    return "\n".join(words(one) for one in await person.dms())


async def test_who_leads_it_after_somebody_who_left_hears_of_the_next_week(
    world: World, lead: Person
) -> None:
    await lead.types("/project lead @ben")
    await world.post("member", as_="ben", deleted=True)
    await world.clock(to="2026-10-30T23:00:00+00:00")

    await lead.types("/project lead @dev")

    await world.clock(to="2026-11-07T12:00:00+00:00")
    assert WEEK in await told(world.person("dev"))


async def test_who_leads_it_now_further_west_hears_of_the_next_week(world: World, lead: Person) -> None:
    await lead.types("/project lead @ben")
    await world.clock(to="2026-10-31T12:00:00+00:00")

    await world.clock(to="2026-11-07T12:00:00+00:00")

    assert "#atlas: the week of Mon 26 Oct" in await told(world.person("ben"))
    assert WEEK in await told(world.person("ben"))


async def test_a_removed_one_that_is_taken_back_after_its_hour_tells_of_the_next_week(
    world: World, lead: Person
) -> None:
    await world.clock(to="2026-10-30T15:55:00+00:00")
    await lead.types("/standup remove")
    await world.clock(by="7m")

    await lead.types("/standup undo")

    await world.clock(to="2026-11-07T00:00:00+00:00")
    assert WEEK in await told(lead)
