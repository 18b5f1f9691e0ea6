"""All that is late of one person, snoozed or moved by one line or one press. It begins Mon 26 Oct 2026."""

from typing import Any

import pytest

from tests.flows.test_home import home, shown
from tests.world import Person, World, find, labels, words

WEDNESDAY = "2026-10-28T13:01:00+00:00"


async def late(world: World, ana: Person, count: int, rest: str = "by tue noon") -> None:
    """Let so many of Ana's tasks be late."""
    for one in range(count):
        await ana.types(f"/task Rack {one + 1} {rest}")
    await world.clock(to=WEDNESDAY)


async def test_a_line_snoozes_all_that_is_late_with_one_undo(world: World, ana: Person) -> None:
    await late(world, ana, 3)

    told = await ana.types("/task snooze late thu")

    assert "3 late tasks snoozed until Thu 29 Oct; they stay due when they were: T-1, T-2 and T-3" in told
    assert "Snoozed until Thu 29 Oct" in await ana.types("/task show T-3")
    await ana.types("/task undo")
    for number in (1, 2, 3):
        assert "Snoozed until" not in await ana.types(f"/task show T-{number}")


async def test_a_line_moves_all_that_is_late_each_at_its_own_hour(world: World, ana: Person) -> None:
    await ana.types("/task Call the vendor by tue 3pm")
    await late(world, ana, 1)

    told = await ana.types("/task move all late to thu")

    assert "2 late tasks moved to Thu 29 Oct, each at its own hour: T-2 and T-1" in told
    assert "due Thu 29 Oct 15:00" in await ana.types("/task show T-1")
    assert "due Thu 29 Oct 12:00" in await ana.types("/task show T-2")
    await ana.presses("Undo", await newest(ana, "2 late tasks moved"))
    assert "due Tue 27 Oct 15:00" in await ana.types("/task show T-1")


async def newest(person: Person, text: str) -> Any:
    """Return the newest message that says something."""
    return [one for one in await person.sees("#atlas") if text in words(one)][-1]


async def test_an_hour_that_is_named_is_the_hour_of_all(world: World, ana: Person) -> None:
    await late(world, ana, 2)

    told = await ana.types("/task due late thu 9am")

    assert "2 late tasks moved to Thu 29 Oct 09:00: T-1 and T-2" in told
    assert "due Thu 29 Oct 09:00" in await ana.types("/task show T-1")


async def test_an_hour_counts_for_nothing_in_a_snooze_and_that_is_said(world: World, ana: Person) -> None:
    await late(world, ana, 2)

    assert "an hour is left out" in await ana.types("/task snooze late thu 3pm")


async def test_what_else_the_day_could_be_is_offered_for_the_same_tasks(world: World, ana: Person) -> None:
    await late(world, ana, 2)
    told = await ana.types("/task due late next fri")
    assert "moved to Fri 6 Nov" in told

    again = await ana.presses("Fri 30 Oct instead", ana.shown[-1])

    assert "T-1" in again
    assert "due Fri 30 Oct 12:00" in await ana.types("/task show T-2")


async def test_tasks_of_others_and_what_is_not_late_stay(world: World, ana: Person) -> None:
    await ana.types("/task Rack it @ben by tue noon")
    await ana.types("/task Plan the move by 30 nov")
    await late(world, ana, 1)

    told = await ana.types("/task due late thu")

    assert "1 late task moved to Thu 29 Oct, at its own hour: T-3" in told


@pytest.mark.parametrize("line", ["snooze late mon", "due late mon"])
async def test_who_has_nothing_late_is_told_so(ana: Person, line: str) -> None:
    assert "Nothing of yours is late. Nothing was changed." in await ana.types(f"/task {line}")


async def test_explain_and_help_tell_of_it(ana: Person) -> None:
    assert "a change of all your late tasks" in await ana.types("/task explain snooze late mon")
    assert "`snooze late mon`" in await ana.types("/task help snooze")
    assert "`due late mon`" in await ana.types("/task help due")


async def pick(person: Person, label: str, value: str) -> dict[str, Any]:
    """Pick a day in a menu of one's Home, and return what it shows then."""
    view = await home(person)
    element = find(view, label)
    answer = await person.world.post(
        "click",
        as_=person.name,
        view_id=view["id"],
        action_id=element["action_id"],
        block_id=element["block_id"],
        value=value,
    )
    assert answer["ok"], answer
    await person.world.settle()
    return await shown(person)


@pytest.mark.parametrize(
    ("label", "shows"),
    [("Snooze all late until", "snoozed until Thu 5 Nov"), ("Move all late to", "due Thu 5 Nov 12:00")],
)
async def test_home_has_both_presses_where_three_are_late(
    world: World, ana: Person, label: str, shows: str
) -> None:
    await late(world, ana, 3)

    view = await pick(ana, label, "2026-11-05")

    assert words(view).count(shows) == 3
    assert "Your last change: T-1, T-2 and T-3" in words(view)
    assert label not in labels(view)
    await ana.types("/task undo")
    assert label in labels(await shown(ana))


async def test_home_has_no_such_press_for_two(world: World, ana: Person) -> None:
    await late(world, ana, 2)

    assert "Move all late to" not in labels(await home(ana))


async def test_home_does_not_count_what_is_snoozed(world: World, ana: Person) -> None:
    await late(world, ana, 3)
    await ana.types("/task snooze T-1 mon")

    assert "Move all late to" not in labels(await home(ana))
