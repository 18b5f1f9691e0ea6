"""Links of an app's domains: link_shared, and the previews the app puts below them."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.asked import heard, manifest
from tests.sandbox.conftest import Place

JSON = dict[str, Any]
LINK = "https://muster.example/task/42"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*#42* Renew the certificate"}}


@pytest.fixture
async def linked(make_place: Callable[..., Awaitable[Place]]) -> Place:
    """A sandbox whose app unfurls links of muster.example."""
    place = await make_place(
        manifest=manifest(
            events=("link_shared", "message.channels"),
            scopes=("links:read", "links:write"),
            unfurl_domains=["muster.example"],
        )
    )
    await place.connect()
    return place


async def share(place: Place, text: str = f"See {LINK}", channel: str = "atlas") -> str:
    answer = await place.post("message", **{"as": "ana"}, channel=channel, text=text)
    return str(answer["ts"])


async def unfurl(place: Place, **arguments: Any) -> JSON:
    wanted = {"channel": "C0ATLAS", "unfurls": {LINK: {"blocks": [SECTION]}}} | arguments
    return await place.api("chat.unfurl", **wanted)


async def test_a_link_of_the_app_s_domains_is_told_where_the_app_is_and_where_it_is_not(
    linked: Place,
) -> None:
    ts = await share(linked, f"{LINK} https://docs.muster.example/a?b=1&c https://other.example")
    await share(linked, channel="@ben")
    await share(linked, "https://notmuster.example/")
    await linked.client.chat_postMessage(channel="C0ATLAS", text=LINK)

    first, second = await heard(linked, "link_shared")

    assert (first["channel"], first["user"], first["message_ts"]) == ("C0ATLAS", "U0ANA", ts)
    assert [one["url"] for one in first["links"]] == [LINK, "https://docs.muster.example/a?b=1&c"]
    assert {one["domain"] for one in first["links"]} == {"muster.example"}
    assert (first["is_bot_user_member"], second["is_bot_user_member"]) == (True, False)


async def test_a_preview_is_put_below_the_message_and_told_as_a_change(linked: Place) -> None:
    ts = await share(linked)

    answer = await unfurl(linked, ts=ts)

    (said,) = await linked.messages("atlas")
    (preview,) = said["attachments"]
    assert answer == {"ok": True}
    assert (preview["from_url"], preview["is_app_unfurl"]) == (LINK, True)
    assert preview["blocks"][0]["block_id"]
    assert (await heard(linked, "message"))[-1]["subtype"] == "message_changed"


async def test_a_second_preview_takes_the_first_one_s_place(linked: Place) -> None:
    ts = await share(linked)
    await unfurl(linked, ts=ts)
    await unfurl(linked, ts=ts, unfurls={LINK: {"text": "done"}})

    (said,) = await linked.messages("atlas")

    assert [one.get("text") for one in said["attachments"]] == ["done"]


async def test_a_link_is_unfurled_by_the_id_of_its_event_too(linked: Place) -> None:
    await share(linked, channel="@ben")
    (event,) = await heard(linked, "link_shared")

    given = {"unfurl_id": event["unfurl_id"], "source": event["source"], "channel": None}
    answer = await unfurl(linked, **given)

    assert answer["ok"]
    assert (await linked.messages(event["channel"]))[0]["attachments"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": None}, "missing_channel"),
        ({"ts": ""}, "missing_ts"),
        ({"unfurls": None}, "missing_unfurls"),
        ({"unfurls": "["}, "invalid_unfurls_format"),
        ({"unfurls": {LINK: "x"}}, "cannot_parse_attachment"),
        ({"unfurls": {"https://muster.example/": {"text": "x"}}}, "cannot_unfurl_message"),
        ({"unfurls": {"https://other.example": {"text": "x"}}}, "cannot_unfurl_url"),
        ({"unfurls": {LINK: {"blocks": [{"type": "alert"}]}}}, "invalid_attachments"),
        ({"channel": "C0NOWHERE"}, "cannot_find_channel"),
        ({"ts": "1.000000"}, "cannot_find_message"),
        ({"source": "composer"}, "missing_unfurl_id"),
        ({"unfurl_id": "x"}, "missing_source"),
        ({"unfurl_id": "x", "source": "elsewhere"}, "invalid_source"),
        ({"unfurl_id": "x", "source": "composer"}, "invalid_unfurl_id"),
        ({"user_auth_required": True}, "cannot_prompt"),
    ],
)
async def test_what_cannot_be_unfurled_is_refused(linked: Place, arguments: JSON, error: str) -> None:
    ts = await share(linked, f"See {LINK} and https://other.example")

    assert (await unfurl(linked, **{"ts": ts, **arguments}))["error"] == error
    assert "attachments" not in (await linked.messages("atlas"))[0]


async def test_an_app_without_domains_has_nothing_to_unfurl(place: Place) -> None:
    await place.post("app", scopes_added=["links:write"])
    ts = await share(place)

    assert (await unfurl(place, ts=ts))["error"] == "cannot_find_service"
