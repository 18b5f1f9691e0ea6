"""Setting a standup up by form and line, changing, pausing and removing it, and who may."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, direct, head, opened, starts
from tests.world import Json, Person, World, words

FRIDAY = "2026-10-30"


@pytest.fixture
async def evening(world: World) -> World:
    """Monday after everybody's morning."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    return world


async def settings(who: Person, line: str = "/standup setup", **values: object) -> Json:
    """Open the settings, change some fields and send them; return Slack's answer."""
    view = await opened(who, line)
    return await who.submits(view, {name: {name: value} for name, value in values.items()})


def told(sent: Json) -> str:
    """Return what was said to the one who sent a form."""
    return "\n".join(words(one) for one in sent["ephemerals"])


async def test_the_form_makes_a_standup_of_ones_own_questions_on_one_clock(
    evening: World, ana: Person
) -> None:
    sent = await settings(
        ana,
        name="Cutover",
        members=["U0ANA", "U0BEN"],
        days=["1", "3"],
        at="11:00",
        zone="Europe/Rome",
        window="120",
        questions="What moves (plan)\nSure of it? (1-5)\nRested? (yes-no)\nTop task (task)\nStuck (blocked)",
        holidays="pt",
    )
    await evening.clock(to=f"{TUESDAY}T10:01:00+00:00")

    said = told(sent)
    assert (
        "#atlas-standup has a standup, Cutover: Tue, Thu at 11:00 in Europe/Rome time, 2 h to answer." in said
    )
    assert "It asks: Ana Sousa, Ben Carter." in said
    assert "Not on public holidays of PT." in said
    assert len(await evening.person("ben").dms()) == 1
    view = await opened(ana)
    kinds = {one["block_id"]: one["element"]["type"] for one in view["blocks"] if one["type"] == "input"}
    assert kinds == {
        "today": "plain_text_input",
        "q2": "static_select",
        "q3": "static_select",
        "q4": "plain_text_input",
        "blocked": "plain_text_input",
    }


async def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_made(
    evening: World, ana: Person
) -> None:
    sent = await settings(ana, questions="(plan)", holidays="DE-XX")

    assert "a type but no question" in sent["errors"]["questions"]
    assert "BY" in sent["errors"]["holidays"]
    assert "No standup" in await ana.types("/standup when", channel=PLACE)


async def test_a_change_holds_from_the_next_prompt_and_says_what_it_leaves(
    evening: World, ana: Person
) -> None:
    await settings(ana)
    await evening.clock(to=f"{TUESDAY}T09:31:00+00:00")
    await answer(ana, "", "Racks")

    sent = await settings(ana, "/standup edit", at="15:00", questions="Anything new?")
    await evening.clock(to=f"{TUESDAY}T15:30:00+00:00")

    assert "Today 4 people were asked and 1 answered." in told(sent)
    assert starts(await opened(ana))["today"] == "Racks"
    ben = await evening.person("ben").dms()
    assert ben == []
    await evening.clock(to=f"{TUESDAY}T19:01:00+00:00")
    assert "Open until Tue 27 Oct 19:00." in words((await evening.person("ben").dms())[-1])
    await evening.clock(to=f"{WEDNESDAY}T15:01:00+00:00")
    assert list(starts(await opened(ana))) == ["q1"]


async def test_undo_of_a_change_asks_at_the_old_time_again(evening: World, ana: Person) -> None:
    await settings(ana)
    await settings(ana, "/standup edit", at="12:00", members=["U0ANA"])

    await ana.types("/standup undo", channel=PLACE)
    await evening.clock(to=f"{TUESDAY}T09:31:00+00:00")

    assert len(await ana.dms()) == 1
    assert len(await evening.person("sam").dms()) == 1


async def test_a_pause_leaves_todays_answers_open_and_asks_nobody_until_it_is_over(
    evening: World, ana: Person
) -> None:
    await settings(ana)
    await evening.clock(to=f"{TUESDAY}T09:31:00+00:00")

    said = await ana.types("/standup pause until wed", channel=PLACE)
    await answer(ana, "", "Racks")
    await evening.clock(to=f"{WEDNESDAY}T20:00:00+00:00")
    quiet = len(await evening.person("sam").dms())
    await evening.clock(to="2026-10-29T09:31:00+00:00")

    assert "is paused until Wed 28 Oct, that day included." in said
    assert "Nobody else is asked or reminded." in said
    assert await evening.person("ben").dms() == []
    assert quiet == 1
    assert len(await evening.person("sam").dms()) == 2


