"""Whoever names another day of a task moves its day: its hour and the clock it was meant in stay.

It is Mon 26 Oct 2026, 08:00 in Lisbon.
"""

import pytest

from tests.world import Person, World, labels

ADD = "/task Order the racks by fri 15:00"


async def test_a_day_named_on_another_clock_keeps_the_hour_and_the_city(world: World, ana: Person) -> None:
    await ana.types(ADD)

    told = await world.person("ben").types("/task due T-1 mon 9 nov")

    assert "due Fri 30 Oct 15:00" in told
    assert "→ Mon 9 Nov 15:00 (Lisbon)" in told
    assert "Mon 9 Nov 15:00" in await ana.types("/task list")


async def test_an_hour_named_on_another_clock_is_that_clock_s(world: World, ana: Person) -> None:
    await ana.types(ADD)

    assert "→ Mon 9 Nov 10:00 (New York)" in await world.person("ben").types("/task due T-1 mon 9 nov 10:00")


async def picks(ana: Person, ben: Person, **picked: str) -> str:
    """Have Ben change the date of Ana's T-1 in the form, on his clock; return what Ana's list says."""
    await ana.types(ADD)
    await ben.types("/task edit T-1")
    view = await ben.form()
    await ben.submits(view, {name: {name: value} for name, value in picked.items()})
    return await ana.types("/task list")


@pytest.mark.parametrize("field", ["due", "chip"])
async def test_a_day_picked_in_the_form_on_another_clock_keeps_the_hour_and_the_city(
    world: World, ana: Person, field: str
) -> None:
    # America's clocks go back on 1 November: what is 11:00 in New York before is 10:00 then.
    listed = await picks(ana, world.person("ben"), **{field: "2026-11-06"})

    assert "due Fri 6 Nov 15:00" in listed
    assert "Fri 6 Nov 15:00 (Lisbon), 10:00 for you" in await world.person("ben").types("/task show T-1")


async def test_an_hour_picked_in_the_form_on_another_clock_is_that_clock_s(world: World, ana: Person) -> None:
    await picks(ana, world.person("ben"), due="2026-11-09", time="12:00")

    assert "Mon 9 Nov 12:00 (New York), 17:00 for you" in await ana.types("/task show T-1")


