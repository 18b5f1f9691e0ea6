"""What is said to Muster on a card or in its thread means its task; what was made of a message is named."""

import pytest

from tests.world import Person, World, labels, words


async def told(world: World, who: Person) -> str:
    """Return what Muster told somebody last, with what it offers."""
    last = (await who.dms())[-1]
    return "\n".join([words(last), *labels(last)])


async def test_make_a_task_on_a_card_opens_its_task(world: World, ana: Person) -> None:
    await ana.types("/task Renew the certificate")

    view = await ana.uses("make_task", await world.channel("#atlas").last())

    assert view["title"]["text"] == "Edit T-1"

    await ana.types("/task undo")
    await ana.uses("make_task", await world.channel("#atlas").last())

    assert "card of a task that was taken back" in words((await ana.sees("#atlas"))[-1])


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("done", "done T-1"),
        ("due fri", "due T-1 fri"),
        ("note vendor said no", "note T-1 vendor said no"),
        ("assign @dev", "assign T-1 @Dev Patel"),
    ],
)
async def test_a_command_without_a_number_in_the_thread_of_a_card_offers_its_task(
    world: World, ana: Person, said: str, line: str
) -> None:
    await ana.types("/task Renew the certificate")

    await ana.writes(f"<@U0MUSTER> {said}", under=await world.channel("#atlas").last())

    offered = await told(world, ana)
    assert "T-1" in offered
    assert line in offered


async def test_so_does_one_in_the_thread_of_a_message_that_one_task_was_made_of(
    world: World, ana: Person
) -> None:
    note = await ana.writes("The certificate runs out")
    await ana.submits(await ana.uses("make_task", note))

    await ana.writes("<@U0MUSTER> !p1", under=note)
    of_one = await told(world, ana)
    await ana.writes("<@U0MUSTER> task Order it", under=note)
    await ana.writes("<@U0MUSTER> due fri", under=note)

    assert "*T-1* The certificate runs out" in of_one
    assert "is the task of this thread. Nothing was changed yet." in of_one
    assert "\nT-1 !p1" in of_one
    assert "There is no title in that line" in await told(world, ana)


async def test_what_is_said_of_this_in_the_thread_of_a_card_offers_the_command_for_its_task(
    world: World, ana: Person
) -> None:
    await ana.types("/task Renew the certificate")
    card = await world.channel("#atlas").last()
    said = {
        "this is done": "T-1 is done",
        "waiting for legal": "block T-1 waiting for legal",
        "I take this": "take T-1",
        "needs 2 more days": "postpone T-1 2 days",
        "who has this?": "who has T-1?",
        "split this into a, b": "split T-1 into a, b",
        "note this is urgent": "note T-1 this is urgent",
    }

    for text, line in said.items():
        await ana.writes(f"<@U0MUSTER> {text}", under=card)

        assert line in await told(world, ana)

    await ana.writes("<@U0MUSTER> thanks", under=card)

    assert "is the task of this thread" not in await told(world, ana)


async def test_an_emoji_on_a_message_that_has_a_task_says_so(world: World, ana: Person) -> None:
    await ana.types("/task emoji :pushpin:")
    note = await ana.writes("Renew the certificate")
    await ana.submits(await ana.uses("make_task", note))

    await ana.reacts("pushpin", note)

    shown = await told(world, ana)
    assert "Made of this message before: " in shown
    assert "Show T-1" in shown
