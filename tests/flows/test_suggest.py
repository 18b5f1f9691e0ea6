"""Skills, and who could own a task. It is Mon 26 Oct 2026, 08:00 in Lisbon."""

import pytest

from tests.world import Person, World, labels, words


@pytest.fixture
async def learnt(world: World, ana: Person) -> World:
    """Ben finished two tasks with +dns, Chiara one, and Dev has a full week."""
    for line in ("Move the zone +dns @ben", "Check the zone +dns @ben", "Sign the zone +dns @chiara"):
        await ana.types(f"/task {line}")
    await ana.types("/task done T-1 T-2 T-3")
    await ana.types("/task Write the plan @dev ~5d by fri")
    return world


async def test_three_are_named_with_reasons_and_only_to_whoever_asks(learnt: World, ana: Person) -> None:
    await ana.types("/task Split the horizon +dns")
    before = len(await learnt.channel("#atlas").messages())

    told = await ana.types("/task suggest T-5")

    assert "Ben Carter: did 2 +dns, 28 h free this week" in told
    assert "Chiara Rossi: did 1 +dns, 28 h free this week" in told
    assert "Dev Patel" not in told
    assert "Gil Novak" not in told
    assert len(await learnt.channel("#atlas").messages()) == before
    assert [one for one in labels(ana.shown[-1]) if one.startswith("Give")] == [
        "Give to Ben Carter",
        "Give to Chiara Rossi",
        "Give to Sam Okafor",
    ]


async def test_one_click_gives_the_task(learnt: World, ana: Person) -> None:
    await ana.types("/task Split the horizon +dns @nobody")

    await ana.presses("Give to Ben Carter", ana.shown[-1])

    assert "Ben Carter" in words(await learnt.channel("#atlas").last())


async def test_a_task_for_nobody_comes_with_who_could_own_it(learnt: World, ana: Person) -> None:
    told = await ana.types("/task Split the horizon +dns @nobody")

    assert "Ben Carter: did 2 +dns" in told


async def test_who_is_away_all_week_has_no_hour(learnt: World, ana: Person, ben: Person) -> None:
    await ben.types("/standup ooo until fri")
    await ana.types("/task Split the horizon +dns")

    assert "Ben Carter: did 2 +dns, no hour free this week" in await ana.types("/task suggest T-5")


async def test_work_that_may_not_be_seen_counts_for_nothing(world: World, ana: Person, ben: Person) -> None:
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await world.settle()
    await ana.types("/task Compare the offers +dns @dana", channel="#vendor-terms")
    await ana.types("/task done T-1", channel="#vendor-terms")
    await ben.types("/task Split the horizon +dns", channel="#general")

    told = await ben.types("/task suggest T-2", channel="#general")

    assert "+dns," not in told
    assert "Dana Whitfield has no skills on record yet." in await ben.types("/task skills @dana")


async def test_skills_are_learnt_and_edited_and_taken_back(learnt: World, ben: Person) -> None:
    assert "You are good at +dns (2 done)." in await ben.types("/task skills")

    told = await ben.types("/task skills +firewall -dns")

    assert "You are good at +firewall." in told
    assert "\nYou said so. `/task skills" in told
    assert "Left out, as you said: +dns." in told
    back = await ben.types("/task undo")
    assert back == "Taken back: your skills are as they were before."
    assert "You are good at +dns (2 done)." in await ben.types("/task skills")


async def test_a_guest_reads_what_those_say_of_themselves_who_are_in_the_channel(
    learnt: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task skills +network-security")
    await learnt.person("dev").types("/task skills +k8s")
    gil, lea = learnt.person("gil"), learnt.person("lea")

    assert "Ana Sousa is good at +network-security." in await gil.types("/task skills @ana")
    assert "Dev Patel has no skills" in await lea.types("/task skills @dev", channel="#vector-bridge")
    assert "Dev Patel is good at +k8s." in await ben.types("/task skills @dev", channel="#general")


async def test_nobody_says_of_others_what_they_are_good_at(learnt: World, ana: Person) -> None:
    assert "Ben Carter is good at +dns (2 done)." in await ana.types("/task skills @ben")
    assert "Ben Carter says that of themselves. Nothing was changed." in await ana.types(
        "/task skills @ben +cobol"
    )


async def test_a_skill_nobody_had_is_not_left_out(learnt: World, ben: Person) -> None:
    told = await ben.types("/task skills -dns -oracle")

    assert "Left out, as you said: +dns." in told


async def test_who_declined_a_task_is_not_named_for_it_again(learnt: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Split the horizon +dns @ben")
    await ben.types("/task decline T-5 too much")

    told = await ana.types("/task suggest T-5")

    assert "Ben Carter" not in told
    assert "Chiara Rossi" in told


async def test_what_is_late_and_without_an_estimate_counts(learnt: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Split the horizon +dns")
    for day in ("fri", "fri", "today 10:00"):
        await ana.types(f"/task Rack it @ben by {day}")
    await learnt.clock(to="2026-10-26T14:00:00+00:00")

    told = await ana.types("/task suggest T-5")

    assert "(1 late, 3 without an estimate)" in told


async def test_a_guest_is_named_nobody_for_a_task_that_is_not_theirs_to_give(
    learnt: World, ana: Person
) -> None:
    await ana.types("/task Split the horizon +dns @ben")
    gil = learnt.person("gil")

    told = await gil.types("/task suggest T-5")
    added = await gil.types("/task Check the seals +dns @nobody")

    assert "belongs to Ben Carter. Here you change only your own tasks" in told
    assert "free this week" not in f"{told} {added}"
    assert [one for one in labels(gil.shown[-1]) if one.startswith("Give")] == []


async def test_a_guest_is_named_only_who_is_with_them_in_the_channel_of_their_task(
    learnt: World, ana: Person
) -> None:
    await ana.types("/task Split the horizon +dns @gil")
    await ana.types("/task Check the seals +dns @gil", channel="#general")
    gil = learnt.person("gil")

    here = await gil.types("/task suggest T-5")
    elsewhere = await gil.types("/task suggest T-6", channel="#general")

    assert "Ben Carter: did 2 +dns" in here
    assert "free this week" not in elsewhere
    assert "Nobody who shares its channel with you has the time or the skills for it" in elsewhere
