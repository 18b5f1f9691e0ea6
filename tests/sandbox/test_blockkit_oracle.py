"""The validator held against slack-sdk's own models of Block Kit, on blocks drawn around every limit.

Whatever the models refuse, we refuse, and so whatever we accept, they accept. The other way round the models
leave a lot to the server: what they are silent about is listed by our message, with the reason.
"""

import re
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block, Option, OptionGroup

from bot.sandbox.blockkit.blocks import SHOWN_ON
from bot.sandbox.blockkit.check import check

JSON = dict[str, Any]
Drawn = st.SearchStrategy[Any]

# What only we refuse: our message at a place (numbers of list places left out), and why the models do not.
MODELS_ARE_SILENT = {
    r"must be more than 0 characters @.*": "the models look at upper limits only; Slack answers so",
    r"no fewer than 1 items allowed @.*": "the models count only in some blocks",
    r"failed to match all allowed schemas @.*": "says again what another line says",
    r"unsupported type: plain_text_input @/elements/type": "any element may stand in any block",
    r"`action_id` .* already exists .*": "the models do not compare",
    r"must be less than 2001 characters @/fields/text": "the models count fields and no more",
    r"must be less than 3001 characters @/elements/text": "texts of a context: as dicts",
    r"must be less than \d+ characters @.*hero_image/(alt_text|image_url)": "pictures of a card: as dicts",
    r"no more than 10 items allowed @/elements?/options": "checkboxes and radio buttons",
    r"must be (greater|less) than \d+ @/elements?/(min|max)_length": "never looked at",
    r"must be greater than -1 @/elements?/min_length": "never looked at",
    r"must be less than or equal to `max_length` @.*": "the models do not compare",
    r"must be greater than 999999999 @/elements?/initial_date_time": "0 passes; Slack wants 10 digits",
    r"must be less than \d+ characters @/elements/(text/text|value)": "an icon button's words and value",
    r"must be less than \d+ characters @/(alt_text|title/text|thumbnail_url)": "a video's",
    r"must be less than 256 characters @/title": "a task's or plan's title",
    r"must be less than 201 characters @/text/text": "an alert's text",
    r"no more than 5 items allowed @/(elements/)?actions": "a card's buttons",
    r"no more than 20 items allowed @/rows": "cells of a table",
    r"must be less than 10001 characters in all cells @": "the same",
}

SIZES = (
    0,
    1,
    30,
    31,
    75,
    76,
    100,
    101,
    149,
    150,
    151,
    199,
    200,
    201,
    255,
    256,
    300,
    301,
    2000,
    2001,
    3000,
    3001,
)


def string(*more: int) -> Drawn:
    return st.sampled_from((*SIZES, *more)).map("x".__mul__)


def words(kind: str = "plain_text") -> Drawn:
    return string().map(lambda text: {"type": kind, "text": text})


def count(of: Drawn, *sizes: int) -> Drawn:
    return st.builds(lambda one, size: [one] * size, of, st.sampled_from(sizes))


def some(required: dict[str, Any], **optional: Drawn) -> Drawn:
    fixed = {
        name: value if isinstance(value, st.SearchStrategy) else st.just(value)
        for name, value in required.items()
    }
    return st.fixed_dictionaries(fixed, optional=optional)


