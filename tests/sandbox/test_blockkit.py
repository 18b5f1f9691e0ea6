"""Block Kit's limits, one refused example and one accepted for each."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.blockkit import reference
from bot.sandbox.blockkit.blocks import NEW, SHOWN_ON
from bot.sandbox.blockkit.check import check, total_text

JSON = dict[str, Any]


def plain(text: str = "x") -> JSON:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> JSON:
    return {"type": "mrkdwn", "text": text}


def button(**more: Any) -> JSON:
    return {"type": "button", "text": plain(), **more}


def section(**more: Any) -> JSON:
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def field(element: JSON, **more: Any) -> JSON:
    return {"type": "input", "label": plain(), "element": element, **more}


def option(value: str = "v", **more: Any) -> JSON:
    return {"text": plain(), "value": value, **more}


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def line(*inline: JSON) -> JSON:
    return {"type": "rich_text_section", "elements": list(inline)}


def rich(*parts: JSON) -> JSON:
    return {"type": "rich_text", "elements": list(parts)}


def bars(series: list[JSON], categories: list[str]) -> JSON:
    chart = {"type": "bar", "series": series, "axis_config": {"categories": categories}}
    return {"type": "data_visualization", "title": "Burn-down", "chart": chart}


CELLS = [[{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 2}]]
TEXT_INPUT = {"type": "plain_text_input"}
VIDEO = {
    "type": "video",
    "title": plain("x" * 199),
    "alt_text": "a",
    "thumbnail_url": "https://x.example/i.png",
    "video_url": "https://x.example/v",
    "author_name": "x" * 49,
}
CAROUSEL_TOO_LONG = "no more than 10 items allowed @/elements"
TASK = {"type": "task_card", "task_id": "1", "title": "Look things up", "status": "in_progress"}
GROUP = {"label": plain(), "options": [option()]}
POINT = {"label": "Mon", "value": 3}
TICKS = {"type": "checkboxes", "options": [{"text": mrkdwn("*a*"), "value": "a"}]}

MESSAGE_BLOCKS: list[JSON] = [
    section(text=mrkdwn("x" * 3000)),
    section(fields=[mrkdwn("x" * 2000)] * 10),
    section(accessory=button(action_id="a" * 255, value="v" * 2000, url="u" * 3000, style="danger")),
    section(accessory={"type": "image", "image_url": "https://x.example/i.png", "alt_text": "a"}),
    section(accessory={"type": "overflow", "options": [option(url="https://x.example")] * 5}),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider", "block_id": "b" * 255},
    {"type": "context", "elements": [mrkdwn(), plain()] * 5},
    actions(*[button()] * 25),
    actions({"type": "static_select", "placeholder": plain("x" * 150), "options": [option()] * 100}),
    actions({"type": "static_select", "option_groups": [GROUP] * 100}),
    actions({"type": "static_select", "options": [option()], "initial_option": option()}),
    actions({"type": "users_select", "initial_user": "U0ANA"}, {"type": "conversations_select"}),
    actions(
        {"type": "datepicker", "initial_date": "2026-11-27"}, {"type": "timepicker", "initial_time": "09:30"}
    ),
    actions({"type": "datetimepicker", "initial_date_time": 1_800_000_000}),
    actions({"type": "radio_buttons", "options": [option()] * 10}, TICKS),
    {"type": "image", "image_url": "https://x.example/i.png", "alt_text": "a", "title": plain()},
    field(TEXT_INPUT, optional=True),
    rich(line({"type": "text", "text": "a", "style": {"bold": True}}, {"type": "user", "user_id": "U0ANA"})),
    rich({"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [line()]}),
    rich({"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a"}]}),
    rich({"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://x.example"}]}),
    {"type": "markdown", "text": "x" * 12_000},
    {"type": "table", "rows": CELLS * 100, "column_settings": [{"align": "right", "is_wrapped": True}, None]},
    {"type": "data_table", "caption": "c", "rows": CELLS * 101, "page_size": 5},
    bars([{"name": "left", "data": [POINT]}], ["Mon"]),
    {"type": "data_visualization", "title": "t", "chart": {"type": "pie", "segments": [POINT] * 6}},
    {"type": "card", "title": mrkdwn("x" * 150), "body": mrkdwn("x" * 200), "actions": [button()]},
    {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn()}] * 10},
    {"type": "container", "title": plain(), "child_blocks": [section()] * 10, "width": "wide"},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain(), "value": "y"},
                "negative_button": {"text": plain(), "value": "n"},
            },
            {"type": "icon_button", "icon": "trash", "text": plain("x" * 75)},
        ],
    },
    VIDEO,
    TASK,
    {"type": "plan", "title": "This week", "tasks": [TASK]},
    {
        "type": "container",
        "rich_text_title": rich(line({"type": "text", "text": "a"})),
        "title": plain(),
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": [{"type": "divider"}],
    },
    actions(
        {"type": "workflow_button", "text": plain(), "workflow": {"trigger": {"url": "https://x.example"}}}
    ),
]


@pytest.mark.parametrize("block", MESSAGE_BLOCKS, ids=lambda block: str(block["type"]))
def test_a_block_at_its_limits_is_accepted_in_a_message(block: JSON) -> None:
    assert check([block], "message") == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (section(text=mrkdwn("x" * 3001)), "must be less than 3001 characters @/text/text"),
        (section(text=mrkdwn("")), "must be more than 0 characters @/text/text"),
        (section(text="x"), "must provide an object @/text"),
        (section(text={"type": "html", "text": "x"}), "unsupported type: html @/text/type"),
        (
            section(text={"type": "mrkdwn", "text": "x", "emoji": True}),
            "invalid additional property: emoji @/text",
        ),
        ({"type": "section"}, "must define either `text` or `fields` @/type"),
        (section(fields=[mrkdwn()] * 11), "no more than 10 items allowed @/fields"),
        (section(colour="red"), "invalid additional property: colour @"),
        (section(accessory=TEXT_INPUT), "unsupported type: plain_text_input @/accessory/type"),
        ({"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn @/text/type"),
        ({"type": "header"}, "missing required field: text @"),
        ({"type": "marquee"}, "unsupported type: marquee @/type"),
        ({"text": "x"}, "missing required field: type @"),
        ("x", "must provide an object @"),
        (actions(), "no fewer than 1 items allowed @/elements"),
        (actions(*[button()] * 26), "no more than 25 items allowed @/elements"),
        (
            actions(button(text=plain("x" * 76))),
            "must be less than 76 characters @/elements/0/text/text",
        ),
        (
            actions(button(value="x" * 2001)),
            "must be less than 2001 characters @/elements/0/value",
        ),
        (
            actions(button(action_id="x" * 256)),
            "must be less than 256 characters @/elements/0/action_id",
        ),
        (
            actions(button(style="default")),
            "must be one of: primary, danger @/elements/0/style",
        ),
        (
            actions(button(action_id="a"), button(action_id="a")),
            '`action_id` "a" already exists for another element @/elements/1/action_id',
        ),
        (
            actions({"type": "static_select", "options": [option("v" * 151)]}),
            "must be less than 151 characters @/elements/0/options/0/value",
        ),
        (
            actions({"type": "static_select", "options": [option()] * 101}),
            "no more than 100 items allowed @/elements/0/options",
        ),
        (
            actions({"type": "static_select", "options": [option()], "initial_option": option("w")}),
            "must exactly match one of the provided options @/elements/0/initial_option",
        ),
        (
            actions({"type": "static_select", "options": [option()], "initial_option": None}),
            "must provide an object @/elements/0/initial_option",
        ),
        (
            actions({"type": "static_select"}),
            "must define either `options` or `option_groups` @/elements/0",
        ),
        (
            actions({"type": "static_select", "options": [option(text=mrkdwn())]}),
            "unsupported type: mrkdwn @/elements/0/options/0/text/type",
        ),
        (
            actions({"type": "overflow", "options": [option()] * 6}),
            "no more than 5 items allowed @/elements/0/options",
        ),
        (
            actions({"type": "checkboxes", "options": [option()] * 11}),
            "no more than 10 items allowed @/elements/0/options",
        ),
        (
            actions({"type": "datepicker", "initial_date": "27 Nov"}),
            "must be a date in the form YYYY-MM-DD @/elements/0/initial_date",
        ),
        (
            actions({"type": "datetimepicker", "initial_date_time": 5}),
            "must be greater than 999999999 @/elements/0/initial_date_time",
        ),
        (field(TEXT_INPUT | {"max_length": 3001}), "must be less than 3001 @/element/max_length"),
        (field({"type": "number_input"}), "unsupported type: number_input @/element/type"),
        (field(button()), "unsupported type: button @/element/type"),
        ({"type": "alert", "text": plain()}, "unsupported type: alert @/type"),
        ({"type": "image", "alt_text": "a"}, "must define either `image_url` or `slack_file` @"),
        (
            {"type": "table", "rows": [[CELLS[0][0]] * 21]},
            "no more than 20 items allowed @/rows/0",
        ),
        (
            {"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 9_000}]] * 2},
            "must be less than 10001 characters in all cells @",
        ),
        (
            {"type": "data_table", "caption": "c", "rows": [CELLS[0], CELLS[0][:1]]},
            "all rows must have the same number of cells @/rows",
        ),
        (
            bars([{"name": "left", "data": [POINT]}], ["Tue"]),
            "must have one point for each category @/chart/series/0/data",
        ),
        (
            {
                "type": "data_visualization",
                "title": "t",
                "chart": {"type": "pie", "segments": [POINT | {"value": 0}]},
            },
            "must be a number greater than 0 @/chart/segments/0/value",
        ),
        (
            actions({"type": "static_select", "options": [option()], "option_groups": [GROUP]}),
            "must define either `options` or `option_groups` @/elements/0",
        ),
        (
            actions({"type": "static_select", "option_groups": [GROUP | {"options": [option()] * 101}]}),
            "no more than 100 items allowed @/elements/0/option_groups/0/options",
        ),
        (
            actions({"type": "static_select", "options": [option(url="https://x.example")]}),
            "invalid additional property: url @/elements/0/options/0",
        ),
        (
            actions({"type": "datepicker", "initial_date": "2026-02-30"}),
            "must be a date in the form YYYY-MM-DD @/elements/0/initial_date",
        ),
        (
            actions({"type": "timepicker", "initial_time": "24:00"}),
            "must be a time in the form HH:mm @/elements/0/initial_time",
        ),
        (
            actions({"type": "datetimepicker", "initial_date_time": 10**10}),
            "must be less than 10000000000 @/elements/0/initial_date_time",
        ),
        (
            actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()})),
            "missing required field: deny @/elements/0/confirm",
        ),
        (
            field(TEXT_INPUT | {"min_length": 9, "max_length": 8}),
            "must be less than or equal to `max_length` @/element/min_length",
        ),
        (
            field(TEXT_INPUT | {"dispatch_action_config": {"trigger_actions_on": ["on_blur"]}}),
            "must be one of: on_enter_pressed, on_character_entered "
            "@/element/dispatch_action_config/trigger_actions_on/0",
        ),
        (VIDEO | {"title": plain("x" * 200)}, "must be less than 200 characters @/title/text"),
        (VIDEO | {"author_name": "x" * 50}, "must be less than 50 characters @/author_name"),
        (VIDEO | {"video_url": "http://x.example"}, "must be a valid https URL @/video_url"),
        (TASK | {"status": "late"}, "must be one of: pending, in_progress, complete, error @/status"),
        ({"type": "plan", "title": "t", "tasks": [section()]}, "unsupported type: section @/tasks/0/type"),
        (
            {"type": "card", "subtitle": plain()},
            "must define at least one of `hero_image`, `title`, `actions` or `body` @",
        ),
        (
            {"type": "card", "actions": [button(action_id="a"), button(action_id="a")]},
            '`action_id` "a" already exists for another element @/actions/1/action_id',
        ),
        ({"type": "carousel", "elements": [{"type": "card", "title": plain()}] * 11}, CAROUSEL_TOO_LONG),
        (
            {"type": "container", "child_blocks": [section()]},
            "must define either `title` or `rich_text_title` @",
        ),
        (
            {"type": "container", "title": plain(), "child_blocks": [section(block_id="b")] * 2},
            '`block_id` "b" already exists for another block @/child_blocks/1/block_id',
        ),
        (
            {"type": "container", "title": plain(), "child_blocks": [section()], "default_collapsed": True},
            "must not be true unless `is_collapsible` is true @/default_collapsed",
        ),
        (
            {
                "type": "data_table",
                "caption": "c",
                "rows": [[{"type": "rich_text", "elements": []}], [{"type": "raw_text", "text": "a"}]],
            },
            "unsupported type: rich_text @/rows/0/0/type",
        ),
        (
            bars([{"name": "left", "data": [POINT]}] * 2, ["Mon"]),
            "must be unique: left @/chart/series/1/name",
        ),
        (
            {
                "type": "context_actions",
                "elements": [{"type": "icon_button", "icon": "bin", "text": plain()}],
            },
            "must be one of: trash @/elements/0/icon",
        ),
        (rich({"type": "rich_text_table"}), "unsupported type: rich_text_table @/elements/0/type"),
        (
            actions(
                button(
                    confirm={"title": plain("x" * 101), "text": plain(), "confirm": plain(), "deny": plain()}
                )
            ),
            "must be less than 101 characters @/elements/0/confirm/title/text",
        ),
    ],
)
def test_a_block_past_a_limit_is_refused_with_its_place(block: Any, message: str) -> None:
    words, _, place = message.partition(" @")

    assert f"{words} [json-pointer:/blocks/0{place}]" in check([block], "message")


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_a_surface_holds_only_so_many_blocks(surface: str, most: int) -> None:
    def problems(count: int) -> list[str]:
        blocks = [{"type": "divider"}] * count
        view = modal(*blocks) if surface == "modal" else {"type": "home", "blocks": blocks}
        return check(blocks if surface == "message" else view, surface)

    assert problems(most) == []
    assert any(f"no more than {most} items allowed" in one for one in problems(most + 1))


def test_two_blocks_may_not_share_an_id_but_two_blocks_may_share_an_action() -> None:
    same_block = [section(block_id="b"), section(block_id="b")]
    same_action = [actions(button(action_id="a")), actions(button(action_id="a"))]

    assert check(same_block, "message") == [
        '`block_id` "b" already exists for another block [json-pointer:/blocks/1/block_id]'
    ]
    assert check(same_action, "message") == []


def test_a_message_holds_one_table_and_two_charts() -> None:
    table = {"type": "table", "rows": CELLS}
    chart = bars([{"name": "left", "data": [POINT]}], ["Mon"])

    assert check([table, chart, chart], "message") == []
    assert check([table, table], "message") == ["only_one_table_allowed [json-pointer:/blocks]"]
    assert len(check([chart, chart, chart], "message")) == 1


def test_markdown_counts_over_all_blocks_of_a_message() -> None:
    half = {"type": "markdown", "text": "x" * 6_001}

    assert check([half], "message") == []
    assert len(check([half, half], "message")) == 1


def test_where_a_roll_out_has_not_come_the_new_blocks_are_refused() -> None:
    chart = bars([{"name": "left", "data": [POINT]}], ["Mon"])

    assert check([section(), chart], "message", refused=NEW) == [
        "unsupported type: data_visualization [json-pointer:/blocks/1/type]"
    ]
    assert check([section()], "message", refused=NEW) == []


def test_the_reference_names_each_block_and_element_with_its_surfaces_and_limits() -> None:
    written = reference.markdown()

    assert "| `alert` | modal | **text** ≤ 200 characters;" in written
    assert "| `rich_text_input` | modal, home | input |" in written
    assert "| confirm | **title** ≤ 100 characters, plain;" in written
    assert {one.kind for one in reference.blocks()} == set(SHOWN_ON)


@pytest.mark.parametrize(
    "kind",
    [
        *("table", "markdown", "data_visualization", "data_table", "context_actions"),
        *("plan", "task_card"),
    ],
)
def test_blocks_made_for_messages_are_refused_in_views(kind: str) -> None:
    block = {"type": kind}

    for surface, view in (("modal", modal(block)), ("home", {"type": "home", "blocks": [block]})):
        assert f"unsupported type: {kind} [json-pointer:/view/blocks/0/type]" in check(view, surface)


@pytest.mark.parametrize(
    "element",
    [
        TEXT_INPUT | {"initial_value": "x", "min_length": 1, "max_length": 3000, "multiline": True},
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "initial_value": "2"},
        {"type": "email_text_input"},
        {"type": "url_text_input"},
        {"type": "file_input", "max_files": 10},
        {"type": "rich_text_input", "initial_value": rich(line({"type": "text", "text": "a"}))},
        {"type": "multi_users_select", "initial_users": ["U0ANA"], "max_selected_items": 3},
        {"type": "external_select", "min_query_length": 0, "initial_option": option()},
        {
            "type": "conversations_select",
            "response_url_enabled": True,
            "default_to_current_conversation": True,
        },
        {"type": "datetimepicker"},
    ],
    ids=lambda element: str(element["type"]),
)
def test_an_input_is_accepted_in_a_modal(element: JSON) -> None:
    assert check(modal(field(element, hint=plain("x" * 2000), dispatch_action=True)), "modal") == []


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (modal(title=plain("x" * 25)), "must be less than 25 characters @/title/text"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters @/private_metadata"),
        (modal(callback_id="x" * 256), "must be less than 256 characters @/callback_id"),
        (modal(unknown=1), "invalid additional property: unknown @"),
        ({"type": "modal", "title": plain()}, "missing required field: blocks @"),
        ({"type": "home", "blocks": []}, "must be one of: modal @/type"),
        (
            {"type": "modal", "title": plain(), "blocks": [section(), field(TEXT_INPUT)]},
            "must define `submit` to use an `input` block in modals @/blocks/1/input",
        ),
        (
            modal(field(TEXT_INPUT | {"focus_on_load": True}), field(TEXT_INPUT | {"focus_on_load": True})),
            "only one element may set `focus_on_load` @",
        ),
        (
            modal(section(accessory={"type": "workflow_button"})),
            "unsupported type: workflow_button @/blocks/0/accessory/type",
        ),
    ],
)
def test_a_modal_past_a_limit_is_refused_with_its_place(view: JSON, message: str) -> None:
    words, _, place = message.partition(" @")

    problems = check(view, "modal")

    assert f"{words} [json-pointer:/view{place}]" in problems
    assert problems[0] == "failed to match all allowed schemas [json-pointer:/view]"


def test_a_home_view_takes_text_inputs_but_no_numbers() -> None:
    def home(element: JSON) -> JSON:
        return {"type": "home", "blocks": [field(element, dispatch_action=True)]}

    assert check(home(TEXT_INPUT), "home") == []
    assert check(home({"type": "number_input", "is_decimal_allowed": True}), "home")


@pytest.mark.parametrize("value", [None, "x", 3, {"a": 1}, [None], [[]], [{"type": None}], [{"type": []}]])
def test_nonsense_is_refused_without_falling_over(value: Any) -> None:
    assert check(value, "message")
    assert check(value, "modal")
    assert check({"type": "home", "blocks": value}, "home")


KEYS = [
    *("type", "text", "fields", "elements", "options", "option_groups", "initial_option", "initial_options"),
    *("accessory", "element", "rows", "chart", "series", "data", "axis_config", "categories", "confirm"),
    *("block_id", "action_id", "label", "title", "blocks", "submit", "child_blocks", "caption"),
]
TYPES = [
    *("section", "actions", "input", "context", "table", "data_table", "data_visualization", "rich_text"),
    *("static_select", "checkboxes", "plain_text", "mrkdwn", "bar", "image", "container", "card", "modal"),
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(TYPES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


@given(value=ANYTHING)
def test_the_check_answers_whatever_it_is_given(value: Any) -> None:
    for surface in ("message", "modal", "home"):
        assert isinstance(check(value, surface), list)
        assert isinstance(check([value] if surface == "message" else {"blocks": [value]}, surface), list)


def test_the_text_of_a_message_is_counted_over_all_its_blocks() -> None:
    assert total_text([section(text=mrkdwn("abc")), actions(button(text=plain("de")))]) == 5
