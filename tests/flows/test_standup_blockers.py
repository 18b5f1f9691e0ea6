"""What is in the way: numbered, aged, shown to the lead, offered as a risk, resolved by anybody."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, direct, head, opened, starts, thread
from tests.world import Person, World, labels, words

THURSDAY = "2026-10-29"


@pytest.fixture
async def stuck(world: World, ana: Person) -> World:
    """Sam has told the Tuesday standup, led by Ana, that a key is missing."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await ana.types("/task Renew the certificate @sam by fri")
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(world.person("sam"), "", "T-1", "T-1 waits for a key from @ben")
    return world


async def test_a_blocker_has_a_number_a_task_and_who_it_waits_for(stuck: World) -> None:
    assert "*B-1* Sam Okafor: T-1 waits for a key from @Ben Carter" in words(await head(stuck))


async def test_the_lead_is_shown_it_after_a_working_day_and_offered_a_risk_after_two(
    stuck: World, ana: Person
) -> None:
    await stuck.clock(to=f"{WEDNESDAY}T08:59:00+00:00")
    early = [one for one in await ana.dms() if "In your people's way" in words(one)]
    await stuck.clock(to=f"{WEDNESDAY}T09:01:00+00:00")
    first = [one for one in await ana.dms() if "In your people's way" in words(one)]
    await stuck.clock(to=f"{THURSDAY}T09:01:00+00:00")
    second = [one for one in await ana.dms() if "In your people's way" in words(one)]

    assert early == []
    assert "Your day, Wed 28 Oct" in words(first[0])
    assert "for 1 working day" in words(first[0])
    assert labels(first[0]) == ["Resolved"]
    assert len(second) == 2
    assert labels(second[1]) == ["Resolved", "Make it a risk"]


async def test_the_lead_finds_it_among_what_else_the_day_brings_and_sees_there_when_it_is_gone(
    stuck: World, ana: Person, ben: Person
) -> None:
    await stuck.clock(to=f"{WEDNESDAY}T08:00:00+00:00")
    await ben.types("/task Order the racks @ana")
    await stuck.clock(to=f"{WEDNESDAY}T09:01:00+00:00")
    before = len(await ana.dms())

    await ben.types("/standup resolve B-1", channel=PLACE)

    shown = (await ana.dms())[-1]
    assert len(await ana.dms()) == before
    assert "In your people's way for a working day or longer: nothing any more" in words(shown)
    assert "*T-2* Order the racks" in words(shown)
    assert "Resolved" not in labels(shown)


async def test_the_risk_says_what_waits_and_what_it_holds_up(stuck: World, ana: Person) -> None:
    await stuck.clock(to=f"{THURSDAY}T09:01:00+00:00")
    shown = (await ana.dms())[-1]

    told = await ana.presses("Make it a risk", shown, channel=await direct(stuck, "ana"))

    assert "R-1" in told
    assert "Sam Okafor waits: T-1 waits for a key from @Ben Carter" in told


async def test_such_a_risk_stands_where_the_standup_does_wherever_it_is_logged(
    stuck: World, ana: Person
) -> None:
    await stuck.clock(to=f"{THURSDAY}T09:01:00+00:00")
    await ana.types("/standup blockers", "#steering")

    told = await ana.presses("Make it a risk", ana.shown[-1], "#steering")

    assert f"Its card stands in {PLACE}." in told
    assert "waits for a key" in words((await stuck.channel(PLACE).messages())[-1])
    assert all("R-1" not in words(one) for one in await stuck.channel("#steering").messages())


async def test_of_several_in_one_message_each_becomes_a_risk_and_each_once(world: World, ana: Person) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(world.person("sam"), "", "Cabling", "no ladder\nno lift")
    await world.clock(to=f"{THURSDAY}T09:01:00+00:00")
    await ana.types("/standup blockers", PLACE)
    shown = ana.shown[-1]
    each = [{**shown, "blocks": [block]} for block in shown["blocks"] if block["type"] == "actions"]

    for buttons in (*each, *each):
        await ana.presses("Make it a risk", buttons, PLACE)

    logged = await ana.types("/risk list")
    assert "no ladder" in logged
    assert "no lift" in logged
    assert "R-3" not in logged


