"""What waits for what, and what shifts, as people see it. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

import pytest

from tests.world import Json, Person, World, labels, words


@pytest.fixture
async def three(world: World, ana: Person) -> World:
    """T-1 due Wed, T-2 due Fri, T-3 due Thu; nothing waits for anything."""
    for line in ("Order the racks @ben by wed", "Mount the racks @chiara by fri", "Move the servers by thu"):
        await ana.types(f"/task {line}")
    return world


async def card(world: World, number: int) -> str:
    """Return the card of a task as everybody sees it."""
    return words((await world.channel("#atlas").messages())[number - 1])


async def test_after_says_the_chain_and_the_earliest_date_and_offers_it(three: World, ana: Person) -> None:
    told = await ana.types("/task after T-3 T-1, T-2")

    assert "*T-3* Move the servers: waits for T-1, T-2" in told
    assert "T-2 → T-3, so T-3 can begin on Fri 30 Oct 17:00 at the earliest." in told
    await ana.presses("Move to Fri 30 Oct 17:00", ana.shown[-1])
    assert "due Fri 30 Oct 17:00" in await card(three, 3)


async def test_a_loop_is_refused_and_printed_whole_with_a_way_out(three: World, ana: Person) -> None:
    await ana.types("/task after T-2 T-1")
    await ana.types("/task after T-3 T-2")

    told = await ana.types("/task after T-1 T-3")

    assert "That would make a loop: T-1 → T-3 → T-2 → T-1. Nothing was changed." in told
    await ana.presses("Free T-2 from T-1", ana.shown[-1])
    assert "waits for T-3" in await ana.types("/task after T-1 T-3")


async def test_a_task_does_not_wait_for_what_is_not_there(three: World, ana: Person) -> None:
    assert "There is no T-99 here. Nothing was changed." in await ana.types("/task after T-1 T-2 T-99")
    assert "after" not in await card(three, 1)


async def test_a_loop_names_no_task_that_may_not_be_seen(three: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Agree the price @dana", channel="#vendor-terms")
    await ana.types("/task after T-4 T-1", channel="#vendor-terms")
    await ana.types("/task after T-2 T-4", channel="#vendor-terms")

    told = await ben.types("/task after T-1 T-2")

    assert "T-1 → T-2 → a task you cannot see → T-1" in told
    assert "T-4" not in told
    assert labels(ben.shown[-1]) == []


async def test_a_card_names_no_task_its_channel_may_not_see(three: World, ana: Person) -> None:
    await ana.types("/task Agree the price @dana", channel="#vendor-terms")

    told = await ana.types("/task after T-2 T-1 T-4", channel="#vendor-terms")

    assert "waits for T-1, T-4" in told
    assert "after T-1\n" in await card(three, 2)


@pytest.mark.parametrize(
    ("line", "left"), [("free T-3 T-1", "waits for T-2"), ("free T-3", "waits for nothing any more")]
)
async def test_free_ends_the_waiting(three: World, ana: Person, line: str, left: str) -> None:
    await ana.types("/task after T-3 T-1 T-2")

    assert left in await ana.types(f"/task {line}")


@pytest.mark.parametrize("line", ["after T-3 T-1", "free T-2", "snooze T-1 2026-11-02"])
async def test_undo_takes_links_and_quiet_back(three: World, ana: Person, line: str) -> None:
    await ana.types("/task after T-2 T-1")
    before = [await ana.types(f"/task show T-{number}") for number in (1, 2, 3)]
    await ana.types(f"/task {line}")

    await ana.types("/task undo")

    after = [await ana.types(f"/task show T-{number}") for number in (1, 2, 3)]
    lines = [[text.split("\n")[0] for text in texts] for texts in (before, after)]
    assert lines[0] == lines[1]


async def test_a_move_shows_what_would_begin_too_early_and_moves_nothing_else_yet(
    three: World, ana: Person
) -> None:
    await ana.types("/task after T-3 T-1")
    await ana.types("/task after T-2 T-3")

    told = await ana.types("/task due T-1 2026-11-03")

    assert "*T-1* Order the racks: due Wed 28 Oct 17:00 (Lisbon) → Tue 3 Nov 17:00 (Lisbon)" in told
    assert "*T-3* Move the servers: due Thu 29 Oct 17:00 → Tue 3 Nov 17:00" in told
    assert "*T-2* Mount the racks: due Fri 30 Oct 17:00 (Lisbon) → Tue 3 Nov 17:00 (Lisbon)" in told
    assert "due Thu 29 Oct" in await card(three, 3)


async def test_undo_closes_no_loop(three: World, ana: Person) -> None:
    await ana.types("/task after T-2 T-1")
    await ana.types("/task free T-2")
    freed = ana.shown[-1]
    await ana.types("/task after T-1 T-2")

    told = await ana.presses("Undo", freed)

    assert "That would make a loop: T-2 → T-1 → T-2. Nothing was changed." in told
    assert "after" not in await card(three, 2)
    assert "waits for nothing any more" in await ana.presses("Free T-1 from T-2", ana.shown[-1])


async def test_what_a_task_waits_for_stays_while_it_is_called_off(three: World, ana: Person) -> None:
    await ana.types("/task after T-3 T-1")
    await ana.types("/task drop T-1 the vendor does it")

    told = await ana.types("/task after T-3 T-2")

    assert "waits for T-1, T-2" in told


async def test_apply_shifts_all_and_one_undo_takes_back_move_and_shifts(three: World, ana: Person) -> None:
    await ana.types("/task after T-3 T-1")
    await ana.types("/task after T-2 T-3")
    await ana.types("/task due T-1 2026-11-03")

    told = await ana.presses("Apply", ana.shown[-1])

    shifted = [await card(three, number) for number in (1, 2, 3)]
    await ana.presses("Undo", ana.shown[-1])
    back = [await card(three, number) for number in (1, 2, 3)]
    assert "Thu 29 Oct 17:00 → Tue 3 Nov 17:00" in told
    assert all("due Tue 3 Nov 17:00" in text and "moved once" in text for text in shifted)
    assert ["due Wed 28 Oct" in back[0], "due Fri 30 Oct" in back[1], "due Thu 29 Oct" in back[2]] == [
        True
    ] * 3
    assert not any("moved" in text for text in back)


async def test_apply_after_somebody_moved_the_task_again_is_a_group_of_its_own(
    three: World, ana: Person
) -> None:
    await ana.types("/task after T-3 T-1")
    await ana.types("/task due T-1 2026-11-03")
    preview = ana.shown[-1]
    await three.person("sam").types("/task due T-1 2026-11-05")

    told = await ana.presses("Apply", preview)
    await ana.presses("Undo", ana.shown[-1])

    assert "Thu 29 Oct 17:00 → Thu 5 Nov 17:00" in told
    assert "due Thu 5 Nov" in await card(three, 1)
    assert "due Thu 29 Oct" in await card(three, 3)


async def test_snooze_is_quiet_until_a_day_and_the_due_date_stays(three: World, ben: Person) -> None:
    told = await ben.types("/task snooze T-1 mon")

    assert "*T-1* Order the racks: snoozed until Mon 2 Nov; it stays due Wed 28 Oct 17:00" in told


async def test_a_repeating_task_neither_waits_nor_is_waited_for(three: World, ana: Person) -> None:
    await ana.types("/task Send the report every friday")

    assert "a repeating task can't wait for another one" in await ana.types("/task after T-4 T-1")
    assert "nothing can wait for it" in await ana.types("/task after T-1 T-4")
    assert "nothing can wait for it" in await ana.types("/task Read the report after T-4")
    assert "There is no T-5 here" in await ana.types("/task show T-5")


async def test_links_that_cross_make_no_loop_together(three: World, ana: Person, ben: Person) -> None:
    await ana.types("/task after T-1 T-2")

    assert "That would make a loop: T-2 → T-1 → T-2." in await ben.types("/task after T-2 T-1")


async def test_the_form_closes_no_loop_either(three: World, ana: Person) -> None:
    await ana.types("/task after T-2 T-1")
    await ana.presses("Edit", (await three.channel("#atlas").messages())[0])

    await ana.submits(await ana.form(), {"after": {"after": "T-2"}})

    assert "That would make a loop: T-1 → T-2 → T-1." in words((await ana.sees("#atlas"))[-1])
    assert "after" not in await card(three, 1)


async def test_what_others_wait_for_does_not_begin_to_repeat(three: World, ana: Person) -> None:
    await ana.types("/task after T-2 T-1")

    told = await ana.types("/task T-1 every fri")

    assert "*T-1* " in told
    assert ": T-2 waits for it, and what repeats is never done for good. Nothing was changed." in told
    assert "repeats" not in await card(three, 1)
    await ana.presses("Free T-2 from T-1", ana.shown[-1])
    assert "repeat every fri" in await ana.types("/task T-1 every fri")


async def test_a_hidden_task_that_waits_is_not_named_where_the_other_was_to_repeat(
    three: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Agree the price @dana", channel="#vendor-terms")
    await ana.types("/task after T-4 T-1", channel="#vendor-terms")

    told = await ben.types("/task T-1 every fri")

    assert ": a task you cannot see waits for it, and what repeats" in told
    assert labels(ben.shown[-1]) == []


async def test_a_pattern_does_not_come_back_once_somebody_waits_for_the_task(
    three: World, ana: Person
) -> None:
    await ana.types("/task T-1 every fri")
    await ana.submits(await _edited(ana, "T-1"), {"repeat": {"repeat": ""}})
    await three.person("ben").types("/task after T-2 T-1")

    told = await ana.types("/task undo")

    assert ": T-2 waits for it, and what repeats is never done for good. Nothing was changed." in told
    assert "repeats" not in await card(three, 1)


async def _edited(person: Person, task: str) -> Json:
    await person.types(f"/task edit {task}")
    return await person.form()


async def test_who_changes_what_a_task_waits_for_keeps_what_they_cannot_see_of_it(
    three: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Agree the price @dana", channel="#vendor-terms")
    await ana.types("/task after T-3 T-4", channel="#vendor-terms")
    await ana.types("/task after T-4 T-1", channel="#vendor-terms")

    assert "T-4" not in await ben.types("/task after T-3 T-1")
    assert "\nT-3 waits for it" in await ben.types("/task show T-1")
    assert "\nT-3 and T-4 wait for it" in await ana.types("/task show T-1", channel="#vendor-terms")
    assert "T-4" not in await ben.types("/task T-3 after T-2")
    await ben.types("/task free T-3 T-1")

    assert "after T-2, T-4" in await ana.types("/task show T-3", channel="#vendor-terms")


async def test_a_shift_joins_no_move_that_was_followed_by_another_change(three: World, ana: Person) -> None:
    await ana.types("/task after T-2 T-1")
    await ana.types("/task due T-1 9 nov")
    offer = ana.shown[-1]
    await ana.types("/task T-1 !p1")

    await ana.presses("Apply", offer)
    await ana.types("/task undo")

    assert "due Mon 9 Nov 17:00" in await card(three, 1)
    assert "P1" in await card(three, 1)
    assert "due Fri 30 Oct 17:00" in await card(three, 2)


async def test_who_moves_a_task_before_what_it_waits_for_is_told_so(three: World, ana: Person) -> None:
    await ana.types("/task after T-2 T-1")

    told = await ana.types("/task due T-2 tomorrow")

    assert "T-1 → T-2, so T-2 can begin on Wed 28 Oct 17:00" in told
    assert "which is too early for that" in told
    await ana.presses("Move to Wed 28 Oct 17:00 (Lisbon)", ana.shown[-1])
    assert "due Wed 28 Oct 17:00" in await card(three, 2)


async def test_nothing_begins_on_a_day_that_is_over(three: World, ana: Person) -> None:
    await three.clock(to="2026-10-29T08:00:00+00:00")

    told = await ana.types("/task after T-2 T-1")

    assert "T-1 → T-2, and what it waits for is late, so nobody knows yet when T-2 can begin." in told
    assert "at the earliest" not in told
    assert "too early" not in told

    await three.clock(to="2026-11-02T08:00:00+00:00")
    told = await ana.types("/task after T-2 T-1")

    assert (
        "It is due Fri 30 Oct 17:00 (Lisbon), which is too early for that. "
        "The first date that fits, if that is done today, is Mon 2 Nov 17:00 (Lisbon)."
    ) in told


async def test_apply_moves_nothing_that_nothing_holds_any_more(
    three: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task after T-2 T-1")
    await ana.types("/task due T-1 4 nov")
    shown = ana.shown[-1]
    await ben.types("/task done T-1")

    await ana.presses("Apply", shown)

    assert "due Fri 30 Oct 17:00" in await card(three, 2)


async def test_what_waited_and_is_over_keeps_no_task_from_repeating(three: World, ana: Person) -> None:
    await ana.types("/task after T-2 T-1")
    await ana.types("/task drop T-2 the vendor does it")

    assert "repeat every fri" in await ana.types("/task T-1 every fri")


async def test_a_shift_lands_where_its_owner_is_there_with_room_for_the_estimate(
    three: World, ana: Person
) -> None:
    await three.person("chiara").types("/standup ooo from 2 nov until 6 nov")
    await ana.types("/task T-2 ~8h")
    await ana.types("/task after T-2 T-1")

    told = await ana.types("/task due T-1 2026-11-02")
    await ana.presses("Apply", ana.shown[-1])

    assert "*T-2* Mount the racks: due Fri 30 Oct 17:00 (Lisbon) → Mon 9 Nov 17:00 (Lisbon)" in told
    assert "due Mon 9 Nov 17:00" in await card(three, 2)


async def test_a_date_that_is_too_early_offers_one_at_which_its_owner_is_there(
    three: World, ana: Person
) -> None:
    await three.person("chiara").types("/standup ooo from 2 nov until 6 nov")
    await ana.types("/task due T-1 2026-11-02")

    await ana.types("/task after T-2 T-1")

    assert "Move to Mon 9 Nov 17:00 (Lisbon)" in labels(ana.shown[-1])


async def test_a_shift_lands_on_no_public_holiday_of_its_owner(three: World, ana: Person) -> None:
    await three.person("chiara").types("/standup holidays GR")
    await ana.types("/task due T-2 tue")
    await ana.types("/task after T-2 T-1")

    told = await ana.types("/task due T-1 wed noon")

    assert "→ Thu 29 Oct 17:00 (Lisbon)" in told


@pytest.mark.parametrize(
    ("line", "said", "fits"),
    [
        (
            "Cut over after T-2 by fri ~2d",
            "T-2 → T-4, so T-4 can begin on Fri 30 Oct 17:00",
            "Tue 3 Nov 17:00",
        ),
        (
            "Cut over after T-1 and T-2 by thu",
            "T-2 → T-4, so T-4 can begin on Fri 30 Oct",
            "Fri 30 Oct 17:00",
        ),
        ("T-3 after T-2 !p2", "T-2 → T-3, so T-3 can begin on Fri 30 Oct 17:00", "Fri 30 Oct 17:00"),
    ],
)
async def test_a_line_whose_date_is_too_early_for_what_it_waits_for_says_so_and_offers_one(
    three: World, ana: Person, line: str, said: str, fits: str
) -> None:
    told = await ana.types(f"/task {line}")
    moved = await ana.presses(f"Move to {fits}", ana.shown[-1])

    assert said in told
    assert "which is too early for that" in told
    assert f"→ {fits}" in moved


async def test_a_task_that_is_added_with_time_for_what_it_waits_for_says_nothing_of_it(
    three: World, ana: Person
) -> None:
    told = await ana.types("/task Cut over after T-2 by 6 nov ~2d")

    assert "too early" not in told
    assert not any("Move to" in label for label in labels(ana.shown[-1]))


async def test_the_form_says_what_is_too_early_as_a_line_does(three: World, ana: Person) -> None:
    await ana.types("/task edit T-3")
    await ana.submits(await ana.form(), {"after": {"after": "T-2"}})
    waits = (await ana.sees("#atlas"))[-1]
    await ana.types("/task edit T-2")
    await ana.submits(await ana.form(), {"due": {"due": "2026-11-03"}})
    moved = (await ana.sees("#atlas"))[-1]

    assert "It is due Thu 29 Oct 17:00, which is too early for that." in words(waits)
    assert "Move to Fri 30 Oct 17:00" in labels(waits)
    assert "*T-3* Move the servers: due Thu 29 Oct 17:00" in words(moved)
    assert "Apply" in labels(moved)


async def test_a_new_task_of_the_form_says_that_it_is_too_early(three: World, ana: Person) -> None:
    await ana.types("/task add")
    await ana.submits(
        await ana.form(),
        {"title": {"title": "Cut over"}, "due": {"due": "2026-10-29"}, "after": {"after": "T-2"}},
    )

    assert any("Move to Fri 30 Oct 17:00" in labels(one) for one in await ana.sees("#atlas"))


async def test_a_change_of_something_else_does_not_say_again_that_it_is_too_early(
    three: World, ana: Person
) -> None:
    await ana.types("/task after T-3 T-2")

    assert "too early" not in await ana.types("/task T-3 !p1")


@pytest.mark.parametrize("line", ["T-1 after T-2, T-3 thu after T-2", "T-3 !p1; T-3 after T-2; start T-3"])
async def test_of_several_commands_in_a_line_too_each_task_that_is_too_early_is_said_once(
    three: World, ana: Person, line: str
) -> None:
    told = await ana.types(f"/task {line}")

    assert told.count("T-2 → T-3") == 1
    assert "T-3: Move to Fri 30 Oct 17:00" in labels(ana.shown[-1])


async def test_of_several_tasks_that_are_to_wait_each_that_is_too_early_is_said(
    three: World, ana: Person
) -> None:
    told = await ana.types("/task T-1, T-3 after T-2")

    assert told.count(": waits for T-2") == 2
    assert told.count("which is too early for that") == 2
    assert labels(ana.shown[-1])[:2] == [
        "T-1: Move to Fri 30 Oct 17:00 (Lisbon)",
        "T-3: Move to Fri 30 Oct 17:00",
    ]
    freed = await ana.types("/task T-1, T-3 free T-2")
    assert freed.count("waits for nothing any more") == 2


@pytest.mark.parametrize(
    "line", ["T-3 needs T-1", "T-3 blocked by T-1", "T-3 +web after T-1", "free T-3 T-2", "T-3 -after T-2"]
)
async def test_what_a_finished_task_waited_for_is_changed_by_no_line(
    three: World, ana: Person, line: str
) -> None:
    await ana.types("/task after T-3 T-2")
    await ana.types("/task done T-3")

    told = await ana.types(f"/task {line}")

    assert "Nothing was changed." in told
    shown = await ana.types("/task show T-3")
    assert "T-1" not in shown
    assert "T-2" in shown
    assert "web" not in shown
