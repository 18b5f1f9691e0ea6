"""What is done, dropped or declined: found again, not changed unasked, and what it leaves open is said."""

import pytest

from tests.flows.test_daily import MONDAY, TUESDAY, told
from tests.world import Person, World, labels, words


async def test_a_dropped_task_is_found_and_opened_again(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Order the cables")
    await ana.types("/task drop T-1 the vendor does it")

    found = await ana.types("/task find order")
    reopened = await ana.presses("Reopen", ana.shown[-1])

    assert found.index("*T-2*") < found.index("*T-1*")
    assert "dropped: the vendor does it" in found
    assert "*T-1* Order the racks: open again" in reopened


async def test_a_task_that_was_taken_back_is_not_found(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task undo")

    assert "Nothing you may see" in await ana.types("/task find racks")


async def test_a_finished_or_dropped_task_is_opened_again_where_it_is_shown(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task done T-1")

    await ana.types("/task show T-1")

    assert "Reopen" in labels(ana.shown[-1])
    await ana.types("/task reopen T-1")
    await ana.types("/task show T-1")
    assert "Reopen" not in labels(ana.shown[-1])


async def test_finishing_what_was_called_off_says_that_it_was(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task drop T-1 the vendor does it")

    done = await ana.types("/task done T-1")

    assert "*T-1* Order the racks: done; it was dropped before (the vendor does it)" in done


async def test_a_finished_task_is_not_given_or_moved_but_offered_to_be_opened(ana: Person) -> None:
    await ana.types("/task Order the racks by fri")
    await ana.types("/task done T-1")

    for line in ("assign T-1 @ben", "due T-1 next fri", "T-1 next fri", "T-1 @ben", "T-1 !p2 by fri @ben"):
        refused = await ana.types(f"/task {line}")
        assert "*T-1* was done already" in refused
        assert "Nothing was changed." in refused
        assert "Reopen T-1" in labels(ana.shown[-1])
    assert "Ben" not in await ana.types("/task show T-1")


async def test_a_finished_task_that_is_changed_in_its_form_is_said_to_be_finished(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task done T-1")
    await ana.types("/task edit T-1")

    await ana.submits(await ana.form(), {"owner": {"owner": "U0BEN"}})

    [shown] = [one for one in await ana.sees("#atlas") if "owner Ana Sousa → Ben Carter" in words(one)]
    assert "It was done by Ana Sousa on Mon 26 Oct 08:00 (Lisbon), and stays so." in words(shown)
    assert "Reopen T-1" in labels(shown)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("T-1 !p2", "priority P3 → P2"),
        ("edit T-1 !p2 +dns", "labels +dns"),
        ("T-1 cc @ben", "watchers Ben Carter"),
        ("edit T-1 Order all racks", "title Order the racks → Order all racks"),
        ("split T-1 ask; order", "0 of 2 steps done"),
    ],
)
async def test_an_amendment_of_what_is_over_says_since_when_and_offers_to_open_it(
    ana: Person, line: str, says: str
) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task done T-1")

    told = await ana.types(f"/task {line}")

    assert says in told
    assert "It was done by Ana Sousa on Mon 26 Oct 08:00 (Lisbon), and stays so." in told
    assert {"Reopen T-1", "Undo"} <= set(labels(ana.shown[-1]))


async def test_an_amendment_of_what_was_called_off_says_why_it_was(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task drop T-1 the vendor does it")

    told = await ana.types("/task T-1 !p2")

    assert "priority P3 → P2" in told
    assert "It was dropped by Ana Sousa on Mon 26 Oct 08:00 (Lisbon): the vendor does it." in told
    assert "It stays so." in told
    assert "Reopen T-1" in labels(ana.shown[-1])


@pytest.mark.parametrize("line", ["drop T-1 no need", "due T-1 fri", "start T-1"])
async def test_what_was_called_off_says_by_whom_when_and_why_to_each_verb(ana: Person, line: str) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task drop T-1 the vendor does it")

    told = await ana.types(f"/task {line}")

    assert "*T-1* was dropped by Ana Sousa on Mon 26 Oct 08:00 (Lisbon): the vendor does it" in told


async def test_an_amendment_of_what_is_open_says_nothing_of_its_state(ana: Person) -> None:
    await ana.types("/task Order the racks")

    assert "stays so" not in await ana.types("/task T-1 !p2 by fri")


async def test_what_was_given_while_it_was_over_is_told_as_given_when_it_opens_again(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task done T-1")
    await ana.types("/task edit T-1")
    await ana.submits(await ana.form(), {"owner": {"owner": "U0BEN"}})

    reopened = await ana.types("/task reopen T-1")

    assert "Ben Carter hears of it by Mon 26 Oct at 09:00 (New York)." in reopened
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    [message] = await told(ben)
    assert "Given to you\n*T-1* Order the racks" in words(message)
    assert "Decline" in labels(message)


async def test_who_had_a_task_before_it_was_finished_is_told_that_it_is_open_again(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ana.types("/task done T-1")
    await ana.types("/task reopen T-1")
    await ana.types("/task block T-1 the vendor sleeps")

    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")

    assert "Given to you" not in words((await told(ben))[-1])


async def test_a_declined_task_is_not_under_way(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben")
    await ana.types("/task start T-1")

    declined = await ben.types("/task decline T-1 I am at the audit")

    assert "no longer under way" in declined
    assert "under way" not in words(await world.channel("#atlas").last())
    assert "under way" in await ben.types("/task undo")


async def test_finishing_says_what_it_waited_for_what_was_in_its_way_and_which_steps_are_open(
    ana: Person,
) -> None:
    await ana.types("/task Sign the contract")
    await ana.types("/task Order the racks after T-1")
    await ana.types("/task split T-2 ask; order; pay")
    await ana.types("/task block T-2 the vendor sleeps")

    done = await ana.types("/task done T-2")

    assert "It waited for T-1, still open." in done
    assert "It was blocked: the vendor sleeps." in done
    assert "3 of 3 steps not ticked: \u201cask\u201d, \u201corder\u201d and \u201cpay\u201d." in done


async def test_finishing_what_leaves_nothing_open_says_no_more(ana: Person) -> None:
    await ana.types("/task Order the racks")

    assert await ana.types("/task done T-1") == "*T-1* Order the racks: done\nUndo"


async def test_the_history_names_the_steps(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task split T-1 ask; order")
    card = await world.channel("#atlas").last()
    boxes = next(each for block in card["blocks"] for each in block.get("elements", []) if "options" in each)
    await world.post(
        "click",
        as_="ana",
        channel="#atlas",
        ts=card["ts"],
        action_id=boxes["action_id"],
        block_id=next(block["block_id"] for block in card["blocks"] if boxes in block.get("elements", [])),
        value=["1"],
    )
    await world.settle()

    history = await ana.types("/task history T-1")

    assert "added \u201cask\u201d and \u201corder\u201d (steps: 0 of 2 done)" in history
    assert "ticked \u201corder\u201d (steps: 1 of 2 done)" in history
