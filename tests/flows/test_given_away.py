"""Who gave a task away hears what became of it. It is Mon 26 Oct 2026, in Lisbon."""

import pytest

from tests.flows.test_daily import dm, told
from tests.flows.test_task_import import brings, presses
from tests.world import Person, World, labels, words

TUESDAY, WEDNESDAY = "2026-10-27T20:00:00+00:00", "2026-10-28T20:00:00+00:00"


async def days(person: Person) -> list[str]:
    """Return what the messages of the day told somebody of what they gave away."""
    found = [words(one).partition("What you gave away")[2] for one in await told(person)]
    return [one.strip() for one in found if one]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("done T-1", "*T-1* Order the racks · done by Ben Carter"),
        ("drop T-1 the vendor does it", "Ben Carter dropped it: the vendor does it"),
        ("assign T-1 @dev", "Ben Carter changed the owner from Ben Carter to Dev"),
        ("due T-1 14 dec", "Ben Carter moved the date from Mon 30 Nov to Mon 14 Dec"),
        ("T-1 no date", "Ben Carter took the date away, which was Mon 30 Nov"),
        ("block T-1 the vendor sleeps", ": the vendor sleeps\nBen Carter said that something is in the way"),
    ],
)
async def test_who_gave_a_task_away_hears_once_what_became_of_it(
    world: World, ana: Person, ben: Person, line: str, said: str
) -> None:
    await ana.types("/task Order the racks @ben by 30 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")

    await ben.types(f"/task {line}")
    await world.clock(to=WEDNESDAY)

    [day] = await days(ana)
    assert said in day


@pytest.mark.parametrize(
    "line", ["due T-1 23 nov", "due T-1 30 nov 18:00", "T-1 !p1", "note T-1 asked legal"]
)
async def test_who_gave_a_task_away_hears_nothing_of_what_does_not_hold_it_up(
    world: World, ana: Person, ben: Person, line: str
) -> None:
    await ana.types("/task Order the racks @ben by 30 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")

    await ben.types(f"/task {line}")
    await world.clock(to=WEDNESDAY)

    assert await days(ana) == []


