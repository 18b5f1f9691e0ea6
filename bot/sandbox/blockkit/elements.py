"""Block Kit's elements: their limits, the blocks they stand in, the surfaces they are shown on.

Source: Slack's Block Kit reference.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.sandbox.blockkit.rich import RICH_TEXT, listed
from bot.sandbox.blockkit.schema import (
    Both,
    ByType,
    Check,
    Choice,
    Flag,
    Named,
    Pattern,
    Rows,
    Rule,
    Shape,
    String,
    Whole,
    Words,
    say,
)  # fmt: skip


def is_day(value: Any) -> bool:
    """Tell whether a value is a day that exists, written as 2026-11-27."""
    try:
        return str(value) == date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that exists, as 2026-11-27."""

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if not is_day(value):
            say(problems, at, "must be a date in the form YYYY-MM-DD")

    def words(self) -> str:
        return "YYYY-MM-DD"


_TIME = Pattern(r"([01]\d|2[0-3]):[0-5]\d", "must be a time in the form HH:mm")
_NUMBER = Pattern(r"-?\d+(\.\d+)?", "must be a number")
_STYLE = Choice("primary", "danger")
CONFIRM = Named(
    "confirm",
    Shape(
        {
            "title": Words(100, styled=False),
            "text": Words(300),
            "confirm": Words(30, styled=False),
            "deny": Words(30, styled=False),
        },
        {"style": _STYLE},
    ),
)


def _option(name: str, text: Check, **more: Check) -> Named:
    return Named(name, Shape({"text": text, "value": String(150)}, {"description": Words(75), **more}))


_OPTION = _option("option", Words(75, styled=False))
_RICH_OPTION = _option("styled option", Words(75))
_LINKED_OPTION = _option("linked option", Words(75, styled=False), url=String(3000))
_OPTIONS = Rows(_OPTION, 100)
_GROUP = Named("option group", Shape({"label": Words(75, styled=False), "options": _OPTIONS}))


def _offered(value: Any, at: str, problems: list[str]) -> None:
    """options or groups, not both; what is chosen at first is among them"""
    if ("options" in value) is ("option_groups" in value):
        say(problems, at, "must define either `options` or `option_groups`")
    offered = [*listed(value.get("options"))]
    for group in listed(value.get("option_groups")):
        offered += listed(group.get("options")) if isinstance(group, dict) else []
    _initial_known(value, at, problems, offered)


def _listed(value: Any, at: str, problems: list[str]) -> None:
    """what is chosen at first is among the options"""
    _initial_known(value, at, problems, listed(value.get("options")))


def _initial_known(value: dict[str, Any], at: str, problems: list[str], offered: list[Any]) -> None:
    first = listed(value.get("initial_options")) or [value.get("initial_option")]
    known = [_bare(option) for option in offered]
    name = "initial_options" if "initial_options" in value else "initial_option"
    if any(one is not None and _bare(one) not in known for one in first):
        say(problems, f"{at}/{name}", "must exactly match one of the provided options")


def _bare(option: Any) -> Any:
    """Reduce an option to what a comparison looks at: texts get `emoji` filled in by Slack."""
    if not isinstance(option, dict) or not isinstance(option.get("text"), dict):
        return option
    return option["text"].get("text"), option.get("value")


def _in_order(least: str, most: str) -> Rule:
    def rule(value: Any, at: str, problems: list[str]) -> None:
        low, high = value.get(least), value.get(most)
        try:
            if low is not None and high is not None and float(low) > float(high):
                say(problems, f"{at}/{least}", f"must be less than or equal to `{most}`")
        except (TypeError, ValueError):
            return  # what is wrong with the value itself is said elsewhere

    rule.__doc__ = f"{least} ≤ {most}"
    return rule


def pictured(value: Any, at: str, problems: list[str]) -> None:
    """image_url or slack_file, not both"""
    if ("image_url" in value) is ("slack_file" in value):
        say(problems, at, "must define either `image_url` or `slack_file`")


