"""How work on a task is begun, held up, taken and refused, as people see it."""

import asyncio

import pytest

from tests.world import Person, World, find, labels, words

ADD = "/task Renew the TLS certificate @ben by fri"


@pytest.fixture
def gil(world: World) -> Person:
    """A guest, who is in #atlas."""
    return world.person("gil")


async def test_start_shows_on_the_card_that_work_is_under_way(world: World, ben: Person) -> None:
    await ben.types(ADD)

    await ben.presses("Start", await world.channel("#atlas").last())

    card = await world.channel("#atlas").last()
    assert "under way" in words(card)
    assert "Start" not in labels(card)


async def test_who_starts_a_task_that_nobody_owns_owns_it(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Renew the TLS certificate @nobody")

    told = await ben.types("/task start T-1")

    assert "owner Ben Carter (none before); under way" in told


async def test_a_blocked_task_says_why_and_since_when_on_its_card_and_in_every_list(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)

    told = await ana.types("/task block T-1 waiting for the vendor")

    shown = "blocked* <!date^1793001600^{ago}|since Mon 26 Oct>: waiting for the vendor"
    assert "*T-1* Renew the TLS certificate: blocked (waiting for the vendor)" in told
    assert shown in words(await world.channel("#atlas").last())
    assert shown in await ana.types("/task list @ben")


@pytest.mark.parametrize("reason", ["by T-2", "waiting for T-2 and the vendor"])
async def test_a_task_named_as_what_is_in_the_way_may_be_waited_for(ana: Person, reason: str) -> None:
    await ana.types("/task Mount the racks")
    await ana.types("/task Order the racks")
    await ana.types(f"/task block T-1 {reason}")

    told = await ana.presses("Have T-1 wait for T-2", ana.shown[-1])

    assert "waits for T-2" in told
    assert "*blocked* " in await ana.types("/task show T-1")


async def test_a_new_reason_does_not_make_what_is_in_the_way_younger(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 waiting for the vendor")
    await world.clock(by="2h")

    await ana.types("/task block T-1 the vendor wants a deposit")

    card = words(await world.channel("#atlas").last())
    assert "<!date^1793001600^{ago}|since Mon 26 Oct>: the vendor wants a deposit" in card


async def test_unblock_on_the_card_clears_what_was_in_the_way(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 waiting for the vendor")

    await ana.presses("Unblock", await world.channel("#atlas").last())

    assert "*blocked*" not in words(await world.channel("#atlas").last())


async def test_undo_of_unblock_shows_again_what_is_in_the_way_and_since_when(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 waiting for the vendor")
    before = words(await world.channel("#atlas").last())
    await world.clock(by="2h")
    await ana.presses("Unblock", await world.channel("#atlas").last())

    await ana.types("/task undo")

    assert "since Mon 26 Oct>: waiting for the vendor" in before
    assert words(await world.channel("#atlas").last()) == before


async def test_what_is_in_the_way_becomes_a_risk_with_its_words_filled_in(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task block T-1 waiting for the vendor")

    await ana.presses("Make it a risk", ana.shown[-1])
    await ana.submits(await ana.form())

    risk = words(await world.channel("#atlas").last())
    assert "R-1" in risk
    assert (
        "Because T-1 is blocked (waiting for the vendor), T-1 may be late: Renew the TLS certificate" in risk
    )
    assert "Ben Carter" in risk


async def test_of_two_who_take_a_task_the_second_is_told_who_has_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the TLS certificate @nobody")
    card = await world.channel("#atlas").last()

    await ben.presses("Take", card)
    told = await ana.types("/task take T-1")

    assert "Renew the TLS certificate: Ben Carter has it already. Nothing was changed." in told
    await ana.presses("Take it anyway", ana.shown[-1])
    assert "Ana Sousa" in words(await world.channel("#atlas").last())


async def test_a_done_task_is_neither_started_nor_blocked(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/task done T-1")

    told = await ana.types("/task block T-1 waiting")

    assert "was done already, by Ana Sousa" in told
    assert "Nothing was changed." in told


@pytest.mark.parametrize(
    "line", ["start T-1", "block T-1 waiting for the vendor", "take T-2", "start T-1 T-2"]
)
async def test_undo_takes_back_what_was_said_of_the_work(world: World, ana: Person, line: str) -> None:
    await ana.types(ADD)
    await ana.types("/task Order the racks @nobody")
    before = [words(card) for card in await world.channel("#atlas").messages()]
    await ana.types(f"/task {line}")
    changed = [words(card) for card in await world.channel("#atlas").messages()]

    told = await ana.types("/task undo")

    assert "Taken back" in told
    assert before != changed
    assert [words(card) for card in await world.channel("#atlas").messages()] == before


@pytest.mark.parametrize(
    "line",
    [
        "done T-1",
        "due T-1 2026-11-12",
        "assign T-1 @me",
        "start T-1",
        "block T-1 why",
        "take T-1",
        "reopen T-1",
    ],
)
async def test_a_guest_changes_only_what_they_own(world: World, ana: Person, gil: Person, line: str) -> None:
    await ana.types(ADD)
    card = words(await world.channel("#atlas").last())

    told = await gil.types(f"/task {line}")

    assert "belongs to Ben Carter. Here you change only your own tasks, so nothing was changed." in told
    assert words(await world.channel("#atlas").last()) == card


async def test_somebody_of_another_organisation_changes_only_what_is_theirs(
    world: World, ana: Person
) -> None:
    await world.post("channel", channel="#vector-bridge", bot_in=True)
    await world.settle()
    await ana.types("/task Deliver the racks @vera", channel="#vector-bridge")
    await ana.types("/task Power the racks", channel="#vector-bridge")
    theirs, ours = (await world.channel("#vector-bridge").messages())[-2:]
    vera = world.person("vera")

    told = await vera.presses("Done", ours, channel="#vector-bridge")
    await vera.presses("Done", theirs, channel="#vector-bridge")

    theirs, ours = (await world.channel("#vector-bridge").messages())[-2:]
    assert "belongs to Ana Sousa. Here you change only your own tasks, so nothing was changed." in told
    assert "Done by Vera Holm" in words(theirs)
    assert "Done by" not in words(ours)


async def test_a_guest_finishes_what_is_theirs(world: World, ana: Person, gil: Person) -> None:
    await ana.types("/task Deliver the racks @gil")

    await gil.presses("Done", await world.channel("#atlas").last())

    assert "Done by Gil Novak" in words(await world.channel("#atlas").last())


async def test_of_ten_presses_of_done_on_one_card_one_counts_and_nine_are_told_who_was_first(
    world: World, ana: Person
) -> None:
    await ana.types(ADD)
    card = await world.channel("#atlas").last()
    done = find(card, "Done")
    press = {name: done[name] for name in ("action_id", "block_id", "value")}
    pressing = ["ana", "ben", "chiara", "dev", "sam"] * 2

    answers = await asyncio.gather(
        *(world.post("click", as_=name, channel="#atlas", ts=card["ts"], **press) for name in pressing)
    )

    told = [words(one) for answer in answers for one in answer["ephemerals"]]
    await world.settle()
    [who] = [
        line for line in words(await world.channel("#atlas").last()).split("\n") if line.startswith("Done by")
    ]
    second = [one for one in told if "Renew the TLS certificate: done" not in one]
    first = who.removeprefix("Done by ").split(" on ")[0]
    assert (len(told), len(second)) == (10, 9)
    assert all(f"was done already, by {first}" in one for one in second)
