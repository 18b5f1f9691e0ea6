"""Lists of projects and digests name the channels and projects that the asker may see, and no others."""

import pytest

from tests.world import Person, World


@pytest.fixture
async def bound(world: World, ana: Person) -> World:
    """Atlas is bound to three channels and told in #steering; so is Sourcing, bound to a private one."""
    await ana.types("/project new Atlas")
    for channel in ("#atlas-standup", "#vector-bridge"):
        await ana.types("/project bind #atlas", channel)
    await ana.types("/digest setup #atlas mon 09:00", "#steering")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    dana = world.person("dana")
    await dana.types("/project new Sourcing", "#vendor-terms")
    await dana.types("/digest setup #sourcing tue 09:00", "#steering")
    return world


@pytest.mark.parametrize(
    ("who", "where", "named"),
    [
        ("lea", "#vector-bridge", "*Atlas* · lead Ana Sousa · #vector-bridge"),
        ("gil", "#atlas", "*Atlas* · lead Ana Sousa · #atlas"),
        ("ben", "#general", "*Atlas* · lead Ana Sousa · #atlas, #atlas-standup, #vector-bridge"),
    ],
)
async def test_a_project_is_listed_with_the_channels_its_reader_may_see(
    bound: World, who: str, where: str, named: str
) -> None:
    assert await bound.person(who).types("/project", where) == named


async def test_a_member_of_a_private_channel_reads_its_name_beside_its_project(bound: World) -> None:
    told = await bound.person("dana").types("/project", "#general")

    assert "*Sourcing* · lead Dana Whitfield · #vendor-terms" in told


@pytest.mark.parametrize(("who", "where"), [("lea", "#vector-bridge"), ("gil", "#atlas")])
async def test_a_guest_reads_of_no_digest_elsewhere(bound: World, who: str, where: str) -> None:
    told = await bound.person(who).types("/digest", where)

    assert "steering" not in told
    assert "Atlas" not in told
    assert "Sourcing" not in told


async def test_a_digest_is_listed_for_who_may_know_of_its_project_alone(bound: World, ben: Person) -> None:
    theirs = await bound.person("dana").types("/digest", "#general")
    others = await ben.types("/digest", "#general")

    assert "*Sourcing* → #steering" in theirs
    assert "*Atlas* → #steering" in others
    assert "Sourcing" not in others
