"""Installing by OAuth: the authorize page, codes, tokens that last or expire, and how they end."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot, FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.oauth import CLIENT_ID, CLIENT_SECRET
from tests.sandbox.conftest import MANIFEST, SCOPES, Place, run_place
from tests.sandbox.http_app import free_port, served

# The SDK's asynchronous client sends id and secret in a way aiohttp would like it to give up.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

JSON = dict[str, Any]
BACK = "http://127.0.0.1:3000/slack/oauth_redirect"
SCOPE = "commands,chat:write,channels:read"


def declared(*back: str, rotation: bool = False) -> JSON:
    """Write the manifest of an app that can be installed by OAuth; it can do without pins."""
    scopes = {"bot": [*SCOPES, "pins:write"], "bot_optional": ["pins:write"]}
    oauth = {"scopes": scopes, "redirect_urls": list(back or [BACK])}
    settings = MANIFEST["settings"] | {"token_rotation_enabled": rotation}
    return MANIFEST | {"oauth_config": oauth, "settings": settings}


@pytest.fixture
async def shop() -> AsyncIterator[Place]:
    """A sandbox whose app can be installed, with tokens that last."""
    async with AsyncExitStack() as stack:
        yield await run_place(stack, manifest=declared())


@pytest.fixture
async def rotating() -> AsyncIterator[Place]:
    """A sandbox whose app can be installed, with tokens that expire."""
    async with AsyncExitStack() as stack:
        yield await run_place(stack, manifest=declared(rotation=True))


def asked(**changes: str) -> dict[str, str]:
    """Write the query an app sends people to the authorize page with."""
    query = {"client_id": CLIENT_ID, "scope": SCOPE, "state": "s t&1", "redirect_uri": BACK} | changes
    return {name: value for name, value in query.items() if value != "-"}


async def answers(place: Place, query: dict[str, str], **form: Any) -> dict[str, list[str]]:
    """Answer on the authorize page; gives the query of the address the person is sent back to."""
    given = {"team": "T1HARBOUR", "answer": "allow"} | form
    url = f"{place.sandbox.url}/oauth/v2/authorize"
    async with place.session.post(url, params=query, data=given, allow_redirects=False) as answer:
        assert answer.status == 302, await answer.text()
        back = urlsplit(answer.headers["Location"])
        assert f"{back.scheme}://{back.netloc}{back.path}" == BACK
        return parse_qs(back.query)


async def access(place: Place, **given: str) -> JSON:
    """Call oauth.v2.access as an app does, with the id and secret in the header."""
    client = AsyncWebClient(base_url=place.sandbox.api_url)
    secret = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    try:
        answer = await client.api_call("oauth.v2.access", auth=secret, params=given)
    except SlackApiError as error:
        answer = error.response
    assert isinstance(answer.data, dict)
    return answer.data


async def installed(place: Place, **form: Any) -> JSON:
    """Install the app into Harbour Works; gives what oauth.v2.access answers."""
    back = await answers(place, asked(), **form)
    return await access(place, code=back["code"][0], redirect_uri=BACK)


async def refreshed(place: Place, token: JSON) -> JSON:
    """Use a token's refresh token."""
    return await access(place, grant_type="refresh_token", refresh_token=token["refresh_token"])


async def error(place: Place, token: JSON) -> str | None:
    """Give what a call with a token is refused with."""
    found: str | None = (await place.api("auth.test", token=token["access_token"])).get("error")
    return found


async def test_a_yes_brings_a_code_and_the_state_and_the_code_a_token_for_that_team(shop: Place) -> None:
    back = await answers(shop, asked())

    token = await access(shop, code=back["code"][0], redirect_uri=BACK)

    assert back["state"] == ["s t&1"]
    assert token["team"] == {"id": "T1HARBOUR", "name": "Harbour Works"}
    assert (token["scope"], token["token_type"], token["enterprise"]) == (SCOPE, "bot", None)
    assert (token["bot_user_id"], token["authed_user"]) == ("U1MUSTER", {"id": "U1MARA"})
    assert "refresh_token" not in token
    who = await shop.api("auth.test", token=token["access_token"])
    assert (who["team_id"], who["user_id"]) == ("T1HARBOUR", "U1MUSTER")
    assert "expires_in" not in who


async def test_a_no_sends_the_person_back_with_the_state_and_an_error(shop: Place) -> None:
    back = await answers(shop, asked(), answer="cancel")

    assert back == {"error": ["access_denied"], "state": ["s t&1"]}
    assert not (await shop.get("state"))["teams"][1]["installed"]


