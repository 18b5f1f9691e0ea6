"""A line that is nearly a command asks with buttons and saves nothing; the button does what it says.

It is Mon 26 Oct 2026, 08:00 in Lisbon.
"""

import pytest

from tests.world import Person, World, labels, words


async def has(ana: Person, *lines: str) -> None:
    for line in lines:
        await ana.types(f"/task {line}")


@pytest.mark.parametrize(
    ("line", "says", "buttons"),
    [
        (
            "done T-1-T-3",
            'I can\'t read "T-1-T-3" as the numbers of tasks. Nothing was changed.',
            ["Mark T-1, T-2, T-3 done", "Add it as a task"],
        ),
        ("done T-1..T-3", "Nothing was changed.", ["Mark T-1, T-2, T-3 done", "Add it as a task"]),
        (
            "list under way",
            'A list knows no "under way".',
            ["Show that column of the board", "Add it as a task"],
        ),
        ("list waiting for me", "Nothing was saved.", ["Show it without", "Add it as a task"]),
        ("quiet all day", '`/task quiet` knows no "all day".', ["My quiet hours", "Add it as a task"]),
        ("skills dns oracle", "Nothing was saved.", ["skills +dns +oracle", "Add it as a task"]),
        ("csv", "Nothing was saved.", ["A csv of my open tasks", "Add it as a task"]),
    ],
)
async def test_a_slip_of_a_command_makes_no_task(
    world: World, ana: Person, line: str, says: str, buttons: list[str]
) -> None:
    await has(ana, "Order the racks", "Rack them", "Cable them")

    told = await ana.types(f"/task {line}")

    assert says in told
    assert labels(ana.shown[-1]) == buttons
    assert len(await world.channel("#atlas").messages()) == 3


async def test_the_button_of_a_range_takes_every_task_of_it(ana: Person) -> None:
    await has(ana, "Order the racks", "Rack them", "Cable them")
    await ana.types("/task done T-1-T-3")

    done = await ana.presses("Mark T-1, T-2, T-3 done", ana.shown[-1])

    assert done.count(": done") == 3


async def test_search_finds_and_may_be_a_task_all_the_same(world: World, ana: Person) -> None:
    await has(ana, "Open the fire door")

    assert "Open the fire door" in await ana.types("/task search fire")
    assert len(await world.channel("#atlas").messages()) == 1
    assert "search fire" in await ana.presses("Add as a task", ana.shown[-1])


async def test_an_opposite_is_no_slip_of_its_verb(ana: Person) -> None:
    await has(ana, "Order the racks", "snooze T-1 mon")

    told = await ana.types("/task unsnooze T-1")

    assert "no longer snoozed" in told
    assert "Undo" in labels(ana.shown[-1])
    assert '"undecline" is no command for T-1.' in await ana.types("/task undecline T-1")
    assert "Decline T-1" not in labels(ana.shown[-1])


@pytest.mark.parametrize(
    ("line", "says", "buttons"),
    [
        ("edit T-1 T-2", "Edit takes one task at a time. Nothing was changed.", ["edit T-1", "edit T-2"]),
        (
            "edit T-1 Renamed !hgih",
            'No priority "hgih". Did you mean !high? Nothing was changed',
            ["Open the form", "All of it is the title"],
        ),
        (
            "edit T-1 T-2 is late",
            "Edit takes one task at a time. Nothing was changed.",
            ['The title "T-2 is late"', "edit T-1 is late", "edit T-2 is late"],
        ),
        (
            "split T-1 T-2 order; rack",
            "Split takes one task at a time. Nothing was changed.",
            ["split T-1 order; rack", "split T-2 order; rack"],
        ),
        (
            "edit T-1 due someday",
            'I can\'t read "someday" as a date. Nothing was changed.',
            ["Open the form", "All of it is the title"],
        ),
    ],
)
async def test_a_second_number_or_a_date_is_not_silently_part_of_a_title(
    ana: Person, line: str, says: str, buttons: list[str]
) -> None:
    await has(ana, "Order the racks", "Rack them")

    told = await ana.types(f"/task {line}")

    assert says in told
    assert labels(ana.shown[-1]) == buttons
    assert "Order the racks" in await ana.types("/task T-1")