async def test_resume_asks_again_at_each_members_next_time(evening: World, ana: Person) -> None:
    await settings(ana)
    await ana.types("/standup pause", channel=PLACE)
    await evening.clock(to=f"{TUESDAY}T20:00:00+00:00")

    said = await ana.types("/standup resume", channel=PLACE)
    await evening.clock(to=f"{WEDNESDAY}T09:31:00+00:00")

    assert "asks again" in said
    assert len(await ana.dms()) == 1


async def test_a_removed_standup_closes_its_day_and_asks_nobody_more(evening: World, ana: Person) -> None:
    await settings(ana)
    await evening.clock(to=f"{TUESDAY}T09:31:00+00:00")

    said = await ana.types("/standup remove", channel=PLACE)
    await evening.clock(to=f"{WEDNESDAY}T12:00:00+00:00")

    assert "Stopped. #atlas-standup asks nobody any more." in said
    assert "0 of 4 answered" in words(await head(evening))
    assert "No answer from" in words(await head(evening))
    assert len(await ana.dms()) == 1


async def test_only_the_lead_and_admins_change_a_standup(evening: World, ana: Person, ben: Person) -> None:
    sam = evening.person("sam")
    await ben.types("/standup setup mon-fri 09:30", channel=PLACE)

    refused = await sam.types("/standup remove", channel=PLACE)
    allowed = await ana.types("/standup pause", channel=PLACE)

    assert "Ben Carter leads #atlas-standup" in refused
    assert "is paused" in allowed


async def test_a_team_can_have_several_standups_and_names_tell_them_apart(
    evening: World, ana: Person
) -> None:
    await settings(ana)
    await settings(ana, name="Cutover", members=["U0ANA"], at="16:00")

    asked = await ana.types("/standup pause", channel=PLACE)
    said = await ana.types("/standup pause cutover", channel=PLACE)
    taken = await settings(ana, name="Cutover")

    assert "Which one? Nothing was changed." in asked
    assert "Cutover is paused" in said
    assert "has a standup" in str(taken["errors"])


async def test_nobody_is_asked_on_a_holiday(evening: World, ana: Person) -> None:
    """Wed 28 October is Ohi Day in Greece."""
    await settings(ana, holidays="GR")
    await evening.clock(to=f"{TUESDAY}T20:00:00+00:00")
    before = len(await ana.dms())

    said = await ana.types("/standup when", channel=PLACE)
    await evening.clock(to=f"{WEDNESDAY}T20:00:00+00:00")

    assert "asks you on Thu 29 Oct 09:30" in said
    assert len(await ana.dms()) == before


async def test_who_joins_the_channel_is_asked_too(evening: World, ana: Person) -> None:
    await settings(ana)

    await evening.post("channel", channel=PLACE, join="dana")
    await evening.clock(to=f"{TUESDAY}T13:31:00+00:00")

    assert len(await evening.person("dana").dms()) == 1


async def test_one_who_leaves_the_channel_is_asked_no_more(evening: World, ana: Person) -> None:
    await settings(ana)

    await evening.post("channel", channel=PLACE, leave="sam")
    await evening.clock(to=f"{TUESDAY}T09:31:00+00:00")

    assert await evening.person("sam").dms() == []


async def test_the_prompt_of_a_standup_with_a_name_says_it(evening: World, ana: Person) -> None:
    await settings(ana, name="Cutover")
    await evening.clock(to=f"{TUESDAY}T09:31:00+00:00")

    assert "Standup for Cutover, Tue 27 Oct" in words((await ana.dms())[-1])
    assert "Standup Cutover Tue 27 Oct · 0 of 5 answered" in words(await head(evening))
    assert await direct(evening, "ana")


async def test_what_is_wrong_with_the_channel_is_said_at_the_channel(world: World, ana: Person) -> None:
    await ana.types("/standup setup", channel="#general")

    sent = await ana.submits(await ana.form())

    assert "Muster is not in #general" in sent["errors"]["channel"]