async def test_who_gave_a_repeating_task_away_hears_nothing_of_its_dates(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Check the backup @ben every mon from 2 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")

    await ben.types("/task skip T-1")
    await world.clock(to=WEDNESDAY)

    assert await days(ana) == []


async def test_a_finished_task_takes_whoever_gave_it_one_line(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben by 30 nov")

    await ben.types("/task done T-1")
    await world.clock(to=TUESDAY)

    [day] = await days(ana)
    assert len(day.splitlines()) == 1


async def test_what_is_done_and_taken_back_is_told_to_nobody_who_gave_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 30 nov")

    await ben.types("/task done T-1")
    await ben.types("/task undo")
    await world.clock(to=TUESDAY)

    assert await days(ana) == []


async def test_who_watches_what_they_gave_away_hears_of_it_once(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben cc @me by 30 nov")

    await ben.types("/task done T-1")
    await world.clock(to=TUESDAY)

    assert "".join(words(one) for one in await told(ana)).count("*T-1*") == 1


async def test_who_finishes_or_has_their_own_finished_hears_nothing_as_giver(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 30 nov")
    await ana.types("/task Call the vendor by 30 nov")

    await ana.types("/task done T-1")
    await ben.types("/task done T-2")
    await world.clock(to=TUESDAY)

    assert await days(ana) == []


async def test_who_made_a_private_channels_task_hears_where_it_went_from_hand_to_hand(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Agree the terms @ben by 30 nov", "#vendor-terms")
    await ben.types("/task assign T-1 @dev", "#atlas")
    await world.person("dev").types("/task assign T-1 @sam", "#atlas")

    await world.clock(to=TUESDAY)

    [day] = await days(ana)
    assert "from Ben Carter to Dev" in day
    assert "to Sam" in day


async def test_a_watcher_reads_what_matters_of_many_changes_and_is_led_to_the_rest(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks cc @ben by 30 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    for line in (
        "note T-1 the vendor promised noon",
        "block T-1 waiting for CI",
        "due T-1 1 dec",
        "assign T-1 @dev",
        "T-1 !p2",
        "edit T-1 Order all the racks",
        "T-1 +dns",
    ):
        await ana.types(f"/task {line}")
    await world.clock(to=TUESDAY)

    day = (await told(ben))[-1]
    text = words(day)
    assert "noted: the vendor promised noon" in text
    assert "waiting for CI" in text
    assert "moved the date" in text
    assert "changed the owner" in text
    assert "and 2 more changes" in text
    assert "changed the labels" not in text
    assert "All changes" in labels(day)


async def test_a_task_that_was_dropped_and_opened_again_is_told_in_order(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 30 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")

    await ana.types("/task drop T-1 enough")
    await ana.types("/task reopen T-1")
    await world.clock(to=TUESDAY)

    text = words((await told(ben))[-1])
    assert text.index("dropped it: enough") < text.index("opened it again")
    assert "took the reason away" not in text


async def test_a_date_that_whoever_was_asked_moves_before_they_heard_is_the_answer_for_both(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task propose T-1 19 nov")

    moved = await ana.types("/task due T-1 13 nov")
    await world.clock(to=TUESDAY)

    assert "Ben Carter asked for Thu 19 Nov 17:00" in moved
    assert ": this is the answer" in moved
    assert "Ben Carter hears of it by" in moved
    assert words((await told(ben))[-1]).endswith(": you asked for Thu 19 Nov")
    assert "Propose" not in "".join(words(one) for one in await told(ana))


async def test_a_date_that_is_moved_by_whoever_asked_for_another_is_asked_for_no_longer(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task propose T-1 19 nov")
    await world.clock(to=TUESDAY)

    moved = await ben.types("/task due T-1 13 nov")

    assert "Ana Sousa is no longer asked for Thu 19 Nov 17:00" in moved
    assert "not answered yet" not in await ben.types("/task show T-1")
    assert "not answered yet" not in words(await world.channel("#atlas").last())
    message = (await told(ana))[-1]
    assert "Ben Carter asked for Thu 19 Nov 17:00 (Lisbon); it is due Fri 13 Nov" in words(message)
    assert "Keep the date" not in labels(message)
    await world.get("home", as_="ana")
    assert "asks for" not in words((await world.get("home", as_="ana", peek="1"))["view"])


async def test_a_date_that_somebody_else_moves_answers_who_asked_for_another(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task propose T-1 19 nov")

    moved = await world.person("chiara").types("/task due T-1 13 nov")
    await world.clock(to=TUESDAY)

    assert "Ben Carter asked for Thu 19 Nov 17:00" in moved
    assert ": this is the answer" in moved
    assert "Ben Carter hears of it by" in moved
    assert words((await told(ben))[-1]).endswith(": you asked for Thu 19 Nov")
    assert "not answered yet" not in await ana.types("/task show T-1")
    assert "asks for" not in "".join(words(one) for one in await told(ana))


async def test_a_date_that_is_asked_for_holds_again_when_the_move_is_taken_back(
    ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await ben.types("/task propose T-1 19 nov")
    await ben.types("/task due T-1 13 nov")

    await ben.types("/task undo")

    assert "Ben Carter asks Ana Sousa for Thu 19 Nov" in await ana.types("/task show T-1")


async def test_undo_of_a_date_that_was_asked_for_says_who_is_asked_no_longer(
    ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await ben.types("/task propose T-1 19 nov")

    undone = await ben.types("/task undo")

    assert "Ana Sousa is no longer asked for Thu 19 Nov 17:00 (Lisbon)" in undone
    assert "note" not in undone
    assert "not answered yet" not in await ana.types("/task show T-1")


async def test_a_date_typed_just_as_it_was_asked_for_accepts_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task propose T-1 19 nov")

    await ana.types("/task due T-1 19 nov")

    assert "moved the date from Thu 12 Nov to Thu 19 Nov: Ben Carter asked for it" in await ana.types(
        "/task history T-1"
    )


async def test_what_is_asked_of_somebody_stays_asked_when_they_change_what_answers_nothing(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task propose T-1 19 nov")

    await ana.types("/task T-1 +dns")
    await world.clock(to=TUESDAY)

    assert "Ben Carter asks for Thu 19 Nov 17:00" in words((await told(ana))[-1])


async def test_the_date_a_task_has_is_not_asked_for(world: World, ana: Person, ben: Person) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")

    told_so = await ben.types("/task propose T-1 12 nov")

    assert "Nothing was changed, it was so already" in told_so
    assert "not answered yet" not in await ana.types("/task show T-1")


async def test_a_weekend_that_is_asked_for_offers_the_day_before(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")

    await ben.types("/task propose T-1 14 nov")

    assert any("Fri 13 Nov" in label or "Mon 16 Nov" in label for label in labels(ben.shown[-1]))


async def test_a_decline_that_is_taken_back_is_said_in_the_message_that_told_of_it(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Restart the gateway @ben !p1")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task decline T-1 no")
    before = words((await told(ana))[-1])

    await ben.types("/task undo")

    assert "This does not wait until tomorrow" in before
    assert "Ben Carter gave it back: no" in before
    after = words((await told(ana))[-1])
    assert "This needs nothing of you any more" in after
    assert "Ben Carter gave it back, and has it again" in after


async def test_nobody_hears_of_each_task_of_a_file_they_brought(
    world: World, ana: Person, ben: Person
) -> None:
    await brings(ana, "title,owner\nOrder racks,Ben Carter\nOrder cables,Ben Carter\n")
    await presses(ana, "Import 2 tasks")

    await ben.types("/task done T-1 T-2")
    await world.clock(to=TUESDAY)

    assert await days(ana) == []


async def test_of_somebody_invited_it_is_said_that_slack_mails_them_and_it_waits_for_them_there(
    world: World, ana: Person
) -> None:
    nils = world.person("nils")

    said = await ana.types("/task Order the racks @nils")
    await world.clock(to="2026-10-27T10:00:00+00:00")
    await world.post("member", as_="nils", is_invited=False)
    again = await ana.types("/task Order the cables @nils")

    assert "Nils Berg hears of it by Tue 27 Oct at 09:00 (Oslo)." in said
    assert (
        "Nils Berg has not joined Slack yet: it mails them what Muster writes, and keeps it for them." in said
    )
    assert "*T-1* Order the racks" in words((await nils.dms())[-1])
    assert "joined" not in again


async def test_who_asks_for_another_date_and_then_declines_asks_for_nothing_any_more(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task propose T-1 19 nov")
    await ben.types("/task decline T-1 not ours")

    await world.clock(to=TUESDAY)
    said = words((await told(ana))[-1])
    await world.get("home", as_="ana")
    home = words((await world.get("home", as_="ana", peek="1"))["view"])

    assert "Given back to you\n*T-1* Order the racks" in said
    assert "Ben Carter asked for Thu 19 Nov 17:00 (Lisbon); it is due Thu 12 Nov 17:00" in said
    assert "Ben Carter gave it back: not ours" in said
    assert "Asked of you" not in said
    assert "asks for" not in said + home
    assert "Ben Carter gave it back: not ours" in home


async def test_a_date_asked_for_stands_where_it_is_answered_though_the_work_was_once_given_back(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await world.clock(to="2026-10-26T14:00:00+00:00")
    await ben.types("/task decline T-1 not ours")
    await ana.types("/task assign T-1 @ben")

    await ben.types("/task propose T-1 19 nov")

    await world.clock(to=TUESDAY)
    said = (await told(ana))[-1]
    assert "Asked of you\n*T-1* Order the racks" in words(said)
    assert "Keep the date" in labels(said)


async def test_what_is_taken_back_beside_a_date_that_is_asked_for_does_not_ask_for_it_again(
    ana: Person, ben: Person
) -> None:
    await ana.types("/task Order the racks @ben by 12 nov")
    await ben.types("/task propose T-1 19 nov")
    await ana.types("/task T-1 !p2")

    undone = await ana.types("/task undo")

    assert undone == "Taken back. *T-1* Order the racks: priority P2 → P3"
    assert "Ben Carter asks Ana Sousa for Thu 19 Nov" in await ana.types("/task show T-1")


@pytest.mark.parametrize("made", ["2026-10-26T12:00:00+00:00", "2026-10-26T14:00:00+00:00"])
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("due T-1 13 nov", "moved the date from Thu 12 Nov to Fri 13 Nov: you asked for Thu 19 Nov"),
        ("accept", "moved the date from Thu 12 Nov to Thu 19 Nov: you asked for it"),
        ("keep", "noted: the date stays: Thu 12 Nov 17:00"),
    ],
)
async def test_who_asked_for_another_date_reads_the_answer_though_the_task_is_given_to_another_then(
    world: World, ana: Person, ben: Person, made: str, line: str, said: str
) -> None:
    await world.clock(to=made)  # Ben's message of that day comes at 13:00
    await ana.types("/task Order the racks @ben by 12 nov")
    await ben.types("/task propose T-1 19 nov")
    await world.clock(to="2026-10-27T10:00:00+00:00")
    before = len(await told(ben))

    await answers(ana, line)
    await ana.types("/task assign T-1 @dev")
    await world.clock(to=WEDNESDAY)

    text = "".join(words(one) for one in (await told(ben))[before:])
    assert f"Ana Sousa {said}" in text
    assert "No longer yours" in text


async def answers(ana: Person, how: str) -> None:
    """Answer what Ben asked for: by a line, or by a button of Ana's newest message of a day."""
    if how.startswith("due"):
        await ana.types(f"/task {how}")
        return
    message = (await told(ana))[-1]
    label = "Keep the date" if how == "keep" else next(one for one in labels(message) if "Accept" in one)
    await ana.presses(label, message, await dm(ana))


async def test_a_date_on_which_its_owner_is_away_says_so_and_offers_the_day_before(ana: Person) -> None:
    chiara = ana.world.person("chiara")
    await chiara.types("/standup ooo from mon 14 dec until fri 18 dec")
    away = "Chiara Rossi is away from Mon 14 Dec until Fri 18 Dec, when it is due."

    assert away in await ana.types("/task Label the racks @chiara by wed 16 dec")
    assert "T-1 Fri 11 Dec 17:00 (Lisbon)" in labels(ana.shown[-1])
    moved = await ana.presses("T-1 Fri 11 Dec 17:00 (Lisbon)", ana.shown[-1])

    assert "due Wed 16 Dec 17:00 (Lisbon) → Fri 11 Dec 17:00 (Lisbon)" in moved
    assert "away" not in moved
    assert away in await ana.types("/task due T-1 thu 17 dec")
    assert "away" not in await ana.types("/task assign T-1 @ben")
    assert away in await ana.types("/task assign T-1 @chiara")
    assert "away" not in await chiara.types("/task due T-1 wed 16 dec")
    assert "away" not in await ana.types("/task T-1 !p2")
