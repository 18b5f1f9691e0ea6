"""Blocks as Slack gives them back: ids and defaults filled in, emoji named. Never changes its argument."""

import secrets
from typing import Any

from bot.sandbox import emoji
from bot.sandbox.workspace import JSON

INTERACTIVE = frozenset(
    (
        "button", "checkboxes", "radio_buttons", "overflow", "datepicker", "timepicker", "datetimepicker",
        "static_select", "external_select", "users_select", "channels_select", "conversations_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_channels_select",
        "multi_conversations_select", "plain_text_input", "rich_text_input", "email_text_input",
        "url_text_input", "number_input", "file_input", "feedback_buttons", "icon_button", "workflow_button",
    )
)  # fmt: skip


def stored_blocks(blocks: list[JSON]) -> list[JSON]:
    """Copy checked blocks with a block_id for each and an action_id for each interactive element."""
    return [_block(block) for block in blocks]


def _block(block: JSON) -> JSON:
    made: JSON = {name: _part(value) for name, value in block.items()}
    made.setdefault("block_id", _ident())
    return made


def _part(value: Any) -> Any:
    if isinstance(value, list):
        return [_part(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: _part(inner) for name, inner in value.items()}
    kind = made.get("type")
    if kind in ("plain_text", "mrkdwn") and isinstance(made.get("text"), str):
        made["text"] = emoji.named(made["text"])
    if kind == "plain_text" and "text" in made:
        made.setdefault("emoji", True)
    elif kind == "mrkdwn" and "text" in made:
        made.setdefault("verbatim", False)
    elif kind in INTERACTIVE:
        made.setdefault("action_id", _ident())
    return made


def _ident() -> str:
    return secrets.token_urlsafe(4)[:5]
