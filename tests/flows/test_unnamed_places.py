"""Where Slack tells Muster no name of a place, none is shown; nor is said what Muster cannot know of it.

Muster is not in #vendor-terms, where Ana and Dana are: Slack calls that "privategroup".
"""

import pytest

from tests.flows.test_daily import TUESDAY, told
from tests.world import Person, World, words

PRIVATE = "#vendor-terms"


def no_names(said: str) -> bool:
    """Tell whether none of what Slack says in the place of a name is in a text."""
    return not any(name in said for name in ("privategroup", "directmessage", "mpdm"))


@pytest.fixture
def group(world: World) -> str:
    """Open a group conversation of Ana, Ben and Dev, without Muster; return its id."""
    core = world.stage.sandbox.core
    return core.workspace.open_group_direct(["U0ANA", "U0BEN", "U0DEV"], core.clock.now()).id


async def test_of_people_in_a_private_channel_without_muster_nobody_is_said_not_to_be_there(
    ana: Person,
) -> None:
    added = await ana.types("/task Agree the terms @dana by fri", channel=PRIVATE)

    assert "without being in" not in added
    assert "Dana Whitfield sees it in any case, also outside its private channel." in added


async def test_a_group_conversation_is_called_one_and_nobody_in_it_is_said_not_to_be(
    ana: Person, group: str
) -> None:
    added = await ana.types("/task Agree the terms @ben by fri", channel=group)

    assert "sees it" not in added
    assert "Muster is not in this conversation, so no card shows there yet." in added
    assert no_names(added)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/task show T-1", "In a private channel that Muster is not in"),
        ("/task list here", "of this private channel"),
        ("/project new Secret", "and this private channel is bound to it"),
        ("/project bind #atlas", "This private channel now means project *Atlas*"),
        ("/digest setup #atlas mon 09:00", "This private channel gets the digest"),
        ("/digest", "There is no digest yet"),
        ("/standup setup mon-fri 09:30", "Muster is not in this private channel"),
        ("/task emoji :pushpin:", "in this private channel"),
    ],
)
async def test_a_private_channel_whose_name_muster_does_not_know_is_called_one(
    ana: Person, line: str, said: str
) -> None:
    await ana.types("/project new Atlas")
    await ana.types("/task Agree the terms", channel=PRIVATE)

    answer = await ana.types(line, channel=PRIVATE)

    assert said in answer
    assert no_names(answer)


async def test_a_digest_of_a_private_channel_is_listed_without_what_slack_calls_that(ana: Person) -> None:
    await ana.types("/project new Secret", channel=PRIVATE)
    await ana.types("/digest setup #secret mon 09:00", channel=PRIVATE)

    again = await ana.types("/project new Other", channel=PRIVATE)
    listed = await ana.types("/digest", channel=PRIVATE)

    assert "This private channel is bound to Secret already" in again
    assert no_names(listed)


async def test_a_group_conversation_is_shown_as_one(ana: Person, group: str) -> None:
    await ana.types("/task Agree the terms", channel=group)

    shown = await ana.types("/task show T-1", channel=group)
    listed = await ana.types("/task list here", channel=group)

    assert "In a conversation that Muster is not in" in shown
    assert "of this conversation" in listed
    assert no_names(shown + listed)


async def test_what_was_said_at_once_of_a_private_channel_without_muster_is_not_said_again(
    world: World, ana: Person
) -> None:
    said = await ana.types("/task Agree the terms @ben by fri", channel=PRIVATE)
    for _ in range(4):
        await world.clock(by="10m")

    await world.clock(to=f"{TUESDAY}T20:00:00+00:00")

    assert "Muster is not in this private channel" in said
    assert "Not seen by others" not in "\n".join(words(one) for one in await told(ana))
