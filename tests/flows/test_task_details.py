"""What is kept with a task: its title, notes, steps and watchers; and how it is called off."""

import pytest

from tests.world import Json, Person, World, labels, words

ADD = "/task Move the racks @ben by fri"


def boxes(message: Json) -> Json:
    """Return the first row of boxes of a message."""
    block: Json = next(
        block
        for block in message["blocks"]
        if block["type"] == "actions" and block["elements"][0]["type"] == "checkboxes"
    )
    return block


async def ticks(person: Person, on: Json, *places: str) -> list[Json]:
    """Set which boxes of a message are ticked; return what is answered."""
    row = boxes(on)
    answer = await person.world.post(
        "click",
        as_=person.name,
        channel="#atlas",
        ts=on["ts"],
        action_id="task.step",
        block_id=row["block_id"],
        value=list(places),
    )
    assert answer["ok"], answer
    await person.world.settle()
    answers: list[Json] = answer["ephemerals"]
    return answers


def ticked(message: Json) -> list[str]:
    """Return the texts of the boxes that are ticked."""
    return [one["text"]["text"] for one in boxes(message)["elements"][0].get("initial_options", [])]


async def test_a_new_title_is_given_in_one_line_and_taken_back(world: World, ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task edit T-1 Move both racks")

    assert "title Move the racks → Move both racks" in told
    assert "*T-1* Move both racks" in words(await world.channel("#atlas").last())
    await ana.presses("Undo", ana.shown[-1])
    assert "*T-1* Move the racks" in words(await world.channel("#atlas").last())


async def test_edit_alone_opens_the_form(ana: Person) -> None:
    await ana.types(ADD)

    await ana.types("/task edit T-1")

    assert (await ana.form())["title"]["text"] == "Edit T-1"


async def test_a_task_that_one_may_not_see_cannot_be_edited(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Read the offer @me", "#vendor-terms")

    told = await ben.types("/task edit T-1")

    assert "There is no T-1 here" in told


async def test_a_note_stands_in_the_history_until_it_is_taken_back(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task note T-1 The vendor <@U0DEV> promised noon")
    noted = await ana.types("/task show T-1")
    await ana.types("/task undo")

    assert "*T-1* Move the racks: noted." in told
    assert "Ana Sousa noted: The vendor @Dev Patel promised noon" in noted
    assert "promised noon" not in await ana.types("/task show T-1")


async def test_steps_are_boxes_on_the_card_and_a_press_ticks_one(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)

    told = await ana.types("/task split T-1 order; rack; cable")
    await ticks(ben, await world.channel("#atlas").last(), "1")

    assert "0 of 3 steps done" in told
    assert ticked(await world.channel("#atlas").last()) == ["rack"]
    assert "Ben Carter ticked “rack” (steps: 1 of 3 done)" in await ana.types("/task show T-1")


async def test_two_people_who_tick_different_steps_of_the_same_card_both_count(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await ana.types("/task split T-1 order; rack; cable")
    await ana.types("/task show T-1")
    seen_by_ana = ana.shown[-1]

    await ticks(ben, await world.channel("#atlas").last(), "0")
    await ticks(ana, seen_by_ana, "2")

    assert ticked(await world.channel("#atlas").last()) == ["order", "cable"]


async def test_a_box_means_the_step_whose_words_stood_beside_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await ana.types("/task split T-1 order; rack; cable")
    await ana.types("/task show T-1")
    seen_by_ana = ana.shown[-1]
    await ben.types("/task split T-1 none")
    await ben.types("/task split T-1 rack; cable")

    none = await ticks(ana, seen_by_ana, "1")
    [lost] = await ticks(ana, seen_by_ana, "0")

    assert none == []
    assert "that step was taken away or reworded since. Nothing was changed." in words(lost)
    assert ticked(lost) == ["rack"]
    assert ticked(await world.channel("#atlas").last()) == ["rack"]


async def test_a_step_is_unticked_by_the_box_that_ticked_it(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task split T-1 order; rack")
    await ticks(ana, await world.channel("#atlas").last(), "0", "1")

    await ticks(ana, await world.channel("#atlas").last(), "1")

    assert ticked(await world.channel("#atlas").last()) == ["rack"]


async def test_lines_become_steps_behind_those_there_are_and_more_than_a_card_holds_are_refused(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)
    await ana.types("/task split T-1\n- order\n- rack")
    await ana.types("/task split T-1 " + "; ".join(f"step {number}" for number in range(11)))

    told = await ana.types("/task split T-1 " + "; ".join(f"more {number}" for number in range(40)))

    assert "there are 13 steps already, and a task holds 50 steps at most. Nothing was changed." in told
    card = await world.channel("#atlas").last()
    rows = [block["elements"][0] for block in card["blocks"] if block["type"] == "actions"]
    assert [len(row["options"]) for row in rows if row["type"] == "checkboxes"] == [10, 3]


async def test_a_step_too_long_for_its_box_stands_in_full_beside_the_task(ana: Person) -> None:
    long = "carry the racks of the old hall " * 4 + "into the new one"
    await ana.types(ADD)
    await ana.types(f"/task split T-1 {long}; rack")

    shown = await ana.types("/task show T-1")

    assert f"Step 1: {long}" in shown
    assert "Step 2" not in shown


async def test_long_notes_are_shown_whole(ana: Person) -> None:
    notes = " ".join(f"word{number}" for number in range(500))
    await ana.types(f"{ADD}\n{notes}")

    shown = await ana.types("/task show T-1")

    assert " ".join(shown.split()).count("word") == 500


async def test_a_note_is_told_to_who_watches_in_their_message_of_the_day(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Move the racks @me")
    await ben.types("/task watch T-1")
    await ana.types("/task note T-1 the lift is booked")

    await world.clock(to="2026-10-27T18:00:00+00:00")

    told = "\n".join(words(one) for one in await ben.dms())
    assert "*T-1* Move the racks" in told
    assert "Ana Sousa noted: the lift is booked" in told


async def test_who_watches_is_said_and_who_does_not_any_more(ana: Person, ben: Person) -> None:
    await ana.types(ADD)

    told = await ben.types("/task watch T-1")
    shown = await ana.types("/task show T-1")
    await ben.types("/task unwatch T-1")

    assert "*T-1* Move the racks: you will hear what changes on it" in told
    assert "cc Ben Carter" in shown
    assert "cc Ben Carter" not in await ana.types("/task show T-1")


async def test_a_guest_may_watch_what_they_see(world: World, ana: Person) -> None:
    await ana.types(ADD)

    told = await world.person("gil").types("/task watch T-1")

    assert "you will hear what changes on it" in told


async def test_a_dropped_task_says_on_its_card_who_and_why_and_leaves_the_lists(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)

    told = await ben.types("/task drop T-1 the vendor does it")

    card = await world.channel("#atlas").last()
    assert "*T-1* Move the racks: dropped (the vendor does it)" in told
    assert "Dropped by Ben Carter on Mon 26 Oct 04:00 (New York): the vendor does it" in words(card)
    assert labels(card) == ["Reopen"]
    assert "none" in await ana.types("/task list all")


async def test_a_dropped_task_opens_again_from_its_card(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task drop T-1 the vendor does it")

    await ana.presses("Reopen", await world.channel("#atlas").last())

    card = words(await world.channel("#atlas").last())
    assert "Opened again by Ana Sousa on Mon 26 Oct 08:00 (Lisbon)" in card
    assert "the vendor does it" not in card


async def test_dropping_without_a_reason_asks_for_one(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task Order the lift")

    await ana.types("/task drop T-1 T-2")
    view = await ana.form()
    refused = await ana.submits(view)
    await ana.submits(view, {"reason": {"reason": "The move is off"}})

    assert "*T-1* Move the racks\n*T-2* Order the lift\nNobody has to do that any more." in words(view)
    assert refused["errors"] == {"reason": "Please complete this required field."}
    told = words((await ana.sees("#atlas"))[-1])
    assert "*T-1* Move the racks: dropped (The move is off)" in told
    assert "*T-2* Order the lift: dropped (The move is off)" in told


@pytest.mark.parametrize("number", [2, 9])
async def test_no_reason_is_asked_for_what_cannot_be_dropped(
    world: World, ana: Person, ben: Person, number: int
) -> None:
    """T-2 is in a channel that Ben does not see, and there is no T-9: both get the same words."""
    await ana.types(ADD)
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/task Compare the offers", "#vendor-terms")

    told = await ben.types(f"/task drop T-{number}")

    assert told == f"There is no T-{number} here. Nothing was changed. `/task` lists yours."
    await ana.types("/task done T-1")
    assert "was done already, by Ana Sousa" in await ben.types("/task drop T-1")


async def test_a_finished_task_is_not_dropped(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task done T-1")

    told = await ana.types("/task drop T-1 too late")

    assert "was done already, by Ana Sousa" in told
    assert "Nothing was changed" in told


async def test_the_card_says_who_started_and_who_was_given_a_task(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)

    await ben.presses("Start", await world.channel("#atlas").last())
    started = words(await world.channel("#atlas").last())
    await ana.types("/task assign T-1 @dev")

    assert "Started by Ben Carter on Mon 26 Oct 04:00 (New York)" in started
    assert "Given to Dev Patel by Ana Sousa on Mon 26 Oct 08:00 (Lisbon)" in words(
        await world.channel("#atlas").last()
    )


async def test_the_address_of_a_link_in_a_reason_is_kept(ana: Person) -> None:
    await ana.types("/task Order the racks")

    told = await ana.types("/task block T-1 waiting for *the vendor* <https://x.y|click>")

    assert "click (<https://x.y>)" in told


async def test_steps_on_several_lines_are_still_parted_by_semicolons(ana: Person) -> None:
    await ana.types("/task Order the racks")

    assert "0 of 1 step done" in await ana.types("/task split T-1 order;")
    assert "0 of 5 steps done" in await ana.types("/task split T-1 rack; cable\ntest\nhand over;")


async def test_watching_twice_is_said_and_changes_nothing(ana: Person) -> None:
    await ana.types("/task Order the racks @ben")

    assert "you do not watch it. Nothing was changed." in await ana.types("/task unwatch T-1")
    await ana.types("/task watch T-1")
    assert "you watch it already. Nothing was changed." in await ana.types("/task watch T-1")


async def test_an_owner_is_no_watcher_of_their_own_task(ana: Person) -> None:
    assert "cc" not in await ana.types("/task Order the racks by fri @ben cc @ben")
    assert "it was so already" in await ana.types("/task T-1 cc @ben")


async def test_a_step_that_a_checklist_has_is_not_added_twice(ana: Person) -> None:
    await ana.types("/task Rack the servers")
    await ana.types("/task split T-1 order; rack")

    told = await ana.types("/task split T-1 order; cable")

    assert "0 of 3 steps done" in told


async def test_a_title_that_the_notes_have_whole_is_not_shown_in_full_twice(ana: Person) -> None:
    await ana.types(f"/task add {' '.join(f'word{number}' for number in range(60))}")

    told = await ana.types("/task show T-1")

    assert told.count("word25 word26") == 1
    assert "word59" in told


async def test_all_steps_are_taken_away_by_none_and_come_back_by_undo(ana: Person) -> None:
    await ana.types("/task Mount the racks")
    await ana.types("/task split T-1 order; rack")

    told = await ana.types("/task split T-1 none")
    shown = await ana.types("/task show T-1")
    await ana.types("/task undo")

    assert "*T-1* Mount the racks: no steps any more" in told
    assert "rack\n" not in shown.partition("Made by")[0]
    assert "order\nrack" in await ana.types("/task show T-1")


@pytest.mark.parametrize(
    "typed", ["[x] freeze; notes; [X] deploy", "\n- [x] freeze\n- [ ] notes\n* [x] deploy"]
)
async def test_steps_that_are_ticked_as_they_are_typed_are_done(ana: Person, typed: str) -> None:
    await ana.types("/task add Release it")

    said = await ana.types(f"/task split T-1 {typed}")
    shown = await ana.types("/task show T-1")

    assert "2 of 3 steps done" in said
    assert "(steps: 2 of 3 done)" in shown
    assert [one for one in ("freeze", "notes", "deploy") if one in shown] == ["freeze", "notes", "deploy"]


async def test_a_tick_behind_split_ticks_a_step_that_is_there_and_no_step_loses_its_own(ana: Person) -> None:
    await ana.types("/task add Release it")
    await ana.types("/task split T-1 [x] freeze; notes")

    said = await ana.types("/task split T-1 [ ] freeze; [x] notes; deploy")

    assert "2 of 3 steps done" in said
    assert "steps: 1 of 2 done" in await ana.types("/task undo")