async def test_whoever_resolves_it_ends_it_everywhere_and_can_take_it_back(
    stuck: World, ana: Person, ben: Person
) -> None:
    told = await ben.types("/standup resolve B-1", channel=PLACE)
    ended = words(await head(stuck))
    again = await ana.types("/standup resolve B-1", channel=PLACE)
    await ben.types("/standup undo", channel=PLACE)

    assert "*B-1* T-1 waits for a key from @Ben Carter: no longer in the way of Sam Okafor" in told
    assert "B-1" not in ended
    assert "was resolved already, by Ben Carter" in again
    assert "B-1" in words(await head(stuck))


async def test_the_next_form_lists_it_and_leaving_it_out_resolves_it(stuck: World) -> None:
    sam = stuck.person("sam")
    await stuck.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    view = await opened(sam)
    await sam.submits(view, {"today": {"today": "T-1"}, "blocked": {"blocked": ""}})

    assert starts(view)["blocked"] == "T-1 waits for a key from @Ben Carter"
    assert "Nothing is in the way" in await sam.types("/standup blockers", channel=PLACE)


async def test_told_again_in_other_words_it_keeps_its_number_and_age(stuck: World) -> None:
    sam = stuck.person("sam")
    await stuck.clock(to=f"{WEDNESDAY}T09:32:00+00:00")

    await answer(sam, "", "T-1", "T-1 still waits for the key from @ben")

    told = await sam.types("/standup blockers", channel=PLACE)
    assert "*B-1* Sam Okafor: T-1 still waits for the key from @Ben Carter" in told
    assert "for 1 working day" in told
    assert "B-2" not in told


async def test_it_is_over_when_the_task_it_holds_up_is_done(stuck: World, ana: Person) -> None:
    sam = stuck.person("sam")

    await sam.types("/task done T-1", channel=PLACE)
    listed = await sam.types("/standup blockers", channel=PLACE)
    await stuck.clock(to=f"{WEDNESDAY}T09:32:00+00:00")

    assert "Nothing is in the way" in listed
    assert [one for one in await ana.dms() if "In your people's way" in words(one)] == []


async def test_nothing_in_the_way_opens_no_blocker(stuck: World, ana: Person) -> None:
    await answer(ana, "", "Racks", "Nothing")

    assert "B-2" not in "".join(words(one) for one in await thread(stuck))


async def test_one_outside_a_private_channel_knows_of_no_blocker_there(world: World, ana: Person) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/standup setup mon-fri 09:30 4h", channel="#vendor-terms")
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await ana.types("/standup", channel="#vendor-terms")
    await ana.submits(await ana.form(), {"blocked": {"blocked": "The key"}})

    told = await world.person("ben").types("/standup resolve B-1", channel="#atlas")

    assert "There is no B-1 here. Nothing was changed." in told


async def test_a_task_that_goes_on_ends_no_blocker_of_a_private_channel_for_one_outside(
    world: World, ana: Person, ben: Person
) -> None:
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/task Sign the contract by fri")
    await ana.types("/standup setup mon-fri 09:30 4h", channel="#vendor-terms")
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await ana.types("/standup", channel="#vendor-terms")
    await ana.submits(await ana.form(), {"blocked": {"blocked": "T-1 waits for the merger"}})

    await ben.types("/task block T-1 the bank")
    told = await ben.types("/task unblock T-1")
    before = await ana.types("/standup blockers", channel="#vendor-terms")
    await ben.types("/task done T-1")

    assert "nothing is in the way any more" in told
    assert "B-1" not in told
    assert "T-1 waits for the merger" in before
    assert "Nothing is in the way" in await ana.types("/standup blockers", channel="#vendor-terms")


@pytest.fixture
async def held(stuck: World) -> World:
    """Sam's answer has blocked T-1, too."""
    sam = stuck.person("sam")
    await sam.types("/task block T-1 a key from @ben", channel=PLACE)
    return stuck


