"""Messages that are posted when their time comes, by the sandbox's clock."""

from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.conftest import Place

JSON = dict[str, Any]


def after(place: Place, **span: float) -> int:
    """Give the moment a span from now, in seconds since 1970."""
    return int((place.clock.now() + timedelta(**span)).timestamp())


async def plan(place: Place, **more: Any) -> JSON:
    """Schedule a message for in an hour, unless `more` says otherwise."""
    wanted: JSON = {"channel": "C0ATLAS", "text": "Stand up", "post_at": after(place, hours=1)}
    return await place.api("chat.scheduleMessage", **wanted | more)


async def waiting(place: Place, **more: Any) -> list[JSON]:
    found: list[JSON] = (await place.api("chat.scheduledMessages.list", **more))["scheduled_messages"]
    return found


async def test_a_scheduled_message_is_posted_when_its_time_comes(place: Place) -> None:
    planned = await plan(place)
    before = await place.messages("atlas")
    listed = await waiting(place)

    await place.post("clock", by="1h")

    (posted,) = await place.messages("atlas")
    assert (before, posted["text"]) == ([], "Stand up")
    assert posted["ts"].split(".")[0] == str(planned["post_at"])
    assert [one["id"] for one in listed] == [planned["scheduled_message_id"]]
    assert await waiting(place) == []


async def test_what_is_scheduled_is_told_among_what_is_due(place: Place) -> None:
    await plan(place)

    due = (await place.get("state"))["due"]

    assert due == [{"label": "A scheduled message", "at": "2026-10-26T09:00:00+00:00"}]


async def test_a_scheduled_message_with_metadata_never_comes(place: Place) -> None:
    planned = await plan(place, metadata={"event_type": "muster_post", "event_payload": {"id": "1"}})

    await place.post("clock", by="2h")

    assert planned["ok"]
    assert await place.messages("atlas") == []
    assert await waiting(place) == []


@pytest.mark.parametrize(
    ("span", "error"),
    [
        ({"seconds": 0}, "time_in_past"),
        ({"days": 120, "seconds": 1}, "time_too_far"),
        ({"days": 120}, ""),
    ],
)
async def test_a_message_is_scheduled_for_the_next_hundred_and_twenty_days(
    place: Place, span: dict[str, float], error: str
) -> None:
    assert (await plan(place, post_at=after(place, **span))).get("error", "") == error


async def test_a_time_is_whole_seconds(place: Place) -> None:
    assert (await plan(place, post_at="tomorrow"))["error"] == "invalid_time"
    assert (await plan(place, post_at=str(after(place, hours=1))))["ok"]


async def test_thirty_messages_wait_within_five_minutes_of_a_channel(place: Place) -> None:
    for second in range(30):
        assert (await plan(place, post_at=after(place, hours=1, seconds=second)))["ok"]

    assert (await plan(place))["error"] == "restricted_too_many"
    assert (await plan(place, channel="C0STANDUP"))["ok"]
    assert (await plan(place, post_at=after(place, hours=1, minutes=6)))["ok"]


async def test_a_scheduled_message_is_taken_back_until_a_minute_before(place: Place) -> None:
    first, second = [(await plan(place))["scheduled_message_id"] for _ in range(2)]
    take = {"channel": "C0ATLAS"}

    taken = await place.api("chat.deleteScheduledMessage", **take, scheduled_message_id=first)
    again = await place.api("chat.deleteScheduledMessage", **take, scheduled_message_id=first)
    await place.post("clock", by="59m")
    late = await place.api("chat.deleteScheduledMessage", **take, scheduled_message_id=second)

    assert taken["ok"]
    assert (again["error"], late["error"]) == ("invalid_scheduled_message_id",) * 2


async def test_what_waits_is_listed_by_channel_and_time(place: Place) -> None:
    await plan(place, post_at=after(place, hours=2))
    await plan(place, channel="C0STANDUP")

    assert [one["channel_id"] for one in await waiting(place)] == ["C0STANDUP", "C0ATLAS"]
    assert len(await waiting(place, channel="C0ATLAS")) == 1
    assert await waiting(place, latest=str(after(place, minutes=30))) == []
    assert (await place.api("chat.scheduledMessages.list", channel="C0NO"))["error"] == "invalid_channel"


async def test_a_message_scheduled_for_a_channel_archived_since_is_lost(place: Place) -> None:
    await plan(place)
    await place.post("channel", channel="atlas", archived=True)

    await place.post("clock", by="2h")

    assert await place.messages("atlas") == []


async def test_a_message_that_could_not_be_posted_now_is_not_scheduled(place: Place) -> None:
    assert (await plan(place, channel="C0GENERAL"))["error"] == "not_in_channel"
    assert (await plan(place, text=""))["error"] == "no_text"
    assert (await plan(place, post_at=None))["error"] == "invalid_arguments"
