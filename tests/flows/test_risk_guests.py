"""Guests and people of other organisations change what they own of the register, and nothing else."""

import pytest

from tests.world import Person, World, labels, words

ADD = "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5"
REFUSED = "belongs to Ben Carter. Here you change only your own risks, so nothing was changed."


@pytest.fixture
async def gil(world: World, ana: Person) -> Person:
    """A guest of #atlas, in whose register one open risk is Ben's and one is theirs."""
    await ana.types(f"{ADD} @ben")
    await ana.types("/risk add Because seals are old, one may leak, leading to a wet floor p2 i2 @gil")
    return world.person("gil")


@pytest.mark.parametrize(
    "line", ["score R-1 p1 i1", "own R-1 @gil", "close R-1 no problem", "close R-1", "R-1 p1", "R-1 @gil"]
)
async def test_a_guest_changes_no_risk_of_somebody_else(world: World, gil: Person, line: str) -> None:
    before = words((await world.channel("#atlas").messages())[-2])

    told = await gil.types(f"/risk {line}")

    assert told.startswith("*R-1* Because the vendor is late")
    assert REFUSED in told
    assert words((await world.channel("#atlas").messages())[-2]) == before


async def test_a_guest_does_not_reopen_what_somebody_else_closed(
    world: World, ana: Person, gil: Person
) -> None:
    await ana.types("/risk close R-1 the racks are here")
    closed = (await world.channel("#atlas").messages())[-2]

    typed = await gil.types("/risk reopen R-1")
    pressed = await gil.presses("Reopen", closed)

    assert REFUSED in typed
    assert REFUSED in pressed
    assert "Closed: the racks are here" in words((await world.channel("#atlas").messages())[-2])


@pytest.mark.parametrize(("label", "value"), [("Score", None), ("Close", None), ("Owner", "U0GIL")])
async def test_no_button_of_a_card_changes_a_guests_neighbours_risk(
    world: World, gil: Person, label: str, value: str | None
) -> None:
    shown = (await world.channel("#atlas").messages())[-2]

    assert REFUSED in await gil.presses(label, shown, value=value)


@pytest.mark.parametrize("label", ["Score", "Close"])
async def test_somebody_of_another_organisation_changes_nothing_by_a_button(
    world: World, ana: Person, label: str
) -> None:
    await ana.types(f"{ADD} @ben", "#vector-bridge")
    shown = await world.channel("#vector-bridge").last()

    assert REFUSED in await world.person("vera").presses(label, shown, "#vector-bridge")


async def test_a_form_that_a_guest_opened_saves_nothing_once_the_risk_is_somebody_elses(
    world: World, ana: Person, gil: Person
) -> None:
    shown = await world.channel("#atlas").last()
    await gil.presses("Score", shown)
    form = await gil.form()
    await ana.types("/risk own R-2 @ben")

    answer = await gil.submits(form, {"probability": {"probability": "5"}})

    assert REFUSED in " ".join(answer["errors"].values())
    assert "low 4 = 2×2" in words(await world.channel("#atlas").last())


async def test_a_guest_scores_closes_and_passes_on_their_own_risk(world: World, gil: Person) -> None:
    scored = await gil.types("/risk score R-2 p3")
    closed = await gil.types("/risk close R-2 the seals are new")
    opened = await gil.types("/risk reopen R-2")
    passed = await gil.types("/risk own R-2 @ben")

    assert "now low 6 = 3×2" in scored
    assert "*R-2* closed: the seals are new" in closed
    assert "*R-2* is watched again" in opened
    assert "owner Gil Novak → Ben Carter" in passed


async def test_a_guest_logs_a_risk_and_is_offered_what_they_may_change(world: World, gil: Person) -> None:
    told = await gil.types("/risk add Badges may not open the cage @ben")
    of_another = labels(gil.shown[-1])
    await gil.types("/risk show R-1")
    theirs = labels(gil.shown[-1]) if any("elements" in one for one in gil.shown[-1]["blocks"]) else []
    await gil.types("/risk show R-2")

    assert "Logged *R-3*" in told
    assert of_another == ["Undo"]
    assert theirs == []
    assert {"Score", "Owner", "Close"} <= set(labels(gil.shown[-1]))
