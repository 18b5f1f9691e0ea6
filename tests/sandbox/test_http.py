"""HTTP mode: signed requests to an app that is served, its answers as acks, and events that come again."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.sandbox import signing
from tests.sandbox.conftest import MANIFEST, Place
from tests.sandbox.http_app import Answering, bare, free_port, served

JSON = dict[str, Any]
Serve = Callable[[Answering], Awaitable[str]]

VECTOR = (
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
MENU = {
    "type": "external_select",
    "action_id": "pick",
    "min_query_length": 0,
    "placeholder": {"type": "plain_text", "text": "Which"},
}


@pytest.fixture
async def serve(place: Place) -> AsyncIterator[Serve]:
    """Serve a function that answers every POST, and have everything posted to it."""
    async with AsyncExitStack() as stack:

        async def start(answering: Answering) -> str:
            url = await stack.enter_async_context(served(bare(answering)))
            answer = await place.post("delivery", url=f"{url}/slack")
            assert answer["ok"], answer
            return f"{url}/slack"

        yield start


async def types(place: Place, text: str = "") -> JSON:
    """Have Ana run /task in #atlas."""
    given = {"as": "ana", "channel": "atlas", "command": "/task", "text": text}
    return await place.post("command", **given)


async def writes(place: Place, text: str = "x") -> None:
    """Have Ana write into #atlas."""
    await place.post("message", **{"as": "ana"}, channel="atlas", text=text)


def test_the_signature_of_slacks_own_example_is_slacks() -> None:
    signed = signing.signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", VECTOR.encode())

    assert signed == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


@pytest.mark.parametrize(
    ("words", "shown"),
    [(None, []), ("Noted", ["Noted"]), ({"text": "Noted", "response_type": "ephemeral"}, ["Noted"])],
)
async def test_a_command_is_acked_by_nothing_by_text_or_by_a_message(
    place: Place, words: Any, shown: list[str]
) -> None:
    heard: list[JSON] = []

    @place.app.command("/task")
    async def task(ack: Any, command: JSON) -> None:
        heard.append(command)
        await (ack() if words is None else ack(words))

    await place.serve()

    answer = await types(place, "Racks & cables @ben")

    assert answer["ok"]
    assert [one["text"] for one in answer["ephemerals"]] == shown
    assert re.fullmatch(r"Racks &amp; cables <@U0BEN(\|ben)?>", heard[0]["text"])


async def test_a_modal_over_http_is_opened_refused_by_its_fields_and_closed(
    place: Place, view: Callable[..., JSON]
) -> None:
    @place.app.command("/task")
    async def task(ack: Any, client: Any, command: JSON) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=view())

    @place.app.view("task")
    async def saved(ack: Any, view: JSON) -> None:
        if view["state"]["values"]["title"]["text"]["value"] == "x":
            await ack(response_action="errors", errors={"title": "Longer, please."})
        else:
            await ack()

    await place.serve()
    await types(place)

    short = await place.post("submit", **{"as": "ana"}, values={"title": {"text": "x"}})
    right = await place.post("submit", **{"as": "ana"}, values={"title": {"text": "Racks"}})

    assert short["errors"] == {"title": "Longer, please."}
    assert (right["ok"], right["views"]) == (True, [])


async def test_clicks_and_options_arrive_as_a_form_with_a_payload(place: Place, serve: Serve) -> None:
    heard: list[JSON] = []

    async def app(request: web.Request) -> web.Response:
        heard.append(json.loads((await request.post())["payload"]))  # type: ignore[arg-type]
        option = {"text": {"type": "plain_text", "text": "Racks"}, "value": "1"}
        return web.json_response({"options": [option]})

    await serve(app)
    blocks = [{"type": "actions", "elements": [BUTTON, MENU]}]
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=blocks))["ts"]
    heard.clear()

    on = {"as": "ana", "channel": "atlas", "ts": ts}
    pressed = await place.post("click", **on, action_id="go")
    offered = await place.get("options", **on, action_id="pick", value="")

    assert pressed["ok"]
    assert [one["type"] for one in heard] == ["block_actions", "block_suggestion"]
    assert [one["value"] for one in offered["options"]] == ["1"]


