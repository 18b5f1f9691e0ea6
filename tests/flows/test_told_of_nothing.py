"""Nobody is told of what they see nothing of, nor that somebody hears who has left. It is Mon 26 Oct 2026."""

from tests.flows.test_daily import told
from tests.world import Person, World, labels, words

TUESDAY = "2026-10-27T20:00:00+00:00"


async def test_a_link_to_a_task_its_owner_may_not_see_is_no_news(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types("/task Agree the price", "#vendor-terms")
    await ana.types("/task Cable the racks @ben by 20 nov")
    await world.clock(to=TUESDAY)
    before = len(await told(ben))

    await ana.types("/task after T-2 T-1", "#vendor-terms")
    await world.clock(by="24h")

    assert [words(one) for one in (await told(ben))[before:] if "T-2" in words(one)] == []


async def test_a_date_taken_away_and_set_earlier_has_not_moved_later(ana: Person) -> None:
    await ana.types("/task Cable the racks by 20 nov")
    await ana.types("/task due T-1 none")

    await ana.types("/task due T-1 18 nov")

    assert "moved" not in await ana.types("/task show T-1")


async def test_of_who_has_left_nobody_is_told_that_they_hear(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Cable the racks @ben by 12 nov")
    await world.clock(to=TUESDAY)
    await ben.types("/task propose T-1 19 nov")
    await world.post("member", as_="ben", deleted=True)
    await world.settle()

    assert "hears of it" not in await ana.types("/task due T-1 19 nov")


async def test_a_date_that_another_wish_replaced_is_offered_no_more(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Cable the racks @ben by 12 nov")
    await world.clock(to=TUESDAY)
    await ben.types("/task propose T-1 19 nov")
    await world.clock(by="24h")
    before = [one for one in await told(ana) if "asks for" in words(one)][-1]

    await ben.types("/task propose T-1 20 nov")

    now = next(one for one in await told(ana) if one["ts"] == before["ts"])
    assert [one for one in labels(before) if one.startswith("Accept")] != []
    assert [one for one in labels(now) if one.startswith("Accept")] == []
    assert "Ben Carter asked for Thu 19 Nov 17:00 (Lisbon), and for another date since" in words(now)
    await ben.types("/task undo")
    again = next(one for one in await told(ana) if one["ts"] == before["ts"])
    assert labels(again) == labels(before)
