"""Whatever the bot asks, a button finishes the line, however long it is and whoever or whenever is picked."""

import pytest

from tests.world import Person, World, find, labels, words

NOTES = "\n".join(f"Line {number} of what the vendor said in the meeting" for number in range(60))
LONG = f"/task Upgrade the firewall !hgih\n{NOTES}"


async def told_last(person: Person) -> str:
    """Return what only this person sees, the newest of it."""
    return words([message for message in await person.sees("#atlas") if message.get("is_ephemeral")][-1])


async def test_a_line_too_long_for_a_button_is_kept_and_finished(world: World, ana: Person) -> None:
    await ana.types(LONG)
    asked = ana.shown[-1]
    await world.clock(by="14m")

    told = await ana.presses("Save with P2", asked)

    assert len(LONG) > 2000
    assert find(asked, "Save with P2")["value"].startswith("draft ")
    assert "Added *T-1* Upgrade the firewall · Ana Sousa · P2" in told
    assert "Line 59 of what the vendor said" in await ana.types("/task show T-1")


async def test_a_kept_line_is_gone_after_a_quarter_of_an_hour_and_that_is_said(
    world: World, ana: Person
) -> None:
    await ana.types(LONG)
    asked = ana.shown[-1]
    await world.clock(by="16m")

    told = await ana.presses("Save with P2", asked)

    assert "That line was kept for 15 minutes, and they are over. Nothing was saved." in told
    assert "There is no T-1 here" in await ana.types("/task show T-1")


async def test_a_short_line_stands_in_its_button_for_as_long_as_it_shows(world: World, ana: Person) -> None:
    await ana.types("/task Upgrade the firewall !hgih")
    asked = ana.shown[-1]
    await world.clock(by="2h")

    assert "Added *T-1* Upgrade the firewall" in await ana.presses("Save with P2", asked)


async def test_the_days_of_a_line_count_from_when_its_button_was_shown(world: World, ana: Person) -> None:
    await world.clock(to="mon 23:55")
    await ana.types("/task Order the rack tomorrow !hgih")
    asked = ana.shown[-1]
    await world.clock(by="10m")

    told = await ana.presses("Save with P2", asked)

    assert "Added *T-1* Order the rack · Ana Sousa · due Tue 27 Oct 17:00 · P2" in told


async def test_the_days_of_a_line_finished_in_a_small_form_count_from_then_too(
    world: World, ana: Person
) -> None:
    await world.clock(to="mon 23:55")
    await ana.types("/task <!subteam^S7|@ops> clean the rack tomorrow")
    asked = ana.shown[-1]
    await world.clock(by="10m")

    await ana.presses("Choose a person", asked)
    await ana.submits(await ana.form(), {"person": {"person": "U0BEN"}})

    assert "Ben Carter · due Tue 27 Oct 17:00" in await told_last(ana)


