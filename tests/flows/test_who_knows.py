"""A project that only private channels belong to is unknown to whoever is in none of them."""

import pytest

from tests.flows.test_task_import import brings, told
from tests.world import Person, World, words

HIDDEN = "Merger"


@pytest.fixture
async def merger(world: World, ana: Person) -> World:
    """A project of Ana's in a private channel, and one that everybody may know."""
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/project new Merger", "#vendor-terms")
    await ana.types("/project new Garden", "#general")
    return world


@pytest.mark.parametrize("name", ["ben", "gil"])
async def test_no_line_shows_or_offers_it(merger: World, name: str) -> None:
    person = merger.person(name)

    told = [
        await person.types("/project"),
        await person.types("/task Order the racks #mergr"),
        await person.types("/task list #merger"),
        await person.types("/task board #merger"),
        await person.types("/task explain Order the racks #merger"),
    ]

    assert HIDDEN not in "".join(told)
    assert ("Garden" in told[0]) is (name == "ben")  # Gil is a guest, and not in #general


@pytest.mark.parametrize(
    "line", ["/task Order the racks #{}", "/task list #{}", "/digest setup #{} mon 09:00"]
)
async def test_its_key_answers_like_one_that_is_nobodys(merger: World, ben: Person, line: str) -> None:
    there = await ben.types(line.format("merger"), "#atlas")
    nowhere = await ben.types(line.format("nemoid"), "#atlas")

    assert there.replace("merger", "nemoid") == nowhere


async def test_whose_task_is_of_it_finds_that_by_its_key_and_nothing_else_of_it(
    merger: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Prepare the papers @ben by fri", "#vendor-terms")
    await ana.types("/task Agree the price @ana by fri", "#vendor-terms")
    dev = merger.person("dev")

    listed = [
        await ben.types(line, "#atlas")
        for line in ("/task list mine #merger", "/task list all #merger", "/task board #merger")
    ]
    made = await ben.types("/task Order the racks #merger", "#atlas")
    known = await ben.types("/project", "#atlas")
    others = await dev.types("/task list mine #merger", "#atlas")

    assert ["Prepare the papers" in one for one in listed] == [True, True, True]
    assert "Agree the price" not in "".join(listed)
    assert HIDDEN not in made + known + others
    assert others == (await dev.types("/task list mine #nemoid", "#atlas")).replace("nemoid", "merger")


async def test_whose_task_of_it_went_to_somebody_else_finds_nothing_by_its_key_any_more(
    merger: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Prepare the papers @ben by fri", "#vendor-terms")
    await ana.types("/task assign T-1 @ana", "#vendor-terms")

    told = await ben.types("/task list mine #merger", "#atlas")

    assert HIDDEN not in told


async def test_a_form_offers_it_only_to_whoever_knows_it(merger: World, ana: Person, ben: Person) -> None:
    offered = {}
    for person in (ana, ben):
        await person.types("/task add", "#atlas")
        view = await person.form()
        asked = await merger.get(
            "options", as_=person.name, view_id=view["id"], action_id="task.project", value="e"
        )
        offered[person.name] = [one["text"]["text"] for one in asked["options"]]

    assert offered == {"ana": ["Garden", "Merger"], "ben": ["Garden"]}


async def test_a_file_of_tasks_cannot_name_it(merger: World, ana: Person, ben: Person) -> None:
    shown = {}
    for person in (ana, ben):
        await brings(person, "title,project\nOrder the racks,merger\n")
        shown[person.name] = words(await told(person))

    assert "Merger" in shown["ana"]
    assert "Merger" not in shown["ben"]


async def test_whoever_is_in_its_channel_knows_it_everywhere(merger: World, ben: Person) -> None:
    await merger.post("channel", channel="#vendor-terms", join="ben")
    await merger.settle()

    assert HIDDEN in await ben.types("/project", "#atlas")
    assert "Merger" in await ben.types("/task Order the racks #merger", "#atlas")


async def test_a_guest_knows_the_projects_of_their_channels_alone(merger: World, ana: Person) -> None:
    await ana.types("/project new Orchard", "#steering")
    await ana.types("/project new Atlas", "#atlas")

    listed = await merger.person("gil").types("/project", "#atlas")

    assert "Atlas" in listed
    assert "Orchard" not in listed


async def test_a_name_that_is_taken_by_one_is_only_said_to_be_taken(merger: World, ben: Person) -> None:
    told = await ben.types("/project new merger", "#atlas")

    assert told == 'There is a project "merger" already. Nothing was saved. Choose another name.'


async def test_what_no_channel_is_bound_to_any_more_is_known_to_all_but_guests(
    merger: World, ana: Person, ben: Person
) -> None:
    await ana.types("/project new Orchard", "#atlas")
    await ana.types("/project bind #orchard", "#general")
    gil = merger.person("gil")

    assert "Garden" in await ben.types("/project")
    assert "Garden" not in await gil.types("/project")
    assert "Garden" in await ana.types("/project")


async def test_a_guest_is_told_that_a_task_is_not_theirs_to_drop_before_they_are_asked_why(
    world: World, ana: Person
) -> None:
    gil = world.person("gil")
    await ana.types("/task Order the racks", "#general")

    told = await gil.types("/task drop T-1", "#general")

    assert "Here you change only your own tasks, so nothing was changed." in told
