"""Group DMs: opened by the app or by people, listed, and heard."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.asked import allow, form, heard, manifest
from tests.sandbox.conftest import Place

JSON = dict[str, Any]
SCOPES = ("mpim:write", "mpim:read", "mpim:history")


@pytest.fixture
async def listening(make_place: Callable[..., Awaitable[Place]]) -> Place:
    """A sandbox whose app may use group DMs and hears of them."""
    place = await make_place(manifest=manifest(events=("message.mpim",), scopes=SCOPES))
    await place.connect()
    return place


async def opened(place: Place, users: str = "U0ANA,U0BEN", **more: Any) -> JSON:
    return await place.api("conversations.open", users=users, **more)


async def test_a_group_dm_is_opened_once_whatever_the_order(listening: Place) -> None:
    first = await opened(listening)
    again = await opened(listening, "U0BEN,U0ANA")

    assert first["channel"]["id"] == again["channel"]["id"]
    assert "already_open" not in first
    assert (again["no_op"], again["already_open"]) == (True, True)


async def test_a_group_dm_is_a_private_conversation_with_a_name_of_its_people(listening: Place) -> None:
    shown = (await opened(listening, return_im=True))["channel"]

    assert shown["name"] == "mpdm-ana--ben--muster-1"
    assert (shown["is_mpim"], shown["is_im"], shown["is_private"], shown["is_channel"]) == (
        True,
        False,
        True,
        False,
    )
    members = await form(listening, "conversations.members", channel=shown["id"])
    assert members["members"] == ["U0ANA", "U0BEN", "U0MUSTER"]


async def test_group_dms_are_a_type_of_their_own_in_lists(listening: Place) -> None:
    ident = (await opened(listening))["channel"]["id"]

    async def listed(method: str, types: str) -> list[str]:
        return [one["id"] for one in (await form(listening, method, types=types))["channels"]]

    assert await listed("conversations.list", "mpim") == [ident]
    assert await listed("users.conversations", "mpim") == [ident]
    assert ident not in await listed("conversations.list", "im,private_channel,public_channel")


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("U0ANA,U0OTTO", "user_disabled"),
        ("U0ANA,U0NOBODY", "user_not_found"),
        ("U0ANA,U0BUILD", "cannot_dm_bot"),
        (",".join(f"U{number}" for number in range(9)), "too_many_users"),
        ("U0MUSTER", "users_list_not_supplied"),
    ],
)
async def test_a_group_dm_with_somebody_out_of_reach_is_refused(
    listening: Place, users: str, error: str
) -> None:
    assert (await opened(listening, users))["error"] == error


async def test_several_people_of_other_companies_meet_in_a_channel_first(listening: Place) -> None:
    await listening.post("channel", channel="steering", shared_with=["T0VECTOR"], join="paolo")
    apart = await opened(listening, "U0VERA,U0PAOLO")
    await listening.post("channel", channel="vector-bridge", join="paolo")
    together = await opened(listening, "U0VERA,U0PAOLO")

    assert apart["error"] == "invalid_user_combination"
    assert together["ok"]


async def test_looking_for_a_dm_makes_none(listening: Place) -> None:
    assert (await opened(listening, prevent_creation=True))["error"] == "channel_not_found"
    ident = (await opened(listening))["channel"]["id"]
    assert (await opened(listening, prevent_creation=True))["channel"]["id"] == ident


async def test_only_dms_are_gone_on_with(listening: Place) -> None:
    answer = await listening.api("conversations.open", channel="C0ATLAS")

    assert answer["error"] == "method_not_supported_for_channel_type"


async def test_a_group_dm_needs_its_own_scopes(place: Place) -> None:
    refused = await opened(place)
    await allow(place, "mpim:write")
    ident = (await opened(place))["channel"]["id"]

    info = await form(place, "conversations.info", channel=ident)
    history = await place.api("conversations.history", channel=ident)
    assert (refused["error"], refused["needed"]) == ("missing_scope", "mpim:write")
    assert (info["needed"], history["needed"]) == ("mpim:read", "mpim:history")


async def test_what_is_said_in_a_group_dm_is_heard_as_such(listening: Place) -> None:
    ident = (await opened(listening))["channel"]["id"]

    await listening.post("message", **{"as": "ana"}, channel=ident, text="Shall we?")
    await listening.client.chat_postMessage(channel=ident, text="Yes")

    said = [(one["text"], one["channel_type"]) for one in await heard(listening, "message")]
    assert said == [("Shall we?", "mpim"), ("Yes", "mpim")]
    history = await listening.client.conversations_history(channel=ident)
    assert [one["text"] for one in history["messages"]] == ["Yes", "Shall we?"]


async def test_people_open_group_dms_by_each_other_s_names(place: Place) -> None:
    first = await place.post("message", **{"as": "ana"}, channel="ben, chiara", text="Lunch?")
    second = await place.post("message", **{"as": "ben"}, channel="chiara, ana", text="Yes")
    outside = await place.messages(first["channel"])

    assert first["channel"] == second["channel"]
    assert [one["text"] for one in outside] == ["Lunch?", "Yes"]
    private = await place.api("chat.postMessage", channel=first["channel"], text="Me too")
    assert private["error"] == "channel_not_found"


async def test_a_command_in_a_group_dm_names_it(listening: Place) -> None:
    names: list[str] = []

    @listening.app.command("/task")
    async def task(ack: Any, command: JSON) -> None:
        names.append(command["channel_name"])
        await ack()

    ident = (await opened(listening))["channel"]["id"]
    await listening.post("command", **{"as": "ana"}, channel=ident, command="/task", text="x")

    assert names == ["mpdm-ana--ben--muster-1"]


async def test_a_dm_is_not_changed_like_a_channel(listening: Place) -> None:
    ident = (await opened(listening))["channel"]["id"]

    answer = await listening.post("channel", channel=ident, archived=True)

    assert answer["error"] == "A DM cannot be changed like a channel."
