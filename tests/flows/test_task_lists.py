"""Lists of tasks: filters that hold together, pages, the board, searches, and who sees what of them."""

import re

import pytest

from tests.world import Person, World, labels, words


async def adds(person: Person, *lines: str, channel: str = "#atlas") -> None:
    """Add tasks one after the other."""
    for line in lines:
        await person.types(f"/task add {line}", channel)


async def test_filters_hold_together(ana: Person) -> None:
    await adds(ana, "Order racks @ben +dc !high", "Order cables @ben +dc", "Order racks @ana +dc !high")

    told = await ana.types("/task list @ben +dc !p2")

    assert "*Open tasks of Ben Carter P2 +dc* · 1" in told
    assert "*T-1*" in told
    assert "*T-2*" not in told
    assert "*T-3*" not in told


@pytest.mark.parametrize("typed", ["list +dc,+web", "list +dc +web", "list all +web, +dc"])
async def test_a_list_of_several_labels_holds_what_has_them_all(ana: Person, typed: str) -> None:
    await adds(ana, "Order racks +dc,+web @ben", "Order cables +dc", "Cable the racks +web")

    told = await ana.types(f"/task {typed}")

    assert "*T-1*" in told
    assert "*T-2*" not in told
    assert "*T-3*" not in told


@pytest.mark.parametrize("typed", ["list not done", "list unfinished", "list all not finished"])
async def test_what_is_not_done_is_what_is_open(ana: Person, typed: str) -> None:
    await adds(ana, "Order racks", "Order cables")
    await ana.types("/task done T-2")

    told = await ana.types(f"/task {typed}")

    assert "*T-1*" in told
    assert "*T-2*" not in told


async def test_a_board_of_what_was_done_in_another_time_is_a_list_of_that(world: World, ana: Person) -> None:
    await adds(ana, "Order racks by fri", "Order cables by 6 nov")
    await ana.types("/task done T-2")
    await world.clock(to="2026-11-03T09:00:00+00:00")
    await ana.types("/task done T-1")

    told = await ana.types("/task board done last week")

    assert "so this is a list" in told
    assert "*T-2*" in told
    assert "*T-1*" not in told


async def test_a_list_is_late_first_then_by_date_priority_and_number(world: World, ana: Person) -> None:
    await adds(
        ana, "No date", "Late by fri", "Soon by 12 nov", "Soon too by 12 nov !high", "Sooner by 11 nov"
    )
    await world.clock(to="2026-11-03T09:00:00+00:00")

    told = await ana.types("/task list")

    order = [line.split("*")[1] for line in told.splitlines() if line.startswith("*T-")]
    assert order == ["T-2", "T-5", "T-4", "T-3", "T-1"]


async def test_more_goes_on_where_the_page_ended_and_back_returns(ana: Person) -> None:
    await adds(ana, *(f"Rack {number}" for number in range(1, 13)))
    first = await ana.types("/task list")

    second = await ana.presses("More", ana.shown[-1])
    again = await ana.presses("Back", ana.shown[-1])

    assert "1 to 10 of 12" in first
    assert "*T-11*" in second
    assert "*T-10*" not in second
    assert "11 to 12 of 12" in second
    assert "*T-10*" in again


async def test_the_board_shows_tasks_by_state(ana: Person) -> None:
    await adds(ana, "Order racks", "Renew certificate", "Move the cabinet", "Old one")
    await ana.types("/task start T-2")
    await ana.types("/task block T-3 waiting for the lift")
    await ana.types("/task done T-4")

    told = await ana.types("/task board")

    places = ["*To do* · 1", "*T-1*", "*Under way* · 1", "*T-2*", "*Blocked* · 1", "*T-3*"]
    places += ["*Done in the last 7 days* · 1", "*T-4*"]
    assert [told.index(place) for place in places] == sorted(told.index(place) for place in places)


async def test_a_board_of_what_is_late_holds_nothing_else(world: World, ana: Person) -> None:
    await ana.types("/task Order racks by today 10:00")
    await adds(ana, "Renew certificate", "Old one")
    await ana.types("/task done T-3")
    await world.clock(by="3h")

    told = await ana.types("/task board late")
    column = await ana.types("/task board late todo")
    again = await ana.presses("Board", ana.shown[-1])

    assert "*Board of late tasks of everybody*" in told
    assert "*To do* · 1" in told
    assert "*T-1*" in told
    assert "*T-2*" not in told
    assert "Done in the last" not in told
    assert "Board of late tasks of everybody · To do* · 1" in column
    assert again == told


async def test_a_list_of_what_is_late_becomes_a_board_of_it(ana: Person) -> None:
    await adds(ana, "Renew certificate")
    await ana.types("/task list late")

    assert "*Board of late tasks of everybody*" in await ana.presses("Board", ana.shown[-1])


