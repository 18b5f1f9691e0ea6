"""Blocks and forms of a small app in a real browser: drawn, chosen from by keyboard, refused, updated."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.drawn import field, form, option, plain
from tests.sandbox.conftest import Place, run_place

JSON = dict[str, Any]


@pytest_asyncio.fixture(loop_scope="session")
async def place() -> AsyncIterator[Place]:
    """A sandbox with an app beside it that records forms and presses."""
    async with AsyncExitStack() as stack:
        found = await run_place(stack)

        @found.app.view("form")
        async def saved(ack: Any, body: JSON) -> None:
            found.payloads.append(body)
            await ack()

        @found.app.action("press")
        async def pressed(ack: Any, body: JSON) -> None:
            found.payloads.append(body)
            await ack()

        await found.connect()
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def page(place: Place, browser: Browser) -> AsyncIterator[Page]:
    """The page as Ana sees #atlas, with no error in its console."""
    found = await browser.new_page(viewport={"width": 1280, "height": 800}, timezone_id="Europe/Lisbon")
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    await found.goto(f"{place.sandbox.url}/?as=U0ANA&channel=C0ATLAS")
    await expect(found.get_by_test_id("composer")).to_be_visible()
    yield found
    assert errors == []


async def opened(place: Place, page: Page, view: JSON) -> str:
    """Open a form for Ana; its id."""
    trigger = place.sandbox.core.triggers.give("U0ANA")
    answer = await place.client.views_open(trigger_id=trigger, view=view)
    await expect(page.get_by_test_id("modal")).to_be_visible()
    return str(answer["view"]["id"])


async def save(place: Place, page: Page) -> JSON:
    """Save the form; what its app got, each field by its name."""
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_test_id("modal")).to_be_hidden()
    values = place.payloads[-1]["view"]["state"]["values"]
    return {name: {k: v for k, v in one[name].items() if k != "type"} for name, one in values.items()}


async def posted(place: Place, page: Page, *blocks: JSON) -> Any:
    await place.client.chat_postMessage(channel="C0ATLAS", text="Blocks", blocks=list(blocks))
    shown = page.get_by_test_id("message").last
    await expect(shown).to_contain_text("Muster")
    return shown


async def test_menus_and_pickers_are_used_by_keyboard_alone(place: Place, page: Page) -> None:
    kinds = [option("Red"), option("Green"), option("Blue")]
    await opened(
        place,
        page,
        form(
            field("level", "static_select", options=kinds, focus_on_load=True),
            field("kinds", "multi_static_select", options=kinds, max_selected_items=2),
            field("day", "datepicker", initial_date="2026-11-27"),
            field("time", "timepicker"),
            field("who", "users_select"),
        ),
    )

    async def press(*keys: str) -> None:
        for key in keys:
            await page.keyboard.press(key)

    await expect(page.locator('[data-action-id="level"]')).to_be_focused()
    await press("Enter", "ArrowDown", "Enter")
    await page.locator('[data-action-id="kinds"]').focus()
    await press("Enter", "Enter", "ArrowDown", "Enter", "ArrowDown", "Enter", "Escape")
    await page.locator('[data-action-id="day"]').focus()
    await press("Enter", "ArrowRight", "ArrowDown", "Enter")
    await page.locator('[data-action-id="time"]').focus()
    await press("Enter")
    await page.keyboard.type("9:45")
    await press("Enter")
    await page.locator('[data-action-id="who"]').focus()
    await press("Enter")
    await page.keyboard.type("ben")
    await press("Enter")

    got = await save(place, page)
    assert got["level"] == {"selected_option": option("Green")}
    assert [one["value"] for one in got["kinds"]["selected_options"]] == ["Red", "Green"]
    assert got["day"] == {"selected_date": "2026-12-05"}
    assert got["time"] == {"selected_time": "09:45"}
    assert got["who"] == {"selected_user": "U0BEN"}


async def test_an_optional_date_and_time_can_be_emptied_again(place: Place, page: Page) -> None:
    day = field("day", "datepicker", initial_date="2026-11-27")
    await opened(place, page, form(day, field("time", "timepicker", initial_time="09:30")))

    await page.locator('[data-action-id="day"]').click()
    await page.get_by_role("button", name="No date").click()
    await page.locator('[data-action-id="time"]').click()
    await page.get_by_role("option", name="No time").click()

    assert await save(place, page) == {"day": {"selected_date": None}, "time": {"selected_time": None}}


