"""What Muster says of a change is exact: what was taken back, how far a date moved, what is in the way.

It is Mon 26 Oct 2026, 08:00 in Lisbon.
"""

import pytest

from tests.flows.test_daily import dm, told
from tests.flows.test_leaving import leave
from tests.flows.test_task_from_message import filled
from tests.flows.test_task_past import told_entries
from tests.world import Person, World, labels, words

ADD = "/task Order the racks @ben by fri"


async def test_the_work_of_somebody_who_left_is_still_listed(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await leave(world, "ben")

    told = await ana.types("/task list <@U0BEN>")

    assert "Open tasks of Ben Carter" in told
    assert "*T-1*" in told


async def test_a_date_moved_over_a_clock_change_is_counted_in_working_days(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks by 24 mar 2027 18:00")

    await ana.types("/task due T-1 30 mar 2027 9:00")

    assert "moved once, +4 working days" in words(await world.channel("#atlas").last())


async def test_a_date_taken_away_is_no_move(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task due T-1 none")

    card = words(await world.channel("#atlas").last())

    assert "moved" not in card
    assert "moved" not in (await ana.types("/task show T-1")).partition("History")[0]


async def test_the_history_keeps_what_was_in_the_way(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 waiting for the vendor")
    await ana.types("/task unblock T-1")

    unblocked, blocked, _ = await told_entries(ana)

    assert "said that something is in the way" in blocked
    assert "waiting for the vendor" in blocked
    assert "waiting" not in unblocked


async def test_what_was_taken_back_is_named_as_it_was_done(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 waiting for the vendor")
    await ana.types("/task undo")
    await ana.types("/task done T-1")
    await ana.types("/task undo")

    done, _, blocked, *_ = await told_entries(ana)

    assert "took back: finished it" in done
    assert "took back: said that something is in the way" in blocked


async def test_an_opening_that_was_taken_back_is_named_alone_and_a_call_off_with_its_reason(
    ana: Person,
) -> None:
    await ana.types(ADD)
    await ana.types("/task drop T-1 the vendor does it")
    await ana.types("/task undo")
    await ana.types("/task drop T-1 no money")
    await ana.types("/task reopen T-1")
    await ana.types("/task undo")

    reopened, _, _, dropped, *_ = await told_entries(ana)

    assert "took back: opened it again" in reopened
    assert "took the reason away" not in reopened
    assert "took back: dropped it: the vendor does it" in dropped


async def test_what_is_older_than_undo_reaches_is_led_to_without_naming_a_task_that_may_be_nobodys(
    ana: Person,
) -> None:
    said = await ana.types("/task undo")

    assert "nothing of yours from the last ten minutes" in said
    assert "`/task drop`" in said
    assert "T-4" not in said


async def test_tokens_in_the_place_of_a_title_change_the_task_and_in_quotes_are_the_title(
    ana: Person,
) -> None:
    await ana.types(ADD)

    told = await ana.types("/task edit T-1 !p1 due mon")

    assert "priority P3 → P1" in told
    assert "→ Mon 2 Nov 17:00" in told
    assert "There is no title in that, so nothing was saved." in await ana.types("/task edit T-1 ?!")
    await ana.presses("Open the form", ana.shown[-1])
    assert (await ana.form())["callback_id"] == "task.edit"
    await ana.types('/task edit T-1 "!p1 due fri"')
    assert "!p1 due fri" in await ana.types("/task show T-1")


async def test_days_from_today_that_bring_a_task_forward_offer_days_from_its_date(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)

    told = await ana.types("/task due T-1 2d")

    assert "due Fri 30 Oct 17:00 (Lisbon) → Wed 28 Oct 17:00 (Lisbon)" in told
    assert "Counted from today, so it is earlier than before." in told
    await ana.presses("Mon 2 Nov 17:00 (Lisbon) instead", ana.shown[-1])
    assert "due Mon 2 Nov 17:00 (Lisbon)" in await ana.types("/task show T-1")
    assert "Counted from today" not in await ana.types("/task due T-1 9d")
    assert "Counted from today" not in await ana.types("/task move T-1 fri")


async def test_what_waits_for_nothing_is_freed_of_nothing(ana: Person) -> None:
    await ana.types(ADD)

    assert "waits for nothing. Nothing was changed." in await ana.types("/task free T-1")


async def test_the_history_says_that_a_date_was_set_and_taken_away(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task due T-1 fri")
    await ana.types("/task due T-1 none")
    await ana.types("/task watch T-1")

    watched, taken, set_, _ = await told_entries(ana)

    assert "set the date to Fri 30 Oct" in set_
    assert "took the date away, which was Fri 30 Oct" in taken
    assert "changed who watches from nobody to Ana Sousa" in watched


async def test_a_blocked_task_that_is_begun_stays_both(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 waiting for the vendor")

    told = await ana.types("/task start T-1")

    assert "under way; still blocked (waiting for the vendor)" in told
    assert "under way, *blocked*" in await ana.types("/task show T-1")


async def test_help_names_the_board(ana: Person) -> None:
    assert "`/task board #atlas`" in await ana.types("/task help")
    assert "by state" in await ana.types("/task help board")


async def test_undo_names_what_stands_again(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task Check the cables @ben by fri")
    await ana.types("/task done T-2")
    assert "Taken back. *T-2* Check the cables: open again" in await ana.types("/task undo")

    await ana.types("/task done T-1 T-2")
    both = await ana.types("/task undo")
    assert "Taken back:\n*T-1* " in both
    assert ": open again\n*T-2* Check the cables: open again" in both

    await ana.types("/standup ooo from wed until fri")
    assert "Taken back: the absence is gone again." in await ana.types("/standup undo")

    await ana.types("/task Label the cables")
    assert "Taken back. *T-3* Label the cables is gone again." in await ana.types("/task undo")


async def test_who_declines_reads_what_goes_back_and_to_whom(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben by 13 nov")
    await world.clock(to="2026-10-26T13:30:00+00:00")
    message = (await told(ben))[-1]
    assert {"Decline", "Propose a date", "Done", "Start", "Snooze until"} <= set(labels(message))

    await ben.presses("Decline", message, channel=await dm(ben))

    form = words(await ben.form())
    assert "Order the racks" in form
    assert "Ana Sousa" in form


async def test_a_title_that_ends_a_sentence_takes_no_second_stop(ana: Person) -> None:
    await ana.types("/task Prepare the rehearsal.")

    assert "*T-1* Prepare the rehearsal: under way" in await ana.types("/task start T-1")


async def test_who_has_a_task_now_is_said_once(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben by 13 nov")
    await world.clock(to="2026-10-26T13:30:00+00:00")
    await ana.types("/task assign T-1 @dana")
    await world.clock(to="2026-10-27T13:30:00+00:00")

    for message in await told(ben):
        shown = words(message)
        assert not ("It is Dana Whitfield's now" in shown and "changed the owner" in shown)
        assert "Given to you" not in shown


async def test_what_turns_the_direction_of_a_title_turns_nothing_around_it(ana: Person) -> None:
    added = await ana.types("/task LTR \u202eoverride\u202c \u2067and\u2069 more by fri")

    assert "*T-1* LTR override and more · Ana Sousa · due Fri 30 Oct 17:00" in added
    await ana.types("/task edit T-1")
    assert filled(await ana.form())["title"] == "LTR \u202eoverride\u202c \u2067and\u2069 more"


async def test_a_project_other_than_the_channel_s_is_named_in_the_confirmation(ana: Person) -> None:
    await ana.types("/project new Garden", channel="#general")
    await ana.types("/project new Atlas")

    assert "It belongs to the project Garden." in await ana.types("/task Water it #garden by fri")
    assert "It belongs to" not in await ana.types("/task Order the racks #atlas")
    assert "It belongs to" not in await ana.types("/task Order the racks")


async def test_a_full_name_typed_by_hand_leaves_nothing_of_it_in_the_title(ana: Person) -> None:
    assert "*T-1* fix it · Ben Carter" in await ana.types("/task @Ben Carter fix it")
    assert "*T-2* Carter fix it · Ana Sousa" in await ana.types("/task Carter fix it")


async def test_what_was_searched_for_is_added_without_the_verb(ana: Person) -> None:
    await ana.types("/task find racks")

    assert "*T-1* racks" in await ana.presses("Add as a task", ana.shown[-1])


async def test_add_said_to_muster_makes_the_task(ana: Person) -> None:
    await ana.writes("<@U0MUSTER> add Order the racks by fri")

    assert "*T-1* Order the racks" in await ana.types("/task list")


@pytest.mark.parametrize("line", ["find racks", "/find racks"])
async def test_a_search_written_to_muster_is_one_with_a_slash_or_without(ana: Person, line: str) -> None:
    await ana.types("/task Order the racks by fri")

    await ana.writes(line, channel="@muster")

    assert "*T-1* Order the racks" in words((await ana.dms())[-1])
    assert "T-2" not in await ana.types("/task list all")


async def test_who_says_that_a_task_is_finished_is_asked_and_finishes_it_with_one_press(ana: Person) -> None:
    await ana.types(ADD)

    asked = await ana.types("/task I finished T-1 yesterday")

    assert "Is /task done T-1 meant? Nothing was saved." in asked
    assert labels(ana.shown[-1]) == ["Mark T-1 done", "Add it as a task"]
    await ana.presses("Mark T-1 done", ana.shown[-1])
    assert "Ana Sousa finished it" in await ana.types("/task show T-1")


async def test_a_date_is_taken_away_by_words_in_front_of_the_number(ana: Person) -> None:
    await ana.types(ADD)

    assert "no date any more, was Fri 30 Oct" in await ana.types("/task no date T-1")
