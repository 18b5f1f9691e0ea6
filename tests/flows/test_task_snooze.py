"""A snoozed task: until when is shown, and a new owner, `off` or the day itself ends it."""

from tests.flows.test_daily import told
from tests.flows.test_home import home
from tests.world import Person, World, labels, words

ADD = "/task Order the racks @ben by 13 nov"


def below(text: str, head: str) -> str:
    """Return what stands under one head of a day."""
    return text.partition(f"*{head}* ·")[2].partition("\n*Late* ·")[0]


async def test_a_snoozed_task_says_until_when_in_every_list(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ben.types("/task snooze T-1 mon")

    assert "snoozed until Mon 2 Nov" in await ben.types("/task")
    assert "snoozed until Mon 2 Nov" in await ana.types("/task list @ben")
    assert "Snoozed until Mon 2 Nov" in await ana.types("/task show T-1")
    assert "snoozed until Mon 2 Nov" in words(await home(ben))
    await world.clock(to="2026-11-03T15:00:00+00:00")
    assert "snoozed" not in await ben.types("/task list")


async def test_home_and_the_day_put_a_snoozed_task_in_the_same_place(
    ana: Person, ben: Person, world: World
) -> None:
    await ana.types(ADD)
    await ben.types("/task snooze T-1 mon")

    for shown in (await ben.types("/task"), words(await home(ben))):
        assert "*Next*" not in shown
        assert "*Snoozed* · 1" in shown
        assert "*T-1*" in below(shown, "Snoozed")


async def test_a_snooze_ends_when_somebody_else_gets_the_task(ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ben.types("/task snooze T-1 mon")

    told = await ana.types("/task assign T-1 @chiara")

    assert "no longer snoozed" in told
    assert "snoozed" not in await ana.types("/task list @chiara")
    await ana.types("/task undo")
    assert "snoozed until Mon 2 Nov" in await ana.types("/task list @ben")


async def test_a_snooze_that_is_over_is_spoken_of_no_more(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ben.types("/task snooze T-1 mon")
    await world.clock(to="2026-11-02T15:00:00+00:00")

    given = await ana.types("/task assign T-1 @chiara")

    assert "snoozed" not in given
    assert "snoozed" not in await ana.types("/task undo")
    assert "ended its snooze" not in await ana.types("/task history T-1")


async def test_a_snooze_ends_when_the_task_is_given_back(world: World, ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ben.types("/task snooze T-1 mon")

    await ben.types("/task decline T-1 no time")

    listed = await ana.types("/task list")
    assert "*T-1*" in listed
    assert "snoozed" not in listed


async def test_off_ends_a_snooze(ana: Person, ben: Person) -> None:
    await ana.types(ADD)
    await ben.types("/task snooze T-1 mon")

    told = await ben.types("/task snooze T-1 off")

    assert "*T-1* Order the racks: no longer snoozed" in told
    assert "Snoozed" not in await ben.types("/task")


async def test_a_day_of_more_than_ten_leads_to_all_of_it(ana: Person, world: World) -> None:
    for count in range(12):
        await ana.types(f"/task add Move rack {count} by 13 nov")

    told = await ana.types("/task")
    assert "*Next* · 12" in told
    await ana.presses("All of mine", ana.shown[-1])
    assert "1 to 10 of 12" in words(ana.shown[-1])
    assert "*Next* · 12" in words(await home(ana))


async def test_a_snooze_until_a_morning_that_is_over_is_refused(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    await world.clock(to="2026-10-26T13:30:00+00:00")

    told = await ben.types("/task snooze T-1 today")

    assert "a snooze ends when its owner's day begins, and Mon 26 Oct 09:00 is over." in told
    assert "Nothing was changed." in told
    refused = ben.shown[-1]
    assert labels(refused) == ["Tomorrow", "Pick a date"]
    assert "snoozed" not in await ben.types("/task show T-1")
    assert "snoozed until Tue 27 Oct" in await ben.presses("Tomorrow", refused)


async def test_the_message_of_the_day_a_snooze_ends_tells_of_it_however_early_it_goes(
    world: World, ana: Person
) -> None:
    await ana.types("/task quiet 20:00-08:00")
    await ana.types("/task Order the racks by fri")
    await ana.types("/task snooze T-1 mon")
    await world.clock(to="2026-11-02T07:59:00+00:00")
    assert await told(ana) == []

    await world.clock(to="2026-11-02T08:01:00+00:00")

    [message] = await told(ana)
    assert "*T-1* Order the racks" in words(message)


async def test_a_snooze_whose_day_could_be_another_offers_that(ana: Person) -> None:
    await ana.types("/task add Order racks")

    await ana.types("/task snooze T-1 03/12")

    assert labels(ana.shown[-1]) == ["12 Mar 2027 instead", "Undo"]
    assert "snoozed until Fri 12 Mar 2027" in await ana.presses("12 Mar 2027 instead", ana.shown[-1])


async def test_a_day_for_several_tasks_that_could_be_another_offers_that_for_all(ana: Person) -> None:
    await ana.types("/task add Order racks")
    await ana.types("/task add Order cables")

    await ana.types("/task due T-1 T-2 03/12")
    told = await ana.presses("12 Mar 2027 instead", ana.shown[-1])

    assert told.count("Fri 12 Mar 2027") == 2


async def test_what_is_late_or_due_today_and_snoozed_stands_under_snoozed_with_a_button_that_ends_it(
    world: World, ana: Person
) -> None:
    await ana.types("/task Order the racks by tue noon")
    await ana.types("/task Call the vendor by wed 18:00")
    await world.clock(to="2026-10-28T13:01:00+00:00")
    await ana.types("/task snooze T-1, T-2 mon")

    for shown in (await ana.types("/task"), words(await home(ana))):
        assert "*Late*" not in shown
        assert "*Today*" not in shown
        assert "*Snoozed* · 2" in shown
    await ana.presses("End snooze of T-1", ana.shown[-1])
    shown = await ana.types("/task")
    assert "*T-1*" in shown.partition("*Late* · 1")[2].partition("*Snoozed* · 1")[0]
