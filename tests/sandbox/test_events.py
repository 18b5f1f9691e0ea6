"""Events: which arrive, in what shape, and again when nobody acks them."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from bot.sandbox import START
from tests.sandbox.conftest import MANIFEST, Place

JSON = dict[str, Any]


def hears(place: Place) -> list[JSON]:
    """Record every event callback and ack it."""
    heard: list[JSON] = []

    @place.app.event(re.compile(".*"))
    async def event(body: JSON) -> None:
        heard.append(body)

    return heard


def kinds(heard: list[JSON]) -> list[str]:
    return [body["event"]["type"] + "/" + body["event"].get("subtype", "") for body in heard]


async def test_a_message_arrives_in_an_envelope_that_names_our_install(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    sent = await place.post("message", **{"as": "ana"}, channel="atlas", text="a & b")

    body = heard[0]
    assert (body["type"], body["team_id"], body["api_app_id"]) == ("event_callback", "T0ATLAS", "A0MUSTER")
    assert body["authorizations"][0]["user_id"] == "U0MUSTER"
    event = body["event"]
    assert (event["text"], event["ts"], event["channel_type"]) == ("a &amp; b", sent["ts"], "channel")
    assert "bot_id" not in event


async def test_a_message_in_a_dm_and_in_a_private_channel_has_its_own_channel_type(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    await place.post("channel", channel="vendor-terms", bot_in=True)
    heard.clear()

    await place.post("message", **{"as": "ana"}, channel="@muster", text="hi")
    await place.post("message", **{"as": "ana"}, channel="vendor-terms", text="hi")

    assert [body["event"]["channel_type"] for body in heard] == ["im", "group"]


async def test_nothing_arrives_from_where_the_bot_is_not(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    await place.post("message", **{"as": "ana"}, channel="general", text="hello <@U0MUSTER>")
    await place.post("message", **{"as": "ana"}, channel="@ben", text="hello")

    assert heard == []


async def test_only_subscribed_events_with_their_scope_arrive(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    settings = {"event_subscriptions": {"bot_events": ["message.channels"]}}
    place = await make_place(manifest={**MANIFEST, "settings": settings})
    heard = hears(place)
    await place.connect()

    await place.post("message", **{"as": "ana"}, channel="atlas", text="@muster hi")
    await place.post("app", scopes_removed=["channels:history"])
    await place.post("message", **{"as": "ana"}, channel="atlas", text="unheard")

    assert kinds(heard) == ["message/"]


async def test_a_mention_comes_besides_the_message_with_another_event_id(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    await place.post("message", **{"as": "ana"}, channel="atlas", text="@muster hi")

    assert kinds(heard) == ["message/", "app_mention/"]
    assert heard[0]["event_id"] != heard[1]["event_id"]
    assert heard[0]["event"]["ts"] == heard[1]["event"]["ts"]
    assert "channel_type" not in heard[1]["event"]


async def test_changes_and_deletions_nest_what_was_said(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    ts = (await place.post("message", **{"as": "ana"}, channel="atlas", text="one"))["ts"]

    await place.post("edit", **{"as": "ana"}, channel="atlas", ts=ts, text="two")
    await place.post("edit", **{"as": "ana"}, channel="atlas", ts=ts, delete=True)

    assert kinds(heard) == ["message/", "message/message_changed", "message/message_deleted"]
    changed, deleted = heard[1]["event"], heard[2]["event"]
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("two", "one")
    assert "text" not in changed
    assert deleted["deleted_ts"] == ts


async def test_a_deleted_message_with_replies_is_changed_to_a_tombstone_that_goes_with_the_last_of_them(
    place: Place,
) -> None:
    heard = hears(place)
    await place.connect()
    parent = (await place.post("message", **{"as": "ana"}, channel="atlas", text="one"))["ts"]
    reply = await place.post("message", **{"as": "ben"}, channel="atlas", text="two", thread_ts=parent)

    await place.post("edit", **{"as": "ana"}, channel="atlas", ts=parent, delete=True)
    await place.post("edit", **{"as": "ben"}, channel="atlas", ts=reply["ts"], delete=True)

    deleted = ["message/message_changed", "message/message_deleted", "message/message_deleted"]
    assert kinds(heard)[2:] == deleted
    stone, gone, last = (body["event"] for body in heard[2:])
    assert {"subtype": "tombstone", "user": "USLACKBOT", "hidden": True, "ts": parent}.items() <= stone[
        "message"
    ].items()
    assert stone["previous_message"]["text"] == "one"
    assert (gone["deleted_ts"], last["deleted_ts"]) == (reply["ts"], parent)
    assert last["previous_message"]["subtype"] == "tombstone"
    assert await place.messages("atlas") == []


async def test_own_messages_and_other_bots_come_back_with_their_bot_id(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    await place.client.chat_postMessage(channel="C0ATLAS", text="mine")
    await place.post("build", channel="atlas", text="Build 7 is green")

    assert [body["event"]["bot_id"] for body in heard] == ["B0MUSTER", "B0BUILD"]
    assert "subtype" not in heard[1]["event"]


async def test_joining_leaving_and_being_removed_are_told(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    await place.post("channel", channel="steering", join=["ben"])
    await place.post("channel", channel="steering", leave=["ben"])
    await place.post("channel", channel="general", bot_in=True)
    await place.post("channel", channel="general", bot_in=False)

    assert kinds(heard) == [
        *("member_joined_channel/", "member_left_channel/", "member_joined_channel/"),
        *("member_left_channel/", "channel_left/"),
    ]
    assert heard[2]["event"]["user"] == "U0MUSTER"


async def test_archiving_and_renaming_a_channel_are_told(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    for change in ({"archived": True}, {"archived": False}, {"name": "atlas-2"}):
        await place.post("channel", channel="C0ATLAS", **change)

    assert kinds(heard) == ["channel_archive/", "channel_unarchive/", "channel_rename/"]
    assert heard[2]["event"]["channel"]["name"] == "atlas-2"


async def test_people_who_change_or_join_the_team_are_told_in_full(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    await place.post("member", **{"as": "ben"}, deleted=True, tz="Asia/Tokyo")
    await place.post(
        "member", new={"id": "U0EVA", "name": "eva", "real_name": "Eva Berg", "tz": "Europe/Oslo"}
    )

    assert kinds(heard) == ["user_change/", "team_join/"]
    assert (heard[0]["event"]["user"]["deleted"], heard[0]["event"]["user"]["tz_offset"]) == (True, 9 * 3600)
    assert heard[1]["event"]["user"]["real_name"] == "Eva Berg"


async def test_reactions_of_people_are_told_both_ways(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    ts = (await place.post("message", **{"as": "ben"}, channel="atlas", text="x"))["ts"]
    heard.clear()

    for _ in range(2):
        await place.post("reaction", **{"as": "ana"}, channel="atlas", ts=ts, name=":eyes:")

    assert kinds(heard) == ["reaction_added/", "reaction_removed/"]
    assert heard[0]["event"]["item"] == {"type": "message", "channel": "C0ATLAS", "ts": ts}


async def test_an_uninstalled_app_is_told_so(place: Place) -> None:
    heard = hears(place)
    await place.connect()

    await place.post("app", revoked=True)

    assert sorted(kinds(heard)) == ["app_uninstalled/", "tokens_revoked/"]


async def test_an_event_nobody_acks_comes_again_three_times_with_the_same_id(place: Place) -> None:
    tries: list[tuple[str, str]] = []

    @place.app.middleware
    async def refuse(req: Any, resp: Any) -> Any:
        tries.append((req.headers.get("x-slack-retry-num", ["0"])[0], req.body["event_id"]))
        resp.status = 500
        return resp

    place.sandbox.core.sockets.patience = 0.05
    await place.connect()

    await place.post("message", **{"as": "ana"}, channel="atlas", text="x")
    answers = [await place.post("clock", by=span) for span in ("59s", "1s", "5m", "2h")]

    assert [number for number, _ in tries] == ["0", "1", "2", "3"]
    assert len({ident for _, ident in tries}) == 1
    assert all(answer["settled"] for answer in answers)


async def test_events_that_happen_with_nobody_connected_come_as_retries(place: Place) -> None:
    attempts: list[list[str]] = []

    @place.app.middleware
    async def note(req: Any, next_: Any) -> None:
        attempts.append(req.headers.get("x-slack-retry-num", ["0"]))
        await next_()

    await place.post("message", **{"as": "ana"}, channel="atlas", text="while away")

    await place.connect()
    await place.post("message", **{"as": "ana"}, channel="atlas", text="back")

    assert attempts == [["1"], ["0"]]


@pytest.mark.parametrize(("away", "arrived"), [(timedelta(minutes=4), 1), (timedelta(hours=2), 0)])
async def test_retries_give_up_when_nobody_connects_for_long(
    place: Place, away: timedelta, arrived: int
) -> None:
    heard = hears(place)
    await place.post("message", **{"as": "ana"}, channel="atlas", text="while away")

    for _ in range(4):
        place.clock.pass_by(away / 4)
        place.sandbox.core.deliver.pump()
    await place.connect()
    await place.post("message", **{"as": "dana"}, channel="general", text="wait")

    assert len(heard) == arrived


async def test_shuffled_events_come_within_five_minutes_in_another_order_each_once(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    await place.post("switches", shuffle=5)
    said = [f"line {number}" for number in range(8)]

    for line in said:
        await place.post("message", **{"as": "ana"}, channel="atlas", text=line)
    at_once = len(heard)
    await place.post("clock", by="5m")

    came = [body["event"]["text"] for body in heard]
    assert at_once == 0
    assert came != said
    assert sorted(came) == said


async def test_the_order_of_shuffled_events_is_the_same_after_starting_over(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    orders = []

    for _ in range(2):
        await place.post("reset")
        await place.post("switches", shuffle=5)
        heard.clear()
        for number in range(6):
            await place.post("message", **{"as": "ana"}, channel="atlas", text=f"line {number}")
        await place.post("clock", by="5m")
        orders.append([body["event"]["text"] for body in heard])

    assert len(orders[0]) == 6
    assert orders[0] == orders[1]


async def test_a_shuffled_event_that_finds_nobody_comes_as_a_retry(place: Place) -> None:
    attempts: list[list[str]] = []

    @place.app.middleware
    async def note(req: Any, next_: Any) -> None:
        attempts.append(req.headers.get("x-slack-retry-num", ["0"]))
        await next_()

    await place.post("switches", shuffle=5)
    await place.post("message", **{"as": "ana"}, channel="atlas", text="while away")
    await place.post("clock", by="5m")

    await place.connect()
    await place.post("message", **{"as": "dana"}, channel="general", text="wait")

    assert attempts == [["1"]]


async def test_above_its_hourly_share_the_app_hears_once_a_minute_that_there_is_more(place: Place) -> None:
    heard: list[JSON] = []

    @place.app.middleware
    async def note(body: JSON, next_: Any) -> Any:
        heard.append(body)
        return BoltResponse(status=200) if body["type"] == "app_rate_limited" else await next_()

    await place.connect()
    await place.post("switches", hourly_events=2)

    for spans in ([], ["30s"], ["30s", "1h"]):
        for by in spans:
            await place.post("clock", by=by)
        for _ in range(3):
            await place.post("message", **{"as": "ana"}, channel="atlas", text="x")

    kinds_heard = [body["type"] for body in heard]
    flooded = [*["event_callback"] * 2, "app_rate_limited"]
    assert kinds_heard == [*flooded, *flooded]
    limited = heard[2]
    assert (limited["team_id"], limited["api_app_id"]) == ("T0ATLAS", "A0MUSTER")
    assert limited["minute_rate_limited"] == int(START.timestamp())


@pytest.mark.parametrize(("delayed", "attempts"), [(False, 4), (True, 8)])
async def test_where_events_are_delayed_a_failed_one_is_tried_every_hour(
    place: Place, delayed: bool, attempts: int
) -> None:
    tries: list[str] = []

    @place.app.middleware
    async def refuse(body: JSON) -> BoltResponse:
        tries.append(body["event_id"])
        return BoltResponse(status=500)

    place.sandbox.core.sockets.patience = 0.05
    await place.connect()
    await place.post("switches", delayed_events=delayed)

    await place.post("message", **{"as": "ana"}, channel="atlas", text="x")
    await place.post("clock", by="270m")

    assert len(tries) == attempts
    assert len(set(tries)) == 1


async def test_an_event_older_than_two_hours_is_dropped(place: Place) -> None:
    heard = hears(place)
    await place.post("message", **{"as": "ana"}, channel="atlas", text="old")
    place.clock.pass_by(timedelta(hours=2, seconds=1))

    await place.connect()
    await place.post("message", **{"as": "ana"}, channel="atlas", text="new")

    assert [body["event"]["text"] for body in heard] == ["new"]
