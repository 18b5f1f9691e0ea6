"""Checks blocks and views against every limit, with Slack's own messages. A pure function over JSON."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.blockkit.blocks import BLOCKS
from bot.sandbox.blockkit.elements import plain
from bot.sandbox.blockkit.rich import characters
from bot.sandbox.blockkit.schema import Check, choice, flag, rows, say, shape, string

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_MARKDOWN = 12_000  # characters of all markdown blocks of a message
MOST_CHARTS = 2
_VIEW: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_MODAL: dict[str, Check] = {
    **_VIEW,
    "close": plain(24),
    "submit": plain(24),
    "clear_on_close": flag,
    "notify_on_close": flag,
    "submit_disabled": flag,
}


def check(value: Any, surface: str) -> list[str]:
    """List what is wrong with a message's blocks (a list) or a view (an object); [] when nothing is.

    `surface` is message, modal or home. Each line is Slack's message with its JSON pointer, as in
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]". Never raises.
    """
    problems: list[str] = []
    if surface == "message":
        _check_blocks(value, surface, "/blocks", problems)
        return problems
    _check_view(value, surface, problems)
    if problems:
        say(problems, "/view", "failed to match all allowed schemas")
        problems.insert(0, problems.pop())
    return problems


def total_text(blocks: list[Any]) -> int:
    """Count the characters of all texts in blocks, as the limit on a whole message does."""
    return characters(blocks)


def _check_view(view: Any, surface: str, problems: list[str]) -> None:
    blocks = rows(_anything, 10**6, 0)
    required: dict[str, Check] = {"type": choice(surface), "blocks": blocks}
    if surface == "modal":
        shape({**required, "title": plain(24)}, _MODAL)(view, "/view", problems)
    else:
        shape(required, _VIEW)(view, "/view", problems)
    if not isinstance(view, dict) or not isinstance(view.get("blocks"), list):
        return
    _check_blocks(view["blocks"], surface, "/view/blocks", problems)
    if surface == "modal" and not view.get("submit"):
        for place, block in enumerate(view["blocks"]):
            if isinstance(block, dict) and block.get("type") == "input":
                message = "must define `submit` to use an `input` block in modals"
                say(problems, f"/view/blocks/{place}/input", message)
    if sum(1 for part in _parts(view["blocks"]) if part.get("focus_on_load") is True) > 1:
        say(problems, "/view", "only one element may set `focus_on_load`")


def _check_blocks(blocks: Any, surface: str, at: str, problems: list[str]) -> None:
    rows(BLOCKS[surface], MOST_BLOCKS[surface], 0)(blocks, at, problems)
    if not isinstance(blocks, list):
        return
    _check_block_ids(blocks, at, problems)
    for place, block in enumerate(blocks):
        _check_action_ids(block, f"{at}/{place}", problems)
    _check_sums(blocks, at, problems)


def _check_block_ids(blocks: list[Any], at: str, problems: list[str]) -> None:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        ident = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(ident, str) and ident in seen:
            say(problems, f"{at}/{place}/block_id", f'`block_id` "{ident}" already exists for another block')
        elif isinstance(ident, str):
            seen.add(ident)


def _check_action_ids(block: Any, at: str, problems: list[str]) -> None:
    if not isinstance(block, dict) or not isinstance(block.get("elements"), list):
        return
    seen: set[str] = set()
    for place, element in enumerate(block["elements"]):
        ident = element.get("action_id") if isinstance(element, dict) else None
        if isinstance(ident, str) and ident in seen:
            message = f'`action_id` "{ident}" already exists for another element'
            say(problems, f"{at}/elements/{place}/action_id", message)
        elif isinstance(ident, str):
            seen.add(ident)


def _check_sums(blocks: list[Any], at: str, problems: list[str]) -> None:
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)]
    if kinds.count("table") > 1:
        say(problems, at, "only_one_table_allowed")
    if kinds.count("data_visualization") > MOST_CHARTS:
        say(problems, at, f"no more than {MOST_CHARTS} data_visualization blocks allowed")
    written = [one for one in blocks if isinstance(one, dict) and one.get("type") == "markdown"]
    if len(written) > 1 and characters(written) > MOST_MARKDOWN:
        say(problems, at, f"must be less than {MOST_MARKDOWN + 1} characters in all markdown blocks")


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, list):
        for one in value:
            yield from _parts(one)


def _anything(value: Any, at: str, problems: list[str]) -> None:
    """Accept; the blocks are looked at one by one afterwards."""