async def test_each_payload_goes_to_the_url_the_manifest_names_for_it(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    paths: list[str] = []

    async def app(request: web.Request) -> web.Response:
        paths.append(request.path)
        return web.Response(content_type="application/json", text='{"options": []}')

    async with served(bare(app)) as url:
        place = await make_place(manifest=_over_http(url))
        await place.post("delivery", urls={"events": f"{url}/events"})
        blocks = [{"type": "actions", "elements": [BUTTON, MENU]}]
        ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=blocks))["ts"]
        await place.post("clock", by="0s")  # until the app has heard its own message
        paths.clear()

        await types(place)
        await writes(place)
        on = {"as": "ana", "channel": "atlas", "ts": ts}
        await place.post("click", **on, action_id="go")
        await place.get("options", **on, action_id="pick", value="")

    assert paths == ["/task", "/events", "/clicks", "/options"]


def _over_http(url: str) -> JSON:
    features = MANIFEST["features"]
    commands = [one | {"url": f"{url}{one['command']}"} for one in features["slash_commands"]]
    events = MANIFEST["settings"]["event_subscriptions"] | {"request_url": f"{url}/events"}
    asked = {"is_enabled": True, "request_url": f"{url}/clicks", "message_menu_options_url": f"{url}/options"}
    settings = {"event_subscriptions": events, "interactivity": asked, "socket_mode_enabled": False}
    return MANIFEST | {"features": features | {"slash_commands": commands}, "settings": settings}


async def test_signatures_are_over_the_raw_bytes_and_good_for_nothing_else(
    place: Place, serve: Serve
) -> None:
    verifier = SignatureVerifier(place.sandbox.signing_secret)
    raw: list[bool] = []
    again: list[bool] = []

    async def app(request: web.Request) -> web.Response:
        body = await request.read()
        is_form = request.content_type != "application/json"
        payload = json.loads(parse_qs(body.decode())["payload"][0] if is_form else body)
        raw.append(verifier.is_valid_request(body, request.headers))
        for separators in ((", ", ": "), (",", ":")):
            written = json.dumps(payload, separators=separators)
            if is_form:
                written = urlencode({"payload": written})
            again.append(verifier.is_valid_request(written, request.headers))
        return web.Response()

    await serve(app)
    await writes(place, "a & b/c")
    ts = (await place.messages("atlas"))[-1]["ts"]
    on = {"channel": "atlas", "ts": ts, "callback_id": "make"}
    await place.post("shortcut", **{"as": "ana"}, **on)  # its response_url holds slashes

    assert (raw, again) == ([True, True], [False] * 4)


FORGED = [
    ("bad_signature", 401),
    ("no_signature", 401),
    ("old", 401),
    ("future", 401),
    ("reencoded", 401),
    ("ssl_check", 200),
]


@pytest.mark.parametrize(("kind", "status"), FORGED)
async def test_bolt_answers_forged_requests_as_it_should(place: Place, kind: str, status: int) -> None:
    ran: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, command: JSON) -> None:
        ran.append(command["text"])
        await ack()

    await place.serve()

    answer = await place.post("forge", kind=kind)

    assert (answer["status"], answer["right"], ran) == (status, True, [])
    assert answer["said"].endswith(f"was answered with HTTP {status}, as it should be.")


@pytest.mark.parametrize(
    "kind", [kind for kind in signing.FORGERIES if kind not in ("ssl_check", "junk_body")]
)
async def test_an_app_that_takes_forged_requests_is_told_so(place: Place, serve: Serve, kind: str) -> None:
    async def trusting(_: web.Request) -> web.Response:
        return web.Response()

    await serve(trusting)

    answer = await place.post("forge", kind=kind)

    assert (answer["status"], answer["right"]) == (200, False)
    assert answer["said"].endswith("the app took it, which it should not.")


