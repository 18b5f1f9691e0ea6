"""What interactive elements hold: their state in a view, and what a person's choice turns it into."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.blockkit.elements import is_day
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
MOST_FILES = 10  # unless a file input says less
PRESSED = ("button", "icon_button", "feedback_buttons")
_STATELESS = (*PRESSED, "overflow", "workflow_button")


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


def states(blocks: list[JSON], before: JSON, channel: str = "") -> JSON:
    """Give the state of every stateful element: kept from `before` where both ids are equal, else initial.

    `channel` is the current conversation, for menus that start with it.
    """
    made: JSON = {}
    for block, element in each(blocks):
        if element["type"] in _STATELESS:
            continue
        kept = before.get(block["block_id"], {}).get(element["action_id"])
        same = kept is not None and kept["type"] == element["type"]
        made.setdefault(block["block_id"], {})[element["action_id"]] = (
            kept if same else initial(element, channel)
        )
    return made


def initial(element: JSON, channel: str = "") -> JSON:
    """Give an element's state before anybody touched it, in a form opened from `channel`."""
    field = _FIELD[element["type"]]
    if channel and element.get("default_to_current_conversation"):
        return {"type": element["type"], field: [channel] if field.endswith("s") else channel}
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
        return {"type": kind, field: _within(element, value if isinstance(value, list) else [value])}
    if kind == "rich_text_input":
        return {"type": kind, field: value if isinstance(value, dict) else _rich(str(value))}
    return {"type": kind, field: _shaped(kind, str(value))}


def pressed(element: JSON, value: Any) -> JSON:
    """Give what was pressed: the element, or that of two feedback buttons whose value is `value`."""
    if element["type"] != "feedback_buttons":
        return element
    for name in ("positive_button", "negative_button"):
        if element[name]["value"] == value:
            part: JSON = element[name]
            return part
    raise BadChoice(f'"{value}" is neither of the two buttons of {element["action_id"]}.')


def is_shown_to(element: JSON, user: str) -> bool:
    """Tell whether a person sees an element: buttons may be for some only."""
    return user in element.get("visible_to_user_ids", (user,))


def option_list(answer: JSON) -> list[JSON]:
    """Flatten options or option_groups into one list of options."""
    grouped = [one for group in answer.get("option_groups") or () for one in group.get("options") or ()]
    return [*(answer.get("options") or ()), *grouped]


def _options(element: JSON, value: Any, loaded: list[JSON]) -> Any:
    offered = [*option_list(element), *loaded]
    if element["type"] in ("multi_static_select", "multi_external_select", "checkboxes"):
        many = value if isinstance(value, list) else [value]
        return _within(element, [_option(element, one, offered) for one in many])
    return _option(element, value, offered)


def _option(element: JSON, value: Any, offered: list[JSON]) -> JSON:
    wanted = value.get("value") if isinstance(value, dict) else str(value)
    for option in offered:
        if option["value"] == wanted:
            return option
    raise BadChoice(f'"{wanted}" is not among the options of {element["action_id"]}.')


def _shaped(kind: str, value: str) -> Any:
    """Read a day, a time, a moment or text as the element holds it."""
    is_fine, wording = _SHAPES.get(kind, (None, ""))
    if is_fine is not None and not is_fine(value):
        raise BadChoice(f'"{value}" is not {wording}.')
    return int(value) if kind == "datetimepicker" else value or None


_SHAPES: dict[str, tuple[Callable[[str], object], str]] = {
    "datepicker": (is_day, "a date like 2026-11-27"),
    "timepicker": (re.compile(r"([01]\d|2[0-3]):[0-5]\d").fullmatch, "a time like 09:30"),
    "datetimepicker": (re.compile(r"\d{10}").fullmatch, "seconds since 1970"),
}


def _within(element: JSON, value: list[Any]) -> list[Any]:
    """Hold a list of choices against what the element takes."""
    most = element.get("max_files", MOST_FILES) if "files" in _FIELD[element["type"]] else None
    most = element.get("max_selected_items", most)
    if most is not None and len(value) > most:
        raise BadChoice(f"{element['action_id']} takes {most} at most.")
    for name in (str(one["name"]) for one in value if isinstance(one, dict) and "name" in one):
        if element.get("filetypes") and name.rpartition(".")[2].lower() not in element["filetypes"]:
            raise BadChoice(f'"{name}" is not one of these: {", ".join(element["filetypes"])}.')
    return value


def _rich(text: str) -> JSON:
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [line]}
