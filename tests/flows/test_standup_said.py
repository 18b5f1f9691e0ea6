"""What is typed where no standup is, or written to Muster and may be no answer, is asked about first."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, direct, head, thread
from tests.world import Person, World, labels, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup whose first day, Tuesday, has begun in Lisbon."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await ana.types("/task Sign the contract by wed")
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    return world


@pytest.mark.parametrize("line", ["remove", "pause", "pause until fri", "resume", "edit", "remind"])
async def test_a_line_typed_where_no_standup_is_asks_before_it_acts_on_another(
    standup: World, ana: Person, line: str
) -> None:
    told = await ana.types(f"/standup {line}", "#steering")

    assert "#steering has no standup. Nothing was changed." in told
    assert f"{line.split()[0].capitalize()} #atlas-standup" in labels(ana.shown[-1])[0]
    when = await ana.types("/standup when", "#steering")
    assert "paused" not in when
    assert "asks you on" in when


async def test_the_button_of_that_question_does_it_to_the_one_named(standup: World, ana: Person) -> None:
    await ana.types("/standup remove", "#steering")

    told = await ana.presses("Remove #atlas-standup", ana.shown[-1], "#steering")

    assert "Stopped. #atlas-standup asks nobody any more." in told


async def test_in_a_direct_message_the_only_one_is_meant(standup: World, ana: Person) -> None:
    assert "#atlas-standup is paused until" in await ana.types("/standup pause until fri", "@muster")


async def test_a_line_after_the_close_is_no_answer_until_its_writer_says_so(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T15:00:00+00:00")
    place = await direct(standup, "ana")

    await ana.writes("Called the vendor", channel=place)
    asked = (await ana.dms())[-1]
    before = "\n".join(words(one) for one in await thread(standup))
    told = await ana.presses("Add to the answer for #atlas-standup, late", asked, place)

    assert "“Called the vendor”: what is it?" in words(asked)
    assert "The standup #atlas-standup of Tue 27 Oct has closed." in words(asked)
    assert "Nothing is saved until you press." in words(asked)
    assert "Called the vendor" not in before
    assert "Taken as your answer for #atlas-standup" in told + words((await ana.dms())[-1])
    shown = "\n".join(words(one) for one in await thread(standup))
    assert shown.count("Called the vendor") == 1
    assert "Make it a task" not in labels((await ana.dms())[-1])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T-1 !p2", "*T-1* Sign the contract: priority P3 → P2"),
        ("T-1", "Sign the contract · Ana Sousa"),
        ("T-1 is with legal", "what is it? The standup #atlas-standup of Tue 27 Oct has closed."),
    ],
)
async def test_after_the_close_a_change_of_a_task_is_made_and_not_published(
    standup: World, ana: Person, line: str, said: str
) -> None:
    await standup.clock(to=f"{TUESDAY}T15:00:00+00:00")

    await ana.writes(line, channel=await direct(standup, "ana"))

    assert said in words((await ana.dms())[-1])
    assert "T-1" not in await published(standup)


async def test_a_line_that_reads_like_a_task_is_made_one_by_one_press(standup: World) -> None:
    chiara = standup.person("chiara")
    place = await direct(standup, "chiara")

    await chiara.writes("Buy cookies by fri", channel=place)
    asked = (await chiara.dms())[-1]
    await chiara.presses("Make it a task", asked, place)

    assert "“Buy cookies by fri”: what is it?" in words(asked)
    assert "cookies" not in "\n".join(words(one) for one in await thread(standup))
    assert "due Fri 30 Oct" in words((await chiara.dms())[-1])
    assert "Buy cookies" in await chiara.types("/task list")


@pytest.mark.parametrize(
    "text", ["Today: Buy cookies by fri", "T-1 by thu", "T-1", "T-1 is with legal", "Called the vendor"]
)
async def test_what_is_labelled_or_names_a_task_or_is_plain_is_an_answer_in_time(
    standup: World, ana: Person, text: str
) -> None:
    place = await direct(standup, "ana")

    await ana.writes(text, channel=place)

    assert "Taken as your answer" in words((await ana.dms())[-1])
    assert "Answered: Ana Sousa" in words(await head(standup))


async def test_what_told_of_an_answer_offers_nothing_once_it_is_taken_back(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")
    await ana.writes("Today: the racks", channel=place)
    await ana.writes("done T-1 and copied it", channel=place)
    offered = labels((await ana.dms())[-1])

    await ana.types("/standup undo", PLACE)

    first, _, second = (await ana.dms())[-3:]
    assert "T-1 done" in offered
    assert words(second) == "That was taken back: your answer is as it was before."
    assert labels(second) == []
    assert "Taken as your answer" in words(first)


async def test_of_two_dates_for_a_task_the_last_is_offered_and_that_is_said(
    standup: World, ana: Person
) -> None:
    await ana.writes("T-1 by thu\nT-1 by fri", channel=await direct(standup, "ana"))

    told = (await ana.dms())[-1]

    assert "T-1: two dates were said, Thu 29 Oct 17:00 and Fri 30 Oct 17:00; the last one counts." in words(
        told
    )
    assert [one for one in labels(told) if "T-1" in one] == ["T-1 Sign the contract: due Fri 30 Oct 17:00"]


async def test_a_line_added_by_a_button_offers_nothing_once_it_is_taken_back_elsewhere(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T15:00:00+00:00")
    place = await direct(standup, "ana")
    await ana.writes("Called the vendor", channel=place)
    await ana.presses("Add to the answer for #atlas-standup, late", (await ana.dms())[-1], place)
    added = (await ana.dms())[-1]

    await ana.types("/standup undo", PLACE)

    gone = (await ana.dms())[-1]
    assert labels(added) == ["Change it", "Undo"]
    assert gone["ts"] == added["ts"]
    assert "Taken back." in words(gone)
    assert labels(gone) == []


async def published(world: World) -> str:
    """Return all that stands in the standup's channel and its thread, for all to read."""
    return "\n".join(words(one) for one in [*await world.channel(PLACE).messages(), *await thread(world)])


