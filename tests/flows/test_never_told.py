"""Nobody hears that a task is no longer theirs whom no message told that it was. It is Mon 26 Oct 2026."""

import pytest

from tests.flows.standup_words import PLACE
from tests.flows.test_daily import told
from tests.flows.test_task_import import brings, presses
from tests.flows.test_told_together import set_up
from tests.world import Json, Person, World, words

TUESDAY = "2026-10-27T20:00:00+00:00"
PASSED = ("no longer yours", "No longer yours", "'s now")


@pytest.fixture(params=["#atlas", "#vendor-terms"])
def channel(request: pytest.FixtureRequest) -> str:
    """A channel everybody sees, and a private one without Ben."""
    return str(request.param)


async def of_passing_on(person: Person) -> list[str]:
    """Return what Muster told somebody that speaks of T-1."""
    return [words(one) for one in await told(person) if "T-1" in words(one)]


async def test_given_and_taken_back_before_the_morning(
    world: World, ana: Person, ben: Person, channel: str
) -> None:
    await ana.types("/task Agree the terms", channel)
    await ana.types("/task assign T-1 @ben", channel)
    await ana.types("/task due T-1 19 nov", channel)

    given = await newest_with(ana, channel, "→ Ben Carter")
    await ana.presses("Undo", given, channel)
    await world.clock(to=TUESDAY)

    assert await of_passing_on(ben) == []


async def newest_with(person: Person, channel: str, text: str) -> Json:
    """Return the newest private message that says something."""
    found = [one for one in await person.sees(channel) if one.get("is_ephemeral") and text in words(one)]
    return found[-1]


@pytest.mark.parametrize("line", ["assign T-1 @dev", "assign T-1 @nobody", "assign T-1 @me"])
async def test_given_and_passed_on_before_the_morning(
    world: World, ana: Person, ben: Person, channel: str, line: str
) -> None:
    await ana.types("/task Agree the terms @ben", channel)
    await ana.types("/task due T-1 19 nov", channel)

    await ana.types(f"/task {line}", channel)
    await world.clock(to=TUESDAY)

    assert await of_passing_on(ben) == []


@pytest.mark.parametrize("line", ["drop T-1 the vendor does it", "done T-1"])
async def test_given_and_over_before_the_morning(
    world: World, ana: Person, ben: Person, channel: str, line: str
) -> None:
    await ana.types("/task Agree the terms @ben", channel)

    await ana.types(f"/task {line}", channel)
    await world.clock(to=TUESDAY)

    assert await of_passing_on(ben) == []


async def test_made_for_somebody_and_taken_back_with_all_that_changed_on_it(
    world: World, ana: Person, ben: Person, channel: str
) -> None:
    await ana.types("/task Agree the terms @ben by 12 nov", channel)
    added = await newest_with(ana, channel, "Added *T-1*")
    await ana.types("/task block T-1 waiting for the vendor", channel)
    await ana.types("/task unblock T-1", channel)

    undone = await ana.presses("Undo", added, channel)
    await world.clock(to=TUESDAY)

    assert "is gone again" in undone
    assert await of_passing_on(ben) == []


@pytest.mark.parametrize("line", ["assign T-1 @dev", "undo"])
async def test_given_to_somebody_away_and_passed_on_before_they_are_back(
    world: World, ana: Person, ben: Person, channel: str, line: str
) -> None:
    await ben.types("/standup ooo until thu")
    await ana.types("/task Agree the terms", channel)
    await ana.types("/task assign T-1 @ben", channel)

    await ana.types(f"/task {line}", channel)
    await world.clock(to="2026-10-30T20:00:00+00:00")

    assert await of_passing_on(ben) == []


@pytest.mark.parametrize("line", ["assign T-1 @dev", "undo"])
async def test_passed_on_while_the_message_of_the_day_waits_for_the_end_of_a_do_not_disturb(
    world: World, ana: Person, ben: Person, channel: str, line: str
) -> None:
    await ana.types("/task Order the racks", channel)
    await ana.types("/task Order the vans @ben", channel)
    await world.post("member", as_="ben", quiet_hours="08:30-10:30")  # New York: 12:30 to 14:30 UTC
    await world.clock(to="2026-10-26T12:55:00+00:00")
    await ana.types("/task assign T-1 @ben", channel)
    await world.clock(to="2026-10-26T13:05:00+00:00")

    await ana.types(f"/task {line}", channel)
    await world.clock(to="2026-10-26T15:00:00+00:00")

    [day] = await told(ben)
    assert "*T-2* Order the vans" in words(day)
    assert "T-1" not in words(day)


@pytest.mark.parametrize("line", ["assign T-1 @sam", "undo"])
async def test_what_is_urgent_is_passed_on_while_it_waits_for_the_end_of_a_do_not_disturb(
    world: World, ana: Person, line: str
) -> None:
    chiara = world.person("chiara")
    await world.post("member", as_="chiara", snooze="2h")
    await ana.types("/task Restart the gateway !urgent @nobody")
    await ana.types("/task assign T-1 @chiara")

    await ana.types(f"/task {line}")
    await world.clock(to=TUESDAY)

    assert await told(chiara) == []