def _filed(value: Any, at: str, problems: list[str]) -> None:
    """id or url, not both"""
    if ("id" in value) is ("url" in value):
        say(problems, at, "must define either `id` or `url`")


def _element(required: dict[str, Check] | None = None, /, **optional: Check) -> Shape:
    return Shape(required or {}, {"action_id": String(255), **optional})


def _menu(**optional: Check) -> Shape:
    more: dict[str, Check] = {
        "placeholder": Words(150, styled=False),
        "confirm": CONFIRM,
        "focus_on_load": Flag(),
    }
    return _element(**more, **optional)


def _ticked(**first: Check) -> Check:
    more: dict[str, Check] = {"confirm": CONFIRM, "focus_on_load": Flag()}
    return Both(_element({"options": Rows(_RICH_OPTION, 10)}, **first, **more), _listed)


_IDS = Rows(String(255), 100)
_MANY: dict[str, Check] = {"max_selected_items": Whole(1, 100)}
_TYPES = Rows(Choice("im", "mpim", "private", "public"), 4)
_FILTER = Named(
    "filter",
    Shape({}, {"include": _TYPES, "exclude_external_shared_channels": Flag(), "exclude_bot_users": Flag()}),
)
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": Flag(), "filter": _FILTER}
_OFFER: dict[str, Check] = {"options": _OPTIONS, "option_groups": Rows(_GROUP, 100)}
_URL_REPLY: dict[str, Check] = {"response_url_enabled": Flag()}
_QUERY: dict[str, Check] = {"min_query_length": Whole(0, 150)}
_WHEN = Rows(Choice("on_enter_pressed", "on_character_entered"), 2)
_DISPATCH = Named("dispatch_action_config", Shape({}, {"trigger_actions_on": _WHEN}))
_TYPED: dict[str, Check] = {
    "placeholder": Words(150, styled=False),
    "focus_on_load": Flag(),
    "dispatch_action_config": _DISPATCH,
}
_LABELLED: dict[str, Check] = {"accessibility_label": String(75)}
_FOR_SOME: dict[str, Check] = {"visible_to_user_ids": _IDS}
_FEEDBACK = Named("feedback", Shape({"text": Words(75, styled=False), "value": String(2000)}, _LABELLED))
_TRIGGER = Shape({"url": String(3000)}, {"customizable_input_parameters": Rows(Flag(), 100)})

SLACK_FILE = Named("slack_file", Both(Shape({}, {"id": String(255), "url": String(3000)}), _filed))
PICTURE: dict[str, Check] = {"image_url": String(3000), "slack_file": SLACK_FILE}