@pytest.mark.parametrize(("careful", "status"), [(True, 400), (False, 500)])
async def test_a_payload_that_is_no_json_is_signed_rightly_and_must_not_break_the_app(
    place: Place, serve: Serve, careful: bool, status: int
) -> None:
    verifier = SignatureVerifier(place.sandbox.signing_secret)
    signed: list[bool] = []

    async def app(request: web.Request) -> web.Response:
        body = await request.read()
        signed.append(verifier.is_valid_request(body, request.headers))
        try:
            json.loads(parse_qs(body.decode())["payload"][0])
        except ValueError:
            if careful:
                return web.Response(status=400)
            raise
        return web.Response()

    await serve(app)

    answer = await place.post("forge", kind="junk_body")

    assert signed == [True]
    assert (answer["status"], answer["right"]) == (status, careful)


async def test_an_app_that_checks_the_age_of_what_is_no_number_fails(place: Place, serve: Serve) -> None:
    async def app(request: web.Request) -> web.Response:
        age = int(request.headers["X-Slack-Request-Timestamp"])
        return web.Response(status=200 if age else 401)

    await serve(app)

    answer = await place.post("forge", kind="junk_timestamp")

    assert (answer["status"], answer["right"]) == (500, False)
    assert (await place.get("log"))["entries"][-1]["error"] == "app_failed"


