"""What happens to a standup when people, channels and rights change between its prompt and its close."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import directory
from storage import facts, workspaces
from tests.faults.running import until
from tests.faults.test_outbox import posts
from tests.faults.test_ticker import MONDAY_EVENING, set_up
from tests.flows.standup_words import PLACE, answer, direct, thread
from tests.world import Json, Person, World, unhurried, words

TUESDAY = "2026-10-27"


@pytest.fixture
async def asked(world: World, ana: Person) -> World:
    """Tuesday, just after Ana and Sam were asked in Lisbon."""
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)
    await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
    return world


async def said_by_ana(world: World) -> list[str]:
    """Return what stands in the day's thread of Ana's answer."""
    return [text for text in map(words, await thread(world)) if "Signed the contract" in text]


def at(world: World, hour: str) -> datetime:
    """Return a time of the day it is in the workspace, in UTC."""
    return datetime.combine(world.stage.clock.now().date(), time.fromisoformat(hour), UTC)


async def close(world: World) -> None:
    """Let the day end."""
    await world.clock(to=f"{TUESDAY}T20:00:00+00:00")


@pytest.mark.parametrize(
    ("change", "mended"), [({"archived": True}, {"archived": False}), ({"bot_in": False}, {"bot_in": True})]
)
async def test_an_answer_given_while_its_channel_is_closed_to_muster_is_shown_once_it_is_open(
    asked: World, ana: Person, change: Json, mended: Json
) -> None:
    """The standup's channel is archived, or Muster removed from it, between prompt and answer.

    Happens: the answer is on record; its message and the summary are held until the event that mends it.
    Seen: Ana's confirmation at once; answer and summary in the thread, once, when the channel is open again.
    """
    await asked.post("channel", channel=PLACE, **change)
    await ana.writes("Signed the contract", channel=await direct(asked, "ana"))
    await close(asked)

    await asked.post("channel", channel=PLACE, **mended)
    await asked.settle()

    assert len(await said_by_ana(asked)) == 1
    assert [words(one) for one in await thread(asked) if "Closed:" in words(one)] != []


async def test_a_renamed_channel_keeps_its_standup(asked: World, ana: Person) -> None:
    """The standup's channel is renamed between prompt and answer.

    Happens: nothing is held; the channel's new name is taken over, the standup keeps its own.
    Seen: the answer in the same thread, and the next day's thread in the same channel.
    """
    await asked.post("channel", channel=PLACE, name="atlas-daily")
    await ana.writes("Signed the contract", channel=await direct(asked, "ana"))
    await asked.clock(to="2026-10-28T09:31:00+00:00")

    [tuesday, _] = await asked.channel("#atlas-daily").messages()
    replies = await asked.channel("#atlas-daily").messages(thread_ts=tuesday["ts"])
    assert sum("Signed the contract" in words(one) for one in replies) == 1


@pytest.mark.parametrize("is_late", [False, True])
async def test_a_channel_with_a_new_id_keeps_its_standup_and_its_messages(
    asked: World, ana: Person, *, is_late: bool
) -> None:
    """The standup's channel takes another id between prompt and answer, as when it becomes shared.

    Happens: channel and posts go by the new id, also when something was said there before the event came;
    what was refused under the old id is tried again.
    Seen: the answer in the same thread, and the next day's thread in the same channel.
    """
    if is_late:
        await asked.post("faults", method="socket", kind="late")
    changed = asyncio.create_task(asked.post("channel", channel=PLACE, id="C0DAILY"))
    if is_late:
        await until(lambda: asked.stage.sandbox.core.workspace.find_channel("C0DAILY") is not None)
        await asked.post("command", as_="ana", channel="C0DAILY", command="/task", text="list")
    await changed
    await ana.writes("Signed the contract", channel=await direct(asked, "ana"))
    await close(asked)
    await asked.clock(to="2026-10-28T09:31:00+00:00")

    [tuesday, wednesday] = await asked.channel("C0DAILY").messages()
    replies = await asked.channel("C0DAILY").messages(thread_ts=tuesday["ts"])
    assert "Wed 28 Oct" in words(wednesday)
    assert [sum(said in words(one) for one in replies) for said in ("Signed the contract", "Closed:")] == [
        1,
        1,
    ]


async def test_a_member_deactivated_after_the_prompt_is_neither_reminded_nor_asked_again(
    asked: World,
) -> None:
    """A member is deactivated between prompt and answer.

    Happens: nothing more is owed to them; the others' day goes on and closes.
    Seen: the close; no reminder and no further prompt to who is gone.
    """
    await asked.post("member", as_="sam", deleted=True)

    await asked.clock(to="2026-10-28T20:00:00+00:00")

    channels = asked.stage.sandbox.core.workspace.channels.values()
    [sams] = [one for one in channels if one.is_im and "U0SAM" in one.members]
    assert len(sams.messages) == 1
    assert len(await asked.channel(PLACE).messages()) == 2


async def test_a_token_revoked_over_the_close_loses_nothing_and_shows_nothing_twice(database: Path) -> None:
    """Muster's token is revoked between prompt and close, and the app installed again later.

    Happens: all that is owed to the workspace is held, and released at the next start.
    Seen: nothing while it is revoked; then the close of the day, once, and the next day as always.
    """
    async with unhurried(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        await world.clock(to=MONDAY_EVENING)
        await set_up(world)
        await world.clock(to=f"{TUESDAY}T09:31:00+00:00")
        await answer(world.person("ana"), "Signed the contract")
        await world.post("app", revoked=True)
        await close(world)
        held = {state for state, _ in posts(database)}
        kept, now = first.sandbox.snapshot(), first.clock.now()

    async with unhurried(database, start=now, snapshot=kept) as second, aiohttp.ClientSession() as session:
        world = World(second, session)
        await world.settle()
        shown = [words(one) for one in await thread(world)]

    assert "held" in held
    assert sum("Closed:" in text for text in shown) == 1
    assert sum("Signed the contract" in text for text in shown) == 1


async def test_a_token_that_works_again_is_noticed_without_a_restart(asked: World, ana: Person) -> None:
    """The token is revoked over the close, and works again while Muster runs on.

    Happens: all is held; every five minutes Muster asks whether it is taken again, and then releases it.
    Seen: the close, once, within five minutes.
    """
    await asked.post("app", revoked=True)
    await close(asked)
    [team] = await asked.stage.store.read(workspaces.list_teams)
    await asked.stage.muster.probe(team)
    before = [text for text in map(words, await thread(asked)) if "Closed:" in text]

    await asked.post("app", revoked=False)
    await asked.stage.muster.probe(team)
    await asked.settle()

    assert before == []
    assert len([text for text in map(words, await thread(asked)) if "Closed:" in text]) == 1


async def test_an_hour_without_a_connection_delays_no_standup_and_what_changed_is_read_afterwards(
    world: World, ana: Person
) -> None:
    """Both connections are cut, and none can be opened for an hour.

    Happens: timers and posts go on by the Web API; what changed meanwhile is read anew on connecting.
    Seen: the standup in time; commands are refused by Slack until Muster is back, then answered.
    """
    await world.clock(to=MONDAY_EVENING)
    await set_up(world)
    await world.clock(to=f"{TUESDAY}T09:00:00+00:00")
    sandbox = world.stage.sandbox
    await world.post("faults", method="apps.connections.open", kind="refuse:internal_error", times=10_000)
    sandbox.app.sockets.cut()
    await world.post("channel", channel="#general", bot_in=True)

    await world.clock(by="1h")
    lost = await world.post("command", as_="ana", channel="#atlas", command="/task", text="Order the racks")
    asked = len(await ana.dms())
    await world.post("faults", clear=True)
    await until(lambda: sandbox.app.sockets.connected)
    await world.settle()
    told = await ana.types("/task Order the racks", channel="#general")

    assert not lost["ok"]
    assert asked == 1
    assert "Added" in told
    assert "Order the racks" in words(await world.channel("#general").last())


async def test_a_clock_set_back_asks_nobody_twice(asked: World, ana: Person) -> None:
    """The machine's clock is set back by an hour and a half, past a prompt that was asked.

    Happens: the day's prompt is done; its key keeps it from being asked again.
    Seen: one prompt.
    """
    await asked.stage.sandbox.settling.jump(at(asked, "08:00"))
    await asked.settle()
    await asked.clock(to=f"{TUESDAY}T10:00:00+00:00")

    assert len(await ana.dms()) == 1


async def test_a_clock_set_forward_by_three_days_asks_for_the_day_it_is_and_says_what_was_missed(
    asked: World, ana: Person
) -> None:
    """The machine's clock jumps forward by three days.

    Happens: what was due meanwhile is judged by how late it is: closed, or skipped with its reason.
    Seen: one summary of the day that was open; a prompt for the day it is, no reminder of days gone by.
    """
    await asked.stage.sandbox.settling.jump(at(asked, "10:00").replace(day=30))
    await asked.settle()

    prompts = [words(one) for one in await ana.dms()]
    assert len(prompts) == 2
    assert [words(one) for one in await thread_of_tuesday(asked) if "Closed:" in words(one)] != []


async def thread_of_tuesday(world: World) -> list[Json]:
    """Return the thread of the first day."""
    first = (await world.channel(PLACE).messages())[0]
    return await world.channel(PLACE).messages(thread_ts=first["ts"])


class Overtaken(AsyncWebClient):
    """Slack's answers; after the first of one method something happens before it is read."""

    def __init__(
        self, world: World, method: str, meanwhile: Callable[[], Awaitable[object]], about: str
    ) -> None:
        sandbox = world.stage.sandbox
        super().__init__(token=sandbox.bot_token, base_url=sandbox.api_url)
        self._method, self._meanwhile, self._world, self._about = method, meanwhile, world, about

    async def api_call(self, api_method: str, **given: Any) -> Any:
        """Ask Slack, and hand its answer out when what happens meanwhile was heard of."""
        answer = await super().api_call(api_method, **given)
        if api_method == self._method and self._about in str(given):
            self._method = ""
            await self._meanwhile()
            await self._world.settle()
        return answer


