"""What does not wait for the morning, and how its message stands later. It is Mon 26 Oct 2026, in Lisbon."""

import pytest

from tests.flows.test_daily import dm, told
from tests.world import Person, World, labels, words

WEDNESDAY = "2026-10-28"
AT_ONCE = "*This does not wait until tomorrow*"
OVER = "*This needs nothing of you any more*"


async def at_once(person: Person) -> list[str]:
    """Return the messages that told somebody something at once, be it over by now."""
    return [one for one in map(words, await told(person)) if one.startswith((AT_ONCE, OVER))]


async def test_what_is_late_from_before_waits_for_the_morning(world: World, ana: Person) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Order the racks @chiara by tue")
    await world.clock(to=f"{WEDNESDAY}T10:00:00+00:00")

    await chiara.types("/task block T-1 no lift")
    await ana.types("/task add Order the lift @chiara by thu")
    given = await ana.types("/task assign T-1 @sam")

    assert "Sam Okafor hears of it by Thu 29 Oct at 09:00." in given
    assert [await at_once(each) for each in (ana, chiara, world.person("sam"))] == [[], [], []]
    await ana.types("/task due T-1 today")
    assert len(await at_once(world.person("sam"))) == 1


async def test_what_one_line_does_is_told_in_one_message(world: World, ana: Person) -> None:
    await world.clock(to=f"{WEDNESDAY}T10:00:00+00:00")
    chiara = world.person("chiara")
    for title in ("Order the racks", "Mount the racks", "Cable the racks"):
        await ana.types(f"/task {title}")

    said = await ana.types("/task T-2 @chiara; T-1 @chiara !p1; T-3 @chiara due today")

    [message] = await at_once(chiara)
    assert [f"*T-{number}*" in message for number in (1, 2, 3)] == [True] * 3
    assert said.count("Chiara Rossi has it in a direct message now.") == 3
    assert "hears of it" not in said
    await chiara.types("/task decline T-1, T-3 no time")
    [back] = await at_once(ana)
    assert [f"*T-{number}*" in back for number in (1, 3)] == [True] * 2
    assert len(await told(chiara)) == 1


async def test_what_was_told_at_once_and_then_taken_back_or_answered_needs_nothing_any_more(
    world: World, ana: Person
) -> None:
    chiara = world.person("chiara")
    await ana.types("/task Order the fans @chiara by 12 nov !p1")
    await world.clock(to=f"{WEDNESDAY}T10:00:00+00:00")

    await chiara.types("/task due T-1 16 dec")
    await chiara.types("/task undo")
    await chiara.types("/task propose T-1 16 dec")
    before = await at_once(ana)
    await ana.presses("Keep the date", (await told(ana))[-1], channel=await dm(ana))

    assert [one.split("\n")[0] for one in before] == [OVER, AT_ONCE]
    assert [one.split("\n")[0] for one in await at_once(ana)] == [OVER] * 2


async def test_what_is_moved_to_today_is_answered_where_it_is_told_and_stays_of_its_day(
    world: World, ana: Person
) -> None:
    dana = world.person("dana")  # in New York, five hours behind Lisbon's clock from Sun 1 Nov on
    await ana.types("/task Send the figures @dana by 12 nov")
    await ana.types("/task Order the racks @dana by tue")
    await world.clock(to="2026-10-29T15:00:00+00:00")
    await ana.types("/task due T-1 today")
    await ana.types("/task T-2 !p1")

    moved, pressing = (one for one in await told(dana) if words(one).startswith(AT_ONCE))

    assert labels(moved) == ["Done", "Propose a date", "Snooze until"]
    day = next(one for one in await told(dana) if "Your day, Thu 29 Oct" in words(one))
    for one in (day, pressing):
        assert "*2 working days late*" in words(one)
    await world.clock(to="2026-11-03T15:00:00+00:00")
    await ana.types("/task rename T-2 Order both racks")
    now = {one["ts"]: words(one) for one in await told(dana)}
    for one in (day, pressing):
        assert "Order both racks" in now[one["ts"]]
        assert "*2 working days late*" in now[one["ts"]]
    assert "*5 working days late*" in "".join(now.values())
    await world.post("member", as_="dana", tz="Pacific/Auckland")  # where it was Friday then
    await ana.types("/task rename T-2 Order three racks")
    now = {one["ts"]: words(one) for one in await told(dana)}
    assert "Your day, Thu 29 Oct" in now[day["ts"]]
    assert "Order three racks" in now[day["ts"]]


@pytest.mark.parametrize("kept", [1, 2])
async def test_of_one_message_that_waits_only_what_is_taken_back_goes(
    world: World, ana: Person, kept: int
) -> None:
    chiara = world.person("chiara")
    await world.post("member", as_="chiara", snooze="2h")
    for title in ("Order the racks", "Mount the racks"):
        await ana.types(f"/task add {title}")
    await ana.types("/task T-1 T-2 @chiara !p1")
    await world.person("dev").types(f"/task T-{kept} !p2")
    await ana.types("/task undo")

    await ana.presses("Take back the rest", ana.shown[-1])
    await world.clock(by="3h")

    [message] = map(words, await told(chiara))
    assert f"*T-{kept}*" in message
    assert f"*T-{3 - kept}*" not in message
