"""What a message of a day says of a task: what lasts, once, under the head that it has for its reader."""

from tests.flows.standup_words import TUESDAY, WEDNESDAY
from tests.flows.test_daily import told
from tests.world import Person, World, words


async def newest(world: World, person: Person, day: str = TUESDAY) -> str:
    """Return what the message of a day says, once everybody's is out."""
    await world.clock(to=f"{day}T14:01:00+00:00")
    return words((await told(person))[-1])


async def heard_of(world: World, ana: Person) -> None:
    """Let Sam, and Chiara who watches it, hear of Ana's T-1."""
    await ana.types("/task Order the racks @sam by 12 nov cc @chiara")
    await world.clock(to=f"{TUESDAY}T14:00:00+00:00")


async def test_what_came_and_went_before_it_was_told_is_not_told(world: World, ana: Person) -> None:
    await heard_of(world, ana)
    sam, chiara = world.person("sam"), world.person("chiara")
    await sam.types("/task block T-1 waiting for the vendor")
    await sam.types("/task unblock T-1")
    await sam.types("/task T-1 !p2")

    said = await newest(world, chiara, WEDNESDAY)

    assert "Sam Okafor changed the priority from P3 to P2" in said
    assert "in the way" not in said
    assert "vendor" not in said


async def test_of_what_only_came_and_went_nobody_has_a_message(world: World, ana: Person) -> None:
    await heard_of(world, ana)
    sam, chiara = world.person("sam"), world.person("chiara")
    before = len(await told(chiara))
    await sam.types("/task due T-1 13 nov")
    await sam.types("/task due T-1 12 nov")

    await world.clock(to=f"{WEDNESDAY}T14:00:00+00:00")

    assert len(await told(chiara)) == before


async def test_who_is_given_a_task_reads_how_it_stands_and_what_was_noted_but_no_earlier_changes(
    world: World, ana: Person
) -> None:
    sam = world.person("sam")
    await ana.types("/task Order the racks @sam by 12 nov")
    await ana.types("/task edit T-1 Order the twelve racks")
    await ana.types("/task T-1 ~4h by 13 nov")
    await ana.types("/task note T-1 the vendor wants the address twice")

    said = await newest(world, sam)

    assert "*T-1* Order the twelve racks · due Fri 13 Nov 17:00 · 4 h" in said
    assert "From Ana Sousa\nAna Sousa noted: the vendor wants the address twice\n" in said
    assert "changed" not in said
    assert "moved the date" not in said


async def test_a_reason_stands_with_what_it_is_the_reason_of(world: World, ana: Person) -> None:
    await heard_of(world, ana)
    chiara = world.person("chiara")

    await ana.types("/task drop T-1 the vendor went out of business")

    said = await newest(world, chiara, WEDNESDAY)
    assert "\nAna Sousa dropped it: the vendor went out of business" in said
    assert "gave the reason" not in said


async def test_a_reason_that_the_line_of_the_task_has_is_not_said_twice(world: World, ana: Person) -> None:
    await heard_of(world, ana)

    await world.person("sam").types("/task block T-1 the lift is out of order")

    said = await newest(world, world.person("chiara"), WEDNESDAY)
    assert said.count("the lift is out of order") == 1
    assert "\nSam Okafor said that something is in the way" in said


async def test_whose_task_went_to_somebody_else_reads_that_it_is_theirs_no_longer(
    world: World, ana: Person
) -> None:
    await heard_of(world, ana)

    await ana.types("/task assign T-1 @ben")

    said = await newest(world, world.person("sam"), WEDNESDAY)
    assert "No longer yours\n*T-1* Order the racks · Ben Carter" in said
    assert "\nChanged\n" not in said


async def test_what_is_due_on_a_weekend_is_told_on_the_friday_before(world: World, ana: Person) -> None:
    await ana.types("/task Water the plants @me by sat")

    await world.clock(to="2026-10-30T09:01:00+00:00")
    friday = words((await told(ana))[-1])
    await world.clock(to="2026-11-02T09:01:00+00:00")
    monday = words((await told(ana))[-1])

    assert friday.startswith(
        "*Your day, Fri 30 Oct*\nDue before your next working morning\n*T-1* Water the plants"
    )
    assert "Late\n*T-1* Water the plants" in monday


async def test_who_is_away_from_tomorrow_reads_what_is_due_meanwhile(world: World, ana: Person) -> None:
    await ana.types("/task Sign the contract @me by tue")
    await ana.types("/task Order the racks @me by thu")
    await ana.types("/task Mount the racks @me by 2 nov")
    await ana.types("/standup ooo from wed until fri")

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    said = words((await told(ana))[-1])
    assert said.index("Due on Tue 27 Oct") < said.index("T-1")
    assert "Due before your next working morning\n*T-2* Order the racks" in said
    assert "T-3" not in said


async def test_what_is_snoozed_over_the_weekend_is_not_told_before(world: World, ana: Person) -> None:
    await ana.types("/task Water the plants @me by sat")
    await ana.types("/task Sign the contract @me by fri")
    await ana.types("/task snooze T-1 mon")

    await world.clock(to="2026-10-30T09:01:00+00:00")

    assert "Water the plants" not in words((await told(ana))[-1])


async def test_what_is_due_before_the_message_of_its_day_is_told_the_day_before(
    world: World, ana: Person
) -> None:
    await ana.types("/task Open the gate @me by wed 7am")

    await world.clock(to=f"{TUESDAY}T09:01:00+00:00")

    assert "Due before your next working morning\n*T-1* Open the gate" in words((await told(ana))[-1])


async def test_that_a_task_was_over_for_a_while_is_told(world: World, ana: Person) -> None:
    await heard_of(world, ana)
    sam, chiara = world.person("sam"), world.person("chiara")
    await sam.types("/task done T-1")
    await sam.types("/task reopen T-1")

    said = await newest(world, chiara, WEDNESDAY)

    assert "Sam Okafor finished it" in said
    assert "Sam Okafor opened it again" in said