@pytest.mark.parametrize(
    ("line", "answered"),
    [
        ("list", "T-1"),
        ("my tasks", "Sign the contract"),
        ("help", "/task"),
        ("show T-1", "Sign the contract"),
        ("done T-1", "Done"),
        ("undo", "nothing of yours from the last ten minutes"),
        ("/list", "T-1"),
        ("/task show T-1", "Sign the contract"),
        ("task Sign the lease by fri", "Added *T-2* Sign the lease"),
        ("/standup when", "asks you"),
        ("/standup", "opens a form only where somebody presses a button"),
    ],
)
async def test_a_command_written_to_muster_is_run_and_published_to_nobody(
    standup: World, ana: Person, line: str, answered: str
) -> None:
    await ana.writes(line, channel=await direct(standup, "ana"))

    told = words((await ana.dms())[-1])
    assert answered.casefold() in told.casefold()
    assert "Taken as your answer" not in told
    assert "Answered" not in await published(standup)


@pytest.mark.parametrize("line", ["skip", "Pass", "nothing", "Nothing today."])
async def test_a_word_that_leaves_the_day_out_is_a_skip_while_a_question_waits(
    standup: World, ana: Person, line: str
) -> None:
    await ana.writes(line, channel=await direct(standup, "ana"))

    told = (await ana.dms())[-1]
    assert "You are not answering #atlas-standup" in words(told)
    assert "Undo" in labels(told)
    assert "Not today: Ana Sousa" in words(await head(standup))


async def test_a_skip_says_which_other_standup_still_waits(standup: World, ana: Person) -> None:
    await ana.types("/standup setup mon-fri 10:00 4h", channel="#steering")
    await standup.clock(to=f"{TUESDAY}T10:01:00+00:00")
    place = await direct(standup, "ana")

    await ana.writes("skip", channel=place)
    first = words((await ana.dms())[-1])
    await ana.writes("skip", channel=place)
    second = words((await ana.dms())[-1])

    assert "You are not answering #atlas-standup" in first
    assert "#steering still waits: `/standup answer #steering`" in first
    assert "You are not answering #steering" in second
    assert "still waits" not in second


