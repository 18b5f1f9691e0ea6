"""A do-not-disturb that changes moves what waits for its end. It is Mon 26 Oct 2026, 09:00 in Rome."""

import pytest

from tests.flows.test_daily import told
from tests.world import Person, World, words

MONDAY, TUESDAY = "2026-10-26", "2026-10-27"


@pytest.fixture
def chiara(world: World) -> Person:
    """An engineer in Rome, whose working day has begun."""
    return world.person("chiara")


async def snoozes(person: Person, until: str) -> None:
    """Have somebody pause their notifications; "" ends that. Slack tells Muster."""
    await person.world.post("member", as_=person.name, snooze=until)
    await person.world.settle()


async def ends_unheard(person: Person) -> None:
    """Have somebody end the pause of their notifications; Slack's event of it is lost."""
    people = person.world.stage.sandbox.core.workspace.members.values()
    member = next(one for one in people if one.name == person.name)
    member.snoozed_at = member.snoozed_until = 0
    await person.world.stage.muster.hourly.run()
    await person.world.settle()


async def urgent(person: Person) -> list[str]:
    """Return what somebody was told at once."""
    return [words(one) for one in await told(person) if "This does not wait" in words(one)]


async def days(person: Person) -> list[str]:
    """Return the messages of the day that somebody got."""
    return [words(one) for one in await told(person) if "Your day," in words(one)]


async def test_what_is_urgent_is_told_when_a_do_not_disturb_ends_early(
    world: World, ana: Person, chiara: Person
) -> None:
    await snoozes(chiara, "2h")
    await ana.types("/task Restart the gateway @chiara !urgent")
    before = await urgent(chiara)

    await snoozes(chiara, "")

    assert [before, len(await urgent(chiara))] == [[], 1]
    await world.clock(by="3h")
    assert len(await urgent(chiara)) == 1


async def test_what_is_urgent_waits_for_the_end_of_a_do_not_disturb_that_is_made_longer(
    world: World, ana: Person, chiara: Person
) -> None:
    await snoozes(chiara, "20m")
    await ana.types("/task Restart the gateway @chiara !urgent")

    await snoozes(chiara, "3h")
    await world.clock(to=f"{MONDAY}T10:59:00+00:00")
    before = await urgent(chiara)
    await world.clock(to=f"{MONDAY}T11:01:00+00:00")

    assert [before, len(await urgent(chiara))] == [[], 1]


async def test_that_a_do_not_disturb_is_over_is_read_where_no_event_says_so(
    world: World, ana: Person, chiara: Person
) -> None:
    await snoozes(chiara, "2h")
    await ana.types("/task Restart the gateway @chiara !urgent")

    await ends_unheard(chiara)

    assert len(await urgent(chiara)) == 1


