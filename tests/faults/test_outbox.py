"""What becomes of a card when Slack refuses, stumbles, or answers nothing."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import text

from bot.delivery import Claimed
from bot.play import QUICK
from bot.sandbox.workspace import Message
from bot.slack import EVENT_TYPE, Refused, Sent, Slack
from storage import posts as owed
from storage.vocabulary import PostState
from tests.world import Person, World, unhurried, words

LINE = "/task Order the racks by fri"
TS = "1793001600.000100"


def posts(database: Path) -> list[tuple[str, str]]:
    """Return the state and reason of each post on record."""
    with sqlite3.connect(database) as db:
        return db.execute("SELECT state, reason FROM post ORDER BY id").fetchall()


async def looked_for(database: Path) -> tuple[str, timedelta]:
    """Wait until a post was looked for once; return its key, and the time from attempt to next look."""
    for _ in range(1000):
        with sqlite3.connect(database) as db:
            found = db.execute("SELECT key, attempted_at, retry_at FROM post WHERE looks = 1").fetchone()
        if found:
            return found[0], datetime.fromisoformat(found[2]) - datetime.fromisoformat(found[1])
        await asyncio.sleep(0.01)
    raise AssertionError("no post was looked for")


@pytest.mark.parametrize(
    "kind",
    [
        "ratelimited",
        "fatal_after",
        "500_after",
        "drop_after",
        "drop_before",
        "timeout_before",
        "timeout_after",
        "slow:1",
        "refuse:internal_error",
        "refuse:service_unavailable",
    ],
)
async def test_a_first_post_that_went_wrong_once_shows_exactly_once(
    world: World, ana: Person, database: Path, kind: str
) -> None:
    """Slack answers a new message with 429, 500, `fatal_error`, late or never, or cuts the connection,
    before or after doing the work.

    Happens: 429: the method is closed for that workspace as long as Slack says. Otherwise the message is
    looked for, and sent only if it is not there.
    Seen: the card, once, moments later.
    """
    await world.post("faults", method="chat.postMessage", kind=kind, times=1)

    await ana.types(LINE)

    cards = await world.channel("#atlas").messages()
    assert [("Order the racks" in words(card)) for card in cards] == [True]
    assert posts(database) == [("posted", "")]


async def test_a_message_that_slack_shows_only_after_the_first_look_is_found_by_the_second(
    world: World, ana: Person, database: Path
) -> None:
    """The connection is cut over a new message; it gets to Slack all the same, but after Muster has looked.

    Happens: the second look finds it, so that it is not sent again.
    Seen: the card, once.
    """
    await world.post("faults", method="chat.postMessage", kind="drop_before", times=1)
    typing = asyncio.ensure_future(ana.types(LINE))
    key, wait = await looked_for(database)
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"post": key}}
    late = Message(TS, "U0MUSTER", "On its way", bot_id="B0MUSTER", metadata=metadata)
    world.stage.sandbox.core.workspace.channels["C0ATLAS"].messages[TS] = late

    await typing

    [card] = await world.channel("#atlas").messages()
    assert card["ts"] == TS
    assert wait >= timedelta(seconds=QUICK.first_look + QUICK.second_look)
    assert "Order the racks" in words(card)


@pytest.mark.parametrize("kind", ["ratelimited", "fatal_after", "drop_after", "drop_before"])
async def test_an_update_that_went_wrong_once_is_repeated_until_the_card_is_right(
    world: World, ana: Person, kind: str
) -> None:
    """The same, for a change of a message.

    Happens: an update is safe to repeat, and is.
    Seen: the card as it stands.
    """
    await ana.types(LINE)
    await world.post("faults", method="chat.update", kind=kind, times=1)

    await ana.types("/task done T-1")

    assert "Done by Ana Sousa" in words(await world.channel("#atlas").last())


async def test_a_post_refused_for_good_is_dead_with_the_reason(
    world: World, ana: Person, database: Path
) -> None:
    """Slack refuses a message for good.

    Happens: the post is dead, with the reason.
    Seen: nothing in the channel; the reason in `/muster status` and `muster doctor`.
    """
    await world.post("faults", method="chat.postMessage", kind="refuse:invalid_arguments", times=1)

    await ana.types(LINE)

    assert posts(database) == [("dead", "invalid_arguments")]


async def test_a_card_refused_while_the_workspace_joins_an_organisation_is_not_given_up(
    world: World, ana: Person, database: Path
) -> None:
    """The workspace is being moved into an Enterprise organisation, which takes hours.

    Happens: the post is held with the reason, and tried again every hour.
    Seen: the card, once, when Slack takes messages again.
    """
    await world.post("faults", method="chat.postMessage", kind="refuse:team_added_to_org", times=1)
    await ana.types(LINE)
    held = posts(database)

    await world.post("faults", method="users.list", kind="refuse:team_added_to_org", times=1)
    with pytest.raises(SlackApiError, match="team_added_to_org"):
        await world.stage.muster.hourly.run()
    await world.settle()

    assert held == [("held", "team_added_to_org")]
    assert posts(database) == [("posted", "")]
    assert len(await world.channel("#atlas").messages()) == 1


async def test_a_card_for_a_channel_whose_threads_are_closed_waits_with_the_reason(
    world: World, ana: Person, database: Path
) -> None:
    """The channel takes no new threads, or nothing but replies.

    Happens: the post is held with the reason, and tried again every hour.
    Seen: nothing until the channel takes it; the reason in `/muster status` and `muster doctor`.
    """
    await world.post("channel", channel="#atlas", threads="only")

    await ana.types(LINE)

    assert posts(database) == [("held", "restricted_action_thread_only_channel")]
    assert await world.channel("#atlas").messages() == []


async def test_refused_blocks_are_followed_by_the_plain_text(world: World, ana: Person) -> None:
    """Slack refuses the blocks of a message.

    Happens: its plain text is sent instead.
    Seen: the text.
    """
    await world.post("faults", method="chat.postMessage", kind="refuse:invalid_blocks", times=1)

    await ana.types(LINE)

    card = await world.channel("#atlas").last()
    assert "T-1 Order the racks" in card["text"]


async def test_a_card_for_an_archived_channel_waits_until_it_is_opened_again(
    world: World, ana: Person, database: Path
) -> None:
    """The channel of a card is archived.

    Happens: the post is held until the channel is opened again.
    Seen: the card, once, then.
    """
    await world.post("faults", method="chat.postMessage", kind="refuse:is_archived", times=1)
    await ana.types(LINE)
    held = posts(database)

    await world.post("channel", channel="#atlas", archived=True)
    await world.post("channel", channel="#atlas", archived=False)
    await world.settle()

    assert held == [("held", "is_archived")]
    assert len([one for one in await world.channel("#atlas").messages() if one.get("bot_id")]) == 1


async def test_a_card_that_changed_while_its_channel_was_archived_says_so_once_that_is_opened_again(
    world: World, ana: Person, database: Path
) -> None:
    """A task is finished while the channel of its card is archived, where Slack updates no message.

    Happens: the update is held until the channel is opened again.
    Seen: the card as it stood, then as it is.
    """
    await ana.types(LINE)
    await world.post("channel", channel="#atlas", archived=True)

    await ana.types("/task done T-1", "#atlas-standup")
    held = posts(database)
    await world.post("channel", channel="#atlas", archived=False)
    await world.settle()

    assert held == [("held", "is_inactive")]
    assert "Done by Ana Sousa" in words(await world.channel("#atlas").last())


async def test_ten_changes_while_slack_is_closed_become_one_update(world: World, ana: Person) -> None:
    """A task changes ten times while Slack is closed to updates.

    Happens: the versions add up; the newest is drawn.
    Seen: one update with all of it.
    """
    await ana.types(LINE)
    await world.post("faults", method="chat.update", kind="ratelimited", times=1)
    lines = [f"due T-1 2026-11-{day}" for day in range(10, 20)]
    await asyncio.gather(
        *(world.post("command", as_="ana", channel="#atlas", command="/task", text=line) for line in lines)
    )
    await world.settle()

    log = (await world.get("log"))["entries"]
    updates = [entry for entry in log if "chat.update" in (entry.get("method"), entry.get("type"))]
    assert "moved" in words(await world.channel("#atlas").last())
    assert len(updates) < 6


async def test_a_card_refused_for_a_revoked_token_shows_once_after_a_restart_with_a_good_one(
    database: Path,
) -> None:
    """The token is revoked while a card is sent.

    Happens: everything owed to the workspace is held; a start with a good token releases it.
    Seen: the card, once.
    """
    async with unhurried(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        await world.post("faults", method="chat.postMessage", kind="refuse:token_revoked", times=1)
        await world.person("ana").types(LINE)
        held, kept = posts(database), first.sandbox.snapshot()

    async with unhurried(database, snapshot=kept) as second, aiohttp.ClientSession() as session:
        world = World(second, session)
        await world.settle()
        shown = [words(card) for card in await world.channel("#atlas").messages()]

    assert held == [("held", "token_revoked")]
    assert ["Order the racks" in text for text in shown] == [True]


async def test_a_message_that_may_be_there_is_not_sent_again_while_nobody_can_look(
    world: World, ana: Person, database: Path
) -> None:
    """The connection is cut over a new message that got to Slack; Slack refuses to say whether it is there.

    Happens: the post is held, with the reason; once the channel is opened again, the message is found.
    Seen: the card, once.
    """
    await world.post("faults", method="chat.postMessage", kind="drop_after", times=1)
    await world.post("faults", method="conversations.history", kind="refuse:not_in_channel", times=1)

    await ana.types(LINE)
    held = posts(database)
    await world.post("channel", channel="#atlas", archived=True)
    await world.post("channel", channel="#atlas", archived=False)
    await world.settle()

    [card] = await world.channel("#atlas").messages()
    assert held == [("held", "cannot look for it: not_in_channel")]
    assert "Order the racks" in words(card)
    assert posts(database) == [("posted", "")]


async def test_only_a_message_of_muster_itself_counts_as_found(world: World) -> None:
    """While a message is looked for, another app has posted one that carries a copy of its metadata.

    Happens: the author must be Muster, so the copy is not taken for it.
    Seen: Muster's own message, and what the other app posted, as it is.
    """
    channel = world.stage.sandbox.core.workspace.channels["C0ATLAS"]
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"post": "k1"}}
    slack, since = Slack(world.stage.muster._client), world.stage.clock.now()

    async def look() -> Sent | Refused | None:
        return await slack.look("C0ATLAS", "k1", bot="U0MUSTER", since=since, thread_ts=None)

    channel.messages[TS] = Message(TS, "U0BUILD", "A copy", bot_id="B0BUILD", metadata=metadata)
    copied = await look()
    channel.messages[TS] = Message(TS, "U0MUSTER", "Ours", bot_id="B0MUSTER", metadata=metadata)
    ours = await look()

    assert copied is None
    assert ours == Sent("C0ATLAS", TS)


async def test_a_worker_with_too_little_of_its_lease_left_begins_no_request(
    world: World, ana: Person
) -> None:
    """Drawing a message, or opening a direct message, takes so long that the lease could end in the request.

    Happens: the request is not begun; the post is due again.
    Seen: nothing twice.
    """
    await ana.types(LINE)
    store, delivery = world.stage.store, world.stage.muster._outbox._delivery
    post = replace(await store.read(owed.get, 1), ts=None)
    target = await store.read(delivery.aim, post)

    outcome = await delivery.send(Claimed(post, "lease", until=world.stage.clock.real()), target)

    assert outcome.state is PostState.DUE
    assert len(await world.channel("#atlas").messages()) == 1


async def test_an_update_that_went_wrong_a_thousand_times_is_tried_again(world: World, ana: Person) -> None:
    """Slack stumbles over a message for weeks on end.

    Happens: the wait before the next try grows to ten minutes, and no further.
    Seen: the card as it stands, once Slack takes it.
    """
    await ana.types(LINE)
    await world.post("faults", method="chat.update", kind="fatal_error", times=1)
    store, delivery, now = world.stage.store, world.stage.muster._outbox._delivery, world.stage.clock.real()
    post = replace(await store.read(owed.get, 1), attempts=1_100)

    outcome = await delivery.send(
        Claimed(post, "lease", until=now + timedelta(minutes=1)), await store.read(delivery.aim, post)
    )

    assert outcome.state is PostState.DUE
    assert outcome.retry_at
    assert outcome.retry_at - now < timedelta(minutes=11)


async def test_slack_is_given_time_to_show_a_message_before_it_is_looked_for(
    world: World, ana: Person
) -> None:
    """The connection is cut over a new message.

    Happens: it is uncertain, and looked for a while after the attempt ended.
    Seen: the card, once.
    """
    await ana.types(LINE)
    store, clock, delivery = world.stage.store, world.stage.clock, world.stage.muster._outbox._delivery
    post = replace(await store.read(owed.get, 1), ts=None)
    target = await store.read(delivery.aim, post)
    await world.post("faults", method="chat.postMessage", kind="drop_before", times=1)

    sent_at = clock.real()
    outcome = await delivery.send(Claimed(post, "lease", until=sent_at + timedelta(seconds=9)), target)

    assert outcome.state is PostState.UNCERTAIN
    assert outcome.retry_at is not None
    assert outcome.retry_at - sent_at >= timedelta(seconds=QUICK.first_look)


async def test_after_a_429_nothing_is_asked_of_that_method_in_that_workspace_until_slack_says(
    world: World, ana: Person
) -> None:
    """Slack answers 429 while more messages are owed to the workspace, and some to another.

    Happens: the others of that workspace wait without a request; those of another go out.
    Seen: each message, once.
    """
    await ana.types(LINE)
    store, delivery = world.stage.store, world.stage.muster._outbox._delivery
    post = replace(await store.read(owed.get, 1), ts=None)
    target = await store.read(delivery.aim, post)
    until = world.stage.clock.real() + timedelta(seconds=9)
    await world.post("faults", method="chat.postMessage", kind="ratelimited", times=1)

    first = await delivery.send(Claimed(post, "one", until), target)
    second = await delivery.send(Claimed(post, "two", until), target)
    other = replace(post, team_id=2)
    of_other = replace(target, spot=replace(target.spot, post=other))
    elsewhere = await delivery.send(Claimed(other, "three", until), of_other)

    assert (first.state, first.reason) == (PostState.DUE, "rate limited")
    assert (second.state, second.reason) == (PostState.DUE, "Slack is closed to it for a while")
    assert elsewhere.state is PostState.POSTED


@pytest.mark.parametrize(
    ("line", "method"),
    [
        ("/task Restart the gateway @chiara !urgent", "conversations.open"),
        ("/task export csv", "files.getUploadURLExternal"),
    ],
)
async def test_after_a_429_no_direct_message_is_opened_and_no_file_brought_until_slack_says(
    world: World, ana: Person, line: str, method: str
) -> None:
    """Slack answers 429 when a direct message is opened, or when a file is brought.

    Happens: others of that workspace that need the same wait without a request.
    Seen: each message, once.
    """
    await world.post("member", as_="chiara", snooze="2h")  # so that it is owed, and not sent
    await ana.types(LINE)
    await ana.types(line)
    store, delivery = world.stage.store, world.stage.muster._outbox._delivery
    [newest] = await store.read(
        lambda tx: tx.execute(text("SELECT max(id) FROM post WHERE place = 'dm'")).one()
    )
    post = replace(await store.read(owed.get, newest), ts=None)
    target = await store.read(delivery.aim, post)
    until = world.stage.clock.real() + timedelta(seconds=9)
    await world.post("faults", method=method, kind="ratelimited", times=1)

    first = await delivery.send(Claimed(post, "one", until), target)
    second = await delivery.send(Claimed(post, "two", until), target)

    assert (first.state, first.reason) == (PostState.DUE, "rate limited")
    assert (second.state, second.reason) == (PostState.DUE, "Slack is closed to it for a while")


async def test_a_message_that_may_be_there_is_found_also_where_it_can_be_drawn_no_more(
    world: World, ana: Person
) -> None:
    """A message was sent by a later version of Muster, which died over it; an earlier one is started again.

    Happens: to look for it nothing is drawn, so that a kind of message nobody knows is no hindrance.
    Seen: nothing twice.
    """
    await ana.types(LINE)
    store, delivery = world.stage.store, world.stage.muster._outbox._delivery
    post = replace(await store.read(owed.get, 1), kind="task.later")

    found = await delivery.look(post)

    assert isinstance(found, Sent)
    assert found.ts == post.ts