async def test_several_tasks_are_declined_at_once_with_one_reason_and_one_undo(
    ana: Person, ben: Person
) -> None:
    await has(ana, "Order the racks @ben", "Rack them @ben")

    told = await ben.types("/task decline T-2, T-1 I am at the audit")

    assert told.count("owner Ben Carter → Ana Sousa") == 2
    assert "declined: I am at the audit" in await ana.types("/task history T-1")
    assert labels(ben.shown[-1]).count("Undo") == 1
    await ben.types("/task undo")
    assert "Ben Carter" in await ana.types("/task T-2")
    assert "Ben Carter" in await ana.types("/task T-1")


async def test_who_declines_by_line_without_a_reason_is_asked_why(ana: Person, ben: Person) -> None:
    await has(ana, "Order the racks @ben", "Rack them @ben", "Cable them")

    await ben.types("/task decline T-1 T-2 because")

    form = await ben.form()
    assert "*T-1* Order the racks goes back to Ana Sousa" in words(form)
    assert "*T-2* Rack them goes back to Ana Sousa" in words(form)
    refused = await ben.submits(form)
    assert refused["errors"] == {"reason": "Please complete this required field."}
    assert "Ben Carter" in await ana.types("/task T-1")
    await ben.submits(form, {"reason": {"reason": "I am at the audit"}})
    assert "declined: I am at the audit" in await ana.types("/task history T-2")


async def test_who_may_not_decline_is_told_so_before_they_write_why(ana: Person, ben: Person) -> None:
    await has(ana, "Order the racks", "Rack them @ben", "done T-2")

    told = await ben.types("/task decline T-1 T-2 T-9")

    assert "is Ana Sousa's, so nothing was changed" in told
    assert "*T-2* was done already" in told
    assert "There is no T-9 here." in told


@pytest.mark.parametrize("line", ["@ben and @dev fix it by fri", "@ben & @dev: fix it by fri"])
async def test_two_people_joined_in_front_are_asked_about(ana: Person, line: str) -> None:
    told = await ana.types(f"/task {line}")

    assert "could both own this. Nothing was saved. Who owns it?" in told
    assert labels(ana.shown[-1]) == ["Ben Carter", "Dev Patel"]
    added = await ana.presses("Dev Patel", ana.shown[-1])
    assert "*T-1* fix it · Dev Patel · due Fri 30 Oct 17:00" in added


@pytest.mark.parametrize(
    ("line", "label", "added"),
    [
        ("Fix it by wendesday", "Wed 28 Oct", "Fix it · Ana Sousa · due Wed 28 Oct 17:00"),
        ("Fix it on thrusday", "Thu 29 Oct", "Fix it · Ana Sousa · due Thu 29 Oct 17:00"),
        ("Fix it due tusday", "Tue 27 Oct", "Fix it · Ana Sousa · due Tue 27 Oct 17:00"),
        ("Fix it until firday 3pm", "Fri 30 Oct 15:00", "Fix it · Ana Sousa · due Fri 30 Oct 15:00"),
        ("Fix it by 12 novmeber", "Thu 12 Nov", "Fix it · Ana Sousa · due Thu 12 Nov 17:00"),
        ("Fix it before 10 decembre", "Wed 9 Dec", "Fix it · Ana Sousa · due Wed 9 Dec 17:00"),
    ],
)
async def test_a_slip_of_a_day_or_month_asks_with_the_date_it_would_be(
    ana: Person, line: str, label: str, added: str
) -> None:
    told = await ana.types(f"/task {line}")

    assert "as a date. Nothing was saved." in told
    assert labels(ana.shown[-1]) == [label, "Keep it in the title"]
    assert added in await ana.presses(label, ana.shown[-1])


async def test_what_is_no_slip_after_all_stays_in_the_title(ana: Person) -> None:
    await ana.types("/task Fix it by wendesday !p1")

    added = await ana.presses("Keep it in the title", ana.shown[-1])

    assert "Fix it by wendesday · Ana Sousa · P1" in added


