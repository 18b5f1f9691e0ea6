"""Switches: the rarer of two behaviours, turned on while the sandbox runs."""

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.conftest import Place

CHART = {
    "type": "data_visualization",
    "title": "Days late",
    "chart": {"type": "pie", "segments": [{"label": "Late", "value": 2}, {"label": "On time", "value": 5}]},
}


async def test_new_blocks_are_unknown_where_their_roll_out_has_not_come(place: Place) -> None:
    blocks = [CHART]
    before = await place.client.chat_postMessage(channel="C0ATLAS", text="Late", blocks=blocks)
    await place.post("switches", no_new_blocks=True)

    with pytest.raises(SlackApiError) as refused:
        await place.client.chat_postMessage(channel="C0ATLAS", text="Late", blocks=blocks)

    assert before["ok"]
    assert refused.value.response["error"] == "invalid_blocks"
    assert refused.value.response["errors"] == [
        "unsupported type: data_visualization [json-pointer:/blocks/0/type]"
    ]


async def test_metadata_may_refuse_the_message_instead_of_vanishing(place: Place) -> None:
    await place.post("switches", metadata_refused=True)
    count = len(await place.messages("#atlas"))

    answer = await place.api(
        "chat.postMessage",
        channel="C0ATLAS",
        text="Racks",
        metadata={"event_type": "task.made", "event_payload": {}},
    )

    assert answer["error"] == "invalid_metadata_schema"
    assert len(await place.messages("#atlas")) == count


async def test_an_unlisted_app_reads_history_fifteen_at_a_time_once_a_minute(place: Place) -> None:
    for number in range(20):
        await place.client.chat_postMessage(channel="C0ATLAS", text=f"Rack {number}")
    await place.post("switches", unlisted=True)
    await place.post("app", limits=True)

    page = await place.client.conversations_history(channel="C0ATLAS", limit=100)

    assert (len(page["messages"]), page["has_more"]) == (15, True)
    with pytest.raises(SlackApiError) as refused:
        await place.client.conversations_history(channel="C0ATLAS")
    assert refused.value.response.status_code == 429


async def test_threads_may_be_closed_to_bots_outside_of_dms(place: Place) -> None:
    parent = await place.client.chat_postMessage(channel="C0ATLAS", text="Racks")
    direct = await place.client.chat_postMessage(channel="U0ANA", text="Racks")
    await place.post("switches", threads_closed=True)

    in_dm = await place.client.conversations_replies(channel=direct["channel"], ts=direct["ts"])
    with pytest.raises(SlackApiError) as refused:
        await place.client.conversations_replies(channel="C0ATLAS", ts=parent["ts"])

    assert in_dm["ok"]
    assert refused.value.response["error"] == "not_allowed_token_type"


async def test_switches_are_listed_and_an_unknown_one_changes_nothing(place: Place) -> None:
    unknown = await place.post("switches", unlisted=True, dark_mode=True)
    wrong = await place.post("switches", unlisted="yes")
    turned = await place.post("switches", unlisted=True)

    known = "no_new_blocks, metadata_refused, threads_closed, free_plan, unlisted, short_tokens"
    assert unknown["error"].startswith(f'There is no switch "dark_mode". Choose from: {known}')
    assert wrong == {"ok": False, "error": '"unlisted" is turned by true or false.'}
    assert [name for name, is_on in turned["switches"].items() if is_on is True] == ["unlisted"]
    assert await place.get("switches") == turned


@pytest.mark.parametrize("wrong", [6, -1, 1.5, True, "2"])
async def test_a_switch_that_is_a_number_takes_whole_numbers_within_its_bounds(
    place: Place, wrong: object
) -> None:
    refused = await place.post("switches", shuffle=wrong)

    assert refused["error"] == '"shuffle" is a whole number from 0 to 5.'
    assert (await place.post("switches", shuffle=5))["switches"]["shuffle"] == 5
