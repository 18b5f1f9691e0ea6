"""Rate limits: which requests are over one, for how long, and what stays open meanwhile."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.limits import Limits
from tests.sandbox.conftest import SCOPES, Place

Make = Callable[..., Awaitable[Place]]


@dataclass
class Watch:
    """Real time as a test would have it, in seconds."""

    moment: float = 1_000.0

    def __call__(self) -> float:
        return self.moment


def passed(limits: Limits, method: str, tier: int, times: int, **more: Any) -> int:
    """Ask `times` times and count how often that was let through."""
    return sum(limits.count(method, tier, **more) is None for _ in range(times))


@pytest.mark.parametrize(("tier", "most"), [(1, 1), (2, 20), (3, 50), (4, 100)])
def test_a_minute_of_a_tier_may_come_at_once_and_no_more(tier: int, most: int) -> None:
    limits = Limits(on=True, now=Watch())

    assert passed(limits, "chat.update", tier, most + 5) == most


def test_retry_after_is_the_first_whole_second_at_which_one_is_let_through() -> None:
    watch = Watch()
    limits = Limits(on=True, now=watch)
    passed(limits, "conversations.list", 2, 10)
    watch.moment += 12.5
    passed(limits, "conversations.list", 2, 10)

    over = limits.count("conversations.list", 2)
    assert over is not None
    assert (over.error, over.seconds) == ("ratelimited", 48)
    watch.moment += 47
    assert limits.count("conversations.list", 2) is not None
    watch.moment += 1
    assert passed(limits, "conversations.list", 2, 20) == 10


def test_what_was_refused_does_not_put_off_what_comes_after() -> None:
    watch = Watch()
    limits = Limits(on=True, now=watch)
    passed(limits, "history", 1, 1)
    for _ in range(59):
        watch.moment += 1
        assert limits.count("history", 1) is not None

    watch.moment += 1

    assert limits.count("history", 1) is None


def test_a_paged_method_without_a_limit_is_held_to_the_next_lower_tier() -> None:
    limits = Limits(on=True, now=Watch())

    assert passed(limits, "conversations.list", 2, 3, whole=True) == 1
    assert passed(limits, "conversations.list", 2, 30) == 19


def test_the_volume_of_a_workspace_is_300_messages_a_minute_over_all_channels() -> None:
    watch = Watch()
    limits = Limits(on=True, now=watch)
    for number in range(300):
        watch.moment += 0.1
        assert limits.count("chat.postMessage", 0, channel=f"C{number}") is None

    posted = limits.count("chat.postMessage", 0, channel="C300")
    whispered = limits.count("chat.postEphemeral", 4, channel="C300")

    assert posted is not None
    assert (posted.error, posted.seconds) == ("rate_limited", None)
    assert whispered is not None
    assert (whispered.error, whispered.seconds) == ("ratelimited", 31)


async def test_a_second_message_within_a_second_is_refused_in_that_channel_only(make_place: Make) -> None:
    place = await make_place(limits=True)
    post = place.client.chat_postMessage

    await post(channel="C0ATLAS", text="x")
    with pytest.raises(SlackApiError) as caught:
        await post(channel="#atlas", text="x")

    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    assert (await post(channel="C0STANDUP", text="x"))["ok"]
    assert (await place.client.auth_test())["ok"]


async def test_each_dm_is_a_channel_of_its_own_however_it_is_named(make_place: Make) -> None:
    place = await make_place(limits=True)
    direct = (await place.client.conversations_open(users="U0ANA"))["channel"]["id"]

    answers = [
        await place.api("chat.postMessage", channel=one, text="x") for one in ("U0ANA", direct, "U0BEN")
    ]

    assert [one.get("error") for one in answers] == [None, "ratelimited", None]


async def test_a_file_shared_into_a_channel_counts_as_a_message_there(make_place: Make) -> None:
    place = await make_place(limits=True)
    await place.client.chat_postMessage(channel="C0ATLAS", text="x")
    asked = await place.client.files_getUploadURLExternal(filename="a.txt", length=1)
    await place.session.post(asked["upload_url"], data=b"a")

    shared: dict[str, Any] = {"files": [{"id": asked["file_id"]}]}
    over = await place.api("files.completeUploadExternal", **shared, channel_id="C0ATLAS")
    kept = await place.api("files.completeUploadExternal", **shared)

    assert (over["error"], kept["ok"]) == ("ratelimited", True)


async def test_over_the_limit_only_that_method_in_that_workspace_is_closed(make_place: Make) -> None:
    place = await make_place(limits=True)
    await place.post("app", team="harbour", revoked=False, scopes_added=SCOPES)
    token = (await place.get("state", team="harbour"))["tokens"]["bot"]
    for _ in range(20):
        assert (await place.client.users_list(limit=50))["ok"]

    with pytest.raises(SlackApiError) as caught:
        await place.client.users_list(limit=50)

    assert caught.value.response.status_code == 429
    assert 50 < int(caught.value.response.headers["Retry-After"]) <= 60
    assert (await place.client.users_info(user="U0ANA"))["ok"]
    assert (await AsyncWebClient(token, place.sandbox.api_url).users_list(limit=50))["ok"]


async def test_all_people_at_once_may_be_asked_for_once_a_minute(make_place: Make) -> None:
    place = await make_place(limits=True)

    answers = [await place.client.users_list(), await place.client.users_list(limit=50)]
    with pytest.raises(SlackApiError, match="ratelimited"):
        await place.client.users_list(limit=0)

    assert all(answer["ok"] for answer in answers)


async def test_connections_are_limited_like_any_method(make_place: Make) -> None:
    place = await make_place(limits=True)
    opening = {"token": place.sandbox.app_token}

    answers = [await place.api("apps.connections.open", **opening) for _ in range(51)]

    assert [one["ok"] for one in answers] == [True] * 50 + [False]
    assert answers[-1]["error"] == "ratelimited"


async def test_a_token_that_opens_nothing_uses_nothing_up(make_place: Make) -> None:
    place = await make_place(limits=True)
    for _ in range(60):
        await place.api("conversations.info", token="xoxb-foreign", channel="C0ATLAS")

    async with place.session.post(
        f"{place.sandbox.api_url}conversations.info",
        data={"token": place.sandbox.bot_token, "channel": "C0ATLAS"},
    ) as answer:
        assert (await answer.json())["ok"]


async def test_the_volume_of_a_workspace_is_refused_in_the_body_without_retry_after(make_place: Make) -> None:
    place = await make_place(limits=True)
    watch = Watch()
    place.sandbox.core.limits.now = watch
    headers = {"Authorization": f"Bearer {place.sandbox.bot_token}"}

    places = cycle(["C0ATLAS", "C0STANDUP", "C0STEERING", "U0ANA", "U0BEN", "U0DANA", "U0SAM"])

    async def post() -> aiohttp.ClientResponse:
        watch.moment += 0.15  # seven places in turn: more than a second between two messages of one
        body = {"channel": next(places), "text": "x"}
        url = f"{place.sandbox.api_url}chat.postMessage"
        answer = await place.session.post(url, json=body, headers=headers)
        await answer.read()
        return answer

    for _ in range(300):
        assert (await (await post()).json())["ok"]
    over = await post()

    assert (over.status, "Retry-After" in over.headers) == (200, False)
    assert (await over.json())["error"] == "rate_limited"