async def test_a_column_of_the_board_that_has_more_is_opened_and_turned_page_by_page(ana: Person) -> None:
    await ana.types("/project new Atlas")
    await adds(ana, *(f"Rack {number}" for number in range(1, 14)), "Hidden in plain sight @ben", "Cable")
    await ana.types("/task start T-15")
    await ana.types("/task board")
    shown = ana.shown[-1]

    first = await ana.presses("9 more", shown)
    second = await ana.presses("More", ana.shown[-1])
    back = await ana.presses("Back", ana.shown[-1])
    whole = await ana.presses("Board", ana.shown[-1])

    assert labels(shown) == ["9 more", "As a list"]
    assert "*Board in Atlas · To do* · 14" in first
    assert [numbers(part) for part in (first, second, back)] == [
        [*range(1, 11)],
        [*range(11, 15)],
        [*range(1, 11)],
    ]
    assert "11 to 14 of 14; late first, then by date, priority and number." in second
    assert "*Under way* · 1" in whole


@pytest.mark.parametrize(
    ("column", "verb", "title"),
    [
        ("started", "start T-{}", "Under way"),
        ("blocked", "block T-{} the vendor sleeps", "Blocked"),
        ("done", "done T-{}", "Done in the last 7 days"),
    ],
)
async def test_each_column_of_the_board_goes_on_in_its_own_order(
    ana: Person, column: str, verb: str, title: str
) -> None:
    await adds(ana, *(f"Rack {number}" for number in range(1, 8)), "Cable")
    for number in range(1, 8):
        await ana.types(f"/task {verb.format(number)}")
    await ana.types("/task board")
    in_short = numbers(words(ana.shown[-1]).partition(f"*{title}*")[2])[:5]

    await ana.presses("2 more", ana.shown[-1])
    told = words(ana.shown[-1])

    assert f"· {title}* · 7" in told
    assert numbers(told)[:5] == in_short
    assert sorted(numbers(told)) == [*range(1, 8)]


def numbers(told: str) -> list[int]:
    """Return the numbers of the tasks that lines begin with, in the order of the lines."""
    return [int(line[3:].partition("*")[0]) for line in told.splitlines() if line.startswith("*T-")]


async def test_a_board_in_a_projects_channel_is_the_projects(ana: Person) -> None:
    await ana.types("/project new Atlas")
    await adds(ana, "Order racks @ben", "Paint the door @ben #atlas")
    await adds(ana, "Water the plants", channel="#general")

    told = await ana.types("/task board")

    assert "*Board in Atlas*" in told
    assert "*To do* · 2" in told
    assert "Water the plants" not in told


async def test_find_shows_open_tasks_before_finished_ones_and_offers_the_words_as_a_task(ana: Person) -> None:
    await adds(ana, "Renew the certificate", "Order racks\nwith a certificate of origin", "Call the vendor")
    await ana.types("/task done T-1")

    told = await ana.types("/task find certif")
    await ana.presses("Add as a task", ana.shown[-1])

    assert told.index("*T-2*") < told.index("*T-1*")
    assert "*T-3*" not in told
    assert "*T-4* certif ·" in await ana.types("/task list")


async def test_what_nobody_wrote_is_not_found_and_said_so(ana: Person) -> None:
    await adds(ana, "Renew the certificate")

    assert "Nothing you may see has" in await ana.types("/task find elephant")


async def test_a_search_turns_pages_from_what_is_open_to_what_is_done_and_dropped(ana: Person) -> None:
    await adds(ana, *(f"Number {one + 1}" for one in range(25)))
    await ana.types("/task done T-13 T-14 T-15 T-16 T-17 T-18 T-19 T-20")
    await ana.types("/task drop T-21 T-22 T-23 T-24 T-25 not needed")

    pages = [await ana.types("/task find number")]
    for _ in range(2):
        pages.append(await ana.presses("More", ana.shown[-1]))
    last = labels(ana.shown[-1])
    back = await ana.presses("Back", ana.shown[-1])

    shown = [[int(one) for one in re.findall(r"\*T-(\d+)\*", page)] for page in pages]
    assert [set(page) for page in shown] == [{*range(1, 11)}, {*range(11, 21)}, {*range(21, 26)}]
    assert "· 25" in pages[0]
    assert "11 to 20 of 25" in pages[1]
    assert [one for one in last if one != "Reopen"] == ["Back", "Add as a task"]
    assert "11 to 20 of 25" in back
    assert "Nothing on that page" in await ana.types('/task find "number" page 9')


@pytest.mark.parametrize(
    ("typed", "offer"),
    [("fire done", "List “fire” done"), ("fire this week", "List “fire” this week"), ("late", "List late")],
)
async def test_a_search_for_what_a_list_knows_offers_that_list(ana: Person, typed: str, offer: str) -> None:
    await adds(ana, "Fire drill by fri", "Fire alarm", "Order racks", "Fire escape by fri")
    await ana.types("/task done T-2")

    await ana.types(f"/task find {typed}")
    listed = await ana.presses(offer, ana.shown[-1])

    assert "*T-3*" not in listed
    assert ("*T-2*" in listed) == (typed == "fire done")
    assert ("*T-1*" in listed) == (typed == "fire this week")


