"""Faults on demand: each breaks what it says, as often as it says."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.conftest import Place

JSON = dict[str, Any]


async def order(place: Place, kind: str, method: str = "chat.postMessage", times: int = 1) -> None:
    assert (await place.post("faults", method=method, kind=kind, times=times))["ok"]


async def test_a_limit_answers_429_as_often_as_ordered_and_for_that_method_only(place: Place) -> None:
    await order(place, "ratelimited", times=2)
    statuses: list[int] = []

    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await place.client.chat_postMessage(channel="C0ATLAS", text="x")
        statuses.append(caught.value.response.status_code)
        assert caught.value.response.headers["Retry-After"] == "1"
        assert (await place.client.auth_test())["ok"]

    assert statuses == [429, 429]
    assert (await place.client.chat_postMessage(channel="C0ATLAS", text="x"))["ok"]


@pytest.mark.parametrize(
    ("kind", "error", "stored"),
    [
        ("refuse:is_archived", "is_archived", 0),
        ("fatal_error", "fatal_error", 0),
        ("fatal_after", "fatal_error", 1),
        ("500_after", "internal_error", 1),
    ],
)
async def test_a_refusal_before_or_after_the_work(place: Place, kind: str, error: str, stored: int) -> None:
    await order(place, kind)

    answer = await place.api("chat.postMessage", channel="C0ATLAS", text="x")

    assert answer["error"] == error
    assert len(await place.messages("atlas")) == stored


@pytest.mark.parametrize(("kind", "stored"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_connection_is_cut_before_or_after_the_work(place: Place, kind: str, stored: int) -> None:
    await order(place, kind)
    client = AsyncWebClient(place.sandbox.bot_token, base_url=place.sandbox.api_url, retry_handlers=[])

    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="C0ATLAS", text="x")

    assert len(await place.messages("atlas")) == stored


@pytest.mark.parametrize(("kind", "stored"), [("timeout_before", 0), ("timeout_after", 1)])
async def test_an_answer_never_comes_before_or_after_the_work(place: Place, kind: str, stored: int) -> None:
    await order(place, kind)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(place.client.chat_postMessage(channel="C0ATLAS", text="x"), 0.15)

    assert len(await place.messages("atlas")) == stored


async def test_stopping_does_not_wait_for_an_answer_that_never_comes(place: Place) -> None:
    await order(place, "timeout_before")
    asking = asyncio.ensure_future(place.api("chat.postMessage", channel="C0ATLAS", text="x"))
    await asyncio.sleep(0.05)

    begun = asyncio.get_running_loop().time()
    await place.sandbox.stop()

    assert asyncio.get_running_loop().time() - begun < 0.5
    with pytest.raises(aiohttp.ClientError):
        await asking


async def test_a_slow_answer_comes_late_but_comes(place: Place) -> None:
    await order(place, "slow:0.1", "auth.test")
    begun = asyncio.get_running_loop().time()

    assert (await place.client.auth_test())["ok"]

    assert asyncio.get_running_loop().time() - begun >= 0.1


async def test_a_response_url_can_be_broken_too(place: Place) -> None:
    statuses: list[int] = []

    @place.app.command("/task")
    async def task(ack: Any, respond: Any) -> None:
        await ack()
        statuses.append((await respond("one")).status_code)

    await place.connect()
    await order(place, "500_after", "response_url")

    await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="")

    assert statuses == [500]


@pytest.mark.parametrize(
    ("method", "kind", "words"),
    [
        ("auth.test", "explode", 'There is no fault "explode" for auth.test.'),
        ("socket", "ratelimited", 'There is no fault "ratelimited" for socket.'),
        ("auth.test", "slow:long", '"slow:long" names no seconds.'),
    ],
)
async def test_an_unknown_fault_is_a_sentence(place: Place, method: str, kind: str, words: str) -> None:
    answer = await place.post("faults", method=method, kind=kind)

    assert answer["error"].startswith(words)


async def test_an_envelope_delivered_twice_runs_the_command_twice_with_one_trigger(place: Place) -> None:
    triggers: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, body: JSON) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    await place.connect()
    await order(place, "twice", "socket")

    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="")

    assert answer["ok"]
    assert len(triggers) == 2
    assert len(set(triggers)) == 1


async def test_an_event_delivered_twice_has_one_event_id(place: Place) -> None:
    idents: list[str] = []

    @place.app.event("message")
    async def message(body: JSON) -> None:
        idents.append(body["event_id"])

    await place.connect()
    await order(place, "twice", "socket")

    await place.post("message", **{"as": "ana"}, channel="atlas", text="x")

    assert len(idents) == 2
    assert len(set(idents)) == 1


@pytest.mark.parametrize("kind", ["drop", "close"])
async def test_a_lost_connection_loses_the_command_and_the_client_comes_back(place: Place, kind: str) -> None:
    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack()

    await place.connect()
    await order(place, kind, "socket")
    who = {"as": "ana", "channel": "atlas", "command": "/task"}

    lost = await place.post("command", **who)
    await _reconnected(place)
    found = await place.post("command", **who)

    assert lost["error"] == '/task failed with the error "dispatch_failed"'
    assert found["ok"]


async def test_an_event_lost_with_its_connection_comes_again_after_reconnecting(place: Place) -> None:
    heard: list[str] = []

    @place.app.event("message")
    async def message(event: JSON) -> None:
        heard.append(event["text"])

    await place.connect()
    await order(place, "drop", "socket")

    await place.post("message", **{"as": "ana"}, channel="atlas", text="x")
    await _reconnected(place)
    await place.post("message", **{"as": "dana"}, channel="general", text="wait")

    assert heard == ["x"]


async def test_a_refresh_makes_the_client_reconnect_without_losing_anything(place: Place) -> None:
    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack()

    await place.connect()
    await order(place, "refresh", "socket")

    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task")

    assert answer["ok"]
    await _reconnected(place)


async def test_a_late_event_is_overtaken(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.deliver.LATE_EVENT", 0.1)
    heard: list[str] = []

    @place.app.event("message")
    async def message(event: JSON) -> None:
        heard.append(event["text"])

    await place.connect()
    await order(place, "late", "socket")

    sending = place.post("message", **{"as": "ana"}, channel="atlas", text="first")
    await asyncio.gather(sending, place.post("message", **{"as": "ben"}, channel="atlas", text="second"))

    assert heard == ["second", "first"]


async def test_a_late_command_has_timed_out_for_its_person(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.deliver.LATE_QUESTION", 0.1)
    ran: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, command: JSON) -> None:
        ran.append(command["text"])
        await ack("too late to be seen")

    place.sandbox.core.sockets.patience = 0.05
    await place.connect()
    await order(place, "late", "socket")

    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    assert answer["error"] == '/task failed with the error "operation_timeout"'
    assert (ran, answer["ephemerals"]) == (["x"], [])


async def test_the_eleventh_connection_is_one_too_many(place: Place) -> None:
    opened = [await _socket(place) for _ in range(11)]

    reasons = [(await one.receive_json()).get("reason") for one in opened]

    assert reasons == [None] * 10 + ["too_many_websockets"]
    for one in opened:
        await one.close()


async def test_a_ticket_opens_one_connection_only(place: Place) -> None:
    url = (await place.api("apps.connections.open", token=place.sandbox.app_token))["url"]
    first = await place.session.ws_connect(url)

    with pytest.raises(aiohttp.WSServerHandshakeError):
        await place.session.ws_connect(url)

    hello = await first.receive_json()
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    await first.close()


async def test_each_payload_goes_to_any_one_of_two_connections(place: Place) -> None:
    sockets = [await _socket(place), await _socket(place)]
    heard: list[int] = []

    async def answer(number: int) -> None:
        await sockets[number].receive_json()
        while True:
            envelope = await sockets[number].receive_json()
            heard.append(number)
            await sockets[number].send_json({"envelope_id": envelope["envelope_id"]})

    answering = [asyncio.ensure_future(answer(number)) for number in (0, 1)]
    for _ in range(12):
        assert (await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text=""))["ok"]
    for task in answering:
        task.cancel()

    assert (len(heard), set(heard)) == (12, {0, 1})
    assert heard not in ([0, 1] * 6, [1, 0] * 6)
    for socket in sockets:
        await socket.close()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("warning", "warning"), ("refresh", "refresh_requested"), ("disabled", "link_disabled")],
)
async def test_a_connection_is_told_why_it_is_to_go(place: Place, kind: str, reason: str) -> None:
    socket = await _socket(place)
    await socket.receive_json()
    await order(place, kind, "socket")
    asking = asyncio.ensure_future(
        place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="")
    )

    told = await asyncio.wait_for(socket.receive_json(), 1)
    envelope = await asyncio.wait_for(socket.receive_json(), 1)
    await socket.send_json({"envelope_id": envelope["envelope_id"]})

    assert (told["type"], told["reason"]) == ("disconnect", reason)
    assert (await asking)["ok"]
    log = (await place.get("log"))["entries"]
    assert [one["type"] for one in log if one["kind"] == "socket"] == ["hello", "disconnect"]
    assert [one["request"] for one in log if one["type"] == "disconnect"] == [told]
    await socket.close()


@pytest.mark.parametrize(("query", "seconds"), [("", 3600), ("&debug_reconnects=true", 360)])
async def test_a_connection_hears_how_long_it_may_last(place: Place, query: str, seconds: int) -> None:
    url = (await place.api("apps.connections.open", token=place.sandbox.app_token))["url"]

    async with place.session.ws_connect(f"{url}{query}") as socket:
        hello = await socket.receive_json()

    assert hello["debug_info"]["approximate_connection_time"] == seconds


async def test_an_ack_that_counts_as_late_is_a_timeout_although_the_app_has_answered(place: Place) -> None:
    ran: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, command: JSON) -> None:
        ran.append(command["text"])
        await ack("in good time")

    place.sandbox.core.sockets.patience = 0.2
    await place.connect()
    await order(place, "slow_ack", "socket")

    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    assert answer["error"] == '/task failed with the error "operation_timeout"'
    assert (ran, answer["ephemerals"]) == (["x"], [])


async def test_an_event_whose_ack_counts_as_late_comes_again_with_the_same_id(place: Place) -> None:
    idents: list[str] = []

    @place.app.event("message")
    async def message(body: JSON) -> None:
        idents.append(body["event_id"])

    place.sandbox.core.sockets.patience = 0.2
    await place.connect()
    await order(place, "slow_ack", "socket")

    await place.post("message", **{"as": "ana"}, channel="atlas", text="x")
    await place.post("clock", by="0s")

    assert len(idents) == 2
    assert len(set(idents)) == 1


async def test_an_ack_that_comes_too_late_is_on_record(place: Place) -> None:
    place.sandbox.core.sockets.patience = 0.05
    socket = await _socket(place)
    await socket.receive_json()
    asking = asyncio.ensure_future(
        place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="")
    )
    envelope = await socket.receive_json()
    assert (await asking)["error"] == '/task failed with the error "operation_timeout"'

    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "here"}})
    async with asyncio.timeout(5):
        while (await place.get("log"))["entries"][-1]["kind"] != "ack":  # noqa: ASYNC110 - nobody answers acks
            await asyncio.sleep(0.01)

    sent, late = (await place.get("log"))["entries"][-2:]
    assert (sent["error"], sent["response"]) == ("operation_timeout", None)
    assert (late["direction"], late["kind"], late["type"], late["error"]) == (
        "in",
        "ack",
        "/task",
        "late_ack",
    )
    assert late["request"] == {"envelope_id": envelope["envelope_id"], "payload": {"text": "here"}}
    assert late["ms"] > 50
    await socket.close()


async def test_every_few_minutes_one_connection_is_asked_to_go_mostly_with_a_warning(place: Place) -> None:
    sockets = [await _socket(place), await _socket(place)]
    told: list[str] = []

    async def listen(number: int) -> None:
        async for frame in sockets[number]:
            if frame.json()["type"] == "disconnect":
                told.append(f"{number} {frame.json()['reason']}")
        told.append(f"{number} closed")

    listening = [asyncio.ensure_future(listen(number)) for number in (0, 1)]
    await place.post("switches", refresh=30)
    await place.post("clock", by="29m")
    quiet = list(told)
    for span in ("50s", "10s", "10s"):
        await place.post("clock", by=span)
    await asyncio.wait(listening, timeout=5, return_when=asyncio.FIRST_COMPLETED)

    assert quiet == []
    first = told[0][0]
    assert told == [f"{first} warning", f"{first} refresh_requested", f"{first} closed"]
    for task in listening:
        task.cancel()
    for socket in sockets:
        await socket.close()


async def test_the_warning_before_a_refresh_is_sometimes_missing(place: Place) -> None:
    reasons: list[str] = []

    async def listen() -> None:
        while True:
            socket = await _socket(place)
            async for frame in socket:
                if frame.json()["type"] == "disconnect":
                    reasons.append(frame.json()["reason"])

    listening = asyncio.ensure_future(listen())
    await place.post("switches", refresh=1)
    for _ in range(12):
        await _reconnected(place)
        await place.post("clock", by="70s")
    listening.cancel()

    asked, warned = reasons.count("refresh_requested"), reasons.count("warning")
    assert 10 <= asked <= 14
    assert 0 < warned < asked


async def test_nothing_is_lost_while_connections_are_refreshed(place: Place) -> None:
    heard: list[str] = []

    @place.app.event("message")
    async def message(event: JSON) -> None:
        heard.append(event["text"])

    await place.connect()
    await place.post("switches", refresh=1)

    said = [str(number) for number in range(10)]
    for line in said:
        await place.post("message", **{"as": "ana"}, channel="atlas", text=line)
        await place.post("clock", by="1m")
    await _reconnected(place)
    await place.post("clock", by="10m")

    assert sorted(set(heard)) == said


async def _socket(place: Place) -> aiohttp.ClientWebSocketResponse:
    url = (await place.api("apps.connections.open", token=place.sandbox.app_token))["url"]
    return await place.session.ws_connect(url)


async def _reconnected(place: Place) -> None:
    async with asyncio.timeout(5):
        while not (await place.get("state"))["ready"]:  # noqa: ASYNC110 - the client tells nobody it is back
            await asyncio.sleep(0.01)
