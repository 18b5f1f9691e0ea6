"""Attachments below messages, and the name and icon an app gives a message."""

from typing import Any

import pytest

from tests.sandbox.asked import allow
from tests.sandbox.conftest import Place

JSON = dict[str, Any]
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
ACTIONS: JSON = {"type": "actions", "elements": [BUTTON]}


async def post(place: Place, *attachments: Any, **more: Any) -> JSON:
    return await place.api("chat.postMessage", channel="C0ATLAS", attachments=list(attachments), **more)


async def test_an_attachment_alone_is_a_message_and_is_stored_with_a_number_and_a_fallback(
    place: Place,
) -> None:
    answer = await post(place, {"text": "Late", "color": "#b00020"}, {"blocks": [ACTIONS]})

    first, second = answer["message"]["attachments"]
    assert (first["id"], first["fallback"], first["color"]) == (1, "Late", "#b00020")
    assert (second["id"], second["fallback"]) == (2, "[no preview available]")
    assert second["blocks"][0]["block_id"]


@pytest.mark.parametrize(
    ("attachments", "error"),
    [
        ([{"text": "x"}] * 101, "too_many_attachments"),
        ([{"text": "x" * 100_000}], "attachment_payload_limit_exceeded"),
        ([{"text": "x", "actions": []}], "invalid_attachments"),
        (["x"], "invalid_attachments"),
        ([{"blocks": [{"type": "alert"}]}], "invalid_attachments"),
        ([], "no_text"),
    ],
)
async def test_attachments_slack_does_not_take_are_refused(
    place: Place, attachments: list[Any], error: str
) -> None:
    assert (await post(place, *attachments))["error"] == error


async def test_a_block_of_an_attachment_that_is_refused_is_named_with_its_place(place: Place) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}

    answer = await post(place, {"text": "fine"}, {"blocks": [long]})

    problems = answer["response_metadata"]["messages"]
    place_of = "[json-pointer:/attachments/1/blocks/0/text/text]"
    assert f"[ERROR] must be less than 3001 characters {place_of}" in problems


async def test_attachments_stay_at_an_update_that_does_not_name_them(place: Place) -> None:
    ts = (await post(place, {"text": "Late"}))["ts"]

    kept = await place.client.chat_update(channel="C0ATLAS", ts=ts, text="y")
    gone = await place.client.chat_update(channel="C0ATLAS", ts=ts, text="y", attachments=[])

    assert kept["message"]["attachments"][0]["text"] == "Late"
    assert "attachments" not in gone["message"]


async def test_a_button_in_an_attachment_says_where_it_stands(place: Place) -> None:
    containers: list[JSON] = []

    @place.app.action("go")
    async def go(ack: Any, body: JSON) -> None:
        await ack()
        containers.append(body["container"])

    await place.connect()
    ts = (await post(place, {"text": "x"}, {"blocks": [ACTIONS]}))["ts"]
    answer = await place.post("click", **{"as": "ana"}, channel="atlas", ts=ts, action_id="go")

    assert answer["ok"]
    (container,) = containers
    assert (container["type"], container["attachment_id"]) == ("message_attachment", 2)
    assert container["message_ts"] == ts


async def test_an_ephemeral_may_have_attachments(place: Place) -> None:
    late = [{"text": "Late", "fallback": "Late"}]
    await place.client.chat_postEphemeral(channel="C0ATLAS", user="U0ANA", attachments=late)

    (seen,) = await place.messages("atlas", **{"as": "ana"})

    assert seen["attachments"][0]["text"] == "Late"


async def test_a_name_and_icon_of_its_own_need_their_scope_and_are_ignored_without(place: Place) -> None:
    looks = {"username": "Release desk", "icon_emoji": ":rocket:"}
    plain = await place.api("chat.postMessage", channel="C0ATLAS", text="x", **looks)
    await allow(place, "chat:write.customize")
    custom = await place.api("chat.postMessage", channel="C0ATLAS", text="x", **looks)

    assert plain["message"]["user"] == "U0MUSTER"
    assert "username" not in plain["message"]
    message = custom["message"]
    assert (message["username"], message["icons"]) == ("Release desk", {"emoji": ":rocket:"})
    assert message["subtype"] == "bot_message"
    assert "user" not in message
    changed = await place.api("chat.update", channel="C0ATLAS", ts=custom["ts"], text="y")
    assert changed["message"]["username"] == "Release desk"


async def test_an_answer_by_url_may_have_attachments_and_is_refused_with_bad_ones(place: Place) -> None:
    answers: list[int] = []

    @place.app.command("/task")
    async def task(ack: Any, respond: Any) -> None:
        await ack()
        late: JSON = {"text": "Late", "fallback": "Late"}
        for attachments in ([late], [late | {"actions": []}]):
            answers.append((await respond(attachments=attachments)).status_code)

    await place.connect()
    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="x")

    assert answers == [200, 404]
    assert [one["attachments"][0]["text"] for one in answer["ephemerals"]] == ["Late"]
