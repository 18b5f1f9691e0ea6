"""What people type and press about risks, and what they see."""

import re

import pytest

from tests.world import Person, World, labels, words

ADD = "/risk add Because the vendor is late, racks may miss the window, leading to a moved cutover p4 i5 @ana"


async def test_a_sentence_becomes_a_scored_risk_with_owner_and_review(world: World, ana: Person) -> None:
    told = await ana.types(ADD)

    card = await world.channel("#atlas").last()
    assert "*R-1* critical 20 = 4×5 · owner Ana Sousa · review Mon 2 Nov" in told
    assert labels(card) == ["Score", "Owner", "Edit", "Close"]
    assert "Because the vendor is late, racks may miss the window, leading to a moved cutover" in words(card)


async def test_people_whom_slack_sends_as_ids_stand_by_name_wherever_a_risk_is_told(
    world: World, ana: Person
) -> None:
    who = "<@U0BEN>"
    told = await ana.types(f"/risk Because {who} is away, racks may be late, leading to {who} being late")
    await ana.types(f"/risk note R-1 {who} confirmed it")
    await ana.types(f"/risk edit R-1 Because {who} is ill, racks may be late, leading to delay")
    changed = await ana.types("/risk show R-1")
    await ana.types(f"/risk close R-1 {who} has them")
    closed = await ana.types("/risk show R-1")
    card = words(await world.channel("#atlas").last())
    unread = await ana.types(f"/risk R-1 {who} frob")

    assert "Because @Ben Carter is away, racks may be late, leading to @Ben Carter being late" in told
    assert "@Ben Carter confirmed it" in changed
    assert "Because @Ben Carter is ill" in changed
    assert "@Ben Carter has them" in closed
    assert "U0BEN" not in f"{told}{changed}{closed}{card}{unread}"


async def test_the_form_of_a_risk_takes_names_for_ids_too(world: World, ana: Person) -> None:
    await ana.types("/risk Racks may be late")
    await ana.types("/risk edit R-1")
    await ana.submits(await ana.form(), {"because": {"because": "<@U0BEN> is away"}})

    assert "Because @Ben Carter is away, Racks may be late" in words(await world.channel("#atlas").last())


async def test_the_five_that_matter_are_shown_worst_first(ana: Person) -> None:
    for probability, impact in ((1, 1), (2, 3), (5, 5), (3, 4), (4, 3), (1, 5), (2, 2)):
        await ana.types(f"/risk add Because of X, it may break, leading to delay p{probability} i{impact}")

    told = await ana.types("/risk")

    shown = [line.split(" · ")[0] for line in told.splitlines() if line.startswith("*R-")]
    assert shown == [
        "*R-3* critical 25 = 5×5",
        "*R-4* medium 12 = 3×4",
        "*R-5* medium 12 = 4×3",
        "*R-2* low 6 = 2×3",
        "*R-6* low 5 = 1×5",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/risk score R-1 p3 i5", "20 → 15, now high 15 = 3×5"),
        ("/risk own R-1 @ben", "owner Ana Sousa → Ben Carter"),
        ("/risk close R-1 the racks are here", "*R-1* closed"),
        ("/risk show R-1", "May happen: racks may miss the window"),
        ("/risk list", "*Open risks* · 1"),
        ("/risk help", "the five that matter"),
        ("/risk show R-9", "There is no R-9 here. Nothing was changed."),
        (
            "/risk add Cloud bill p7 i3",
            'Probability runs from 1 (under 10 %) to 5 (over 70 %); "p7" is outside.',
        ),
    ],
)
async def test_a_verb_does_what_it_says(ana: Person, line: str, told: str) -> None:
    await ana.types(ADD)

    answer = await ana.types(line)

    assert told in answer


async def test_a_topic_is_saved_and_the_form_completes_it(world: World, ana: Person) -> None:
    told = await ana.types("/risk add Supply chain")

    await ana.presses("Complete it", ana.shown[-1])
    values = {"because": "parts are scarce", "may": "racks may come late", "leading": "a later move"}
    scores = {"probability": "4", "impact": "4"}
    await ana.submits(await ana.form(), {name: {name: text} for name, text in {**values, **scores}.items()})

    card = words(await world.channel("#atlas").last())
    assert "That is a topic. What could happen, and to which milestone?" in told
    assert "high 16 = 4×4" in card
    assert "Because parts are scarce, racks may come late, leading to a later move" in card


async def test_a_message_becomes_a_risk_with_its_link(world: World, ana: Person, ben: Person) -> None:
    message = await ben.writes("The vendor may not deliver in time")
    view = await ana.uses("log_risk", message)

    await ana.submits(view, {"probability": {"probability": "3"}, "impact": {"impact": "4"}})

    card = words(await world.channel("#atlas").last())
    assert "medium 12 = 3×4" in card
    assert "The vendor may not deliver in time" in card
    assert f"/archives/C0ATLAS/p{message['ts'].replace('.', '')}" in card