async def test_a_url_that_does_not_return_its_challenge_is_not_set(place: Place) -> None:
    async def deaf(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_post("/", deaf)
    async with served(app) as url:
        answer = await place.post("delivery", url=url)
        seen = await place.get("delivery")

    said = "Your URL didn't respond with the value of the challenge parameter. Nothing was changed."
    assert answer["error"] == said
    assert (seen["socket_mode"], seen["urls"]) == (True, {})


@pytest.mark.parametrize(
    "written", ["{challenge}", "challenge={challenge}", '{{"challenge": "{challenge}"}}'], ids="abc"
)
async def test_a_challenge_is_returned_as_text_as_a_form_or_as_json(place: Place, written: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        text = written.format(challenge=(await request.json())["challenge"])
        kind = "application/json" if text.startswith("{") else "text/plain"
        return web.Response(text=text, content_type=kind)

    app = web.Application()
    app.router.add_post("/", answer)
    async with served(app) as url:
        found = await place.post("delivery", url=url)

    assert (found["ok"], found["verified"], found["socket_mode"]) == (True, True, False)


@pytest.mark.parametrize("url", ["nowhere", "ftp://127.0.0.1/x", "http://", "http://[", 7])
async def test_what_is_no_url_is_refused_with_a_sentence(place: Place, url: Any) -> None:
    answer = await place.post("delivery", urls={"events": url})

    assert answer["error"] == (
        f'"{url}" is no request URL. Write for example http://127.0.0.1:3000/slack/events.'
    )


async def test_an_event_nobody_takes_comes_again_with_its_number_and_reason(
    place: Place, serve: Serve
) -> None:
    tries: list[tuple[str | None, str | None, str]] = []

    async def app(request: web.Request) -> web.Response:
        said = request.headers
        ident = (await request.json())["event_id"]
        tries.append((said.get("X-Slack-Retry-Num"), said.get("X-Slack-Retry-Reason"), ident))
        return web.Response(status=500)

    await serve(app)
    await writes(place)
    counts = [len(tries)]
    for span in ("59s", "1s", "4m", "1m", "2h"):
        await place.post("clock", by=span)
        counts.append(len(tries))

    assert counts == [2, 2, 3, 3, 4, 4]
    assert [one[:2] for one in tries] == [(None, None), *((str(n), "http_error") for n in (1, 2, 3))]
    assert len({ident for *_, ident in tries}) == 1


async def test_an_app_can_forbid_that_an_event_comes_again(place: Place, serve: Serve) -> None:
    tries: list[JSON] = []

    async def app(request: web.Request) -> web.Response:
        tries.append(await request.json())
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    await serve(app)
    await writes(place)
    await place.post("clock", by="2h")

    assert len(tries) == 1


async def test_an_app_that_is_too_slow_times_out_for_people_and_hears_events_again(
    place: Place, serve: Serve
) -> None:
    reasons: list[str | None] = []
    over = asyncio.Event()

    async def app(request: web.Request) -> web.Response:
        reasons.append(request.headers.get("X-Slack-Retry-Reason"))
        if len(reasons) < 3:
            await over.wait()
        return web.Response()

    await serve(app)
    place.sandbox.app.http.patience = 0.1

    answer = await types(place)
    await writes(place)
    await place.post("clock", by="1s")
    over.set()

    assert answer["error"] == '/task failed with the error "operation_timeout"'
    assert reasons == [None, None, "http_timeout"]


async def test_an_answer_that_counts_as_late_is_a_timeout_over_http_too(place: Place, serve: Serve) -> None:
    reasons: list[str | None] = []

    async def app(request: web.Request) -> web.Response:
        reasons.append(request.headers.get("X-Slack-Retry-Reason"))
        return web.Response()

    await serve(app)
    place.sandbox.app.http.patience = 0.2
    await place.post("faults", method="socket", kind="slow_ack", times=2)

    answer = await types(place)
    await writes(place)
    await place.post("clock", by="1s")

    assert answer["error"] == '/task failed with the error "operation_timeout"'
    assert reasons == [None, None, "http_timeout"]


async def test_an_event_delivered_twice_over_http_is_marked_as_a_retry(place: Place, serve: Serve) -> None:
    tries: set[tuple[str | None, str]] = set()

    async def app(request: web.Request) -> web.Response:
        tries.add((request.headers.get("X-Slack-Retry-Num"), (await request.json())["event_id"]))
        return web.Response()

    await serve(app)
    await place.post("faults", method="socket", kind="twice")
    await writes(place)

    assert {number for number, _ in tries} == {None, "1"}
    assert len({ident for _, ident in tries}) == 1


async def test_a_url_without_a_good_certificate_is_told_from_one_where_nobody_is(
    place: Place, serve: Serve
) -> None:
    plain = await serve(_silent)

    answer = await place.post("delivery", url=plain.replace("http://", "https://"))

    assert answer["error"] == "Your request URL gave us an error (ssl_error). Nothing was changed."


async def _silent(_: web.Request) -> web.Response:
    return web.Response()


async def test_an_app_that_had_too_many_events_hears_so_at_its_url(place: Place, serve: Serve) -> None:
    heard: list[JSON] = []

    async def app(request: web.Request) -> web.Response:
        heard.append(await request.json())
        return web.Response()

    await serve(app)
    await place.post("switches", hourly_events=1)
    for _ in range(2):
        await writes(place)

    assert [body["type"] for body in heard] == ["event_callback", "app_rate_limited"]


async def test_an_app_that_was_started_anew_gets_the_next_command(place: Place) -> None:
    async def app(_: web.Request) -> web.Response:
        return web.Response(text="here")

    port = free_port()
    for start in ("first", "second"):
        async with served(bare(app), port) as url:
            if start == "first":
                await place.post("delivery", url=url)

            assert (await types(place))["ok"], start


async def test_nobody_at_the_url_is_a_failed_connection(place: Place) -> None:
    await place.serve()
    await place.post("delivery", urls={"/task": "http://127.0.0.1:9/"})

    answer = await types(place)

    assert answer["error"] == '/task failed with the error "dispatch_failed"'
    entry = (await place.get("log"))["entries"][-1]
    assert (entry["request"]["url"], entry["error"]) == ("http://127.0.0.1:9/", "dispatch_failed")


@pytest.mark.parametrize(("hops", "taken"), [(1, True), (2, True), (3, False)])
async def test_two_redirects_are_followed_and_no_third(
    place: Place, serve: Serve, hops: int, taken: bool
) -> None:
    async def app(request: web.Request) -> web.Response:
        here = int(request.query.get("hop", "0"))
        if here < hops:
            return web.Response(status=302, headers={"Location": f"/slack?hop={here + 1}"})
        return web.Response(text=(await request.post())["text"])  # type: ignore[arg-type]

    await serve(app)

    answer = await types(place, "Racks")

    assert answer["ok"] is taken
    assert [one["text"] for one in answer["ephemerals"]] == (["Racks"] if taken else [])


@pytest.mark.parametrize(
    ("where", "times", "reason"),
    [("/slack", 3, "too_many_redirects"), ("mailto:us@x.example", 1, "unknown_error")],
)
async def test_an_event_sent_in_a_circle_or_nowhere_says_why_it_comes_again(
    place: Place, serve: Serve, where: str, times: int, reason: str
) -> None:
    reasons: list[str | None] = []

    async def app(request: web.Request) -> web.Response:
        reasons.append(request.headers.get("X-Slack-Retry-Reason"))
        return web.Response(status=302, headers={"Location": where})

    await serve(app)
    await writes(place)
    await place.post("clock", by="1s")

    assert reasons == [None] * times + [reason] * times


async def test_a_fault_of_connections_is_refused_where_there_are_none(place: Place, serve: Serve) -> None:
    async def app(_: web.Request) -> web.Response:
        return web.Response()

    before = (await place.get("faults"))["socket_kinds"]
    await serve(app)

    answer = await place.post("faults", method="socket", kind="drop")

    offered = await place.get("faults")
    assert answer["error"] == (
        "The app is served over HTTP and has no connections, so nothing was ordered. "
        "Choose from: twice, late, slow_ack; or turn Socket Mode on."
    )
    assert offered["waiting"] == []
    assert offered["socket_kinds"] == ["twice", "late", "slow_ack"]
    assert "drop" in before


async def test_with_http_on_no_socket_opens_and_with_socket_mode_on_nothing_is_posted(
    place: Place,
) -> None:
    heard: list[str] = []

    @place.app.middleware
    async def note(req: Any, next_: Any) -> None:
        heard.append(req.mode)
        await next_()

    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack()

    await place.serve()
    opened = await place.api("apps.connections.open", token=place.sandbox.app_token)
    heard.clear()
    assert (await types(place))["ok"]

    await place.post("delivery", socket_mode=True)
    await place.connect()
    assert (await types(place))["ok"]

    assert opened["error"] == "link_disabled"
    assert heard == ["http", "socket_mode"]


async def test_an_open_socket_is_told_that_its_mode_was_turned_off(place: Place) -> None:
    url = (await place.api("apps.connections.open", token=place.sandbox.app_token))["url"]
    async with place.session.ws_connect(url) as link:
        await link.receive_json()

        await place.serve()

        told = await link.receive_json()
    assert (told["type"], told["reason"]) == ("disconnect", "link_disabled")


async def test_a_url_the_app_answers_only_later_is_verified_then(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    port = free_port()
    place = await make_place(request_url=f"http://127.0.0.1:{port}/slack/events")
    before = await place.get("state")

    async with served(place.app.web_app(), port), asyncio.timeout(5):
        while not (await place.get("state"))["ready"]:  # noqa: ASYNC110 - it looks again by real time
            await asyncio.sleep(0.01)

    assert not before["ready"]


async def test_events_wait_for_no_url_that_was_never_verified(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    place = await make_place(manifest=_over_http("http://127.0.0.1:9"))

    await writes(place)
    await place.post("clock", by="2h")

    sent = [one for one in (await place.get("log"))["entries"] if one["kind"] == "events_api"]
    assert [one["error"] for one in sent] == ["no_request_url"]
    assert not (await place.get("state"))["ready"]


async def test_a_url_that_answers_wrongly_is_asked_once_and_again_on_demand(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    asked: list[str] = []

    async def wrong(request: web.Request) -> web.Response:
        asked.append(await request.text())
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_post("/", wrong)
    async with served(app) as url, asyncio.timeout(5):
        place = await make_place(request_url=url)
        while not asked:  # noqa: ASYNC110 - it looks by real time
            await asyncio.sleep(0.01)
        for _ in range(3):
            place.sandbox.app.challenges.seek()
            await asyncio.sleep(0)
        await place.post("delivery", url=url)

    log = (await place.get("log"))["entries"]
    assert [one["error"] for one in log if one["kind"] == "url_verification"] == ["challenge_failed"] * 2
    assert len(asked) == 2


async def test_a_forged_request_is_on_record_with_what_the_app_made_of_it(place: Place) -> None:
    await place.serve()

    await place.post("forge", kind="no_signature")

    entry = (await place.get("log"))["entries"][-1]
    assert (entry["kind"], entry["method"], entry["error"]) == ("forged", "no_signature", None)
    assert entry["response"]["status"] == 401
    assert entry["ms"] > 0
    assert not any(name.startswith("X-Slack") for name in entry["request"]["headers"])
