"""People are away: statuses, quiet hours, snoozes and presence, which end by the clock."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest

from tests.sandbox.asked import allow, form, heard, manifest
from tests.sandbox.conftest import Place

JSON = dict[str, Any]
EVENTS = ("user_change", "user_status_changed", "dnd_updated_user")


@pytest.fixture
async def listening(make_place: Callable[..., Awaitable[Place]]) -> Place:
    """A sandbox whose app hears of absences."""
    place = await make_place(manifest=manifest(events=EVENTS, scopes=("dnd:read",)))
    await place.connect()
    return place


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


async def profile(place: Place, user: str) -> JSON:
    found: JSON = (await place.client.users_info(user=user))["user"]["profile"]
    return found


async def test_a_status_ends_by_the_clock_and_the_app_hears_of_both(listening: Place) -> None:
    await listening.post(
        "member", **{"as": "ben"}, status_text="Lunch", status_emoji=":coffee:", status_until="1h"
    )
    during = await profile(listening, "U0BEN")

    await listening.post("clock", by="1h")

    after = await profile(listening, "U0BEN")
    assert (during["status_text"], during["status_expiration"]) == ("Lunch", seconds("2026-10-26T09:00Z"))
    assert (after["status_text"], after["status_emoji"], after["status_expiration"]) == ("", "", 0)
    told = await heard(listening, "user_status_changed")
    assert [one["user"]["profile"]["status_text"] for one in told] == ["Lunch", ""]
    assert len(await heard(listening, "user_change")) == 2


async def test_a_status_without_an_end_stays(place: Place) -> None:
    await place.post("member", **{"as": "ben"}, status_text="Lunch", status_until="1h")
    await place.post("member", **{"as": "ben"}, status_text="On leave")

    await place.post("clock", by="7d")

    assert (await profile(place, "U0BEN"))["status_text"] == "On leave"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"status_text": "x" * 101}, "A status has at most 100 characters. Nothing was changed."),
        (
            {"status_text": "x", "status_until": "2026-10-26T07:00+00:00"},
            '"2026-10-26T07:00+00:00" is over already. Nothing was changed.',
        ),
        (
            {"quiet_hours": "late"},
            '"late" are no quiet hours. Write for example 22:00-08:00. Nothing was changed.',
        ),
    ],
)
async def test_what_cannot_be_a_status_or_quiet_hours_changes_nothing(
    place: Place, change: JSON, error: str
) -> None:
    answer = await place.post("member", **{"as": "ben"}, **change)

    assert answer == {"ok": False, "error": error}
    assert (await profile(place, "U0BEN"))["status_text"] == ""


async def test_quiet_hours_are_told_by_the_person_s_own_zone(place: Place) -> None:
    await allow(place, "dnd:read")
    await place.post("member", **{"as": "ben"}, quiet_hours="22:00-08:00")  # 04:00 in New York now

    during = await form(place, "dnd.info", user="U0BEN")
    await place.post("clock", by="5h")
    later = await form(place, "dnd.info", user="U0BEN")

    assert during["dnd_enabled"]
    assert during["next_dnd_start_ts"] == seconds("2026-10-25T22:00-04:00")
    assert during["next_dnd_end_ts"] == seconds("2026-10-26T08:00-04:00")
    assert later["next_dnd_start_ts"] == seconds("2026-10-26T22:00-04:00")


async def test_quiet_hours_over_the_end_of_summer_time_stay_local(place: Place) -> None:
    await allow(place, "dnd:read")
    await place.post("clock", to="2026-10-31T12:00+00:00")
    await place.post("member", **{"as": "ben"}, quiet_hours="22:00-08:00")

    night = await form(place, "dnd.info", user="U0BEN")

    assert night["next_dnd_start_ts"] == seconds("2026-10-30T22:00-04:00") + 86_400
    assert night["next_dnd_end_ts"] == seconds("2026-11-01T08:00-05:00")


async def test_a_snooze_ends_by_the_clock_and_the_app_hears_of_both(listening: Place) -> None:
    await listening.post("member", **{"as": "ben"}, snooze="30m")
    during = await form(listening, "dnd.info", user="U0BEN")

    await listening.post("clock", by="30m")

    after = await form(listening, "dnd.info", user="U0BEN")
    assert (during["dnd_enabled"], during["next_dnd_end_ts"]) == (True, seconds("2026-10-26T08:30Z"))
    assert "snooze_enabled" not in during
    assert (after["dnd_enabled"], after["next_dnd_start_ts"]) == (False, 1)
    told = await heard(listening, "dnd_updated_user")
    assert [(one["user"], one["dnd_status"]["dnd_enabled"]) for one in told] == [
        ("U0BEN", True),
        ("U0BEN", False),
    ]


async def test_a_snooze_can_be_ended_early(place: Place) -> None:
    await place.post("member", **{"as": "ben"}, snooze="8h")
    await place.post("member", **{"as": "ben"}, snooze="")

    members = {one["id"]: one for one in (await place.get("state"))["members"]}

    assert not members["U0BEN"]["is_quiet"]


async def test_the_quiet_of_up_to_fifty_people_is_told_at_once(place: Place) -> None:
    await allow(place, "dnd:read")
    await place.post("member", **{"as": "ben"}, snooze="30m")

    found = await form(place, "dnd.teamInfo", users="U0ANA,U0BEN,U0NOBODY")

    assert {user: one["dnd_enabled"] for user, one in found["users"].items()} == {
        "U0ANA": False,
        "U0BEN": True,
    }
    assert (await form(place, "dnd.teamInfo", users=" "))["error"] == "no_users_provided"
    assert (await form(place, "dnd.teamInfo", users=",".join(["U0ANA"] * 51)))["error"] == "too_many_users"


async def test_of_itself_the_bot_is_told_of_snoozes_too(place: Place) -> None:
    await allow(place, "dnd:read")

    assert (await form(place, "dnd.info"))["snooze_enabled"] is False


async def test_somebody_away_is_away_and_of_itself_the_bot_is_told_why(place: Place) -> None:
    await place.post("member", **{"as": "ben"}, away=True)

    async def presence(user: str) -> Any:
        return (await form(place, "users.getPresence", user=user))["presence"]

    assert [await presence(user) for user in ("U0ANA", "U0BEN", "U0OTTO", "U0NILS")] == [
        "active",
        *["away"] * 3,
    ]
    own = await form(place, "users.getPresence")
    assert (own["presence"], own["manual_away"]) == ("active", False)
    assert "manual_away" not in await form(place, "users.getPresence", user="U0ANA")


async def test_a_profile_needs_its_scope_and_shows_the_address_only_with_another(place: Place) -> None:
    refused = await form(place, "users.profile.get", user="U0ANA")
    await allow(place, "users.profile:read")
    bare = await form(place, "users.profile.get", user="U0ANA")
    await allow(place, "users:read.email")
    full = await form(place, "users.profile.get", user="U0ANA")

    assert (refused["error"], refused["needed"]) == ("missing_scope", "users.profile:read")
    assert (bare["profile"]["first_name"], bare["profile"]["fields"]) == ("Ana", {})
    assert "email" not in bare["profile"]
    assert full["profile"]["email"] == "ana@northwind.example"
    assert (await form(place, "users.profile.get", user="U0NO"))["error"] == "user_not_found"
