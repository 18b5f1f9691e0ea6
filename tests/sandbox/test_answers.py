"""What comes by response_url and in acks, when it is odd; and forms with richer fields."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.responses import ResponseUrl
from tests.sandbox.conftest import Place

JSON = dict[str, Any]
OPTIONS = [
    {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}
    for value in ("low", "high")
]


def response_url(place: Place, source: str = "") -> str:
    """Make a response_url as one of Ana's clicks in #atlas brings it."""
    core = place.sandbox.core
    made = ResponseUrl("U0ANA", "C0ATLAS", "cause", core.now(), source)
    return f"{place.sandbox.url}/response/{core.responses.give(made)}"


async def send(place: Place, url: str, body: Any) -> tuple[int, str]:
    async with place.session.post(url, json=body) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ([], "invalid_payload"),
        ({"text": "x", "colour": "red"}, "invalid_payload"),
        ({"blocks": [{"type": "nothing"}]}, "invalid_blocks"),
        ({"blocks": "x"}, "invalid_blocks"),
        ({}, "no_text"),
    ],
)
async def test_an_answer_slack_cannot_show_is_refused(place: Place, body: Any, text: str) -> None:
    assert await send(place, response_url(place), body) == (404, text)


async def test_an_answer_that_is_no_json_or_for_no_url_is_refused(place: Place) -> None:
    async with place.session.post(response_url(place), data="{") as answer:
        assert await answer.text() == "invalid_payload"

    assert await send(place, f"{place.sandbox.url}/response/0/x", {"text": "x"}) == (404, "not_found")


async def test_a_message_is_replaced_and_deleted_by_its_response_url(place: Place) -> None:
    ts = str((await place.client.chat_postMessage(channel="C0ATLAS", text="one"))["ts"])
    url = response_url(place, ts)

    await send(place, url, {"text": "two", "replace_original": True})
    replaced = await place.messages("atlas")
    await send(place, url, {"delete_original": True})

    assert [one["text"] for one in replaced] == ["two"]
    assert await place.messages("atlas") == []
    assert (await send(place, url, {"delete_original": True}))[1] == "message_not_found"
    assert (await send(place, url, {"text": "x", "replace_original": True}))[1] == "message_not_found"


async def test_after_a_command_there_is_nothing_to_replace(place: Place) -> None:
    url = response_url(place)

    for text in ("one", "two"):
        await send(place, url, {"text": text, "replace_original": True})

    assert [one["text"] for one in await place.messages("atlas", **{"as": "ana"})] == ["one", "two"]


async def test_an_answer_may_go_into_a_thread(place: Place) -> None:
    ts = str((await place.client.chat_postMessage(channel="C0ATLAS", text="one"))["ts"])

    await send(place, response_url(place, ts), {"text": "below", "thread_ts": ts})

    shown = await place.messages("atlas", thread_ts=ts, **{"as": "ana"})
    assert [one["text"] for one in shown] == ["one", "below"]
    assert shown[1]["thread_ts"] == ts


async def test_an_ack_of_a_command_that_is_no_message_is_an_error_for_its_person(place: Place) -> None:
    @place.app.command("/task")
    async def task(ack: Any) -> None:
        await ack(blocks=[{"type": "nothing"}])

    await place.connect()

    answer = await place.post("command", **{"as": "ana"}, channel="atlas", command="/task", text="")

    assert answer["error"] == '/task failed with the error "invalid_command_response"'


def form(**element: Any) -> JSON:
    text = {"type": "plain_text", "text": "Field"}
    block = {"type": "input", "block_id": "b", "label": text, "element": element | {"action_id": "a"}}
    return {"type": "modal", "callback_id": "form", "title": text, "submit": text, "blocks": [block]}


def optional(view: JSON) -> JSON:
    return view | {"blocks": [block | {"optional": True} for block in view["blocks"]]}


