"""What a line says besides title, owner and date, and what people see of it."""

import pytest

from tests.world import Person, World, labels, words


async def test_a_new_task_shows_its_points_repeat_labels_and_watchers(world: World, ana: Person) -> None:
    told = await ana.types("/task Send the report every friday at 16:00 +status ~5p cc @ben, @dev")

    assert (
        "Added *T-1* Send the report · Ana Sousa · due Fri 30 Oct 16:00 (Lisbon) · 5 p · "
        "repeats every fri at 16:00 · +status · cc Ben Carter, Dev Patel" in told
    )
    assert "repeats every fri at 16:00" in words(await world.channel("#atlas").last())


async def test_a_task_says_what_it_waits_for_and_what_of_that_is_done(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Book the movers")
    await ana.types("/task done T-2")

    told = await ana.types("/task Deploy build after T-1 and T-2")

    assert "*T-3* Deploy build · Ana Sousa · after T-1" in told
    assert "T-2 is already done, so only T-1 holds this up" in told


async def test_when_all_is_done_nothing_holds_it_up(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task done T-1")

    assert "T-1 is already done, so nothing holds this up" in await ana.types("/task Deploy after T-1")


async def test_what_was_dropped_is_not_said_to_be_done(ana: Person) -> None:
    for title in ("Order", "Mount", "Wire"):
        await ana.types(f"/task {title}")
    await ana.types("/task drop T-1 not needed")
    await ana.types("/task done T-2")

    assert "T-1 was dropped, so nothing holds this up" in await ana.types("/task Deploy after T-1")
    told = await ana.types("/task Test after T-1, T-2, T-3")
    assert "T-2 is already done and T-1 was dropped, so only T-3 holds this up" in told
    assert "T-1 was dropped, so nothing holds this up" in await ana.types("/task after T-3 T-1")


@pytest.mark.parametrize("line", ["done T-1", "drop T-1 not needed"])
async def test_nobody_is_suggested_for_what_is_over(ana: Person, line: str) -> None:
    await ana.types("/task Order the racks")
    await ana.types(f"/task {line}")

    told = await ana.types("/task suggest T-1")

    assert "Nothing was changed." in told
    assert "Give to" not in told


async def test_a_task_that_cannot_be_seen_is_not_waited_for(ana: Person, ben: Person) -> None:
    await ana.types("/task Agree the terms", channel="#vendor-terms")

    told = await ben.types("/task Deploy build after T-1")

    assert told == (
        'There is no T-1 here. Nothing was saved. Leave "after …" out, or find the number with '
        "/task find build."
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Deploy cc @nemo", 'Nobody here is called "@nemo"'),
        ("Deploy cc <!subteam^S7|@ops>", "@ops is a group, and only people can watch a task."),
        ("Test every 2 weeks after T-1", "A repeating task can't wait for another one"),
    ],
)
async def test_a_token_that_cannot_stand_saves_nothing(ana: Person, line: str, told: str) -> None:
    await ana.types("/task Order the racks")

    assert told in await ana.types(f"/task {line}")
    assert "There is no T-2 here" in await ana.types("/task show T-2")


async def test_a_button_drops_one_of_two_tokens_that_cannot_both_hold(ana: Person) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Test every 2 weeks after T-1")

    told = await ana.presses('Drop "every …"', ana.shown[-1])

    assert labels(ana.shown[-1]) == ["Edit", "Undo"]
    assert "*T-2* Test · Ana Sousa · after T-1" in told


async def test_what_is_nearly_a_token_is_named_in_the_reply_and_a_button_reads_it(ana: Person) -> None:
    told = await ana.types("/task Fix it !1")

    assert '"!1" is no priority, so it stays in the title. Try !p1.' in told
    assert "priority P3 → P1" in await ana.presses("P1", ana.shown[-1])
    await ana.types("/task Send the report weekly")
    assert "repeat every mon" in await ana.presses("Repeat every week", ana.shown[-1])


async def test_a_dot_in_a_title_is_part_of_the_title(world: World, ana: Person) -> None:
    await ana.types("/task Alpha · beta by fri")

    card = words(await world.channel("#atlas").last())
    assert card.startswith("*T-1* Alpha · beta\nAna Sousa · due Fri 30 Oct 17:00\n")


async def test_people_are_named_by_what_they_call_themselves(world: World, ana: Person) -> None:
    await world.post("member", as_="ben", real_name="Benjamin Carter", display_name="Benny C")
    await world.settle()

    told = [
        await ana.types(f"/task Order the racks {name} by fri") for name in ("@benny", "@Benjamin", "@ben")
    ]

    assert all("Benjamin Carter" in one for one in told)


async def test_a_reason_names_people_as_they_are_called(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks")

    told = await ana.types("/task block T-1 waiting for <@U0BEN>")

    assert "blocked (waiting for @Ben Carter)" in told
    assert "@Ben Carter" in words(await world.channel("#atlas").last())
