"""An emoji that a channel chose makes a task of the message it is put on."""

import base64

import pytest

from tests.flows.test_task_said import dm_of, thread_of
from tests.world import Person, World, words

CHOOSE = "/task emoji :pushpin:"


async def test_reacting_makes_a_task_once_owned_by_who_reacted(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(CHOOSE)
    message = await ana.writes("The firewall rules need a review")

    await ben.reacts("pushpin", message)
    await world.person("dev").reacts("pushpin", message)
    await ben.reacts("pushpin", message)
    await ben.reacts("pushpin", message)

    below = await thread_of(world, message)
    assert len(below) == 1
    assert "*T-1* The firewall rules need a review\nBen Carter" in words(below[0])
    assert f"p{message['ts'].replace('.', '')}|From this message>" in words(below[0])
    assert await world.person("dev").dms() == []


async def test_who_reacted_is_told_and_can_take_it_back(world: World, ana: Person, ben: Person) -> None:
    await ana.types(CHOOSE)
    message = await ana.writes("The firewall rules need a review")
    await ben.reacts("pushpin", message)

    told = (await ben.dms())[-1]
    await ben.presses("Undo", told, channel=await dm_of(world, "U0BEN"))

    assert "Added *T-1* The firewall rules need a review · Ben Carter" in words(told)
    assert "T-1 was taken back." in words((await thread_of(world, message))[0])


async def test_a_person_and_a_day_in_the_message_are_only_offered(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(CHOOSE)
    message = await ana.writes("@dev please renew the certificate by fri")
    await ben.reacts("pushpin", message)
    told = (await ben.dms())[-1]

    await ben.presses("Due Fri 30 Oct 17:00", told, channel=await dm_of(world, "U0BEN"))
    await ben.presses("Assign to Dev Patel", told, channel=await dm_of(world, "U0BEN"))

    card = words((await thread_of(world, message))[0])
    assert "*T-1* @Dev Patel please renew the certificate by fri\nDev Patel · due Fri 30 Oct 17:00" in card


async def test_a_reply_in_a_thread_is_made_a_task_there(world: World, ana: Person, ben: Person) -> None:
    await ana.types(CHOOSE)
    root = await ana.writes("The move")
    reply = await ben.writes("Somebody must book the lift", under=root)

    await ana.reacts("pushpin", reply)

    assert "*T-1* Somebody must book the lift" in words((await thread_of(world, root))[-1])


async def test_a_file_without_words_gives_the_task_its_name(world: World, ana: Person) -> None:
    await ana.types(CHOOSE)
    file = {"name": "racks.pdf", "content": base64.b64encode(b"plan").decode()}
    message = await ana.writes("", files=[file])

    await ana.reacts("pushpin", message)

    assert "*T-1* racks.pdf" in words((await thread_of(world, message))[0])


async def test_no_emoji_makes_tasks_unless_its_channel_chose_it(world: World, ana: Person) -> None:
    message = await ana.writes("The firewall rules need a review")
    await ana.reacts("pushpin", message)
    await ana.types(CHOOSE)
    await ana.reacts("eyes", message)
    await ana.types("/task emoji off")
    await ana.reacts("pushpin", await ana.writes("The backups, too"))

    assert (await ana.types("/task list all")).startswith("Open tasks of everybody: none.")


async def test_a_reaction_to_what_muster_says_does_nothing(world: World, ana: Person) -> None:
    await ana.types(CHOOSE)
    await ana.types("/task Renew the certificate")

    await ana.reacts("pushpin", await world.channel("#atlas").last())

    assert "T-2" not in await ana.types("/task list all")


async def test_the_choice_is_the_newest_change_and_taken_back_first(ana: Person) -> None:
    await ana.types("/task Renew the certificate")
    await ana.types(CHOOSE)

    told = await ana.types("/task undo")

    assert told == "Taken back: the emoji of the channel is as it was before."
    assert "No emoji makes tasks here" in await ana.types("/task emoji")
    assert "T-1* Renew the certificate is gone again" in await ana.types("/task undo")


async def test_what_was_chosen_already_is_no_change(ana: Person) -> None:
    await ana.types(CHOOSE)

    assert "was so already" in await ana.types(CHOOSE)
    assert "Taken back" in await ana.types("/task undo")
    assert "There is nothing of yours" in await ana.types("/task undo")


async def test_the_choice_is_said_and_taken_back(ana: Person) -> None:
    none = await ana.types("/task emoji")
    chosen = await ana.types(CHOOSE)
    await ana.presses("Undo", ana.shown[-1])

    assert "No emoji makes tasks here" in none
    assert "Whoever reacts with :pushpin: in #atlas makes a task of that message, and owns it." in chosen
    assert "Try it once: where :pushpin: stands here in letters, or no task comes of it, your" in chosen
    assert "No emoji makes tasks here" in await ana.types("/task emoji")


async def test_in_a_projects_channel_its_lead_chooses(ana: Person, ben: Person) -> None:
    await ana.types("/project new Atlas")

    told = await ben.types(CHOOSE)

    assert "Only the lead of Atlas and admins choose that here. Nothing was changed." in told
    assert "No emoji makes tasks here" in await ana.types("/task emoji")


@pytest.mark.parametrize("name", [":push/pin:", ":a.b:", ":&lt;pin&gt;:", ":📌:"])
async def test_what_can_be_no_name_of_an_emoji_is_refused(ana: Person, name: str) -> None:
    told = await ana.types(f"/task emoji {name}")

    assert "cannot be an emoji: a name has letters, digits, and the signs _ - + '." in told
    assert "Nothing was changed. Try /task emoji :pushpin:." in told
    assert "No emoji makes tasks here" in await ana.types("/task emoji")


async def test_words_behind_emoji_are_a_title(ana: Person) -> None:
    assert "Added *T-1* emoji picker is broken" in await ana.types("/task emoji picker is broken")
