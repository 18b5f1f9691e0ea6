"""Block Kit's elements and what they hold, with their limits. Source: Slack's Block Kit reference."""

from typing import Any

from bot.sandbox.blockkit.rich import listed
from bot.sandbox.blockkit.schema import (
    Check,
    both,
    choice,
    flag,
    pattern,
    rows,
    say,
    shape,
    string,
    union,
    whole,
)  # fmt: skip


def plain(most: int) -> Check:
    """Check a plain_text object of at most `most` characters."""
    return union({"plain_text": shape({"text": string(most)}, {"emoji": flag})})


def words(most: int) -> Check:
    """Check a plain_text or mrkdwn object of at most `most` characters."""
    return union(
        {
            "plain_text": shape({"text": string(most)}, {"emoji": flag}),
            "mrkdwn": shape({"text": string(most)}, {"verbatim": flag}),
        }
    )


ACTION_ID = string(255)
CONFIRM = shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
_DATE = pattern(r"\d{4}-\d\d-\d\d", "must be a date in the form YYYY-MM-DD")
_TIME = pattern(r"\d\d:\d\d", "must be a time in the form HH:mm")
_NUMBER = pattern(r"-?\d+(\.\d+)?", "must be a number")


def _option(text: Check) -> Check:
    return shape({"text": text, "value": string(150)}, {"description": words(75), "url": string(3000)})


OPTION, RICH_OPTION = _option(plain(75)), _option(words(75))
OPTIONS = rows(OPTION, 100)
_GROUP = shape({"label": plain(75), "options": OPTIONS})


def _offered(value: Any, at: str, problems: list[str]) -> None:
    """Check that a menu has options or groups, not both, and that what is chosen at first is among them."""
    if ("options" in value) is ("option_groups" in value):
        say(problems, at, "must define either `options` or `option_groups`")
    offered = [*listed(value.get("options"))]
    for group in listed(value.get("option_groups")):
        offered += listed(group.get("options")) if isinstance(group, dict) else []
    _initial_known(value, at, problems, offered)


def _listed(value: Any, at: str, problems: list[str]) -> None:
    """Check that what is chosen at first is among the options."""
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


def _element(required: dict[str, Check] | None = None, /, **optional: Check) -> Check:
    return shape(required or {}, {"action_id": ACTION_ID, **optional})


def _menu(required: dict[str, Check] | None = None, /, **optional: Check) -> Check:
    more = {"placeholder": plain(150), "confirm": CONFIRM, "focus_on_load": flag, **optional}
    return _element(required, **more)


