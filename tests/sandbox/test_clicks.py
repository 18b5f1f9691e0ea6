"""Buttons, menus, pickers, shortcuts and option lists, played by a Bolt app."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.conftest import Place

JSON = dict[str, Any]
OPTIONS = [
    {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}
    for value in ("low", "high")
]
BUTTON = {
    "type": "button",
    "action_id": "done",
    "value": "T-1",
    "text": {"type": "plain_text", "text": "Done"},
}


WORKFLOW = {name: BUTTON[name] for name in ("action_id", "text")} | {"type": "workflow_button"}


def actions(*elements: JSON) -> list[JSON]:
    return [{"type": "actions", "block_id": "row", "elements": list(elements)}]


def hears(place: Place, constraint: Any = None) -> list[JSON]:
    """Record every block action, acking each."""
    heard: list[JSON] = []

    @place.app.action(constraint or {"action_id": "done"})
    async def action(ack: Any, body: JSON) -> None:
        heard.append(body)
        await ack()

    return heard


async def card(place: Place, *elements: JSON) -> str:
    answer = await place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=actions(*elements))
    return str(answer["ts"])


async def test_a_button_on_a_message_reaches_the_app_with_all_slack_sends(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    ts = await card(place, BUTTON)

    answer = await place.post("click", **{"as": "ben"}, channel="atlas", ts=ts, action_id="done")

    assert answer["ok"]
    body = heard[0]
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "C0ATLAS",
        "is_ephemeral": False,
    }
    assert body["user"] == {"id": "U0BEN", "username": "ben", "name": "ben", "team_id": "T0ATLAS"}
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("T-1", "row")
    assert body["message"]["ts"] == ts
    assert body["channel"] == {"id": "C0ATLAS", "name": "atlas"}


@pytest.mark.parametrize(
    ("element", "value", "field", "expected"),
    [
        ({"type": "static_select", "options": OPTIONS}, "high", "selected_option", OPTIONS[1]),
        ({"type": "static_select", "options": OPTIONS}, None, "selected_option", None),
        ({"type": "overflow", "options": OPTIONS}, "low", "selected_option", OPTIONS[0]),
        ({"type": "radio_buttons", "options": OPTIONS}, "low", "selected_option", OPTIONS[0]),
        ({"type": "checkboxes", "options": OPTIONS}, ["low", "high"], "selected_options", OPTIONS),
        ({"type": "multi_static_select", "options": OPTIONS}, ["low"], "selected_options", OPTIONS[:1]),
        ({"type": "users_select"}, "@ben", "selected_user", "U0BEN"),
        ({"type": "multi_users_select"}, ["U0BEN"], "selected_users", ["U0BEN"]),
        ({"type": "channels_select"}, "#atlas", "selected_channel", "C0ATLAS"),
        ({"type": "conversations_select"}, "C0ATLAS", "selected_conversation", "C0ATLAS"),
        ({"type": "datepicker"}, "2026-11-27", "selected_date", "2026-11-27"),
        ({"type": "timepicker"}, "09:30", "selected_time", "09:30"),
        ({"type": "datetimepicker"}, 1_800_000_000, "selected_date_time", 1_800_000_000),
    ],
)
async def test_each_element_reports_what_was_chosen(
    place: Place, element: JSON, value: Any, field: str, expected: Any
) -> None:
    heard = hears(place)
    await place.connect()
    ts = await card(place, element | {"action_id": "done"})

    answer = await place.post("click", **{"as": "ben"}, channel="atlas", ts=ts, action_id="done", value=value)

    assert answer["ok"], answer
    assert heard[0]["actions"][0][field] == expected
    if element["type"] != "overflow":
        assert heard[0]["state"]["values"]["row"]["done"][field] == expected


async def test_feedback_buttons_report_which_was_pressed(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    words = {"type": "plain_text", "text": "Good"}
    rate = {
        "type": "feedback_buttons",
        "action_id": "done",
        "positive_button": {"text": words, "value": "up"},
        "negative_button": {"text": words, "value": "down"},
    }
    blocks = [{"type": "context_actions", "elements": [rate]}]
    answer = await place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=blocks)
    where = {"as": "ben", "channel": "atlas", "ts": str(answer["ts"]), "action_id": "done"}

    await place.post("click", **where, value="down")
    wrong = await place.post("click", **where, value="sideways")

    assert (heard[0]["actions"][0]["type"], heard[0]["actions"][0]["value"]) == ("feedback_buttons", "down")
    assert wrong["error"] == '"sideways" is neither of the two buttons of done.'


async def test_a_button_for_some_is_not_there_for_others(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    ts = await card(place, BUTTON | {"visible_to_user_ids": ["U0ANA"]})
    where = {"channel": "atlas", "ts": ts, "action_id": "done"}

    hers = await place.post("click", **{"as": "ana"}, **where)
    his = await place.post("click", **{"as": "ben"}, **where)

    assert (hers["ok"], his["error"]) == (True, 'There is no "done" to click. There is: nothing.')
    assert len(heard) == 1


async def test_a_button_with_an_address_still_reports_and_warns_when_nobody_acks(place: Place) -> None:
    await place.connect()
    ts = await card(place, BUTTON | {"url": "https://x.example"})
    place.sandbox.core.sockets.cut()

    answer = await place.post("click", **{"as": "ben"}, channel="atlas", ts=ts, action_id="done")

    assert (answer["ok"], answer["error"]) == (True, None)
    assert answer["warning"].startswith("The page opened, but done was not acknowledged")


async def test_a_workflow_button_reaches_no_app(place: Place) -> None:
    heard = hears(place)
    await place.connect()
    workflow = {"trigger": {"url": "https://x.example"}}
    ts = await card(place, {**WORKFLOW, "workflow": workflow})

    answer = await place.post("click", **{"as": "ben"}, channel="atlas", ts=ts, action_id="done")

    assert (answer["ok"], heard) == (False, [])


async def test_a_choice_that_is_not_offered_is_a_sentence(place: Place) -> None:
    ts = await card(place, {"type": "static_select", "options": OPTIONS, "action_id": "band"}, BUTTON)
    where = {"as": "ben", "channel": "atlas", "ts": ts}

    wrong = await place.post("click", **where, action_id="band", value="middling")
    nowhere = await place.post("click", **where, action_id="undo")

    assert wrong["error"] == '"middling" is not among the options of band.'
    assert nowhere["error"] == 'There is no "undo" to click. There is: band, done.'


async def test_what_each_person_chose_on_a_message_is_kept_apart(place: Place) -> None:
    heard = hears(place, {"block_id": "row"})
    await place.connect()
    ts = await card(place, {"type": "static_select", "options": OPTIONS, "action_id": "band"}, BUTTON)

    await place.post("click", **{"as": "ben"}, channel="atlas", ts=ts, action_id="band", value="high")
    for who in ("ben", "sam"):
        await place.post("click", **{"as": who}, channel="atlas", ts=ts, action_id="done")

    chosen = [body["state"]["values"]["row"]["band"]["selected_option"] for body in heard]
    assert chosen == [OPTIONS[1], OPTIONS[1], None]


async def test_an_ephemeral_is_replaced_and_deleted_by_its_response_url(place: Place) -> None:
    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack(text="first", blocks=actions(BUTTON))

    @place.app.action("done")
    async def done(ack: Any, body: JSON, respond: Any) -> None:
        assert body["container"]["is_ephemeral"]
        assert "message" not in body
        await ack()
        if body["actions"][0]["value"] == "T-1":
            again = actions(BUTTON | {"value": "T-2"})
            await respond(text="second", blocks=again, replace_original=True)
        else:
            await respond(delete_original=True)

    await place.connect()
    who = {"as": "ana", "channel": "atlas"}
    first = (await place.post("command", **who, command="/task", text=""))["ephemerals"][0]

    replaced = await place.post("click", **who, ts=first["ts"], action_id="done")
    await place.post("click", **who, ts=first["ts"], action_id="done")

    assert [(one["ts"], one["text"]) for one in replaced["ephemerals"]] == [(first["ts"], "second")]
    assert await place.messages("atlas", **{"as": "ana"}) == []


async def test_the_body_of_an_ack_to_a_click_is_ignored(place: Place) -> None:
    @place.app.action("done")
    async def done(ack: Any) -> None:
        await ack(text="look at me")

    await place.connect()
    ts = await card(place, BUTTON)

    answer = await place.post("click", **{"as": "ana"}, channel="atlas", ts=ts, action_id="done")

    assert (answer["ok"], answer["ephemerals"]) == (True, [])


async def test_a_click_nobody_acks_is_a_failure_for_the_person(place: Place) -> None:
    place.sandbox.core.sockets.patience = 0.1
    await place.connect()
    ts = await card(place, BUTTON)

    answer = await place.post("click", **{"as": "ana"}, channel="atlas", ts=ts, action_id="done")

    assert answer["error"] == 'done failed with the error "operation_timeout"'


async def test_a_message_shortcut_carries_the_message_and_answers_privately(place: Place) -> None:
    @place.app.shortcut("make")
    async def make(ack: Any, body: JSON, respond: Any) -> None:
        await ack()
        await respond(f"Made from: {body['message']['text']}")

    await place.connect()
    ts = (await place.post("message", **{"as": "ben"}, channel="atlas", text="patch the router"))["ts"]

    answer = await place.post("shortcut", **{"as": "ana"}, callback_id="make", channel="atlas", ts=ts)

    assert [one["text"] for one in answer["ephemerals"]] == ["Made from: patch the router"]


async def test_a_global_shortcut_has_no_channel_and_opens_a_modal(
    place: Place, view: Callable[..., JSON]
) -> None:
    bodies: list[JSON] = []

    @place.app.shortcut("new")
    async def new(ack: Any, body: JSON, client: Any) -> None:
        bodies.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=view())
        await ack()

    await place.connect()

    answer = await place.post("shortcut", **{"as": "ana"}, callback_id="new")

    assert [one["title"]["text"] for one in answer["views"]] == ["New task"]
    assert not bodies[0].keys() & {"channel", "response_url", "message"}


async def test_an_external_menu_asks_the_app_for_its_options(place: Place) -> None:
    heard = hears(place, "owner")

    @place.app.options("owner")
    async def owners(ack: Any, payload: JSON) -> None:
        await ack(options=[option for option in OPTIONS if payload["value"] in option["value"]])

    await place.connect()
    ts = await card(place, {"type": "external_select", "action_id": "owner", "min_query_length": 0})
    where = {"as": "ana", "channel": "atlas", "ts": ts, "action_id": "owner"}

    typed = await place.get("options", **where, value="hi")
    await place.post("click", **where, value="low")

    assert [option["value"] for option in typed["options"]] == ["high"]
    assert heard[0]["actions"][0]["selected_option"]["value"] == "low"


async def test_a_trigger_works_once_and_for_three_seconds(place: Place, view: Callable[..., JSON]) -> None:
    watch = 100.0  # the real seconds triggers go by, moved by hand: a busy machine expires none
    place.sandbox.core.triggers.real = lambda: watch

    async def opened(trigger: str) -> str:
        answer = await place.api("views.open", trigger_id=trigger, view=view())
        return str(answer.get("error", "opened"))

    triggers: list[str] = []

    @place.app.command("/task")
    async def task(ack: Any, body: JSON) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    await place.connect()
    for _ in range(2):
        await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="")

    watch += 3
    in_time = [await opened(triggers[0]), await opened(triggers[0])]
    watch += 0.1
    too_late = [await opened(triggers[0]), await opened(triggers[1]), await opened("1.2.x")]

    assert in_time == ["opened", "exchanged_trigger_id"]
    assert too_late == ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]
