"""A direct message that says what was done offers nothing once that is taken back at another door."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, direct
from tests.flows.test_task_forms import opened
from tests.world import Json, Person, World, labels, words


async def last(person: Person) -> Json:
    """Return the newest direct message of somebody."""
    return (await person.dms())[-1]


async def test_a_task_made_by_a_message_to_muster(ana: Person) -> None:
    await ana.writes("add Order the racks by fri", channel="@muster")
    added = await last(ana)

    await ana.types("/task undo")

    gone = await last(ana)
    assert "Undo" in labels(added)
    assert gone["ts"] == added["ts"]
    assert labels(gone) == []
    assert "*T-1* Order the racks" in words(gone)
    assert "\nTaken back." in words(gone)


async def test_a_task_made_by_the_form_that_opens_anywhere(world: World, ana: Person) -> None:
    await ana.submits(await opened(world, "ana"), {"title": {"title": "Call the landlord"}})
    added = await last(ana)

    await ana.types("/task undo")

    gone = await last(ana)
    assert "Undo" in labels(added)
    assert (gone["ts"], labels(gone)) == (added["ts"], [])
    assert "\nTaken back." in words(gone)


async def test_a_task_made_in_the_place_of_a_question(world: World, ana: Person) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    place = await direct(world, "ana")
    await ana.writes("Buy cookies by fri", channel=place)
    asked = await last(ana)
    await ana.presses("Make it a task", asked, place)
    added = await last(ana)

    await ana.types("/task undo")

    gone = await last(ana)
    assert "Undo" in labels(added)
    assert gone["ts"] == added["ts"] == asked["ts"]
    assert labels(gone) == []
    assert "Buy cookies" in words(gone)


@pytest.mark.parametrize("line", ["add Order the racks by fri", "T-1 due fri"])
async def test_its_own_undo_leaves_it_saying_what_became_of_it(world: World, ana: Person, line: str) -> None:
    await ana.types("/task Sign the contract")
    await ana.writes(line, channel="@muster")

    await ana.presses("Undo", await last(ana), await direct(world, "ana"))

    gone = await last(ana)
    assert labels(gone) == []
    assert words(gone).startswith("Taken back. *T-")


async def test_what_was_done_since_keeps_its_buttons(ana: Person) -> None:
    await ana.writes("add Order the racks by fri", channel="@muster")
    await ana.writes("add Sign the contract", channel="@muster")

    await ana.types("/task undo")

    first, _, second = (await ana.dms())[-3:]
    assert ["Undo" in labels(first), "Undo" in labels(second)] == [True, False]


async def test_of_what_is_taken_back_in_part_it_says_no_more_than_that(ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Sign the contract @ben")
    await ana.writes("done T-1 T-2", channel="@muster")
    await ben.types("/task reopen T-2")
    await ana.types("/task undo")

    await ana.presses("Take back the rest", ana.shown[-1])

    part = await last(ana)
    assert labels(part) == []
    assert words(part).endswith("\nTaken back, but for what somebody changed since.")


async def test_what_a_form_saved_that_a_message_to_muster_led_to(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.writes("drop T-1", channel="@muster")
    asked = await last(ana)
    await ana.presses("Open the form", asked, await direct(world, "ana"))
    await ana.submits(await ana.form(), {"reason": {"reason": "the vendor went out of business"}})
    dropped = await last(ana)

    await ana.types("/task undo")

    gone = await last(ana)
    assert "Undo" in labels(dropped)
    assert gone["ts"] == dropped["ts"] == asked["ts"]
    assert labels(gone) == []
    assert words(gone).endswith("\nTaken back.")