@pytest.mark.parametrize("line", ["due T-1 wendesday", "T-1 by wendesday", "T-1, T-2 by wendesday"])
async def test_a_slip_of_a_day_moves_a_task_by_the_button_and_keeps_its_hour(ana: Person, line: str) -> None:
    await has(ana, "Order the racks by fri 9am", "Rack them by fri 9am")

    told = await ana.types(f"/task {line}")

    assert 'I can\'t read "wendesday" as a date. Nothing was' in told
    assert "Keep it in the title" not in labels(ana.shown[-1])
    assert "→ Wed 28 Oct 09:00" in await ana.presses("Wed 28 Oct", ana.shown[-1])


@pytest.mark.parametrize(
    ("line", "label", "done"),
    [("snooze late wendesday", "Wed 28 Oct", "snoozed until"), ("due late tusday", "Tue 27 Oct", "moved to")],
)
async def test_a_slip_of_the_day_for_all_that_is_late_makes_no_task(
    world: World, ana: Person, line: str, label: str, done: str
) -> None:
    await has(ana, "Order the racks by today 9am")
    await world.clock(to="2026-10-26T12:00:00+00:00")

    told = await ana.types(f"/task {line}")

    assert "Nothing was changed." in told
    assert label in labels(ana.shown[-1])
    assert len(await world.channel("#atlas").messages()) == 1
    assert f"1 late task {done} {label}" in await ana.presses(label, ana.shown[-1])


async def test_a_slip_of_a_day_behind_every_is_offered_as_the_repeat(ana: Person) -> None:
    told = await ana.types("/task Send the report every wendesday")

    assert '"every wendesday" is no pattern of days, so it stays in the title. Try every wednesday.' in told
    assert "repeat every wed" in await ana.presses("Repeat every wednesday", ana.shown[-1])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("T-1-T-2", 'I can\'t read "T-1-T-2" as the numbers of tasks. Nothing was saved.'),
        ("start T-1-T-2 now", "Try /task start T-1, T-2."),
        ("show T-1-T-2", "Try /task show T-4."),
        ("T-1 -cc", 'I can\'t read "-cc" after T-1.'),
        ("@ben and @dev", "There is no title in that line, so nothing was saved."),
        ("search", "find"),
    ],
)
async def test_what_lacks_something_is_no_task_and_each_button_leads_on(
    world: World, ana: Person, line: str, says: str
) -> None:
    await has(ana, "Order the racks", "Rack them")

    told = await ana.types(f"/task {line}")

    assert says in told
    assert len(await world.channel("#atlas").messages()) == 2
    assert "start T-1, T-2 now" not in labels(ana.shown[-1])


async def test_a_length_behind_a_tilde_and_a_space_is_offered_as_the_estimate(ana: Person) -> None:
    told = await ana.types("/task Fix it ~2 h by fri")

    assert '"~2 h" is no estimate, so it stays in the title. Try ~2h.' in told
    assert "estimate 2 h" in await ana.presses("Estimate 2h", ana.shown[-1])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"Fix it \#5 \@ben \!p1", "Fix it #5 @Ben Carter !p1"),
        (r"Ask \@ben, \@dev and tidy \#atlas", "Ask @Ben Carter, @Dev Patel and tidy #atlas"),
    ],
)
async def test_a_person_behind_a_backslash_is_text_and_nobody_is_offered(
    ana: Person, typed: str, shown: str
) -> None:
    added = await ana.types(f"/task {typed}")

    assert f"*T-1* {shown} · Ana Sousa" in added
    assert "Assign" not in added
    assert "It belongs to" not in added


@pytest.mark.parametrize("line", ["Call @ben tomorrow", "Ping @ben tomorrow", "call @ben, tomorrow"])
async def test_a_person_beside_one_word_stays_in_the_title_and_is_offered(ana: Person, line: str) -> None:
    added = await ana.types(f"/task {line}")

    assert "@Ben Carter · Ana Sousa · due Tue 27 Oct 17:00" in added
    assert "Ben Carter" in await ana.presses("Assign to Ben Carter", ana.shown[-1])