async def test_unblocking_its_task_resolves_it_on_every_day_that_shows_it(held: World, ben: Person) -> None:
    await held.clock(to=f"{WEDNESDAY}T09:31:00+00:00")
    before = words(await head(held))

    told = await ben.types("/task unblock T-1", channel=PLACE)
    after = words(await head(held))
    await ben.types("/task undo", channel=PLACE)

    assert "*B-1* Sam Okafor" in before
    assert "nothing is in the way any more\nResolved with it: B-1" in told
    assert "B-1" not in after
    assert "*B-1* Sam Okafor" in words(await head(held))
    assert "blocked" in await ben.types("/task show T-1", channel=PLACE)


async def test_unblocking_is_put_back_from_the_tasks_history_with_what_it_resolved(
    held: World, ben: Person
) -> None:
    await ben.types("/task unblock T-1", channel=PLACE)
    await held.clock(by="1h")
    await ben.types("/task history T-1", channel=PLACE)

    told = await ben.presses("Put back", ben.shown[-1], channel=PLACE)
    back = words(await head(held))
    await ben.presses("Undo", ben.shown[-1], channel=PLACE)

    assert "blocked (a key from @ben)" in told
    assert "*B-1* Sam Okafor" in back
    assert "B-1" not in words(await head(held))


async def test_unblocking_a_task_that_was_not_marked_blocked_resolves_it_all_the_same(
    stuck: World, ben: Person
) -> None:
    told = await ben.types("/task unblock T-1", channel=PLACE)

    assert "Resolved with it: B-1" in told
    assert "Nothing is in the way" in await stuck.person("sam").types("/standup blockers", channel=PLACE)


async def test_resolving_it_lets_its_task_go_on_and_undo_brings_both_back(held: World, ben: Person) -> None:
    told = await ben.types("/standup resolve B-1", channel=PLACE)
    free = await ben.types("/task show T-1", channel=PLACE)
    await ben.types("/standup undo", channel=PLACE)

    assert "*T-1* is not blocked any more." in told
    assert "blocked" not in free
    assert "blocked" in await ben.types("/task show T-1", channel=PLACE)
    assert "B-1" in words(await head(held))


async def test_a_task_blocked_for_something_else_stays_so_and_unblocking_is_offered(
    stuck: World, ben: Person
) -> None:
    await ben.types("/task block T-1 legal has to sign", channel=PLACE)

    told = await ben.types("/standup resolve B-1", channel=PLACE)
    freed = await ben.presses("Unblock T-1", ben.shown[-1], channel=PLACE)

    assert "*T-1* is still blocked: legal has to sign" in told
    assert "nothing is in the way any more" in freed


async def test_leaving_it_out_of_the_next_form_lets_its_task_go_on_and_says_so(held: World) -> None:
    sam = held.person("sam")
    await held.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    await sam.submits(await opened(sam), {"today": {"today": "Racks"}, "blocked": {"blocked": ""}})

    said = "\n".join(words(one) for one in await sam.sees(PLACE) if one.get("is_ephemeral"))
    assert "*B-1* T-1 waits for a key from @Ben Carter: no longer in the way of Sam Okafor" in said
    assert "*T-1* is not blocked any more." in said


async def test_two_blockers_of_one_task_hold_it_up_until_both_are_gone(held: World, ana: Person) -> None:
    await answer(ana, "", "Racks", "T-1 waits for a key from @ben")

    first = await ana.types("/standup resolve B-1", channel=PLACE)
    second = await ana.types("/standup resolve B-2", channel=PLACE)

    assert "*T-1* is still blocked" in first
    assert "*T-1* is not blocked any more." in second


async def test_it_is_over_when_the_block_of_its_task_is_taken_back(stuck: World) -> None:
    sam = stuck.person("sam")
    await sam.types("/task block T-1 a key from @ben", channel=PLACE)
    await sam.types("/task undo", channel=PLACE)

    assert "Nothing is in the way" in await sam.types("/standup blockers", channel=PLACE)
    assert "B-1" not in words(await head(stuck))


async def test_it_is_over_when_the_round_it_held_up_is_finished_or_skipped(stuck: World, ana: Person) -> None:
    sam = stuck.person("sam")
    await sam.types("/task Check the backups @sam every weekday")
    await answer(sam, "", "T-2", "T-2 waits for the vendor")
    assert "B-2" in words(await head(stuck))

    await sam.types("/task done T-2", channel=PLACE)

    assert "B-2" not in await sam.types("/standup blockers", channel=PLACE)
    assert "B-2" not in words(await head(stuck))


