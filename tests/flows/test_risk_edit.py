"""A risk's facts are changed by form and by line, and words are noted on it. It is Mon 26 Oct 2026, 08:00."""

import pytest

from tests.world import Json, Person, World, labels, words

ADD = "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5 @ben"


@pytest.fixture(autouse=True)
async def logged(ana: Person) -> None:
    """R-1 is logged in #atlas."""
    await ana.types(ADD)


def starts(view: Json) -> dict[str, object]:
    """Return what each field of a form starts with."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: block["element"].get("initial_value") for block in inputs}


async def opened(who: Person) -> Json:
    """Open the form of R-1 by line."""
    await who.types("/risk edit R-1")
    return await who.form()


async def test_the_form_of_a_risk_begins_with_what_stands_and_changes_just_what_is_changed(
    world: World, ana: Person
) -> None:
    view = await opened(ana)
    begun = starts(view)

    await ana.submits(view, {"because": {"because": "customs are slow"}, "review": {"review": "2026-11-20"}})

    assert view["title"]["text"] == "Edit R-1"
    assert begun["because"] == "the vendor is late"
    assert begun["may"] == "racks may miss the window"
    card = words(await world.channel("#atlas").last())
    assert "Because customs are slow, racks may miss the window, leading to a moved cutover" in card
    assert "*R-1* critical 20 = 4×5 · owner Ben Carter · review Fri 20 Nov" in card


async def test_the_card_has_a_button_for_the_form(world: World, ana: Person) -> None:
    await ana.presses("Edit", await world.channel("#atlas").last())

    assert (await ana.form())["title"]["text"] == "Edit R-1"


async def test_a_form_that_changes_nothing_says_so(ana: Person) -> None:
    await ana.submits(await opened(ana))

    assert "it was so already" in words((await ana.sees("#atlas"))[-1])


async def test_what_somebody_else_changed_meanwhile_is_asked_about_and_nothing_is_lost(
    world: World, ana: Person, ben: Person
) -> None:
    view = await opened(ana)
    await ben.types("/risk edit R-1 p2")
    await ben.types(
        "/risk edit R-1 Because customs are slow, racks may come late, leading to a moved cutover"
    )

    mine = {"because": {"because": "nobody paid"}, "leading": {"leading": "a lost month"}}
    answer = await ana.submits(view, mine)
    asked = answer["view"]
    between = words(await world.channel("#atlas").last())
    await ana.submits(asked, {"keep.because": {"keep": "theirs"}})

    assert "*Ben Carter* made the cause: customs are slow" in words(asked)
    assert starts(asked)["because"] == "nobody paid"
    assert "Because customs are slow, racks may come late, leading to a lost month" in between
    card = words(await world.channel("#atlas").last())
    assert "Because customs are slow, racks may come late, leading to a lost month" in card
    assert "medium 10 = 2×5" in card


async def test_keeping_ones_own_words_over_somebody_elses_saves_them(
    world: World, ana: Person, ben: Person
) -> None:
    view = await opened(ana)
    await ben.types("/risk own R-1 @sam")

    asked = (await ana.submits(view, {"owner": {"owner": "U0ANA"}}))["view"]
    await ana.submits(asked, {"keep.owner": {"keep": "mine"}})

    assert "*Ben Carter* made the owner: Sam Okafor" in words(asked)
    assert "owner Ana Sousa" in words(await world.channel("#atlas").last())


async def test_a_form_whose_risk_was_closed_meanwhile_keeps_what_was_typed(ana: Person, ben: Person) -> None:
    view = await opened(ana)
    await ben.types("/risk close R-1 the racks are here")

    answer = await ana.submits(view, {"because": {"because": "nobody paid"}})

    assert answer["errors"]["because"] == "R-1 is closed: the racks are here. Nothing was changed."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("edit R-1 p2", "*R-1*: 20 → 10, now medium 10 = 2×5"),
        ("edit R-1 @sam", "*R-1*: owner Ben Carter → Sam Okafor"),
        ("edit R-1 review fri 20 nov", "*R-1*: stays critical 20 = 4×5 · review Fri 20 Nov"),
        ("edit R-1 Racks may come late", "*R-1*: now says\nRacks may come late"),
        ("R-1 edit p2 @sam", "*R-1*: owner Ben Carter → Sam Okafor"),
    ],
)
async def test_a_line_changes_just_what_it_says_and_undo_takes_that_back(
    world: World, ana: Person, line: str, told: str
) -> None:
    before = words(await world.channel("#atlas").last())

    said = await ana.types(f"/risk {line}")
    changed = words(await world.channel("#atlas").last())
    await ana.presses("Undo", ana.shown[-1])

    assert said.startswith(told)
    assert changed != before
    assert words(await world.channel("#atlas").last()) == before


async def test_a_note_stands_in_the_history_of_a_risk_until_it_is_taken_back(ana: Person) -> None:
    noted = await ana.types("/risk note R-1 the vendor confirmed the 12th")
    shown = await ana.types("/risk show R-1")
    await ana.types("/risk undo")

    assert noted.startswith("*R-1*: noted.")
    assert "Ana Sousa noted: the vendor confirmed the 12th" in shown
    assert "noted" not in await ana.types("/risk show R-1")


async def test_history_says_what_an_edit_changed(ana: Person, ben: Person) -> None:
    await ben.types("/risk edit R-1 Racks may come late review fri 20 nov")

    shown = await ana.types("/risk show R-1")

    assert (
        "Ben Carter changed the words (before: “Because the vendor is late, racks may miss the window"
        in shown
    )
    assert "leading to a moved cutover”) and set the review to Fri 20 Nov" in shown
    assert labels(ana.shown[-1])[:4] == ["Score", "Owner", "Edit", "Close"]


async def test_a_line_about_no_risk_or_a_closed_one_changes_nothing(ana: Person) -> None:
    assert "There is no R-9 here. Nothing was changed." in await ana.types("/risk edit R-9 p2")
    assert "There is no R-9 here. Nothing was changed." in await ana.types("/risk note R-9 words")
    await ana.types("/risk close R-1 the racks are here")

    assert "*R-1* is closed: the racks are here. Nothing was changed." in await ana.types("/risk edit R-1 p2")
    assert "is closed" in await ana.types("/risk edit R-1")


async def test_the_form_of_a_risk_is_saved_although_its_owner_has_left(world: World, ana: Person) -> None:
    await world.post("member", as_="ben", deleted=True)
    await world.settle()

    answer = await ana.submits(await opened(ana), {"leading": {"leading": "a lost month"}})

    assert not answer.get("errors")
    card = words(await world.channel("#atlas").last())
    assert "leading to a lost month" in card
    assert "owner Ben Carter (has left)" in card


async def test_a_guest_neither_changes_nor_notes_on_a_risk_of_others(world: World) -> None:
    gil = world.person("gil")

    assert "Nothing was changed" in (await gil.types("/risk edit R-1 p2")).replace("nothing", "Nothing")
    assert "noted" not in await gil.types("/risk note R-1 words")


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("edit R-1 review xyz", '"review xyz" does not say what may happen, so nothing was changed.'),
        ("edit R-1 because of customs", "does not say what may happen, so nothing was changed."),
        ("note R-1", "What is to be noted on R-1? Nothing was saved."),
    ],
)
async def test_a_line_that_says_too_little_of_a_risk_asks_and_changes_nothing(
    world: World, ana: Person, line: str, asked: str
) -> None:
    before = words(await world.channel("#atlas").last())

    assert asked in await ana.types(f"/risk {line}")
    assert words(await world.channel("#atlas").last()) == before


async def test_a_long_note_is_shown_whole(ana: Person) -> None:
    await ana.types(ADD)

    await ana.types(f"/risk note R-1 {'the vendor said ' * 90}that racks come on the 12th")

    shown = await ana.types("/risk show R-1")
    assert shown.count("vendor said") == 90
    assert "that racks come on the 12th" in shown


async def test_the_card_of_a_risk_of_many_words_follows_what_becomes_of_it(world: World, ana: Person) -> None:
    await ana.types("/risk add")
    long = "the vendor & the racks " * 120
    await ana.submits(await ana.form(), {name: {name: long} for name in ("because", "may", "leading")})

    await ana.types("/risk score R-2 p5 i5")

    assert "25 = 5×5" in words(await world.channel("#atlas").last())
