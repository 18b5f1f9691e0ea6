"""A channel without a project is bound to one from the question about it, and the line is finished."""

import pytest

from tests.world import Person, World, labels, words

LINE = "/task Order the lunch <#C0GENERAL|general>"


@pytest.fixture(autouse=True)
async def atlas(ana: Person) -> None:
    """Ana leads Atlas, in #atlas."""
    await ana.types("/project new Atlas")


async def private(person: Person) -> str:
    """Return what only this person sees in #atlas, the newest of it."""
    return words([one for one in await person.sees("#atlas") if one.get("is_ephemeral")][-1])


async def test_a_channel_is_bound_by_a_button_and_the_line_is_finished(ana: Person) -> None:
    told = await ana.types(LINE)
    asked = ana.shown[-1]

    await ana.presses("Bind it", asked)
    await ana.submits(await ana.form(), {"project": {"project.led": "atlas"}})

    assert "#general has no project. Nothing was saved yet." in told
    assert labels(asked) == ["Bind it", "Atlas", "Keep as text"]
    shown = await private(ana)
    assert "#general now means project *Atlas*." in shown
    assert "Added *T-1* Order the lunch" in shown
    await ana.types("/task Water the plants", channel="#general")
    assert "*T-2* Water the plants" in await ana.types("/task list all #atlas")


async def test_a_list_asked_for_by_a_channel_is_shown_once_it_is_bound(ana: Person) -> None:
    await ana.types("/task Renew the certificate")
    await ana.types("/task list all <#C0GENERAL|general>")

    await ana.presses("Bind it", ana.shown[-1])
    await ana.submits(await ana.form(), {"project": {"project.led": "atlas"}})

    shown = await private(ana)
    assert "#general now means project *Atlas*." in shown
    assert "*T-1* Renew the certificate" in shown


async def test_a_long_line_about_a_channel_is_finished_too(ana: Person) -> None:
    await ana.types(f"{LINE}\n{'What the caterer said. ' * 120}")

    await ana.presses("Bind it", ana.shown[-1])
    await ana.submits(await ana.form(), {"project": {"project.led": "atlas"}})

    assert "Added *T-1* Order the lunch" in await private(ana)


async def test_a_line_that_is_refused_by_then_binds_nothing(ana: Person) -> None:
    await ana.types("/task Order the lunch")
    made = ana.shown[-1]
    await ana.types("/task T-1 <#C0GENERAL|general>")
    asked = ana.shown[-1]
    await ana.presses("Undo", made)

    await ana.presses("Bind it", asked)
    await ana.submits(await ana.form(), {"project": {"project.led": "atlas"}})

    assert "There is no T-1 here" in await private(ana)
    assert "#general" not in await ana.types("/project")


async def test_who_leads_nothing_is_told_who_can_bind(ben: Person) -> None:
    told = await ben.types(LINE)

    assert "Who leads a project can bind it: /project bind, typed in it." in told
    assert labels(ben.shown[-1]) == ["Atlas", "Keep as text"]


async def test_one_can_bind_only_to_a_project_one_leads_and_a_channel_one_is_in(
    world: World, ben: Person
) -> None:
    await ben.types("/project new Beacon", channel="#vector-bridge")
    await ben.types("/task Read the terms <#C0VENDOR|vendor-terms>")
    await ben.presses("Bind it", ben.shown[-1])
    view = await ben.form()
    offered = await world.get("options", as_="ben", view_id=view["id"], action_id="project.led", value="")

    answer = await ben.submits(view, {"project": {"project.led": "beacon"}})

    assert [one["text"]["text"] for one in offered["options"]] == ["Beacon"]
    assert "You are not in that channel as far as Muster knows." in str(answer)
    assert "There is no T-1 here" in await ben.types("/task show T-1")


async def test_a_channel_bound_meanwhile_stays_as_it_is_and_the_line_is_finished(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(LINE)
    await ana.presses("Bind it", ana.shown[-1])
    await ben.types("/project new Beacon", channel="#general")

    await ana.submits(await ana.form(), {"project": {"project.led": "atlas"}})

    shown = await private(ana)
    assert "#general now means project *Beacon*." in shown
    assert "Added *T-1* Order the lunch" in shown