async def test_closing_on_the_card_asks_why_and_shows_it(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.presses("Close", await world.channel("#atlas").last())

    await ana.submits(await ana.form(), {"reason": {"reason": "The racks are here"}})

    assert "Closed: The racks are here" in words(await world.channel("#atlas").last())


async def test_scoring_on_the_card_shows_the_new_score(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.presses("Score", await world.channel("#atlas").last())

    await ana.submits(await ana.form(), {"probability": {"probability": "2"}})

    assert "medium 10 = 2×5" in words(await world.channel("#atlas").last())


async def test_undo_brings_the_old_score_back(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types("/risk score R-1 p1 i1")

    await ana.types("/risk undo")

    assert "critical 20 = 4×5" in words(await world.channel("#atlas").last())


async def test_a_list_of_risks_is_narrowed_by_owner_and_by_how_severe_they_are(ana: Person) -> None:
    add = "/risk add Because a is late, b may slip, leading to"
    await ana.types(f"{add} one p4 i5 @ana")
    await ana.types(f"{add} two p3 i5 @ben")
    await ana.types(f"{add} three p2 i4 @ben")
    await ana.types(f"{add} four p1 i2")
    await ana.types("/risk own R-4 @nobody")

    def numbers(told: str) -> list[str]:
        return re.findall(r"\*(R-\d)\*", told)

    told = await ana.types("/risk list @ben")

    assert told.startswith("*Open risks of Ben Carter* · 2")
    assert numbers(told) == ["R-2", "R-3"]
    for severe, found in (("critical", "R-1"), ("high", "R-2"), ("medium", "R-3"), ("low", "R-4")):
        assert numbers(await ana.types(f"/risk list {severe}")) == [found]
    assert numbers(await ana.types("/risk list mine")) == ["R-1"]
    assert numbers(await ana.types("/risk list medium @ben")) == ["R-3"]
    assert numbers(await ana.types("/risk list @nobody")) == ["R-4"]
    assert "Open risks of Ana Sousa, low: none" in await ana.types("/risk list low mine")


async def test_several_risks_are_closed_for_one_reason_and_undone_together(world: World, ana: Person) -> None:
    await ana.types(ADD)
    await ana.types(ADD)

    told = await ana.types("/risk close R-1, R-2 and R-9 the racks are here")
    closed = await ana.types("/risk list closed")
    await ana.types("/risk undo")

    assert "*R-1* closed: the racks are here" in told
    assert "*R-2* closed: the racks are here" in told
    assert "There is no R-9 here." in told
    assert "*Closed risks* · 2" in closed
    assert "*Open risks* · 2" in await ana.types("/risk list")


async def test_several_risks_without_a_reason_are_asked_about(ana: Person) -> None:
    await ana.types(ADD)
    await ana.types(ADD)

    told = await ana.types("/risk close R-1 R-2")

    assert "Why are they closed? Nothing was changed. Try /risk close R-1, R-2 and why." in told
    assert "*Open risks* · 2" in await ana.types("/risk list")


@pytest.mark.parametrize("line", ["score R-1 3 4", "score R-1 3, 4", "R-1 3 4", "R-1 3/4"])
async def test_two_bare_numbers_are_probability_and_impact(ana: Person, line: str) -> None:
    await ana.types(ADD)

    assert "now medium 12 = 3×4" in await ana.types(f"/risk {line}")


async def test_the_number_of_a_task_is_no_risk_and_that_of_a_risk_no_task(ana: Person) -> None:
    risk = await ana.types("/risk T-12")
    task = await ana.types("/task R-6")

    assert "T-12 is the number of a task. Nothing was saved. /task T-12 shows it." in risk
    assert "R-6 is the number of a risk. Nothing was saved. /risk R-6 shows it." in task
    assert "R-1" not in await ana.types("/risk list")
    assert "T-1" not in await ana.types("/task list all")


async def test_a_long_list_of_risks_has_pages_and_keeps_its_filters(ana: Person) -> None:
    for number in range(23):
        await ana.types(f"/risk add Rack {number} may be late p4 i5 @ben")
    await ana.types("/risk add Cables may be late p1 i1 @ana")

    first = await ana.types("/risk list critical @ben")
    second = await ana.presses("More", ana.shown[-1])
    back = await ana.presses("Back", ana.shown[-1])
    beyond = await ana.types("/risk list page 9")

    assert (first.count("*R-"), second.count("*R-")) == (20, 3)
    assert "*R-23*" in second
    assert "20 of 23" in first
    assert back == first
    assert "nothing on that page" in beyond
    assert "Back" in labels(ana.shown[-1])


async def test_open_and_closed_risks_follow_one_another_over_the_pages(ana: Person) -> None:
    for number in range(24):
        await ana.types(f"/risk add Rack {number} may be late p4 i5")
    await ana.types("/risk close R-23 it is here")
    await ana.types("/risk close R-24 it is here")

    first = await ana.types("/risk list all")
    second = await ana.presses("More", ana.shown[-1])

    shown = [*re.findall(r"\*R-(\d+)\*", first), *re.findall(r"\*R-(\d+)\*", second)]
    assert shown[:22] == [str(number) for number in range(1, 23)]
    assert sorted(shown[22:]) == ["23", "24"]


async def test_a_long_history_of_a_risk_has_pages(ana: Person) -> None:
    await ana.types("/risk add Racks may be late p4 i5")
    for number in range(22):
        await ana.types(f"/risk note R-1 word {number}")

    first = await ana.types("/risk show R-1")
    second = await ana.presses("More", ana.shown[-1])
    offered = labels(ana.shown[-1])
    beyond = await ana.types("/risk show R-1 page 7")

    assert "word 21" in first
    assert "logged it" not in first
    assert "logged it" in second
    assert "word 21" not in second
    assert offered == ["Back"]
    assert "Nothing on that page." in beyond