CONFIRM = some(
    {"title": words(), "text": words("mrkdwn"), "confirm": words(), "deny": words()},
    style=st.sampled_from(("primary", "danger", "default")),
)
STYLE = st.sampled_from(("primary", "danger", "default"))
BUTTON = some(
    {"type": "button", "text": words()},
    action_id=string(),
    value=string(),
    url=string(),
    style=STYLE,
    confirm=CONFIRM,
    accessibility_label=string(),
    agent_prompt=string(4000, 4001),
)
OPTION = some({"text": words(), "value": string()}, description=words())
GROUP = some({"label": words(), "options": count(OPTION, 0, 1, 100, 101)})
MENU = {"action_id": string(), "placeholder": words(), "confirm": CONFIRM}
ELEMENTS = st.one_of(
    some({"type": "static_select"}, options=count(OPTION, 0, 1, 100, 101), **MENU),
    some({"type": "static_select", "option_groups": count(GROUP, 1, 100, 101)}, **MENU),
    some({"type": "multi_static_select"}, options=count(OPTION, 1, 100, 101), **MENU),
    some({"type": "checkboxes", "options": count(OPTION, 0, 1, 10, 11)}, action_id=string()),
    some({"type": "radio_buttons", "options": count(OPTION, 1, 10, 11)}, action_id=string()),
    some({"type": "datepicker"}, initial_date=st.sampled_from(("2026-11-27", "27 Nov", "2026-1-1")), **MENU),
    some({"type": "timepicker"}, initial_time=st.sampled_from(("09:30", "9:30", "24:00", "noon")), **MENU),
    some({"type": "datetimepicker"}, initial_date_time=st.sampled_from((0, 10**9, 10**10 - 1, 10**10))),
    some(
        {"type": "plain_text_input"},
        placeholder=words(),
        min_length=st.sampled_from((-1, 0, 3000, 3001)),
        max_length=st.sampled_from((0, 1, 3000, 3001)),
    ),
)
PICTURE = some({"type": "image", "image_url": string(), "alt_text": string()})
CARD: dict[str, Any] = {
    "title": words("mrkdwn"),
    "subtitle": words("mrkdwn"),
    "body": words("mrkdwn"),
    "actions": count(BUTTON, 1, 5, 6),
    "hero_image": PICTURE,
}
FEEDBACK = some({"text": words(), "value": string()})
ICON = some({"type": "icon_button", "icon": "trash", "text": words()}, value=string(), action_id=string())
RATE = some({"type": "feedback_buttons", "positive_button": FEEDBACK, "negative_button": FEEDBACK})
CELL = string().map(lambda text: {"type": "raw_text", "text": text})
STATUS = st.sampled_from(("pending", "in_progress", "complete", "error", "late"))
BLOCK_ID = {"block_id": string()}
BLOCKS: dict[str, Drawn] = {
    "section": some({}, text=words("mrkdwn"), fields=count(words(), 0, 1, 10, 11), accessory=BUTTON),
    "header": some({"text": words()}),
    "divider": some({}),
    "context": some({"elements": count(st.one_of(words("mrkdwn"), PICTURE), 0, 1, 10, 11)}),
    "actions": some({"elements": count(BUTTON | ELEMENTS, 0, 1, 25, 26)}),
    "image": some({"image_url": string(), "alt_text": string()}, title=words()),
    "input": some({"label": words(), "element": ELEMENTS}, hint=words()),
    "video": some(
        {
            "alt_text": string(),
            "title": words(),
            "thumbnail_url": string(),
            "video_url": "https://x.example/1",
        },
        author_name=string(49, 50),
    ),
    "markdown": some({"text": string(12_000, 12_001)}),
    "table": some({"rows": count(count(CELL, 1, 20, 21), 0, 1)}),
    "card": some({}, **CARD),
    "carousel": some({"elements": count(some({"type": "card"}, **CARD), 0, 1, 10, 11)}),
    "container": some(
        {"child_blocks": count(st.just({"type": "divider"}), 0, 1, 10, 11)},
        title=words(),
        subtitle=words(),
        width=st.sampled_from(("narrow", "full", "huge")),
        is_collapsible=st.booleans(),
        has_header_divider=st.booleans(),
    ),
    "alert": some({"text": words()}, level=st.sampled_from(("info", "success", "grave"))),
    "context_actions": some({"elements": count(ICON | RATE, 0, 1, 5, 6)}),
    "task_card": some({"task_id": "1", "title": string(), "status": STATUS}),
    "plan": some({"title": string()}),
}


def group_of(group: JSON) -> JSON:
    options = [Option(**option) for option in group["options"]]
    return dict(OptionGroup(label=group["label"], options=options).to_dict())


def refused_by_models(block: JSON) -> str:
    """Give the models' complaint about a block and the options in it; "" when there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # the models warn of what they do not know; we ask what they refuse
            parsed = Block.parse(block)
            assert parsed is not None, block["type"]
            parsed.to_dict()
            for element in (block.get("element") or {}, *block.get("elements", ())):
                for option in element.get("options", ()):
                    Option(**option).to_dict()
                for group in element.get("option_groups", ()):
                    group_of(group)
    except SlackObjectFormationError as refused:
        return str(refused)
    return ""


SILENT = re.compile("|".join(MODELS_ARE_SILENT))


def placed(problem: str) -> str:
    """Write one of our messages as "message @place", without the numbers of list places."""
    message, _, pointer = problem.partition(" [json-pointer:")
    return f"{message} @{re.sub(r'/view|/blocks|/[0-9]+', '', pointer.removesuffix(']'))}"


@pytest.mark.parametrize("kind", BLOCKS)
@settings(max_examples=100, derandomize=True, deadline=None)
@given(data=st.data())
def test_what_the_models_refuse_we_refuse_and_what_only_we_refuse_is_listed(
    kind: str, data: st.DataObject
) -> None:
    block = data.draw(BLOCKS[kind])
    surface = SHOWN_ON[kind][0]
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [block | {"type": kind}]}

    theirs = refused_by_models(block | {"type": kind})
    ours = check(view["blocks"] if surface == "message" else view, surface)

    if theirs:
        assert ours, f"only the models refuse it: {theirs}"
    else:
        assert [one for one in map(placed, ours) if not SILENT.fullmatch(one)] == []


def test_every_kind_of_block_the_models_know_is_drawn() -> None:
    ours = {"data_table", "data_visualization", "rich_text"}  # no model, or none with a rule

    assert BLOCKS.keys() | ours == SHOWN_ON.keys()