async def reads_all(
    world: World, method: str, meanwhile: Callable[[], Awaitable[object]], about: str = ""
) -> None:
    """Have Muster read people and channels while something happens."""
    store = world.stage.store
    team = await store.read(workspaces.find_team, "T0ATLAS")
    assert team is not None
    await directory.read_all(store, Overtaken(world, method, meanwhile, about), team, world.stage.clock.now())


@pytest.mark.parametrize("change", [{"private": True}, {"archived": True}, {"name": "atlas-old"}])
async def test_what_an_event_says_of_a_channel_while_the_channels_are_read_is_not_read_over(
    world: World, change: Json
) -> None:
    """A channel is made private, archived or renamed while Slack's list of channels is on its way.

    Happens: what the event said stands; the list, which is older, changes the others.
    Seen: nothing of a private channel anywhere else.
    """
    await reads_all(world, "conversations.list", lambda: world.post("channel", channel="#atlas", **change))

    [channel] = [one for one in await known_channels(world) if one.slack_id == "C0ATLAS"]
    assert (channel.is_private, channel.is_archived, channel.name) == (
        change.get("private", False),
        change.get("archived", False),
        change.get("name", "atlas"),
    )


async def known_channels(world: World) -> list[facts.Channel]:
    """Return what Muster knows of the workspace's channels."""
    team = await world.stage.store.read(workspaces.find_team, "T0ATLAS")
    assert team is not None
    return await world.stage.store.read(workspaces.list_channels, team.id)


