"""Public holidays of one's own. Wed 28 Oct is one in Greece, Ohi Day, and nowhere else where people are."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, head, thread
from tests.world import Person, World, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, set up on Monday evening."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    return world


async def of_greece(ana: Person) -> None:
    """Give the standup the holidays of Greece."""
    await ana.types("/standup edit", channel=PLACE)
    await ana.submits(await ana.form(), {"holidays": {"holidays": "GR"}})


async def test_who_has_a_holiday_of_their_own_is_not_asked_and_shows_as_away(
    standup: World, ana: Person
) -> None:
    told = await ana.types("/standup holidays me gr", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    on_tuesday = len(await ana.dms())

    await standup.clock(to=f"{WEDNESDAY}T10:00:00+00:00")

    assert "public holidays of GR" in told
    assert "The next is Wed 28 Oct, Ohi Day" in told
    assert on_tuesday == 1
    assert [one for one in await ana.dms() if "Wed 28 Oct" in words(one)] == []
    assert "Away: Ana Sousa (Ohi Day)" in words(await head(standup))
    assert "0 of 4 answered" in words(await head(standup))


async def test_who_has_no_holidays_is_asked_on_their_standups_holiday_and_the_others_show_as_away(
    standup: World, ana: Person
) -> None:
    await of_greece(ana)
    await ana.types("/standup holidays none", channel=PLACE)

    await standup.clock(to=f"{WEDNESDAY}T13:31:00+00:00")

    shown = await thread(standup)
    assert "The standup for #atlas-standup closed on Wed 28 Oct" in words((await ana.dms())[-2])
    assert "Away: Ben Carter (Ohi Day), Chiara Rossi (Ohi Day)" in words(shown[0])
    assert "Closed: 0 of 1 answered" in words(shown[-1])


async def test_undo_and_off_go_back_to_the_holidays_of_the_standup(standup: World, ana: Person) -> None:
    await of_greece(ana)
    await ana.types("/standup holidays PT", channel=PLACE)
    await ana.types("/standup undo", channel=PLACE)
    undone = await ana.types("/standup when", channel=PLACE)
    await ana.types("/standup holidays PT", channel=PLACE)

    told = await ana.types("/standup holidays off", channel=PLACE)
    await standup.clock(to=f"{WEDNESDAY}T10:00:00+00:00")

    assert "asks you on" in undone
    assert "the public holidays of each standup of yours" in told
    assert [one for one in await ana.dms() if "Wed 28 Oct" in words(one)] == []


async def test_a_holiday_taken_back_on_its_morning_has_its_member_asked_after_all(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{WEDNESDAY}T09:25:00+00:00")
    await ana.types("/standup holidays GR", channel=PLACE)

    await ana.types("/standup undo", channel=PLACE)
    await standup.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    assert "Standup for #atlas-standup, Wed 28 Oct" in words((await ana.dms())[-1])


async def test_a_place_without_known_holidays_is_refused_and_the_regions_are_named(
    standup: World, ana: Person
) -> None:
    unknown = await ana.types("/standup holidays narnia", channel=PLACE)
    region = await ana.types("/standup holidays DE-XX", channel=PLACE)

    kept = await ana.types("/standup holidays", channel=PLACE)

    assert (
        "No holidays are known for that. Type a country, or a region: PT, DE-BY. Nothing was saved."
        in unknown
    )
    assert "BY" in region
    assert "the public holidays of each standup of yours" in kept


async def test_on_a_holiday_of_ones_own_no_daily_message_comes_and_whoever_gives_work_hears_so(
    standup: World, ana: Person, ben: Person
) -> None:
    await ana.types("/standup holidays GR", channel=PLACE)
    await ana.types("/task add Order the racks by wed")
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")

    given = await ben.types("/task add Call the vendor @ana")
    await standup.clock(to=f"{WEDNESDAY}T20:00:00+00:00")
    on_the_day = "".join(words(one) for one in await ana.dms())
    await standup.clock(to="2026-10-29T10:00:00+00:00")

    assert "Ana Sousa is away until Wed 28 Oct and hears of it by Thu 29 Oct at 09:00" in given
    assert "Order the racks" not in on_the_day
    told = "".join(words(one) for one in await ana.dms())
    assert "Order the racks" in told
    assert "Call the vendor" in told


@pytest.mark.parametrize("is_own", [True, False])
async def test_a_lead_with_a_holiday_on_friday_reads_the_week_on_their_next_working_morning(
    standup: World, ana: Person, *, is_own: bool
) -> None:
    if is_own:
        await ana.types("/standup holidays MA", channel=PLACE)  # Fri 6 Nov is its Green March
    else:
        await ana.types("/standup edit", channel=PLACE)
        await ana.submits(await ana.form(), {"holidays": {"holidays": "MA"}})
    await standup.clock(to="2026-11-06T20:00:00+00:00")
    on_friday = [words(one) for one in await ana.dms() if "the week of" in words(one)]

    await standup.clock(to="2026-11-09T09:01:00+00:00")

    told = [words(one) for one in await ana.dms() if "the week of" in words(one)]
    assert not any("Mon 2 Nov" in one for one in on_friday)
    assert len(told) == len(on_friday) + 1
