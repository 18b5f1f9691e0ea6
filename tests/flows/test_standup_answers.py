"""The ways to answer a standup: by form, by message, in the thread; early, late, or not today."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, direct, head, opened, starts, thread
from tests.world import Json, Person, World, labels, words

MORNING = f"{TUESDAY}T09:31:00+00:00"


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup whose first day, Tuesday, has begun in Lisbon."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await ana.types("/task Sign the contract by wed")
    await ana.types("/task Order the racks by 6 nov")
    await world.clock(to=MORNING)
    return world


async def shown(world: World) -> str:
    """Return all a day's thread shows."""
    return "\n".join(words(one) for one in await thread(world))


async def test_what_an_answer_says_of_tasks_is_shown_and_done_only_when_ticked(
    standup: World, ana: Person
) -> None:
    await answer(ana, "done T-1", "T-2 by thu")
    asked = await ana.form()
    before = await ana.types("/task show T-1")

    sent = await ana.submits(asked, {"deeds": {"deeds": ["done 1"]}})

    assert "T-1 Sign the contract: done" in str(asked["blocks"])
    assert "T-2 Order the racks: due Thu 29 Oct 17:00" in str(asked["blocks"])
    assert "done by" not in before.casefold()
    told = "\n".join(words(one) for one in sent["ephemerals"])
    assert "Your answer is in the thread." in told
    assert "*T-1* Sign the contract: done" in told
    assert "Fri 6 Nov" in await ana.types("/task show T-2")
    assert "T-1 Sign the contract" in words(await head(standup))


async def test_a_form_that_was_open_over_an_upgrade_and_carries_no_time_is_carried_out(
    standup: World, ana: Person
) -> None:
    await answer(ana, "done T-1")
    asked = await ana.form()
    _, drawn = standup.stage.sandbox.core.modals.find(asked["id"]) or ("", {})
    drawn["private_metadata"] = drawn["private_metadata"].rpartition("|")[0]

    sent = await ana.submits(asked, {"deeds": {"deeds": ["done 1"]}})

    assert "*T-1* Sign the contract: done" in "\n".join(words(one) for one in sent["ephemerals"])


async def test_a_reason_ticked_in_the_form_is_kept_in_the_words_it_was_said_in(
    standup: World, ana: Person
) -> None:
    reason = "customs, who want the invoice, the list and a stamp: the carrier has lost two pallets near Faro"
    assert len(reason) > 90
    await answer(ana, "", f"T-1 is blocked by {reason}, one of them ours")
    asked = await ana.form()

    await ana.submits(asked, {"deeds": {"deeds": [one["value"] for one in options(asked)]}})

    assert f"{reason}, one of them ours" in await ana.types("/task show T-1")


async def test_more_than_ten_things_to_do_are_all_offered_and_done(standup: World, ana: Person) -> None:
    for count in range(3, 13):
        await ana.types(f"/task Rack {count}")
    named = " ".join(f"T-{count}" for count in range(1, 13))
    await answer(ana, named.replace(" ", ", "))
    asked = await ana.form()
    ticks = {
        one["block_id"]: {"deeds": [each["value"] for each in one["element"]["options"]]}
        for one in asked["blocks"]
        if one["type"] == "input"
    }

    await ana.submits(asked, ticks)

    done = await ana.types("/task list done")
    assert len(ticks) == 2
    assert "*Done tasks of everybody* · 12" in done


async def test_what_is_ticked_after_midnight_has_the_date_that_was_shown(standup: World, ana: Person) -> None:
    await answer(ana, "", "T-2 due tomorrow")
    asked = await ana.form()
    await standup.clock(to=f"{WEDNESDAY}T00:10:00+00:00")

    await ana.submits(asked, {"deeds": {"deeds": ["due 2"]}})

    assert "Wed 28 Oct" in str(options(asked))
    assert "due Wed 28 Oct" in await ana.types("/task show T-2")


async def test_tasks_that_are_done_already_are_not_offered_again(standup: World, ana: Person) -> None:
    await ana.types("/task done T-1")

    sent = await answer(ana, "Finished T-1 Sign the contract")

    assert "is in the thread" in str(sent["ephemerals"])


