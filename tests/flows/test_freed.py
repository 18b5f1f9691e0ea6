"""Whoever owns what waited for a task that is called off hears that nothing holds it up. It is Mon 26 Oct."""

from tests.flows.test_daily import TUESDAY, told
from tests.world import Person, World, words


async def newest(world: World, person: Person) -> str:
    """Return what the message of Tuesday says."""
    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")
    return words((await told(person))[-1])


async def set_up(world: World, ana: Person) -> None:
    """Let Ben's T-3 wait for two tasks of Ana's, and tell him of it."""
    await ana.types("/task Order the racks")
    await ana.types("/task Sign the contract")
    await ana.types("/task Mount the racks @ben after T-1, T-2")
    await world.clock(by="6h")


async def test_who_waits_is_told_when_what_they_wait_for_is_dropped(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await ana.types("/task done T-1")

    await ana.types("/task drop T-2 the vendor does it")

    said = await newest(world, ben)
    assert "Can begin" in said
    assert "*T-3* Mount the racks" in said
    assert "Ana Sousa dropped T-2" in said


async def test_who_waits_for_several_that_are_dropped_at_once_is_told_once(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)

    await ana.types("/task drop T-1 T-2 the vendor does it")

    said = await newest(world, ben)
    assert said.count("Mount the racks") == 1
    assert "Ana Sousa dropped T-2" in said


async def test_a_form_that_drops_tells_who_waited_as_the_line_does(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    await ana.types("/task drop T-1 T-2")

    await ana.submits(await ana.form(), {"reason": {"reason": "the vendor does it"}})

    assert "Ana Sousa dropped T-2" in await newest(world, ben)


async def test_who_still_waits_for_something_else_is_not_told_of_one_that_is_dropped(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    before = len(await told(ben))

    await ana.types("/task drop T-1 the vendor does it")
    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")

    assert len(await told(ben)) == before


async def test_a_dropped_task_that_one_may_not_see_is_not_named(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Agree the terms", "#vendor-terms")
    await ana.types("/task Mount the racks @ben")
    await ana.types("/task after T-2 T-1", "#vendor-terms")
    await world.clock(by="6h")

    await ana.types("/task drop T-1 no deal", "#vendor-terms")

    assert "Ana Sousa dropped what it waited for" in await newest(world, ben)


async def test_what_is_dropped_with_what_it_waited_for_cannot_begin(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)

    await ana.types("/task drop T-1 T-2 T-3 the vendor does it")

    said = await newest(world, ben)
    assert "Mount the racks" in said
    assert "Can begin" not in said


async def test_a_drop_that_is_taken_back_tells_nobody_that_they_can_begin(
    world: World, ana: Person, ben: Person
) -> None:
    await set_up(world, ana)
    before = len(await told(ben))

    await ana.types("/task drop T-1 T-2 the vendor does it")
    await ana.types("/task undo")
    await world.clock(to=f"{TUESDAY}T13:01:00+00:00")

    assert len(await told(ben)) == before


async def test_who_waits_is_told_when_the_making_of_what_they_wait_for_is_taken_back(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Mount the racks @ben")
    await world.clock(by="6h")
    dev = world.person("dev")
    await dev.types("/task Order the racks")
    await ana.types("/task after T-1 T-2")

    await dev.types("/task undo")

    said = await newest(world, ben)
    assert "Can begin" in said
    assert "Dev Patel took back what it waited for" in said