async def test_a_code_works_once_and_for_ten_minutes(shop: Place) -> None:
    first, second = [(await answers(shop, asked()))["code"][0] for _ in range(2)]

    assert (await access(shop, code=first, redirect_uri=BACK))["ok"]
    again = await access(shop, code=first, redirect_uri=BACK)
    shop.clock.pass_by(timedelta(minutes=10, seconds=1))
    late = await access(shop, code=second, redirect_uri=BACK)

    assert (again["error"], late["error"]) == ("invalid_code", "invalid_code")


WRONG = [
    ({"client_id": "1.2"}, "invalid_client_id"),
    ({"client_secret": "guess"}, "bad_client_secret"),
    ({"code": "guess"}, "invalid_code"),
    ({"redirect_uri": f"{BACK}/other"}, "bad_redirect_uri"),
    ({"redirect_uri": ""}, "bad_redirect_uri"),
    ({"grant_type": "password"}, "invalid_grant_type"),
    ({"grant_type": "refresh_token", "refresh_token": "guess"}, "invalid_refresh_token"),
]


@pytest.mark.parametrize(("change", "why"), WRONG)
async def test_what_is_wrong_with_an_exchange_is_named_and_takes_nothing(
    shop: Place, change: JSON, why: str
) -> None:
    back = await answers(shop, asked())
    right = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uri": BACK}
    right["code"] = back["code"][0]

    async with shop.session.post(f"{shop.sandbox.api_url}oauth.v2.access", data=right | change) as answer:
        refused = await answer.json()

    assert refused["error"] == why
    assert (await access(shop, code=right["code"], redirect_uri=BACK))["ok"]


BAD_ASKS = [
    ({"client_id": "1.2"}, "invalid_client_id"),
    ({"scope": ""}, "no_scopes"),
    ({"scope": "chat:write,admin"}, "invalid_scope"),
    ({"user_scope": "search:read"}, "invalid_scope"),
    ({"redirect_uri": "https://elsewhere.example/"}, "bad_redirect_uri"),
    ({"redirect_uri": f"{BACK}#here"}, "bad_redirect_uri"),
    ({"redirect_uri": f"{BACK}er"}, "bad_redirect_uri"),
    ({"redirect_uri": f"{BACK}/../../"}, "bad_redirect_uri"),
    ({"redirect_uri": "http://127.0.0.1:3001/slack/oauth_redirect"}, "bad_redirect_uri"),
]


@pytest.mark.parametrize(("change", "why"), BAD_ASKS)
async def test_a_bad_ask_is_shown_to_the_person_and_sends_nobody_anywhere(
    shop: Place, change: dict[str, str], why: str
) -> None:
    url = f"{shop.sandbox.url}/oauth/v2/authorize"
    for verb in ("GET", "POST"):
        query, form = asked(**change), {"answer": "allow", "team": "T1HARBOUR"}
        async with shop.session.request(
            verb, url, params=query, data=form if verb == "POST" else None, allow_redirects=False
        ) as answer:
            assert (answer.status, why in await answer.text()) == (400, True)


@pytest.mark.parametrize(
    ("named", "begins"), [(f"{BACK}/deeper?x=1", f"{BACK}/deeper?x=1&code="), ("", f"{BACK}?code=")]
)
async def test_a_redirect_uri_may_be_deeper_or_left_out_if_it_is_so_both_times(
    shop: Place, named: str, begins: str
) -> None:
    url, form = f"{shop.sandbox.url}/oauth/v2/authorize", {"answer": "allow", "team": "T1HARBOUR"}
    query = asked(redirect_uri=named or "-")
    async with shop.session.post(url, params=query, data=form, allow_redirects=False) as answer:
        back = answer.headers["Location"]
    code = parse_qs(urlsplit(back).query)["code"][0]

    other = await access(shop, code=code, redirect_uri=BACK)
    same = await access(shop, code=code, redirect_uri=named)

    assert back.startswith(begins)
    assert (other["error"], same["ok"]) == ("bad_redirect_uri", True)


async def test_optional_scopes_are_granted_only_where_the_person_says_so(shop: Place) -> None:
    query = asked(scope=f"{SCOPE},pins:write")

    without = await access(shop, code=(await answers(shop, query))["code"][0], redirect_uri=BACK)
    yes = await answers(shop, query, scope="pins:write")
    withal = await access(shop, code=yes["code"][0], redirect_uri=BACK)

    assert (without["scope"], withal["scope"]) == (SCOPE, f"{SCOPE},pins:write")


async def test_scopes_only_add_up_until_the_app_is_uninstalled(shop: Place) -> None:
    await installed(shop)
    more = await answers(shop, asked(scope="users:read"))
    added = await access(shop, code=more["code"][0], redirect_uri=BACK)
    await shop.post("app", team="harbour", installed=False)
    anew = await answers(shop, asked(scope="users:read"))
    fresh = await access(shop, code=anew["code"][0], redirect_uri=BACK)

    assert (added["scope"], fresh["scope"]) == (f"{SCOPE},users:read", "users:read")


