"""The corners of acting as people: DMs, archived places, guests of the wrong thread, the page's own files."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.sandbox.conftest import MANIFEST, Place

JSON = dict[str, Any]


async def test_a_dm_is_read_by_the_name_of_the_other_before_and_after_it_is_opened(place: Place) -> None:
    before = await place.messages("@muster", **{"as": "ana"})
    await place.client.chat_postMessage(channel="U0ANA", text="morning")

    assert before == []
    assert [one["text"] for one in await place.messages("@muster", **{"as": "ana"})] == ["morning"]
    state = await place.get("state")
    assert [one["user"] for one in state["channels"] if one["is_im"]] == ["U0ANA"]


async def test_a_command_in_a_dm_of_two_people_reaches_the_app_but_only_the_response_url_answers(
    place: Place,
) -> None:
    heard: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, command: JSON, respond: Any) -> None:
        await ack()
        posted = await place.api("chat.postMessage", channel=command["channel_id"], text="x")
        heard.extend([command["channel_name"], posted["error"]])
        await respond("by url")

    await place.connect()

    answer = await place.post("command", **{"as": "ana"}, channel="@ben", command="/task", text="")

    assert heard == ["directmessage", "channel_not_found"]
    assert [one["text"] for one in answer["ephemerals"]] == ["by url"]


async def test_nobody_acts_in_an_archived_channel_or_on_what_is_not_theirs(place: Place) -> None:
    ts = (await place.post("message", **{"as": "ana"}, channel="atlas", text="x"))["ts"]
    where = {"channel": "atlas", "ts": ts}

    edited = await place.post("edit", **{"as": "ben"}, **where, text="y")
    unknown = await place.post("reaction", **{"as": "ben"}, channel="atlas", ts="1.0", name="eyes")
    clicked = await place.post("click", **{"as": "ben"}, channel="atlas", ts="1.0", action_id="a")
    await place.post("channel", channel="atlas", archived=True)
    typed = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    assert edited["error"] == "People change only messages of their own."
    assert unknown["error"] == "There is no such message to react to."
    assert clicked["error"] == "There is no message 1.0 in #atlas that Ben Carter sees."
    assert typed["error"] == "#atlas is archived."


async def test_an_uninstalled_app_has_no_commands(place: Place) -> None:
    await place.post("app", revoked=True)

    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    assert answer["error"] == '"/task is not a valid command"'


async def test_tabs_that_are_off_are_closed_to_people(make_place: Callable[..., Awaitable[Place]]) -> None:
    tabs = {"home_tab_enabled": False, "messages_tab_enabled": False}
    place = await make_place(manifest={**MANIFEST, "features": MANIFEST["features"] | {"app_home": tabs}})

    home = await place.get("home", **{"as": "ana"})
    sent = await place.post("message", **{"as": "ana"}, channel="@muster", text="x")

    assert home["error"] == "This app has no Home."
    assert sent["error"] == "Sending messages to this app has been turned off."


async def test_a_status_change_is_its_own_event_beside_the_user_change(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    events = {"bot_events": ["user_change", "user_status_changed"]}
    place = await make_place(manifest={**MANIFEST, "settings": {"event_subscriptions": events}})
    await place.connect()

    await place.post("member", **{"as": "ben"}, status_text="On leave until Friday")

    sent = [entry["type"] for entry in (await place.get("log"))["entries"] if entry["kind"] == "events_api"]
    assert sent == ["user_change", "user_status_changed"]
    profile = (await place.client.users_info(user="U0BEN"))["user"]["profile"]
    assert profile["status_text"] == "On leave until Friday"


async def test_what_blocks_say_pings_too(place: Place) -> None:
    blocks: list[JSON] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "<@U0BEN>"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "<!here>"}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "<@U0SAM>"}]},
    ]

    await place.client.chat_postMessage(channel="C0ATLAS", text="<@U0ANA>", blocks=blocks)

    assert (await place.messages("atlas"))[0]["pinged"] == ["U0BEN", "U0SAM", "here"]


async def test_limits_are_switched_on_while_it_runs(place: Place) -> None:
    await place.post("app", limits=True)

    answers = [await place.api("chat.postMessage", channel="C0ATLAS", text="x") for _ in range(2)]

    assert [answer.get("error") for answer in answers] == [None, "ratelimited"]


async def test_the_connection_survives_nonsense_and_answers_pings(place: Place) -> None:
    url = (await place.api("apps.connections.open", token=place.sandbox.app_token))["url"]
    socket = await place.session.ws_connect(url, autoping=False)
    await socket.receive_json()

    for text in ("not json", "[]", "{}", '{"envelope_id": "unknown"}'):
        await socket.send_str(text)
    await socket.ping(b"sdk-ping-pong:1.5")

    assert (await socket.receive()).data == b"sdk-ping-pong:1.5"
    await socket.close()