ELEMENTS: dict[str, Check] = {
    "button": _element(
        {"text": Words(75, styled=False)},
        value=String(2000),
        url=String(3000),
        style=_STYLE,
        confirm=CONFIRM,
        agent_prompt=String(4000),
        agent_prompt_display=String(4000),
        **_LABELLED,
        **_FOR_SOME,
    ),
    "overflow": _element({"options": Rows(_LINKED_OPTION, 5)}, confirm=CONFIRM),
    "workflow_button": _element(
        {"text": Words(75, styled=False), "workflow": Shape({"trigger": _TRIGGER})},
        style=_STYLE,
        **_LABELLED,
    ),
    "image": Both(Shape({"alt_text": String(2000)}, PICTURE), pictured),
    "static_select": Both(_menu(**_OFFER, initial_option=_OPTION), _offered),
    "external_select": _menu(**_QUERY, initial_option=_OPTION),
    "users_select": _menu(initial_user=String(255)),
    "channels_select": _menu(initial_channel=String(255), **_URL_REPLY),
    "conversations_select": _menu(initial_conversation=String(255), **_CONVERSATIONS, **_URL_REPLY),
    "multi_static_select": Both(_menu(**_OFFER, initial_options=_OPTIONS, **_MANY), _offered),
    "multi_external_select": _menu(**_QUERY, initial_options=_OPTIONS, **_MANY),
    "multi_users_select": _menu(initial_users=_IDS, **_MANY),
    "multi_channels_select": _menu(initial_channels=_IDS, **_MANY),
    "multi_conversations_select": _menu(initial_conversations=_IDS, **_CONVERSATIONS, **_MANY),
    "datepicker": _menu(initial_date=_Day()),
    "timepicker": _menu(initial_time=_TIME, timezone=String(255)),
    "datetimepicker": _element(
        initial_date_time=Whole(10**9, 10**10 - 1), confirm=CONFIRM, focus_on_load=Flag()
    ),
    "checkboxes": _ticked(initial_options=Rows(_RICH_OPTION, 10)),
    "radio_buttons": _ticked(initial_option=_RICH_OPTION),
    "plain_text_input": Both(
        _element(
            multiline=Flag(),
            initial_value=String(3000, 0),
            min_length=Whole(0, 3000),
            max_length=Whole(1, 3000),
            **_TYPED,
        ),
        _in_order("min_length", "max_length"),
    ),
    "rich_text_input": Both(
        _element(
            initial_value=ByType({"rich_text": RICH_TEXT}),
            min_lines=Whole(1, 100),
            max_lines=Whole(1, 100),
            **_TYPED,
        ),
        _in_order("min_lines", "max_lines"),
    ),
    "email_text_input": _element(initial_value=String(3000, 0), **_TYPED),
    "url_text_input": _element(initial_value=String(3000, 0), **_TYPED),
    "number_input": Both(
        _element(
            {"is_decimal_allowed": Flag()},
            initial_value=_NUMBER,
            min_value=_NUMBER,
            max_value=_NUMBER,
            **_TYPED,
        ),
        _in_order("min_value", "max_value"),
    ),
    "file_input": _element(filetypes=Rows(String(50), 100), max_files=Whole(1, 10)),
    "feedback_buttons": _element({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}),
    "icon_button": _element(
        {"icon": Choice("trash"), "text": Words(75, styled=False)},
        value=String(2000),
        confirm=CONFIRM,
        **_LABELLED,
        **_FOR_SOME,
    ),
}

# What an app may answer a menu that asks it: none is fine, both is not.
ANSWERED = Both(
    Shape({}, {"options": Rows(_OPTION, 100, 0), "option_groups": Rows(_GROUP, 100, 0)}), _offered
)
# What stands inside elements, each described once.
OBJECTS = (CONFIRM, _OPTION, _RICH_OPTION, _LINKED_OPTION, _GROUP, _FILTER, _DISPATCH, _FEEDBACK, SLACK_FILE)
_CHOSEN = ("section", "actions", "input")
# The blocks each element stands in, unless they are the three above.
STANDS_IN: dict[str, tuple[str, ...]] = {
    "button": ("section", "actions", "card"),
    "overflow": ("section", "actions"),
    "workflow_button": ("section", "actions"),
    "image": ("section", "context"),
    "datetimepicker": ("actions", "input"),
    "plain_text_input": ("input",),
    "rich_text_input": ("input",),
    "email_text_input": ("input",),
    "url_text_input": ("input",),
    "number_input": ("input",),
    "file_input": ("input",),
    "feedback_buttons": ("context_actions",),
    "icon_button": ("context_actions",),
}
# Where an element is not shown; every other one is shown wherever its block is.
NOT_ON: dict[str, tuple[str, ...]] = {
    "datetimepicker": ("home",),
    "rich_text_input": ("message",),
    "number_input": ("message", "home"),
    "email_text_input": ("message", "home"),
    "url_text_input": ("message", "home"),
    "file_input": ("message", "home"),
    "workflow_button": ("modal", "home"),
    "feedback_buttons": ("modal", "home"),
    "icon_button": ("modal", "home"),
}


def blocks_of(kind: str) -> tuple[str, ...]:
    """Name the blocks an element stands in."""
    return STANDS_IN.get(kind, _CHOSEN)


def inside(block: str, surface: str) -> ByType:
    """Check an element that stands in a block on a surface."""
    return ByType(
        {
            kind: check
            for kind, check in ELEMENTS.items()
            if block in blocks_of(kind) and surface not in NOT_ON.get(kind, ())
        }
    )