async def test_an_app_that_is_not_distributed_comes_into_its_own_workspace_only(shop: Place) -> None:
    await shop.post("switches", undistributed=True)
    url = f"{shop.sandbox.url}/oauth/v2/authorize"

    async with shop.session.post(
        url, params=asked(), data={"team": "T1HARBOUR", "answer": "allow"}, allow_redirects=False
    ) as answer:
        refused = answer.status, await answer.text()
    own = await answers(shop, asked(), team="T0ATLAS")

    assert refused[0] == 400
    assert "invalid_team_for_non_distributed_app" in refused[1]
    assert "code" in own


async def test_an_uninstalled_app_hears_of_it_and_its_token_is_dead_until_a_new_one(shop: Place) -> None:
    heard: list[JSON] = []

    @shop.app.event(re.compile("app_uninstalled|tokens_revoked"))
    async def gone(body: JSON) -> None:
        heard.append(body)

    token = await installed(shop)
    await shop.connect()

    await shop.post("app", team="harbour", installed=False)

    assert [(body["event"]["type"], body["team_id"]) for body in heard] == [
        ("tokens_revoked", "T1HARBOUR"),
        ("app_uninstalled", "T1HARBOUR"),
    ]
    assert heard[0]["event"]["tokens"] == {"oauth": [], "bot": ["U1MUSTER"]}
    assert await error(shop, token) == "account_inactive"
    anew = await installed(shop)
    assert await error(shop, token) == "account_inactive"
    assert await error(shop, anew) is None
    assert (await shop.api("auth.test"))["team_id"] == "T0ATLAS"


async def test_a_button_of_an_uninstalled_app_reaches_nobody(shop: Place) -> None:
    heard: list[JSON] = []

    @shop.app.action("go")
    async def go(ack: Any, body: JSON) -> None:
        heard.append(body)
        await ack()

    await shop.connect()
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    ts = (await shop.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=blocks))["ts"]
    await shop.post("app", installed=False)

    pressed = await shop.post("click", **{"as": "ana"}, channel="atlas", ts=ts, action_id="go")

    assert (pressed["error"], heard) == ('go failed with the error "dispatch_failed"', [])


async def test_a_reset_forgets_codes_and_installs(shop: Place) -> None:
    token = await installed(shop)
    code = (await answers(shop, asked()))["code"][0]

    await shop.post("reset")

    assert (await access(shop, code=code, redirect_uri=BACK))["error"] == "invalid_code"
    assert await error(shop, token) == "invalid_auth"


async def test_revoking_the_last_token_uninstalls_the_app(shop: Place) -> None:
    token = await installed(shop)
    client = AsyncWebClient(token["access_token"], base_url=shop.sandbox.api_url)

    tried = (await client.auth_revoke(test=True))["revoked"]
    still = await error(shop, token)
    done = (await client.auth_revoke())["revoked"]

    assert (tried, still, done) == (False, None, True)
    assert await error(shop, token) == "token_revoked"
    assert not (await shop.get("state"))["teams"][1]["installed"]


async def test_a_token_that_expires_does_so_after_twelve_hours_and_is_refreshed(rotating: Place) -> None:
    token = await installed(rotating)
    who = await rotating.api("auth.test", token=token["access_token"])
    rotating.clock.pass_by(timedelta(hours=12))
    expired = await error(rotating, token)

    new = await refreshed(rotating, token)

    assert token["access_token"].startswith("xoxe.xoxb-")
    assert token["refresh_token"].startswith("xoxe-")
    assert (token["expires_in"], who["expires_in"]) == (43_200, 43_200)
    assert expired == "token_expired"
    assert (new["team"]["id"], await error(rotating, new)) == ("T1HARBOUR", None)


async def test_tokens_may_expire_after_a_minute(rotating: Place) -> None:
    await rotating.post("switches", short_tokens=True)
    token = await installed(rotating)

    rotating.clock.pass_by(timedelta(seconds=60))

    assert (token["expires_in"], await error(rotating, token)) == (60, "token_expired")


async def test_of_two_replicas_that_refresh_one_token_the_late_one_loses_it(rotating: Place) -> None:
    token = await installed(rotating)

    first = await refreshed(rotating, token)
    rotating.clock.pass_by(timedelta(seconds=61))
    late = await refreshed(rotating, token)

    assert await error(rotating, first) is None
    assert late["error"] == "invalid_refresh_token"


async def test_of_two_replicas_that_refresh_one_token_within_a_minute_both_get_one(rotating: Place) -> None:
    token = await installed(rotating)

    first = await refreshed(rotating, token)
    rotating.clock.pass_by(timedelta(seconds=60))
    soon = await refreshed(rotating, token)

    assert first["access_token"] != soon["access_token"]
    assert [await error(rotating, one) for one in (first, soon)] == [None, None]


