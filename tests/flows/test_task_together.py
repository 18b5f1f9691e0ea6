"""Several tasks changed by one line, each in its own way: as one, with one Undo. It is Mon 26 Oct 2026."""

from tests.world import Person, labels


async def adds(ana: Person, count: int) -> None:
    """Make so many tasks of Ana's, due on Friday."""
    for one in range(count):
        await ana.types(f"/task Rack {one + 1} by fri")


async def test_tasks_move_each_to_its_own_day_with_one_undo(ana: Person) -> None:
    await adds(ana, 2)

    told = await ana.types("/task due T-1 2 nov, T-2 3 nov")

    assert "*T-1* Rack 1: due Fri 30 Oct 17:00 → Mon 2 Nov 17:00" in told
    assert "*T-2* Rack 2: due Fri 30 Oct 17:00 → Tue 3 Nov 17:00" in told
    assert labels(ana.shown[-1]) == ["Undo"]
    await ana.presses("Undo", ana.shown[-1])
    for number in (1, 2):
        assert "due Fri 30 Oct 17:00" in await ana.types(f"/task show T-{number}")


async def test_another_day_that_a_line_of_several_may_mean_names_its_task(ana: Person) -> None:
    await adds(ana, 2)

    await ana.types("/task due T-1 mon; due T-2 tue")

    assert "T-1: Today instead" in labels(ana.shown[-1])


async def test_several_commands_in_a_line_are_one_change(ana: Person) -> None:
    await adds(ana, 4)

    told = await ana.types("/task done T-1; assign T-2 @ben; T-4 !p1; block T-3 no parts")

    for part in (
        "*T-1* Rack 1: done",
        "owner Ana Sousa → Ben Carter",
        "blocked (no parts)",
        "priority P3 → P1",
    ):
        assert part in told
    await ana.types("/task undo")
    assert "*T-1* Rack 1 · Ana Sousa" in await ana.types("/task list mine")
    assert "*T-2* Rack 2 · Ana Sousa" in await ana.types("/task list mine")


async def test_a_note_and_a_watch_may_stand_beside_other_commands(ana: Person, ben: Person) -> None:
    await adds(ana, 2)

    told = await ben.types("/task start T-1; watch T-1; note T-2 the vendor promised noon")

    assert "under way" in told
    assert "watchers Ben Carter" in told
    assert "*T-2* Rack 2: noted" in told
    assert "the vendor promised noon" in await ana.types("/task show T-2")


async def test_a_doubt_about_a_person_changes_nothing_and_its_button_does_all(ana: Person) -> None:
    await adds(ana, 2)

    asked = await ana.types("/task assign T-1 @ben, T-2 @nobodyatall")

    assert 'Nobody here is called "@nobodyatall". Nothing was saved.' in asked
    assert "Ana Sousa" in await ana.types("/task show T-1")
    assert "Ben Carter" not in await ana.types("/task show T-1")


async def test_a_doubt_about_a_day_is_settled_for_the_whole_line_by_one_press(ana: Person) -> None:
    await adds(ana, 2)
    await ana.types("/task due T-1 mon, T-2 24/10")
    asked = ana.shown[-1]

    told = await ana.presses("Tomorrow", asked)

    assert "*T-1* Rack 1: due Fri 30 Oct 17:00 → Mon 2 Nov 17:00" in told
    assert "*T-2* Rack 2: due Fri 30 Oct 17:00 → Tue 27 Oct 17:00" in told


async def test_a_date_that_is_picked_settles_the_whole_line(ana: Person) -> None:
    await adds(ana, 2)
    await ana.types("/task due T-1 mon, T-2 someday")
    await ana.presses("Pick a date", ana.shown[-1])

    await ana.submits(await ana.form(), {"date": {"date": "2026-11-05"}})

    assert "due Mon 2 Nov 17:00" in await ana.types("/task show T-1")
    assert "due Thu 5 Nov 17:00" in await ana.types("/task show T-2")


async def test_what_cannot_be_changed_is_said_beside_what_was(ana: Person) -> None:
    await adds(ana, 1)

    told = await ana.types("/task due T-1 mon, T-9 tue")

    assert "*T-1* Rack 1: due Fri 30 Oct 17:00 → Mon 2 Nov 17:00" in told
    assert "There is no T-9 here. Nothing else was changed." in told


async def test_a_part_that_asks_late_takes_the_others_back(ana: Person) -> None:
    await adds(ana, 2)

    told = await ana.types("/task T-1 every fri; T-2 after T-1")

    assert "T-1 repeats" in told
    assert "repeats every" not in await ana.types("/task show T-1")


async def test_dates_are_asked_for_on_several_tasks_at_once(ana: Person, ben: Person) -> None:
    await ana.types("/task Rack it @ben by fri")
    await ana.types("/task Cable it @ben by fri")

    told = await ben.types("/task propose T-1, T-2 mon")

    assert told.count("Ana Sousa is asked for Mon 2 Nov") == 2


async def test_explain_tells_which_tasks_a_line_of_several_would_change(ana: Person) -> None:
    told = await ana.types("/task explain done T-1; due T-2 mon")

    assert "a change of T-1, T-2" in told
