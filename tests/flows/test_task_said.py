"""Muster is named in a message, in a channel or a thread, where slash commands do not work."""

import sqlite3
from pathlib import Path

from tests.world import Json, Person, World, labels, words


async def thread_of(world: World, message: Json) -> list[Json]:
    """Return what stands below a message."""
    return (await world.channel("#atlas").messages(message.get("thread_ts") or message["ts"]))[1:]


async def test_a_mention_in_a_thread_makes_a_task_whose_card_stands_there(world: World, ana: Person) -> None:
    root = await ana.writes("The certificate runs out")

    said = await ana.writes("@muster task Renew it @ben by fri !high", under=root)

    card = (await thread_of(world, root))[-1]
    assert "*T-1* Renew it\nBen Carter · due Fri 30 Oct 17:00 (Lisbon) · P2" in words(card)
    assert f"/archives/C0ATLAS/p{said['ts'].replace('.', '')}?" in words(card)
    assert "|From this message>" in words(card)
    assert labels(card)[0] == "Done"
    assert len(await world.channel("#atlas").messages()) == 1


async def test_who_asked_is_told_by_direct_message_with_an_undo(world: World, ana: Person) -> None:
    root = await ana.writes("The certificate runs out")
    await ana.writes("@muster task Renew it by fri", under=root)

    told = (await ana.dms())[-1]
    await ana.presses("Undo", told, channel=(await dm_of(world, "U0ANA")))

    assert "Added *T-1* Renew it · Ana Sousa · due Fri 30 Oct 17:00" in words(told)
    assert "T-1 was taken back." in words((await thread_of(world, root))[-1])


async def dm_of(world: World, user: str) -> str:
    """Return the id of a person's direct message with Muster."""
    state = await world.get("state")
    return next(str(one["id"]) for one in state["channels"] if one.get("is_im") and one.get("user") == user)


async def test_a_mention_in_the_channel_is_answered_in_its_own_thread(world: World, ana: Person) -> None:
    message = await ana.writes("@muster task Renew the certificate")

    assert "*T-1* Renew the certificate" in words((await thread_of(world, message))[-1])
    assert len(await world.channel("#atlas").messages()) == 1


async def test_the_card_in_a_thread_is_kept_up_to_date_there(world: World, ana: Person, ben: Person) -> None:
    message = await ana.writes("@muster task Renew the certificate @ben")

    await ben.presses("Done", (await thread_of(world, message))[-1])

    shown = await thread_of(world, message)
    assert len(shown) == 1
    assert "Done by Ben Carter" in words(shown[0])


