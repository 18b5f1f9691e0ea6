"""What an app makes and keeps at the head of a channel: the channel itself, pins, bookmarks, canvases."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.asked import allow, form, heard, manifest
from tests.sandbox.conftest import Place

JSON = dict[str, Any]


async def posted(place: Place) -> str:
    return str((await place.client.chat_postMessage(channel="C0ATLAS", text="Decided"))["ts"])


async def test_a_channel_is_made_with_the_bot_in_it_and_told(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    place = await make_place(manifest=manifest(events=("channel_created",), scopes=("channels:manage",)))
    await place.connect()

    made = (await place.api("conversations.create", name="move-2027"))["channel"]

    assert (made["name"], made["is_member"], made["creator"]) == ("move-2027", True, "U0MUSTER")
    assert (await place.client.chat_postMessage(channel=made["id"], text="Hello"))["ok"]
    assert [one["channel"]["name"] for one in await heard(place)] == ["move-2027"]


async def test_a_private_channel_needs_another_scope(place: Place) -> None:
    await allow(place, "channels:manage")
    refused = await place.api("conversations.create", name="secret", is_private=True)
    await allow(place, "groups:write")
    made = await place.api("conversations.create", name="secret", is_private=True)

    assert (refused["error"], refused["needed"]) == ("missing_scope", "groups:write")
    assert (made["channel"]["is_private"], made["channel"]["is_group"]) == (True, True)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("atlas", "name_taken"),
        ("vendor-terms", "name_taken"),
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("--", "invalid_name_punctuation"),
        ("Move", "invalid_name_specials"),
        ("the move", "invalid_name_specials"),
        ("é-2", ""),
    ],
)
async def test_a_channel_has_a_proper_name_of_its_own(place: Place, name: str, error: str) -> None:
    await allow(place, "channels:manage")

    assert (await place.api("conversations.create", name=name)).get("error", "") == error


async def test_a_message_is_pinned_once_listed_and_unpinned(place: Place) -> None:
    await allow(place, "pins:write", "pins:read")
    where = {"channel": "C0ATLAS", "timestamp": await posted(place)}

    assert (await place.api("pins.add", **where))["ok"]
    assert (await place.api("pins.add", **where))["error"] == "already_pinned"
    (item,) = (await form(place, "pins.list", channel="C0ATLAS"))["items"]
    assert (item["message"]["text"], item["created_by"]) == ("Decided", "U0MUSTER")
    assert item["message"]["pinned_to"] == ["C0ATLAS"]
    assert (await place.api("pins.remove", **where))["ok"]
    assert (await place.api("pins.remove", **where))["error"] == "no_pin"
    assert (await form(place, "pins.list", channel="C0ATLAS"))["items"] == []


async def test_a_deleted_message_is_pinned_no_more(place: Place) -> None:
    await allow(place, "pins:write", "pins:read")
    ts = await posted(place)
    await place.api("pins.add", channel="C0ATLAS", timestamp=ts)

    await place.client.chat_delete(channel="C0ATLAS", ts=ts)

    assert (await form(place, "pins.list", channel="C0ATLAS"))["items"] == []


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"channel": "C0ATLAS"}, "no_item_specified"),
        ({"channel": "C0ATLAS", "timestamp": "now"}, "bad_timestamp"),
        ({"channel": "C0ATLAS", "timestamp": "1.000000"}, "message_not_found"),
        ({"channel": "C0GENERAL", "timestamp": "1.000000"}, "not_in_channel"),
    ],
)
async def test_what_cannot_be_pinned_is_refused(place: Place, where: JSON, error: str) -> None:
    await allow(place, "pins:write")

    assert (await place.api("pins.add", **where))["error"] == error


async def test_a_channel_takes_a_hundred_pins(place: Place) -> None:
    await allow(place, "pins:write")
    for _ in range(100):
        await place.api("pins.add", channel="C0ATLAS", timestamp=await posted(place))

    answer = await place.api("pins.add", channel="C0ATLAS", timestamp=await posted(place))

    assert answer["error"] == "too_many_pins"


async def test_a_pin_is_told(make_place: Callable[..., Awaitable[Place]]) -> None:
    scopes = ("pins:write", "pins:read")
    place = await make_place(manifest=manifest(events=("pin_added", "pin_removed"), scopes=scopes))
    await place.connect()
    where = {"channel": "C0ATLAS", "timestamp": await posted(place)}

    await place.api("pins.add", **where)
    await place.api("pins.remove", **where)
    await place.get("messages", channel="atlas")

    told = [(one["type"], one["channel_id"], one["pin_count"]) for one in await heard(place)]
    assert told == [("pin_added", "C0ATLAS", 1), ("pin_removed", "C0ATLAS", 0)]


async def test_a_link_is_kept_as_a_bookmark(place: Place) -> None:
    await allow(place, "bookmarks:write")
    link = {"title": "Plan", "type": "link", "link": "https://plan.example", "emoji": ":memo:"}

    made = (await place.api("bookmarks.add", channel_id="C0ATLAS", **link))["bookmark"]

    channels = {one["id"]: one for one in (await place.get("state"))["channels"]}
    assert (made["title"], made["link"], made["type"]) == ("Plan", "https://plan.example", "link")
    assert [one["title"] for one in channels["C0ATLAS"]["bookmarks"]] == ["Plan"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"type": "folder"}, "invalid_bookmark_type"),
        ({"link": "plan.example"}, "invalid_link"),
        ({"link": None}, "invalid_link"),
        ({"emoji": "memo"}, "invalid_emoji"),
        ({"title": "x" * 257}, "invalid_arguments"),
        ({"title": ""}, "invalid_arguments"),
        ({"channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"channel_id": "C0GENERAL"}, "not_in_channel"),
    ],
)
async def test_what_is_no_bookmark_is_refused(place: Place, change: JSON, error: str) -> None:
    await allow(place, "bookmarks:write")
    good = {"channel_id": "C0ATLAS", "title": "Plan", "type": "link", "link": "https://plan.example"}

    assert (await place.api("bookmarks.add", **good | change))["error"] == error


def document(text: str) -> JSON:
    return {"type": "markdown", "markdown": text}


async def shown(place: Place, ident: str) -> JSON:
    found: JSON = (await place.get("state"))["canvases"][ident]
    return found


async def edit(place: Place, ident: str, **change: Any) -> JSON:
    return await place.api("canvases.edit", canvas_id=ident, changes=[change])


async def test_a_canvas_is_written_and_changed_by_place_and_by_section(place: Place) -> None:
    await allow(place, "canvases:write", "canvases:read")
    ident = (
        await place.api("canvases.create", title="Plan", document_content=document("# Racks\n\nTwelve"))
    )["canvas_id"]
    found = await place.api("canvases.sections.lookup", canvas_id=ident, criteria={"section_types": ["h1"]})
    (heading,) = [one["id"] for one in found["sections"]]

    await edit(place, ident, operation="insert_at_end", document_content=document("The end"))
    await edit(place, ident, operation="insert_at_start", document_content=document("Draft"))
    await edit(
        place, ident, operation="insert_after", section_id=heading, document_content=document("So far:")
    )
    await edit(
        place, ident, operation="replace", section_id=heading, document_content=document("# New racks")
    )

    assert (await shown(place, ident))["markdown"] == "Draft\n\n# New racks\n\nSo far:\n\nTwelve\n\nThe end"


async def test_a_canvas_is_renamed_replaced_whole_and_loses_sections(place: Place) -> None:
    await allow(place, "canvases:write", "canvases:read")
    ident = (await place.api("canvases.create", document_content=document("one\n\ntwo")))["canvas_id"]
    words = {"contains_text": "one"}
    found = await place.api("canvases.sections.lookup", canvas_id=ident, criteria=words)

    await edit(place, ident, operation="delete", section_id=found["sections"][0]["id"])
    assert (await shown(place, ident))["markdown"] == "two"
    await edit(place, ident, operation="rename", title_content=document("Moves"))
    await edit(place, ident, operation="replace", document_content=document("three"))

    assert await shown(place, ident) == {"title": "Moves", "markdown": "three"}


async def test_a_channel_has_one_canvas(place: Place) -> None:
    await allow(place, "canvases:write")

    made = await place.api("conversations.canvases.create", channel_id="C0ATLAS", title="Atlas")
    again = await place.api("conversations.canvases.create", channel_id="C0ATLAS")

    assert again["error"] == "channel_canvas_already_exists"
    channel = (await place.client.conversations_info(channel="C0ATLAS"))["channel"]
    assert channel["properties"]["canvas"] == {"file_id": made["canvas_id"], "is_empty": True}


async def test_on_a_free_plan_canvases_stand_in_channels(place: Place) -> None:
    await allow(place, "canvases:write")
    await place.post("switches", free_plan=True)

    alone = await place.api("canvases.create", title="Plan")
    tabbed = await place.api("canvases.create", title="Plan", channel_id="C0ATLAS")

    assert alone["error"] == "free_teams_cannot_create_standalone_canvases"
    assert tabbed["ok"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"operation": "insert_at_end", "document_content": {"type": "html"}}, "canvas_editing_failed"),
        ({"operation": "insert_at_end"}, "canvas_editing_failed"),
        ({"operation": "delete", "section_id": "temp:C:no"}, "canvas_editing_failed"),
        ({"operation": "shuffle"}, "invalid_arguments"),
    ],
)
async def test_a_change_a_canvas_does_not_take_is_refused(place: Place, change: JSON, error: str) -> None:
    await allow(place, "canvases:write")
    ident = (await place.api("canvases.create", document_content=document("one")))["canvas_id"]

    assert (await edit(place, ident, **change))["error"] == error
    assert (await shown(place, ident))["markdown"] == "one"


async def test_a_canvas_takes_one_change_at_a_time_and_must_be_there(place: Place) -> None:
    await allow(place, "canvases:write", "canvases:read")
    ident = (await place.api("canvases.create"))["canvas_id"]
    change = {"operation": "insert_at_end", "document_content": document("x")}

    two = await place.api("canvases.edit", canvas_id=ident, changes=[change] * 2)
    lost = await place.api("canvases.edit", canvas_id="F0NO", changes=[change])
    asked = await place.api("canvases.sections.lookup", canvas_id=ident, criteria={})

    assert (two["error"], lost["error"], asked["error"]) == (
        "invalid_arguments",
        "canvas_not_found",
        "invalid_arguments",
    )


async def test_what_the_app_is_doing_is_shown_below_a_thread_until_it_answers(place: Place) -> None:
    ts = (await place.post("message", **{"as": "ana"}, channel="atlas", text="How late are we?"))["ts"]
    where = {"channel_id": "C0ATLAS", "thread_ts": ts}

    async def doing() -> str:
        return str((await place.get("messages", channel="atlas", thread_ts=ts))["doing"])

    await place.api("assistant.threads.setStatus", **where, status="is counting…")
    during = await doing()
    await place.client.chat_postMessage(channel="C0ATLAS", thread_ts=ts, text="Two days")
    answered = await doing()
    await place.api("assistant.threads.setStatus", **where, status="is counting…")
    await place.post("clock", by="2m")

    assert (during, answered, await doing()) == ("is counting…", "", "")


async def test_a_status_below_no_thread_is_refused(place: Place) -> None:
    where = {"channel_id": "C0ATLAS", "thread_ts": "1.000000", "status": "is counting…"}

    lost = await place.api("assistant.threads.setStatus", **where)
    away = await place.api("assistant.threads.setStatus", **where | {"channel_id": "C0GENERAL"})

    assert (lost["error"], away["error"]) == ("invalid_thread_ts", "channel_not_found")