async def test_a_date_that_is_required_cannot_be_emptied(place: Place, page: Page) -> None:
    day = field("day", "datepicker", initial_date="2026-11-27") | {"optional": False}
    await opened(place, page, form(day))

    await page.locator('[data-action-id="day"]').click()

    await expect(page.get_by_test_id("date-text")).to_be_visible()
    await expect(page.get_by_role("button", name="No date")).to_have_count(0)


async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(place: Place, page: Page) -> None:
    required = field("count", "number_input", is_decimal_allowed=False) | {"optional": False}
    await opened(place, page, form(field("mail", "email_text_input"), required))
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("mail").fill("ana")

    await page.get_by_test_id("modal-submit").click()

    await expect(modal.locator('[data-error-for="mail"]')).to_have_text("Please enter a valid email address.")
    await expect(modal.locator('[data-error-for="count"]')).to_have_text(
        "Please complete this required field."
    )
    await expect(modal.get_by_label("mail")).to_have_value("ana")
    await modal.get_by_label("mail").fill("ana@x.example")
    await modal.get_by_label("count").fill("3")
    assert await save(place, page) == {"mail": {"value": "ana@x.example"}, "count": {"value": "3"}}


async def test_errors_under_an_id_that_is_no_input_are_pointed_out_in_red(place: Place, page: Page) -> None:
    @place.app.view("wrong")
    async def wrong(ack: Any) -> None:
        await ack(response_action="errors", errors={"text_of_it": "Too vague."})

    await opened(place, page, form(field("title", "plain_text_input")) | {"callback_id": "wrong"})

    await page.get_by_test_id("modal-submit").click()

    await expect(page.get_by_test_id("modal-problem")).to_contain_text("are not shown: text_of_it")
    await expect(page.locator("[data-error-for]")).to_have_count(0)


async def test_an_update_keeps_what_is_typed_where_both_ids_stay(place: Place, page: Page) -> None:
    kept, other = field("kept", "plain_text_input"), field("other", "plain_text_input")
    ident = await opened(place, page, form(kept, other))
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("kept").fill("stays")
    await modal.get_by_label("other").fill("goes")

    renamed = {**other, "block_id": "elsewhere"}
    await place.client.views_update(view_id=ident, view=form(kept, renamed, title="Second"))

    await expect(modal.get_by_role("heading", name="Second")).to_be_visible()
    await expect(modal.get_by_label("kept")).to_have_value("stays")
    await expect(modal.get_by_label("other")).to_have_value("")


async def test_a_file_of_another_type_is_refused_before_it_is_sent(place: Place, page: Page) -> None:
    await opened(place, page, form(field("plan", "file_input", filetypes=["pdf"], max_files=1)))
    chooser = page.locator('[data-action-id="plan"]')

    await chooser.set_input_files({"name": "a.exe", "mimeType": "x/y", "buffer": b"x"})
    await expect(page.get_by_test_id("modal")).to_contain_text("a.exe is not one of these: pdf.")
    await chooser.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})

    [file] = (await save(place, page))["plan"]["files"]
    assert (file["name"], file["mimetype"]) == ("a.pdf", "application/pdf")
    async with place.session.get(file["url_private"]) as kept:
        assert await kept.read() == b"%PDF"


async def test_a_menu_asks_the_app_once_enough_is_typed_and_shows_its_groups(
    place: Place, page: Page
) -> None:
    @place.app.options("risk")
    async def offered(ack: Any, payload: JSON) -> None:
        await ack(option_groups=[{"label": plain("Open"), "options": [option(payload["value"] + " one")]}])

    await opened(place, page, form(field("risk", "multi_external_select", min_query_length=2)))
    await page.locator('[data-action-id="risk"]').click()
    await expect(page.get_by_text("Type 2 letters or more to search.")).to_be_visible()

    await page.keyboard.type("leak")
    await expect(page.get_by_role("group", name="Open")).to_be_visible()
    await page.get_by_role("option", name="leak one").click()
    await page.keyboard.press("Escape")

    assert (await save(place, page))["risk"] == {"selected_options": [option("leak one")]}