async def test_the_message_of_the_day_comes_when_a_do_not_disturb_ends_early(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben")
    await world.clock(to=f"{MONDAY}T12:00:00+00:00")
    await snoozes(ben, f"{MONDAY}T16:00:00+00:00")
    await world.clock(to=f"{MONDAY}T14:00:00+00:00")
    before = await days(ben)

    await snoozes(ben, "")

    assert [before, len(await days(ben))] == [[], 1]
    await world.clock(to=f"{MONDAY}T20:00:00+00:00")
    assert len(await days(ben)) == 1


async def test_what_a_do_not_disturb_of_the_whole_day_held_back_is_told_when_it_ends_early(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by today")
    await world.clock(to=f"{MONDAY}T12:00:00+00:00")
    await snoozes(ben, f"{TUESDAY}T13:00:00+00:00")
    await world.clock(to=f"{MONDAY}T14:00:00+00:00")
    await ana.types("/task Order the racks @ben !urgent")
    before = await told(ben)

    await snoozes(ben, "")

    [day] = await days(ben)
    assert before == []
    assert "*T-1* Renew the certificate" in day
    assert "*T-2* Order the racks" in day
    await world.clock(to=f"{TUESDAY}T12:59:00+00:00")
    assert len(await told(ben)) == 1


async def test_what_is_urgent_goes_into_the_next_day_where_a_do_not_disturb_comes_to_last_so_long(
    world: World, ana: Person, chiara: Person
) -> None:
    await snoozes(chiara, "2h")
    await ana.types("/task Restart the gateway @chiara !urgent")

    await snoozes(chiara, f"{MONDAY}T20:00:00+00:00")
    await world.clock(to=f"{TUESDAY}T07:59:00+00:00")
    before = await told(chiara)
    await world.clock(to=f"{TUESDAY}T08:01:00+00:00")

    [message] = await told(chiara)
    assert before == []
    assert "Your day, Tue 27 Oct" in words(message)
    assert "Restart the gateway" in words(message)


async def test_it_is_told_at_once_after_all_where_that_ends_early(
    world: World, ana: Person, chiara: Person
) -> None:
    await snoozes(chiara, "2h")
    await ana.types("/task Restart the gateway @chiara !urgent")
    await snoozes(chiara, f"{MONDAY}T20:00:00+00:00")

    await snoozes(chiara, "")

    assert len(await urgent(chiara)) == 1
    await world.clock(to=f"{TUESDAY}T12:00:00+00:00")
    assert len(await told(chiara)) == 1


async def test_a_do_not_disturb_of_days_that_ends_at_work_lets_one_message_through(
    world: World, ana: Person, chiara: Person
) -> None:
    await world.clock(to=f"{MONDAY}T08:01:00+00:00")
    await snoozes(chiara, "2026-10-29T10:00:00+00:00")
    await ana.types("/task Restart the gateway @chiara !urgent")
    await ana.types("/task Order the racks @chiara by today")

    await world.clock(to="2026-10-29T12:00:00+00:00")

    assert ["Your day, Thu 29 Oct" in words(one) for one in await told(chiara)][-1:] == [True]
    assert len(await days(chiara)) == 1
    assert await urgent(chiara) == []


async def test_what_waits_for_the_end_of_a_do_not_disturb_waits_for_that_of_new_quiet_hours(
    world: World, ana: Person, chiara: Person
) -> None:
    await snoozes(chiara, "1h")
    await ana.types("/task Restart the gateway @chiara !urgent")

    await chiara.types("/task quiet 18:00-12:00")
    await world.clock(to=f"{MONDAY}T10:59:00+00:00")
    before = await told(chiara)
    await world.clock(to=f"{MONDAY}T11:01:00+00:00")

    assert [before, len(await told(chiara))] == [[], 1]


async def test_the_work_of_who_has_left_is_handed_over_when_a_do_not_disturb_ends_early(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben")
    await world.clock(to=f"{MONDAY}T10:00:00+00:00")
    await snoozes(ana, "3h")
    await world.post("member", as_="ben", deleted=True)
    await world.settle()
    before = [words(one) for one in await told(ana)]

    await snoozes(ana, "")

    now = [words(one) for one in await told(ana)]
    assert [one for one in before if "Ben Carter" in one] == []
    assert len([one for one in now if "Ben Carter" in one]) == 1


@pytest.mark.parametrize(
    "lines", [["assign T-1 @dev"], ["assign T-1 @dev", "assign T-1 @chiara"], ["due T-1 today"]]
)
async def test_what_is_urgent_is_told_all_the_same_when_what_was_changed_of_it_is_taken_back(
    world: World, ana: Person, chiara: Person, lines: list[str]
) -> None:
    await snoozes(chiara, "2h")
    await ana.types("/task Restart the gateway @chiara !urgent")

    for line in lines:
        await ana.types(f"/task {line}")
    for _ in lines:
        await ana.types("/task undo")
    before = await urgent(chiara)
    await world.clock(by="121m")

    assert [before, len(await urgent(chiara))] == [[], 1]