async def test_who_leaves_a_private_channel_while_its_members_are_read_sees_no_more_of_it(
    world: World, ana: Person, ben: Person
) -> None:
    """Somebody leaves a private channel, and somebody joins it, while its members are being read.

    Happens: what the events said stands; the list is older.
    Seen: who left sees nothing of it, who joined does.
    """
    await world.post("channel", channel="#vendor-terms", bot_in=True, join=["ben"])
    await ana.types("/task add Prepare the merger", "#vendor-terms")

    async def change() -> None:
        await world.post("channel", channel="#vendor-terms", leave=["ben"], join=["chiara"])

    before = await ben.types("/task show T-1")
    await reads_all(world, "conversations.members", change, about="C0VENDOR")

    assert "Prepare the merger" in before
    assert "Prepare the merger" not in await ben.types("/task show T-1")
    assert "Prepare the merger" in await world.person("chiara").types("/task show T-1")


async def test_a_limit_while_all_is_read_is_waited_for_and_a_refusal_of_one_channel_ends_no_other(
    world: World, ana: Person, ben: Person
) -> None:
    """Slack limits each method by which people and channels are read, and refuses the members of one channel.

    Happens: what is limited is asked again when Slack says; that channel stays as it is known.
    Seen: the tasks of the private channels behind it, also a day later.
    """
    await world.post("channel", channel="#vendor-terms", bot_in=True, join=["ben"])
    await ana.types("/task add Prepare the merger", "#vendor-terms")
    for method in ("users.list", "conversations.members"):
        await world.post("faults", method=method, kind="ratelimited")
    await world.post("faults", method="conversations.members", kind="refuse:fetch_members_failed")
    await world.stage.sandbox.settling.jump(world.stage.clock.now() + timedelta(hours=25))

    await world.settle()

    assert (await world.get("faults"))["waiting"] == []
    assert "Prepare the merger" in await ben.types("/task show T-1")
