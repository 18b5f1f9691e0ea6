"""Checks blocks and views against every limit, with Slack's own messages. Pure functions over JSON.

It needs no server, so tests of views hold what they make against it directly:

    from bot.sandbox.blockkit.check import check

    assert check(reply.blocks, "message") == []
    assert check(form, "modal") == []

`blocks.NEW` names the blocks a workspace may not have yet: check(blocks, "message", refused=NEW) tells
whether a message gets through there. `reference` lists blocks and elements with these same limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.blockkit import blocks as known
from bot.sandbox.blockkit.elements import ANSWERED
from bot.sandbox.blockkit.rich import characters, listed
from bot.sandbox.blockkit.schema import Check, Choice, Flag, Rows, Shape, String, Words, say

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_MARKDOWN = 12_000  # characters of all markdown blocks of a message
MOST_CHARTS = 2
_HOLDS = {"container": "child_blocks", "carousel": "elements", "plan": "tasks"}
_VIEW: dict[str, Check] = {
    "private_metadata": String(3000, 0),
    "callback_id": String(255, 0),
    "external_id": String(255, 0),
}
_MODAL: dict[str, Check] = {
    **_VIEW,
    "close": Words(24, styled=False),
    "submit": Words(24, styled=False),
    "clear_on_close": Flag(),
    "notify_on_close": Flag(),
    "submit_disabled": Flag(),
}


def check(value: Any, surface: str, *, refused: frozenset[str] = frozenset()) -> list[str]:
    """List what is wrong with a message's blocks (a list) or a view (an object); [] when nothing is.

    `surface` is message, modal or home; `refused` are kinds of blocks this workspace does not know. Each
    line is Slack's message with its JSON pointer, as in
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]". Never raises.
    """
    problems: list[str] = []
    each = known.on(surface, refused)
    if surface == "message":
        _check_blocks(value, Rows(each, MOST_BLOCKS[surface], 0), "/blocks", problems)
        return problems
    _check_view(value, surface, each, problems)
    if problems:
        say(problems, "/view", "failed to match all allowed schemas")
        problems.insert(0, problems.pop())
    return problems


def check_options(answer: Any) -> list[str]:
    """List what is wrong with an answer to a block_suggestion; [] when nothing is. No options are fine."""
    problems: list[str] = []
    ANSWERED(answer, "", problems)
    return problems


def total_text(blocks: list[Any]) -> int:
    """Count the characters of all texts in blocks, as the limit on a whole message does."""
    return characters(blocks)


def _check_view(view: Any, surface: str, each: Check, problems: list[str]) -> None:
    required: dict[str, Check] = {"type": Choice(surface), "blocks": _Anything()}
    if surface == "modal":
        Shape({**required, "title": Words(24, styled=False)}, _MODAL)(view, "/view", problems)
    else:
        Shape(required, _VIEW)(view, "/view", problems)
    if not isinstance(view, dict) or "blocks" not in view:
        return
    blocks = view["blocks"]
    _check_blocks(blocks, Rows(each, MOST_BLOCKS[surface], 0), "/view/blocks", problems)
    if surface == "modal" and not view.get("submit"):
        _refuse_inputs(blocks, problems)
    if sum(1 for part in _parts(blocks) if part.get("focus_on_load") is True) > 1:
        say(problems, "/view", "only one element may set `focus_on_load`")


def _refuse_inputs(blocks: Any, problems: list[str]) -> None:
    for place, block in enumerate(listed(blocks)):
        if isinstance(block, dict) and block.get("type") == "input":
            message = "must define `submit` to use an `input` block in modals"
            say(problems, f"/view/blocks/{place}/input", message)


def _check_blocks(blocks: Any, rows: Rows, at: str, problems: list[str]) -> None:
    rows(blocks, at, problems)
    seen: set[str] = set()
    for where, block in _nested(blocks, at):
        _check_once(block, "block_id", "block", seen, (where, problems))
        for name in ("elements", "actions"):
            used: set[str] = set()
            for place, element in enumerate(listed(block.get(name))):
                if block["type"] != "carousel":
                    there = (f"{where}/{name}/{place}", problems)
                    _check_once(element, "action_id", "element", used, there)
    _check_sums(listed(blocks), at, problems)


def _nested(blocks: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk blocks and those inside containers, carousels and plans, each with its place."""
    for place, block in enumerate(listed(blocks)):
        if not isinstance(block, dict) or not isinstance(block.get("type"), str):
            continue
        yield f"{at}/{place}", block
        name = _HOLDS.get(block["type"])
        if name is not None:
            yield from _nested(block.get(name), f"{at}/{place}/{name}")


def _check_once(part: Any, name: str, noun: str, seen: set[str], to: tuple[str, list[str]]) -> None:
    ident = part.get(name) if isinstance(part, dict) else None
    at, problems = to
    if isinstance(ident, str) and ident in seen:
        say(problems, f"{at}/{name}", f'`{name}` "{ident}" already exists for another {noun}')
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


@dataclass(frozen=True, slots=True)
class _Anything:
    """Accept; the blocks are looked at one by one afterwards."""

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        """Say nothing."""

    def words(self) -> str:
        return ""
