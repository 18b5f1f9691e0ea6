"""User groups: listed, mentioned, changed, and absent on a free plan."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.asked import allow, form, heard, manifest
from tests.sandbox.conftest import Place

JSON = dict[str, Any]


@pytest.fixture
async def reading(place: Place) -> Place:
    """A sandbox whose app may read user groups."""
    await allow(place, "usergroups:read")
    return place


async def test_groups_are_listed_without_those_no_longer_in_use(reading: Place) -> None:
    found = (await form(reading, "usergroups.list"))["usergroups"]
    every = (await form(reading, "usergroups.list", include_disabled="true"))["usergroups"]

    assert [one["handle"] for one in found] == ["atlas-core", "security"]
    assert "users" not in found[0]
    assert [bool(one["date_delete"]) for one in every] == [False, False, True]


async def test_groups_are_listed_with_people_and_counts_when_asked(reading: Place) -> None:
    found = await form(reading, "usergroups.list", include_users="true", include_count="true")

    assert found["usergroups"][0]["users"] == ["U0ANA", "U0BEN", "U0CHIARA"]
    assert found["usergroups"][0]["user_count"] == 3


async def test_the_people_of_a_group_are_listed_by_its_id(reading: Place) -> None:
    found = await form(reading, "usergroups.users.list", usergroup="S0SECURITY")

    assert found["users"] == ["U0SAM"]
    for unknown in ("S0NOBODY", "S0MOVERS"):
        answer = await form(reading, "usergroups.users.list", usergroup=unknown)
        assert answer["error"] == "no_such_subteam"
    gone = await form(reading, "usergroups.users.list", usergroup="S0MOVERS", include_disabled="1")
    assert gone["users"] == []


async def test_a_free_plan_has_no_groups(reading: Place) -> None:
    await reading.post("switches", free_plan=True)

    listed = await form(reading, "usergroups.list")
    people = await form(reading, "usergroups.users.list", usergroup="S0ATLAS")

    assert (listed["error"], people["error"]) == ("plan_upgrade_required",) * 2


async def test_a_group_is_mentioned_by_its_handle_and_notifies_its_people(place: Place) -> None:
    await place.post("message", **{"as": "dana"}, channel="steering", text="Ask @atlas-core, please")

    (said,) = await place.messages("steering")

    assert said["text"] == "Ask <!subteam^S0ATLAS|@atlas-core>, please"
    assert said["pinged"] == ["U0ANA", "U0BEN", "U0CHIARA"]


async def test_a_group_in_a_command_arrives_as_a_token(place: Place) -> None:
    texts: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, command: JSON) -> None:
        texts.append(command["text"])
        await ack()

    await place.connect()
    await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="Racks @security")

    assert texts == ["Racks <!subteam^S0SECURITY|@security>"]


async def test_a_changed_group_is_told(make_place: Callable[..., Awaitable[Place]]) -> None:
    events = ("subteam_created", "subteam_updated")
    place = await make_place(manifest=manifest(events=events, scopes=("usergroups:read",)))
    await place.connect()

    made = await place.post("group", new={"handle": "night", "name": "Night shift", "users": ["dev"]})
    await place.post("group", group="night", users=["dev", "sam"])
    await place.post("group", group="night", disabled=True)

    told = [(one["type"], one["subteam"]["users"]) for one in await heard(place)]
    assert told[0] == ("subteam_created", ["U0DEV"])
    assert told[1:] == [("subteam_updated", ["U0DEV", "U0SAM"])] * 2
    assert (await heard(place))[-1]["subteam"]["date_delete"] > 0
    assert made["id"] not in [one["id"] for one in (await form(place, "usergroups.list"))["usergroups"]]


async def test_a_group_that_is_not_there_or_has_no_handle_is_pointed_out(place: Place) -> None:
    unknown = await place.post("group", group="nobody", users=[])
    taken = await place.post("group", new={"handle": "@security"})

    assert unknown["error"] == 'There is no user group "nobody".'
    assert taken["error"] == "A new group needs a handle no other has."
