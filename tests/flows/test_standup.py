"""A standup day, from the first morning to the last close."""

import pytest

from tests.flows.standup_words import TUESDAY, WEDNESDAY, answer, direct, head, opened, starts, thread
from tests.world import Person, World, labels, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, set up on Monday after everybody's morning."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    told = await ana.types("/standup setup mon-fri 09:30 4h", channel="#atlas-standup")
    assert "Mon–Fri at 09:30 in each person's own zone, 4 h to answer" in told
    return world


async def test_each_member_is_asked_at_half_past_nine_in_their_own_zone(standup: World) -> None:
    asked: dict[str, int] = {}
    for hour in range(3, 16):
        await standup.clock(to=f"{TUESDAY}T{hour:02}:31:00+00:00")
        for name in ("ana", "ben", "chiara", "dev", "sam"):
            if await standup.person(name).dms():
                asked.setdefault(name, hour)

    assert asked == {"dev": 4, "chiara": 8, "ana": 9, "sam": 9, "ben": 13}


async def test_answers_stand_in_one_thread_and_the_head_counts_them(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")

    await answer(ana, "Signed the contract", "Plan the cutover", "No room for the racks")

    heads = await standup.channel("#atlas-standup").messages()
    thread = await standup.channel("#atlas-standup").messages(thread_ts=heads[0]["ts"])
    assert len(heads) == 1
    assert "1 of 5 answered" in words(heads[0])
    assert "In the way: No room for the racks" in words(thread[-1])


async def test_the_prompt_opens_the_form_with_what_the_person_finished(standup: World, ana: Person) -> None:
    await ana.types("/task Sign the contract")
    await ana.types("/task done T-1")
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    prompt = (await ana.dms())[-1]

    state = await standup.get("state")
    dm = next(one["id"] for one in state["channels"] if one.get("is_im") and one.get("user") == "U0ANA")
    await ana.presses("Answer", prompt, channel=dm)

    assert starts(await ana.form())["yesterday"] == "Finished T-1 Sign the contract"


async def test_what_is_finished_after_the_answer_shows_in_the_head_at_once_and_undo_takes_it_out(
    standup: World, ana: Person
) -> None:
    await ana.types("/task Sign the contract")
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "", "Contract")
    before = len(await standup.channel("#atlas-standup").messages())

    await ana.types("/task done T-1")
    done = words(await head(standup))
    await ana.types("/task undo")

    assert "Finished:\n• T-1 Sign the contract" in done
    assert "T-1 Sign the contract" not in words(await head(standup))
    assert len(await standup.channel("#atlas-standup").messages()) == before


async def test_what_somebody_finishes_who_has_not_answered_leaves_the_head_alone(
    standup: World, ana: Person
) -> None:
    await ana.types("/task Sign the contract")
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    before = await head(standup)

    await ana.types("/task done T-1")

    assert await head(standup) == before


