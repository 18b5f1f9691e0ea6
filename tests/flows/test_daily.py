"""Who is told what, and when. It is Mon 26 Oct 2026, 08:00 in Lisbon: 04:00 in New York, 09:00 in Rome."""

import asyncio
import shutil
from pathlib import Path

import aiohttp
import pytest

from tests.world import Json, Person, World, labels, unhurried, words

MONDAY, TUESDAY = "2026-10-26", "2026-10-27"


async def dm(person: Person) -> str:
    """Return the id of somebody's direct message with Muster."""
    state = await person.world.get("state")
    me = next(one["id"] for one in state["members"] if one["name"] == person.name)
    found: str = next(one["id"] for one in state["channels"] if one.get("is_im") and one.get("user") == me)
    return found


async def told(person: Person) -> list[Json]:
    """Return what Muster wrote to somebody; not what only follows from a click of theirs."""
    return [one for one in await person.dms() if not one.get("is_ephemeral")]


async def test_what_is_given_is_told_in_one_message_when_the_day_of_its_owner_begins(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await ana.types("/task Order the racks @ben")
    assert await told(ben) == []

    await world.clock(to=f"{MONDAY}T12:59:00+00:00")
    assert await told(ben) == []
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    [message] = await told(ben)
    assert "Your day, Mon 26 Oct" in words(message)
    assert "*T-1* Renew the certificate" in words(message)
    assert "*T-2* Order the racks" in words(message)
    assert "From Ana Sousa" in words(message)


async def test_there_is_one_message_a_day_and_none_when_nothing_waits(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ana.types("/task Order the racks @ben")

    await world.clock(to=f"{MONDAY}T23:00:00+00:00")
    assert len(await told(ben)) == 1
    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")
    assert len(await told(ben)) == 2
    await world.clock(to="2026-10-30T20:00:00+00:00")
    assert len(await told(ben)) == 2


async def test_what_is_urgent_or_due_today_is_told_at_once_while_its_owner_works(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Restart the gateway @chiara !urgent")
    await ana.types("/task Send the figures @chiara today")
    await ana.types("/task Order the racks @chiara by 12 nov")

    shown = [words(one) for one in await told(chiara)]

    assert [text.split("\n")[0] for text in shown] == ["*This does not wait until tomorrow*"] * 2
    assert "Restart the gateway" in shown[0]
    assert "Send the figures" in shown[1]


async def test_what_becomes_urgent_is_told_its_owner_at_once_with_all_that_waits_of_it(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Restart the gateway @chiara")
    assert await told(chiara) == []

    said = await ana.types("/task T-1 !p1")

    assert "Chiara Rossi has it in a direct message now." in said
    [message] = await told(chiara)
    assert words(message).startswith("*This does not wait until tomorrow*")
    assert "*T-1* Restart the gateway · P1\nFrom Ana Sousa\n" in words(message)
    assert "Decline" in labels(message)
    await world.clock(to=f"{TUESDAY}T08:30:00+00:00")
    assert len(await told(chiara)) == 1


async def test_what_waits_to_be_told_of_other_tasks_waits_on(world: World, ana: Person) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Restart the gateway @chiara")
    await ana.types("/task Order the racks @chiara")

    await ana.types("/task T-1 !p1")

    [message] = await told(chiara)
    assert "Order the racks" not in words(message)
    await world.clock(to=f"{TUESDAY}T08:30:00+00:00")
    assert "Given to you\n*T-2* Order the racks" in words((await told(chiara))[1])


async def test_what_is_moved_to_today_is_told_its_owner_at_once(world: World, ana: Person) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Send the figures @chiara by 12 nov")
    await world.clock(to=f"{TUESDAY}T09:00:00+00:00")
    before = len(await told(chiara))

    said = await ana.types("/task due T-1 today")

    assert "Chiara Rossi has it in a direct message now." in said
    message = (await told(chiara))[before:]
    assert len(message) == 1
    assert "Ana Sousa moved the date from Thu 12 Nov to Tue 27 Oct" in words(message[0])


async def test_what_became_urgent_and_was_taken_back_needs_nothing_any_more(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Send the figures @chiara by 12 nov")
    await world.clock(to=f"{TUESDAY}T09:00:00+00:00")
    await ana.types("/task T-1 !p1")
    before = words((await told(chiara))[-1])

    await ana.types("/task undo")

    assert before.startswith("*This does not wait until tomorrow*")
    assert words((await told(chiara))[-1]).startswith("*This needs nothing of you any more*")


async def test_what_was_urgent_already_or_ones_own_doing_is_not_told_at_once_again(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Restart the gateway @chiara !urgent")
    await ana.types("/task Send the figures @chiara by 12 nov")
    before = len(await told(chiara))

    await ana.types("/task due T-1 today")
    await chiara.types("/task T-2 !p1")

    assert len(await told(chiara)) == before == 1


async def test_of_what_became_urgent_and_was_taken_back_before_it_was_told_the_rest_is_told(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await world.post("member", as_="chiara", snooze="2h")
    await ana.types("/task Restart the gateway @chiara")
    await ana.types("/task T-1 !p1")

    await ana.types("/task undo")

    await world.clock(by="3h")
    assert await told(chiara) == []
    await world.clock(to=f"{TUESDAY}T08:30:00+00:00")
    [message] = await told(chiara)
    assert "From Ana Sousa" in words(message)
    assert "P1" not in words(message)


async def test_news_that_an_urgent_change_takes_along_waits_again_when_that_is_taken_back(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Restart the gateway @chiara")
    await world.clock(to=f"{TUESDAY}T08:30:00+00:00")
    before = len(await told(chiara))
    await world.post("member", as_="chiara", snooze="2h")
    await ana.types("/task rename T-1 Restart both gateways")
    await ana.types("/task T-1 !p1")

    await ana.types("/task undo")

    await world.clock(by="3h")
    assert len(await told(chiara)) == before == 1
    await world.clock(to="2026-10-28T08:30:00+00:00")
    message = words((await told(chiara))[before])
    assert "Ana Sousa changed the title" in message
    assert "P1" not in message


async def test_who_is_given_several_and_keeps_one_when_the_rest_is_taken_back_hears_of_it(
    world: World, ana: Person, ben: Person
) -> None:
    for title in ("Order the racks", "Mount the racks"):
        await ana.types(f"/task add {title}")
    await ana.types("/task T-1 T-2 @ben !p1")
    await world.person("dev").types("/task T-2 !p2")
    await ana.types("/task undo")

    await ana.presses("Take back the rest", ana.shown[-1])

    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    [message] = await told(ben)
    assert "*T-2* Mount the racks" in words(message)
    assert "From Ana Sousa" in words(message)
    assert "T-1" not in words(message)


async def test_outside_working_hours_even_what_is_urgent_waits_for_the_morning(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Restart the gateway @ben !urgent")
    assert await told(ben) == []

    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    [message] = await told(ben)
    assert "Restart the gateway" in words(message)


async def test_who_is_away_is_told_on_their_first_day_back(world: World, ana: Person, ben: Person) -> None:
    await ben.types("/standup ooo until wed")
    await ana.types("/task Renew the certificate @ben by 12 nov")

    await world.clock(to="2026-10-29T12:59:00+00:00")
    assert await told(ben) == []
    await world.clock(to="2026-10-29T13:01:00+00:00")

    assert "Your day, Thu 29 Oct" in words((await told(ben))[0])


async def test_nobody_is_told_of_their_own_doing(world: World, ben: Person) -> None:
    await ben.types("/task Renew the certificate")
    await ben.types("/task due T-1 2026-11-12")

    await world.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert await told(ben) == []


async def test_a_decline_gives_the_task_back_with_the_reason_and_tells_the_giver(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Decline", (await told(ben))[0], channel=await dm(ben))

    await ben.submits(await ben.form(), {"reason": {"reason": "I am at the audit until Friday"}})

    assert "It is Ana Sousa's now" in words((await told(ben))[0])
    assert "Ana Sousa" in words(await world.channel("#atlas").last())
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    [message] = await told(ana)
    assert "Given back to you" in words(message)
    assert "Ben Carter gave it back: I am at the audit until Friday" in words(message)


async def test_undo_of_a_decline_keeps_the_task_and_tells_nobody(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await ben.types("/task decline T-1 I am at the audit")

    await ben.types("/task undo")

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    assert "Ben Carter" in words(await world.channel("#atlas").last())
    assert await told(ana) == []


async def test_another_date_is_asked_for_and_accepted_in_one_click_each(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    asked = await ben.presses(
        "Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19"
    )

    assert (
        "Ana Sousa is asked for Thu 19 Nov 17:00 (Lisbon), 12:00 for you. Until then it stays due Thu 12 Nov"
        in asked
    )
    assert "asked for Thu 19 Nov" in await ben.types("/task history T-1")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    [message] = await told(ana)
    assert "Ben Carter asks for Thu 19 Nov 17:00 (Lisbon) instead" in words(message)
    accepted = await ana.presses("Accept Thu 19 Nov 17:00 (Lisbon)", message, channel=await dm(ana))
    assert "Ben Carter hears of it by Tue 27 Oct at 09:00 (New York)." in accepted
    assert "due Thu 19 Nov" in words(await world.channel("#atlas").last())
    after = (await told(ana))[0]
    assert "Accept Thu 19 Nov 17:00 (Lisbon)" not in labels(after)
    assert "Ben Carter asked for Thu 19 Nov 17:00 (Lisbon), and that is the date now" in words(after)
    await world.clock(to="2026-10-28T14:01:00+00:00")
    assert "moved the date from Thu 12 Nov to Thu 19 Nov: you asked for it" in words((await told(ben))[-1])


async def test_a_date_that_is_kept_says_so_where_it_was_asked_and_to_who_asked(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    kept = await ana.presses("Keep the date", (await told(ana))[0], channel=await dm(ana))

    assert (
        "*T-1* Renew the certificate stays due Thu 12 Nov 17:00 (Lisbon). Ben Carter hears of it by" in kept
    )
    after = words((await told(ana))[0])
    assert "Ben Carter asked for Thu 19 Nov 17:00 (Lisbon); it is due Thu 12 Nov 17:00 (Lisbon)" in after
    await world.clock(to="2026-10-28T14:01:00+00:00")
    assert "Ana Sousa noted: the date stays: Thu 12 Nov 17:00" in words((await told(ben))[-1])


@pytest.mark.parametrize("answer", ["Keep the date", "Accept Thu 19 Nov 17:00 (Lisbon)"])
async def test_an_answer_that_is_taken_back_says_what_is_asked_again(
    world: World, ana: Person, ben: Person, answer: str
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    await ana.presses(answer, (await told(ana))[0], channel=await dm(ana))

    back = await ana.types("/task undo")

    assert "Ben Carter asks for Thu 19 Nov 17:00 (Lisbon) again" in back
    assert "note" not in back
    assert answer in labels((await told(ana))[0])


async def test_of_two_answers_to_one_question_the_first_holds(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    asked, place = (await told(ana))[0], await dm(ana)

    first, second = await asyncio.gather(
        ana.presses("Accept Thu 19 Nov 17:00 (Lisbon)", asked, channel=place),
        ana.presses("Keep the date", asked, channel=place),
    )

    answered = "that was answered already. Nothing was changed."
    assert [answered in first, answered in second].count(True) == 1
    history = await ana.types("/task history T-1")
    assert ("moved the date" in history) is (answered in second)
    assert ("the date stays" in history) is (answered in first)


async def test_undo_of_a_date_asked_for_asks_nobody(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")

    taken = await ben.presses("Undo", ben.shown[-1], channel=await dm(ben))

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    assert "Taken back" in taken
    assert await told(ana) == []
    assert "asked for" not in await ana.types("/task history T-1")


async def test_who_gave_a_task_takes_it_back_in_one_click(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    await ana.presses("Take it back", (await told(ana))[0], channel=await dm(ana))

    assert "Ana Sousa" in words(await world.channel("#atlas").last())


async def test_what_was_answered_before_the_day_began_is_asked_no_more(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.presses("Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19")
    await ana.types("/task due T-1 19 nov")

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    assert await told(ana) == []


async def test_what_was_declined_stands_no_longer_under_what_was_given(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    assert "Given to you" in words((await told(ben))[0])

    await ben.types("/task decline T-1 I am at the audit")

    message = words((await told(ben))[0])
    assert "No longer yours" in message
    assert "Given to you" not in message


async def test_only_its_owner_declines_a_task(ana: Person) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")

    assert "is Ben Carter's, so nothing was changed" in await ana.types("/task decline T-1 no")


async def test_what_is_due_today_or_late_is_in_the_daily_message_until_it_is_done_or_quiet(
    world: World, ana: Person
) -> None:
    await ana.types("/task Renew the certificate by wed")
    await world.clock(to="2026-10-28T09:01:00+00:00")
    [first] = await told(ana)
    assert "Due on Wed 28 Oct" in words(first)

    await world.clock(to="2026-10-29T09:01:00+00:00")
    assert "*1 working day late*" in words((await told(ana))[-1])
    assert "\nLate\n" in words((await told(ana))[-1])
    await ana.types("/task edit T-1 Renew both certificates")
    [first, _] = await told(ana)
    assert "Renew both certificates" in words(first)
    assert "Due on Wed 28 Oct" in words(first)
    await ana.presses("Snooze until", (await told(ana))[-1], channel=await dm(ana), value="2026-11-03")
    await world.clock(to="2026-11-02T20:00:00+00:00")
    assert len(await told(ana)) == 2
    await world.clock(to="2026-11-03T09:01:00+00:00")
    assert "*4 working days late*" in words((await told(ana))[-1])

    await ana.presses("Done", (await told(ana))[-1], channel=await dm(ana))
    await world.clock(to="2026-11-06T09:01:00+00:00")
    assert len(await told(ana)) == 3
    assert "done by Ana Sousa" in words((await told(ana))[-1])


async def test_who_waits_is_told_when_what_they_wait_for_is_done(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Sign the contract")
    await ana.types("/task Mount the racks @ben after T-1, T-2")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    await ana.types("/task done T-1")
    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")
    assert len(await told(ben)) == 1
    await ana.types("/task done T-2")
    await world.clock(to="2026-10-28T13:01:00+00:00")

    assert "Can begin" in words((await told(ben))[-1])
    assert "Ana Sousa finished T-2" in words((await told(ben))[-1])


async def test_owner_and_watchers_hear_what_others_changed(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben cc @sam by 12 nov")
    await world.clock(to=f"{MONDAY}T14:00:00+00:00")
    await ana.types("/task due T-1 2026-11-19")
    await ana.types("/task block T-1 waiting for the vendor")

    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")

    for person in (ben, world.person("sam")):
        message = (await told(person))[-1]
        assert "Ana Sousa moved the date from Thu 12 Nov to Thu 19 Nov" in words(message)
        assert "Ana Sousa said that something is in the way" in words(message)


async def test_what_was_taken_back_is_told_to_nobody(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben")
    await ana.types("/task undo")

    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")

    assert await told(ben) == []


async def test_what_is_told_is_kept_up_to_date(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    await world.clock(to=f"{TUESDAY}T09:00:00+00:00")
    await ana.types("/task done T-1")

    [message] = await told(ben)
    assert "Your day, Mon 26 Oct" in words(message)
    assert "Order the racks · done by Ana Sousa" in words(message)
    assert labels(message) == []


async def test_who_moves_to_another_zone_is_told_in_their_new_morning(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben")
    await world.post("member", as_="ben", tz="Asia/Tokyo")
    await world.settle()

    await world.clock(to=f"{MONDAY}T23:59:00+00:00")
    assert await told(ben) == []
    await world.clock(to=f"{TUESDAY}T00:01:00+00:00")

    assert "Your day, Tue 27 Oct" in words((await told(ben))[0])


async def test_the_daily_message_waits_for_the_end_of_a_do_not_disturb(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben")
    await world.post("member", as_="ben", quiet_hours="08:30-10:30")  # New York: 14:30 UTC

    await world.clock(to=f"{MONDAY}T14:29:00+00:00")
    assert await told(ben) == []
    await world.clock(to=f"{MONDAY}T14:31:00+00:00")

    [message] = await told(ben)
    assert "Your day, Mon 26 Oct" in words(message)


async def test_what_is_urgent_waits_for_the_end_of_a_do_not_disturb(world: World, ana: Person) -> None:
    chiara = world.person("chiara")
    await world.post("member", as_="chiara", snooze="2h")
    await ana.types("/task Restart the gateway @chiara !urgent")

    await world.clock(by="118m")
    assert await told(chiara) == []
    await world.clock(by="3m")

    [message] = await told(chiara)
    assert "This does not wait until tomorrow" in words(message)


async def test_a_do_not_disturb_of_days_ends_with_one_message_in_the_morning_after(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("member", as_="ben", snooze="2026-10-28T23:00:00+00:00")
    await ana.types("/task Renew the certificate @ben by today")
    await ana.types("/task Restart the gateway @ben !urgent")

    await world.clock(to="2026-10-29T12:59:00+00:00")
    assert [words(one) for one in await told(ben) if "Are you away?" not in words(one)] == []
    await world.clock(to="2026-10-29T13:01:00+00:00")

    [message] = [one for one in await told(ben) if "Are you away?" not in words(one)]
    assert "Your day, Thu 29 Oct" in words(message)
    assert "Renew the certificate" in words(message)
    assert "Restart the gateway" in words(message)


async def test_who_ends_a_do_not_disturb_early_is_told_what_is_urgent_at_once_again(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await world.post("member", as_="chiara", snooze="2h")
    await world.post("member", as_="chiara", snooze="")

    await ana.types("/task Restart the gateway @chiara !urgent")

    assert len(await told(chiara)) == 1


async def test_a_do_not_disturb_that_comes_each_day_counts_each_day(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("member", as_="ben", quiet_hours="08:30-10:30")  # New York: 14:30 UTC
    await world.clock(to=f"{MONDAY}T22:00:00+00:00")

    given = await ana.types("/task Renew the certificate @ben")

    assert "Ben Carter hears of it by Tue 27 Oct at 10:30 (New York)." in given
    await world.clock(to=f"{TUESDAY}T14:29:00+00:00")
    assert await told(ben) == []
    await world.clock(to=f"{TUESDAY}T14:31:00+00:00")
    assert len(await told(ben)) == 1


async def test_a_do_not_disturb_in_force_when_muster_comes_is_read(
    world: World, template: Path, tmp_path: Path
) -> None:
    await world.post("member", as_="chiara", quiet_hours="08:30-11:00")  # Rome: 10:00 UTC
    fresh = tmp_path / "fresh.db"
    shutil.copy(template, fresh)
    workspace = world.stage.sandbox.snapshot()

    async with unhurried(fresh, snapshot=workspace) as here, aiohttp.ClientSession() as session:
        anew = World(here, session)
        given = await anew.person("ana").types("/task Restart the gateway @chiara !urgent")
        before = await told(anew.person("chiara"))
        await anew.clock(to=f"{MONDAY}T10:01:00+00:00")
        after = await told(anew.person("chiara"))

    assert "Chiara Rossi hears of it by Mon 26 Oct at 11:00 (Rome)." in given
    assert before == []
    assert "This does not wait until tomorrow" in words(after[-1])


async def test_what_was_heard_of_a_do_not_disturb_holds_where_it_may_not_be_read(
    world: World, ana: Person
) -> None:
    await world.post("member", as_="chiara", snooze="2h")
    await world.post("faults", method="dnd.teamInfo", kind="refuse:missing_scope", times=1)

    await world.stage.muster.hourly.run()

    given = await ana.types("/task Restart the gateway @chiara !urgent")
    assert "Chiara Rossi hears of it by Mon 26 Oct at 11:00 (Rome)." in given


async def test_own_quiet_hours_hold_back_the_daily_message_and_what_is_urgent(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben")
    told_so = await ben.types("/task quiet 18:00-11:00")
    await ana.types("/task Restart the gateway @ben !urgent")

    await world.clock(to=f"{MONDAY}T14:59:00+00:00")  # 10:59 in New York
    assert await told(ben) == []
    await world.clock(to=f"{MONDAY}T15:01:00+00:00")

    [message] = await told(ben)
    assert "they were 17:00 to 09:00" in told_so
    assert "You are told nothing from 18:00 to 11:00 (New York)" in told_so
    assert "Order the racks" in words(message)
    assert "Restart the gateway" in words(message)


async def test_what_is_urgent_in_quiet_hours_after_the_message_of_the_day_comes_when_they_end(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/task Order the racks @ana by 12 nov")
    await world.clock(to=f"{MONDAY}T09:01:00+00:00")
    await ana.types("/task quiet 12:00-13:00")
    await world.clock(to=f"{MONDAY}T12:10:00+00:00")
    before = len(await told(ana))

    given = await ben.types("/task Restart the gateway @ana !urgent by tue")

    assert "Ana Sousa hears of it by Mon 26 Oct at 13:00 (Lisbon)." in given
    await world.clock(to=f"{MONDAY}T12:59:00+00:00")
    assert len(await told(ana)) == before
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    assert "Restart the gateway" in words((await told(ana))[-1])
    assert len(await told(ana)) == before + 1
    await world.clock(to=f"{TUESDAY}T12:10:00+00:00")
    await ben.types("/task Restart the server @ana !urgent by wed")
    await world.clock(to=f"{TUESDAY}T20:00:00+00:00")
    assert len(await told(ana)) == before + 2  # that of the day has it


async def test_who_has_shorter_quiet_hours_hears_of_what_is_urgent_outside_work(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/task quiet 22:00-03:30")  # it is 04:00 in New York

    await ana.types("/task Restart the gateway @ben !urgent")

    assert "This does not wait until tomorrow" in words((await told(ben))[0])


async def test_undo_of_quiet_hours_brings_the_daily_message_back_to_its_time(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben")
    await ben.types("/task quiet 18:00-11:00")
    await ben.presses("Undo", ben.shown[-1])

    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    assert len(await told(ben)) == 1
    assert "from 17:00 to 09:00" in await ben.types("/task quiet")


async def test_a_daily_message_whose_new_time_is_over_today_comes_now(world: World, ana: Person) -> None:
    await ana.types("/task Send the figures today")
    await world.clock(by="3m")
    before = await told(ana)

    await ana.types("/task quiet 20:00-08:00")
    await world.clock(by="1m")
    now = [words(one) for one in await told(ana)]
    await world.clock(to=f"{MONDAY}T17:00:00+00:00")

    assert before == []
    assert ["Send the figures" in each for each in now] == [True]
    assert len(await told(ana)) == 1


async def test_quiet_off_goes_back_to_the_working_hours(ben: Person) -> None:
    await ben.types("/task quiet 22:00-08:00")

    assert "from 22:00 to 08:00" in await ben.types("/task quiet")
    assert "from 17:00 to 09:00" in await ben.types("/task quiet off")
    assert "That was so already." in await ben.types("/task quiet off")


async def test_quiet_hours_that_are_none_change_nothing(ben: Person) -> None:
    assert "Nothing was changed." in await ben.types("/task quiet 25:00-09:00")
    assert "from 17:00 to 09:00" in await ben.types("/task quiet")


async def test_who_moves_their_quiet_hours_past_now_is_told_what_is_new_the_next_day(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    await ben.types("/task quiet 18:00-11:00")
    await ana.types("/task Mount the racks @ben")

    await world.clock(to=f"{MONDAY}T21:00:00+00:00")
    assert len(await told(ben)) == 1
    await world.clock(to=f"{TUESDAY}T15:01:00+00:00")

    assert "Mount the racks" in words((await told(ben))[-1])
    assert len(await told(ben)) == 2


async def test_who_gives_a_task_is_told_when_its_owner_hears_of_it(
    world: World, ana: Person, ben: Person
) -> None:
    given = await ana.types("/task Renew the certificate @ben by 12 nov")
    own = await ana.types("/task Order the racks")

    reassigned = await ana.types("/task assign T-2 @ben")

    assert "Ben Carter hears of it by Mon 26 Oct at 09:00 (New York)." in given
    assert "hears of it" not in own
    assert (
        "owner Ana Sousa → Ben Carter\nBen Carter hears of it by Mon 26 Oct at 09:00 (New York)."
        in reassigned
    )
    await world.clock(to=f"{MONDAY}T12:59:00+00:00")
    assert await told(ben) == []
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    assert "*T-2* Order the racks" in words((await told(ben))[0])


async def test_who_gives_what_is_urgent_is_told_that_its_owner_has_it_now(world: World, ana: Person) -> None:
    given = await ana.types("/task Restart the gateway @chiara !urgent")

    assert "Chiara Rossi has it in a direct message now." in given
    assert "Restart the gateway" in words((await told(world.person("chiara")))[0])


async def test_who_gives_a_task_that_is_due_before_its_owner_hears_of_it_is_told_so(
    world: World, ana: Person
) -> None:
    await world.clock(to="2026-10-30T18:30:00+00:00")

    given = await ana.types("/task Reboot the core switch @sam !p1 by sat 10am")
    early = await ana.types("/task Rack the switch @sam by tue")

    assert "Sam Okafor hears of it by Mon 2 Nov at 09:00, which may be after it is due." in given
    assert "after it is due" not in early


async def test_who_gives_a_task_to_somebody_away_is_told_until_when(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/standup ooo until wed")

    given = await ana.types("/task Renew the certificate @ben by 12 nov")
    late = await ana.types("/task Order the racks @ben by tue")

    when = "Ben Carter is away until Wed 28 Oct and hears of it by Thu 29 Oct at 09:00 (New York)"
    assert f"{when}." in given
    assert f"{when}, after it is due (Tue 27 Oct 17:00)." in late


async def test_who_declines_or_asks_for_another_date_is_told_when_the_giver_hears_of_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await ana.types("/task Order the racks @ben")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    asked = await ben.presses(
        "Propose a date", (await told(ben))[0], channel=await dm(ben), value="2026-11-19"
    )

    declined = await ben.types("/task decline T-2 I am at the audit")
    assert "Ana Sousa hears of it by Tue 27 Oct at 09:00 (Lisbon)." in asked
    assert "Ana Sousa hears of it by Tue 27 Oct at 09:00 (Lisbon)." in declined


async def test_who_never_heard_of_a_task_does_not_hear_that_it_is_somebody_elses(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await ana.types("/task due T-1 19 nov")
    await ana.types("/task assign T-1 @dev")

    await world.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert await told(ben) == []
    assert "Renew the certificate" in words((await told(world.person("dev")))[0])


async def test_what_is_taken_back_after_the_days_message_is_told_the_next_day(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the racks by today 18:00")
    await world.clock(to=f"{MONDAY}T08:55:00+00:00")
    await ana.types("/task done T-1")
    await world.clock(to=f"{MONDAY}T09:01:00+00:00")
    assert await told(ana) == []

    await ana.types("/task undo")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    [message] = await told(ana)
    assert "*T-1* Order the racks" in words(message)


async def test_who_watches_a_task_hears_that_it_was_given_back(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben cc @sam by 30 nov")

    await ben.types("/task decline T-1 no time")
    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    [message] = await told(world.person("sam"))
    assert "Ben Carter changed the owner from Ben Carter to Ana Sousa" in words(message)


async def test_what_was_given_back_at_once_is_reminded_of_on_its_day(
    world: World, ana: Person, ben: Person
) -> None:
    await world.clock(to=f"{MONDAY}T14:00:00+00:00")
    await ana.types("/task Order the racks @ben !p1 by 30 oct")
    await ben.types("/task decline T-1 no time")
    before = len(await told(ana))

    await world.clock(to="2026-10-30T09:01:00+00:00")

    [message] = (await told(ana))[before:]
    assert "*T-1* Order the racks" in words(message)


async def test_who_can_begin_is_not_told_which_hidden_task_was_in_the_way(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Agree the price", channel="#vendor-terms")
    await ana.types("/task Order the racks @ben by 30 nov")
    await ana.types("/task after T-2 T-1", channel="#vendor-terms")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    await ana.types("/task done T-1", channel="#vendor-terms")
    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")

    said = words((await told(ben))[-1])
    assert "Ana Sousa finished what it waited for" in said
    assert "T-1" not in said


async def test_a_date_that_is_accepted_and_due_today_is_said_to_be_told_once(
    world: World, ana: Person
) -> None:
    dev = world.person("dev")
    await ana.types("/task Send the figures @dev by 12 nov")
    await world.clock(to=f"{TUESDAY}T09:00:00+00:00")
    await dev.types("/task propose T-1 today")
    await world.clock(to="2026-10-28T09:01:00+00:00")
    await dev.types("/task propose T-1 today")

    accepted = await ana.types("/task due T-1 today")

    assert accepted.count("Dev Patel") == 1
    assert "Dev Patel has it in a direct message now." in accepted
    history = await ana.types("/task history T-1")
    assert "moved the date from Thu 12 Nov to Wed 28 Oct: Dev Patel asked for it" in history
    assert "noted: accepted" not in history


async def test_another_date_can_be_asked_for_of_what_is_late_and_was_given(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 26 oct 23:00")
    await ben.types("/task Order the racks by 26 oct 23:00")
    await world.clock(to=f"{TUESDAY}T14:01:00+00:00")

    message = (await told(ben))[-1]

    rows = {
        block["block_id"].split(".")[0]: labels({"blocks": [block]})
        for block in message["blocks"]
        if block["type"] == "actions"
    }
    assert rows["T-1"] == ["Done", "Propose a date", "Snooze until"]
    assert rows["T-2"] == ["Done", "Snooze until"]
    asked = await ben.presses("Propose a date", message, channel=await dm(ben), value="2026-11-19")
    assert "Ana Sousa is asked for Thu 19 Nov" in asked


async def test_the_message_of_a_day_speaks_of_that_day_whenever_it_is_brought_up_to_date(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the racks by thu")
    await ana.types("/task Sign the contract by fri")
    await world.clock(to="2026-10-30T09:01:00+00:00")
    friday = (await told(ana))[-1]

    await world.clock(to="2026-11-03T10:00:00+00:00")
    await ana.types("/task T-1 !p1")
    await ana.types("/task done T-2")

    shown = words(next(one for one in await told(ana) if one["ts"] == friday["ts"]))
    assert "Your day, Fri 30 Oct" in shown
    assert "due Thu 29 Oct 17:00 · P1 · *1 working day late*" in shown
    assert "Sign the contract · done by Ana Sousa" in shown
    newest = words((await told(ana))[-1])
    assert "*3 working days late*" in newest


async def test_what_was_moved_since_its_day_was_told_says_so_below_the_head_of_that_day(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the racks by thu")
    await ana.types("/task Check the backup every thu")
    await ana.types("/task Sign the contract by thu")
    await world.clock(to="2026-10-29T09:01:00+00:00")

    await ana.types("/task due T-1 mon")
    await ana.types("/task done T-2")

    shown = words((await told(ana))[-1])
    assert "Order the racks · due Mon 2 Nov 17:00\nIts date was moved since" in shown
    assert "That round is done" in shown.split("Check the backup")[1].split("Sign the contract")[0]
    assert shown.count("moved since") == 1
