"""A line that begins with the number of a task changes that task, and makes no other.

It is Mon 26 Oct 2026, 08:00 in Lisbon.
"""

import pytest

from tests.world import Person, World, labels

ADD = "/task Order the racks +web"


async def test_tokens_behind_a_number_change_the_task_and_one_undo_takes_them_back(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task T-1 !p1 +dns ~3h @ben by fri")

    assert "owner Ana Sousa → Ben Carter" in told
    assert "due Fri 30 Oct 17:00" in told
    assert "priority P3 → P1" in told
    assert "labels +web → +dns +web" in told
    assert "estimate 3 h" in told
    assert "Undo" in labels(ana.shown[-1])
    await ana.types("/task undo")
    assert "T-1* Order the racks · Ana Sousa · +web" in await ana.types("/task list")


async def test_several_tasks_are_changed_at_once_and_labels_go_with_a_minus(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task Rack them +web")

    told = await ana.types("/task T-1, T-2 !p2 -web")

    assert told.count("priority P3 → P2") == 2
    assert told.count("no labels any more, were +web") == 2
    assert "There is no T-9 here." in await ana.types("/task T-9 !p1")


async def test_what_a_line_leaves_open_is_asked_and_the_button_changes_the_task(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task T-1 #atlsa")

    assert 'No project "atlsa".' in told
    assert labels(ana.shown[-1]) == []
    assert "own this yourself" not in await ana.types("/task T-1 @bne !p1")
    assert labels(ana.shown[-1]) == ["Choose a person"]


@pytest.mark.parametrize(
    ("line", "says", "buttons"),
    [
        ("complete T-1", "done", ["Undo"]),
        ("T-1 done", "done", ["Undo"]),
        ("done 1", "Is T-1 meant? Nothing was saved.", ["Mark T-1 done", "Add it as a task"]),
        (
            "reassing T-1 @ben",
            "is not a command. Nothing was saved.",
            ["assign T-1 Ben Carter", "Add it as a task"],
        ),
        ("review T-1", "is no command for T-1. Nothing was saved.", ["Show T-1", "Add it as a task"]),
        ("lsit late", "is not a command. Nothing was saved.", ["list late", "Add it as a task"]),
        ("export xls", "Nothing was saved.", ["A csv of my open tasks", "Add it as a task"]),
        ("list !p9", 'No priority "p9"', ["Show P4", "Show it without"]),
        ("list @ben @dev", "A list takes one person.", ["Ben Carter", "Dev Patel"]),
        ("list by fri", "Nothing was saved.", ["Show it without", "Add it as a task"]),
    ],
)
async def test_lines_about_what_is_there_make_no_task(
    world: World, ana: Person, line: str, says: str, buttons: list[str]
) -> None:
    await ana.types(ADD)

    told = await ana.types(f"/task {line}")

    assert says in told
    assert labels(ana.shown[-1]) == buttons
    assert "There is no T-2 here." in await ana.types("/task T-2")
    assert len(await world.channel("#atlas").messages()) == 1


async def test_the_button_of_a_list_shows_it_and_makes_no_task(ana: Person) -> None:
    await ana.types("/task Order the racks !p4")
    await ana.types("/task list !p9")

    assert "Open tasks P4" in await ana.presses("Show P4", ana.shown[-1])
    assert "There is no T-2 here." in await ana.types("/task T-2")


@pytest.mark.parametrize("filters", ["#nope", "@zorro"])
async def test_a_filter_that_names_nothing_speaks_of_no_saving(ana: Person, filters: str) -> None:
    told = await ana.types(f"/task list {filters}")

    assert filters.strip("#@") in told
    assert "saved" not in told
    assert "own this yourself" not in told


async def test_an_edit_with_tokens_asks_whether_they_are_part_of_the_title(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task edit T-1 Test the backup @ben by fri")

    assert "part of the title of T-1? Nothing was changed." in told
    both = await ana.presses("Change both", ana.shown[-1])
    assert "title Order the racks → Test the backup" in both
    assert "owner Ana Sousa → Ben Carter" in both


async def test_another_date_is_asked_for_by_line_on_the_clock_of_the_task(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks @ben by fri")

    told = await world.person("ben").types("/task propose T-1 mon 9 nov")

    assert "Ana Sousa is asked for Mon 9 Nov 17:00 (Lisbon)" in told
    assert "Until then it stays due Fri 30 Oct 17:00 (Lisbon)" in told
    assert "is Ben Carter's, so nothing was changed." in await ana.types("/task propose T-1 mon 9 nov")


async def test_an_estimate_in_hours_leaves_the_points_alone(ana: Person) -> None:
    await ana.types("/task Order the racks ~5p")

    await ana.types("/task T-1 ~3h")

    shown = await ana.types("/task show T-1")
    assert "3 h" in shown
    assert "5 p" in shown


async def test_several_tasks_are_noted_watched_and_moved_in_one_group_with_one_undo(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task Rack them")

    noted = await ana.types("/task note T-1, T-2 the lift is booked")
    assert noted.count("noted.") == 2
    watched = await ana.types("/task watch T-1 T-2")
    assert watched.count("you will hear what changes on it") == 2
    snoozed = await ana.types("/task snooze T-1, T-2 mon")
    assert snoozed.count("snoozed until Mon 2 Nov") == 2
    moved = await ana.types("/task due T-1 T-2 fri")
    assert moved.count("due Fri 30 Oct 17:00 (no date before)") == 2

    undone = await ana.types("/task undo")
    assert {"*T-1*", "*T-2*"} <= {word for word in undone.split() if word.startswith("*T-")}
    assert "due" not in await ana.types("/task list")


async def test_several_tasks_lose_their_dates_at_once(ana: Person) -> None:
    await ana.types(f"{ADD} by fri")
    await ana.types("/task Rack them by fri")

    told = await ana.types("/task due T-1, T-2 none")

    assert told.count("no date any more, was Fri 30 Oct 17:00") == 2


async def test_fields_are_emptied_by_line_and_put_back_by_undo(ana: Person) -> None:
    await ana.types("/task Report +dns !p1 ~3h cc @ben every fri")

    for line, told in (
        ("label T-1 none", "no labels any more, were +dns"),
        ("T-1 ~none", "no estimate any more, was 3 h"),
        ("T-1 !none", "priority P1 → P3"),
        ("cc T-1 none", "no watchers any more, were Ben Carter"),
        ("repeat T-1 none", "no repeat any more, was every fri"),
    ):
        assert told in await ana.types(f"/task {line}")
    await ana.types("/task undo")
    assert "repeats every fri" in await ana.types("/task show T-1")


async def test_a_round_is_skipped_by_line(ana: Person) -> None:
    await ana.types("/task Report every fri")

    assert "→ Fri 6 Nov 17:00" in await ana.types("/task skip T-1")


async def test_a_new_pattern_does_not_bring_back_the_round_that_was_just_finished(ana: Person) -> None:
    await ana.types("/task Report every mon")
    await ana.types("/task done T-1")

    await ana.types("/task T-1 every mon at 16:00")

    assert "due Mon 2 Nov 16:00" in await ana.types("/task list")


async def test_a_date_asked_for_one_round_is_asked_no_more_when_that_round_is_done(
    ana: Person, ben: Person
) -> None:
    await ana.types("/task Weekly report @ben every mon")
    await ben.types("/task propose T-1 wed")
    assert "not answered yet" in await ana.types("/task show T-1")

    await ben.types("/task done T-1")

    assert "not answered yet" not in await ana.types("/task show T-1")


async def test_a_label_that_a_task_does_not_have_cannot_be_taken_away_and_that_is_said(ana: Person) -> None:
    await ana.types("/task add Order racks +dns")

    beside = await ana.types("/task T-1 !p1 -dc")
    alone = await ana.types("/task T-1 -dc -web")

    assert "priority P3 → P1" in beside
    assert "It has no label +dc." in beside
    assert "Nothing was changed" in alone
    assert "It has no label +dc or +web." in alone


async def test_a_minus_in_front_of_what_a_task_waits_for_takes_it_away(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Order the cables")
    await ana.types("/task Rack them after T-1, T-2")

    told = await ana.types("/task T-3 -after T-1")

    assert "waits for T-2" in told
    assert "It does not wait for T-1." in await ana.types("/task T-3 !p1 -after T-1, T-2")
    assert "after" not in await ana.types("/task show T-3")
    await ana.types("/task undo")
    assert "after T-2" in await ana.types("/task show T-3")


@pytest.mark.parametrize("less", ["-@ben", "-done", "-!p1", "-#atlas"])
async def test_a_minus_that_takes_nothing_away_is_never_a_plus(ana: Person, less: str) -> None:
    await ana.types("/task Order the racks @ben !p1")

    await ana.types(f"/task T-1 {less}")

    shown = await ana.types("/task show T-1")
    assert "Ben Carter" in shown
    assert "P1" in shown
    assert "Reopen" not in labels(ana.shown[-1])