async def submitted(place: Place, view: JSON, value: Any) -> JSON:
    """Open a form for Ana, submit one value, give the state the app got (or the refusal)."""
    states: list[JSON] = []

    @place.app.view("form")
    async def hear(ack: Any, body: JSON) -> None:
        states.append(body["view"]["state"]["values"]["b"]["a"])
        await ack()

    @place.app.options("a")
    async def options(ack: Any, payload: JSON) -> None:
        groups = [{"label": {"type": "plain_text", "text": "All"}, "options": OPTIONS}]
        await (ack(option_groups=groups) if payload["value"] else ack(options=[]))

    await place.connect()
    trigger = place.sandbox.core.triggers.give("U0ANA")
    await place.client.views_open(trigger_id=trigger, view=view)
    answer = await place.post("submit", **{"as": "ana"}, values={"b": {"a": value}})
    return states[0] if states else answer


@pytest.mark.parametrize(
    ("element", "value", "field", "kept"),
    [
        ({"type": "external_select"}, "high", "selected_option", OPTIONS[1]),
        ({"type": "external_select"}, OPTIONS[0], "selected_option", OPTIONS[0]),
        ({"type": "external_select", "initial_option": OPTIONS[0]}, "low", "selected_option", OPTIONS[0]),
        ({"type": "multi_external_select"}, ["low", "high"], "selected_options", OPTIONS),
        ({"type": "multi_external_select"}, OPTIONS, "selected_options", OPTIONS),
        ({"type": "multi_external_select"}, None, "selected_options", []),
        ({"type": "external_select"}, None, "selected_option", None),
        ({"type": "checkboxes", "options": OPTIONS}, ["low"], "selected_options", OPTIONS[:1]),
        ({"type": "radio_buttons", "options": OPTIONS}, "high", "selected_option", OPTIONS[1]),
        ({"type": "multi_static_select", "options": OPTIONS}, None, "selected_options", []),
        ({"type": "multi_channels_select"}, ["#atlas"], "selected_channels", ["C0ATLAS"]),
        ({"type": "plain_text_input"}, "", "value", None),
        ({"type": "url_text_input"}, "https://x.example", "value", "https://x.example"),
        ({"type": "datepicker"}, None, "selected_date", None),
        ({"type": "datetimepicker"}, 1_800_000_000, "selected_date_time", 1_800_000_000),
        ({"type": "rich_text_input"}, None, "rich_text_value", None),
        ({"type": "file_input"}, [{"id": "F1", "name": "a.pdf"}], "files", [{"id": "F1", "name": "a.pdf"}]),
        ({"type": "multi_users_select"}, ["ben", "U0SAM"], "selected_users", ["U0BEN", "U0SAM"]),
        ({"type": "conversations_select"}, "#atlas", "selected_conversation", "C0ATLAS"),
        ({"type": "number_input", "is_decimal_allowed": True}, "2.5", "value", "2.5"),
        ({"type": "email_text_input"}, "ana@x.example", "value", "ana@x.example"),
        ({"type": "timepicker"}, "09:30", "selected_time", "09:30"),
    ],
)
async def test_a_form_field_arrives_as_slack_sends_it(
    place: Place, element: JSON, value: Any, field: str, kept: Any
) -> None:
    state = await submitted(place, optional(form(**element)), value)

    assert state == {"type": element["type"], field: kept}


async def test_rich_text_arrives_as_blocks(place: Place) -> None:
    state = await submitted(place, form(type="rich_text_input"), "hello")

    assert state["rich_text_value"]["elements"][0]["elements"] == [{"type": "text", "text": "hello"}]


