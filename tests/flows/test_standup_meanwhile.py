"""An answer's form and what happened since it was drawn; what the message an answer was becomes later."""

import pytest

from tests.flows.standup_words import PLACE, THURSDAY, TUESDAY, WEDNESDAY, direct, head, opened, starts
from tests.world import Person, World, labels, words

STUCK = ("no badge", "cable missing", "waiting for legal")


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """Everybody of #atlas-standup is asked on Wednesday; since Tuesday Ben has three things in his way."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await world.clock(to=f"{TUESDAY}T13:31:00+00:00")
    view = await opened(world.person("ben"))
    await world.person("ben").submits(view, {"blocked": {"blocked": "\n".join(STUCK)}})
    await world.clock(to=f"{WEDNESDAY}T13:31:00+00:00")
    return world


async def listed(world: World) -> str:
    """Return what is in the way, as everybody reads it."""
    return await world.person("ana").types("/standup blockers", channel=PLACE)


async def history(who: Person) -> str:
    """Return what somebody said lately."""
    return await who.types("/standup history", channel=PLACE)


async def changed(who: Person) -> dict[str, str]:
    """Press "Change it" on what Muster told last, and return what the form starts with."""
    state = await direct(who.world, who.name)
    await who.presses("Change it", (await who.dms())[-1], channel=state)
    return starts(await who.form())


async def test_the_form_of_an_answer_given_by_message_lists_what_is_still_in_the_way(
    standup: World, ben: Person
) -> None:
    await ben.writes("Today: write docs", channel=await direct(standup, "ben"))

    start = await changed(ben)
    await ben.submits(await ben.form(), {"yesterday": {"yesterday": "The plan"}})

    assert start["blocked"] == "\n".join(STUCK)
    told = await listed(standup)
    assert [one for one in STUCK if one not in told] == []
    assert "B-4" not in told


async def test_what_is_taken_out_of_the_form_that_listed_it_is_gone_alone(
    standup: World, ben: Person
) -> None:
    await ben.writes("Today: write docs", channel=await direct(standup, "ben"))
    await changed(ben)

    await ben.submits(await ben.form(), {"blocked": {"blocked": f"{STUCK[0]}\n{STUCK[2]}"}})

    told = await listed(standup)
    assert STUCK[1] not in told
    assert STUCK[0] in told
    assert STUCK[2] in told


async def test_what_a_form_without_a_question_for_it_never_listed_stays_in_the_way(
    standup: World, ana: Person, ben: Person
) -> None:
    await standup.clock(to=f"{WEDNESDAY}T20:00:00+00:00")
    await ana.types("/standup edit", channel=PLACE)
    await ana.submits(await ana.form(), {"questions": {"questions": "Since last time (done)\nToday (plan)"}})
    await standup.clock(to=f"{THURSDAY}T13:31:00+00:00")

    await ben.submits(await opened(ben), {"yesterday": {"yesterday": "The plan"}})

    told = await listed(standup)
    assert [one for one in STUCK if one not in told] == []


@pytest.mark.parametrize("line", ["/standup add Today: also call DHL", "also call DHL"])
async def test_what_was_added_while_the_form_was_open_stays(standup: World, ben: Person, line: str) -> None:
    await ben.submits(await opened(ben), {"today": {"today": "Rack the core"}, "blocked": {"blocked": ""}})
    view = await opened(ben)
    await ben.writes(line, channel=await direct(standup, "ben"))

    await ben.submits(view, {"yesterday": {"yesterday": "The plan"}})

    said = await history(ben)
    assert "Since last time: The plan" in said
    assert "Today: Rack the core\nalso call DHL" in said


async def test_of_a_field_changed_on_both_sides_both_are_kept(standup: World, ben: Person) -> None:
    await ben.submits(await opened(ben), {"today": {"today": "Rack the core"}, "blocked": {"blocked": ""}})
    view = await opened(ben)
    await ben.writes("Today: also call DHL", channel=await direct(standup, "ben"))

    await ben.submits(view, {"today": {"today": "Rack the edge"}})

    assert "Today: Rack the edge\nalso call DHL" in await history(ben)


async def test_a_form_drawn_before_the_first_word_adds_to_what_was_said_since(
    standup: World, ben: Person
) -> None:
    view = await opened(ben)
    await ben.writes("Today: call DHL", channel=await direct(standup, "ben"))

    await ben.submits(view, {"today": {"today": "Rack the core"}})

    assert "Today: Rack the core\ncall DHL" in await history(ben)


async def test_an_answer_taken_back_while_its_form_was_open_is_what_the_form_says(
    standup: World, ben: Person
) -> None:
    await ben.submits(await opened(ben), {"today": {"today": "Rack the core"}})
    view = await opened(ben)
    await ben.types("/standup undo", channel=PLACE)

    await ben.submits(view)

    assert "Today: Rack the core" in await history(ben)


async def test_what_somebody_resolved_is_not_in_the_way_again_because_the_answer_still_says_it(
    standup: World, ana: Person, ben: Person
) -> None:
    await ben.submits(await opened(ben), {"today": {"today": "Rack the core"}})
    await ana.types("/standup resolve B-1, B-2, B-3", channel=PLACE)

    await ben.submits(await opened(ben), {"yesterday": {"yesterday": "The plan"}})
    kept = await listed(standup)
    await ben.writes(f"Blocked: {STUCK[0]}", channel=await direct(standup, "ben"))

    assert "Nothing is in the way" in kept
    assert f"*B-4* Ben Carter: {STUCK[0]}" in await listed(standup)


TWO = "Today: the portal\nBlocked: no ladder\nBlocked: no lift"


@pytest.fixture
async def replied(standup: World) -> tuple[World, Person, str]:
    """Sam's answer is a reply in the thread; B-4 and B-5 are in their way."""
    sam = standup.person("sam")
    ts = await sam.replies(TWO, (await head(standup))["ts"], PLACE)
    await standup.settle()
    return standup, sam, ts


