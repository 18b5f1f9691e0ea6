"""What a person may not see answers, at every door, exactly like what does not exist."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.flows.standup_words import PLACE, TUESDAY, answer, opened, starts, thread
from tests.world import Person, World, labels, words

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


@pytest.fixture
async def standup(secret: World, ana: Person, ben: Person) -> World:
    """A standup in whose channel everybody sees one task of Ben's, but not three others of his."""
    await secret.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", PLACE)
    await ana.types("/task Merge the ledgers @ben by tue", "#vendor-terms")
    await ana.types("/task Value the merger @ben by tue", "#vendor-terms")
    await ben.types("/task Call the merger's lawyer by tue", "@muster")
    await ben.types("/task start T-2", PLACE)
    await secret.clock(to=f"{TUESDAY}T13:31:00+00:00")
    await ben.types("/task done T-3", PLACE)
    return secret


async def test_the_form_of_a_standup_proposes_only_what_its_channel_may_see(
    standup: World, ben: Person
) -> None:
    view = await opened(ben)
    await ben.submits(view, {name: {name: text} for name, text in starts(view).items() if text})

    told = "\n".join(words(one) for one in await thread(standup))
    assert "T-2 Order racks" in told
    assert "T-3" not in told
    assert "erge" not in told
    assert "3 more tasks of yours not put in: not everybody in #atlas-standup may see" in words(view)


async def test_who_resolves_a_blocker_hears_nothing_of_a_hidden_task(standup: World, ben: Person) -> None:
    await ben.types("/task block T-4 the merger's board", PLACE)
    await answer(ben, "", "", "T-4 waits for a key")

    told = await standup.person("sam").types("/standup resolve B-1", PLACE)

    assert "*B-1* T-4 waits for a key: no longer in the way of Ben Carter" in told
    assert "merger" not in told
    assert "still blocked" not in told


async def test_a_day_later_members_of_private_channels_and_guests_see_what_they_saw(
    secret: World, ana: Person
) -> None:
    gil = secret.person("gil")
    await ana.types("/task add Water the plants", "#atlas")

    await secret.clock(by="25h")

    assert "Prepare the merger" in await ana.types("/task show T-1", "#atlas")
    assert "Water the plants" in await gil.types("/task show T-3", "#general")


async def test_the_message_of_a_later_morning_shows_what_its_reader_may_see(
    secret: World, ana: Person
) -> None:
    await secret.person("dana").types("/task watch T-1", "#vendor-terms")
    await secret.clock(to="2026-10-29T18:00:00+00:00")
    await ana.types("/task note T-1 The board agrees", "#vendor-terms")

    await secret.clock(to="2026-11-02T16:00:00+00:00")

    assert "The board agrees" in "\n".join(words(one) for one in await secret.person("dana").dms())


async def test_a_held_post_is_tried_again_when_the_clock_has_jumped(world: World, ana: Person) -> None:
    await world.post("faults", method="chat.postMessage", kind="refuse:is_archived", times=1)
    await ana.types("/task add Order racks", "#atlas")
    before = await world.channel("#atlas").messages()

    await world.clock(by="12h")

    assert before == []
    assert "Order racks" in words(await world.channel("#atlas").last())


@pytest.mark.parametrize("line", ["show T-3", "find racks", "list all", "history T-3"])
async def test_a_channel_that_is_made_private_shows_nothing_outside_from_then_on(
    secret: World, ana: Person, line: str
) -> None:
    await ana.types("/task add Count the racks", "#steering")
    dev = secret.person("dev")
    before = await dev.types(f"/task {line}", "#atlas")

    await secret.post("channel", channel="#steering", private=True)
    after = await dev.types(f"/task {line}", "#atlas")

    assert "Count the racks" in before
    assert "Count the racks" not in after
    assert "Count the racks" in await ana.types("/task show T-3", "#atlas")


@pytest.mark.parametrize("proof", ["a command", "a message", "that events were too many"])
async def test_what_is_said_in_a_channel_tells_that_it_is_private_although_the_event_was_lost(
    secret: World, ana: Person, proof: str
) -> None:
    await ana.types("/task add Count the racks", "#steering")
    await secret.post("switches", hourly_events=0)
    if proof != "that events were too many":
        await ana.writes("Slack says so once a minute", "#atlas")
        await secret.settle()
    await secret.post("channel", channel="#steering", private=True)
    await secret.post("switches", hourly_events=30_000)

    if proof == "a command":
        await ana.types("/task note T-3 hush", "#steering")
    elif proof == "a message":
        await ana.writes("hush", "#steering")
    else:
        await secret.settle()

    assert "There is no T-3 here" in await secret.person("dev").types("/task show T-3", "#atlas")