async def test_who_did_not_answer_is_reminded_once_and_who_did_is_not(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Cutover")

    await standup.clock(to=f"{TUESDAY}T13:29:00+00:00")

    assert len(await ana.dms()) == 1
    assert len(await standup.person("sam").dms()) == 2


async def test_the_close_says_who_answered_and_what_is_blocked(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Cutover", "The key is missing")

    await standup.clock(to=f"{TUESDAY}T18:00:00+00:00")

    head = await standup.channel("#atlas-standup").last()
    thread = await standup.channel("#atlas-standup").messages(thread_ts=head["ts"])
    assert "No answer from: Ben Carter, Chiara Rossi, Dev Patel, Sam Okafor" in words(head)
    assert "Closed: 1 of 5 answered" in words(thread[-1])
    assert "*B-1* Ana Sousa: The key is missing" in words(thread[-1])


async def test_a_late_answer_is_taken_and_marked_late(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T18:00:00+00:00")

    await answer(ana, "Contract", "Cutover")

    head = await standup.channel("#atlas-standup").last()
    assert "Answered: Ana Sousa (late)" in words(head)


async def test_the_close_names_what_is_in_the_way_however_much_was_finished(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    title = "is mounted, cabled, labelled, and handed over with its papers to operations in the second hall"
    for count in range(1, 26):
        await ana.types(f"/task Rack {count} {title} of {'the annex ' * 8}")
    await ana.types("/task done " + " ".join(f"T-{count}" for count in range(1, 26)))
    await answer(ana, "Racks", "Cutover", "The vendor has not answered")
    await standup.clock(to=f"{TUESDAY}T18:00:00+00:00")

    told = await thread(standup)

    for shown in (words(told[0]), words(told[-1])):
        assert "In the way:\n• *B-1* Ana Sousa: The vendor has not answered\n" in shown
        assert "• T-20 Rack 20 is mounted" in shown
        assert "• and 5 more: `/task list done`" in shown
        assert "…" not in shown
    assert "Late answers are still taken" in words(told[-1])


async def test_a_finished_task_is_told_of_on_one_day_and_of_whoever_did_not_answer_on_the_next(
    standup: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Sign the contract")
    await ben.types("/task Order the racks")
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Cutover")
    await ana.types("/task done T-1")
    await ben.types("/task done T-2")
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")
    first = words(await head(standup))

    await standup.clock(to=f"{WEDNESDAY}T14:00:00+00:00")
    await answer(ana, "Calls", "Cutover")
    await answer(ben, "Racks", "Cabling")

    second = words(await head(standup))
    assert ("T-1" in first, "T-2" in first) == (True, False)
    assert ("T-1" in second, "T-2" in second) == (False, True)


async def test_after_the_close_prompt_and_reminder_say_so_and_still_take_a_late_answer(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T18:00:00+00:00")
    prompt, reminder = await ana.dms()
    before = [words(prompt), words(reminder)]

    await ana.presses("Answer late", prompt, channel=await direct(standup, "ana"))
    await ana.submits(await ana.form(), {"today": {"today": "Cutover"}})

    closed = "The standup for #atlas-standup closed on Tue 27 Oct 13:30. A late answer is still welcome"
    assert before[0].startswith(closed)
    reminded = "Reminder of the standup for #atlas-standup on Tue 27 Oct: "
    late = "it closed at 13:30; the question above still takes a late answer."
    assert before[1] == reminded + late
    assert [labels(prompt), labels(reminder)] == [["Answer late"], []]
    assert "Answered: Ana Sousa (late)" in words(await head(standup))
    after = await ana.dms()
    assert "is in. Thank you." in words(after[0])
    assert words(after[1]) == f"{reminded}you have answered. Thank you."


async def test_a_reminder_of_what_closed_after_midnight_says_on_which_day(world: World, ana: Person) -> None:
    await world.clock(to="2026-10-26T08:00:00+00:00")
    await ana.types("/standup setup mon-fri 22:00 4h", channel="#atlas-standup")
    for at in (f"{TUESDAY}T22:01", f"{WEDNESDAY}T01:40", f"{WEDNESDAY}T02:10"):
        await world.clock(to=f"{at}:00+00:00")

    reminder = (await ana.dms())[-1]

    assert "on Tue 27 Oct: it closed on Wed 28 Oct at 02:00; the question above" in words(reminder)


async def test_nobody_away_or_deactivated_is_asked(standup: World, ana: Person) -> None:
    await ana.types("/standup ooo until fri")
    await standup.post("member", as_="dev", deleted=True)

    await standup.clock(to=f"{TUESDAY}T14:00:00+00:00")

    head = words(await standup.channel("#atlas-standup").last())
    assert await ana.dms() == []
    assert await standup.person("dev").dms() == []
    assert "Away: Ana Sousa" in head
    assert "Dev Patel" not in head


async def test_status_tells_who_is_missing(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")

    told = await ana.types("/standup status", channel="#atlas-standup")

    assert "0 of 5 answered" in told
    assert "Ben Carter" in told


async def test_a_weekend_asks_nobody(standup: World) -> None:
    await standup.clock(to="2026-10-30T20:00:00+00:00")
    before = len(await standup.channel("#atlas-standup").messages())

    await standup.clock(to="2026-11-01T23:00:00+00:00")

    assert len(await standup.channel("#atlas-standup").messages()) == before


async def test_undo_of_an_answer_takes_what_was_in_the_way_back_too(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Cutover", "The key is missing")

    told = await ana.types("/standup undo", channel="#atlas-standup")

    assert "Taken back" in told
    assert starts(await opened(ana))["blocked"] is None


async def test_undo_of_an_answer_takes_it_out_of_the_days_head(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Cutover")
    counted = words(await head(standup))

    await ana.types("/standup undo", channel="#atlas-standup")

    assert "1 of 5 answered" in counted
    assert "0 of 5 answered" in words(await head(standup))
    assert "Contract" not in "".join(words(one) for one in await thread(standup))


async def test_an_answer_undone_before_it_was_posted_is_posted_when_given_again(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await standup.post("channel", channel="#atlas-standup", bot_in=False)
    await answer(ana, "Contract", "Cutover")
    await ana.types("/standup undo", channel="#atlas-standup")

    await answer(ana, "Contract again", "Cutover")
    await standup.post("channel", channel="#atlas-standup", bot_in=True)
    await standup.settle()

    assert "Contract again" in words((await thread(standup))[-1])


async def test_the_form_before_the_prompt_is_for_today_and_spares_the_prompt(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Cutover")
    await standup.clock(to=f"{WEDNESDAY}T08:00:00+00:00")

    view = await opened(ana)
    await answer(ana, "Cutover planned", "Racks")
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    assert view["title"]["text"] == "Standup Wed 28 Oct"
    assert "1 of 5 answered" in words(await head(standup))
    assert len([one for one in await ana.dms() if "Answer" in str(one)]) == 0


async def test_today_is_prefilled_with_what_is_due_and_not_with_what_comes_later(
    standup: World, ana: Person
) -> None:
    await ana.types("/task Sign the contract by 27 oct")
    await ana.types("/task Order the racks by 6 nov")
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")

    assert starts(await opened(ana))["today"] == "T-1 Sign the contract"


async def test_a_form_without_a_word_is_not_an_answer(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")

    sent = await answer(ana, "  ")

    assert "Write at least one line" in str(sent["errors"])
    assert "0 of 5 answered" in words(await head(standup))


async def test_what_is_resolved_after_the_close_stays_in_its_summary_with_who_and_when(
    standup: World, ana: Person, ben: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Cutover", "The key is missing")
    await standup.clock(to=f"{TUESDAY}T18:00:00+00:00")
    await ben.types("/standup resolve B-1", channel="#atlas-standup")
    newest = await standup.channel("#atlas-standup").last()

    async def summary() -> str:
        return words((await standup.channel("#atlas-standup").messages(thread_ts=newest["ts"]))[-1])

    resolved = await summary()
    await ben.types("/standup undo", channel="#atlas-standup")

    by = "• *B-1* Ana Sousa: The key is missing · by Ben Carter, Tue 27 Oct 14:00 (New York)"
    assert f"Resolved since:\n{by}\nNothing is in the way any more." in resolved
    assert "In the way:\n• *B-1* Ana Sousa: The key is missing" in await summary()
