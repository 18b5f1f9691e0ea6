"""How the one message of a day is divided, ordered and cut. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

from tests.flows.test_daily import MONDAY, TUESDAY, dm, told
from tests.world import Json, Person, World, labels, words

WEDNESDAY = "2026-10-28T13:01:00+00:00"  # 09:01 in New York


async def _gives(ana: Person, count: int, rest: str) -> None:
    for one in range(count):
        await ana.types(f"/task Rack {one + 1} {rest}")


async def test_what_is_late_or_urgent_comes_before_what_is_new_and_each_part_is_cut_by_itself(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by tue noon")
    await ana.types("/task Restart the gateway @ben by tue !p1")
    await world.clock(to=f"{TUESDAY}T22:00:00+00:00")
    await _gives(ana, 24, "@ben by 12 nov")
    await ana.types("/task Call the vendor @ben !p1")

    await world.clock(to=WEDNESDAY)

    message = (await told(ben))[-1]
    late, new = words(message).split("\nGiven to you\n")
    assert late.split("\n")[1] == "Late"
    assert late.index("*T-2* Restart the gateway") < late.index("*T-1* Renew the certificate")
    assert new.startswith("*T-27* Call the vendor")
    assert "*T-3* Rack 1" in new
    assert "and 15 more: `/task` shows your day" in new
    assert len(message["blocks"]) <= 50


async def test_many_late_tasks_leave_room_for_what_is_new(world: World, ana: Person, ben: Person) -> None:
    await _gives(ana, 24, "@ben by tue noon")
    await world.clock(to=f"{TUESDAY}T22:00:00+00:00")
    await ana.types("/task Call the vendor @ben by 12 nov")

    await world.clock(to=WEDNESDAY)

    late, new = words((await told(ben))[-1]).split("\nGiven to you\n")
    assert "and 14 more: `/task` shows your day" in late
    assert "*T-25* Call the vendor" in new


async def test_a_pile_of_late_tasks_cuts_off_nothing_that_is_due_today_or_urgent(
    world: World, ana: Person, ben: Person
) -> None:
    await _gives(ana, 27, "@ben by tue noon")
    for one in range(7):
        await ana.types(f"/task Contract {one + 1} @ben by wed")
    await world.clock(to=f"{TUESDAY}T22:00:00+00:00")
    for one in range(7):
        await ana.types(f"/task Vendor {one + 1} @ben by 12 nov !p1")

    await world.clock(to=WEDNESDAY)

    message = (await told(ben))[-1]
    late, rest = words(message).split("\nDue on Wed 28 Oct\n")
    today, new = rest.split("\nGiven to you\n")
    assert "\nLate\n" in late
    assert "and 21 more: `/task` shows your day" in late
    assert [f"Contract {one}" in today for one in range(1, 8)] == [True] * 7
    assert "more" not in today
    assert [f"Vendor {one}" in new for one in range(1, 8)] == [True] * 7
    assert "Contract 1" in message["text"]
    assert len(message["blocks"]) <= 50


async def test_where_much_is_told_notes_are_shorter_and_what_was_not_done_is_said_first(
    world: World, ana: Person, ben: Person
) -> None:
    every = ", ".join(f"T-{number}" for number in range(1, 15))
    await _gives(ana, 14, f"{'of the upper hall ' * 12}@ben by fri")
    for each in range(4):
        await ana.types(f"/task note {every}: {each} {'the vendor says that it takes long ' * 8}")

    await world.clock(to=f"{TUESDAY}T14:00:00+00:00")
    day = (await told(ben))[-1]
    await ana.writes(f"@muster done {every}, T-777")
    done = (await told(ana))[-1]

    assert words(day).count("Ana Sousa noted: ") == 40
    assert "and 4 more: `/task` shows your day" in words(day)
    assert len(labels(day)) == 50
    assert words(done).startswith("There is no T-777 here.")
    assert words(done).count(": done") == 14


async def test_late_tasks_that_are_moved_stand_where_they_were_told(
    world: World, ana: Person, ben: Person
) -> None:
    await _gives(ana, 3, "@ben by tue noon")
    await ana.types("/task Sign the contract @ben by wed")
    await world.clock(to=WEDNESDAY)

    await ben.presses("Move all late to", (await told(ben))[-1], channel=await dm(ben), value="2026-11-05")

    late, today = words((await told(ben))[-1]).split("\nDue on Wed 28 Oct\n")
    assert late.count("due Thu 5 Nov") == 3
    assert "Sign the contract" in today


async def test_what_is_given_and_due_today_stands_with_what_is_due_today(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await ana.types("/task Sign the contract @ben by 10 nov")
    await ana.types("/task Renew the certificate @ben today")

    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    [message] = await told(ben)
    due, new = words(message).split("\nGiven to you\n")
    assert "*T-3* Renew the certificate" in due
    assert "From Ana Sousa" in due
    assert "Decline" in labels(message)
    assert new.index("*T-2*") < new.index("*T-1*")


async def test_what_its_owner_finished_before_the_morning_is_not_told_as_given(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await ana.types("/task Order the racks @ben by 12 nov")
    await ben.types("/task done T-1")

    await world.clock(to=f"{MONDAY}T13:01:00+00:00")

    message = words((await told(ben))[0])
    assert "*T-2* Order the racks" in message
    assert "T-1" not in message


async def test_what_somebody_else_finished_since_it_was_told_is_told_as_changed(
    world: World, ana: Person, ben: Person
) -> None:
    await _given(world, ana, ben)
    await ana.types("/task done T-1")

    await world.clock(by="24h")

    message = words((await told(ben))[1])
    assert "Given to you" not in message
    assert "Changed\n*T-1* Renew the certificate · done by Ana Sousa" in message


async def _given(world: World, ana: Person, ben: Person) -> Json:
    await ana.types("/task Renew the certificate @ben by 12 nov")
    await world.clock(to=f"{MONDAY}T13:01:00+00:00")
    return (await told(ben))[0]


async def test_a_date_asked_for_is_said_in_the_message_it_was_asked_from_until_it_is_answered(
    world: World, ana: Person, ben: Person
) -> None:
    message = await _given(world, ana, ben)

    await ben.presses("Propose a date", message, channel=await dm(ben), value="2026-11-19")

    asked = "You asked Ana Sousa for Thu 19 Nov"
    assert asked in words((await told(ben))[0])
    await ana.types("/task note T-1 the date stays")
    assert asked not in words((await told(ben))[0])


async def test_a_snooze_is_said_in_the_message_it_was_pressed_in(
    world: World, ana: Person, ben: Person
) -> None:
    message = await _given(world, ana, ben)

    await ben.presses("Snooze until", message, channel=await dm(ben), value="2026-11-05")

    assert "snoozed until Thu 5 Nov" in words((await told(ben))[0])


async def test_a_pile_of_late_tasks_is_snoozed_with_one_press_and_one_undo(
    world: World, ana: Person, ben: Person
) -> None:
    await _gives(ana, 12, "@ben by tue noon")
    await world.clock(to=WEDNESDAY)
    message = (await told(ben))[-1]

    said = await ben.presses("Snooze all late until", message, channel=await dm(ben), value="2026-11-05")

    assert "12 late tasks snoozed until Thu 5 Nov; they stay due when they were: T-1, T-2" in said
    assert "Snoozed until Thu 5 Nov" in await ben.types("/task show T-12")
    assert "Snooze all late until" not in labels((await told(ben))[-1])
    await ben.types("/task undo")
    assert "Snoozed until" not in await ben.types("/task show T-1")
    assert "Snoozed until" not in await ben.types("/task show T-12")


async def test_a_pile_of_late_tasks_is_moved_with_one_press_each_at_its_own_hour(
    world: World, ana: Person, ben: Person
) -> None:
    await _gives(ana, 3, "@ben by tue noon")
    await world.clock(to=WEDNESDAY)
    message = (await told(ben))[-1]

    said = await ben.presses("Move all late to", message, channel=await dm(ben), value="2026-11-05")

    assert "3 late tasks moved to Thu 5 Nov, each at its own hour: T-1, T-2 and T-3" in said
    assert "due Thu 5 Nov 12:00 (Lisbon)" in await ben.types("/task show T-3")
    await ben.types("/task undo")
    assert "due Tue 27 Oct 12:00 (Lisbon)" in await ben.types("/task show T-1")


async def test_two_late_tasks_are_no_pile(world: World, ana: Person, ben: Person) -> None:
    await _gives(ana, 2, "@ben by tue noon")

    await world.clock(to=WEDNESDAY)

    assert "Move all late to" not in labels((await told(ben))[-1])


async def test_only_the_message_of_today_offers_what_to_do_with_all_that_is_late(
    world: World, ana: Person, ben: Person
) -> None:
    await _gives(ana, 3, "@ben by tue noon")
    await world.clock(to=WEDNESDAY)
    before = labels((await told(ben))[-1])

    await world.clock(to="2026-10-29T20:00:00+00:00")

    *_, wednesday, thursday = await told(ben)
    assert "Move all late to" in before
    assert "Move all late to" not in labels(wednesday)
    assert "Move all late to" in labels(thursday)
    assert "Done" in labels(wednesday)


async def test_what_was_due_earlier_on_the_day_it_is_told_stands_with_what_is_late(
    world: World, ana: Person, ben: Person
) -> None:
    await ben.types("/task Call the vendor by today 20:00")  # 00:00 in Lisbon
    await ben.types("/task assign T-1 @ana")
    await ana.types("/task Order the racks by tue")

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    late, due = words((await told(ana))[-1]).split("\nDue on Tue 27 Oct\n")
    assert "\nLate\n*T-1* Call the vendor" in late
    assert "working day late" in late
    assert "*T-2* Order the racks" in due