async def test_a_channel_without_muster_that_is_made_private_is_hidden_within_the_hour(
    secret: World, ana: Person
) -> None:
    before = await secret.person("dev").types("/task show T-2", "#atlas")

    await secret.post("channel", channel="#general", private=True)
    await secret.stage.muster.hourly.run()

    assert "Order racks" in before
    assert "There is no T-2 here" in await secret.person("dev").types("/task show T-2", "#atlas")


async def test_a_history_says_nothing_of_links_to_a_hidden_task(
    secret: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task after T-2 T-1", "#vendor-terms")
    before = await ben.types("/task history T-2", "#general")
    await ana.types("/task add Unpack", "#general")
    await ana.types("/task after T-2 T-3", "#vendor-terms")

    told = await ben.types("/task history T-2", "#general")
    shown = await ben.types("/task show T-2", "#general")

    assert "waits for" not in before
    assert "T-?" not in told + shown
    assert "changed what it waits for from nothing to T-3" in told
    assert "T-1" not in told + shown


async def test_a_message_of_a_morning_says_nothing_of_links_to_a_hidden_task(
    secret: World, ana: Person, ben: Person
) -> None:
    await secret.clock(to=f"{TUESDAY}T16:00:00+00:00")
    await ana.types("/task after T-2 T-1", "#vendor-terms")
    await ana.types("/task note T-2 The van is late", "#general")

    await secret.clock(to="2026-10-28T15:00:00+00:00")

    told = words((await ben.dms())[-1])
    assert "The van is late" in told
    assert "waits for" not in told


async def test_who_watches_from_outside_a_private_channel_is_named_and_told_nothing(
    secret: World, ana: Person
) -> None:
    gil = secret.person("gil")
    added = await ana.types("/task add Value the merger cc @gil by wed", "#vendor-terms")
    edited = await ana.types("/task due T-3 thu", "#vendor-terms")

    await secret.clock(to="2026-10-30T15:00:00+00:00")

    said = "Gil Novak is not in its channel, so the cc tells them nothing."
    assert said in added
    assert said not in edited
    assert "T-3" not in "\n".join(words(one) for one in await gil.dms())


async def test_who_left_a_private_channel_hears_no_more_of_what_they_watched_there(
    secret: World, ana: Person
) -> None:
    dana = secret.person("dana")
    await dana.types("/task watch T-1", "#vendor-terms")
    await secret.post("channel", channel="#vendor-terms", leave="dana")
    await ana.types("/task due T-1 6 nov", "#vendor-terms")

    await secret.clock(to="2026-10-30T15:00:00+00:00")

    assert "T-1" not in "\n".join(words(one) for one in await dana.dms())


async def test_nobody_is_suggested_who_is_not_known_to_be_in_the_private_channel(
    world: World, ana: Person
) -> None:
    told = await ana.types("/task add Value the merger @nobody by fri", "#vendor-terms")
    asked = await ana.types("/task suggest T-1", "#vendor-terms")

    assert "Give to" not in told + asked
    assert "It is of a private channel Muster is not in, so it knows nobody who could own it." in asked


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("lea", "Lea Brandt sees it also without being in its channel."),
        ("paolo", "Paolo Ricci shares no channel with Muster, so it cannot tell them: please do."),
    ],
)
async def test_a_guest_or_outsider_who_is_given_a_task_elsewhere_is_warned_of(
    world: World, ana: Person, who: str, said: str
) -> None:
    assert said in await ana.types(f"/task add Count the racks @{who} by fri", "#atlas")


