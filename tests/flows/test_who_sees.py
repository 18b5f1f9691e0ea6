"""What a person may not see answers, at every door, exactly like what does not exist."""

import json

import pytest

from tests.world import Person, World, words

SECRET = "/task add Prepare the merger @ana by fri +quiet ~3h !high"
NOTHING = "T-77"  # there is no such task
ON_TASKS = [
    "show {}",
    "history {}",
    "done {}",
    "reopen {}",
    "start {}",
    "take {}",
    "block {} the vendor",
    "unblock {}",
    "assign {} @ben",
    "decline {} no time",
    "suggest {}",
    "due {} 12 nov",
    "snooze {} mon",
    "after {} T-2",
    "after T-2 {}",
    "free {} T-2",
    "edit {} Prepare something else",
    "note {} pinged legal",
    "split {} one; two",
    "drop {} no need",
    "watch {}",
    "unwatch {}",
    "{}",
    "add Mount the racks after {}",
]
LISTS = [
    "",
    "list all",
    "list late",
    "list @ana",
    "list +quiet",
    "list !high",
    'list "merger"',
    "list done",
    "board all",
    "find merger",
    "find prepare",
    "undo",
    "explain Mount the racks after T-1",
    "skills @ana",
]


@pytest.fixture
async def secret(world: World, ana: Person, ben: Person) -> World:
    """A task in a private channel of Ana's, and one of Ben's that everybody sees."""
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    await ana.types(SECRET, "#vendor-terms")
    await ben.types("/task add Order racks", "#general")
    return world


@pytest.mark.parametrize("line", ON_TASKS)
async def test_a_hidden_task_answers_like_one_that_is_not_there(
    secret: World, ben: Person, line: str
) -> None:
    there = await ben.types(f"/task {line.format('T-1')}", "#general")
    nowhere = await ben.types(f"/task {line.format(NOTHING)}", "#general")

    assert there.replace("T-1", NOTHING).replace("T-3", "T-4") == nowhere.replace("T-3", "T-4")
    assert "merger" not in there


@pytest.mark.parametrize("line", LISTS)
async def test_no_list_search_or_view_shows_a_hidden_task(secret: World, ben: Person, line: str) -> None:
    told = await ben.types(f"/task {line}", "#general")

    assert "merger" not in told.replace("“merger”", "").replace("find merger", "")
    assert "*T-1*" not in told


async def test_home_and_direct_messages_show_no_hidden_task(secret: World, ana: Person, ben: Person) -> None:
    await secret.get("home", as_="ben")
    await ana.types("/task assign T-1 @dana", "#vendor-terms")
    await secret.clock(to="2026-11-03T15:00:00+00:00")

    view = await secret.get("home", as_="ben", peek="1")
    messages = await ben.dms()

    assert "merger" not in json.dumps(view)
    assert "merger" not in json.dumps(messages)


@pytest.mark.parametrize(
    "line", ["export csv all", "export json +quiet", "export csv @ana", 'export csv "merger"']
)
async def test_no_file_holds_a_hidden_task(secret: World, ana: Person, ben: Person, line: str) -> None:
    await ana.types("/task add Order lamps +quiet about the merger", "#general")
    await ana.types("/task add Mount the racks after T-1", "#vendor-terms")
    await ana.types("/task assign T-4 @ben", "#vendor-terms")

    told = await ben.types(f"/task {line}", "#general")
    brought = await ben.dms()
    held = b"".join([await secret.file(message) for message in brought if message.get("files")])

    assert b"Order lamps" in held
    assert b"Prepare the merger" not in held
    assert b"T-1" not in held
    assert "1 task" in told or "2 tasks" in told or "3 tasks" in told


async def test_a_file_asked_for_where_the_task_is_holds_what_its_members_see(
    secret: World, ana: Person
) -> None:
    await ana.types("/task export json +quiet", "#vendor-terms")

    [brought] = [message for message in await ana.dms() if message.get("files")]

    assert b"Prepare the merger" in await secret.file(brought)


async def test_only_the_private_channel_has_the_card(secret: World, ben: Person) -> None:
    channels = (await secret.get("state"))["channels"]
    open_ones = [one["id"] for one in channels if not one["is_private"] and not one.get("is_im")]

    shown = [message for channel in open_ones for message in await secret.channel(channel).messages()]

    assert "merger" not in json.dumps(shown)


async def test_a_digest_of_a_public_channel_leaves_a_hidden_task_out(secret: World, ana: Person) -> None:
    await ana.types("/project new Atlas", "#atlas")
    await ana.types("/task add Prepare the takeover by fri #atlas", "#vendor-terms")
    await ana.types("/task add Order cables by fri", "#atlas")
    await ana.types("/digest setup #atlas mon 09:00", "#steering")

    told = await ana.types("/digest preview", "#steering")

    assert "takeover" not in told


async def test_a_guest_sees_what_is_theirs_and_their_channels_and_no_more(secret: World, ana: Person) -> None:
    gil = secret.person("gil")
    await ana.types("/task add Paint the door", "#steering")
    await ana.types("/task add Water the plants", "#atlas")

    told = await gil.types("/task list all", "#atlas")

    assert "Water the plants" in told
    assert "Paint the door" not in told
    assert "merger" not in told


async def test_who_joins_the_private_channel_sees_its_tasks_from_then_on(secret: World, ben: Person) -> None:
    await secret.post("channel", channel="#vendor-terms", join="ben")
    await secret.settle()

    assert "Prepare the merger" in words({"text": await ben.types("/task list all", "#general")})