@pytest.mark.parametrize(
    ("element", "value", "error"),
    [
        ({"type": "datepicker"}, "tomorrow", '"tomorrow" is not a date like 2026-11-27.'),
        ({"type": "datepicker"}, "2026-02-30", '"2026-02-30" is not a date like 2026-11-27.'),
        ({"type": "timepicker"}, "9", '"9" is not a time like 09:30.'),
        ({"type": "timepicker"}, "24:00", '"24:00" is not a time like 09:30.'),
        ({"type": "datetimepicker"}, 5, '"5" is not seconds since 1970.'),
        ({"type": "users_select"}, "@nobody", 'There is no "@nobody" to choose here.'),
        ({"type": "multi_users_select", "max_selected_items": 1}, ["ana", "ben"], "a takes 1 at most."),
        ({"type": "file_input", "max_files": 1}, [{"name": "a"}, {"name": "b"}], "a takes 1 at most."),
        (
            {"type": "file_input", "filetypes": ["pdf"]},
            [{"name": "a.exe"}],
            '"a.exe" is not one of these: pdf.',
        ),
        ({"type": "external_select"}, "middling", '"middling" is not among the options of a.'),
    ],
)
async def test_a_field_refuses_what_its_picker_could_not_give(
    place: Place, element: JSON, value: Any, error: str
) -> None:
    assert (await submitted(place, form(**element), value))["error"] == error


async def test_a_field_that_is_not_there_is_a_sentence(place: Place) -> None:
    trigger = place.sandbox.core.triggers.give("U0ANA")
    await place.client.views_open(trigger_id=trigger, view=form(type="plain_text_input"))

    nowhere = await place.post("submit", **{"as": "ana"}, values={"b": {"z": "x"}})
    crooked = await place.post("submit", **{"as": "ana"}, values=["x"])

    assert nowhere["error"] == 'The view has no "z" in a block "b".'
    assert crooked["error"] == '"values" is {block_id: {action_id: value}}.'


async def test_an_update_or_push_with_a_bad_view_keeps_the_form_and_says_why(
    place: Place, view: Callable[..., JSON]
) -> None:
    answers = [{"response_action": action, "view": view(title="x" * 25)} for action in ("update", "push")]

    @place.app.view("task")
    async def hear(ack: Any) -> None:
        await ack(**answers.pop(0))

    await place.connect()
    trigger = place.sandbox.core.triggers.give("U0ANA")
    await place.client.views_open(trigger_id=trigger, view=view())

    for _ in range(2):
        answer = await place.post("submit", **{"as": "ana"}, values={"title": {"text": "x"}})
        assert "failed to match all allowed schemas" in answer["error"]
        assert len(answer["views"]) == 1


async def test_an_answer_may_neither_be_too_large_nor_take_anothers_external_id(
    place: Place, view: Callable[..., JSON]
) -> None:
    heavy = [{"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2000}] * 10} for _ in range(14)]
    answers = [
        {"response_action": "update", "view": view() | {"blocks": heavy}},
        {"response_action": "push", "view": view(external_id="one")},
    ]

    @place.app.view("task")
    async def hear(ack: Any) -> None:
        await ack(**answers.pop(0))

    await place.connect()
    trigger = place.sandbox.core.triggers.give("U0ANA")
    await place.client.views_open(trigger_id=trigger, view=view(external_id="one"))

    for reason in ("view_too_large", "duplicate_external_id"):
        answer = await place.post("submit", **{"as": "ana"}, values={"title": {"text": "x"}})
        assert answer["error"].endswith(f"({reason})")


async def test_closing_a_view_that_clears_closes_those_below_too(
    place: Place, view: Callable[..., JSON]
) -> None:
    core = place.sandbox.core
    for name, method in (("root", "views.open"), ("top", "views.push")):
        stack = core.modals.of("U0ANA")
        trigger = core.triggers.give("U0ANA", stack[-1]["id"] if stack else "")
        await place.api(method, trigger_id=trigger, view=view(title=name, clear_on_close=name == "top"))

    below = core.modals.of("U0ANA")[0]["id"]
    hidden = await place.post("click", **{"as": "ana"}, view_id=below, action_id="more")
    closed = await place.post("close", **{"as": "ana"})

    assert hidden["error"] == "That view is under another one."
    assert closed["views"] == []


ASKING: JSON = {"type": "external_select", "min_query_length": 0}


async def test_an_answer_with_a_block_whose_roll_out_has_not_come_is_refused(place: Place) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}

    @place.app.command("/task")
    async def command(ack: Any) -> None:
        await ack(text="The numbers", blocks=[table])

    await place.connect()
    where = {"as": "ana", "channel": "atlas", "command": "task"}
    await place.post("switches", no_new_blocks=True)
    refused = await place.post("command", **where)
    await place.post("switches", no_new_blocks=False)
    shown = await place.post("command", **where)

    assert (refused["ok"], shown["ok"]) == (False, True)


async def test_options_that_never_come_are_a_sentence(place: Place) -> None:
    @place.app.options("menu")
    async def menu(ack: Any) -> None:
        await ack()

    await place.connect()
    menu_block = {"type": "actions", "elements": [ASKING | {"action_id": "menu"}]}
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=[menu_block]))["ts"]
    where = {"as": "ana", "channel": "atlas", "ts": str(ts), "action_id": "menu"}

    empty = await place.get("options", **where)
    place.sandbox.core.sockets.cut()
    nobody = await place.get("options", **where)

    assert empty["error"] == "The app answered with no options."
    assert nobody["error"] == 'The menu failed with the error "dispatch_failed"'