async def test_what_was_passed_on_and_came_back_is_told_all_the_same(
    world: World, ana: Person, ben: Person, channel: str
) -> None:
    await ana.types("/task Agree the terms @ben", channel)
    await ana.types("/task assign T-1 @dev", channel)

    await ana.types("/task undo", channel)
    await world.clock(to=TUESDAY)

    [day] = await told(ben)
    assert "Given to you" in words(day)
    assert "*T-1* Agree the terms" in words(day)


async def test_a_reminder_takes_along_nothing_that_was_passed_on(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await world.clock(to="2026-10-27T10:00:00+00:00")
    await ben.types("/task Order the racks @ana")
    await ben.types("/task assign T-1 @dev")

    await world.clock(to="2026-10-27T11:55:00+00:00")

    [reminder] = [one for one in await told(ana) if "is open until" in words(one)]
    assert PLACE.lstrip("#") in words(reminder)
    assert "T-1" not in words(reminder)


async def test_a_watcher_who_was_given_it_for_a_moment_hears_what_changed_and_no_more(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Agree the terms cc @ben")
    await ana.types("/task assign T-1 @ben")
    await ana.types("/task undo")
    await ana.types("/task assign T-1 @dev")
    await world.clock(to=TUESDAY)

    [day] = await told(ben)
    assert "Changed\n*T-1* Agree the terms" in words(day)
    assert not [each for each in PASSED if each in words(day)]


async def test_who_watches_no_longer_hears_neither_what_changed_nor_that_it_was_theirs(
    world: World, ana: Person, ben: Person, channel: str
) -> None:
    await ana.types("/task Agree the terms cc @ben", channel)
    await ana.types("/task due T-1 19 nov", channel)

    await ben.types("/task unwatch T-1")  # in #vendor-terms he sees it nowhere, and could never
    await world.clock(to=TUESDAY)

    assert await of_passing_on(ben) == []


async def test_whom_a_message_told_that_it_was_theirs_hears_that_it_is_not(
    world: World, ana: Person, ben: Person, channel: str
) -> None:
    await ana.types("/task Agree the terms @ben", channel)
    await world.clock(to="2026-10-26T13:01:00+00:00")

    await ana.types("/task assign T-1 @dev", channel)
    await world.clock(to=TUESDAY)

    first, second = await of_passing_on(ben)
    assert [each for each in PASSED if each in first]
    assert "T-1" in second


async def test_whom_a_message_told_that_it_was_theirs_reads_there_that_it_was_called_off(
    world: World, ana: Person, ben: Person, channel: str
) -> None:
    await ana.types("/task Agree the terms @ben", channel)
    await world.clock(to="2026-10-26T13:01:00+00:00")

    await ana.types("/task drop T-1 the vendor does it", channel)

    [day] = await of_passing_on(ben)
    assert "*T-1* Agree the terms · dropped" in day
    assert not [each for each in PASSED if each in day]


async def test_whom_a_message_told_that_it_was_theirs_reads_there_that_it_was_taken_back(
    world: World, ana: Person, ben: Person, channel: str
) -> None:
    await world.clock(to="2026-10-26T12:55:00+00:00")
    await ana.types("/task Agree the terms @ben", channel)
    await world.clock(to="2026-10-26T13:01:00+00:00")

    await ana.types("/task undo", channel)

    [day] = await of_passing_on(ben)
    assert "*T-1* was taken back." in day
    assert not [each for each in PASSED if each in day]


@pytest.mark.parametrize("line", ["assign T-1 @dev", "due T-1 19 nov"])
async def test_who_got_a_task_by_a_file_hears_of_it_only_while_it_is_theirs(
    world: World, ana: Person, ben: Person, line: str
) -> None:
    await brings(ana, "title,owner\nOrder racks,Ben Carter\n")
    await presses(ana, "Import 1 task")

    await ana.types(f"/task {line}")
    await world.clock(to=TUESDAY)

    found = await of_passing_on(ben)
    assert bool(found) is line.startswith("due")
    assert not [each for each in PASSED if each in str(found)]


@pytest.mark.parametrize("did", ["propose T-1 19 nov", "start T-1", "note T-1 half way"])
async def test_who_did_something_on_a_task_before_the_morning_hears_that_it_was_taken_from_them(
    world: World, ana: Person, ben: Person, channel: str, did: str
) -> None:
    await ana.types("/task Agree the terms @ben by 12 nov", channel)
    await ben.types(f"/task {did}")

    await ana.types("/task assign T-1 @dev", channel)
    await world.clock(to=TUESDAY)

    [day] = await of_passing_on(ben)
    assert [each for each in PASSED if each in day]
    assert "Given to you" not in day


async def test_who_did_something_on_a_task_before_the_morning_hears_that_the_giving_was_taken_back(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Agree the terms by 12 nov")
    await ana.types("/task assign T-1 @ben")
    await ben.types("/task start T-1")

    await ana.types("/task undo")
    await world.clock(to=TUESDAY)

    [day] = await of_passing_on(ben)
    assert "No longer yours" in day
    assert "Ana Sousa changed the owner from Ben Carter to Ana Sousa" in day


async def test_who_did_something_on_a_task_only_before_it_was_given_to_them_hears_nothing(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/task Agree the terms @nobody")
    await ana.types("/task assign T-1 @ben")

    await ana.types("/task assign T-1 @nobody")
    await world.clock(to=TUESDAY)

    assert "No longer yours" not in str(await of_passing_on(ben))
