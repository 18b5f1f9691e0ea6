"""What one person would be sent at about the same time is one message. It is Mon 26 Oct 2026, in Lisbon."""

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, direct
from tests.world import Json, Person, World, labels, words

MONDAY = "2026-10-26"
PROMPTS = ("*Standup for", "Your standup for", "The standup for #atlas-standup closed")


async def set_up(world: World, ana: Person, times: str = "09:30 4h") -> None:
    """Have a standup for #atlas-standup, set up on Monday evening."""
    await world.clock(to=f"{MONDAY}T20:00:00+00:00")
    await ana.types(f"/standup setup mon-fri {times}", channel=PLACE)


async def told(who: Person) -> list[Json]:
    """Return what Muster wrote to somebody, but for the prompts."""
    found = [one for one in await who.dms() if not one.get("is_ephemeral")]
    return [one for one in found if not words(one).startswith(PROMPTS)]


async def test_a_reminder_brings_all_that_waits_and_the_next_morning_has_nothing_to_add(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await world.clock(to=f"{TUESDAY}T10:00:00+00:00")
    await ben.types("/task Order the racks @ana")

    await world.clock(to=f"{TUESDAY}T11:55:00+00:00")
    at_noon = await told(ana)
    await world.clock(to=f"{WEDNESDAY}T09:15:00+00:00")

    [reminder] = at_noon
    assert words(reminder).startswith("The standup for #atlas-standup is open until Tue 27 Oct 13:30.")
    assert "Also for you" in words(reminder)
    assert "*T-1* Order the racks" in words(reminder)
    assert labels(reminder)[:3] == ["Answer", "Not today", "Decline"]
    assert [one["ts"] for one in await told(ana)] == [reminder["ts"]]


async def test_a_reminder_due_shortly_before_the_daily_message_waits_for_it(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana, "07:00 3h")
    await ben.types("/task Order the racks @ana")

    await world.clock(to=f"{TUESDAY}T08:59:00+00:00")
    early = await told(ana)
    await world.clock(to=f"{TUESDAY}T09:30:00+00:00")

    [day] = await told(ana)
    assert early == []
    assert words(day).startswith("*Your day, Tue 27 Oct*\nThe standup for #atlas-standup is open until")
    assert "*T-1* Order the racks" in words(day)


async def test_the_daily_message_brings_the_reminder_that_is_due_shortly_after_it(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana, "07:00 4h")
    await ben.types("/task Order the racks @ana")

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")
    at_nine = await told(ana)
    await world.clock(to=f"{TUESDAY}T11:30:00+00:00")

    assert "is open until Tue 27 Oct 11:00" in words(at_nine[0])
    assert len(await told(ana)) == 1


async def test_a_reminder_that_would_leave_too_little_time_does_not_wait_for_the_daily_message(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana, "08:00 1h")
    await world.clock(to=f"{TUESDAY}T08:10:00+00:00")
    await ben.types("/task Order the racks @ana")

    await world.clock(to=f"{TUESDAY}T08:16:00+00:00")

    assert "is open until Tue 27 Oct 09:00" in words((await told(ana))[0])


async def test_who_answers_sees_so_in_the_message_that_reminded_them_and_told_them_more(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await world.clock(to=f"{TUESDAY}T10:00:00+00:00")
    await ben.types("/task Order the racks @ana")
    await world.clock(to=f"{TUESDAY}T11:55:00+00:00")
    reminder = (await told(ana))[0]

    await ana.presses("Answer", reminder, channel=await direct(world, "ana"))
    await ana.submits(await ana.form(), {"today": {"today": "Racks"}})

    shown = words(next(one for one in await ana.dms() if one["ts"] == reminder["ts"]))
    assert "Reminder of the standup for #atlas-standup on Tue 27 Oct: you have answered. Thank you." in shown
    assert "*T-1* Order the racks" in shown


async def test_who_is_not_to_be_disturbed_gets_day_and_reminder_in_one_message_when_that_is_over(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana, times="08:30 8h")
    await ben.types("/task Order the racks @ana")
    await world.clock(to=f"{TUESDAY}T08:45:00+00:00")
    await world.post("member", as_="ana", snooze=f"{TUESDAY}T13:30:00+00:00")

    await world.clock(to=f"{TUESDAY}T13:29:00+00:00")
    early = await told(ana)
    await world.clock(to=f"{TUESDAY}T14:00:00+00:00")

    [day] = await told(ana)
    assert early == []
    assert "is open until Tue 27 Oct 16:30" in words(day)
    assert "*T-1* Order the racks" in words(day)


async def test_a_lead_of_two_standups_is_told_of_both_weeks_at_once_and_of_what_waits(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await ana.types("/standup setup mon-fri 09:30 4h", channel="#atlas")
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "Contract", "Racks")
    await world.clock(to="2026-10-30T15:00:00+00:00")
    await ben.types("/task Order the racks @ana")

    await world.clock(to="2026-10-30T17:00:00+00:00")

    [week] = [one for one in await told(ana) if "the week of" in words(one)]
    assert "*#atlas-standup: the week of Mon 26 Oct*" in words(week)
    assert "*#atlas: the week of Mon 26 Oct*" in words(week)
    assert "*T-1* Order the racks" in words(week)


async def test_who_answers_before_the_day_that_would_remind_them_comes_is_reminded_of_nothing(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await ben.types("/task Order the racks @ana")
    await world.post("member", as_="ana", snooze=f"{TUESDAY}T12:30:00+00:00")
    await world.clock(to=f"{TUESDAY}T12:00:00+00:00")

    await answer(ana, "Contract", "Racks")
    await world.clock(to=f"{TUESDAY}T14:00:00+00:00")

    [day] = await told(ana)
    assert "*T-1* Order the racks" in words(day)
    assert "is open until" not in words(day)


async def test_a_reminder_costs_slack_one_message_and_no_update(world: World, ana: Person) -> None:
    await set_up(world, ana)
    await world.clock(to=f"{TUESDAY}T11:50:00+00:00")
    place = await direct(world, "ana")
    before = (await world.get("log"))["entries"][-1]["n"]

    await world.clock(to=f"{TUESDAY}T11:55:00+00:00")

    heard = [
        one for one in (await world.get("log", after=str(before)))["entries"] if place in str(one["request"])
    ]
    assert [one["method"] for one in heard if one["method"].startswith("chat.")] == ["chat.postMessage"]


async def test_what_asks_for_a_decision_is_told_on_the_day_that_was_named_and_not_with_a_reminder(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to=f"{TUESDAY}T10:00:00+00:00")
    asked = await ben.types("/task propose T-1 19 nov")

    await world.clock(to=f"{TUESDAY}T13:00:00+00:00")
    at_noon = "".join(words(one) for one in await told(ana))
    await world.clock(to=f"{WEDNESDAY}T09:15:00+00:00")

    assert "Ana Sousa hears of it by Wed 28 Oct at 09:00" in asked
    assert "*T-1*" not in at_noon
    [day] = [one for one in await told(ana) if words(one).startswith("*Your day, Wed 28 Oct*")]
    assert "Ben Carter asks for Thu 19 Nov" in words(day)