async def test_the_button_on_the_head_opens_each_ones_own_form(standup: World, ana: Person) -> None:
    sam, dana = standup.person("sam"), standup.person("dana")

    await sam.presses("Answer", await head(standup), channel=PLACE)
    await sam.submits(await sam.form(), {"today": {"today": "The key"}})
    await ana.types("/standup edit", channel=PLACE)
    await ana.submits(await ana.form(), {"members": {"members": ["U0ANA", "U0SAM"]}})
    await standup.post("channel", channel=PLACE, join="dana")
    refused = await dana.presses("Answer", await head(standup), channel=PLACE)

    assert "Answered: Sam Okafor" in words(await head(standup))
    assert "That standup does not ask you. Nothing was changed." in refused


async def test_an_answer_edited_later_updates_its_message_and_keeps_its_place(
    standup: World, ana: Person
) -> None:
    await answer(ana, "Contract")
    await answer(standup.person("sam"), "Audit")

    await answer(ana, "Contract and racks")

    found = await thread(standup)
    assert len(found) == 3
    assert "Since last time: Contract and racks" in words(found[1])
    assert "Answered: Ana Sousa, Sam Okafor" in words(found[0])


async def test_a_reply_in_the_thread_is_the_answer_and_what_follows_is_talk(standup: World) -> None:
    sam = standup.person("sam")
    top = (await head(standup))["ts"]

    await sam.replies("Done: audit\nToday: the key\nBlocked: no key yet", top, PLACE)
    await sam.replies("By the way, lunch?", top, PLACE)
    await standup.settle()

    text = words(await head(standup))
    assert "Answered: Sam Okafor" in text
    assert "*B-1* Sam Okafor: no key yet" in text
    assert len(await thread(standup)) == 3
    assert len(await sam.dms()) == 1
    assert "lunch" not in await sam.types("/standup history", channel=PLACE)


async def test_a_reply_that_is_also_sent_to_the_channel_is_the_answer(standup: World) -> None:
    sam = standup.person("sam")
    top = (await head(standup))["ts"]

    ts = await sam.replies("Today: the key", top, PLACE, reply_broadcast=True)
    await standup.settle()
    first = words((await standup.channel(PLACE).messages(thread_ts=top))[0])
    await standup.post("edit", as_="sam", channel=PLACE, ts=ts, text="Today: the new key")
    await standup.settle()

    assert "Answered: Sam Okafor" in first
    assert "Today: the new key" in await sam.types("/standup history", channel=PLACE)


async def test_a_reply_changed_later_changes_the_answer(standup: World) -> None:
    sam = standup.person("sam")
    top = (await head(standup))["ts"]
    ts = await sam.replies("Today: the key", top, PLACE)

    await standup.post("edit", as_="sam", channel=PLACE, ts=ts, text="Today: the new key")
    await standup.settle()

    assert "Today: the new key" in await sam.types("/standup history", channel=PLACE)


