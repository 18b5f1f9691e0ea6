"""How a Web API request is read: arguments, bodies, warnings and cursors."""

from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.asked import form
from tests.sandbox.conftest import Place

JSON = dict[str, Any]
JSON_UTF8 = "application/json; charset=utf-8"


async def send(place: Place, method: str, body: bytes, kind: str | None) -> JSON:
    """Send a body as it is, of a content type or of none."""
    headers = {"Authorization": f"Bearer {place.sandbox.bot_token}"} | (
        {"Content-Type": kind} if kind else {}
    )
    url = place.sandbox.api_url + method
    skipped = [] if kind else ["Content-Type"]
    async with place.session.post(url, data=body, headers=headers, skip_auto_headers=skipped) as answer:
        found: JSON = await answer.json()
        return found


@pytest.mark.parametrize(
    ("method", "arguments", "messages"),
    [
        ("chat.postMessage", {"text": "x"}, ["missing required field: channel"]),
        ("chat.update", {"text": "x"}, ["missing required field: channel", "missing required field: ts"]),
        ("chat.postMessage", {"channel": 5, "text": "x"}, ["must be a string [json-pointer:/channel]"]),
        (
            "chat.postMessage",
            {"channel": "C0ATLAS", "text": "x", "thread_ts": 1.5},
            ["must be a string [json-pointer:/thread_ts]"],
        ),
        (
            "chat.postMessage",
            {"channel": "C0ATLAS", "text": "x", "reply_broadcast": "perhaps"},
            ["must be a boolean [json-pointer:/reply_broadcast]"],
        ),
        (
            "conversations.history",
            {"channel": "C0ATLAS", "limit": "many"},
            ["must be an integer [json-pointer:/limit]"],
        ),
        (
            "conversations.history",
            {"channel": "C0ATLAS", "limit": True},
            ["must be an integer [json-pointer:/limit]"],
        ),
        (
            "reactions.add",
            {"channel": None, "name": "x", "timestamp": "1"},
            ["missing required field: channel"],
        ),
    ],
)
async def test_an_argument_that_is_missing_or_of_a_wrong_type_is_named(
    place: Place, method: str, arguments: JSON, messages: list[str]
) -> None:
    answer = await place.api(method, **arguments)

    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {one}" for one in messages]


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("conversations.info", {"channel": ""}, "channel_not_found"),
        ("conversations.replies", {"channel": "C0ATLAS", "ts": ""}, "thread_not_found"),
        ("users.info", {"user": ""}, "user_not_found"),
        ("chat.postMessage", {"channel": "", "text": "x"}, "channel_not_found"),
    ],
)
async def test_an_empty_argument_is_there_and_names_nothing(
    place: Place, method: str, arguments: JSON, error: str
) -> None:
    assert (await form(place, method, **arguments))["error"] == error


async def test_an_argument_the_method_does_not_know_is_ignored(place: Place) -> None:
    answer = await place.api("chat.postMessage", channel="C0ATLAS", text="x", colour="red", txet="y")

    assert answer["ok"]
    assert "warning" not in answer
    entries = {one["type"]: one for one in (await place.get("log"))["entries"]}
    assert entries["chat.postMessage"]["ignored"] == ["colour", "txet"]


async def test_posting_as_a_user_is_deprecated(place: Place) -> None:
    answer = await place.api("chat.postMessage", channel="C0ATLAS", text="x", as_user=True)

    assert (answer["error"], answer["deprecated_argument"]) == ("invalid_arguments", "as_user")


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (b"{", JSON_UTF8, "invalid_json"),
        (b"[]", JSON_UTF8, "json_not_object"),
        (b"channel=C0ATLAS&text=x", None, "missing_post_type"),
        (b"<x/>", "application/xml", "invalid_post_type"),
        (b"{}", "application/json; charset=utf-16", "invalid_charset"),
        (b"channel=C0ATLAS", "multipart/form-data", "invalid_form_data"),
        (b"channel[]=C0ATLAS", "application/x-www-form-urlencoded", "invalid_array_arg"),
        (b"chan-nel=C0ATLAS", "application/x-www-form-urlencoded", "invalid_arg_name"),
    ],
)
async def test_a_body_slack_cannot_read_is_refused_whole(
    place: Place, body: bytes, kind: str | None, error: str
) -> None:
    assert (await send(place, "chat.postMessage", body, kind))["error"] == error
    assert await place.messages("atlas") == []


@pytest.mark.parametrize(
    ("body", "kind", "warning"),
    [
        (b'{"channel": "C0ATLAS", "text": "x"}', "application/json", "missing_charset"),
        (
            b"channel=C0ATLAS&text=x",
            "application/x-www-form-urlencoded; charset=utf-8",
            "superfluous_charset",
        ),
        (b'{"channel": "C0NOWHERE", "text": "x"}', "application/json", "missing_charset"),
    ],
)
async def test_a_charset_too_many_or_too_few_is_warned_of(
    place: Place, body: bytes, kind: str, warning: str
) -> None:
    answer = await send(place, "chat.postMessage", body, kind)

    assert answer["warning"] == warning
    assert answer["response_metadata"]["warnings"] == [warning]


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("conversations.info", {"channel": "C0ATLAS"}),
        ("conversations.members", {"channel": "C0ATLAS"}),
        ("conversations.replies", {"channel": "C0ATLAS", "ts": "1.000000"}),
        ("users.info", {"user": "U0ANA"}),
        ("reactions.get", {"channel": "C0ATLAS", "timestamp": "1.000000"}),
        ("chat.getPermalink", {"channel": "C0ATLAS", "message_ts": "1.000000"}),
        ("files.getUploadURLExternal", {"filename": "a.csv", "length": 1}),
        ("usergroups.users.list", {"usergroup": "S0ATLAS"}),
        ("dnd.teamInfo", {"users": "U0ANA"}),
    ],
)
async def test_a_method_that_reads_forms_finds_nothing_in_a_json_body(
    place: Place, method: str, arguments: JSON
) -> None:
    await place.post("app", scopes_added=["usergroups:read", "dnd:read"])

    written = await place.api(method, **arguments)
    sent = await form(place, method, **arguments)

    missing = [f"[ERROR] missing required field: {name}" for name in arguments]
    assert written["response_metadata"]["messages"] == missing
    assert sent.get("error") != "invalid_arguments"


async def test_a_json_body_does_not_carry_the_token(place: Place) -> None:
    url = place.sandbox.api_url + "auth.test"

    async with place.session.post(url, json={"token": place.sandbox.bot_token}) as answer:
        assert (await answer.json())["error"] == "not_authed"


async def test_a_cursor_belongs_to_its_list_and_expires(place: Place) -> None:
    for number in range(4):
        await place.client.chat_postMessage(channel="C0ATLAS", text=str(number))
    history: dict[str, Any] = {"channel": "C0ATLAS", "limit": 2}
    cursor = (await place.api("conversations.history", **history))["response_metadata"]["next_cursor"]

    other = await form(place, "conversations.members", channel="C0ATLAS", cursor=cursor)
    forged = await place.api("conversations.history", **history, cursor=cursor[:-4] + "AAA=")
    await place.client.chat_postMessage(channel="C0ATLAS", text="in between")
    fine = await place.api("conversations.history", **history, cursor=cursor)
    place.clock.pass_by(timedelta(hours=1, seconds=1))
    late = await place.api("conversations.history", **history, cursor=cursor)

    assert (other["error"], forged["error"], late["error"]) == ("invalid_cursor",) * 3
    assert [one["text"] for one in fine["messages"]] == ["1", "0"]
