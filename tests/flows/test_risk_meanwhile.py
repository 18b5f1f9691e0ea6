"""Two people change the same risk, one of them in a form that was drawn before: nothing is overwritten."""

import pytest

from tests.world import Json, Person, World, labels, words

ADD = "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover p3 i3 @ana"


def filled(**values: str) -> dict[str, dict[str, str]]:
    """Fill fields of a form."""
    return {name: {name.rpartition(".")[0] or name: value} for name, value in values.items()}


async def scoring(world: World, ana: Person) -> Json:
    """Log a risk of 3×3 and open its score form."""
    await ana.types(ADD)
    await ana.presses("Score", await world.channel("#atlas").last())
    return await ana.form()


async def completing(world: World, ana: Person) -> Json:
    """Log a topic and open the form that completes it."""
    await ana.types("/risk add Supply chain may break")
    await ana.presses("Complete it", ana.shown[-1])
    return await ana.form()


async def test_a_scale_that_was_not_touched_is_as_somebody_set_it_meanwhile(
    world: World, ana: Person, ben: Person
) -> None:
    form = await scoring(world, ana)
    await ben.types("/risk score R-1 i5")

    await ana.submits(form, filled(probability="2"))

    assert "medium 10 = 2×5" in words(await world.channel("#atlas").last())


async def test_a_scale_that_both_changed_is_asked_about_with_both(
    world: World, ana: Person, ben: Person
) -> None:
    form = await scoring(world, ana)
    await ben.types("/risk score R-1 p5 i5")

    answer = await ana.submits(form, filled(probability="2"))
    asked = words(answer["view"])

    assert "*Ben Carter* made the probability: 5: over 70 %" in asked
    assert "critical 25 = 5×5" in words(await world.channel("#atlas").last())
    mine = {"keep.probability": {"keep": "mine"}, **filled(probability="2")}
    await ana.submits(await ana.form(), mine)
    assert "medium 10 = 2×5" in words(await world.channel("#atlas").last())


async def test_what_somebody_made_of_it_may_stay(world: World, ana: Person, ben: Person) -> None:
    form = await scoring(world, ana)
    await ben.types("/risk score R-1 p5")
    await ana.submits(form, filled(probability="2", impact="4"))

    await ana.submits(await ana.form(), {"keep.probability": {"keep": "theirs"}})

    assert "critical 20 = 5×4" in words(await world.channel("#atlas").last())


async def test_a_score_form_sent_as_it_was_drawn_sets_the_next_review_alone(
    world: World, ana: Person, ben: Person
) -> None:
    form = await scoring(world, ana)
    await ben.types("/risk score R-1 p5 i5")

    await ana.submits(form)

    assert "critical 25 = 5×5" in words(await world.channel("#atlas").last())


async def test_completing_keeps_the_clauses_that_somebody_wrote_meanwhile(
    world: World, ana: Person, ben: Person
) -> None:
    form = await completing(world, ana)
    await ben.presses("Complete it", (await ben_shows(ben))[-1])
    await ben.submits(await ben.form(), filled(leading="a late cutover", owner="U0BEN"))

    await ana.submits(form, filled(because="parts are scarce"))

    card = words(await world.channel("#atlas").last())
    assert "Because parts are scarce, Supply chain may break, leading to a late cutover" in card
    assert "owner Ben Carter" in card


async def ben_shows(ben: Person) -> list[Json]:
    """Have R-1 shown to Ben."""
    await ben.types("/risk show R-1")
    return ben.shown


async def test_a_clause_that_both_wrote_is_asked_about_with_both_texts(
    world: World, ana: Person, ben: Person
) -> None:
    form = await completing(world, ana)
    await ben.presses("Complete it", (await ben_shows(ben))[-1])
    await ben.submits(await ben.form(), filled(because="ben says so"))

    answer = await ana.submits(form, filled(because="parts are scarce", leading="a late cutover"))

    asked = words(answer["view"])
    assert "Saved already: effect." in asked
    assert "*Ben Carter* made the cause: ben says so" in asked
    assert "parts are scarce" in str(answer["view"])
    await ana.submits(await ana.form(), {"keep.because": {"keep": "mine"}})
    told = words((await ana.sees("#atlas"))[-1])
    card = words((await world.channel("#atlas").messages())[-1])
    assert "Because parts are scarce, Supply chain may break, leading to a late cutover" in card
    assert "Saved before: effect." in told


async def test_one_undo_takes_back_all_that_such_a_form_saved(world: World, ana: Person, ben: Person) -> None:
    form = await completing(world, ana)
    await ben.presses("Complete it", (await ben_shows(ben))[-1])
    await ben.submits(await ben.form(), filled(because="ben says so"))
    await ana.submits(form, filled(because="parts are scarce", leading="a late cutover"))
    await ana.submits(await ana.form(), {"keep.because": {"keep": "mine"}})

    await ana.types("/risk undo")

    card = words(await world.channel("#atlas").last())
    assert "Because ben says so, Supply chain may break" in card
    assert "late cutover" not in card


async def test_the_history_has_the_words_and_the_owner_that_were_before(world: World, ana: Person) -> None:
    form = await completing(world, ana)
    await ana.submits(form, filled(because="parts are scarce"))
    await ana.types("/risk own R-1 @ben")

    told = await ana.types("/risk show R-1")

    assert "Ana Sousa changed the words (before: “Supply chain may break”)" in told
    assert "set owner from Ana Sousa to Ben Carter" in told


@pytest.mark.parametrize("emptied", [{"may": {"may": ""}}, {"may": {"may": " ."}}])
async def test_a_risk_is_never_left_without_an_event(
    world: World, ana: Person, emptied: dict[str, dict[str, str]]
) -> None:
    form = await completing(world, ana)

    answer = await ana.submits(form, emptied)

    assert answer["errors"]
    assert "Supply chain may break" in words(await world.channel("#atlas").last())
    assert "Score" in labels(await world.channel("#atlas").last())


@pytest.mark.parametrize("choice", ["mine", "theirs"])
async def test_what_was_taken_back_before_one_chose_is_not_said_to_be_saved(
    world: World, ana: Person, ben: Person, choice: str
) -> None:
    form = await completing(world, ana)
    await ben.presses("Complete it", (await ben_shows(ben))[-1])
    await ben.submits(await ben.form(), filled(because="ben says so"))
    await ana.submits(form, filled(because="parts are scarce", leading="a late cutover"))
    asked = await ana.form()
    await ana.types("/risk undo")

    await ana.submits(asked, {"keep.because": {"keep": choice}})

    told = (await ana.sees("#atlas"))[-1]
    assert "effect" not in words(told)
    card = words((await world.channel("#atlas").messages())[-1])
    assert ("Because parts are scarce" if choice == "mine" else "Because ben says so") in card
    if choice == "mine":
        await ana.presses("Undo", told)
        assert "Because ben says so" in words((await world.channel("#atlas").messages())[-1])


async def test_a_score_that_is_asked_about_moves_no_review_meanwhile(
    world: World, ana: Person, ben: Person
) -> None:
    form = await scoring(world, ana)
    await ben.types("/risk edit R-1 p5 review 20 nov")

    await ana.submits(form, filled(probability="2"))

    assert "high 15 = 5×3" in words(await world.channel("#atlas").last())
    assert "review Fri 20 Nov" in words(await world.channel("#atlas").last())
