"""Repeating tasks: one task whose date moves. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

import asyncio

import pytest

from tests.world import Person, World, find, labels, words

WEEKLY = "/task Send the status report every friday at 16:00"


async def test_done_moves_the_date_to_the_next_round_and_says_it(world: World, ana: Person) -> None:
    await ana.types(WEEKLY)

    told = await ana.types("/task done T-1")

    card = await world.channel("#atlas").last()
    assert "*T-1* Send the status report: this round is done; next Fri 6 Nov 16:00" in told
    assert "due Fri 6 Nov 16:00 · repeats every fri at 16:00" in words(card)
    assert "Last round done by Ana Sousa on Mon 26 Oct 08:00 (Lisbon)" in words(card)
    assert "Done" in labels(card)


async def test_a_round_of_two_days_a_month_moves_from_one_to_the_other(world: World, ana: Person) -> None:
    await ana.types("/task Run payroll every 1st and 15th at 10:00")
    await ana.types("/task Patch the servers every 2nd and 4th tuesday")

    payroll = await ana.types("/task done T-1")
    servers = await ana.types("/task show T-2") + await ana.types("/task done T-2")

    assert "next Sun 15 Nov 10:00" in payroll
    assert "every second and fourth tue" in servers
    assert "due Tue 27 Oct 17:00" in servers
    assert "next Tue 10 Nov 17:00" in servers
    await world.clock(to="2026-11-15T18:00:00+00:00")
    assert "next Tue 1 Dec 10:00" in await ana.types("/task done T-1")


async def test_two_who_press_done_together_finish_one_round(world: World, ana: Person, ben: Person) -> None:
    await ana.types(WEEKLY)
    done = find(await world.channel("#atlas").last(), "Done")
    press = {name: done[name] for name in ("action_id", "block_id", "value")}
    ts = (await world.channel("#atlas").last())["ts"]

    answers = await asyncio.gather(
        *(world.post("click", as_=who.name, channel="#atlas", ts=ts, **press) for who in (ana, ben))
    )

    told = [words(one) for answer in answers for one in answer["ephemerals"]]
    [first] = [one for one in told if "this round is done; next Fri 6 Nov 16:00" in one]
    [second] = [one for one in told if one is not first]
    assert "that round is over already, by " in second
    assert "Nothing was changed; next Fri 6 Nov 16:00" in second


async def test_typed_twice_on_one_day_finishes_one_round(ana: Person, ben: Person) -> None:
    await ana.types(WEEKLY)
    await ana.types("/task done T-1")

    assert "that round is over already, by Ana Sousa" in await ben.types("/task done T-1")
    assert "due Fri 6 Nov" in await ana.types("/task show T-1")


async def test_a_round_finished_late_owes_none_of_the_missed_ones(world: World, ana: Person) -> None:
    await ana.types(WEEKLY)
    await world.clock(to="2026-11-18T09:00:00+00:00")

    told = await ana.types("/task done T-1")

    assert "next Fri 20 Nov 16:00" in told


async def test_a_late_daily_round_leaves_todays_to_do(world: World, ana: Person) -> None:
    await ana.types("/task Check the backups every weekday")
    await world.clock(to="2026-10-28T09:00:00+00:00")

    assert "next Wed 28 Oct 17:00" in await ana.types("/task done T-1")
    await world.clock(by="1m")
    assert "next Thu 29 Oct 17:00" in await ana.types("/task done T-1")
    assert "that round is over already" in await ana.types("/task done T-1")


async def test_from_completion_counts_from_the_day_it_was_finished(world: World, ana: Person) -> None:
    await ana.types("/task Rotate the keys every! 30 days")
    await world.clock(to="2026-12-01T09:00:00+00:00")

    assert "next Thu 31 Dec 17:00" in await ana.types("/task done T-1")


async def test_a_new_round_starts_afresh(world: World, ana: Person) -> None:
    await ana.types(WEEKLY)
    await ana.types("/task due T-1 2026-11-02")
    await ana.types("/task block T-1 waiting for figures")

    await ana.types("/task done T-1")

    card = words(await world.channel("#atlas").last())
    assert "*blocked*" not in card
    assert "moved" not in card


async def test_skip_moves_the_date_and_finishes_nothing(world: World, ana: Person) -> None:
    await ana.types(WEEKLY)

    told = await ana.presses("Skip", await world.channel("#atlas").last())

    assert "due Fri 30 Oct 16:00 → Fri 6 Nov 16:00" in told
    assert "Last round" not in words(await world.channel("#atlas").last())


async def test_undo_of_skip_brings_the_date_back(world: World, ana: Person) -> None:
    await ana.types(WEEKLY)
    before = words(await world.channel("#atlas").last())
    await ana.presses("Skip", await world.channel("#atlas").last())

    await ana.presses("Undo", ana.shown[-1])

    assert words(await world.channel("#atlas").last()) == before


async def test_undo_brings_the_round_back(world: World, ana: Person) -> None:
    await ana.types(WEEKLY)
    before = words(await world.channel("#atlas").last())
    await ana.types("/task done T-1")

    await ana.types("/task undo")

    assert words(await world.channel("#atlas").last()) == before


async def test_the_history_keeps_each_round_that_was_finished(world: World, ana: Person, ben: Person) -> None:
    await ana.types(WEEKLY)
    await ana.types("/task done T-1")
    await world.clock(to="2026-11-06T14:00:00+00:00")
    await ben.types("/task done T-1")

    shown = await ana.types("/task show T-1")

    assert "Ana Sousa finished this round" in shown
    assert "Ben Carter finished this round" in shown


async def test_a_round_moved_to_an_earlier_day_does_not_come_again_on_its_own(
    world: World, ana: Person
) -> None:
    await ana.types(WEEKLY)
    await ana.types("/task due T-1 thu")
    await world.clock(to="2026-10-29T10:00:00+00:00")

    assert "this round is done; next Fri 6 Nov 16:00" in await ana.types("/task done T-1")
    await ana.types("/task due T-1 mon 9 nov")
    await world.clock(to="2026-11-09T10:00:00+00:00")
    assert "this round is done; next Fri 13 Nov 16:00" in await ana.types("/task done T-1")


async def test_from_completion_a_round_moved_to_an_earlier_day_is_followed_as_ever(
    world: World, ana: Person
) -> None:
    await ana.types("/task Rotate the keys every! 3 days due 29 oct 20:00")
    await ana.types("/task due T-1 2026-10-26 20:00")

    assert "next Thu 29 Oct 20:00" in await ana.types("/task done T-1")


@pytest.mark.parametrize("door", ["card", "line"])
async def test_the_next_round_can_be_skipped_on_the_day_the_last_was_done(
    world: World, ana: Person, door: str
) -> None:
    await ana.types(WEEKLY)
    await ana.types("/task done T-1")

    card = await world.channel("#atlas").last()
    told = await (ana.presses("Skip", card) if door == "card" else ana.types("/task skip T-1"))

    assert "due Fri 6 Nov 16:00 → Fri 13 Nov 16:00" in told
    assert "due Fri 13 Nov" in await ana.types("/task show T-1")


@pytest.mark.parametrize(
    ("said", "due", "repeats"),
    [
        ("T-1 weekly", "Wed 4 Nov 10:00", "every wed"),
        ("repeat T-1 every 2 weeks", "Wed 4 Nov 10:00", "every 2 weeks on wed"),
        ("T-1 every month", "Wed 4 Nov 10:00", "every 4th"),
        ("T-1 every weekday at 9:00", "Wed 4 Nov 09:00", "every weekday at 09:00"),
        ("T-1 every fri", "Fri 30 Oct 10:00", "every fri"),
        ("T-1 every week due thu 9:00", "Thu 29 Oct 09:00", "every thu at 09:00"),
    ],
)
async def test_a_task_that_begins_to_repeat_keeps_the_date_it_has(
    ana: Person, said: str, due: str, repeats: str
) -> None:
    await ana.types("/task Send the report due wed 4 nov 10:00")

    told = await ana.types(f"/task {said}")
    shown = await ana.types("/task show T-1")

    assert f"repeat {repeats}" in told
    assert f"due {due}" in shown


async def test_a_late_task_that_begins_to_repeat_stays_late(world: World, ana: Person) -> None:
    await ana.types("/task Send the report due tue 9:00")
    await world.clock(to="2026-10-29T10:00:00+00:00")

    await ana.types("/task T-1 weekly")

    assert "due Tue 27 Oct 09:00" in await ana.types("/task show T-1")
    assert "next Tue 3 Nov 09:00" in await ana.types("/task done T-1")


async def test_the_hour_of_a_repeat_is_of_whoever_names_it(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Send the report @ben due wed 4 nov 10:00")

    await ben.types("/task T-1 every wed at 9:00")  # in New York

    assert "due Wed 4 Nov 09:00 (New York)" in await ben.types("/task show T-1")
