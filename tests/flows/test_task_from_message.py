"""A message becomes a task by its menu: what is filled in, what its thread is told, what is kept."""

import base64

from tests.flows.test_home import pressed
from tests.world import Json, Person, World, labels, words

FILE = {"name": "racks.pdf", "content": base64.b64encode(b"plan").decode()}


def filled(view: Json) -> Json:
    """Return what a form's fields hold before anybody touches them, by block."""
    found = {}
    for block, state in view["state"]["values"].items():
        values = next(iter(state.values()))
        found[block] = next((value for name, value in values.items() if name != "type"), None)
    return found


async def thread_of(world: World, message: Json) -> list[str]:
    """Return what a message's thread says below it."""
    return [words(one) for one in (await world.channel("#atlas").messages(message["ts"]))[1:]]


async def test_the_messages_thread_is_told_once_and_the_card_leads_back(
    world: World, ana: Person, ben: Person
) -> None:
    message = await ben.writes("The firewall rules need a review")
    view = await ana.uses("make_task", message)

    await ana.submits(view, {"due": {"due": "2026-10-29"}})

    said = "The firewall rules need a review · Ben Carter · due Thu 29 Oct 17:00 (Lisbon)"
    assert await thread_of(world, message) == [f"Made a task of this: *T-1* {said}"]
    card = words(await world.channel("#atlas").last())
    assert "Ben Carter · due Thu 29 Oct 17:00" in card
    assert f"/archives/C0ATLAS/p{message['ts'].replace('.', '')}|From this message>" in card


async def test_what_the_thread_was_told_is_kept_up_to_date(world: World, ana: Person, ben: Person) -> None:
    message = await ben.writes("The firewall rules need a review")
    await ana.submits(await ana.uses("make_task", message))

    await ben.presses("Done", await world.channel("#atlas").last())

    told = await thread_of(world, message)
    assert len(told) == 1
    assert "Done by Ben Carter on Mon 26 Oct 04:00 (New York)" in told[0]


async def test_taken_back_it_says_so_in_the_thread(world: World, ana: Person, ben: Person) -> None:
    message = await ben.writes("The firewall rules need a review")
    await ana.submits(await ana.uses("make_task", message))

    await ana.types("/task undo")

    assert await thread_of(world, message) == ["T-1 was taken back."]


async def test_a_reply_tells_the_thread_it_is_in_and_its_author_is_the_owner(
    world: World, ana: Person, ben: Person
) -> None:
    root = await ana.writes("Who looks after the racks?")
    reply = await ben.writes("The lift must be booked", under=root)

    await ana.submits(await ana.uses("make_task", reply))

    told = await thread_of(world, root)
    assert told[0] == "The lift must be booked"
    assert told[1].startswith("Made a task of this: *T-1* The lift must be booked · Ben Carter")


async def test_of_a_bots_reply_the_one_who_began_the_thread_is_the_owner(world: World, ana: Person) -> None:
    await world.post("build", channel="#atlas", text="Build 7 failed")
    message = await world.channel("#atlas").last()

    view = await ana.uses("make_task", message)

    assert filled(view)["owner"] == "U0ANA"


async def test_several_lines_go_to_the_notes_and_names_and_links_stay_readable(
    world: World, ana: Person, ben: Person
) -> None:
    message = await ben.writes("Ask <@U0DEV> about <https://ci.example.com/7|build 7>\nIt failed twice")

    view = await ana.uses("make_task", message)

    assert filled(view)["title"] == "Ask @Dev Patel about build 7"
    assert filled(view)["notes"] == (
        "Ask @Dev Patel about build 7 (https://ci.example.com/7)\nIt failed twice"
    )


async def test_files_of_the_message_are_kept_with_their_links(world: World, ana: Person, ben: Person) -> None:
    message = await ben.writes("The plan of the racks", files=[FILE])

    await ana.submits(await ana.uses("make_task", message))

    address = message["files"][0]["permalink"]
    assert f"<{address}|racks.pdf>" in words(await world.channel("#atlas").last())
    assert f"<{address}|racks.pdf>" in await ana.types("/task show T-1")


async def test_where_muster_is_not_the_reply_says_that_the_thread_was_not_told(
    world: World, ana: Person
) -> None:
    message = await ana.writes("Book the lift", "#general")
    view = await ana.uses("make_task", message, "#general")

    await ana.submits(view)

    told = "\n".join(words(one) for one in await ana.dms())
    assert "Added *T-1* Book the lift" in told
    assert "Muster is not in #general, so no card shows there yet, and the thread has not been told" in told
    assert f"northwind.slack.com/archives/C0GENERAL/p{message['ts'].replace('.', '')}" in await ana.types(
        "/task show T-1", "#general"
    )