async def test_whom_an_answer_names_is_named_alike_in_the_answer_and_in_the_head(
    stuck: World, ana: Person
) -> None:
    await answer(ana, "Racks with @Chiara Rossi, @sam", "Cabling", "Cables, from @ben; @nosuch knows")

    said = words((await thread(stuck))[-1])
    shown = words(await head(stuck))
    assert "Racks with @Chiara Rossi, @Sam Okafor" in said
    assert "Cables, from @Ben Carter; @nosuch knows" in said
    assert "Cables, from @Ben Carter; @nosuch knows" in shown


@pytest.mark.parametrize("named", ["<@U0BEN>", "@ben"])
async def test_whom_a_message_names_is_named_once_in_the_head(stuck: World, ana: Person, named: str) -> None:
    await ana.writes(f"Racks\nCabling\nCables from {named}", channel=await direct(stuck, "ana"))

    assert "Ana Sousa: Cables from @Ben Carter\n" in words(await head(stuck))


async def test_whom_an_added_line_names_is_named_in_the_answer(stuck: World, ana: Person) -> None:
    await answer(ana, "Racks", "Cabling")

    await ana.types("/standup add Blocked: cables from @ben", channel=PLACE)

    assert "In the way: cables from @Ben Carter" in words((await thread(stuck))[-1])


async def test_the_summary_of_a_day_does_not_say_that_nobody_named_what_is_resolved_since(
    stuck: World, ana: Person
) -> None:
    await stuck.clock(to=f"{TUESDAY}T20:00:00+00:00")
    closed = words((await thread(stuck))[-1])

    await ana.types("/standup resolve B-1", channel=PLACE)

    assert "*B-1* Sam Okafor: T-1 waits for a key" in closed
    summary = words((await thread(stuck))[-1])
    assert "Resolved since:\n• *B-1* Sam Okafor: T-1 waits for a key" in summary
    assert "In the way:" not in summary
    assert "\nNothing is in the way any more.\n" in summary


async def test_what_was_named_after_the_close_is_not_among_what_was_resolved_since(
    stuck: World, ana: Person
) -> None:
    await stuck.clock(to=f"{TUESDAY}T20:00:00+00:00")
    await ana.types("/standup add Blocked: no ladder", channel=PLACE)

    await ana.types("/standup resolve B-1, B-2", channel=PLACE)

    [summary] = [words(one) for one in await thread(stuck) if "Closed:" in words(one)]
    assert "Resolved since:\n• *B-1*" in summary
    assert "no ladder" not in summary


async def test_more_than_a_page_of_it_is_turned_to_and_a_report_says_how_much_it_leaves_out(
    stuck: World, ana: Person
) -> None:
    things = [
        "amber",
        "birch",
        "cedar",
        "delta",
        "ember",
        "fjord",
        "grape",
        "heath",
        "ivory",
        "juniper",
        "kelp",
        "lotus",
        "maple",
        "nectar",
    ]
    await answer(ana, blocked="\n".join(f"the {thing} is missing" for thing in things))

    first = await ana.types("/standup blockers", channel=PLACE)
    shown = ana.shown[-1]
    second = await ana.presses("More", shown, channel=PLACE)
    report = await ana.types("/standup report", channel=PLACE)

    assert "1 to 12 of 15" in first
    assert "*B-12*" in first
    assert "*B-13*" not in first
    assert "13 to 15 of 15" in second
    assert all(f"*B-{number}*" in second for number in (13, 14, 15))
    assert "Nothing on that page." in await ana.types("/standup blockers page 3", channel=PLACE)
    assert "*B-10*" in report
    assert "and 5 more: `/standup blockers`" in report


async def test_a_long_answer_says_in_the_thread_how_many_of_its_lines_are_left_out(
    stuck: World, ana: Person
) -> None:
    await answer(ana, today="\n".join(f"{number:02} {'x' * 96}" for number in range(1, 24)))

    told = words((await thread(stuck))[-1])

    assert "09 xxx" in told
    assert "10 xxx" not in told
    assert told.rstrip().endswith("… and 14 more lines")
