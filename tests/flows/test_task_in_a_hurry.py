"""Lines in a hurry, as people see what became of them. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

import pytest

from tests.world import Person, World, labels


@pytest.fixture
async def two(world: World, ana: Person) -> World:
    """T-1 and T-2, Ana's, due on Friday."""
    for one in ("Order the racks", "Mount the racks"):
        await ana.types(f"/task {one} by fri")
    return world


async def test_a_note_offered_on_two_tasks_stands_on_both_and_one_undo_takes_it_back(
    two: World, ana: Person
) -> None:
    await ana.types("/task T-1 & T-2: the vendor called")

    await ana.presses("Note it on T-1, T-2", ana.shown[-1])

    for number in (1, 2):
        assert "the vendor called" in await ana.types(f"/task history T-{number}")
    await ana.types("/task undo")
    for number in (1, 2):
        assert "the vendor called" not in await ana.types(f"/task show T-{number}")


async def test_two_days_for_one_task_change_nothing_until_one_is_chosen(two: World, ana: Person) -> None:
    told = await ana.types("/task T-1 mon, T-1 tue")

    assert '"T-1 mon" and "T-1 tue" cannot both hold. Nothing was changed. Which one?' in told
    assert "due Fri 30 Oct" in await ana.types("/task show T-1")
    await ana.types("/task T-1 mon, T-1 tue")
    assert "Tue 27 Oct" in await ana.presses("T-1 tue", ana.shown[-1])


async def test_a_label_is_added_to_a_task_and_taken_from_it_in_plain_words(two: World, ana: Person) -> None:
    await ana.types("/task add +dns to T-1")
    assert "*T-1* Order the racks" in await ana.types("/task list +dns")

    await ana.types("/task remove +dns from T-1")

    assert "*T-1*" not in await ana.types("/task list +dns")
    assert "*T-3*" not in await ana.types("/task list all")


async def test_a_length_that_is_not_whole_moves_a_task_by_the_one_that_is_chosen(
    two: World, ana: Person
) -> None:
    told = await ana.types("/task postpone T-1 0.5 weeks")

    assert '"0.5 weeks" is between 2 and 3 working days. Nothing was changed. Which one?' in told
    assert "Fri 30 Oct 17:00 → Tue 3 Nov 17:00" in await ana.presses("2 working days later", ana.shown[-1])


async def test_what_else_was_said_of_a_task_that_is_done_is_kept_as_a_note(two: World, ana: Person) -> None:
    await ana.types("/task done T-1 the vendor did it")

    told = await ana.presses("Mark T-1 done, and note it", ana.shown[-1])

    assert "*T-1* Order the racks: done" in told
    assert labels(ana.shown[-1]) == ["Undo"]
    assert "the vendor did it" in await ana.types("/task history T-1")


async def test_a_slip_of_a_day_makes_the_task_and_one_press_its_date(world: World, ana: Person) -> None:
    told = await ana.types("/task Call the vendor fridya")

    assert "Call the vendor fridya" in told
    await ana.presses("Due Fri 30 Oct", ana.shown[-1])
    shown = await ana.types("/task show T-1")
    assert "due Fri 30 Oct 17:00" in shown
    assert "fridya" not in shown.partition("\n")[0]
    await ana.types("/task undo")
    assert "fridya" in await ana.types("/task show T-1")


async def test_nobody_is_made_the_owner_of_a_new_task_by_a_minus(world: World, ana: Person) -> None:
    told = await ana.types("/task Fix the racks -cc @ben")

    assert "a new one has nobody to take off. Nothing was saved." in told
    told = await ana.presses("Save without", ana.shown[-1])
    assert "Fix the racks" in told
    assert "Ben" not in told


async def test_work_is_handed_over_in_plain_words(two: World, ana: Person) -> None:
    told = await ana.types("/task hand over T-1 to @ben")

    assert "owner Ana Sousa → Ben Carter" in told


async def test_time_that_was_spent_is_saved_nowhere_and_one_press_notes_it(two: World, ana: Person) -> None:
    told = await ana.types("/task log 2h on T-1")

    assert told.startswith("Muster keeps no time sheets, so nothing was saved.")
    assert labels(ana.shown[-1]) == ["Note it on T-1", "Make 2h the estimate", "Add it as a task"]
    await ana.presses("Note it on T-1", ana.shown[-1])
    assert "2h spent" in await ana.types("/task history T-1")
    assert "*T-3*" not in await ana.types("/task list all")


async def test_time_that_was_spent_and_a_command_beside_it_are_two_things_done_by_one_press(
    two: World, ana: Person
) -> None:
    told = await ana.types("/task log 2h on T-1; done T-2")

    assert told.startswith("Muster keeps no time sheets, so nothing was saved.")
    await ana.presses("Note it on T-1", ana.shown[-1])
    assert "2h spent" in await ana.types("/task history T-1")
    assert "*T-2*" in await ana.types("/task list done")


async def test_a_polite_command_makes_a_task_of_what_follows_and_its_words_can_be_put_back(
    world: World, ana: Person
) -> None:
    told = await ana.types("/task could you please add: order the racks by fri")

    assert "Added *T-1* order the racks · " in told
    await ana.presses('Keep "could you please add:"', ana.shown[-1])
    assert "could you please add: order the racks" in await ana.types("/task show T-1")


async def test_a_reason_behind_a_new_date_is_kept_as_a_note_by_one_press(two: World, ana: Person) -> None:
    told = await ana.types("/task push T-1 a week, the vendor is late")

    assert 'Is "the vendor is late" to be a note on T-1? Nothing was changed.' in told
    await ana.presses("push T-1 a week, and note it", ana.shown[-1])
    history = await ana.types("/task history T-1")
    assert "the vendor is late" in history
    assert "Fri 6 Nov" in await ana.types("/task show T-1")


async def test_a_bare_name_behind_a_number_offers_who_has_it_and_nobody_else(two: World, ana: Person) -> None:
    await ana.types("/task T-1 ben")

    assert "owner Ana Sousa → Ben Carter" in await ana.presses("Assign T-1 to Ben Carter", ana.shown[-1])
    await ana.types("/task T-1 oracle")
    assert not [label for label in labels(ana.shown[-1]) if label.startswith("Assign")]


async def test_whose_list_is_meant_is_one_press_away_where_somebody_has_the_name(
    two: World, ana: Person
) -> None:
    await ana.types("/task list ben")

    assert "Open tasks of Ben Carter" in await ana.presses("List Ben Carter", ana.shown[-1])
    await ana.types("/task list oracle")
    assert labels(ana.shown[-1]) == ["Show it without", "Add it as a task"]


async def test_what_cannot_be_made_in_time_makes_no_task_and_asks_for_another_date(
    two: World, ana: Person
) -> None:
    told = await ana.types("/task can't make T-1 by wed")

    assert "Is another date to be asked for? Nothing was saved." in told
    assert "Which date?" in await ana.presses("Ask for another date", ana.shown[-1])
    assert "*T-3*" not in await ana.types("/task list all")
