"""What a small app shows, to be looked at: a Home, a form with every input, a message with many blocks."""

from typing import Any

from playwright.async_api import Page, expect

from tests.sandbox.conftest import Place

JSON = dict[str, Any]


def plain(words: str) -> JSON:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> JSON:
    return {"type": "mrkdwn", "text": words}


def option(word: str) -> JSON:
    return {"text": {**plain(word), "emoji": True}, "value": word}


def field(name: str, kind: str, **element: Any) -> JSON:
    """Make an optional input whose block, label and element share a name."""
    made = {"type": kind, "action_id": name, **element}
    return {"type": "input", "block_id": name, "label": plain(name), "element": made, "optional": True}


def form(*blocks: JSON, title: str = "Form") -> JSON:
    texts = {"title": plain(title), "submit": plain("Save"), "close": plain("Cancel")}
    return {"type": "modal", "callback_id": "form", "notify_on_close": True, **texts, "blocks": list(blocks)}


LEVELS = [option("Low"), option("Middle"), option("High")]
DONE = {"type": "button", "action_id": "done", "text": plain("Done"), "style": "primary"}
TABLE = {
    "type": "table",
    "rows": [
        [{"type": "raw_text", "text": words} for words in row]
        for row in (
            ("Milestone", "Planned", "Forecast"),
            ("Racks", "2 Nov", "4 Nov"),
            ("Cutover", "28 Nov", "28 Nov"),
        )
    ],
}
CHART = {
    "type": "data_visualization",
    "title": "Open tasks",
    "chart": {
        "type": "bar",
        "series": [
            {"name": "Open", "data": [{"label": "Mon", "value": 7}, {"label": "Tue", "value": 5}]},
            {"name": "Late", "data": [{"label": "Mon", "value": 2}, {"label": "Tue", "value": 1}]},
        ],
        "axis_config": {"categories": ["Mon", "Tue"], "y_label": "Tasks"},
    },
}
HOME: JSON = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Your day, Ana")},
        {"type": "context", "elements": [mrkdwn("Monday 26 October, Lisbon")]},
        {"type": "divider"},
        {
            "type": "section",
            "text": mrkdwn("*T-12* Renew the TLS certificate\n_due Fri 30 Oct_"),
            "accessory": DONE,
        },
        {"type": "section", "fields": [mrkdwn("*Open*\n7"), mrkdwn("*Late*\n2")]},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "show",
                    "placeholder": plain("Show"),
                    "options": LEVELS,
                },
                {"type": "datepicker", "action_id": "day"},
                {"type": "overflow", "action_id": "more", "options": LEVELS},
            ],
        },
        field("Find", "plain_text_input"),
    ],
}
EVERY_INPUT = form(
    {"type": "alert", "text": mrkdwn("*Two* racks are late."), "level": "warning"},
    field("Title", "plain_text_input", placeholder=plain("What is to be done")),
    field("Notes", "plain_text_input", multiline=True),
    field("Words", "rich_text_input"),
    field("Hours", "number_input", is_decimal_allowed=True),
    field("Mail", "email_text_input"),
    field("Link", "url_text_input"),
    field("Level", "static_select", options=LEVELS),
    field("Levels", "multi_static_select", options=LEVELS, initial_options=LEVELS[:2]),
    field("Owner", "users_select", initial_user="U0BEN"),
    field("Others", "multi_users_select", initial_users=["U0ANA", "U0BEN"]),
    field("Channel", "channels_select"),
    field("Where", "conversations_select"),
    field("Day", "datepicker", initial_date="2026-11-27"),
    field("Time", "timepicker", initial_time="09:30"),
    field("Moment", "datetimepicker", initial_date_time=1795000000),
    field("Any", "checkboxes", options=LEVELS),
    field("One", "radio_buttons", options=LEVELS, initial_option=LEVELS[1]),
    field("File", "file_input"),
    title="Every input",
)


async def home(place: Place, page: Page) -> None:
    await place.client.views_publish(user_id="U0ANA", view=HOME)
    await page.goto(f"{place.sandbox.url}/?as=U0ANA&channel=home")
    await expect(page.get_by_test_id("home")).to_contain_text("Your day")


async def blocks(place: Place, page: Page) -> None:
    await page.goto(f"{place.sandbox.url}/?as=U0ANA&channel=C0ATLAS")
    shown: list[JSON] = [*HOME["blocks"][:-1], TABLE, CHART]
    await place.client.chat_postMessage(channel="C0ATLAS", text="Your day", blocks=shown)
    await expect(page.get_by_test_id("message").last).to_contain_text("Cutover")


async def every_input(place: Place, page: Page) -> None:
    await page.goto(f"{place.sandbox.url}/?as=U0ANA&channel=C0ATLAS")
    await expect(page.get_by_test_id("composer")).to_be_visible()
    trigger = place.sandbox.core.triggers.give("U0ANA")
    await place.client.views_open(trigger_id=trigger, view=EVERY_INPUT)
    await expect(page.get_by_test_id("modal")).to_be_visible()
