"""What standups say of who is late, away, reminded or finished something, and of what cannot be read."""

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, WEDNESDAY, answer, direct, head, thread
from tests.world import Person, World, labels, words


@pytest.fixture
async def standup(world: World, ana: Person) -> World:
    """A standup for #atlas-standup, led by Ana, whose first day, Tuesday, has begun in Lisbon."""
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel=PLACE)
    await ana.types("/task Sign the contract by wed @dev")
    await ana.types("/task Order the racks by 6 nov")
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    return world


async def test_who_did_not_answer_in_their_window_is_named_so_while_others_have_time(standup: World) -> None:
    await standup.clock(to=f"{TUESDAY}T13:31:00+00:00")  # Lisbon's window is over, New York's begins

    top = words(await head(standup))

    assert "Asked: Ben Carter" in top
    assert "No answer in time from: Ana Sousa, Chiara Rossi, Dev Patel, Sam Okafor" in top


async def test_the_status_of_a_paused_standup_says_so(standup: World, ana: Person) -> None:
    await ana.types("/standup pause until fri", PLACE)

    told = await ana.types("/standup status", PLACE)

    assert "#atlas-standup is paused until Fri 30 Oct, that day included." in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report last month", 'I can\'t read "last month" here: a report is of this week or of last week.'),
        ("report @zorro", 'Nobody here is called "@zorro".'),
        ("setup tue,thu 9:30pm", "Tue, Thu at 21:30"),
        ("setup tue 25:00", 'I can\'t read "25:00".'),
    ],
)
async def test_what_a_line_says_is_read_or_named(standup: World, ana: Person, line: str, said: str) -> None:
    told = await ana.types(f"/standup {line}", PLACE)

    assert said in told
    assert "own this" not in told


async def test_who_is_reminded_and_why_others_are_not_is_said_by_name(standup: World, ana: Person) -> None:
    await answer(ana, "", "The racks")
    await standup.person("sam").types("/standup skip", PLACE)

    first = await ana.types("/standup remind", PLACE)
    second = await ana.types("/standup remind", PLACE)

    assert "Reminded in a direct message, once: Chiara Rossi." in first
    assert "Not written to: Dev Patel is out of time; Sam Okafor skips." in first
    assert "Nobody was reminded: 1 of 4 have answered; " in second
    assert "Chiara Rossi was reminded before" in second
    assert "Ana Sousa" not in second


async def test_being_away_before_days_away_says_which_day_is_the_next(standup: World, ana: Person) -> None:
    await ana.types("/standup ooo from thu until fri", PLACE)
    await standup.clock(to=f"{WEDNESDAY}T08:00:00+00:00")

    told = await ana.types("/standup ooo", PLACE)

    assert "No standup asks you until Mon 2 Nov." in told


async def test_one_day_away_is_said_as_one_day(standup: World, ana: Person) -> None:
    told = await ana.types("/standup ooo from thu until fri", PLACE)
    back = await ana.types("/standup back fri", PLACE)

    assert "Away from Thu 29 Oct until Fri 30 Oct, that day included." in told
    assert "You are away on Thu 29 Oct, and back on Fri 30 Oct." in back


async def test_a_task_that_is_given_a_date_is_not_offered_as_done(standup: World, ana: Person) -> None:
    place = await direct(standup, "ana")

    await ana.writes("done T-1, T-2 by thu", place)

    offered = labels((await ana.dms())[-1])
    assert "T-1 done" in offered
    assert "T-2 done" not in offered
    assert "T-2 Order the racks: due Thu 29 Oct 17:00" in offered


async def test_none_takes_the_place_of_what_was_in_the_way(standup: World, ana: Person) -> None:
    place = await direct(standup, "ana")
    await ana.writes("Today: racks\nBlocked: waiting for the DNS registrar", place)
    before = words(await head(standup))

    await ana.writes("Blockers: none", place)

    told = "\n".join(words(one) for one in await thread(standup))
    assert "*B-1* Ana Sousa: waiting for the DNS registrar" in before
    assert "In the way: none" in told
    assert "registrar" not in told


async def test_a_skip_that_is_taken_back_has_the_answer_waited_for(standup: World, ana: Person) -> None:
    await ana.types("/standup skip on a train", PLACE)

    told = await ana.types("/standup undo", PLACE)

    assert "Taken back: the standup waits for your answer again." in told
