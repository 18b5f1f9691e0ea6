"""The lists a lead needs: what I gave away, what is here, without owner or date, snoozed, due this week."""

import csv
import io

import pytest

from tests.flows.test_daily import told
from tests.flows.test_task_lists import adds, numbers
from tests.world import Person, World, labels, words


@pytest.fixture
async def ana(world: World) -> Person:
    """Ana, with a project's worth of tasks. It is Mon 26 Oct 2026."""
    ana = world.person("ana")
    await adds(ana, "Order racks @ben by wed", "Order cables @dev by 4 nov", "Own work", "Ownerless @nobody")
    await adds(ana, "Elsewhere by fri", channel="#general")
    await adds(world.person("ben"), "Of Ben @dev by today")
    return ana


@pytest.mark.parametrize(
    ("line", "title", "found"),
    [
        ("list given", "Open tasks given away by Ana Sousa", [1, 2]),
        ("list given away @ben", "Open tasks of Ben Carter given away by Ana Sousa", [1]),
        ("list here", "Open tasks of #atlas", [6, 1, 2, 3, 4]),
        ("list unassigned", "Open tasks without an owner", [4]),
        ("list no owner here", "Open tasks without an owner of #atlas", [4]),
        ("list undated", "Open tasks of everybody without a date", [3, 4]),
        ("list without date mine", "Open tasks of Ana Sousa without a date", [3]),
        ("list today", "Open tasks of everybody due today", [6]),
        ("list this week", "Open tasks of everybody due this week", [6, 1, 5]),
        ("list due next week", "Open tasks of everybody due next week", [2]),
        ("list all", "Open tasks of everybody", [6, 1, 5, 2, 3, 4]),
        ("list", "Open tasks of Ana Sousa", [5, 3]),
    ],
)
async def test_a_list_is_narrowed_and_says_whose_it_shows(
    ana: Person, line: str, title: str, found: list[int]
) -> None:
    shown = await ana.types(f"/task {line}")

    assert f"*{title}* · {len(found)}" in shown
    assert numbers(shown) == found


async def test_dropped_and_finished_tasks_are_listed_by_their_word(ana: Person) -> None:
    await ana.types("/task drop T-1 the vendor does it")
    await ana.types("/task drop T-3 not needed")
    await ana.types("/task done T-2")

    dropped = await ana.types("/task list dropped")
    reopened = await ana.presses("Reopen", ana.shown[-1])
    whole = await ana.types("/task list everything here")

    assert "*Dropped tasks of everybody* · 2" in dropped
    assert numbers(dropped) == [3, 1]
    assert "dropped: not needed" in dropped
    assert "*T-3* Own work: open again" in reopened
    assert "*Open, done and dropped tasks of #atlas* · 5" in whole
    assert numbers(whole) == [6, 3, 4, 2, 1]


async def test_snoozed_tasks_are_listed(ana: Person) -> None:
    await ana.types("/task snooze T-3 fri")

    shown = await ana.types("/task list snoozed")

    assert "*Open tasks of everybody that are snoozed* · 1" in shown
    assert numbers(shown) == [3]


async def test_the_buttons_of_a_narrowed_list_stay_narrow(ana: Person) -> None:
    await adds(ana, *(f"Rack {number}" for number in range(1, 10)))
    await ana.types("/task list here")

    second = await ana.presses("More", ana.shown[-1])

    assert "*Open tasks of #atlas* · 14" in second
    assert "11 to 14 of 14" in second
    assert "*Done tasks of #atlas*" not in second
    assert "Done tasks of #atlas: none" in await ana.presses("Finished", ana.shown[-1])


async def test_a_board_here_is_of_this_channel(ana: Person) -> None:
    shown = await ana.types("/task board here")

    assert "*Board of #atlas*" in shown
    assert "*T-5*" not in shown


async def test_what_one_gave_away_leads_from_home_to_all_of_it(world: World, ana: Person) -> None:
    await adds(ana, *(f"Rack {number} @ben" for number in range(1, 12)))
    home = (await world.get("home", as_="ana"))["view"]
    assert "*What you gave away* · 1" in words(home)
    assert "more than" not in words(home)
    assert "All I gave away" in labels(home)