async def test_the_other_reading_of_a_day_keeps_the_hour_too(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task due T-1 next fri")

    assert "→ Fri 30 Oct 15:00" in await ana.presses("Fri 30 Oct instead", ana.shown[-1])


async def test_the_day_a_task_is_due_already_is_no_move(world: World, ana: Person) -> None:
    await ana.types(ADD)

    told = await world.person("ben").types("/task move T-1 fri")

    assert "it was so already" in told
    assert "moved" not in await ana.types("/task show T-1")


async def test_an_earlier_weekday_is_meant_and_is_not_counted_from_today(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task due T-1 wed")

    assert "→ Wed 28 Oct 15:00" in told
    assert "Counted from today" not in told
    assert labels(ana.shown[-1]) == ["Undo"]


async def test_a_length_of_time_that_ends_on_a_weekend_offers_the_monday(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task due T-1 1d")

    assert "Counted from today, so it is earlier than before." in told
    assert "→ Mon 2 Nov 15:00" in await ana.presses("Mon 2 Nov 15:00 instead", ana.shown[-1])


async def test_a_refused_date_of_a_task_can_be_picked(ana: Person) -> None:
    await ana.types(ADD)

    told = await ana.types("/task due T-1 whenever")

    assert 'I can\'t read "whenever" as a date. Nothing was changed. Try /task due T-1 next tue.' in told
    assert labels(ana.shown[-1]) == ["Pick a date"]
    assert "Nothing was changed." in await ana.types("/task due T-1 30 feb")
    assert "Pick a date" in labels(ana.shown[-1])
    await ana.types("/task due T-1 yesterday")
    assert "Pick a date" in labels(ana.shown[-1])


async def test_a_snooze_says_that_it_knows_no_hour(ana: Person) -> None:
    await ana.types(ADD)

    assert "an hour is left out" in await ana.types("/task snooze T-1 thu 3pm")
    assert "an hour is left out" not in await ana.types("/task snooze T-1 wed")


async def test_the_same_day_said_twice_leaves_no_words_in_the_title(ana: Person) -> None:
    assert "There is no title in that line" in await ana.types("/task Due thursday @dev by thu")
    told = await ana.types("/task Due thursday @dev rack them by thu")
    assert "rack them · Dev Patel · due Thu 29 Oct 17:00" in told
    assert "Step A · Dev Patel · due Wed 28 Oct" in await ana.types("/task Step A @dev by wed")


async def test_an_hour_that_is_over_today_is_not_kept(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks by fri 7:30")

    assert "→ Mon 26 Oct 17:00" in await ana.types("/task due T-1 today")


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("postpone T-1 by 2 days", "Sun 1 Nov 15:00"),
        ("postpone T-1 a week", "Fri 6 Nov 15:00"),
        ("postpone T-1 +3 working days", "Wed 4 Nov 15:00"),
        ("postpone T-1 3 hours", "Fri 30 Oct 18:00"),
        ("move T-1 by a week", "Fri 6 Nov 15:00"),
        ("due T-1 2 weeks later", "Fri 13 Nov 15:00"),
        ("T-1 a month later", "Mon 30 Nov 15:00"),
        ("postpone T-1 mon", "Mon 2 Nov 15:00"),
        ("T-1 +2d", "Sun 1 Nov 15:00"),
        ("due T-1 +1 week", "Fri 6 Nov 15:00"),
        ("bump T-1 a week", "Fri 6 Nov 15:00"),
        ("move T-1 2 days earlier", "Wed 28 Oct 15:00"),
        ("bring T-1 forward a day", "Thu 29 Oct 15:00"),
        ("T-1 2 hours earlier", "Fri 30 Oct 13:00"),
    ],
)
async def test_a_length_said_to_be_more_or_less_counts_from_the_date_a_task_has(
    ana: Person, line: str, due: str
) -> None:
    await ana.types(ADD)

    told = await ana.types(f"/task {line}")

    assert f"due Fri 30 Oct 15:00 → {due}" in told
    assert "Counted from today" not in told


async def test_a_length_from_the_old_date_that_ends_in_a_weekend_offers_the_friday(ana: Person) -> None:
    await ana.types(ADD)

    assert "→ Sat 7 Nov 15:00" in await ana.types("/task extend T-1 by 8 days")
    assert "→ Fri 6 Nov 15:00" in await ana.presses("Fri 6 Nov", ana.shown[-1])


async def test_a_length_after_which_the_old_date_is_still_over_counts_from_today(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)
    await world.clock(to="2026-11-09T10:00:00+00:00")

    told = await ana.types("/task postpone T-1 by 2 days")

    assert "→ Wed 11 Nov 15:00" in told
    assert "Counted from today: counted from the old date it would be over already." in told


@pytest.mark.parametrize("line", ["due T-1 9am", "T-1 09:00", "due T-1 to 9:00", "move T-1 at 9am"])
async def test_an_hour_alone_keeps_the_day(ana: Person, line: str) -> None:
    await ana.types(ADD)

    assert "due Fri 30 Oct 15:00 → Fri 30 Oct 09:00" in await ana.types(f"/task {line}")


async def test_a_bare_hour_asks_which_and_keeps_the_day_too(ana: Person) -> None:
    await ana.types(ADD)

    asked = await ana.types("/task due T-1 at 4")

    assert '"4" alone is not a time. Nothing was changed. Which one?' in asked
    assert "→ Fri 30 Oct 16:00" in await ana.presses("16:00", ana.shown[-1])


async def test_a_length_counted_back_into_the_past_leaves_the_date_and_says_so(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task Rack them")

    over, undated, both, none, far = [
        await ana.types(f"/task {line} earlier")
        for line in ("T-1 2 weeks", "T-2 2 weeks", "move T-1, T-2 2 weeks", "move T-1 0 days", "T-1 20 years")
    ]

    assert "is due Fri 30 Oct 15:00: counted back, it would be over. Nothing was changed." in over
    assert "has no date to count back from. Nothing was changed." in undated
    assert far == over
    assert "it would be over" in both
    assert "no date to count back from" in both
    assert "so already" not in over + undated + both
    assert "Nothing was changed, it was so already" in none
