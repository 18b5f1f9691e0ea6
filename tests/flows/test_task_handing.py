"""All open work of one person given to another by one line and one press. It is Mon 26 Oct 2026."""

import pytest

from tests.flows.test_daily import told
from tests.world import Person, World, labels, words

TUESDAY = "2026-10-27T20:00:00+00:00"


async def of_chiara(ana: Person) -> None:
    """Let Chiara have three open tasks, one of them urgent, and one that is done."""
    await ana.types("/task Order the racks @chiara by 30 nov")
    await ana.types("/task Renew the certificate @chiara by 12 nov !p1")
    await ana.types("/task Call the vendor @chiara")
    await ana.types("/task Sign the contract @chiara")
    await ana.types("/task done T-4")


@pytest.mark.parametrize(
    "line",
    [
        "hand over all of @chiara to @sam",
        "Hand over all tasks of @chiara to @sam",
        "assign @chiara's tasks to @sam",
        "move all of @chiara to @sam",
        "reassign everything from @chiara to @sam.",
        "hand over all of @chiara's work to @sam",
        "hand over everything from @chiara to @sam please",
    ],
)
async def test_all_open_work_of_somebody_is_given_away_once_that_is_said_to_be_meant(
    ana: Person, line: str
) -> None:
    await of_chiara(ana)

    asked = await ana.types(f"/task {line}")

    assert "Chiara Rossi has 3 open tasks that you may change: T-2, T-1 and T-3." in asked
    assert "Nothing was changed" in asked
    assert "Sam" not in await ana.types("/task show T-1")
    await ana.types(f"/task {line}")
    given = await ana.presses("Give 3 tasks to Sam Okafor", ana.shown[-1])
    assert "3 open tasks of Chiara Rossi are Sam Okafor's now: T-2, T-1 and T-3" in given
    for number in (1, 2, 3):
        assert "Sam Okafor" in await ana.types(f"/task show T-{number}")
    assert "Chiara Rossi" in await ana.types("/task show T-4")


async def test_what_was_given_away_whole_is_told_in_one_message_and_taken_back_by_one_undo(
    world: World, ana: Person
) -> None:
    await world.clock(to="2026-10-26T09:30:00+00:00")
    await of_chiara(ana)
    sam = world.person("sam")
    await ana.types("/task Restart the gateway @chiara !p1")
    await ana.types("/task hand over all of @chiara to @sam")

    given = await ana.presses("Give 4 tasks to Sam Okafor", ana.shown[-1])

    assert "Sam Okafor has them in a direct message now." in given
    [message] = await told(sam)
    assert [f"*T-{number}*" in words(message) for number in (1, 2, 3, 4, 5)] == [True] * 3 + [False, True]
    await ana.types("/task undo")
    assert "Chiara Rossi" in await ana.types("/task show T-1")
    await world.clock(to=TUESDAY)
    assert len(await told(sam)) == 1
    assert "*T-1* Order" in words((await told(world.person("chiara")))[-1])


async def test_work_that_can_wait_is_told_in_the_message_of_the_day(world: World, ana: Person) -> None:
    await ana.types("/task Order the racks @chiara by 30 nov")
    await ana.types("/task Call the vendor @chiara")
    await ana.types("/task hand over all of @chiara to @sam")

    given = await ana.presses("Give 2 tasks to Sam Okafor", ana.shown[-1])
    await world.clock(to=TUESDAY)

    assert given.count("Sam Okafor hears of them by Mon 26 Oct at 09:00") == 1
    [day] = await told(world.person("sam"))
    assert "*T-1* Order the racks" in words(day)
    assert "*T-2* Call the vendor" in words(day)


async def test_what_the_asker_does_not_see_stays_and_is_not_counted(world: World, ana: Person) -> None:
    await ana.types("/task Check the penalty clause @dana", channel="#vendor-terms")
    await ana.types("/task Order the racks @dana")

    asked = await world.person("ben").types("/task hand over all of @dana to @sam")

    assert "has 1 open task that you may change: T-2." in asked


async def test_who_takes_a_task_private_to_a_channel_is_named_with_it(world: World, ana: Person) -> None:
    await ana.types("/task Check the penalty clause @dana", channel="#vendor-terms")
    await ana.types("/task Order the racks @dana")
    await ana.types("/task hand over all of @dana to @ben")

    given = await ana.presses("Give 2 tasks to Ben Carter", ana.shown[-1])

    assert "T-1: Ben Carter sees it" in given


async def test_a_guest_gives_away_nobodys_work_but_their_own(world: World, ana: Person) -> None:
    gil = world.person("gil")
    await ana.types("/task Order the racks @chiara")
    await ana.types("/task Call the vendor @gil")

    others = await gil.types("/task hand over all of @chiara to @me")
    own = await gil.types("/task hand over all of @me to @chiara")

    assert "has no open task that you may change" in others
    assert "Gil Novak has 1 open task that you may change: T-2." in own


async def test_who_has_nothing_or_is_nobody_here_is_said_to_be_so(ana: Person) -> None:
    nothing = await ana.types("/task hand over all of @dev to @sam")
    unknown = await ana.types("/task hand over all of @zorro to @sam")
    same = await ana.types("/task hand over all of @sam to @sam")

    assert "Dev Patel has no open task that you may change. Nothing was changed." in nothing
    assert 'Nobody here is called "@zorro"' in unknown
    assert "Name two people" in same


async def test_the_question_can_make_a_task_of_the_line_all_the_same(ana: Person) -> None:
    await ana.types("/task Order the racks @chiara")
    await ana.types("/task Hand over all work of @chiara to @sam")

    assert "Add it as a task" in labels(ana.shown[-1])
    assert "a change of all open tasks of one person" in await ana.types(
        "/task explain hand over all of @chiara to @sam"
    )


async def test_what_came_after_the_question_is_not_given_by_its_button(world: World, ana: Person) -> None:
    await of_chiara(ana)
    await ana.types("/task hand over all of @chiara to @sam")
    asked = ana.shown[-1]
    await ana.types("/task Sign the secret @chiara by fri", channel="#vendor-terms")

    given = await ana.presses("Give 3 tasks to Sam Okafor", asked)

    assert "3 open tasks of Chiara Rossi are Sam Okafor's now: T-2, T-1 and T-3" in given
    assert "Chiara Rossi" in await ana.types("/task show T-5", channel="#vendor-terms")


@pytest.mark.parametrize(
    "line", ["hand over my tasks to @sam", "give all of mine to @sam", "hand over all my work to @sam"]
)
async def test_who_goes_away_hands_over_their_own_work(ana: Person, line: str) -> None:
    await ana.types("/task Order the racks")
    await ana.types("/task Renew the certificate @chiara")

    asked = await ana.types(f"/task {line}")

    assert "Ana Sousa has 1 open task that you may change: T-1." in asked
    assert "Give 1 task to Sam Okafor" in labels(ana.shown[-1])


@pytest.mark.parametrize("line", ["hand over all of @- to @ben", "hand over all of <@> to @ben"])
async def test_a_hand_over_of_nobody_is_a_title(ana: Person, line: str) -> None:
    assert "Added *T-1*" in await ana.types(f"/task {line}")
