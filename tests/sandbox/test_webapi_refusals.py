"""What the Web API refuses, and the smaller methods."""

from typing import Any

import pytest

from tests.sandbox.conftest import Place

JSON = dict[str, Any]
HOME: JSON = {"type": "home", "blocks": []}
TABLE: JSON = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
META: JSON = {"event_type": "a", "event_payload": {}}


async def form(place: Place, method: str, **arguments: Any) -> JSON:
    """Call a method with a form, as the SDK does where JSON is not read."""
    headers = {"Authorization": f"Bearer {place.sandbox.bot_token}"}
    url = place.sandbox.api_url + method
    async with place.session.post(url, data=arguments, headers=headers) as answer:
        found: JSON = await answer.json()
        return found


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": 5, "text": "x"}, "invalid_arguments"),
        (
            "chat.postMessage",
            {"channel": "C0ATLAS", "text": "x", "thread_ts": "1.000000"},
            "thread_not_found",
        ),
        (
            "chat.postMessage",
            {"channel": "C0ATLAS", "text": "x", "markdown_text": "y"},
            "markdown_text_conflict",
        ),
        ("chat.postMessage", {"channel": "C0ATLAS", "attachments": [{}]}, "no_text"),
        ("chat.postMessage", {"channel": "C0ATLAS", "text": "x", "blocks": {}}, "invalid_blocks_format"),
        (
            "chat.postMessage",
            {"channel": "C0ATLAS", "text": "x", "blocks": [TABLE] * 2},
            "invalid_attachments",
        ),
        (
            "chat.postMessage",
            {"channel": "C0ATLAS", "text": "x", "metadata": {"a": 1}},
            "invalid_metadata_format",
        ),
        (
            "chat.postMessage",
            {"channel": "C0ATLAS", "text": "x", "metadata": META | {"event_payload": {"a": "x" * 8_000}}},
            "metadata_too_large",
        ),
        ("chat.postEphemeral", {"channel": "C0ATLAS", "user": "U0ANA"}, "no_text"),
        ("chat.postEphemeral", {"channel": "C0ATLAS", "user": "U0ANA", "text": "x" * 4_001}, "msg_too_long"),
        ("conversations.history", {"channel": "C0ATLAS", "oldest": "yesterday"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": "C0ATLAS", "limit": "many"}, "invalid_arguments"),
        ("conversations.history", {"channel": "C0ATLAS", "limit": 1001}, "invalid_limit"),
        ("conversations.history", {"channel": "C0GENERAL"}, "not_in_channel"),
        (
            "reactions.add",
            {"channel": "C0ATLAS", "timestamp": "1.000000", "name": "eyes"},
            "message_not_found",
        ),
        (
            "reactions.remove",
            {"channel": "C0ATLAS", "timestamp": "1.000000", "name": "eyes"},
            "message_not_found",
        ),
        ("views.open", {"trigger_id": "1.2.3"}, "invalid_arguments"),
        ("views.update", {"view": HOME}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0OTTO", "view": HOME}, "invalid_arguments"),
        ("blocks.validate", {}, "invalid_arguments"),
        ("blocks.validate", {"view": HOME | {"blocks": [{"type": "table"}]}}, "invalid_view"),
        ("blocks.validate", {"message": {"blocks": [{"type": "alert"}]}}, "invalid_message"),
        ("conversations.open", {"users": ["U0ANA", "U0BEN"]}, "missing_scope"),
    ],
)
async def test_a_request_with_json_that_slack_refuses_is_refused(
    place: Place, method: str, arguments: JSON, error: str
) -> None:
    assert (await place.api(method, **arguments))["error"] == error


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.getPermalink", {"channel": "C0ATLAS", "message_ts": "1.000000"}, "message_not_found"),
        ("conversations.replies", {"channel": "C0ATLAS", "ts": "1.000000"}, "thread_not_found"),
        ("conversations.list", {"types": "secret_channel"}, "invalid_types"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.conversations", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.getPresence", {"user": "U0ANA"}, "ok"),
        ("users.lookupByEmail", {"email": "ana@northwind.example"}, "missing_scope"),
        ("dnd.info", {"user": "U0ANA"}, "missing_scope"),
        ("usergroups.list", {}, "missing_scope"),
        ("reactions.get", {"channel": "C0ATLAS", "timestamp": "1.000000"}, "message_not_found"),
        ("files.getUploadURLExternal", {"filename": "a.csv", "length": 0}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": "[]"}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": '[{"id": "F1"}]'}, "file_not_found"),
        ("files.completeUploadExternal", {"files": "["}, "invalid_arguments"),
    ],
)
async def test_a_request_with_a_form_is_answered_as_slack_does(
    place: Place, method: str, arguments: JSON, error: str
) -> None:
    assert (await form(place, method, **arguments)).get("error", "ok") == error


async def test_optional_scopes_open_their_methods(place: Place) -> None:
    await place.post("app", scopes_added=["users:read.email", "dnd:read", "usergroups:read"])

    found = await form(place, "users.lookupByEmail", email="ana@northwind.example")
    gone = await form(place, "users.lookupByEmail", email="otto@northwind.example")
    quiet = await form(place, "dnd.info", user="U0ANA")

    assert found["user"]["profile"]["email"] == "ana@northwind.example"
    assert gone["error"] == "users_not_found"
    assert (quiet["dnd_enabled"], quiet["next_dnd_start_ts"]) == (False, 1)
    assert (await form(place, "usergroups.list"))["ok"]