@pytest.mark.parametrize("typed", ["fire", "fire drill", "the task for fire", "room for", "page 2"])
async def test_a_search_for_plain_words_offers_no_list(ana: Person, typed: str) -> None:
    await ana.types(f"/task find {typed}")

    assert [one for one in labels(ana.shown[-1]) if one.startswith("List")] == []


@pytest.mark.parametrize("line", ["list all", "list +quiet", "find merger", "board all", 'list "merger"'])
async def test_a_private_channels_task_shows_only_to_its_members(
    world: World, ana: Person, ben: Person, line: str
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await adds(ana, "Prepare the merger +quiet @ana", channel="#vendor-terms")

    theirs = await ben.types(f"/task {line}", "#general")
    ours = await ana.types(f"/task {line}", "#vendor-terms")

    assert "Prepare the merger" not in theirs
    assert "*T-1*" not in theirs
    assert "Prepare the merger" in ours


async def test_the_history_names_who_did_what_and_from_what_to_what(ana: Person, ben: Person) -> None:
    await adds(ana, "Renew the certificate @ben by fri +dns")
    await ben.types("/task assign T-1 @chiara")
    await ana.types("/task due T-1 12 nov")
    await ana.types("/task undo")

    told = (await ana.types("/task history T-1")).splitlines()

    assert [line.split(" · ")[1] for line in told if " · " in line and "history" not in line] == [
        "Ana Sousa took back: moved the date from Fri 30 Oct to Thu 12 Nov",
        "Ana Sousa moved the date from Fri 30 Oct to Thu 12 Nov",
        "Ben Carter changed the owner from Ben Carter to Chiara Rossi",
        "Ana Sousa made it",
    ]


async def test_a_task_in_a_list_is_finished_with_one_press(world: World, ana: Person) -> None:
    await adds(ana, "Renew the certificate")
    await ana.types("/task list")

    told = await ana.presses("Done", ana.shown[-1])

    assert "*T-1* Renew the certificate: done" in told
    assert labels(await world.channel("#atlas").last()) == ["Reopen"]
    assert "Done by Ana Sousa" in words(await world.channel("#atlas").last())


async def test_a_search_too_long_for_a_button_is_still_offered_whole_as_a_task(ana: Person) -> None:
    long = "find " + "word " * 480 + "last"
    await ana.types(f"/task {long}")

    await ana.presses("Add as a task", ana.shown[-1])

    assert "word last" in " ".join((await ana.types("/task show T-1")).split())


async def test_the_board_says_once_that_work_is_under_way(ana: Person) -> None:
    await adds(ana, "Order racks", "Order cables")
    await ana.types("/task start T-1 T-2")

    assert (await ana.types("/task board")).lower().count("under way") == 1
    assert "under way" in await ana.types("/task list")


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Pay the R&D budget", "R&D"),
        ("给李雷开通权限", "限"),
        ("Renew *.corp.example", "corp.example"),
        ("Order the racks @chiara", "racks @chiara"),
        ("Order the racks @chiara", "@chiara"),
        ("Order the racks +dns", "+dns"),
        ("Order the racks +dns !p1", "racks +dns !p1"),
        ("Order the racks #porto", "#porto racks"),
        ("Order the racks", "T-2"),
    ],
)
async def test_find_takes_signs_scripts_without_spaces_people_and_numbers(
    ana: Person, title: str, typed: str
) -> None:
    await ana.types("/project new Porto", channel="#general")
    await ana.types("/task Renew in a couple of days")
    await ana.types(f"/task {title}")

    told = await ana.types(f"/task find {typed}")

    assert "*T-2*" in told
    assert "*T-1*" not in told


async def test_a_long_title_is_cut_in_a_list_and_whole_on_its_card_and_when_shown(
    world: World, ana: Person
) -> None:
    title = " ".join(["Order the racks for Porto"] * 8) + " today"
    await ana.types(f'/task add "{title}"')

    listed = await ana.types("/task list")
    shown = await ana.types("/task show T-1")

    assert title not in listed
    assert "Order the racks for… · Ana Sousa" in listed
    assert title in shown
    assert title in words(await world.channel("#atlas").last())


async def test_back_from_a_page_that_does_not_exist_leads_to_the_last_one(ana: Person) -> None:
    for number in range(11):
        await ana.types(f"/task Rack {number}")

    await ana.types("/task list page 99")

    assert "11 to 11 of 11" in await ana.presses("Back", ana.shown[-1])


@pytest.mark.parametrize("state", ["dropped", "everything"])
async def test_what_has_no_columns_is_a_list_and_says_that_it_is_no_board(ana: Person, state: str) -> None:
    await adds(ana, "Order racks")
    await ana.types("/task drop T-1 not needed")

    told = await ana.types(f"/task board {state}")
    listed = await ana.types(f"/task list {state}")

    assert "A board has columns for what is open or was done lately" in told
    assert "A board has" not in listed
    assert "nothing on that page" in await ana.types(f"/task board {state} page 2")