async def test_a_day_that_is_over_when_the_button_is_pressed_is_asked_for_anew(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the rack tomorrow !hgih")
    asked = ana.shown[-1]
    await world.clock(by="50h")

    told = await ana.presses("Save with P2", asked)

    assert "Tue 27 Oct 17:00 is already past, so nothing was saved." in told
    assert labels(ana.shown[-1]) == ["Today EOD", "Tomorrow", "No date"]
    assert "There is no T-1 here" in await ana.types("/task show T-1")


async def test_a_day_picked_in_a_small_form_finishes_the_line(world: World, ana: Person) -> None:
    told = await ana.types("/task Sign the lease due 30 feb !high")
    asked = ana.shown[-1]

    await ana.presses("Pick a date", asked)
    await ana.submits(await ana.form(), {"date": {"date": "2026-11-04"}})

    assert '30 Feb 2026 is not on the calendar. Nothing was saved. Try "due 27 feb" or pick a date.' in told
    assert labels(asked) == ["Sat 27 Feb 2027", "Pick a date", "No date"]
    shown = await told_last(ana)
    assert "Added *T-1* Sign the lease · Ana Sousa · due Wed 4 Nov 17:00 · P2" in shown


async def test_a_person_picked_in_a_small_form_owns_the_task(ana: Person) -> None:
    told = await ana.types("/task <!subteam^S7|@ops> clean the rack fri")
    asked = ana.shown[-1]

    await ana.presses("Choose a person", asked)
    await ana.submits(await ana.form(), {"person": {"person": "U0BEN"}})

    assert "A task needs one owner; @ops is a group. Nothing was saved." in told
    assert labels(asked) == ["Choose a person", "Me", "Nobody yet"]
    shown = await told_last(ana)
    assert "Added *T-1* clean the rack · Ben Carter · due Fri 30 Oct 17:00" in shown


async def test_a_picked_day_that_is_past_is_refused_with_new_ways_out(ana: Person) -> None:
    await ana.types("/task Sign the lease due 30 feb")

    await ana.presses("Pick a date", ana.shown[-1])
    await ana.submits(await ana.form(), {"date": {"date": "2026-10-20"}})

    assert "Tue 20 Oct is already past, so nothing was saved." in await told_last(ana)


@pytest.mark.parametrize("line", ["/task Review it @nemo", "/task Review it cc @nemo"])
async def test_a_name_nobody_has_is_replaced_by_somebody_picked(ana: Person, line: str) -> None:
    await ana.types(line)

    await ana.presses("Choose a person", ana.shown[-1])
    await ana.submits(await ana.form(), {"person": {"person": "U0DEV"}})

    assert "Dev Patel" in await told_last(ana)


async def test_a_kept_line_of_the_risk_register_is_finished_too(ana: Person) -> None:
    await ana.types("/project new Atlas")

    told = await ana.types(
        f"/risk Because the vendor is late, racks may miss the window p7 {'and more ' * 230}"
    )

    assert "Probability runs from 1" in told
    assert "R-1" in await ana.presses("p5", ana.shown[-1])


async def private(person: Person, channel: str = "#atlas") -> list[str]:
    """Return all that only this person sees in a channel."""
    return [words(one) for one in await person.sees(channel) if one.get("is_ephemeral")]


async def test_what_was_picked_stands_in_the_place_of_the_question(ana: Person) -> None:
    await ana.types("/task Sign the lease due 30 feb")

    await ana.presses("Pick a date", ana.shown[-1])
    await ana.submits(await ana.form(), {"date": {"date": "2026-11-04"}})

    [shown] = await private(ana)
    assert "Added *T-1* Sign the lease" in shown


async def test_a_question_answered_twice_adds_one_task_and_says_so(ana: Person) -> None:
    await ana.types("/task Sign the lease due 30 feb")
    asked = ana.shown[-1]
    await ana.presses("Pick a date", asked)
    first = await ana.form()
    await ana.presses("No date", asked)

    await ana.submits(first, {"date": {"date": "2026-11-04"}})

    [shown] = await private(ana)
    assert "*T-1* Sign the lease · Ana Sousa" in shown
    assert "That was added already; nothing was added twice." in shown
    assert "There is no T-2 here" in await ana.types("/task show T-2")


async def test_what_was_taken_back_is_not_added_again_by_an_old_form(ana: Person) -> None:
    await ana.types("/task Sign the lease due 30 feb")
    asked = ana.shown[-1]
    await ana.presses("Pick a date", asked)
    first = await ana.form()
    await ana.presses("No date", asked)
    await ana.presses("Undo", [one for one in await ana.sees("#atlas") if one.get("is_ephemeral")][-1])

    await ana.submits(first, {"date": {"date": "2026-11-04"}})

    [shown] = await private(ana)
    assert "taken back since. To add it anew, type it again." in shown
    assert "There is no T-2 here" in await ana.types("/task show T-2")


async def test_a_question_whose_place_slack_will_not_give_again_is_answered_below_it(
    world: World, ana: Person
) -> None:
    await ana.types("/task Sign the lease due 30 feb")
    await ana.presses("Pick a date", ana.shown[-1])
    await world.clock(by="31m")

    await ana.submits(await ana.form(), {"date": {"date": "2026-11-04"}})

    [asked, answered] = await private(ana)
    assert "30 Feb 2026 is not on the calendar" in asked
    assert "Added *T-1* Sign the lease" in answered


async def test_a_risk_asked_about_is_logged_once(ana: Person) -> None:
    await ana.types("/risk Because the vendor is late, racks may miss the window <!subteam^S7|@ops>")
    asked = ana.shown[-1]
    await ana.presses("Choose a person", asked)
    first = await ana.form()
    await ana.presses("Me", asked)

    await ana.submits(first, {"person": {"person": "U0DEV"}})

    [shown] = await private(ana)
    assert "*R-1*" in shown
    assert "That was added already; nothing was added twice." in shown


async def test_what_is_offered_beside_a_new_task_may_each_be_taken(ana: Person) -> None:
    await ana.types("/task Ask @ben to prepare the slides for Friday")
    added = ana.shown[-1]

    await ana.presses("Due Fri 30 Oct 17:00", added)
    await ana.presses("Assign to Ben Carter", added)

    assert labels(added) == ["Edit", "Due Fri 30 Oct 17:00", "Assign to Ben Carter", "Undo"]
    assert "Ben Carter · due Fri 30 Oct 17:00" in await ana.types("/task show T-1")


async def test_what_was_searched_for_is_added_as_it_was_typed(ana: Person) -> None:
    await ana.types("/task find a new van")

    await ana.presses("Add as a task", ana.shown[-1])

    [shown] = await private(ana)
    assert "Added *T-1* find a new van" in shown
    assert "Keep" not in shown
