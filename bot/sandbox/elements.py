"""What interactive elements hold: their state in a view, and what a person's choice turns it into."""

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.workspace import JSON

_FIELD = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
_STATELESS = ("button", "overflow", "feedback_buttons", "icon_button", "workflow_button")
_SHAPES = {
    "datepicker": (re.compile(r"\d{4}-\d\d-\d\d"), "a date like 2026-11-27"),
    "timepicker": (re.compile(r"\d\d:\d\d"), "a time like 09:30"),
    "datetimepicker": (re.compile(r"\d{10}"), "seconds since 1970"),
}


class BadChoice(Exception):
    """A choice the element does not offer; the text is a sentence."""


def each(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Walk all interactive elements with the block they are in."""
    for block in blocks:
        found = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
        found += block.get("actions") or ()
        for element in found:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element
        nested = [one for one in found if isinstance(one, dict) and one.get("type") == "card"]
        yield from each([*nested, *(block.get("child_blocks") or ())])


def find(blocks: list[JSON], action_id: str, block_id: str = "") -> tuple[JSON, JSON] | None:
    """Find an element by its action_id, in the block named or in the first that has it."""
    for block, element in each(blocks):
        if element["action_id"] == action_id and block_id in ("", block.get("block_id")):
            return block, element
    return None


def states(blocks: list[JSON], before: JSON) -> JSON:
    """Give the state of every stateful element: kept from `before` where both ids are equal, else initial."""
    made: JSON = {}
    for block, element in each(blocks):
        if element["type"] in _STATELESS:
            continue
        kept = before.get(block["block_id"], {}).get(element["action_id"])
        same = kept is not None and kept["type"] == element["type"]
        made.setdefault(block["block_id"], {})[element["action_id"]] = kept if same else initial(element)
    return made


def initial(element: JSON) -> JSON:
    """Give an element's state before anybody touched it."""
    field = _FIELD[element["type"]]
    start = element.get(field.replace("selected", "initial") if field != "value" else "initial_value")
    if element["type"] == "rich_text_input":
        start = element.get("initial_value")
    if start is None and field.endswith("s"):
        start = []
    return {"type": element["type"], field: start}


def is_empty(state: JSON) -> bool:
    """Tell whether a state holds nothing."""
    return state.get(_FIELD[state["type"]]) in (None, "", [])


def chosen(element: JSON, value: Any, loaded: list[JSON]) -> JSON:
    """Turn a person's choice into the element's state; None empties it.

    `value` is text, an option's value, an id, a date, or a list of these; `loaded` are the options
    an external select offers. Raises BadChoice.
    """
    kind, field = element["type"], _FIELD[element["type"]]
    if value is None:
        return {"type": kind, field: [] if field.endswith("s") else None}
    if field.startswith("selected_option"):
        return {"type": kind, field: _options(element, value, loaded)}
    if field.endswith("s"):
        return {"type": kind, field: value if isinstance(value, list) else [value]}
    if kind == "datetimepicker":
        return {"type": kind, field: int(_shaped(kind, str(value)))}
    if kind == "rich_text_input":
        return {"type": kind, field: value if isinstance(value, dict) else _rich(str(value))}
    return {"type": kind, field: _shaped(kind, str(value)) or None}


def option_list(answer: JSON) -> list[JSON]:
    """Flatten options or option_groups into one list of options."""
    grouped = [one for group in answer.get("option_groups") or () for one in group.get("options") or ()]
    return [*(answer.get("options") or ()), *grouped]


def _options(element: JSON, value: Any, loaded: list[JSON]) -> Any:
    offered = [*option_list(element), *loaded]
    if element["type"] in ("multi_static_select", "multi_external_select", "checkboxes"):
        return [_option(element, one, offered) for one in (value if isinstance(value, list) else [value])]
    return _option(element, value, offered)


def _option(element: JSON, value: Any, offered: list[JSON]) -> JSON:
    wanted = value.get("value") if isinstance(value, dict) else str(value)
    for option in offered:
        if option["value"] == wanted:
            return option
    raise BadChoice(f'"{wanted}" is not among the options of {element["action_id"]}.')


def _shaped(kind: str, value: str) -> str:
    pattern, wording = _SHAPES.get(kind, (None, ""))
    if pattern is not None and not pattern.fullmatch(value):
        raise BadChoice(f'"{value}" is not {wording}.')
    return value


def _rich(text: str) -> JSON:
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [line]}
