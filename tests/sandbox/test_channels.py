"""Channels that change under an app: how their threads are, and the id they go by."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.conftest import MANIFEST, Place

JSON = dict[str, Any]
Make = Callable[..., Awaitable[Place]]


@pytest.mark.parametrize(
    ("mode", "beginning", "reply"),
    [
        ("", None, None),
        ("locked", None, "restricted_action_thread_locked"),
        ("only", "restricted_action_thread_only_channel", None),
        ("none", None, "restricted_action_non_threadable_channel"),
    ],
)
async def test_threads_refuse_what_their_mode_does_not_take(
    place: Place, mode: str, beginning: str | None, reply: str | None
) -> None:
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="Racks"))["ts"]
    await place.post("channel", channel="atlas", threads=mode)

    begun = await place.api("chat.postMessage", channel="C0ATLAS", text="x")
    replied = await place.api("chat.postMessage", channel="C0ATLAS", text="x", thread_ts=ts)

    assert (begun.get("error"), replied.get("error")) == (beginning, reply)


async def test_a_locked_thread_takes_no_emoji_below_its_parent(place: Place) -> None:
    parent = (await place.client.chat_postMessage(channel="C0ATLAS", text="Racks"))["ts"]
    reply = (await place.client.chat_postMessage(channel="C0ATLAS", text="Here", thread_ts=parent))["ts"]
    await place.post("channel", channel="atlas", threads="locked")

    below = await place.api("reactions.add", channel="C0ATLAS", timestamp=reply, name="eyes")
    above = await place.api("reactions.add", channel="C0ATLAS", timestamp=parent, name="eyes")

    assert (below.get("error"), above["ok"]) == ("thread_locked", True)


async def test_people_hear_in_words_what_a_mode_does_not_take(place: Place) -> None:
    ts = (await place.post("message", **{"as": "ana"}, channel="atlas", text="Racks"))["ts"]
    await place.post("channel", channel="atlas", threads="locked")
    replied = await place.post("message", **{"as": "ben"}, channel="atlas", text="x", thread_ts=ts)
    await place.post("channel", channel="atlas", threads="only")
    begun = await place.post("message", **{"as": "ben"}, channel="atlas", text="x")
    by_admin = await place.post("message", **{"as": "ana"}, channel="atlas", text="x")

    assert replied["error"] == "Nobody can answer in the threads of #atlas."
    assert begun["error"] == "Only admins may begin threads in #atlas; answer in one."
    assert by_admin["ok"]


async def test_a_mode_nobody_knows_is_a_sentence(place: Place) -> None:
    answer = await place.post("channel", channel="atlas", threads="closed")

    assert answer["error"] == 'Threads of a channel are one of "", "locked", "only", "none".'


async def test_a_channel_with_a_new_id_is_gone_under_the_old_one_and_the_app_is_told(
    make_place: Make,
) -> None:
    subscribed = {"event_subscriptions": {"bot_events": ["channel_id_changed"]}}
    place = await make_place(manifest={**MANIFEST, "settings": subscribed})
    heard: list[JSON] = []

    @place.app.event("channel_id_changed")
    async def changed(event: JSON) -> None:
        heard.append(event)

    await place.connect()
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="Racks"))["ts"]

    assert (await place.post("channel", channel="atlas", id="C0MOVED"))["ok"]

    assert [(one["old_channel_id"], one["new_channel_id"]) for one in heard] == [("C0ATLAS", "C0MOVED")]
    gone = await place.api("chat.update", channel="C0ATLAS", ts=ts, text="x")
    assert gone["error"] == "channel_not_found"
    assert (await place.api("chat.update", channel="C0MOVED", ts=ts, text="x"))["channel"] == "C0MOVED"


@pytest.mark.parametrize("new", ["C0GENERAL", "atlas", "D0ANA", ""])
async def test_an_id_that_is_taken_or_is_none_is_refused(place: Place, new: str) -> None:
    answer = await place.post("channel", channel="atlas", id=new)

    assert answer["error"] == f'"{new}" is no id that a channel can take.'
