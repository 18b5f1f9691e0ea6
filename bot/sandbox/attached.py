"""Attachments below a message: checked, and as Slack stores them."""

import json
from typing import Any

from bot.sandbox.blockkit.check import check
from bot.sandbox.blockkit.stored import stored_blocks
from bot.sandbox.workspace import JSON

MOST = 100  # Source: chat.postMessage page, too_many_attachments
LARGEST = 100_000  # bytes of JSON in all; Slack's own number is not published
_FIELDS = {
    *("fallback", "color", "pretext", "author_name", "author_link", "author_icon", "title", "title_link"),
    *("text", "fields", "image_url", "thumb_url", "footer", "footer_icon", "ts", "mrkdwn_in"),
    *("blocks", "id", "from_url", "original_url", "preview", "hide_color"),
}


def judge(wanted: Any, refused: frozenset[str]) -> tuple[str, list[str]]:
    """Say what is wrong with attachments: Slack's error, "" for none, and the places.

    `refused` are the kinds of blocks this workspace does not know. Attachments with `actions` or a
    `callback_id`, which came before Block Kit, are refused here.
    """
    if not isinstance(wanted, list):
        return "invalid_attachments", ["must provide an array [json-pointer:/attachments]"]
    if len(wanted) > MOST:
        return "too_many_attachments", []
    if len(json.dumps(wanted)) > LARGEST:
        return "attachment_payload_limit_exceeded", []
    problems = [problem for number, one in enumerate(wanted) for problem in _problems(one, number, refused)]
    return ("invalid_attachments", problems) if problems else ("", [])


def stored(wanted: list[JSON] | None) -> list[JSON] | None:
    """Write checked attachments as Slack stores them, each with a number and a fallback; None for none."""
    made = [_numbered(one, number) for number, one in enumerate(filter(None, wanted or []), 1)]
    return made or None


def _problems(one: Any, number: int, refused: frozenset[str]) -> list[str]:
    at = f"[json-pointer:/attachments/{number}]"
    if not isinstance(one, dict):
        return [f"must provide an object {at}"]
    problems = [f"invalid additional property: {name} {at}" for name in sorted(one.keys() - _KNOWN)]
    if one.get("blocks") is not None:
        inner = check(one["blocks"], "message", refused=refused)
        problems += [
            problem.replace("json-pointer:", f"json-pointer:/attachments/{number}") for problem in inner
        ]
    return problems


def _numbered(one: JSON, number: int) -> JSON:
    said = one.get("fallback") or one.get("text") or one.get("title") or "[no preview available]"
    blocks = {"blocks": stored_blocks(one["blocks"])} if one.get("blocks") else {}
    return {**one, "id": number, "fallback": said, **blocks}


_UNFURLED = {"app_unfurl_url", "is_app_unfurl", "app_id", "bot_id"}  # what an unfurl was given by us
_KNOWN = _FIELDS | _UNFURLED