async def test_a_chip_sets_the_day_and_the_time_goes_with_it(world: World, ana: Person) -> None:
    view = await ana.uses("make_task", await ana.writes("Check the backups"))

    await ana.submits(view, {"chip": {"chip": "2026-10-30"}, "time": {"time": "15:00"}})

    assert "due Fri 30 Oct 15:00" in words(await world.channel("#atlas").last())


async def test_a_chip_and_another_day_are_refused_at_the_field_and_nothing_is_lost(
    world: World, ana: Person
) -> None:
    view = await ana.uses("make_task", await ana.writes("Check the backups"))

    answer = await ana.submits(view, {"chip": {"chip": "2026-10-30"}, "due": {"due": "2026-11-02"}})

    assert "Two days are chosen" in answer["errors"]["due"]
    assert filled(answer["view"])["title"] == "Check the backups"


async def test_the_chips_say_the_dates_they_stand_for(world: World, ana: Person) -> None:
    view = await ana.uses("make_task", await ana.writes("Check the backups"))

    menu = next(block["element"] for block in view["blocks"] if block["block_id"] == "chip")

    assert [option["text"]["text"] for option in menu["options"]] == [
        "Today, Mon 26 Oct",
        "Tomorrow, Tue 27 Oct",
        "Friday, Fri 30 Oct",
        "Next week, Fri 6 Nov",
    ]


LONG = "The move, step by step\n" + "\n".join(f"Step {n}: what the vendor does that day" for n in range(150))


async def test_a_message_longer_than_the_field_is_kept_whole(ana: Person, ben: Person) -> None:
    view = await ana.uses("make_task", await ben.writes(LONG))

    await ana.submits(view, {"title": {"title": "Move the racks"}})

    assert len(LONG) > 5000
    assert "Its end is kept, and follows in the notes when you save." in words(view)
    shown = await ana.types("/task show T-1")
    assert [f"Step {n}: what the vendor does that day" in shown for n in range(150)] == [True] * 150


async def test_the_end_of_a_message_that_is_kept_no_longer_is_spoken_of(
    world: World, ana: Person, ben: Person
) -> None:
    view = await ana.uses("make_task", await ben.writes(LONG))
    await world.clock(by="16m")

    await ana.submits(view)

    told = words([one for one in await ana.sees("#atlas") if one.get("is_ephemeral")][-1])
    assert "The end of the message was kept for 15 minutes, and they are over" in told
    assert "Step 149" not in await ana.types("/task show T-1")


async def test_a_message_that_is_a_file_alone_is_called_by_it_and_a_title_is_plain(
    ana: Person, ben: Person
) -> None:
    alone = await ben.writes("", files=[FILE])
    bold = await ben.writes("Please *all*: read _this_ of 2*3*4 and snake_case_x\n• order the racks")

    file_alone = filled(await ana.uses("make_task", alone))
    plain = filled(await ana.uses("make_task", bold))

    assert file_alone["title"] == "racks.pdf"
    assert plain["title"] == "Please all: read this of 2*3*4 and snake_case_x"


async def test_of_a_message_that_is_a_task_already_form_and_answer_say_so_and_show_it(
    world: World, ana: Person, ben: Person
) -> None:
    message = await ben.writes("The firewall rules need a review")
    await ana.submits(await ana.uses("make_task", message))

    view = await ben.uses("make_task", message)
    shown = await pressed(ben, view, "Show T-1")
    await ben.submits(await ben.uses("make_task", message))
    answer = [one for one in await ben.sees("#atlas") if one.get("is_ephemeral")][-1]

    assert "Made of this message already: *T-1* The firewall rules need a review · Ben Carter" in words(view)
    assert "Made by Ana Sousa" in words(shown)
    assert "Added *T-2*" in words(answer)
    assert "Made of this message before: *T-1* The firewall rules need a review" in words(answer)
    assert "Show T-1" in labels(answer)


async def test_a_task_its_emoji_made_is_named_by_the_form_and_one_taken_back_is_not(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/task emoji :pushpin:")
    message = await ben.writes("The firewall rules need a review")
    await ana.reacts("pushpin", message)
    view = await ben.uses("make_task", message)

    await ana.types("/task undo")

    assert "Made of this message already: *T-1*" in words(view)
    assert "already" not in words(await ben.uses("make_task", message))
    other = await ben.writes("The racks need a review")
    assert "already" not in words(await ben.uses("make_task", other))