async def test_a_confirm_is_asked_before_anything_is_sent(place: Place, page: Page) -> None:
    sure = {
        "title": plain("Sure?"),
        "text": plain("It goes."),
        "confirm": plain("Drop"),
        "deny": plain("Keep"),
    }
    button = {"type": "button", "action_id": "press", "text": plain("Drop it"), "confirm": sure}
    shown = await posted(place, page, {"type": "actions", "elements": [button]})

    await shown.get_by_role("button", name="Drop it").click()
    await page.get_by_test_id("confirm-deny").click()
    assert place.payloads == []
    await shown.get_by_role("button", name="Drop it").click()
    await page.get_by_test_id("confirm-ok").click()

    await expect(page.get_by_test_id("confirm")).to_be_hidden()
    await expect(shown.locator('[aria-busy="true"]')).to_have_count(0)
    assert [one["type"] for one in place.payloads] == ["block_actions"]


async def test_a_data_table_sorts_by_its_heads_and_turns_its_pages(place: Place, page: Page) -> None:
    head = [{"type": "raw_text", "text": "Risk"}, {"type": "raw_text", "text": "Score"}]
    body = [
        [{"type": "raw_text", "text": f"Risk {at}"}, {"type": "raw_number", "value": score}]
        for at, score in enumerate((7, 10, 3, 12))
    ]
    table = {"type": "data_table", "caption": "Risks", "page_size": 3, "rows": [head, *body]}
    shown = await posted(place, page, table)

    await shown.get_by_role("button", name="Score").click()
    await expect(shown.locator("tbody td:last-child")).to_have_text(["3", "7", "10"])
    await shown.get_by_role("button", name="Score").click()
    await expect(shown.locator("tbody td:last-child")).to_have_text(["12", "10", "7"])
    await shown.get_by_role("button", name="Next").click()

    await expect(shown.locator("tbody td:last-child")).to_have_text(["3"])
    await expect(shown.get_by_role("columnheader", name="Score")).to_have_attribute("aria-sort", "descending")


async def test_a_chart_says_its_numbers_and_a_container_folds(place: Place, page: Page) -> None:
    points = [{"label": day, "value": left} for day, left in (("Mon", 3), ("Tue", 1))]
    chart = {
        "type": "line",
        "series": [{"name": "left", "data": points}],
        "axis_config": {"categories": ["Mon", "Tue"], "y_label": "Tasks"},
    }
    inside = {"type": "section", "text": plain("Inside it")}
    folded = {"is_collapsible": True, "default_collapsed": True, "child_blocks": [inside]}
    shown = await posted(
        place,
        page,
        {"type": "data_visualization", "title": "Burn-down", "chart": chart},
        {"type": "container", "title": plain("More"), **folded},
    )

    await expect(shown.get_by_role("img", name="Burn-down. left: Mon 3, Tue 1")).to_be_visible()
    await expect(shown.get_by_text("Inside it")).to_be_hidden()
    await shown.get_by_text("More", exact=True).click()
    await expect(shown.get_by_text("Inside it")).to_be_visible()


async def test_a_button_for_others_is_not_drawn_and_feedback_tells_which(place: Place, page: Page) -> None:
    hers = {"type": "button", "text": plain("Hers"), "action_id": "a", "visible_to_user_ids": ["U0ANA"]}
    his = {"type": "button", "text": plain("His"), "action_id": "b", "visible_to_user_ids": ["U0BEN"]}
    rate = {
        "type": "feedback_buttons",
        "action_id": "press",
        "positive_button": {"text": plain("Good"), "value": "up"},
        "negative_button": {"text": plain("Bad"), "value": "down"},
    }
    shown = await posted(
        place,
        page,
        {"type": "actions", "elements": [hers, his]},
        {"type": "context_actions", "elements": [rate]},
    )

    await shown.get_by_role("button", name="Bad").click()

    await expect(shown.get_by_role("button", name="Hers")).to_be_visible()
    await expect(shown.get_by_role("button", name="His")).to_have_count(0)
    await expect(shown.locator('[aria-busy="true"]')).to_have_count(0)
    assert [one["actions"][0]["value"] for one in place.payloads] == ["down"]


async def test_a_page_that_opened_while_nobody_acknowledged_leaves_a_warning_sign(
    place: Place, page: Page
) -> None:
    button = {"type": "button", "action_id": "none", "text": plain("Open"), "url": "mailto:ana@x.example"}
    shown = await posted(place, page, {"type": "actions", "elements": [button]})
    place.sandbox.core.sockets.cut()

    await shown.get_by_role("button", name="Open").click()

    await expect(shown.locator(".is-warned")).to_have_attribute(
        "title", re.compile("The page opened, but none was not acknowledged")
    )
