"""People an app forgets: guests, somebody invited, people of another company."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.sandbox.asked import allow, form, heard, manifest
from tests.sandbox.conftest import Place

JSON = dict[str, Any]


async def test_the_user_list_tells_guests_invited_people_and_strangers_apart(place: Place) -> None:
    members = {one["id"]: one for one in (await place.client.users_list())["members"]}

    gil, lea, vera, paolo = (members[user] for user in ("U0GIL", "U0LEA", "U0VERA", "U0PAOLO"))
    assert (gil["is_restricted"], gil["is_ultra_restricted"]) == (True, False)
    assert (lea["is_restricted"], lea["is_ultra_restricted"]) == (True, True)
    assert members["U0NILS"]["is_invited_user"]
    assert "is_stranger" not in members["U0ANA"]
    assert (vera["team_id"], vera["is_stranger"], paolo["is_stranger"]) == ("T0VECTOR", False, True)
    assert "tz" not in vera


async def test_somebody_of_another_company_is_reached_while_a_channel_is_shared(place: Place) -> None:
    opened = await place.client.conversations_open(users="U0VERA")
    stranger = await place.api("conversations.open", users="U0PAOLO")
    await place.post("channel", channel="vector-bridge", leave="vera")
    later = await place.api("conversations.open", users="U0VERA")

    assert opened["ok"]
    assert (stranger["error"], later["error"]) == ("user_not_visible",) * 2


async def test_a_stranger_s_quiet_time_is_not_told(place: Place) -> None:
    await allow(place, "dnd:read")

    assert (await form(place, "dnd.info", user="U0PAOLO"))["error"] == "user_not_visible"
    assert (await form(place, "dnd.info", user="U0VERA"))["ok"]


async def test_a_channel_shared_with_another_company_says_so(place: Place) -> None:
    shared = (await place.client.conversations_info(channel="C0BRIDGE"))["channel"]
    own = (await place.client.conversations_info(channel="C0ATLAS"))["channel"]

    assert (shared["is_shared"], shared["is_ext_shared"]) == (True, True)
    assert shared["shared_team_ids"] == ["T0ATLAS", "T0VECTOR"]
    assert (own["is_ext_shared"], own["shared_team_ids"]) == (False, ["T0ATLAS"])


async def test_somebody_of_another_company_runs_no_commands_and_no_shortcuts(place: Place) -> None:
    await place.connect()
    vera = {"as": "vera", "channel": "vector-bridge"}
    ts = (await place.post("message", **vera, text="The racks came"))["ts"]

    typed = await place.post("command", **vera, command="/task", text="x")
    picked = await place.post("shortcut", **vera, callback_id="make", ts=ts)

    assert typed["error"] == '"/task is not a valid command"'
    assert picked["error"] == "Vera Holm is of another company: Slack offers them no shortcuts of ours."


async def test_somebody_of_another_company_may_click(place: Place) -> None:
    clicked: list[JSON] = []

    @place.app.action("go")
    async def go(ack: Any, body: JSON) -> None:
        await ack()
        clicked.append(body)

    await place.connect()
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    posted = await place.client.chat_postMessage(channel="C0BRIDGE", text="Go?", blocks=blocks)

    where = {"as": "vera", "channel": "vector-bridge", "ts": posted["ts"]}
    answer = await place.post("click", **where, action_id="go")

    assert answer["ok"]
    (body,) = clicked
    assert (body["user"]["team_id"], body["team"]["id"]) == ("T0VECTOR", "T0ATLAS")


async def test_what_another_company_s_people_say_carries_their_team(
    make_place: Callable[..., Awaitable[Place]],
) -> None:
    place = await make_place(manifest=manifest(events=("message.channels",)))
    await place.connect()

    await place.post("message", **{"as": "vera"}, channel="vector-bridge", text="The racks came")
    await place.post("message", **{"as": "ana"}, channel="vector-bridge", text="Thank you")
    await place.post("message", **{"as": "ana"}, channel="atlas", text="They came")

    said = await heard(place, "message")
    assert [one.get("user_team") for one in said] == ["T0VECTOR", "T0ATLAS", None]
    sent = [one["request"] for one in (await place.get("log"))["entries"] if one["kind"] == "events_api"]
    envelopes = [one.get("payload", one) for one in sent]
    assert [one["is_ext_shared_channel"] for one in envelopes] == [True, True, False]
    assert {one["authorizations"][0]["team_id"] for one in envelopes} == {"T0ATLAS"}


async def test_a_guest_of_one_channel_gets_into_no_second(place: Place) -> None:
    joined = await place.post("channel", channel="atlas", join="lea")

    assert joined["error"] == "Lea Brandt is a guest of one channel and is in it already."
    members = (await place.client.conversations_members(channel="C0ATLAS"))["members"]
    assert "U0LEA" not in members


async def test_another_company_is_in_what_is_shared_with_it_only(place: Place) -> None:
    joined = await place.post("channel", channel="atlas", join="vera")

    assert joined["error"] == "#atlas is not shared with Vector Systems."


async def test_guests_write_to_those_they_share_a_channel_with(place: Place) -> None:
    known = await place.post("message", **{"as": "lea"}, channel="@ben", text="Hello")
    unknown = await place.post("message", **{"as": "lea"}, channel="@dana", text="Hello")
    back = await place.post("message", **{"as": "dana"}, channel="@lea", text="Hello")

    assert known["ok"]
    assert unknown["error"] == "Lea Brandt shares no channel with Dana Whitfield."
    assert back["error"] == "Dana Whitfield shares no channel with Lea Brandt."


async def test_a_guest_acts_only_where_they_are(place: Place) -> None:
    answer = await place.post("message", **{"as": "lea"}, channel="general", text="Hello")

    assert answer["error"] == "Lea Brandt is not in #general."


async def test_somebody_invited_does_nothing_until_they_sign_in(place: Place) -> None:
    before = await place.post("message", **{"as": "nils"}, channel="@ana", text="Hello")
    await place.post("member", **{"as": "nils"}, is_invited=False)
    after = await place.post("message", **{"as": "nils"}, channel="@ana", text="Hello")

    assert before["error"] == "Nils Berg was invited and has not signed in yet."
    assert after["ok"]


async def test_a_zone_can_be_taken_away(place: Place) -> None:
    await place.post("member", **{"as": "ben"}, tz="")

    assert "tz_offset" not in (await place.client.users_info(user="U0BEN"))["user"]


async def test_nobody_of_another_company_is_found_by_address(place: Place) -> None:
    await allow(place, "users:read.email")

    found = await form(place, "users.lookupByEmail", email="vera@northwind.example")

    assert found["error"] == "users_not_found"