@pytest.mark.parametrize(("line", "asked"), [("skip", "/task skip"), ("nothing", "what is it?")])
async def test_the_same_word_leaves_nothing_out_once_the_question_was_answered(
    standup: World, ana: Person, line: str, asked: str
) -> None:
    await answer(ana, "Signed the contract", "Plan the cutover")

    await ana.writes(line, channel=await direct(standup, "ana"))

    assert asked in words((await ana.dms())[-1])
    assert "Answered: Ana Sousa" in words(await head(standup))


async def test_the_form_that_a_written_command_opens_is_the_one_of_its_button(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")
    await ana.writes("/standup", channel=place)

    await ana.presses("Open the form", (await ana.dms())[-1], place)

    assert "today" in [block["block_id"] for block in (await ana.form())["blocks"]]


@pytest.mark.parametrize(
    "line",
    ["?", "stop", "hello, who can see this", "what did I promise for today", "find racks", "T-1 !p2"],
)
async def test_talk_and_what_is_nearly_a_command_is_asked_about_first(
    standup: World, ana: Person, line: str
) -> None:
    place = await direct(standup, "ana")
    await ana.writes("Today: the racks", channel=place)

    await ana.writes(line, channel=place)

    asked = (await ana.dms())[-1]
    assert f"“{line}”: what is it? Nothing is saved until you press." in words(asked)
    assert labels(asked)[0] == "Add to the answer for #atlas-standup"
    assert "Today: the racks" in await published(standup)
    assert line not in await published(standup)


async def test_a_greeting_is_offered_to_no_command(standup: World, ana: Person) -> None:
    place = await direct(standup, "ana")
    await standup.clock(to=f"{WEDNESDAY}T08:06:00+00:00")

    await ana.writes("hello", channel=place)

    assert labels((await ana.dms())[-1]) == ["Add to the answer for #atlas-standup"]


async def test_before_they_are_asked_nothing_somebody_writes_is_published_unasked(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")
    await standup.clock(to=f"{WEDNESDAY}T08:06:00+00:00")
    await ana.writes("I will ask legal to end the contract", channel=place)
    asked = (await ana.dms())[-1]
    before = await published(standup)

    told = await ana.presses("Add to the answer for #atlas-standup", asked, place)

    assert "The standup #atlas-standup has not asked you yet." in words(asked)
    assert "legal" not in before
    assert "Taken as your answer for #atlas-standup, Wed 28 Oct" in told + words((await ana.dms())[-1])


async def test_what_was_asked_about_is_made_a_task_or_run_by_its_other_button(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")

    await ana.writes("add Order the racks by fri", channel=place)
    await ana.presses("Make it a task", (await ana.dms())[-1], place)
    made = words((await ana.dms())[-1])
    await ana.writes("find racks", channel=place)
    await ana.presses("/task find racks", (await ana.dms())[-1], place)

    assert "Added *T-2* Order the racks" in made
    assert "T-2" in words((await ana.dms())[-1])


async def test_where_no_standup_waits_a_line_is_made_a_task_by_one_press(standup: World) -> None:
    gil = standup.person("gil")
    await standup.post("message", as_="gil", channel="muster", text="Order the badges by fri")
    await standup.settle()
    place = await direct(standup, "gil")
    asked = (await gil.dms())[-1]
    await gil.presses("Make it a task", asked, place)

    assert "no standup waits for you, so this was not taken as an answer." in words(asked)
    assert "Added *T-2* Order the badges" in words((await gil.dms())[-1])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T-1 !p2", "*T-1* Sign the contract: priority P3 → P2"),
        ("T-1 by fri", "*T-1* Sign the contract: due Fri 30 Oct 17:00"),
        ("T-1 @ben", "*T-1* Sign the contract: owner Ana Sousa → Ben Carter"),
        ("T-1", "Sign the contract · Ana Sousa"),
        ("find contract", "T-1"),
        ("add Order the racks by fri", "Added *T-2* Order the racks · Ana Sousa · due Fri 30 Oct 17:00"),
    ],
)
async def test_where_no_standup_asks_what_is_plainly_for_task_is_run(
    world: World, ana: Person, line: str, said: str
) -> None:
    await ana.types("/task Sign the contract", "@muster")

    await ana.writes(line, channel=await direct(world, "ana"))

    assert said in words((await ana.dms())[-1])
    assert "no standup waits" not in words((await ana.dms())[-1])


async def test_where_no_standup_asks_what_may_be_talk_is_still_asked_about(world: World, ana: Person) -> None:
    await ana.types("/task Sign the contract", "@muster")
    place = await direct(world, "ana")

    for line in ("Sign the other contract", "T-1 is nearly there", "is it late?"):
        await ana.writes(line, channel=place)
        assert "no standup waits for you" in words((await ana.dms())[-1])

    assert "There is no T-2 here" in await ana.types("/task show T-2")


async def test_where_no_standup_asks_a_picture_without_words_is_not_taken_for_a_command(
    world: World, ana: Person
) -> None:
    await ana.types("/task Sign the contract", "@muster")
    before = len(await ana.dms())

    await ana.writes("", channel=await direct(world, "ana"), files=[{"name": "a.png", "content": "cGxhbg=="}])

    assert len(await ana.dms()) == before + 1  # the picture


async def test_a_button_for_a_line_names_people_and_not_their_ids(standup: World, ana: Person) -> None:
    await ana.writes("assign <@U0BEN>", channel=await direct(standup, "ana"))

    assert "/task assign @Ben Carter" in labels((await ana.dms())[-1])


async def test_what_is_written_later_keeps_what_was_said_and_none_says_what_it_ends(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")
    await ana.writes("Today: the racks\nBlocked: waiting for legal", channel=place)

    await ana.writes("Today: nothing\nBlocked: none", channel=place)

    told = words((await ana.dms())[-1])
    assert "Today: the racks\nnothing" in told
    assert "Said before, and no longer in the way: “waiting for legal”. Undo brings it back." in told


async def test_a_line_with_musters_name_in_front_is_read_in_a_direct_message_too(
    standup: World, ana: Person
) -> None:
    await ana.writes("<@U0MUSTER> list", channel=await direct(standup, "ana"))

    assert "Sign the contract" in words((await ana.dms())[-1])


async def test_a_message_that_is_changed_keeps_what_was_added_to_the_answer_since(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")
    first = await ana.writes("Today: the racks", channel=place)
    await ana.writes("Today: and the key\nYesterday: the plan", channel=place)

    await standup.post("edit", as_="ana", channel=place, ts=first["ts"], text="Today: the new racks")
    await standup.settle()

    told = await ana.types("/standup history", channel=PLACE)
    assert "Today: the new racks\nand the key" in told
    assert "the plan" in told


@pytest.mark.parametrize("line", ["add Order the racks", "+ Order the racks"])
async def test_a_line_that_asks_for_a_task_is_not_published_as_an_answer(
    standup: World, ana: Person, line: str
) -> None:
    place = await direct(standup, "ana")

    await ana.writes(line, channel=place)
    asked = (await ana.dms())[-1]
    published = "\n".join(words(one) for one in await thread(standup))
    told = await ana.presses("Make it a task", asked, place)

    assert "what is it?" in words(asked)
    assert "Order the racks" not in published
    assert "*T-2* Order the racks" in told + words((await ana.dms())[-1])


async def test_what_is_too_long_for_a_button_leads_to_a_form_that_opens(world: World, ana: Person) -> None:
    await ana.types("/task", "@muster")

    await ana.writes("the racks " * 200, channel=await direct(world, "ana"))

    told = words((await ana.dms())[-1])
    assert "Nothing was saved; it is too long for a button. `/task add` opens the form of a task." in told
    assert "`/standup`" not in told