_FILTER = shape(
    {},
    {
        "include": rows(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
_MANY = whole(1, 100)
_IDS = rows(string(255), 100)
_CONVERSATIONS = {"default_to_current_conversation": flag, "filter": _FILTER}
_OFFER = {"options": OPTIONS, "option_groups": rows(_GROUP, 100)}
_URL_REPLY = {"response_url_enabled": flag}
_DISPATCH = shape({}, {"trigger_actions_on": rows(choice("on_enter_pressed", "on_character_entered"), 2)})
_TYPED = {"placeholder": plain(150), "focus_on_load": flag, "dispatch_action_config": _DISPATCH}

BUTTON = _element(
    {"text": plain(75)},
    value=string(2000),
    url=string(3000),
    style=choice("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=string(75),
    visible_to_user_ids=_IDS,
)
IMAGE = shape(
    {"alt_text": string(2000)},
    {"image_url": string(3000), "slack_file": shape({}, {"id": string(255), "url": string(3000)})},
)

SELECTS: dict[str, Check] = {
    "static_select": both(_menu(**_OFFER, initial_option=OPTION), _offered),
    "external_select": _menu(min_query_length=whole(0, 150), initial_option=OPTION),
    "users_select": _menu(initial_user=string(255)),
    "channels_select": _menu(initial_channel=string(255), **_URL_REPLY),
    "conversations_select": _menu(initial_conversation=string(255), **_CONVERSATIONS, **_URL_REPLY),
    "multi_static_select": both(_menu(**_OFFER, initial_options=OPTIONS, max_selected_items=_MANY), _offered),
    "multi_external_select": _menu(
        min_query_length=whole(0, 150), initial_options=OPTIONS, max_selected_items=_MANY
    ),
    "multi_users_select": _menu(initial_users=_IDS, max_selected_items=_MANY),
    "multi_channels_select": _menu(initial_channels=_IDS, max_selected_items=_MANY),
    "multi_conversations_select": _menu(
        initial_conversations=_IDS, max_selected_items=_MANY, **_CONVERSATIONS
    ),
}
PICKERS: dict[str, Check] = {
    "datepicker": _menu(initial_date=_DATE),
    "timepicker": _menu(initial_time=_TIME, timezone=string(255)),
    "checkboxes": both(
        _element(
            {"options": rows(RICH_OPTION, 10)},
            initial_options=rows(RICH_OPTION, 10),
            confirm=CONFIRM,
            focus_on_load=flag,
        ),
        _listed,
    ),
    "radio_buttons": both(
        _element(
            {"options": rows(RICH_OPTION, 10)},
            initial_option=RICH_OPTION,
            confirm=CONFIRM,
            focus_on_load=flag,
        ),
        _listed,
    ),
}
_MOMENT: dict[str, Check] = {
    "datetimepicker": _element(
        initial_date_time=whole(10**9, 10**10 - 1), confirm=CONFIRM, focus_on_load=flag
    )
}
_TRIGGER = shape(
    {"trigger": shape({"url": string(3000)}, {"customizable_input_parameters": rows(flag, 100)})}
)
_PRESSED: dict[str, Check] = {
    "button": BUTTON,
    "overflow": _element({"options": rows(OPTION, 5)}, confirm=CONFIRM),
    "workflow_button": _element(
        {"text": plain(75), "workflow": _TRIGGER},
        style=choice("primary", "danger"),
        accessibility_label=string(75),
    ),
}
_WRITTEN: dict[str, Check] = {
    "plain_text_input": _element(
        multiline=flag,
        initial_value=string(3000, 0),
        min_length=whole(0, 3000),
        max_length=whole(1, 3000),
        **_TYPED,
    ),
    "email_text_input": _element(initial_value=string(3000, 0), **_TYPED),
    "url_text_input": _element(initial_value=string(3000, 0), **_TYPED),
    "number_input": _element(
        {"is_decimal_allowed": flag},
        initial_value=_NUMBER,
        min_value=_NUMBER,
        max_value=_NUMBER,
        **_TYPED,
    ),
    "file_input": _element(filetypes=rows(string(50), 100), max_files=whole(1, 10)),
}


def rich_text_input(rich_text: Check) -> Check:
    """Check a rich_text_input; `rich_text` is the check of what it may start with."""
    return _element(initial_value=rich_text, min_lines=whole(1, 100), max_lines=whole(1, 100), **_TYPED)


_FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})

ACCESSORIES: dict[str, Check] = {**_PRESSED, **SELECTS, **PICKERS, "image": IMAGE}
ACTIONS: dict[str, Check] = {**_PRESSED, **SELECTS, **PICKERS, **_MOMENT}
INPUTS: dict[str, Check] = {**SELECTS, **PICKERS, **_MOMENT, **_WRITTEN}
REACTIONS: dict[str, Check] = {
    "feedback_buttons": _element({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}),
    "icon_button": _element(
        {"icon": choice("trash"), "text": plain(75)},
        value=string(2000),
        confirm=CONFIRM,
        accessibility_label=string(75),
        visible_to_user_ids=_IDS,
    ),
}
# Where an element is not shown; every other one is shown on all three surfaces.
NOT_ON: dict[str, tuple[str, ...]] = {
    "datetimepicker": ("home",),
    "number_input": ("message", "home"),
    "email_text_input": ("message", "home"),
    "url_text_input": ("message", "home"),
    "file_input": ("message", "home"),
    "workflow_button": ("modal", "home"),
}


def on(surface: str, shapes: dict[str, Check]) -> dict[str, Check]:
    """Keep the elements a surface shows."""
    return {kind: check for kind, check in shapes.items() if surface not in NOT_ON.get(kind, ())}