async def test_a_menu_asks_only_once_enough_is_typed_and_refuses_what_slack_does_not_show(
    place: Place,
) -> None:
    asked: list[str] = []

    @place.app.options("menu")
    async def menu(ack: Any, payload: JSON) -> None:
        asked.append(payload["value"])
        many = [OPTIONS[0]] * 101
        await (ack(options=many) if payload["value"] == "many" else ack(options=OPTIONS))

    await place.connect()
    menu_block = {"type": "actions", "elements": [{"type": "external_select", "action_id": "menu"}]}
    ts = (await place.client.chat_postMessage(channel="C0ATLAS", text="x", blocks=[menu_block]))["ts"]
    where = {"as": "ana", "channel": "atlas", "ts": str(ts), "action_id": "menu"}

    short = await place.get("options", **where, value="lo")
    long = await place.get("options", **where, value="low")
    many = await place.get("options", **where, value="many")

    assert (short["options"], long["options"], asked) == ([], OPTIONS, ["low", "many"])
    assert many["error"] == (
        "The app answered with options Slack does not show: "
        "no more than 100 items allowed [json-pointer:/options]."
    )


async def test_a_form_that_asked_for_it_brings_a_response_url_for_the_channel_it_was_opened_in(
    place: Place,
) -> None:
    heard: list[JSON] = []

    @place.app.command("/task")
    async def command(ack: Any, body: JSON, client: Any) -> None:
        await ack()
        menu = {"response_url_enabled": True, "default_to_current_conversation": True}
        view = form(type="conversations_select", **menu)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @place.app.view("form")
    async def hear(ack: Any, body: JSON) -> None:
        heard.append(body)
        await ack()

    await place.connect()
    await place.post("command", **{"as": "ana"}, channel="atlas", command="task")
    await place.post("submit", **{"as": "ana"}, values={})

    [url] = heard[0]["response_urls"]
    assert (url["block_id"], url["action_id"], url["channel_id"]) == ("b", "a", "C0ATLAS")
    async with place.session.post(url["response_url"], json={"text": "Noted."}) as answer:
        assert answer.status == 200
    assert (await place.messages("atlas", **{"as": "ana"}))[-1]["text"] == "Noted."


async def test_a_shortcut_does_not_appear_on_an_ephemeral(place: Place) -> None:
    shown = await place.client.chat_postEphemeral(channel="C0ATLAS", user="U0ANA", text="psst")
    where = {"as": "ana", "channel": "atlas", "ts": shown["message_ts"]}

    answer = await place.post("shortcut", **where, callback_id="make")

    assert answer["error"] == "Shortcuts do not appear on messages only one person sees."
