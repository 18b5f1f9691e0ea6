"""Ways to ask the Web API in the sandbox's tests."""

from typing import Any

from tests.sandbox.conftest import MANIFEST, SCOPES, Place

JSON = dict[str, Any]


async def form(place: Place, method: str, **arguments: Any) -> JSON:
    """Call a method with a form, as the SDK does where JSON is not read."""
    headers = {"Authorization": f"Bearer {place.sandbox.bot_token}"}
    async with place.session.post(place.sandbox.api_url + method, data=arguments, headers=headers) as answer:
        found: JSON = await answer.json()
        return found


async def allow(place: Place, *scopes: str) -> None:
    """Give the app scopes it does not have yet."""
    await place.post("app", scopes_added=list(scopes))


async def heard(place: Place, *kinds: str) -> list[JSON]:
    """List the events of `kinds` the app was sent, in order; all kinds when none is named."""
    entries = (await place.get("log"))["entries"]
    sent = [entry["request"] for entry in entries if entry["kind"] == "events_api"]
    found = [one.get("payload", one)["event"] for one in sent]
    return [event for event in found if not kinds or event["type"] in kinds]


def manifest(*, events: tuple[str, ...] = (), scopes: tuple[str, ...] = (), **features: Any) -> JSON:
    """Make the manifest of the tests' app with other events, more scopes and more features."""
    bot = {"scopes": {"bot": [*SCOPES, *scopes]}}
    settings = {"event_subscriptions": {"bot_events": list(events)}, "interactivity": {"is_enabled": True}}
    more = {"features": MANIFEST["features"] | features, "settings": settings, "oauth_config": bot}
    return MANIFEST | more