async def test_a_message_to_muster_is_the_answer_and_its_tasks_are_offered_as_buttons(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")

    await ana.writes("done T-1\nToday: T-2 by thu", channel=place)
    await standup.settle()
    told = (await ana.dms())[-1]
    await ana.presses("T-1 done", told, channel=place)

    assert "Taken as your answer for #atlas-standup, Tue 27 Oct" in words(told)
    assert "T-2 Order the racks: due Thu 29 Oct 17:00" in labels(told)
    assert "Ana Sousa" in await shown(standup)
    assert "Done by Ana Sousa" in await ana.types("/task show T-1")


async def test_a_message_that_speaks_of_more_tasks_than_a_row_has_buttons_says_how_to_do_the_rest(
    standup: World, ana: Person
) -> None:
    for count in range(3, 28):
        await ana.types(f"/task Rack {count}")
    named = ", ".join(f"T-{count}" for count in range(1, 28))

    await ana.writes(f"{named} done", channel=await direct(standup, "ana"))
    await standup.settle()
    told = (await ana.dms())[-1]

    assert len([one for one in labels(told) if one.startswith("T-")]) == 25
    assert "2 more can be ticked once the form behind “Change it” is saved." in words(told)


async def test_more_messages_on_the_same_day_are_added_to_the_answer(standup: World, ana: Person) -> None:
    place = await direct(standup, "ana")
    await ana.writes("Today: the racks", channel=place)
    await standup.settle()

    await ana.writes("Today: and the key", channel=place)
    await standup.settle()

    assert "Added to your answer" in words((await ana.dms())[-1])
    assert "the racks\nand the key" in await shown(standup)


async def test_a_message_nobody_waits_for_is_said_to_be_no_answer(world: World) -> None:
    dana = world.person("dana")

    await world.post("message", as_="dana", channel="muster", text="Hello")
    await world.settle()

    assert "was not taken as an answer" in words((await dana.dms())[-1])


async def test_last_times_plan_that_is_not_done_is_asked_without_blame(standup: World, ana: Person) -> None:
    await answer(ana, "", "T-1 Sign the contract\nCall the vendor\nT-2 Order the racks")
    await standup.clock(by="1h")
    await ana.types("/task done T-1")
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    view = await opened(ana)

    carried = view["blocks"][1]["text"]["text"]
    assert carried == (
        "On Tue 27 Oct you meant to do this. Keep what still holds:\n• Call the vendor\n• T-2 Order the racks"
    )
    assert starts(view)["yesterday"] == "Finished T-1 Sign the contract"
    assert starts(view)["today"] == "Call the vendor\nT-2 Order the racks"


async def test_work_in_progress_and_late_work_stand_in_the_plan(standup: World, ana: Person) -> None:
    await ana.types("/task start T-2")
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    view = await opened(ana)

    assert starts(view)["today"] == "T-2 Order the racks (under way)\nT-1 Sign the contract"


async def test_a_day_left_out_with_a_reason_does_not_count_as_missing(standup: World, ana: Person) -> None:
    told = await ana.types("/standup skip on a train", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T13:29:00+00:00")

    text = words(await head(standup))
    assert "It does not count as missing." in told
    assert "0 of 4 answered" in text
    assert "Not today: Ana Sousa" in text
    assert "train" not in text
    assert len(await ana.dms()) == 1


async def test_the_button_asks_for_the_reason_and_the_day_can_be_answered_after_all(
    standup: World, ana: Person
) -> None:
    place = await direct(standup, "ana")
    await ana.presses("Not today", (await ana.dms())[-1], channel=place)
    await ana.submits(await ana.form(), {"reason": {"reason": "ill"}})

    await answer(ana, "", "Back on it")

    assert "Answered: Ana Sousa" in words(await head(standup))
    assert "Not today" not in words(await head(standup))


async def test_two_standups_within_the_hour_are_asked_in_one_message(standup: World, ana: Person) -> None:
    await ana.types("/standup setup mon-fri 10:15 2h", channel="#atlas")
    await standup.clock(to=f"{WEDNESDAY}T10:16:00+00:00")

    asked = [one for one in await ana.dms() if "*Standup for" in words(one) and "28 Oct" in words(one)]

    assert len(asked) == 1
    assert labels(asked[0]) == [
        "Answer #atlas-standup",
        "Not today",
        "Answer #atlas",
        "Not today",
    ]
    assert "Open until Wed 28 Oct 12:15." in words(asked[0])


async def test_the_message_that_asked_for_two_answers_follows_each(standup: World, ana: Person) -> None:
    await ana.types("/standup setup mon-fri 10:15 2h", channel="#atlas")
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    await ana.types("/standup", channel="#atlas")
    await ana.submits(await ana.form(), {"today": {"today": "Racks"}})

    shown = (await ana.dms())[-1]
    assert "Your standup for #atlas on Wed 28 Oct is in." in words(shown)
    assert labels(shown) == ["Answer #atlas-standup", "Not today", "Change it"]
    await ana.types("/standup undo", channel="#atlas")
    assert "Answer #atlas" in labels((await ana.dms())[-1])


async def test_what_was_asked_together_is_reminded_of_together(standup: World, ana: Person) -> None:
    await ana.types("/standup setup mon-fri 10:15 2h", channel="#atlas")
    await standup.clock(to=f"{WEDNESDAY}T12:00:00+00:00")

    reminders = [one for one in await ana.dms() if "is open until Wed 28 Oct" in words(one)]

    assert len(reminders) == 1
    assert "The standup for #atlas is open until Wed 28 Oct 12:15." in words(reminders[0])
    assert "The standup for #atlas-standup is open until Wed 28 Oct 13:30." in words(reminders[0])


async def test_moods_are_counted_without_names_and_only_once(standup: World, ana: Person) -> None:
    await ana.types("/standup edit", channel=PLACE)
    await ana.submits(await ana.form(), {"extra": {"extra": ["mood"]}})
    await ana.submits(await opened(ana), {"today": {"today": "Racks"}, "mood": {"mood": "4"}})

    again = await opened(ana)

    assert "mood" not in [block["block_id"] for block in again["blocks"]]
    assert "Mood" not in await ana.types("/standup report", channel=PLACE)


async def test_when_says_the_next_time_and_what_is_waited_for(standup: World, ana: Person) -> None:
    told = await ana.types("/standup when", channel=PLACE)

    assert "asks you on Wed 28 Oct 09:30" in told
    assert "your answer is waited for until Tue 27 Oct 13:30" in told


async def test_of_a_long_title_the_change_is_still_shown(standup: World, ana: Person) -> None:
    await ana.types("/task The firewall rules for the new office need a second pair of eyes before the move")

    await answer(ana, "", "T-3 by wed")

    shown = [one["text"]["text"] for one in options(await ana.form())]
    assert shown[0].startswith("T-3 The firewall rules for the new office")
    assert shown[0].endswith("…: due Wed 28 Oct 17:00")


async def test_what_blocks_inside_a_line_of_the_thread_is_in_the_way(standup: World) -> None:
    sam = standup.person("sam")

    await sam.replies(
        "Copy plan is done. Today the portal; blocked on the registrar", (await head(standup))["ts"], PLACE
    )
    await standup.settle()

    assert "*B-1* Sam Okafor: the registrar" in words(await head(standup))


async def test_labels_inside_one_line_share_it_out(standup: World, ana: Person) -> None:
    await ana.writes(
        "Yesterday: the racks. Today: T-2 Blockers: T-1 waits for legal", channel=await direct(standup, "ana")
    )
    await standup.settle()

    told = words((await ana.dms())[-1])
    assert "Since last time: the racks.\nToday: T-2\nIn the way: T-1 waits for legal" in told


async def test_a_first_part_without_a_label_answers_the_first_question(standup: World, ana: Person) -> None:
    await ana.writes(
        "Copied the shares\nToday: check the logs\nIn the way: nothing", channel=await direct(standup, "ana")
    )
    await standup.settle()

    told = words((await ana.dms())[-1])
    assert "Since last time: Copied the shares\nToday: check the logs" in told


async def test_last_times_plan_shows_plans_and_not_what_it_did_to_tasks(standup: World, ana: Person) -> None:
    await answer(ana, "", "done T-1\nT-2 by thu\nT-2 blocked on the vendor\nCall Rui; blocked on legal")
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    view = await opened(ana)

    carried = view["blocks"][1]["text"]["text"]
    assert carried.endswith("Keep what still holds:\n• T-2 Order the racks\n• Call Rui")


async def test_a_date_that_cannot_be_is_said_to_leave_the_date_as_it_was(standup: World, ana: Person) -> None:
    sent = await answer(ana, "", "T-2 by 1 oct 2026")

    told = "\n".join(words(one) for one in sent["ephemerals"])
    assert "T-2: Thu 1 Oct is already past, so its date stays as it was. `/task due T-2 fri` sets" in told


async def test_what_was_done_already_is_said_unless_the_form_said_it(standup: World, ana: Person) -> None:
    await ana.types("/task done T-1")
    sent = await answer(ana, "Finished T-1 Sign the contract", "The lease")
    by_form = "\n".join(words(one) for one in sent["ephemerals"])

    sent = await answer(ana, "done T-1", "The lease")
    typed = "\n".join(words(one) for one in sent["ephemerals"])

    assert "T-1" not in by_form
    assert "T-1: It is done already." in typed


async def test_what_an_answer_newly_names_as_in_the_way_is_told(standup: World, ana: Person) -> None:
    sent = await answer(ana, "", "The portal; blocked on the registrar")
    first = "\n".join(words(one) for one in sent["ephemerals"])
    await standup.clock(by="1m")
    sent = await answer(ana, "", "The portal; blocked on the registrar")

    assert "*B-1* is in your way: the registrar" in first
    assert "B-1" not in str(sent["ephemerals"])


def options(view: Json) -> list[Json]:
    """Return what a form offers to tick."""
    found: list[Json] = next(
        one["element"]["options"] for one in view["blocks"] if one.get("block_id") == "deeds"
    )
    return found
