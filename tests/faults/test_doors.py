"""Mentions and emoji in the middle of trouble: one task, one card, whatever Slack does."""

import pytest

from tests.flows.test_home import home, press
from tests.flows.test_task_said import thread_of
from tests.world import Person, World, words


async def test_an_emoji_whose_message_could_not_be_read_makes_its_task_when_slack_sends_it_again(
    world: World, ana: Person
) -> None:
    """The message that was given an emoji cannot be read.

    Happens: the event gets no ack, so Slack sends it again.
    Seen: the task, once, a little later.
    """
    await ana.types("/task emoji :pushpin:")
    message = await ana.writes("The firewall rules need a review")
    await world.post("faults", method="conversations.replies", kind="fatal_error", times=1)

    world.misses_answers()
    await ana.reacts("pushpin", message)
    await world.clock(by="10m")

    below = await thread_of(world, message)
    assert ["*T-1* The firewall rules need a review" in words(one) for one in below] == [True]


async def test_a_card_whose_answer_was_lost_is_found_in_the_thread_and_not_sent_twice(
    world: World, ana: Person
) -> None:
    """Slack takes a card into somebody's thread, and its answer is lost.

    Happens: the thread is looked through for it, and it is found there.
    Seen: one card in the thread.
    """
    root = await ana.writes("The certificate runs out")
    await world.post("faults", method="chat.postMessage", kind="timeout_after", times=1)

    await ana.writes("@muster task Renew it", under=root)
    await world.settle()

    cards = [words(one) for one in await thread_of(world, root) if "*T-1*" in words(one)]
    assert len(cards) == 1


async def test_a_link_that_slack_would_not_give_leaves_the_task_without_one(
    world: World, ana: Person
) -> None:
    """Slack does not say where a message stands.

    Happens: the task is made all the same.
    Seen: a card that does not lead back.
    """
    root = await ana.writes("The certificate runs out")
    await world.post("faults", method="chat.getPermalink", kind="fatal_error", times=1)

    await ana.writes("@muster task Renew it", under=root)

    card = words((await thread_of(world, root))[-1])
    assert "*T-1* Renew it" in card
    assert "From this message" not in card


@pytest.mark.parametrize("kind", ["drop_before", "refuse:expired_trigger_id"])
async def test_a_form_that_cannot_be_opened_is_said_to_be_so(world: World, ana: Person, kind: str) -> None:
    """Slack does not open a form, or the connection is cut over it.

    Happens: the command is acknowledged all the same.
    Seen: that the form could not be opened, and that nothing was changed.
    """
    await world.post("faults", method="views.open", kind=kind, times=1)

    assert "The form could not be opened in time. Nothing was changed." in await ana.types("/task add")


async def test_a_message_whose_address_does_not_come_opens_the_form_all_the_same(
    world: World, ana: Person
) -> None:
    """The connection is cut while Slack is asked for the address of a message, for its form.

    Happens: the address is worked out instead.
    Seen: the form, as ever.
    """
    message = await ana.writes("The certificate runs out")
    await world.post("faults", method="chat.getPermalink", kind="drop_before", times=3)

    await ana.submits(await ana.uses("make_task", message))

    card = words(await world.channel("#atlas").last())
    assert "*T-1* The certificate runs out" in card
    assert f"/p{message['ts'].replace('.', '')}|From this message>" in card


@pytest.mark.parametrize("kind", ["drop_before", "fatal_error"])
async def test_a_list_whose_modal_does_not_open_over_home_comes_by_direct_message(
    world: World, ana: Person, kind: str
) -> None:
    """Slack does not open a list over Home, or the connection is cut over it.

    Happens: the list is sent as a direct message instead.
    Seen: the list, in the direct message with Muster.
    """
    for number in range(12):
        await ana.types(f"/task add Rack {number} @ben by {1 + number} dec")
    view = await home(ana)
    await world.post("faults", method="views.open", kind=kind, times=1)

    await press(ana, view, "All I gave away")

    assert any("given away by Ana Sousa* · 12" in words(one) for one in await ana.dms())


@pytest.mark.parametrize("kind", ["fatal_after", "drop_after", "timeout_after"])
async def test_a_list_whose_modal_opened_over_home_while_the_answer_was_lost_comes_once(
    world: World, ana: Person, kind: str
) -> None:
    """Slack opens a list over Home, and its answer is lost or comes too late.

    Happens: the modal is looked for by the name it was given, and it is found there.
    Seen: the list over Home, and no message beside it.
    """
    for number in range(12):
        await ana.types(f"/task add Rack {number} @ben by {1 + number} dec")
    view = await home(ana)
    before = len(await ana.dms())
    await world.post("faults", method="views.open", kind=kind, times=1)

    await press(ana, view, "All I gave away")
    await world.settle()

    assert "given away by Ana Sousa* · 12" in words(await ana.form())
    assert len(await ana.dms()) == before


async def test_a_list_whose_press_slack_delivers_twice_opens_once_over_home(
    world: World, ana: Person
) -> None:
    """Slack delivers a press on Home twice.

    Happens: the second one finds the modal that the first one opened.
    Seen: the list over Home, and no message beside it.
    """
    for number in range(12):
        await ana.types(f"/task add Rack {number} @ben by {1 + number} dec")
    view = await home(ana)
    before = len(await ana.dms())
    await world.post("faults", method="socket", kind="twice", times=1)

    await press(ana, view, "All I gave away")
    await world.settle()

    assert "given away by Ana Sousa* · 12" in words(await ana.form())
    assert len(await ana.dms()) == before
