"""Quiet hours and do-not-disturb hold a standup's question; whose whole window they cover is not asked."""

from typing import Any

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, answer, head, thread
from tests.flows.test_disturbed import ends_unheard
from tests.world import Person, World, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, set up on Monday after everybody's morning."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    return world


async def asked(who: Person) -> list[str]:
    """Return the messages that ask somebody for a standup."""
    return [shown for one in await who.dms() if (shown := words(one)).startswith("*Standup for")]


async def test_a_question_waits_for_the_end_of_ones_own_quiet_hours(standup: World, ana: Person) -> None:
    await ana.types("/task quiet 18:00-10:30")

    await standup.clock(to=f"{TUESDAY}T10:29:00+00:00")
    before, shown = await asked(ana), words(await head(standup))
    await standup.clock(to=f"{TUESDAY}T10:31:00+00:00")

    assert before == []
    assert "Ana Sousa (10:30 Lisbon)" in shown.split("Asked later: ")[1]
    assert "Open until Tue 27 Oct 13:30" in (await asked(ana))[0]
    assert "Ana Sousa" in words(await head(standup)).split("Asked: ")[1].split("\n")[0]


async def test_a_question_waits_for_the_end_of_a_do_not_disturb(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:00:00+00:00")
    await standup.post("member", as_="ana", snooze=f"{TUESDAY}T11:00:00+00:00")

    await standup.clock(to=f"{TUESDAY}T10:59:00+00:00")
    before = await asked(ana)
    await standup.clock(to=f"{TUESDAY}T11:01:00+00:00")

    assert [before, len(await asked(ana))] == [[], 1]


async def test_who_ends_their_do_not_disturb_is_asked_at_once(standup: World, ana: Person) -> None:
    await standup.clock(to=f"{TUESDAY}T09:00:00+00:00")
    await standup.post("member", as_="ana", snooze=f"{TUESDAY}T15:00:00+00:00")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = await asked(ana)

    await standup.post("member", as_="ana", snooze="")
    await standup.settle()

    assert [before, len(await asked(ana))] == [[], 1]


async def test_a_question_of_a_standup_is_asked_when_a_do_not_disturb_is_read_to_be_over(
    standup: World, ana: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T09:00:00+00:00")
    await standup.post("member", as_="ana", snooze=f"{TUESDAY}T15:00:00+00:00")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = await asked(ana)

    await ends_unheard(ana)

    assert [before, len(await asked(ana))] == [[], 1]


async def test_who_ends_their_quiet_hours_is_asked_at_once_and_not_again_when_that_is_taken_back(
    standup: World, ana: Person
) -> None:
    await ana.types("/task quiet 18:00-14:00")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = await asked(ana)

    await ana.types("/task quiet off")
    at_once = await asked(ana)
    await ana.types("/task undo")
    await standup.clock(to=f"{TUESDAY}T13:00:00+00:00")

    assert [before, len(at_once), len(await asked(ana))] == [[], 1, 1]


@pytest.mark.parametrize("end", ["13:30", "14:00"])
async def test_who_is_not_to_be_disturbed_until_the_close_is_not_asked_and_not_missing(
    standup: World, ana: Person, end: str
) -> None:
    await ana.types(f"/task quiet 18:00-{end}")

    await standup.clock(to=f"{TUESDAY}T09:31:00+00:00")
    open_ = words(await head(standup))
    await standup.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert "0 of 4 answered" in open_
    assert "Not asked, not to be disturbed: Ana Sousa" in open_
    assert await asked(ana) == []
    closed = words(await head(standup))
    assert "Not asked, not to be disturbed: Ana Sousa" in closed
    assert "Ana Sousa" not in closed.split("No answer from: ")[1].split("\n")[0]
    assert "0 of 4 answered" in await ana.types("/standup report", channel=PLACE)


async def test_who_was_not_asked_can_answer_and_counts(standup: World, ana: Person) -> None:
    await ana.types("/task quiet 18:00-14:00")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")

    await answer(ana, "Signed the contract", "Plan the cutover")

    shown = words(await head(standup))
    assert "1 of 5 answered" in shown
    assert "Not asked" not in shown


async def test_who_answers_before_their_quiet_hours_end_is_not_asked(standup: World, ana: Person) -> None:
    await ana.types("/task quiet 18:00-10:30")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")

    await answer(ana, "Signed the contract", "Plan the cutover")
    await standup.clock(to=f"{TUESDAY}T13:00:00+00:00")

    assert await asked(ana) == []


async def test_two_standups_that_wait_for_the_same_end_ask_in_one_message(
    standup: World, ana: Person
) -> None:
    await ana.types("/standup setup mon-fri 10:15 4h", channel="#atlas")
    await ana.types("/standup setup mon-fri 08:00 4h", channel="#steering")
    await ana.types("/task quiet 18:00-10:30")

    await standup.clock(to=f"{TUESDAY}T11:00:00+00:00")

    [one] = await asked(ana)
    assert one.count("Open until") == 3


async def test_a_day_closes_without_waiting_for_who_will_not_be_disturbed(
    standup: World, ben: Person
) -> None:
    await standup.post("member", as_="ben", tz="America/Los_Angeles")
    await ben.types("/task quiet 18:00-17:00", channel=PLACE)

    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = words(await head(standup))
    await standup.clock(to=f"{TUESDAY}T13:31:00+00:00")

    assert "0 of 4 answered" in before
    assert "Not asked, not to be disturbed: Ben Carter" in before
    assert "Closed: 0 of 4 answered" in words((await thread(standup))[-1])


async def test_a_day_closes_without_waiting_for_who_turned_out_not_to_be_disturbed(
    standup: World, ben: Person
) -> None:
    await standup.clock(to=f"{TUESDAY}T13:00:00+00:00")
    await standup.post("member", as_="ben", snooze=f"{TUESDAY}T20:00:00+00:00")

    await standup.clock(to=f"{TUESDAY}T13:31:00+00:00")

    assert "Closed: 0 of 4 answered" in words((await thread(standup))[-1])
    assert "Not asked, not to be disturbed: Ben Carter" in words(await head(standup))
    assert await asked(ben) == []


async def test_when_says_the_hour_at_which_one_may_be_disturbed(standup: World, ana: Person) -> None:
    await ana.types("/task quiet 18:00-10:30")
    before = await ana.types("/standup when")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    waiting = await ana.types("/standup when")
    await ana.types("/task quiet 18:00-14:00")

    covered = await ana.types("/standup when")

    assert "asks you on Tue 27 Oct 10:30" in before
    assert "asks you on Tue 27 Oct 10:30" in waiting
    assert "does not ask you on Tue 27 Oct 09:30: you are not to be disturbed until it closes" in covered


async def test_whose_quiet_hours_end_by_moving_to_another_zone_is_asked_at_once(
    standup: World, ana: Person
) -> None:
    await ana.types("/task quiet 18:00-14:00")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")
    before = await asked(ana)

    await standup.post("member", as_="ana", tz="Asia/Tokyo")
    await standup.clock(by="1m")

    assert [before, len(await asked(ana))] == [[], 0]
    await standup.post("member", as_="ana", tz="Asia/Dubai")
    await standup.clock(by="1m")
    assert len(await asked(ana)) == 1


@pytest.mark.parametrize("gone", [{"channel": PLACE, "leave": "ana"}, {"as_": "ana", "deleted": True}])
async def test_who_leaves_while_their_question_is_held_is_not_asked_it(
    standup: World, ana: Person, gone: dict[str, Any]
) -> None:
    await ana.types("/task quiet 18:00-10:30")
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")

    await standup.post("channel" if "leave" in gone else "member", **gone)
    await standup.clock(to=f"{TUESDAY}T12:00:00+00:00")

    assert await asked(ana) == []


async def test_whoever_reminds_the_others_is_told_who_is_not_to_be_disturbed(
    standup: World, ana: Person, ben: Person
) -> None:
    await standup.post("member", as_="ben", tz="Europe/Lisbon")
    await ben.types("/task quiet 18:00-10:30", channel=PLACE)
    await standup.clock(to=f"{TUESDAY}T10:00:00+00:00")

    told = await ana.types("/standup remind", channel=PLACE)

    assert "Ben Carter is not to be disturbed" in told
