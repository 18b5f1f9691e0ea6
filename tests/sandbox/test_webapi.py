"""The Web API, driven by slack-sdk's own client."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.conftest import MANIFEST, Place

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}


async def refused(call: Awaitable[Any]) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        await call
    body: dict[str, Any] = caught.value.response.data
    return body


async def error_of(call: Awaitable[Any]) -> str:
    return str((await refused(call))["error"])


async def test_the_token_says_who_the_bot_is(place: Place) -> None:
    answer = await place.client.auth_test()

    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U0MUSTER", "B0MUSTER", "T0ATLAS")
    assert "chat:write" in answer.headers["x-oauth-scopes"]


async def test_a_missing_wrong_or_misused_token_is_refused(place: Place) -> None:
    base = place.sandbox.api_url

    assert await error_of(AsyncWebClient(base_url=base).auth_test()) == "not_authed"
    assert await error_of(AsyncWebClient("xoxb-other", base_url=base).auth_test()) == "invalid_auth"
    assert (await place.api("auth.test", token=place.sandbox.app_token))["error"] == "not_allowed_token_type"
    assert (await place.api("apps.connections.open"))["error"] == "not_allowed_token_type"


async def test_the_word_bearer_is_case_sensitive_and_a_form_may_carry_the_token(place: Place) -> None:
    url, token = place.sandbox.api_url + "auth.test", place.sandbox.bot_token

    async with place.session.post(url, headers={"Authorization": f"bearer {token}"}) as answer:
        assert (await answer.json())["error"] == "not_authed"
    async with place.session.post(url, data={"token": token}) as answer:
        assert (await answer.json())["ok"]


async def test_an_unknown_method_and_malformed_json_are_refused(place: Place) -> None:
    headers = {"Authorization": f"Bearer {place.sandbox.bot_token}", "Content-Type": "application/json"}

    assert (await place.api("chat.shout"))["error"] == "unknown_method"
    async with place.session.post(
        place.sandbox.api_url + "chat.postMessage", data="{", headers=headers
    ) as answer:
        assert (await answer.json())["error"] == "invalid_json"


async def test_a_method_that_takes_only_forms_does_not_read_json(place: Place) -> None:
    answer = await place.api("users.info", user="U0ANA")

    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]
    assert (await place.client.users_info(user="U0ANA"))["user"]["name"] == "ana"


async def test_a_missing_scope_says_what_is_needed_and_what_there_is(place: Place) -> None:
    await place.post("app", scopes_removed=["chat:write"])

    body = await refused(place.client.chat_postMessage(channel="C0ATLAS", text="x"))

    assert (body["error"], body["needed"]) == ("missing_scope", "chat:write")
    assert "commands" in body["provided"].split(",")


async def test_a_revoked_token_opens_nothing(place: Place) -> None:
    await place.post("app", revoked=True)

    assert await error_of(place.client.auth_test()) == "token_revoked"


async def test_a_posted_message_comes_back_as_slack_stored_it(place: Place) -> None:
    answer = await place.client.chat_postMessage(channel="C0ATLAS", text="a < b", blocks=[SECTION])

    stored = answer["message"]
    assert stored["text"] == "a &lt; b"
    assert stored["bot_profile"]["name"] == "Muster"
    assert stored["blocks"][0]["block_id"]
    assert stored["blocks"][0]["text"]["verbatim"] is False


async def test_blocks_in_a_form_are_json_text(place: Place) -> None:
    headers = {"Authorization": f"Bearer {place.sandbox.bot_token}"}
    url = place.sandbox.api_url + "chat.postMessage"
    good = {"channel": "C0ATLAS", "text": "x", "blocks": '[{"type": "divider"}]'}

    async with place.session.post(url, data=good, headers=headers) as answer:
        assert (await answer.json())["ok"]
    async with place.session.post(url, data=good | {"blocks": "[{"}, headers=headers) as answer:
        assert (await answer.json())["error"] == "invalid_blocks_format"


async def test_ids_rise_while_the_clock_stands_still(place: Place) -> None:
    stamps = [(await place.client.chat_postMessage(channel="C0ATLAS", text=str(n)))["ts"] for n in range(3)]

    assert stamps == sorted(set(stamps))
    assert stamps[0].split(".")[0] == str(int(place.clock.now().timestamp()))


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0GENERAL", "not_in_channel"),
        ("C0VENDOR", "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
        ("U0OTTO", "channel_not_found"),
    ],
)
async def test_a_post_to_where_the_bot_is_not_is_refused(place: Place, channel: str, error: str) -> None:
    assert await error_of(place.client.chat_postMessage(channel=channel, text="x")) == error


async def test_a_post_to_a_person_opens_the_dm_and_answers_with_its_id(place: Place) -> None:
    answer = await place.client.chat_postMessage(channel="U0ANA", text="x")

    assert answer["channel"] == "D0ANAMUSTER"
    assert (await place.client.conversations_open(users="U0ANA"))["already_open"]


async def test_a_message_needs_text_or_blocks(place: Place) -> None:
    warned = await place.api("chat.postMessage", channel="C0ATLAS", blocks=[SECTION])

    assert (await place.api("chat.postMessage", channel="C0ATLAS"))["error"] == "no_text"
    assert warned["response_metadata"]["warnings"] == ["missing_text_in_message"]


async def test_bad_blocks_are_refused_with_their_place(place: Place) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}

    body = await refused(place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=[long]))

    assert body["error"] == "invalid_blocks"
    assert "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" in body["errors"]
    assert body["response_metadata"]["messages"][0].startswith("[ERROR] ")


async def test_too_much_text_in_all_blocks_is_refused(place: Place) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2700}}

    call = place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=[block] * 5)

    assert await error_of(call) == "msg_blocks_too_long"


async def test_an_update_with_text_alone_takes_the_blocks_away(place: Place) -> None:
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=[SECTION]))["ts"]

    metadata = {"event_type": "a", "event_payload": {}}
    kept = await place.api("chat.update", channel="C0ATLAS", ts=ts, metadata=metadata)
    wiped = await place.client.chat_update(channel="C0ATLAS", ts=ts, text="y")

    assert "blocks" in kept["message"]
    assert "blocks" not in wiped["message"]
    assert wiped["message"]["metadata"]["event_type"] == "a"


async def test_an_update_wants_the_channel_id_and_an_own_message(place: Place) -> None:
    ts = (await place.client.chat_postMessage(channel="U0ANA", text="x"))["ts"]
    hers = (await place.post("message", **{"as": "ana"}, channel="atlas", text="hello"))["ts"]

    update = place.client.chat_update
    assert await error_of(update(channel="U0ANA", ts=ts, text="y")) == "channel_not_found"
    assert await error_of(update(channel="C0ATLAS", ts=hers, text="y")) == "cant_update_message"
    assert await error_of(update(channel="C0ATLAS", ts="1.000000", text="y")) == "message_not_found"
    assert await error_of(update(channel="D0ANAMUSTER", ts=ts, text="y" * 4001)) == "msg_too_long"


async def test_a_deleted_message_is_gone_and_its_thread_keeps_a_tombstone(place: Place) -> None:
    parent = (await place.client.chat_postMessage(channel="C0ATLAS", text="parent"))["ts"]
    await place.client.chat_postMessage(channel="C0ATLAS", text="reply", thread_ts=parent)

    await place.client.chat_delete(channel="C0ATLAS", ts=parent)

    assert (await place.messages("atlas"))[0]["subtype"] == "tombstone"
    assert await error_of(place.client.chat_delete(channel="C0ATLAS", ts=parent)) == "message_not_found"


async def test_history_is_newest_first_without_replies_and_leaves_the_oldest_out(place: Place) -> None:
    post = place.client.chat_postMessage
    stamps = [(await post(channel="C0ATLAS", text=str(n)))["ts"] for n in range(3)]
    await post(channel="C0ATLAS", text="reply", thread_ts=stamps[0])
    await post(channel="C0ATLAS", text="shown", thread_ts=stamps[0], reply_broadcast=True)

    history = place.client.conversations_history
    after = (await history(channel="C0ATLAS", oldest=stamps[0]))["messages"]
    inclusive = (await history(channel="C0ATLAS", oldest=stamps[0], inclusive=True))["messages"]

    assert [one["text"] for one in after] == ["shown", "2", "1"]
    assert [one["text"] for one in inclusive] == ["shown", "2", "1", "0"]
    assert inclusive[-1]["reply_count"] == 2


async def test_a_thread_is_read_parent_first_from_any_of_its_messages(place: Place) -> None:
    post = place.client.chat_postMessage
    parent = (await post(channel="C0ATLAS", text="parent"))["ts"]
    reply = (await post(channel="C0ATLAS", text="one", thread_ts=parent))["ts"]
    nested = await post(channel="C0ATLAS", text="two", thread_ts=reply)

    answer = await place.client.conversations_replies(channel="C0ATLAS", ts=reply)

    assert [one["text"] for one in answer["messages"]] == ["parent", "one", "two"]
    assert nested["message"]["thread_ts"] == parent
    assert nested["response_metadata"]["warnings"] == ["thread_ts_of_a_reply"]


async def test_pages_end_with_an_empty_cursor(place: Place) -> None:
    for number in range(5):
        await place.client.chat_postMessage(channel="C0ATLAS", text=str(number))

    found = [
        message["text"]
        async for answer in await place.client.conversations_history(channel="C0ATLAS", limit=2)
        for message in answer["messages"]
    ]

    assert found == ["4", "3", "2", "1", "0"]
    assert (await place.api("conversations.history", channel="C0ATLAS", cursor="!"))[
        "error"
    ] == "invalid_cursor"


async def test_a_page_of_channels_may_be_empty_before_the_end(place: Place) -> None:
    pages, cursor = [], ""
    while True:
        found = await place.client.conversations_list(types="private_channel", limit=2, cursor=cursor)
        pages.append([one["name"] for one in found["channels"]])
        if not (cursor := found["response_metadata"]["next_cursor"]):
            break

    await place.post("channel", channel="#vendor-terms", bot_in=True)
    whole = await place.client.conversations_list(types="private_channel")
    assert pages == [[], [], []]
    assert [one["name"] for one in whole["channels"]] == ["vendor-terms"]


async def test_history_shows_a_metadata_payload_only_when_asked(place: Place) -> None:
    metadata = {"event_type": "muster_post", "event_payload": {"id": "P1"}}
    await place.client.chat_postMessage(channel="C0ATLAS", text="x", metadata=metadata)

    bare = await place.client.conversations_history(channel="C0ATLAS")
    full = await place.client.conversations_history(channel="C0ATLAS", include_all_metadata=True)

    assert bare["messages"][0]["metadata"] == {"event_type": "muster_post"}
    assert full["messages"][0]["metadata"] == metadata


async def test_a_dot_in_the_event_type_drops_the_metadata_with_a_warning(place: Place) -> None:
    metadata = {"event_type": "muster.post", "event_payload": {"id": "P1"}}

    answer = await place.client.chat_postMessage(channel="C0ATLAS", text="x", metadata=metadata)

    assert answer["warning"] == "invalid_metadata_schema"
    assert "metadata" not in answer["message"]


async def test_an_ephemeral_needs_an_active_member_and_cannot_be_updated(place: Place) -> None:
    whisper = place.client.chat_postEphemeral
    ts = (await whisper(channel="C0ATLAS", user="U0ANA", text="x"))["message_ts"]

    assert await error_of(whisper(channel="C0ATLAS", user="U0DANA", text="x")) == "user_not_in_channel"
    assert await error_of(whisper(channel="C0GENERAL", user="U0ANA", text="x")) == "not_in_channel"
    assert await error_of(place.client.chat_update(channel="C0ATLAS", ts=ts, text="y")) == "message_not_found"


async def test_a_permalink_names_the_thread_of_a_reply(place: Place) -> None:
    parent = (await place.client.chat_postMessage(channel="C0ATLAS", text="x"))["ts"]
    reply = (await place.client.chat_postMessage(channel="C0ATLAS", text="y", thread_ts=parent))["ts"]

    link = (await place.client.chat_getPermalink(channel="C0ATLAS", message_ts=reply))["permalink"]

    where = f"https://northwind.slack.com/archives/C0ATLAS/p{reply.replace('.', '')}"
    assert link == f"{where}?thread_ts={parent}&cid=C0ATLAS"


async def test_a_dm_cannot_be_opened_with_somebody_deactivated_unknown_or_a_bot(place: Place) -> None:
    opened = place.client.conversations_open

    assert await error_of(opened(users="U0OTTO")) == "user_disabled"
    assert await error_of(opened(users="U0NOBODY")) == "user_not_found"
    assert await error_of(opened(users="U0BUILD")) == "cannot_dm_bot"
    assert await error_of(opened(users="")) == "users_list_not_supplied"


async def test_channel_lists_show_private_ones_only_where_the_bot_is(place: Place) -> None:
    both = "public_channel,private_channel"
    await place.post("channel", channel="vendor-terms", bot_in=True)

    listed = [one["name"] for one in (await place.client.conversations_list(types=both))["channels"]]
    joined = [one["name"] for one in (await place.client.users_conversations(types=both))["channels"]]

    assert listed == ["general", "atlas", "atlas-standup", "steering", "vendor-terms", "vector-bridge"]
    assert joined == ["atlas", "atlas-standup", "steering", "vendor-terms", "vector-bridge"]


async def test_members_and_facts_of_a_channel_can_be_read_from_outside_a_public_one(place: Place) -> None:
    members = (await place.client.conversations_members(channel="C0STEERING"))["members"]
    facts = (await place.client.conversations_info(channel="C0GENERAL", include_num_members=True))["channel"]

    assert members == ["U0ANA", "U0DANA", "U0SAM", "U0MUSTER"]
    assert (facts["is_member"], facts["num_members"], facts["is_general"]) == (False, 7, True)
    assert await error_of(place.client.conversations_info(channel="C0VENDOR")) == "channel_not_found"


async def test_the_bot_joins_public_channels_only(place: Place) -> None:
    await place.client.conversations_join(channel="C0GENERAL")

    assert (await place.client.chat_postMessage(channel="C0GENERAL", text="x"))["ok"]
    assert await error_of(place.client.conversations_join(channel="C0VENDOR")) == "channel_not_found"


async def test_the_user_list_holds_guests_bots_and_people_who_left(place: Place) -> None:
    members = {one["id"]: one for one in (await place.client.users_list())["members"]}

    assert len(members) == 15
    assert members["U0OTTO"]["deleted"]
    assert members["U0GIL"]["is_restricted"]
    assert members["U0BUILD"]["is_bot"]
    assert not members["USLACKBOT"]["is_bot"]
    assert "email" not in members["U0ANA"]["profile"]


async def test_the_offset_of_a_zone_follows_the_clock(place: Place) -> None:
    async def offset() -> int:
        return int((await place.client.users_info(user="U0BEN"))["user"]["tz_offset"])

    before = await offset()
    place.clock.moment = place.clock.moment.replace(month=11, day=2)

    assert (before, await offset()) == (-4 * 3600, -5 * 3600)


async def test_a_reaction_is_given_once(place: Place) -> None:
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x"))["ts"]
    await place.client.reactions_add(channel="C0ATLAS", timestamp=ts, name="eyes")

    again = place.client.reactions_add(channel="C0ATLAS", timestamp=ts, name="eyes")

    assert await error_of(again) == "already_reacted"
    found = await place.client.reactions_get(channel="C0ATLAS", timestamp=ts)
    assert found["message"]["reactions"] == [{"name": "eyes", "users": ["U0MUSTER"], "count": 1}]


async def test_closed_channels_refuse_posts(place: Place) -> None:
    await place.post("channel", channel="atlas", archived=True)
    await place.post("channel", channel="steering", read_only=True)

    post = place.client.chat_postMessage
    assert await error_of(post(channel="C0ATLAS", text="x")) == "is_archived"
    assert await error_of(post(channel="C0STEERING", text="x")) == "restricted_action_read_only_channel"


async def test_blocks_are_validated_without_a_token(place: Place) -> None:
    client = AsyncWebClient(base_url=place.sandbox.api_url)
    good = await client.api_call("blocks.validate", json={"blocks": [SECTION]})

    body = await refused(client.api_call("blocks.validate", json={"blocks": [{"type": "section"}]}))

    assert good["ok"]
    assert body["errors"][0]["pointer"] == "/blocks/0/type"


async def test_a_file_is_uploaded_in_three_steps_and_shown(place: Place) -> None:
    answer = await place.client.files_upload_v2(
        channel="C0ATLAS", content="a,b", filename="t.csv", title="Tasks"
    )

    shown = (await place.messages("atlas"))[0]

    assert answer["files"][0]["title"] == "Tasks"
    assert shown["files"][0]["name"] == "t.csv"
    async with place.session.get(shown["files"][0]["url_private"]) as kept:
        assert await kept.read() == b"a,b"


async def uploaded(place: Place) -> str:
    """Send a file's bytes; gives what completeUploadExternal calls it."""
    answer = await place.client.files_getUploadURLExternal(filename="t.csv", length=3)
    async with place.session.post(answer["upload_url"], data=b"a,b") as sent:
        assert sent.status == 200
    return str(answer["file_id"])


