"""Whoever makes or gives a task hears of it when Slack refuses to show it. It is Mon 26 Oct 2026, 08:00."""

import pytest

from tests.flows.test_daily import TUESDAY, told
from tests.world import Person, World, words


@pytest.mark.parametrize("refusal", ["is_archived", "channel_not_found"])
async def test_who_made_a_task_hears_once_that_slack_did_not_take_its_card(
    world: World, ana: Person, refusal: str
) -> None:
    await world.post("faults", method="chat.postMessage", kind=f"refuse:{refusal}", times=1)
    await ana.types("/task Order the racks")
    await _a_while(world)

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    [message] = await told(ana)
    await world.clock(to="2026-10-29T20:00:00+00:00")

    assert "Not seen by others\n*T-1* Order the racks" in words(message)
    assert "Slack did not take its card for #atlas, so nobody sees it there" in words(message)
    assert len(await told(ana)) == 1


async def test_a_card_that_was_refused_is_found_also_where_the_clock_jumps_over_the_next_look(
    world: World, ana: Person
) -> None:
    await world.post("faults", method="chat.postMessage", kind="refuse:is_archived", times=1)
    await ana.types("/task Order the racks")

    await world.clock(by="1h")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    [message] = await told(ana)
    assert "Not seen by others\n*T-1* Order the racks" in words(message)


async def test_who_gave_a_task_hears_that_its_owner_could_not_be_told(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben")
    await world.post("faults", method="chat.postMessage", kind="refuse:user_not_visible", times=1)
    await world.clock(to="2026-10-26T13:01:00+00:00")
    await _a_while(world)

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    assert await told(ben) == []
    said = "Slack does not let Muster write to Ben Carter, who has not heard of it"
    assert said in words((await told(ana))[-1])


async def test_where_muster_is_not_in_the_channel_it_was_said_at_once_and_not_again(
    world: World, ana: Person
) -> None:
    said = await ana.types("/task Order the racks", "#general")
    await _a_while(world)

    await world.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert "Muster is not in #general, so no card shows there yet." in said
    assert await told(ana) == []


async def _a_while(world: World) -> None:
    """Let some minutes pass, one after the other, as they do."""
    for _ in range(4):
        await world.clock(by="5m")
