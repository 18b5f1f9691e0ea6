"""When a digest is sent, whatever becomes of its settings. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

import pytest

from tests.world import Person, World, words


@pytest.fixture
async def lead(ana: Person) -> Person:
    """Ana, whose project this is."""
    await ana.types("/project new Atlas")
    return ana


async def count_editions(world: World) -> int:
    """Count the issues that #atlas was sent."""
    return sum("Worked out from the record" in words(one) for one in await world.channel("#atlas").messages())


async def test_a_stop_that_is_taken_back_after_its_hour_leaves_the_issue_of_the_next_week(
    world: World, lead: Person
) -> None:
    await lead.types("/digest setup mon 08:05")
    await lead.types("/digest stop")
    await world.clock(by="6m")

    await lead.types("/digest undo")

    assert "next Mon 2 Nov 08:05" in await lead.types("/digest")
    await world.clock(to="2026-11-02T09:00:00+00:00")
    assert await count_editions(world) == 1


async def test_a_stop_that_is_taken_back_before_its_hour_leaves_the_issue_of_that_hour(
    world: World, lead: Person
) -> None:
    await lead.types("/digest setup mon 08:05")
    await lead.types("/digest stop")

    await lead.types("/digest undo")

    await world.clock(by="6m")
    assert await count_editions(world) == 1


async def test_a_day_that_is_taken_back_gives_way_to_the_one_before(world: World, lead: Person) -> None:
    await lead.types("/digest setup tue 09:00")
    await lead.types("/digest setup fri 09:00")

    await lead.types("/digest undo")

    assert "next Tue 27 Oct 09:00" in await lead.types("/digest")
    await world.clock(to="2026-10-27T10:00:00+00:00")
    assert await count_editions(world) == 1
    await world.clock(to="2026-10-31T10:00:00+00:00")
    assert await count_editions(world) == 1


async def test_an_hour_that_is_set_after_the_issue_of_the_day_holds_from_the_next_week_on(
    world: World, lead: Person
) -> None:
    await lead.types("/digest setup mon 08:05")
    await world.clock(by="10m")

    told = await lead.types("/digest setup mon 09:00")

    assert "first on Mon 2 Nov" in told
    assert "next Mon 2 Nov 09:00" in await lead.types("/digest")
    await world.clock(to="2026-11-02T08:30:00+00:00")
    assert await count_editions(world) == 1
    await world.clock(to="2026-11-02T09:30:00+00:00")
    assert await count_editions(world) == 2


async def test_a_digest_that_is_taken_back_or_stopped_is_sent_no_more(world: World, lead: Person) -> None:
    await lead.types("/digest setup mon 08:05")
    await lead.types("/digest undo")
    await lead.types("/digest setup mon 08:10")
    await lead.types("/digest stop")

    await world.clock(to="2026-11-03T09:00:00+00:00")

    assert await count_editions(world) == 0
