"""Two workspaces beside each other: each has its own people, rights and tokens."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from tests.sandbox.conftest import SCOPES, Place


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


async def test_the_app_is_nobody_there_until_it_is_installed_and_stays_known_afterwards(place: Place) -> None:
    async def names() -> set[str]:
        return {one["name"] for one in (await place.get("state", team="harbour"))["members"]}

    before = await names()
    await place.post("app", team="harbour", installed=True)
    during = await names()
    await place.post("channel", team="harbour", channel="quay", bot_in=True)
    await place.post("app", team="harbour", installed=False)

    assert "muster" not in before
    assert "muster" in during
    assert "muster" in await names()


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

    assert (await place.api("auth.test", token=token))["error"] == "invalid_auth"
    assert (await place.api("auth.test"))["team_id"] == "T0ATLAS"


async def test_files_of_two_teams_have_ids_of_their_own(place: Place) -> None:
    picture = {"name": "plan.png", "content": "aGk="}

    await place.post("message", **{"as": "ana"}, channel="atlas", text="a", files=[picture])
    await place.post("message", **{"as": "mara"}, team="harbour", channel="quay", text="b", files=[picture])

    here, there = await place.messages("atlas"), await place.messages("quay", team="harbour")
    assert here[0]["files"][0]["id"][:2] == "F0"
    assert there[0]["files"][0]["id"][:2] == "F1"


async def test_a_command_of_the_second_team_is_answered_there(place: Place) -> None:
    await place.post("app", team="harbour", revoked=False, scopes_added=SCOPES)
    token = (await place.get("state", team="harbour"))["tokens"]["bot"]
    bodies: list[dict[str, Any]] = []

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id="T1HARBOUR", bot_user_id="U1MUSTER", bot_token=token
        )

    place.app = AsyncApp(client=place.client, authorize=authorize, process_before_response=True)

    @place.app.command("/task")
    async def task(ack: Any, respond: Any, say: Any, body: dict[str, Any]) -> None:
        await ack()
        bodies.append(body)
        await respond("only you")
        await say("everybody")

    await place.connect()
    await place.post("channel", team="harbour", channel="quay", bot_in=True)

    answer = await place.post(
        "command", **{"as": "mara"}, team="harbour", channel="quay", command="/task", text=""
    )

    assert [(body["team_id"], body["team_domain"]) for body in bodies] == [("T1HARBOUR", "harbour")]
    assert [one["text"] for one in answer["ephemerals"]] == ["only you"]
    assert [one["text"] for one in await place.messages("quay", team="harbour")] == ["everybody"]
    assert await place.messages("atlas") == []


async def test_a_token_does_not_reach_into_the_other_team(place: Place) -> None:
    await place.post("app", team="harbour", revoked=False, scopes_added=SCOPES)
    token = (await place.get("state", team="harbour"))["tokens"]["bot"]

    foreign = await place.api("chat.postMessage", token=token, channel="C0ATLAS", text="x")

    assert foreign["error"] == "channel_not_found"
