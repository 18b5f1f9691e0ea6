"""Who watches a risk is asked to look at it again when it is time. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

from tests.flows.test_daily import dm
from tests.flows.test_home import home, presses
from tests.world import Json, Person, World, labels, words

ADD = "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5"
TITLE = "*Risks to look at again*"


async def told(who: Person, day: str) -> list[Json]:
    """Return what Muster has told somebody by the afternoon of a day, but for what only they see."""
    await who.world.clock(to=f"{day}T15:00:00+00:00")
    return [one for one in await who.dms() if not one.get("is_ephemeral")]


async def test_an_owner_finds_a_review_in_the_message_of_its_day_with_what_else_there_is(
    ana: Person, ben: Person
) -> None:
    await ana.types(ADD)
    before = await told(ana, "2026-10-31")
    await ben.types("/task Order the racks @ana by 5 nov")

    [message] = await told(ana, "2026-11-02")

    assert before == []
    assert TITLE in words(message)
    assert "*R-1* critical 20 = 4×5 · owner Ana Sousa · review Mon 2 Nov (due)" in words(message)
    assert "*T-1* Order the racks" in words(message)


async def test_reviewed_sets_the_next_review_and_can_be_taken_back(ana: Person) -> None:
    await ana.types(ADD)
    [message] = await told(ana, "2026-11-02")

    said = await ana.presses("Reviewed", message, await dm(ana))
    is_offered = "Undo" in labels(ana.shown[-1])
    [reviewed] = await told(ana, "2026-11-02")
    await ana.types("/risk undo")
    [undone] = await told(ana, "2026-11-02")

    assert "*R-1*: stays critical 20 = 4×5 · review Mon 9 Nov" in said
    assert is_offered
    assert "review Mon 9 Nov" in words(reviewed)
    assert "Reviewed" not in labels(reviewed)
    assert "Reviewed" in labels(undone)


async def test_a_review_nobody_did_is_named_each_working_day_until_somebody_does(ana: Person) -> None:
    await ana.types(ADD)
    counts = [len(await told(ana, f"2026-11-0{day}")) for day in (2, 3, 6, 8)]

    said = await ana.types("/risk review R-1")
    after = await told(ana, "2026-11-13")

    assert counts == [1, 2, 5, 5]
    assert "review Mon 16 Nov" in said  # seven days from that Sunday is one, too
    assert len(after) == 5


async def test_where_nobody_here_owns_a_risk_its_projects_lead_is_asked(
    world: World, ana: Person, ben: Person
) -> None:
    sam = world.person("sam")
    await sam.types("/project new Garden", "#atlas")
    await ana.types(f"{ADD} @nobody")
    await ana.types(f"{ADD} @ben")

    [to_sam] = await told(sam, "2026-11-02")

    assert "*R-1* critical 20 = 4×5 · no owner" in words(to_sam)
    assert "*R-2*" not in words(to_sam)
    assert await told(ana, "2026-11-02") == []


async def test_a_lead_is_not_asked_of_a_risk_they_may_not_see(world: World, ana: Person) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await world.person("sam").types("/project new Garden", "#atlas")
    await ana.types(f"{ADD} @nobody #garden", channel="#vendor-terms")

    assert "Garden" in await ana.types("/risk show R-1", channel="#vendor-terms")
    assert await told(world.person("sam"), "2026-11-02") == []


async def test_who_moves_to_another_zone_is_asked_in_the_morning_there(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await world.post("member", as_="ana", tz="Asia/Tokyo")
    await world.clock(to="2026-11-01T23:30:00+00:00")
    before = await ana.dms()
    await world.clock(to="2026-11-02T00:30:00+00:00")

    [message] = [one for one in await ana.dms() if not one.get("is_ephemeral")]

    assert [one for one in before if not one.get("is_ephemeral")] == []
    assert TITLE in words(message)


async def test_a_review_set_for_a_saturday_is_asked_for_on_the_monday(ana: Person) -> None:
    await ana.types(f"{ADD} review 31 oct")
    on_sunday = await told(ana, "2026-11-01")

    [message] = await told(ana, "2026-11-02")

    assert on_sunday == []
    assert "review Sat 31 Oct (due)" in words(message)


async def test_of_many_reviews_the_worst_are_named_and_the_others_counted(ana: Person) -> None:
    for _ in range(7):
        await ana.types(ADD)

    [message] = await told(ana, "2026-11-02")

    assert labels(message).count("Reviewed") == 5
    assert "and 2 more: `/risk list mine`" in words(message)


async def test_home_shows_the_risks_to_look_at_and_what_became_of_a_press(world: World, ana: Person) -> None:
    await ana.types(ADD)
    before = words(await home(ana))
    await world.clock(to="2026-11-02T15:00:00+00:00")

    view = await home(ana)
    await presses(ana, view, "R-1", "Reviewed")
    after = words((await world.get("home", as_="ana", peek="1"))["view"])

    assert TITLE not in before
    assert "*R-1* critical 20 = 4×5 · owner Ana Sousa · review Mon 2 Nov (due)" in words(view)
    assert TITLE not in after


async def test_a_review_line_with_a_day_sets_that_day_and_other_words_change_nothing(ana: Person) -> None:
    await ana.types(ADD)

    moved = await ana.types("/risk review R-1 fri")
    asked = await ana.types("/risk review R-1 the vendor may still be late")

    assert "*R-1*: stays critical 20 = 4×5 · review Fri 30 Oct" in moved
    assert 'I can\'t read "the vendor may still be late" after R-1. Nothing was changed.' in asked


async def test_what_was_told_of_a_review_says_nothing_more_to_who_may_see_the_risk_no_more(
    world: World, ana: Person, ben: Person
) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types(f"{ADD} @ben review tue", "#vendor-terms")
    before = words((await told(ben, "2026-10-27"))[-1])

    await ana.types("/risk own R-1 @ana", "#vendor-terms")
    await ana.types("/risk edit R-1 Something secret may come p1", "#vendor-terms")
    await world.settle()

    after = words((await told(ben, "2026-10-27"))[-1])
    assert "*R-1*" in before
    assert "*R-1*" not in after
    assert "secret" not in after


async def test_a_closed_risk_is_none_to_look_at_again(ana: Person) -> None:
    await ana.types(ADD)
    await told(ana, "2026-11-02")

    await ana.types("/risk close R-1 the racks are here")

    assert TITLE not in words((await told(ana, "2026-11-02"))[-1])
