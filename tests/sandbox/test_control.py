"""The clock, settling, followers, the page's notices, who is let in, snapshots and the rest of /control."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import START, Idle
from tests.sandbox.conftest import Place

JSON = dict[str, Any]


class Plan:
    """A stand-in for a product with things due: each takes one look to be done."""

    def __init__(self, place: Place, *dues: datetime) -> None:
        self.place, self.dues, self.ran = place, sorted(dues), list[datetime]()

    async def idle(self) -> Idle:
        now = self.place.clock.now()
        if self.dues and self.dues[0] <= now:
            self.ran.append(now)
            self.dues.pop(0)
            return Idle(False, None)
        return Idle(True, self.dues[0] if self.dues else None)


async def test_the_workspace_is_described_for_the_page(place: Place) -> None:
    state = await place.get("state")

    assert (state["now"], state["ready"]) == ("2026-10-26T08:00:00+00:00", False)
    assert state["tokens"]["bot"] == place.sandbox.bot_token
    assert state["commands"][0] == {
        "command": "/task",
        "description": "Tasks",
        "usage_hint": "what @who when",
    }
    assert state["shortcuts"][0]["callback_id"] == "make"
    members = {one["name"]: one for one in state["members"]}
    assert (members["ana"]["is_admin"], members["otto"]["deleted"], members["muster"]["is_bot"]) == (
        True,
    ) * 3
    assert [one["name"] for one in state["channels"] if one["is_member"]] == [
        "atlas",
        "atlas-standup",
        "steering",
        "vector-bridge",
    ]


async def test_it_is_ready_when_connected_and_idle(place: Place) -> None:
    await place.connect()
    place.sandbox.idle = Plan(place, place.clock.now()).idle

    answers = [(await place.get("state"))["ready"] for _ in range(2)]

    assert answers == [False, True]


@pytest.mark.parametrize(
    ("request_", "now"),
    [
        ({"by": "90m"}, "2026-10-26T09:30:00+00:00"),
        ({"by": "24h"}, "2026-10-27T08:00:00+00:00"),
        ({"by": "7d"}, "2026-11-02T08:00:00+00:00"),
        ({"to": "2026-11-01T10:00:00+01:00"}, "2026-11-01T09:00:00+00:00"),
        ({"to": "mon 09:00"}, "2026-10-26T09:00:00+00:00"),
        ({"to": "Monday 08:00"}, "2026-11-02T08:00:00+00:00"),
        ({"to": "fri 17:00"}, "2026-10-30T17:00:00+00:00"),
    ],
)
async def test_the_clock_moves_by_a_span_and_to_a_moment(place: Place, request_: JSON, now: str) -> None:
    answer = await place.post("clock", **request_)

    assert datetime.fromisoformat(answer["now"]) == datetime.fromisoformat(now)
    assert answer["settled"]


async def test_a_weekday_time_keeps_its_hour_over_a_clock_change(place: Place) -> None:
    place.clock.moment = datetime.fromisoformat("2027-03-26T12:00:00+00:00")

    answer = await place.post("clock", to="mon 09:00")

    assert answer["now"] == "2027-03-29T08:00:00+00:00"


@pytest.mark.parametrize(
    "request_", [{"by": "soon"}, {"to": "mon 25:00"}, {"to": "later"}, {"to": "2020-01-01T00:00+00:00"}, {}]
)
async def test_a_clock_that_cannot_move_so_says_why(place: Place, request_: JSON) -> None:
    answer = await place.post("clock", **request_)

    assert not answer["ok"]
    assert answer["error"].endswith(".")
    assert place.clock.now() == START


async def test_the_clock_stops_at_every_moment_something_is_due(place: Place) -> None:
    hours = [START + timedelta(hours=n) for n in (1, 2, 30)]
    plan = Plan(place, *hours)
    place.sandbox.idle = plan.idle

    answer = await place.post("clock", by="24h")

    assert plan.ran == hours[:2]
    assert (answer["settled"], place.clock.now()) == (True, START + timedelta(hours=24))


async def test_next_moves_to_the_next_thing_due(place: Place) -> None:
    plan = Plan(place, START + timedelta(hours=3))
    place.sandbox.idle = plan.idle

    await place.post("clock", to="next")

    assert (plan.ran, place.clock.now()) == ([START + timedelta(hours=3)], START + timedelta(hours=3))


async def test_a_product_that_never_gets_quiet_is_reported_as_unsettled(place: Place) -> None:
    async def busy() -> Idle:
        return Idle(False, None)

    place.sandbox.idle = busy

    assert not await place.sandbox.settling.run_to(START + timedelta(hours=1), patience=0.05)


async def test_a_product_that_leaves_something_due_forever_is_reported_as_unsettled(place: Place) -> None:
    async def stuck() -> Idle:
        return Idle(True, START)

    place.sandbox.idle = stuck

    assert not (await place.post("clock", by="1h"))["settled"]


async def test_a_follower_in_another_process_is_told_the_time_and_asked(place: Place) -> None:
    told: list[str] = []
    dues = [START + timedelta(hours=1)]

    async def follow(socket: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in socket:
            said = json.loads(frame.data)
            if "now" in said:
                told.append(said["now"])
                dues[:] = [due for due in dues if due > datetime.fromisoformat(said["now"])]
            else:
                due = dues[0].isoformat() if dues else None
                await socket.send_json({"answer": said["ask"], "idle": True, "next_due": due})

    async with place.session.ws_connect(f"{place.sandbox.url}/control/follow") as socket:
        following = asyncio.ensure_future(follow(socket))
        answer = await place.post("clock", by="24h")
        following.cancel()

    assert answer["settled"]
    assert [moment[5:16] for moment in told] == ["10-26T08:00", "10-26T09:00", "10-27T08:00"]


async def test_with_an_idle_product_a_command_does_not_wait_for_silence(place: Place) -> None:
    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack("quick")

    place.sandbox.idle = Plan(place).idle
    await place.connect()
    begun = asyncio.get_running_loop().time()

    await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="")

    assert asyncio.get_running_loop().time() - begun < 0.04


async def test_the_page_hears_what_changed(place: Place) -> None:
    await place.connect()
    async with place.session.ws_connect(f"{place.sandbox.url}/control/live") as socket:
        sent = await place.post("message", **{"as": "ana"}, channel="atlas", text="x")
        await place.post("message", **{"as": "ana"}, channel="atlas", text="y", thread_ts=sent["ts"])
        await place.client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": []})
        await place.post("clock", by="1h")
        heard = await _until(socket, "clock")

    said = {"changed": "messages", "team": "T0ATLAS", "channel": "C0ATLAS"}
    assert said | {"thread_ts": None} in heard
    assert said | {"thread_ts": sent["ts"]} in heard
    assert {"changed": "home", "team": "T0ATLAS", "as": "U0ANA"} in heard
    assert {"changed": "clock", "now": "2026-10-26T09:00:00+00:00"} in heard


async def test_a_page_is_told_once_of_what_changed_many_times_before_it_heard(place: Place) -> None:
    async with place.session.ws_connect(f"{place.sandbox.url}/control/live") as socket:
        for _ in range(1_000):  # in one breath: nothing can be sent meanwhile
            place.sandbox.core.live.say("log")
        place.sandbox.core.live.say("messages", channel="C0ATLAS")
        place.sandbox.core.live.say("end")
        heard = await _until(socket, "end")

    assert [one["changed"] for one in heard] == ["log", "messages", "end"]


async def test_a_page_that_redraws_a_published_home_does_not_open_it_again(place: Place) -> None:
    opened: list[str] = []

    @place.app.event("app_home_opened")
    async def home(event: JSON, client: Any) -> None:
        opened.append(event["user"])
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": []})

    await place.connect()
    async with place.session.ws_connect(f"{place.sandbox.url}/control/live"):
        for _ in range(3):
            await place.get("home", **{"as": "ana"})

    assert len(opened) == 2  # opened, redrawn, opened


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/control/state", "/api/auth.test", "/control/live", "/"])
async def test_no_web_page_can_drive_the_sandbox(place: Place, headers: dict[str, str], path: str) -> None:
    async with place.session.get(place.sandbox.url + path, headers=headers) as answer:
        assert answer.status == 403


async def test_its_own_page_and_localhost_are_let_in(place: Place) -> None:
    port = place.sandbox.url.rpartition(":")[2]
    headers = {
        "Host": f"localhost:{port}",
        "Origin": f"http://localhost:{port}",
        "Sec-Fetch-Site": "same-origin",
    }

    async with place.session.get(f"{place.sandbox.url}/control/state", headers=headers) as answer:
        assert answer.status == 200


async def test_a_snapshot_brings_the_workspace_back(
    place: Place, make_place: Callable[..., Awaitable[Place]]
) -> None:
    await place.client.chat_postMessage(
        channel="U0ANA", text="x", metadata={"event_type": "a", "event_payload": {}}
    )
    ts = (await place.post("message", **{"as": "ana"}, channel="atlas", text="hello"))["ts"]
    await place.post("message", **{"as": "ben"}, channel="atlas", text="hi", thread_ts=ts)
    await place.post("reaction", **{"as": "ben"}, channel="atlas", ts=ts, name="eyes")
    await place.client.chat_postEphemeral(channel="C0ATLAS", user="U0ANA", text="psst")
    await place.client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": []})
    kept = place.sandbox.snapshot()

    again = await make_place(snapshot=kept)

    assert again.sandbox.snapshot() == kept
    shown = await again.messages("atlas", **{"as": "ana"})
    assert [one["text"] for one in shown] == ["hello", "psst"]
    assert shown[0]["reply_count"] == 1


async def test_a_reset_brings_back_how_it_started(make_place: Callable[..., Awaitable[Place]]) -> None:
    first = await make_place()
    await first.post("message", **{"as": "ana"}, channel="atlas", text="kept")
    second = await make_place(snapshot=first.sandbox.snapshot())
    await second.post("message", **{"as": "ana"}, channel="atlas", text="lost")

    await second.post("reset")

    assert [one["text"] for one in await second.messages("atlas")] == ["kept"]


async def test_unread_counts_what_others_wrote_until_it_is_read(place: Place) -> None:
    for who in ("ben", "ben", "ana"):
        await place.post("message", **{"as": who}, channel="atlas", text="x")

    before = await place.get("unread", **{"as": "ana"})
    await place.post("read", **{"as": "ana"}, channel="atlas")
    after = await place.get("unread", **{"as": "ana"})

    assert (before["C0ATLAS"], after["C0ATLAS"]) == (2, 0)
    assert "C0VENDOR" in before


async def test_the_log_holds_every_payload_both_ways(place: Place) -> None:
    await place.connect()
    await place.client.chat_postMessage(channel="C0ATLAS", text="x")
    await place.api("chat.postMessage", channel="C0NOWHERE", text="y")
    await place.post("message", **{"as": "ana"}, channel="atlas", text="z")

    entries = (await place.get("log"))["entries"]

    api = [entry for entry in entries if entry["method"] == "chat.postMessage"]
    assert [(entry["direction"], entry["kind"], entry["error"]) for entry in api] == [
        ("in", "api", None),
        ("in", "api", "channel_not_found"),
    ]
    assert api[0]["request"]["text"] == "x"
    assert api[0]["response"]["ok"]
    assert any(entry["kind"] == "events_api" and entry["direction"] == "out" for entry in entries)
    assert [entry["n"] for entry in entries] == list(range(1, len(entries) + 1))
    later = await place.get("log", after=str(entries[-2]["n"]))
    assert [entry["n"] for entry in later["entries"]] == [entries[-1]["n"]]


@pytest.mark.parametrize(
    ("action", "body", "error"),
    [
        ("message", {"as": "zoe", "channel": "atlas", "text": "x"}, 'There is nobody called "zoe" here.'),
        ("message", {"as": "ana", "channel": "nowhere", "text": "x"}, 'There is no channel "nowhere".'),
        ("message", {"as": "ana", "channel": "atlas"}, '"text" is missing.'),
        (
            "message",
            {"as": "muster", "channel": "atlas", "text": "x"},
            "Muster is a bot; only people act here.",
        ),
        ("message", {"as": "ana", "channel": "@ana", "text": "x"}, "The sandbox has no DM with oneself."),
        (
            "message",
            {"as": "ana", "channel": "atlas", "text": "x", "thread_ts": "1.0"},
            "There is no message 1.0 in #atlas to answer.",
        ),
        ("shortcut", {"as": "ana", "callback_id": "none"}, 'There is no shortcut "none".'),
        ("click", {"as": "ana", "view_id": "V1", "action_id": "a"}, "Ana Sousa has no view V1 open."),
        ("submit", {"as": "ana", "view_id": "V1"}, "Ana Sousa has no view V1 on top."),
        ("member", {"as": "ben", "tz": "Mars/Base"}, 'There is no time zone "Mars/Base".'),
        ("member", {"new": {"id": "U0X"}}, "A new member needs an id nobody has, a name and a real_name."),
        ("close", {"as": "ana", "all": True}, "Ana Sousa has no view open."),
        (
            "faults",
            {"method": "auth.test", "kind": "ratelimited", "times": 0},
            '"times" is a whole number from 1.',
        ),
    ],
)
async def test_what_cannot_be_done_is_answered_with_a_sentence(
    place: Place, action: str, body: JSON, error: str
) -> None:
    answer = await place.post(action, **body)

    assert answer == {"ok": False, "error": error}


async def test_an_unknown_call_and_a_body_that_is_no_json_are_refused(place: Place) -> None:
    async with place.session.get(f"{place.sandbox.url}/control/nothing") as answer:
        assert answer.status == 404
    async with place.session.post(f"{place.sandbox.url}/control/message", data="{") as answer:
        assert (await answer.json())["error"] == "The body is not JSON."


async def test_people_cannot_write_where_it_is_closed_to_them(place: Place) -> None:
    await place.post("channel", channel="steering", read_only=True)
    await place.post("channel", channel="atlas", archived=True)

    as_member = await place.post("message", **{"as": "sam"}, channel="steering", text="x")
    as_admin = await place.post("message", **{"as": "ana"}, channel="steering", text="x")
    archived = await place.post("message", **{"as": "ana"}, channel="atlas", text="x")

    assert as_member["error"] == "Only admins may write in #steering."
    assert as_admin["ok"]
    assert archived["error"] == "#atlas is archived."


async def test_a_private_channel_is_invisible_from_outside(place: Place) -> None:
    answer = await place.get("messages", channel="vendor-terms", **{"as": "ben"})

    assert answer["error"] == 'There is no channel "vendor-terms" that Ben Carter can see.'


async def test_a_message_says_whom_it_pings(place: Place) -> None:
    await place.post("message", **{"as": "ana"}, channel="atlas", text="@ben and @here")
    await place.client.chat_postMessage(channel="C0ATLAS", text="a &lt;!channel&gt; b")

    assert [one["pinged"] for one in await place.messages("atlas")] == [["U0BEN", "here"], []]


async def test_a_port_in_use_is_an_error_and_leaves_nothing_open(
    place: Place, make_place: Callable[..., Awaitable[Place]]
) -> None:
    port = int(place.sandbox.url.rpartition(":")[2])
    other = await make_place()
    await other.sandbox.stop()

    with pytest.raises(OSError, match="address already in use"):
        await other.sandbox.start(port)


async def _until(socket: aiohttp.ClientWebSocketResponse, changed: str) -> list[JSON]:
    heard: list[JSON] = []
    while not heard or heard[-1]["changed"] != changed:
        heard.append(await asyncio.wait_for(socket.receive_json(), 1))
    return heard


async def test_the_last_messages_of_a_long_channel_can_be_looked_at_alone(place: Place) -> None:
    for number in range(5):
        await place.client.chat_postMessage(channel="C0ATLAS", text=f"Rack {number}")

    last = await place.get("messages", channel="#atlas", most="2")
    all_ = await place.get("messages", channel="#atlas", most="5")
    wrong = await place.get("messages", channel="#atlas", most="few")

    assert ([one["text"] for one in last["messages"]], last["more"]) == (["Rack 3", "Rack 4"], True)
    assert (len(all_["messages"]), all_["more"]) == (5, False)
    assert wrong["error"] == '"most" is a whole number.'
