"""Block Kit's blocks, with their limits and their surfaces. Source: Slack's Block Kit reference."""

from typing import Any

from bot.sandbox.blockkit import elements, rich
from bot.sandbox.blockkit.elements import plain, words
from bot.sandbox.blockkit.rich import BLOCK_ID
from bot.sandbox.blockkit.schema import Check, both, by_type, choice, flag, rows, say, shape, string

SURFACES = ("message", "modal", "home")


def _block(required: dict[str, Check], **optional: Check) -> Check:
    return shape(required, {**BLOCK_ID, **optional})


def _says_something(value: Any, at: str, problems: list[str]) -> None:
    if isinstance(value, dict) and "text" not in value and "fields" not in value:
        say(problems, f"{at}/type", "must define either `text` or `fields`")


def _pictured(value: Any, at: str, problems: list[str]) -> None:
    if isinstance(value, dict) and ("image_url" in value) is ("slack_file" in value):
        say(problems, at, "must define either `image_url` or `slack_file`")


def _titled(value: Any, at: str, problems: list[str]) -> None:
    if isinstance(value, dict) and ("title" in value) is ("rich_text_title" in value):
        say(problems, at, "must define either `title` or `rich_text_title`")


def _everywhere(surface: str) -> dict[str, Check]:
    accessory = by_type(elements.on(surface, elements.ACCESSORIES))
    actions = by_type(elements.on(surface, elements.ACTIONS))
    inputs = by_type({**elements.on(surface, elements.INPUTS), **_rich_input(surface)})
    texts = {kind: words(3000) for kind in ("plain_text", "mrkdwn")}
    picture = both(elements.IMAGE, _pictured)
    return {
        "section": both(
            _block({}, text=words(3000), fields=rows(words(2000), 10), accessory=accessory, expand=flag),
            _says_something,
        ),
        "header": _block({"text": plain(150)}),
        "divider": _block({}),
        "context": _block({"elements": rows(by_type({**texts, "image": picture}), 10)}),
        "actions": _block({"elements": rows(actions, 25)}),
        "image": both(
            _block(
                {"alt_text": string(2000)},
                image_url=string(3000),
                slack_file=shape({}, {"id": string(255), "url": string(3000)}),
                title=plain(2000),
            ),
            _pictured,
        ),
        "input": _block(
            {"label": plain(2000), "element": inputs}, hint=plain(2000), optional=flag, dispatch_action=flag
        ),
        "rich_text": rich.RICH_TEXT,
    }


def _rich_input(surface: str) -> dict[str, Check]:
    if surface == "message":
        return {}
    return {"rich_text_input": elements.rich_text_input(by_type({"rich_text": rich.RICH_TEXT}))}


_CARD = _block(
    {},
    title=words(150),
    subtitle=words(150),
    body=words(200),
    hero_image=both(elements.IMAGE, _pictured),
    icon=both(elements.IMAGE, _pictured),
    slack_icon=shape({"name": string(50)}),
    actions=rows(by_type({"button": elements.BUTTON}), 5),
)
_ALERT = _block({"text": words(200)}, level=choice("default", "info", "warning", "error", "success"))


def _container(inside: dict[str, Check]) -> Check:
    title = {"title": words(150), "rich_text_title": by_type({"rich_text": rich.RICH_TEXT})}
    width = choice("narrow", "standard", "wide", "full")
    child_blocks = {"child_blocks": rows(by_type(inside), 10)}
    return both(_block(child_blocks, subtitle=words(150), width=width, **title), _titled)


def _on_message(shared: dict[str, Check]) -> dict[str, Check]:
    return {
        "markdown": _block({"text": string(12_000)}),
        "table": rich.TABLE,
        "data_table": rich.DATA_TABLE,
        "data_visualization": rich.CHART,
        "card": _CARD,
        "carousel": _block({"elements": rows(by_type({"card": _CARD}), 10)}),
        "container": _container(shared),
        "context_actions": _block({"elements": rows(by_type(elements.REACTIONS), 5)}),
    }


def _shown_on(surface: str) -> dict[str, Check]:
    shared = _everywhere(surface)
    if surface == "message":
        return {**shared, **_on_message(shared)}
    if surface == "modal":
        return {**shared, "alert": _ALERT}
    carousel = _block({"elements": rows(by_type({"card": _CARD}), 10)})
    return {**shared, "card": _CARD, "carousel": carousel, "container": _container(shared)}


BLOCKS: dict[str, Check] = {surface: by_type(_shown_on(surface)) for surface in SURFACES}
