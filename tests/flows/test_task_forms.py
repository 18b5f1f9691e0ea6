"""The empty form, from anywhere: a global shortcut, a button, `/task add` alone."""

from tests.flows.test_task_from_message import filled
from tests.world import Json, Person, World, words


async def opened(world: World, who: str) -> Json:
    """Use the global shortcut and return the form."""
    answer = await world.post("shortcut", as_=who, callback_id="new_task")
    view: Json = answer["views"][-1]
    return view


async def test_a_task_made_from_anywhere_is_told_in_ones_own_direct_message(
    world: World, ana: Person, ben: Person
) -> None:
    view = await opened(world, "ana")

    await ana.submits(view, {"title": {"title": "Call the landlord"}})

    assert filled(view)["owner"] == "U0ANA"
    assert "Added *T-1* Call the landlord · Ana Sousa" in words((await ana.dms())[-1])
    assert await world.channel("#atlas").messages() == []
    assert "There is no T-1 here" in await ben.types("/task show T-1")


async def test_a_project_chosen_in_it_shows_the_card_to_the_projects_channel(
    world: World, ana: Person
) -> None:
    await ana.types("/project new Atlas")
    view = await opened(world, "ana")

    await ana.submits(view, {"title": {"title": "Book the lift"}, "project": {"task.project": "atlas"}})

    assert "*T-1* Book the lift" in words(await world.channel("#atlas").last())


async def test_every_field_of_the_form_finds_its_place(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task add")

    await ana.submits(
        await ana.form(),
        {
            "title": {"title": "Rack them"},
            "owner": {"owner": "U0BEN"},
            "due": {"due": "2026-10-30"},
            "time": {"time": "15:00"},
            "priority": {"priority": "2"},
            "estimate": {"estimate": "3 h, 5p"},
            "labels": {"labels": "hardware, +move"},
            "watchers": {"watchers": ["U0DEV", "U0SAM"]},
            "after": {"after": "T-1"},
            "notes": {"notes": "The lift is booked"},
        },
    )

    card = words(await world.channel("#atlas").last())
    assert (
        "*T-2* Rack them\nBen Carter · due Fri 30 Oct 15:00 (Lisbon) · P2 · 3 h · 5 p · after T-1 · "
        "+hardware +move · cc Dev Patel, Sam Okafor\nThe lift is booked"
    ) in card


async def test_what_repeats_is_due_on_its_first_day(world: World, ana: Person) -> None:
    await ana.types("/task add")

    await ana.submits(
        await ana.form(), {"title": {"title": "Report"}, "repeat": {"repeat": "every friday at 16:00"}}
    )

    card = words(await world.channel("#atlas").last())
    assert "due Fri 30 Oct 16:00" in card
    assert "repeats every fri at 16:00" in card


async def test_each_field_that_cannot_be_read_says_how_it_can(ana: Person) -> None:
    await ana.types("/task add")
    view = await ana.form()

    answer = await ana.submits(
        view,
        {
            "title": {"title": "Rack them"},
            "due": {"due": "2026-10-01"},
            "estimate": {"estimate": "long"},
            "labels": {"labels": "a"},
            "repeat": {"repeat": "now and then"},
            "after": {"after": "T-9"},
        },
    )
    after = await ana.submits(view, {"due": {"due": None}, "estimate": {"estimate": None},
                                     "labels": {"labels": None}, "repeat": {"repeat": None}})  # fmt: skip

    assert set(answer["errors"]) == {"due", "estimate", "labels", "repeat", "after"}
    assert "There is no T-9 here" in answer["errors"]["after"]
    assert "There is no T-9 here" in after["errors"]["after"]
    assert filled(after["view"])["title"] == "Rack them"


async def test_the_help_has_a_button_that_opens_the_form(ana: Person) -> None:
    await ana.types("/task help")

    await ana.presses("Add a task", ana.shown[-1])

    assert (await ana.form())["title"]["text"] == "Make a task"


async def test_a_form_that_was_refused_is_saved_once_it_is_mended(world: World, ana: Person) -> None:
    await ana.types("/task add")
    view = await ana.form()

    refused = await ana.submits(view, {"title": {"title": "Rack them"}, "owner": {"owner": "U0MUSTER"}})
    mended = await ana.submits(view, {"owner": {"owner": "U0BEN"}})

    assert "cannot own work here" in refused["errors"]["owner"]
    assert mended["errors"] == {}
    assert "*T-1* Rack them\nBen Carter" in words(await world.channel("#atlas").last())