async def test_a_third_token_takes_the_oldest_ones_place(rotating: Place) -> None:
    first = await installed(rotating)
    second = await refreshed(rotating, first)
    both = [await error(rotating, one) for one in (first, second)]

    third = await refreshed(rotating, second)

    assert both == [None, None]
    assert [await error(rotating, one) for one in (first, second, third)] == ["token_revoked", None, None]


async def test_the_sdks_rotator_keeps_a_token_working(rotating: Place) -> None:
    token = await installed(rotating)
    client = AsyncWebClient(base_url=rotating.sandbox.api_url)
    rotator = AsyncTokenRotator(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, client=client)
    bot = Bot(
        bot_token=token["access_token"],
        bot_id="B1MUSTER",
        bot_user_id=token["bot_user_id"],
        bot_refresh_token=token["refresh_token"],
        bot_token_expires_in=1,
        installed_at=1.0,
    )
    rotating.clock.pass_by(timedelta(hours=13))

    new = await rotator.perform_bot_token_rotation(bot=bot)

    assert new is not None
    assert (await rotating.api("auth.test", token=new.bot_token))["team_id"] == "T1HARBOUR"


async def test_people_come_to_the_page_from_anywhere_but_answer_it_only_there(shop: Place) -> None:
    url, sent = f"{shop.sandbox.url}/oauth/v2/authorize", {"Sec-Fetch-Site": "cross-site"}

    async with shop.session.get(url, params=asked(), headers=sent) as shown:
        assert shown.status == 200
        assert "frame-ancestors 'none'" in shown.headers["Content-Security-Policy"]
    async with shop.session.post(url, params=asked(), headers=sent, allow_redirects=False) as answered:
        assert answered.status == 403


async def test_an_app_of_bolt_is_installed_into_two_teams_and_answers_each_with_its_own_token(
    make_place: Callable[..., Awaitable[Place]], tmp_path: Path
) -> None:
    port = free_port()
    back = f"http://127.0.0.1:{port}/slack/oauth_redirect"
    place = await make_place(manifest=declared(back))
    heard: list[JSON] = []
    app = _bolt(place, back, tmp_path)

    @app.command("/task")
    async def task(ack: Any, say: Any) -> None:
        await ack()
        await say("Noted")

    @app.event("message")
    async def message(body: JSON) -> None:
        heard.append(body)

    async with served(app.web_app(), port) as url:
        await place.post("delivery", url=f"{url}/slack/events")
        for team in ("T0ATLAS", "T1HARBOUR"):
            await _install(place, url, team)
        await place.post("channel", team="harbour", channel="quay", bot_in=True)
        for team, who, channel in (("northwind", "ana", "atlas"), ("harbour", "mara", "quay")):
            on = {"as": who, "team": team, "channel": channel}
            assert (await place.post("command", **on, command="/task"))["ok"]

    assert [one["user"] for one in await place.messages("atlas")] == ["U0MUSTER"]
    assert [one["user"] for one in await place.messages("quay", team="harbour")] == ["U1MUSTER"]
    assert [body["authorizations"][0] for body in heard] == [
        {
            "enterprise_id": None,
            "team_id": team,
            "user_id": bot,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        for team, bot in (("T0ATLAS", "U0MUSTER"), ("T1HARBOUR", "U1MUSTER"))
    ]


def _bolt(place: Place, back: str, folder: Path) -> AsyncApp:
    settings = AsyncOAuthSettings(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        scopes=[*SCOPES],
        redirect_uri=back,
        authorization_url=f"{place.sandbox.url}/oauth/v2/authorize",
        installation_store=FileInstallationStore(base_dir=str(folder)),
        state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(folder)),
    )
    return AsyncApp(
        client=AsyncWebClient(base_url=place.sandbox.api_url),
        signing_secret=place.sandbox.signing_secret,
        oauth_settings=settings,
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )


async def _install(place: Place, url: str, team: str) -> None:
    """Go the way of a person's browser: from the app's page to Slack's, and back with the cookie."""
    async with place.session.get(f"{url}/slack/install") as page:
        found = re.search(r'href="([^"]*authorize[^"]*)"', await page.text())
        cookie = page.headers["Set-Cookie"].partition(";")[0]
    assert found
    form = {"team": team, "answer": "allow"}
    authorize = found[1].replace("&amp;", "&")
    async with place.session.post(authorize, data=form, allow_redirects=False) as answer:
        back = answer.headers["Location"]
    async with place.session.get(back, headers={"Cookie": cookie}) as done:
        assert done.status == 200, await done.text()
