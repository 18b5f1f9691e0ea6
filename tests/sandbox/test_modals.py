"""Modals and Home: opened, filled in, refused, updated, pushed, closed."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.conftest import Place

JSON = dict[str, Any]
View = Callable[..., JSON]


async def opened(place: Place, view: JSON) -> str:
    """Open a modal for Ana and give its id."""
    trigger = place.sandbox.core.triggers.give("U0ANA")
    return str((await place.client.views_open(trigger_id=trigger, view=view))["view"]["id"])


async def test_an_empty_ack_closes_the_modal_and_the_values_arrive(place: Place, view: View) -> None:
    heard: list[JSON] = []

    @place.app.view("task")
    async def submitted(ack: Any, body: JSON) -> None:
        heard.append(body)
        await ack()

    await place.connect()
    ident = await opened(place, view(private_metadata="C0ATLAS"))

    answer = await place.post("submit", **{"as": "ana"}, view_id=ident, values={"title": {"text": "Patch"}})

    assert (answer["ok"], answer["views"]) == (True, [])
    shown = heard[0]["view"]
    assert shown["private_metadata"] == "C0ATLAS"
    assert shown["state"]["values"] == {
        "title": {"text": {"type": "plain_text_input", "value": "Patch"}},
        "due": {"date": {"type": "datepicker", "selected_date": "2026-11-27"}},
        "owner": {"user": {"type": "users_select", "selected_user": None}},
    }


async def test_the_client_refuses_an_empty_required_field_before_anything_is_sent(
    place: Place, view: View
) -> None:
    ident = await opened(place, view())

    answer = await place.post("submit", **{"as": "ana"}, view_id=ident, values={})

    assert answer["errors"] == {"title": "Please complete this required field."}
    assert (await place.get("views", **{"as": "ana"}))["views"][0]["id"] == ident


@pytest.mark.parametrize(
    ("element", "value", "error"),
    [
        ({"type": "plain_text_input", "min_length": 5}, "abc", "Please enter at least 5 characters."),
        ({"type": "plain_text_input", "max_length": 2}, "abc", "Please enter at most 2 characters."),
        ({"type": "email_text_input"}, "ana", "Please enter a valid email address."),
        ({"type": "url_text_input"}, "x.example", "Please enter a valid URL."),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "Please enter a number."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        (
            {"type": "number_input", "is_decimal_allowed": False, "max_value": "5"},
            "6",
            "Please enter a number in the allowed range.",
        ),
    ],
)
async def test_the_client_checks_what_was_typed(place: Place, element: JSON, value: str, error: str) -> None:
    label = {"type": "plain_text", "text": "Field"}
    block = {"type": "input", "block_id": "b", "label": label, "element": element | {"action_id": "a"}}
    ident = await opened(place, {"type": "modal", "title": label, "submit": label, "blocks": [block]})

    answer = await place.post("submit", **{"as": "ana"}, view_id=ident, values={"b": {"a": value}})

    assert answer["errors"] == {"b": error}


async def test_errors_mark_inputs_and_keep_what_was_typed(place: Place, view: View) -> None:
    @place.app.view("task")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"title": "Too vague."})

    await place.connect()
    ident = await opened(place, view())

    answer = await place.post("submit", **{"as": "ana"}, view_id=ident, values={"title": {"text": "Things"}})

    assert (answer["ok"], answer["errors"]) == (False, {"title": "Too vague."})
    kept = (await place.get("views", **{"as": "ana"}))["views"][0]
    assert kept["state"]["values"]["title"]["text"]["value"] == "Things"


async def test_errors_for_anything_but_an_input_are_pointed_out(place: Place, view: View) -> None:
    @place.app.view("task")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"text": "By action, not by block."})

    await place.connect()
    ident = await opened(place, view())

    answer = await place.post("submit", **{"as": "ana"}, view_id=ident, values={"title": {"text": "x"}})

    assert answer["errors"] == {}
    assert answer["error"] == "Errors for blocks that are no inputs are not shown: text."


async def test_an_ack_may_update_push_and_clear(place: Place, view: View) -> None:
    answers: list[JSON] = [
        {"response_action": "update", "view": view(title="Second")},
        {"response_action": "push", "view": view(title="Third")},
        {"response_action": "clear"},
    ]

    @place.app.view("task")
    async def submitted(ack: Any) -> None:
        await ack(**answers.pop(0))

    await place.connect()
    await opened(place, view(title="First"))
    titles: list[list[str]] = []

    for _ in range(3):
        found = await place.post("submit", **{"as": "ana"}, values={"title": {"text": "x"}})
        titles.append([one["title"]["text"] for one in found["views"]])

    assert titles == [["Second"], ["Second", "Third"], []]


async def test_an_ack_that_is_no_response_action_shows_the_generic_error(place: Place, view: View) -> None:
    @place.app.view("task")
    async def submitted(ack: Any) -> None:
        await ack("Thanks")

    await place.connect()
    ident = await opened(place, view())

    answer = await place.post("submit", **{"as": "ana"}, view_id=ident, values={"title": {"text": "x"}})

    assert answer["error"] == "We had some trouble connecting. Try again?"
    assert answer["views"][0]["id"] == ident


async def test_a_submission_nobody_acks_keeps_the_modal_open(place: Place, view: View) -> None:
    place.sandbox.core.sockets.patience = 0.1
    await place.connect()
    ident = await opened(place, view())

    answer = await place.post("submit", **{"as": "ana"}, view_id=ident, values={"title": {"text": "x"}})

    assert "operation_timeout" in answer["error"]
    assert answer["views"][0]["id"] == ident


async def test_a_stack_is_three_views_deep(place: Place, view: View) -> None:
    results: list[str] = []

    @place.app.action("more")
    async def more(ack: Any, body: JSON) -> None:
        answer = await place.api("views.push", trigger_id=body["trigger_id"], view=view())
        results.append(answer.get("error", "pushed"))
        await ack()

    await place.connect()
    await opened(place, view())

    for _ in range(3):
        top = (await place.get("views", **{"as": "ana"}))["views"][-1]
        await place.post("click", **{"as": "ana"}, view_id=top["id"], action_id="more")

    assert results == ["pushed", "pushed", "push_limit_reached"]
    stack = (await place.get("views", **{"as": "ana"}))["views"]
    assert stack[2]["root_view_id"] == stack[0]["id"]
    assert stack[2]["previous_view_id"] == stack[1]["id"]


async def test_an_update_keeps_typed_values_where_both_ids_stay(place: Place, view: View) -> None:
    @place.app.action("more")
    async def more(ack: Any, body: JSON, client: Any) -> None:
        changed = view(title="Other")
        changed["blocks"][1]["block_id"] = "other"
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=changed)
        await ack()

    await place.connect()
    ident = await opened(place, view())
    place.sandbox.core.modals.of("U0ANA")[0]["state"]["values"]["title"]["text"]["value"] = "Typed"

    answer = await place.post("click", **{"as": "ana"}, view_id=ident, action_id="more")

    values = answer["views"][0]["state"]["values"]
    assert values["title"]["text"]["value"] == "Typed"
    assert set(values) == {"title", "other", "owner"}


async def test_a_stale_hash_and_a_closed_view_are_refused(place: Place, view: View) -> None:
    ident = await opened(place, view())

    stale = await place.api("views.update", view_id=ident, hash="1.x", view=view())
    await place.post("close", **{"as": "ana"}, view_id=ident)
    closed = await place.api("views.update", view_id=ident, view=view())

    assert (stale["error"], closed["error"]) == ("hash_conflict", "not_found")


async def test_a_view_past_a_limit_is_refused_with_its_place(place: Place, view: View) -> None:
    trigger = place.sandbox.core.triggers.give("U0ANA")

    answer = await place.api("views.open", trigger_id=trigger, view=view(title="x" * 25))

    assert answer["error"] == "invalid_arguments"
    messages = answer["response_metadata"]["messages"]
    assert "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]" in messages


async def test_an_external_id_is_unique_and_finds_the_view(place: Place, view: View) -> None:
    await opened(place, view(external_id="task-1"))
    trigger = place.sandbox.core.triggers.give("U0BEN")

    again = await place.api("views.open", trigger_id=trigger, view=view(external_id="task-1"))
    updated = await place.api(
        "views.update", external_id="task-1", view=view(title="Found", external_id="task-1")
    )

    assert again["error"] == "duplicate_external_id"
    assert updated["view"]["title"]["text"] == "Found"


@pytest.mark.parametrize(("everything", "cleared"), [(False, False), (True, True)])
async def test_closing_tells_the_app_only_when_asked_to(
    place: Place, view: View, everything: bool, cleared: bool
) -> None:
    heard: list[JSON] = []

    @place.app.view_closed("task")
    async def closed(ack: Any, body: JSON) -> None:
        heard.append(body)
        await ack()

    await place.connect()
    await opened(place, view())
    await place.post("close", **{"as": "ana"}, all=everything)
    await opened(place, view(notify_on_close=True))

    await place.post("close", **{"as": "ana"}, all=everything)

    assert [body["is_cleared"] for body in heard] == [cleared]
    assert "trigger_id" not in heard[0]


async def test_a_select_in_an_input_reports_only_when_it_dispatches(place: Place, view: View) -> None:
    heard: list[JSON] = []

    @place.app.action("user")
    async def user(ack: Any, body: JSON) -> None:
        heard.append(body)
        await ack()

    await place.connect()
    for dispatch in (False, True):
        made = view()
        made["blocks"][2]["dispatch_action"] = dispatch
        ident = await opened(place, made)
        await place.post("click", **{"as": "ana"}, view_id=ident, action_id="user", value="U0BEN")

    assert len(heard) == 1
    assert heard[0]["view"]["state"]["values"]["owner"]["user"]["selected_user"] == "U0BEN"


async def test_home_is_published_a_person_and_opened_with_what_was_there(place: Place) -> None:
    views: list[JSON | None] = []

    @place.app.event("app_home_opened")
    async def home(event: JSON, client: Any) -> None:
        views.append(event.get("view"))
        block = {"type": "section", "text": {"type": "plain_text", "text": f"Visit {len(views)}"}}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [block]})

    await place.connect()

    first = await place.get("home", **{"as": "ana"})
    second = await place.get("home", **{"as": "ana"})
    peeked = await place.get("home", **{"as": "ana"}, peek="1")

    texts = [answer["view"]["blocks"][0]["text"]["text"] for answer in (first, second, peeked)]
    assert texts == ["Visit 1", "Visit 2", "Visit 2"]
    assert views[0] is None
    assert views[1] is not None
    assert (await place.get("home", **{"as": "ben"}, peek="1"))["view"] is None


async def test_a_button_on_home_reaches_the_app_with_the_view(place: Place) -> None:
    heard: list[JSON] = []

    @place.app.action("done")
    async def done(ack: Any, body: JSON) -> None:
        heard.append(body)
        await ack()

    await place.connect()
    text = {"type": "plain_text", "text": "Done"}
    row = {"type": "actions", "elements": [{"type": "button", "action_id": "done", "text": text}]}
    published = await place.client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [row]})

    ident = published["view"]["id"]
    await place.post("click", **{"as": "ana"}, view_id=ident, action_id="done")

    assert heard[0]["container"] == {"type": "view", "view_id": ident}
    assert "response_url" not in heard[0]