async def test_what_a_changed_message_no_longer_says_is_not_in_the_way_any_more(
    replied: tuple[World, Person, str],
) -> None:
    world, _, ts = replied

    await world.post("edit", as_="sam", channel=PLACE, ts=ts, text=TWO.replace("\nBlocked: no lift", ""))
    await world.settle()

    told = await listed(world)
    assert "*B-4* Sam Okafor: no ladder" in told
    assert "B-5" not in told
    assert "no lift" not in words(await head(world))
    assert "*B-5* no lift: no longer in the way of Sam Okafor" in words((await world.person("sam").dms())[-1])


async def test_a_deleted_message_takes_its_answer_back_with_what_it_named_and_says_so(
    replied: tuple[World, Person, str],
) -> None:
    world, sam, ts = replied

    await world.post("edit", as_="sam", channel=PLACE, ts=ts, delete=True)
    await world.settle()

    told = (await sam.dms())[-1]
    assert "You deleted the message: your answer for #atlas-standup, Wed 28 Oct is taken back." in words(told)
    assert "Sam Okafor" not in next(
        line for line in f"{words(await head(world))}\nAnswered: ".splitlines() if "Answered:" in line
    )
    assert "no ladder" not in await listed(world)
    await sam.presses("Undo", told, channel=await direct(world, "sam"))
    assert "no ladder" in await listed(world)
    assert "Today: the portal" in await history(sam)


async def test_a_deleted_message_that_has_replies_takes_its_answer_back_too(
    standup: World, ben: Person
) -> None:
    place = await direct(standup, "ben")
    sent = await ben.writes("Today: the portal", channel=place)
    under = await ben.writes("ok", channel=place, under=sent)
    before = await history(ben)

    for ts in (sent["ts"], under["ts"]):
        await standup.post("edit", as_="ben", channel=place, ts=ts, delete=True)
        await standup.settle()

    assert "the portal" in before
    assert "the portal" not in await history(ben)
    assert sum("You deleted the message" in words(one) for one in await ben.dms()) == 1


async def test_of_a_deleted_message_what_was_added_since_stays(standup: World, ben: Person) -> None:
    place = await direct(standup, "ben")
    first = await ben.writes("Today: the portal", channel=place)
    await ben.writes("Today: also the racks", channel=place)

    await standup.post("edit", as_="ben", channel=place, ts=first["ts"], delete=True)
    await standup.settle()

    assert "Today: also the racks" in await history(ben)
    assert "the portal" not in await history(ben)
    assert "what it said is out of your answer for #atlas-standup" in words((await ben.dms())[-1])


async def test_what_is_not_done_after_all_is_offered_no_more(standup: World, ben: Person) -> None:
    await ben.types("/task Rack the core @ben")
    place = await direct(standup, "ben")
    await ben.writes("done T-1 and copied it", channel=place)
    before = labels((await ben.dms())[-1])

    await ben.writes("oops T-1 is not done", channel=place)

    assert "T-1 done" in before
    assert "T-1 done" not in labels((await ben.dms())[-1])


async def test_who_deletes_an_old_message_takes_no_answer_back(replied: tuple[World, Person, str]) -> None:
    world, sam, ts = replied
    await world.clock(to="2026-11-09T08:00:00+00:00")

    await world.post("edit", as_="sam", channel=PLACE, ts=ts, delete=True)
    await world.settle()

    assert "Today: the portal" in await history(sam)
    assert "no ladder" in await listed(world)


async def test_a_deleted_message_that_named_its_standup_takes_its_answer_back(
    standup: World, ben: Person
) -> None:
    place = await direct(standup, "ben")
    sent = await ben.writes(f"{PLACE}: fixed the portal", channel=place)
    before = await history(ben)

    await standup.post("edit", as_="ben", channel=place, ts=sent["ts"], delete=True)
    await standup.settle()

    assert "the portal" in before
    assert "the portal" not in await history(ben)


@pytest.mark.parametrize("text", [f"{PLACE}: fixed the racks", "fixed the racks"])
async def test_a_message_that_named_its_standup_changes_its_answer_also_when_that_asks_nobody(
    standup: World, ben: Person, text: str
) -> None:
    place = await direct(standup, "ben")
    sent = await ben.writes(f"{PLACE}: fixed the portal", channel=place)
    await standup.clock(to="2026-10-31T12:00:00+00:00")  # a Saturday

    await standup.post("edit", as_="ben", channel=place, ts=sent["ts"], text=text)
    await standup.settle()

    said = await history(ben)
    assert "fixed the racks" in said
    assert "the portal" not in said


async def test_a_changed_message_of_an_earlier_day_leaves_in_the_way_what_was_said_since(
    replied: tuple[World, Person, str],
) -> None:
    world, sam, ts = replied
    await world.clock(to=f"{THURSDAY}T13:31:00+00:00")
    await sam.writes("Blocked: no lift", channel=await direct(world, "sam"))

    await world.post("edit", as_="sam", channel=PLACE, ts=ts, text=TWO.replace("\nBlocked: no lift", ""))
    await world.settle()

    assert "*B-5* Sam Okafor: no lift" in await listed(world)