async def test_a_file_is_shared_in_several_channels_with_blocks(place: Place) -> None:
    files = [{"id": await uploaded(place)}]

    await place.api(
        "files.completeUploadExternal", files=files, channels="C0ATLAS,C0STANDUP", blocks=[SECTION]
    )

    for channel in ("atlas", "atlas-standup"):
        shown = (await place.messages(channel))[0]
        assert (shown["files"][0]["name"], shown["blocks"][0]["type"]) == ("t.csv", "section")


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"channel_id": "C0GENERAL"}, "not_in_channel"),
        ({"channels": "C0ATLAS,C0NOWHERE"}, "channel_not_found"),
        ({"channels": ",".join(["C0ATLAS"] * 101)}, "invalid_arguments"),
        ({"channel_id": "C0ATLAS", "thread_ts": "1.000000"}, "thread_not_found"),
        ({"channel_id": "C0ATLAS", "blocks": [{"type": "markdown", "text": "x"}]}, "internal_error"),
        ({"channel_id": "C0ATLAS", "blocks": [{"type": "alert"}]}, "invalid_blocks"),
    ],
)
async def test_a_file_that_cannot_be_shared_so_is_shared_nowhere(
    place: Place, where: dict[str, Any], error: str
) -> None:
    files = [{"id": await uploaded(place)}]

    answer = await place.api("files.completeUploadExternal", files=files, **where)

    assert answer["error"] == error
    assert await place.messages("atlas") == []
    assert (await place.api("files.completeUploadExternal", files=files, channel_id="C0ATLAS"))["ok"]


async def test_a_turned_off_tab_refuses_what_belongs_in_it(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    tabs = {"home_tab_enabled": False, "messages_tab_enabled": False}
    place = await make_place(manifest={**MANIFEST, "features": MANIFEST["features"] | {"app_home": tabs}})

    home: dict[str, Any] = {"type": "home", "blocks": []}
    assert await error_of(place.client.views_publish(user_id="U0ANA", view=home)) == "not_enabled"
    assert await error_of(place.client.chat_postMessage(channel="U0ANA", text="x")) == "messages_tab_disabled"