async def test_the_team_and_a_locale_can_be_asked_for(place: Place) -> None:
    assert (await place.client.team_info())["team"]["domain"] == "northwind"
    assert (await form(place, "users.info", user="U0ANA", include_locale="true"))["user"]["locale"] == "en-US"
    assert (await form(place, "users.getPresence", user="U0OTTO"))["presence"] == "away"
    assert (await form(place, "users.getPresence", user="U0NOBODY"))["error"] == "user_not_found"


async def test_a_dm_is_described_with_its_person_and_listed_among_the_ims(place: Place) -> None:
    opened = await place.client.conversations_open(users="U0ANA", return_im=True)
    known = await place.client.conversations_open(channel=opened["channel"]["id"])
    listed = await place.client.users_conversations(types="im")

    assert opened["channel"]["user"] == "U0ANA"
    assert known["already_open"]
    assert [one["user"] for one in listed["channels"]] == ["U0ANA"]


async def test_somebody_else_s_message_is_not_the_bot_s_to_delete(place: Place) -> None:
    ts = (await place.post("message", **{"as": "ana"}, channel="atlas", text="mine"))["ts"]

    assert (await place.api("chat.delete", channel="C0ATLAS", ts=ts))["error"] == "cant_delete_message"


async def test_archived_channels_refuse_every_kind_of_change(place: Place) -> None:
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x"))["ts"]
    await place.post("channel", channel="atlas", archived=True)
    await place.post("channel", channel="general", archived=True)

    async def error(method: str, **arguments: Any) -> str:
        return str((await place.api(method, channel="C0ATLAS", **arguments))["error"])

    assert await error("chat.update", ts=ts, text="y") == "is_inactive"
    assert await error("chat.postEphemeral", user="U0ANA", text="y") == "is_archived"
    assert await error("reactions.add", timestamp=ts, name="eyes") == "is_archived"
    assert (await place.api("conversations.join", channel="C0GENERAL"))["error"] == "is_archived"
    active = (await place.client.conversations_list(exclude_archived=True))["channels"]
    assert [one["name"] for one in active] == ["atlas-standup", "steering", "vector-bridge"]


async def test_joining_twice_and_a_private_channel_are_pointed_out(place: Place) -> None:
    await place.post("channel", channel="vendor-terms", bot_in=True)

    assert (await place.api("conversations.join", channel="C0ATLAS"))["warning"] == "already_in_channel"
    refused = (await place.api("conversations.join", channel="C0VENDOR"))["error"]
    assert refused == "method_not_supported_for_channel_type"


async def test_a_reaction_is_taken_back_once_and_has_a_proper_name(place: Place) -> None:
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x"))["ts"]
    where = {"channel": "C0ATLAS", "timestamp": ts}
    await place.client.reactions_add(**where, name="eyes")

    await place.client.reactions_remove(**where, name="eyes")

    assert (await place.api("reactions.remove", **where, name="eyes"))["error"] == "no_reaction"
    assert (await place.api("reactions.add", **where, name=":eyes:"))["error"] == "invalid_name"


async def test_an_update_may_replace_blocks_and_remove_metadata(place: Place) -> None:
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x", metadata=META))["ts"]

    block = {"type": "divider"}
    answer = await place.api("chat.update", channel="C0ATLAS", ts=ts, blocks=[block], metadata={})

    assert answer["message"]["blocks"][0]["type"] == "divider"
    assert "metadata" not in answer["message"]
    assert "edited" not in answer["message"]


@pytest.mark.parametrize("payload", [{"a": None}, {"a": [[1]]}, {"a": {"b": {"c": {}}}}])
async def test_a_metadata_payload_deeper_than_slack_takes_is_dropped(place: Place, payload: JSON) -> None:
    metadata = {"event_type": "a", "event_payload": payload}

    answer = await place.api("chat.postMessage", channel="C0ATLAS", text="x", metadata=metadata)

    assert answer["warning"] == "invalid_metadata_schema"


async def test_markdown_text_is_posted_as_text(place: Place) -> None:
    answer = await place.api("chat.postMessage", channel="C0ATLAS", markdown_text="**bold**")

    assert answer["message"]["text"] == "**bold**"


async def test_a_push_needs_a_trigger_from_inside_a_modal(place: Place, view: Any) -> None:
    trigger = place.sandbox.core.triggers.give("U0ANA")

    assert (await place.api("views.push", trigger_id=trigger, view=view()))["error"] == "invalid_trigger_id"


async def test_a_view_larger_than_slack_takes_is_refused(place: Place) -> None:
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 2_990}}
    big = {"type": "home", "blocks": [section] * 90}

    assert (await place.api("views.publish", user_id="U0ANA", view=big))["error"] == "view_too_large"


async def test_a_home_with_a_stale_hash_is_refused(place: Place) -> None:
    await place.client.views_publish(user_id="U0ANA", view=HOME)

    stale = await place.api("views.publish", user_id="U0ANA", view=HOME, hash="1.x")

    assert stale["error"] == "hash_conflict"


async def test_bytes_that_were_not_announced_are_refused(place: Place) -> None:
    answer = await form(place, "files.getUploadURLExternal", filename="a.csv", length=3)

    async with place.session.post(answer["upload_url"], data=b"four") as sent:
        assert sent.status == 400
    files = f'[{{"id": "{answer["file_id"]}"}}]'
    assert (await form(place, "files.completeUploadExternal", files=files))["error"] == "file_not_found"
