"""What does not wait for the morning. It is Mon 26 Oct 2026, in Lisbon."""

from tests.flows.test_daily import told
from tests.world import Person, World, words

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