async def test_a_task_says_where_it_belongs_and_who_may_not_see_that_place_is_not_told_its_name(
    secret: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task assign T-1 @ben", "#vendor-terms")
    await ana.types("/task Think", "@muster")

    assert "In #general\n" in await ana.types("/task show T-2", "#atlas")
    assert "In #vendor-terms (private)" in await ana.types("/task show T-1", "#atlas")
    assert "In no channel: who made it, owns it or watches it sees it" in await ana.types("/task show T-3")
    told = await ben.types("/task show T-1", "#general")
    assert "In a private channel that you are not in" in told
    assert "vendor-terms" not in told


async def test_a_guest_of_a_public_channel_without_muster_sees_its_tasks_wherever_they_ask(
    world: World, ana: Person
) -> None:
    gil = world.person("gil")
    await ana.types("/task add Count the racks @gil by fri", "#general")
    hidden = await gil.types("/task show T-1", "#atlas")
    await gil.types("/task assign T-1 @ben", "#general")

    assert "Count the racks" in hidden
    assert "Count the racks" in await gil.types("/task show T-1", "#atlas")
    assert "Count the racks" in await gil.types("/task history T-1", "#atlas")
    await world.clock(by="25h")
    assert "There is no T-1 here" in await gil.types("/task show T-1", "#atlas")


async def test_a_guest_is_offered_nothing_on_what_they_may_not_change(world: World, ana: Person) -> None:
    gil = world.person("gil")
    await ana.types("/task Order the racks @ben by fri")
    await ana.types("/task Check the seals @gil by fri")

    for line, others in (
        ("/task list all", ["Done"]),
        ("/task find the", ["Done"]),
        ("/task board todo", ["Done"]),
    ):
        await gil.types(line, "#atlas")
        assert [one for one in labels(gil.shown[-1]) if one == "Done"] == others
    await gil.types("/task show T-1", "#atlas")
    theirs = labels(gil.shown[-1])
    await gil.types("/task show T-2", "#atlas")
    own = labels(gil.shown[-1])
    await ana.types("/task drop T-1 not needed", "#atlas")
    await gil.types("/task show T-1", "#atlas")

    assert theirs == ["History"]
    assert {"Done", "Date", "Edit", "History"} <= set(own)
    assert labels(gil.shown[-1]) == ["History"]


async def test_another_workspace_the_app_is_installed_in_learns_nothing_of_this_one_and_is_told_what_to_do(
    world: World, ana: Person, database: Path
) -> None:
    await ana.types("/task Renew the certificate")
    await world.post("app", team="harbour", installed=True)
    await world.settle()

    said = []
    for line in ("Dock the crane", "list all", "show T-1", "find certificate", "export csv everything"):
        asked = {"as": "mara", "team": "harbour", "channel": "quay", "command": "/task", "text": line}
        said += [words(one) for one in (await world.post("command", **asked))["ephemerals"]]
        await world.settle()
    await world.post("app", team="harbour", installed=False)
    await world.settle()

    assert said == ["This Muster is of another workspace. Nothing was changed. Each needs its own."] * 5
    assert "Renew the certificate" in await ana.types("/task list all")
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT title FROM task").fetchall() == [("Renew the certificate",)]


async def test_undo_changes_and_shows_no_task_that_is_no_longer_seen(world: World, ana: Person) -> None:
    sam = world.person("sam")
    await world.post("channel", channel="#vendor-terms", join="sam")
    await ana.types("/task Draft the terms by fri", "#vendor-terms")
    await sam.types("/task T-1 !p1; note T-1 for the merger", "#vendor-terms")
    await world.post("channel", channel="#vendor-terms", leave="sam")
    await world.settle()
    await ana.types("/task edit T-1 Buy Acme", "#vendor-terms")

    told = await sam.types("/task undo")

    assert "is no longer yours to see or to change, so it stays. Nothing was changed." in told
    assert "Acme" not in told
    assert "P1" in await ana.types("/task show T-1", "#vendor-terms")


async def test_a_guest_takes_back_no_change_of_what_is_somebody_elses_by_now(
    world: World, ana: Person
) -> None:
    gil = world.person("gil")
    await ana.types("/task Paint the wall @gil by fri", "#atlas")
    await gil.types("/task T-1 !p1", "#atlas")
    await ana.types("/task assign T-1 @ben", "#atlas")

    assert "is no longer yours to see or to change" in await gil.types("/task undo", "#atlas")
    assert "P1" in await ana.types("/task show T-1", "#atlas")


async def test_a_guest_takes_back_what_they_made_declined_or_watch(world: World, ana: Person) -> None:
    gil = world.person("gil")
    await gil.types("/task Paint the wall @ana by fri", "#atlas")
    assert "Taken back" in await gil.types("/task undo", "#atlas")
    await ana.types("/task Paint the door @gil by fri", "#atlas")
    await gil.types("/task decline T-2 no paint", "#atlas")
    assert "Taken back" in await gil.types("/task undo", "#atlas")
    await ana.types("/task Paint the roof", "#atlas")
    await gil.types("/task watch T-3", "#atlas")

    assert "Taken back" in await gil.types("/task undo", "#atlas")
