"""Two workspaces beside each other: each has its own people, rights and tokens."""

from tests.sandbox.conftest import Place


async def test_the_state_names_every_team_and_tells_of_the_one_asked_for(place: Place) -> None:
    first, second = await place.get("state"), await place.get("state", team="harbour")

    assert [(one["id"], one["installed"]) for one in first["teams"]] == [
        ("T0ATLAS", True),
        ("T1HARBOUR", False),
    ]
    assert (first["team"]["id"], second["team"]["id"]) == ("T0ATLAS", "T1HARBOUR")
    assert not {one["id"] for one in first["members"]} & {one["id"] for one in second["members"]} - {
        "USLACKBOT"
    }


async def test_a_team_nobody_knows_is_a_sentence(place: Place) -> None:
    answer = await place.get("state", team="acme")

    assert answer["error"] == 'There is no team "acme". There is: northwind, harbour.'


async def test_what_happens_in_a_team_without_the_app_stays_there(place: Place) -> None:
    said = await place.post("message", **{"as": "mara"}, team="T1HARBOUR", channel="quay", text="Crane 2")
    asked = await place.post("command", **{"as": "mara"}, team="harbour", channel="quay", command="/task")

    assert said["ok"]
    assert asked["error"] == '"/task is not a valid command"'
    assert [one["text"] for one in await place.messages("quay", team="harbour")] == ["Crane 2"]
    assert (await place.get("log"))["entries"] == []


async def test_the_token_of_a_team_without_the_app_is_refused(place: Place) -> None:
    token = (await place.get("state", team="harbour"))["tokens"]["bot"]

    assert (await place.api("auth.test", token=token))["error"] == "token_revoked"
    assert (await place.api("auth.test"))["team_id"] == "T0ATLAS"
