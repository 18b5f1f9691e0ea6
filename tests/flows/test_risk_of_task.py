"""A risk of a task belongs where the task does, and says so before it is saved."""

import pytest

from tests.world import Person, World, words


@pytest.fixture
async def secret(world: World, ana: Person, ben: Person) -> World:
    """A task of a private channel, owned by Ben who is not in it, blocked."""
    await ana.types("/project new Atlas")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await world.person("dana").types("/task Sign the secret deal @ben by fri", "#vendor-terms")
    return world


async def public(world: World) -> str:
    """Return all that stands in public channels."""
    rooms = ("#atlas", "#general", "#steering")
    found = [one for room in rooms for one in await world.channel(room).messages()]
    return "\n".join(words(one) for one in found)


async def test_a_risk_of_a_private_task_stands_in_its_channel_wherever_it_is_logged(
    secret: World, ben: Person
) -> None:
    await ben.types("/task block T-1 Acme wants cash", "#atlas")
    await ben.presses("Make it a risk", ben.shown[-1])
    form = await ben.form()

    await ben.submits(form)

    assert "Its card stands in the channel T-1 belongs to, which you do not see" in words(form)
    told = words((await ben.sees("#atlas"))[-1])
    assert "Logged *R-1*" in told
    assert "Its card stands in a channel that you do not see." in told
    inside = words((await secret.person("dana").sees("#vendor-terms"))[-1])
    assert "Because T-1 is blocked (Acme wants cash), T-1 may be late: Sign the secret deal" in inside
    assert "secret deal" not in await public(secret)
    assert "R-1" not in await secret.person("gil").types("/risk list", "#atlas")
    assert "R-1" in await ben.types("/risk list", "#general")


async def test_who_sees_the_channel_is_told_its_name_before_and_after(secret: World) -> None:
    dana = secret.person("dana")
    await dana.types("/task block T-1 Acme wants cash", "#general")
    await dana.presses("Make it a risk", dana.shown[-1], "#general")
    form = await dana.form()
    await dana.submits(form)

    told = words((await dana.dms())[-1])
    assert "Its card stands in #vendor-terms, where T-1 belongs" in words(form)
    assert "Its card stands in #vendor-terms." in told
    assert "secret deal" not in await public(secret)


async def test_a_risk_of_a_public_task_stands_with_it_and_is_of_its_project(
    world: World, ana: Person
) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/task Order the racks")
    await ana.types("/task block T-1 no stock", "#general")
    blocked = ana.shown[-1]
    await ana.presses("Make it a risk", blocked, "#general")

    await ana.submits(await ana.form())

    card = words(await world.channel("#atlas").last())
    assert "Because T-1 is blocked (no stock), T-1 may be late: Order the racks" in card
    assert "Project: Atlas" in await ana.types("/risk show R-1")
    await ana.types("/task unblock T-1", "#general")
    await ana.presses("Make it a risk", blocked, "#general")
    assert "is blocked" not in str(await ana.form())


async def test_a_risk_of_a_task_without_a_channel_is_seen_by_two_people(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Prepare the review @me", "@muster")
    await ana.types("/task block T-1 no figures", "#atlas")
    await ana.presses("Make it a risk", ana.shown[-1])
    form = await ana.form()
    await ana.submits(form)

    assert "T-1 has no channel, so only you and its owner will see this risk." in words(form)
    assert "the review" not in await public(world)
    assert "R-1" not in await ben.types("/risk list")


async def test_a_task_that_is_seen_no_more_when_the_form_is_sent_logs_nothing(
    secret: World, ben: Person
) -> None:
    await ben.types("/task block T-1 Acme wants cash", "#atlas")
    await ben.presses("Make it a risk", ben.shown[-1])
    form = await ben.form()
    await secret.person("dana").types("/task assign T-1 @dana", "#vendor-terms")

    answer = await ben.submits(form)

    assert "There is no T-1 here. Nothing was saved." in str(answer["errors"])
    assert "R-1" not in await secret.person("dana").types("/risk list", "#vendor-terms")
