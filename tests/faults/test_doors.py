"""Mentions and emoji in the middle of trouble: one task, one card, whatever Slack does."""

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