async def test_a_verb_in_a_mention_is_carried_out_and_told_privately(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben")

    message = await ben.writes("@muster done T-1")

    told = words((await ben.dms())[-1])
    assert "*T-1* Renew the certificate: done" in told
    assert f"/archives/C0ATLAS/p{message['ts'].replace('.', '')}|this message> in <#C0ATLAS>" in told
    assert await thread_of(world, message) == []
    assert "Done by Ben Carter" in words((await world.channel("#atlas").messages())[0])


async def test_a_list_asked_for_in_a_channel_is_shown_to_who_asked_alone(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben")

    message = await ben.writes("@muster list all")

    assert "Renew the certificate" in words((await ben.dms())[-1])
    assert await thread_of(world, message) == []


async def test_another_command_can_be_named_first(world: World, ana: Person) -> None:
    await ana.writes("@muster risk add The vendor may be late p4 i5")

    assert "R-1" in words(await world.channel("#atlas").last())


async def test_words_that_are_no_request_make_no_task_but_offer_one(world: World, ana: Person) -> None:
    root = await ana.writes("Lovely weather")
    await ana.writes("@muster thanks for the help", under=root)
    asked = (await ana.dms())[-1]

    await ana.presses("Make it a task", asked, channel=await dm_of(world, "U0ANA"))

    assert "Nothing was saved" in words(asked)
    card = (await thread_of(world, root))[-1]
    assert "*T-1* thanks for the help" in words(card)


async def test_a_task_that_is_asked_for_politely_is_made_without_those_words(
    world: World, ana: Person
) -> None:
    root = await ana.writes("The racks are full")
    await ana.writes("@muster please add order more racks", under=root)

    card = (await thread_of(world, root))[-1]
    assert "*T-1* order more racks" in words(card)


async def test_what_was_unclear_is_mended_by_a_button_and_the_card_comes_into_the_thread(
    world: World, ana: Person
) -> None:
    root = await ana.writes("The racks")
    await ana.writes("@muster task Order them !hgih", under=root)
    asked = (await ana.dms())[-1]

    await ana.presses("Save with P2", asked, channel=await dm_of(world, "U0ANA"))

    assert "Did you mean !high?" in words(asked)
    assert "*T-1* Order them\nAna Sousa · P2" in words((await thread_of(world, root))[-1])


async def test_a_person_picked_for_what_was_said_in_a_thread_owns_a_task_whose_card_stands_there(
    world: World, ana: Person
) -> None:
    root = await ana.writes("The racks")
    await ana.writes("@muster task <!subteam^S7|@ops> order them fri", under=root)
    asked = (await ana.dms())[-1]

    await ana.presses("Choose a person", asked, channel=await dm_of(world, "U0ANA"))
    await ana.submits(await ana.form(), {"person": {"person": "U0BEN"}})

    assert "A task needs one owner" in words(asked)
    assert "*T-1* order them\nBen Carter" in words((await thread_of(world, root))[-1])


async def test_a_second_question_about_what_was_said_in_a_thread_leads_back_there_too(
    world: World, ana: Person
) -> None:
    root = await ana.writes("The racks")
    await ana.writes("@muster task <!subteam^S7|@ops> order them due 30 feb", under=root)
    dm = await dm_of(world, "U0ANA")
    await ana.presses("Pick a date", (await ana.dms())[-1], channel=dm)
    await ana.submits(await ana.form(), {"date": {"date": "2026-11-04"}})
    second = (await ana.dms())[-1]

    await ana.presses("Choose a person", second, channel=dm)
    await ana.submits(await ana.form(), {"person": {"person": "U0BEN"}})

    assert "A task needs one owner" in words(second)
    card = (await thread_of(world, root))[-1]
    assert "*T-1* order them\nBen Carter · due Wed 4 Nov" in words(card)
    assert "|From this message>" in words(card)
    [answered] = await ana.dms()
    assert "Added *T-1* order them" in words(answered)
    assert "|this message> in <#C0ATLAS>" in words(answered)


async def test_a_form_opened_for_what_was_said_in_a_thread_puts_the_card_there(
    world: World, ana: Person
) -> None:
    root = await ana.writes("The racks")
    await ana.writes("@muster task add", under=root)
    await ana.presses("Open the form", (await ana.dms())[-1], channel=await dm_of(world, "U0ANA"))

    await ana.submits(await ana.form(), {"title": {"title": "Order the racks"}})

    assert "*T-1* Order the racks" in words((await thread_of(world, root))[-1])
    assert len(await world.channel("#atlas").messages()) == 1


async def test_a_long_line_said_in_a_thread_is_kept_for_its_button_too(world: World, ana: Person) -> None:
    root = await ana.writes("The racks")
    notes = "\n".join(f"What the vendor said, line {number}" for number in range(80))
    await ana.writes(f"@muster task Order them !hgih\n{notes}", under=root)
    asked = (await ana.dms())[-1]

    await ana.presses("Save with P2", asked, channel=await dm_of(world, "U0ANA"))

    assert "*T-1* Order them\nAna Sousa · P2" in words((await thread_of(world, root))[-1])


async def test_a_form_asked_for_in_a_mention_opens_by_a_button(world: World, ana: Person) -> None:
    await ana.types("/task Renew the certificate")
    await ana.writes("@muster edit T-1")

    await ana.presses("Open the form", (await ana.dms())[-1], channel=await dm_of(world, "U0ANA"))

    assert (await ana.form())["title"]["text"] == "Edit T-1"


async def test_a_mention_within_a_sentence_or_by_a_bot_or_edited_does_nothing(
    world: World, ana: Person
) -> None:
    message = await ana.writes("Ask @muster task Renew it")
    await world.post("edit", as_="ana", channel="#atlas", ts=message["ts"], text="@muster task Renew it")
    await world.post("build", channel="#atlas", text="<@U0MUSTER> task Build 7")
    await world.settle()

    assert len(await world.channel("#atlas").messages()) == 2
    assert await ana.dms() == []


async def test_an_event_that_comes_twice_makes_one_task(world: World, ana: Person) -> None:
    await world.post("faults", method="socket", kind="twice", times=2)

    message = await ana.writes("@muster task Renew the certificate")

    assert len(await thread_of(world, message)) == 1
    assert len(await ana.dms()) == 1


async def test_a_list_asked_for_in_an_event_that_comes_twice_is_shown_once(world: World, ana: Person) -> None:
    await world.post("faults", method="socket", kind="twice", times=2)

    await ana.writes("@muster list all")

    assert len(await ana.dms()) == 1


async def test_what_was_said_while_nothing_could_be_written_is_taken_in_when_slack_sends_it_again(
    world: World, ana: Person, database: Path
) -> None:
    blocker = sqlite3.connect(database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    world.misses_answers()
    sent = await world.post("message", as_="ana", channel="#atlas", text="@muster task Renew it")
    blocker.execute("ROLLBACK")
    blocker.close()

    await world.clock(by="2m")

    assert len((await world.channel("#atlas").messages(sent["ts"]))[1:]) == 1
