"""What was said to a standup before it asked, and taken back: whoever said it is asked as if they had not."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, answer, head
from tests.world import Person, World, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, on the Tuesday morning before it asks in Lisbon."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await world.clock(to=f"{TUESDAY}T09:25:00+00:00")
    return world


async def asked(who: Person) -> list[str]:
    """Return what somebody was asked on Tuesday."""
    return [words(one) for one in await who.dms() if "Standup for #atlas-standup, Tue 27 Oct" in words(one)]


async def test_a_skip_taken_back_before_being_asked_is_asked_in_time(standup: World, ana: Person) -> None:
    await ana.types("/standup skip on a train", channel=PLACE)
    await ana.types("/standup undo", channel=PLACE)
    early = words(await head(standup))

    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")

    assert "Could not be asked" not in early
    assert "Asked later: Ana Sousa (09:30 Lisbon), Ben Carter" in early
    assert len(await asked(ana)) == 1
    assert "Asked: Ana Sousa" in words(await head(standup))


async def test_a_skip_taken_back_after_the_time_to_be_asked_is_asked_at_once(
    standup: World, ana: Person
) -> None:
    await ana.types("/standup skip on a train", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T09:32:00+00:00")
    assert await asked(ana) == []

    await ana.types("/standup undo", channel=PLACE)
    await standup.settle()

    assert len(await asked(ana)) == 1
    assert "Open until Tue 27 Oct 13:30" in (await asked(ana))[0]


async def test_an_answer_taken_back_before_being_asked_is_asked_and_reminded_of(
    standup: World, ana: Person
) -> None:
    await answer(ana, "", "The racks")
    await ana.types("/standup undo", channel=PLACE)

    await standup.clock(to=f"{TUESDAY}T12:30:00+00:00")

    told = [words(one) for one in await ana.dms()]
    assert [one for one in told if "is open until Tue 27 Oct 13:30" in one]
    assert len(told) == 2
