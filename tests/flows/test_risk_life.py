"""A risk from its first words to its end: completed, judged again, closed once, opened again."""

import pytest

from tests.world import Person, World, labels, words

ADD = "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5 @ana"


@pytest.mark.parametrize(
    "line",
    ["/risk score R-1 p1 i1", "/risk own R-1 @ben", "/risk close R-1 for another reason", "/risk close R-1"],
)
async def test_a_closed_risk_is_left_alone_and_may_be_opened_again(
    world: World, ana: Person, line: str
) -> None:
    await ana.types(ADD)
    await ana.types("/risk close R-1 the racks are here")

    told = await ana.types(line)

    assert told.startswith("*R-1* is closed: the racks are here. Nothing was changed.")
    assert "Closed: the racks are here" in words(await world.channel("#atlas").last())
    assert "*R-1* is watched again: critical 20 = 4×5" in await ana.presses("Reopen", ana.shown[-1])


async def test_when_something_happened_to_a_risk_is_told_by_the_readers_clock(
    ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await ben.types("/risk score R-1 p3 i5")

    assert "Mon 26 Oct 08:00 · Ben Carter set probability" in await ana.types("/risk show R-1")
    assert "Mon 26 Oct 04:00 · Ana Sousa logged it" in await ben.types("/risk show R-1")


async def test_an_open_risk_cannot_be_opened_again(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/risk reopen R-1")

    assert "it was so already" in told


async def test_closing_by_a_line_without_a_reason_asks_for_one(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/risk close R-1")

    blank = await ana.submits(await ana.form(), {"reason": {"reason": "  "}})
    await ana.submits(await ana.form(), {"reason": {"reason": "The racks are here"}})

    assert blank["errors"] == {"reason": "Say in a few words why it is no risk any more."}
    assert "Closed: The racks are here" in words(await world.channel("#atlas").last())


async def test_lists_hold_open_closed_or_all_risks(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/risk add Because disks are old, one may fail, leading to lost files p2 i2")
    await ana.types("/risk close R-1 the racks are here")

    listed = [await ana.types(line) for line in ("/risk list", "/risk list closed", "/risk list all")]

    assert [[f"*R-{number}*" in told for number in (1, 2)] for told in listed] == [
        [False, True],
        [True, False],
        [True, True],
    ]


async def test_the_five_come_with_the_reviews_due_beside_them(world: World, ana: Person) -> None:
    for impact in (1, 5, 5, 5, 5, 5):
        await ana.types(
            f"/risk add Because of X, it may break, leading to delay p1 i{impact} review tomorrow"
        )
    await world.clock(by="24h")

    told = await ana.types("/risk")

    assert "*Risks that matter* · 5 of 6" in told
    assert "review Tue 27 Oct (due)" in told
    assert "Reviews due besides: *R-1* Tue 27 Oct" in told


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("/risk add Supply chain", "That is a topic. What could happen, and to which milestone?"),
        ("/risk add Racks may miss the window p4 i5", "Say why it may happen and what would follow, too."),
        ("/risk add Racks may be late, leading to a moved cutover p4 i5", "Say why it may happen, too."),
        ("/risk add Because it snows, racks may be late p4 i5", "Say what would follow, too."),
    ],
)
async def test_what_is_missing_is_asked_for_by_name(ana: Person, line: str, asked: str) -> None:
    told = await ana.types(line)

    assert told.splitlines()[2] == asked
    assert labels(ana.shown[-1]) == ["Complete it", "Undo"]


async def test_half_a_score_says_which_half(ana: Person) -> None:
    await ana.types("/risk add Because it snows, racks may be late, leading to a moved cutover p4")

    first = await ana.types("/risk")
    then = await ana.types("/risk score R-1 i5")

    assert "*R-1* not scored yet (p4 i?)" in first
    assert "not scored → 20, now critical 20 = 4×5 · review Mon 2 Nov" in then


async def test_what_has_no_score_stands_below_what_has(ana: Person) -> None:
    await ana.types("/risk add Because it snows, racks may be late, leading to a moved cutover p5")
    await ana.types("/risk add Because it rains, racks may be wet, leading to a repair p1 i1")

    told = await ana.types("/risk")

    assert told.index("*R-2*") < told.index("*R-1*")


async def test_a_form_keeps_what_was_typed_when_its_owner_cannot_be_one(ana: Person) -> None:
    await ana.types("/risk add Supply chain")
    await ana.presses("Complete it", ana.shown[-1])

    answer = await ana.submits(
        await ana.form(), {"may": {"may": "parts are late"}, "owner": {"owner": "U0BUILD"}}
    )

    assert "cannot own work here. Nothing was saved." in answer["errors"]["owner"]


async def test_words_a_form_says_already_are_not_said_twice(world: World, ana: Person) -> None:
    await ana.types("/risk add")
    values = {"because": "Because it snows,", "may": "racks may be late.", "leading": "leading to a move."}

    await ana.submits(await ana.form(), {name: {name: text} for name, text in values.items()})

    card = words(await world.channel("#atlas").last())
    assert "Because it snows, racks may be late, leading to a move" in card.splitlines()


async def test_a_message_is_read_with_names_and_signs(world: World, ana: Person, ben: Person) -> None:
    member = next(one for one in (await world.get("state"))["members"] if one["name"] == "ana")
    message = await ben.writes(f"R&D may lose\n<@{member['id']}> to sales")

    view = await ana.uses("log_risk", message)
    await ana.submits(view)

    assert "R&amp;D may lose @Ana Sousa to sales" in words(await world.channel("#atlas").last())


async def test_history_tells_each_act_once_and_by_name(ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ben.types("/risk score R-1 p3 i4")
    await ana.types("/risk close R-1 the racks are here")

    told = await ana.types("/risk show R-1")

    assert "Ana Sousa logged it" in told
    assert "Ben Carter set probability from 4 to 3 and set impact from 5 to 4" in told
    assert "Ana Sousa closed it" in told
    assert "medium 12 = 3×4 · owner Ana Sousa · closed · first 20" in told
    assert labels(ana.shown[-1]) == ["Reopen"]


async def test_a_risk_of_a_private_channel_is_unknown_to_who_is_not_in_it(ana: Person, ben: Person) -> None:
    await ana.types(ADD, channel="#vendor-terms")

    hers = await ana.types("/risk show R-1", channel="#vendor-terms")
    his = [await ben.types(line) for line in ("/risk show R-1", "/risk score R-1 p1 i1", "/risk close R-1")]

    assert "critical 20 = 4×5" in hers
    assert set(his) == {"There is no R-1 here. Nothing was changed. `/risk list` shows what there is."}


async def test_undo_of_a_note_says_that_it_was_the_note(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/risk note R-1 asked the vendor")

    told = await ana.types("/risk undo")

    assert told.startswith("Taken back. *R-1* Because the vendor is late")
    assert told.endswith(": the note is gone again.")


async def test_undo_names_the_risk_that_is_as_before_or_gone(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/risk score R-1 p1 i1")

    back = await ana.types("/risk undo")
    gone = await ana.types("/risk undo")

    risk = "*R-1* Because the vendor is late, racks may miss the window, leading to a moved cutover"
    assert back == f"Taken back: {risk} is as it was before: 20 = 4×5, owner Ana Sousa, open."
    assert gone == f"Taken back: {risk} is gone again."


async def test_undo_of_a_close_brings_the_card_and_its_buttons_back(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/risk close R-1 the racks are here")

    await ana.presses("Undo", ana.shown[-1])

    assert labels(await world.channel("#atlas").last()) == ["Score", "Owner", "Edit", "Close"]


async def test_help_for_a_verb_shows_its_example_alone(ana: Person) -> None:
    told = await ana.types("/risk help score")

    assert "/risk score R-8 p3 i5" in told
    assert "/risk own" not in told


async def test_a_channel_without_muster_is_told_how_to_get_the_card(world: World, ana: Person) -> None:
    channels = (await world.get("state"))["channels"]
    without = next(one["name"] for one in channels if not one["is_member"] and not one["is_private"])

    told = await ana.types(ADD, channel=f"#{without}")

    assert f"Muster is not in #{without}, so no card shows there yet." in told


async def test_undo_of_a_command_takes_back_the_last_act_on_what_that_command_is_about(ana: Person) -> None:
    await ana.types("/risk add Racks may be late p4 i5")
    await ana.types("/task add Order the racks")

    of_risk = await ana.types("/risk undo")
    of_task = await ana.types("/task undo")
    nothing = await ana.types("/task undo")

    assert "*R-1* Racks may be late is gone again" in of_risk
    assert "*T-1* Order the racks is gone again" in of_task
    assert "nothing of yours from the last ten minutes" in nothing


async def test_undo_written_to_muster_takes_back_the_last_act_whatever_it_was(ana: Person) -> None:
    await ana.types("/task add Order the racks")
    await ana.types("/risk add Racks may be late p4 i5")

    await ana.writes("undo", channel="@muster")

    assert "*R-1* Racks may be late is gone again" in words((await ana.dms())[-1])
    assert "*T-1* Order the racks" in await ana.types("/task list")


async def test_undo_where_the_last_act_was_of_another_kind_says_so_and_offers_it(ana: Person) -> None:
    await ana.types("/task add Order the racks")

    told = await ana.types("/risk undo")
    there = await ana.types("/task show T-1")
    await ana.types("/risk undo")
    gone = await ana.presses("Undo", ana.shown[-1])

    assert "Nothing was changed. What you did last was of the task; Undo takes that back." in told
    assert "Order the racks" in there
    assert "is gone again" in gone