async def test_a_file_of_everything_holds_open_and_done_tasks(world: World, ana: Person) -> None:
    await ana.types("/task done T-2")

    reply = await ana.types("/task export csv everything here")

    assert "Open, done and dropped tasks of #atlas: 5 tasks are on their way to you as a file." in reply
    [message] = [one for one in await told(ana) if one.get("files")]
    rows = list(csv.DictReader(io.StringIO((await world.file(message)).decode("utf-8-sig"))))
    assert sorted(row["title"] for row in rows if row["status"] == "done") == ["Order cables"]
    assert len(rows) == 5


async def test_who_is_not_in_a_private_channel_learns_nothing_of_it_by_its_id(
    world: World, ana: Person
) -> None:
    state = await world.get("state")
    secret = next(one["id"] for one in state["channels"] if one["name"] == "vendor-terms")
    outsider = world.person("sam")
    await ana.types("/task Haggle", "#vendor-terms")

    shown = await outsider.types(f"/task list here:{secret}", "#general")

    assert "Which channel?" in shown


@pytest.mark.parametrize(
    ("line", "what", "offered"),
    [
        ("list dropped late", "state", ["Dropped tasks", "Late tasks"]),
        ("list everything done", "state", ["Open, done and dropped tasks", "Done tasks"]),
        ("list this week today", "time", ["Due this week", "Due today"]),
    ],
)
async def test_two_states_or_times_at_once_ask_which_is_meant(
    ana: Person, line: str, what: str, offered: list[str]
) -> None:
    assert f"A list takes one {what}. Which one?" in await ana.types(f"/task {line}")
    assert sorted(labels(ana.shown[-1])) == sorted(offered)


async def test_a_list_is_of_a_day_a_month_or_what_is_watched_without_estimate_or_repeating(
    world: World, ana: Person
) -> None:
    await adds(ana, "Far by 27 nov ~3h", "Weekly every mon", "Be seen @ben cc @me", "Near by tomorrow")
    weekly, near = "*T-8* Weekly", "*T-10* Near"

    shown = {
        words_: await ana.types(f"/task list {words_}")
        for words_ in (
            "tomorrow", "due 27 nov", "2026-11-27", "next month", "watched", "repeating", "no estimate",
        )
    }  # fmt: skip

    assert near in shown["tomorrow"]
    assert "Open tasks of everybody due Fri 27 Nov* · 1" in shown["due 27 nov"]
    assert "*T-7* Far" in shown["2026-11-27"]
    assert "*T-7* Far" in shown["next month"]
    assert "*Open tasks that Ana Sousa watches* · 1" in shown["watched"]
    assert "*T-9* Be seen" in shown["watched"]
    assert weekly in shown["repeating"]
    assert "*T-7* Far" not in shown["no estimate"]
    assert weekly in shown["no estimate"]


async def test_done_in_a_time_means_finished_then(world: World, ana: Person) -> None:
    await adds(ana, "Late one by 27 nov")
    await ana.types("/task done T-7")
    await world.clock(by="24h")

    week = await ana.types("/task list done this week")
    day = await ana.types("/task list finished today")
    before = await ana.types("/task list done yesterday")

    assert "*Done tasks of everybody finished this week* · 1" in week
    assert "*T-7* Late one" in week
    assert "finished today: none" in day
    assert "*T-7* Late one" in before


async def test_a_list_that_knows_a_word_not_names_all_it_knows(ana: Person) -> None:
    told = await ana.types("/task list tommorow")

    for word in (
        "snoozed",
        "repeating",
        "dropped",
        "watched",
        "unassigned",
        "no date",
        "no estimate",
        "page 2",
    ):
        assert word in told


async def test_a_file_or_list_of_everything_holds_what_was_dropped_and_not_what_was_taken_back(
    world: World, ana: Person
) -> None:
    await ana.types("/task done T-2")
    await ana.types("/task drop T-3 the vendor sleeps")
    await ana.types("/task Never meant")
    await ana.types("/task undo")

    listed = await ana.types("/task list everything here")
    reply = await ana.types("/task export csv everything here")

    assert "*Open, done and dropped tasks of #atlas* · 5" in listed
    assert listed.index("*T-2*") < listed.index("*T-3*")
    assert "Never meant" not in listed
    assert "Open, done and dropped tasks of #atlas: 5 tasks are on their way" in reply
    [message] = [one for one in await told(ana) if one.get("files")]
    rows = list(csv.DictReader(io.StringIO((await world.file(message)).decode("utf-8-sig"))))
    assert len(rows) == 5
    [gone] = [row for row in rows if row["status"] == "dropped"]
    assert gone["reason"] == "the vendor sleeps"
