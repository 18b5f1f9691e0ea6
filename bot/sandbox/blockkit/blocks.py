"""Block Kit's blocks, with their limits and their surfaces. Source: Slack's Block Kit reference."""

from collections.abc import Callable
from functools import cache
from typing import Any

from bot.sandbox.blockkit import rich
from bot.sandbox.blockkit.elements import ELEMENTS, PICTURE, inside, pictured
from bot.sandbox.blockkit.rich import BLOCK_ID
from bot.sandbox.blockkit.schema import (
    Both,
    ByType,
    Check,
    Choice,
    Flag,
    Named,
    Pattern,
    Rows,
    Shape,
    String,
    Words,
    say,
)  # fmt: skip

SURFACES = ("message", "modal", "home")
_ALL = SURFACES
# Where Slack shows a block. Live reports beat the reference: Home drops the tables it is said to show.
SHOWN_ON: dict[str, tuple[str, ...]] = {
    "section": _ALL,
    "header": _ALL,
    "divider": _ALL,
    "context": _ALL,
    "actions": _ALL,
    "image": _ALL,
    "input": _ALL,
    "rich_text": _ALL,
    "video": _ALL,
    "markdown": ("message",),
    "table": ("message",),
    "data_table": ("message",),
    "data_visualization": ("message",),
    "card": ("message", "home"),
    "carousel": ("message", "home"),
    "container": ("message", "home"),
    "alert": ("modal",),
    "context_actions": ("message",),
    "plan": ("message",),
    "task_card": ("message",),
}
# Blocks that reached workspaces one after the other: any of them may still be refused somewhere.
NEW = frozenset(
    (
        *("markdown", "table", "data_table", "data_visualization", "card", "carousel", "container"),
        *("alert", "context_actions", "plan", "task_card"),
    )
)
_HTTPS = Pattern(r"https://\S{1,2990}", "must be a valid https URL")
_PICTURE = Named("image", ELEMENTS["image"])
_RICH = ByType({"rich_text": rich.RICH_TEXT})
_PLAIN = {most: Words(most, styled=False) for most in (150, 199, 200, 2000)}


def _block(required: dict[str, Check] | None = None, /, **optional: Check) -> Shape:
    return Shape(required or {}, {**BLOCK_ID, **optional})


def _says_something(value: Any, at: str, problems: list[str]) -> None:
    """text or fields"""
    if "text" not in value and "fields" not in value:
        say(problems, f"{at}/type", "must define either `text` or `fields`")


def _titled(value: Any, at: str, problems: list[str]) -> None:
    """title or rich_text_title"""
    if "title" not in value and "rich_text_title" not in value:
        say(problems, at, "must define either `title` or `rich_text_title`")


def _folded(value: Any, at: str, problems: list[str]) -> None:
    """default_collapsed only with is_collapsible, has_header_divider only without"""
    if value.get("default_collapsed") is True and value.get("is_collapsible") is not True:
        say(problems, f"{at}/default_collapsed", "must not be true unless `is_collapsible` is true")
    if value.get("has_header_divider") is True and value.get("is_collapsible") is True:
        say(problems, f"{at}/has_header_divider", "must not be true when `is_collapsible` is true")


def _shows_something(value: Any, at: str, problems: list[str]) -> None:
    """one of hero_image, title, actions or body"""
    if not value.keys() & {"hero_image", "title", "actions", "body"}:
        say(problems, at, "must define at least one of `hero_image`, `title`, `actions` or `body`")


def _section(surface: str) -> Check:
    fields = Rows(Words(2000), 10)
    accessory = inside("section", surface)
    return Both(_block(text=Words(3000), fields=fields, accessory=accessory, expand=Flag()), _says_something)


def _context(surface: str) -> Check:
    texts = {kind: _text(kind) for kind in ("plain_text", "mrkdwn")}
    return _block({"elements": Rows(ByType({**texts, **inside("context", surface).shapes}), 10)})


def _text(kind: str) -> Check:
    return Shape({"text": String(3000)}, {"emoji" if kind == "plain_text" else "verbatim": Flag()})


def _input(surface: str) -> Check:
    more: dict[str, Check] = {"hint": _PLAIN[2000], "optional": Flag(), "dispatch_action": Flag()}
    return _block({"label": _PLAIN[2000], "element": inside("input", surface)}, **more)


def _image(_: str) -> Check:
    return Both(_block({"alt_text": String(2000)}, **PICTURE, title=_PLAIN[2000]), pictured)


def _video(_: str) -> Check:
    return _block(
        {"alt_text": String(2000), "title": _PLAIN[199], "thumbnail_url": String(3000), "video_url": _HTTPS},
        title_url=_HTTPS,
        description=_PLAIN[200],
        author_name=String(49),
        provider_name=String(50),
        provider_icon_url=String(3000),
    )


def _card(_: str) -> Check:
    return Both(
        _block(
            title=Words(150),
            subtitle=Words(150),
            body=Words(200),
            hero_image=_PICTURE,
            icon=_PICTURE,
            slack_icon=Shape({"name": String(50)}),
            actions=Rows(inside("card", "message"), 5),
        ),
        _shows_something,
    )


def _container(surface: str) -> Check:
    children = ("section", "header", "divider", "context", "actions", "image", "input", "rich_text", "video")
    return Both(
        _block(
            {"child_blocks": Rows(ByType({kind: shape_of(kind, surface) for kind in children}), 10)},
            title=_PLAIN[150],
            rich_text_title=_RICH,
            subtitle=Words(150),
            width=Choice("narrow", "standard", "wide", "full"),
            icon=_PICTURE,
            is_collapsible=Flag(),
            default_collapsed=Flag(),
            has_header_divider=Flag(),
        ),
        _titled,
        _folded,
    )


_SOURCE = ByType({"url": Shape({"url": String(3000), "text": String(255)})})
_TASK = _block(
    {
        "task_id": String(255),
        "title": String(255),
        "status": Choice("pending", "in_progress", "complete", "error"),
    },
    details=_RICH,
    output=_RICH,
    sources=Rows(_SOURCE, 10),
)
_LEVELS = Choice("default", "info", "warning", "error", "success")


@cache
def shape_of(kind: str, surface: str) -> Check:
    """Give the check of one kind of block on one surface, whether or not it is shown there."""
    made = _BY_SURFACE.get(kind)
    return made(surface) if made else _PLAINLY[kind]


_BY_SURFACE: dict[str, Callable[[str], Check]] = {
    "section": _section,
    "context": _context,
    "actions": lambda surface: _block({"elements": Rows(inside("actions", surface), 25)}),
    "image": _image,
    "input": _input,
    "video": _video,
    "card": _card,
    "carousel": lambda surface: _block({"elements": Rows(ByType({"card": shape_of("card", surface)}), 10)}),
    "container": _container,
    "context_actions": lambda surface: _block({"elements": Rows(inside("context_actions", surface), 5)}),
}
_PLAINLY: dict[str, Check] = {
    "header": _block({"text": _PLAIN[150]}),
    "divider": _block(),
    "rich_text": rich.RICH_TEXT,
    "markdown": _block({"text": String(12_000)}),
    "table": rich.TABLE,
    "data_table": rich.DATA_TABLE,
    "data_visualization": rich.CHART,
    "alert": _block({"text": Words(200)}, level=_LEVELS),
    "task_card": _TASK,
    "plan": _block({"title": String(255)}, tasks=Rows(ByType({"task_card": _TASK}), 50)),
}


@cache
def on(surface: str, refused: frozenset[str] = frozenset()) -> ByType:
    """Check a block on a surface; kinds `refused` are unknown there, as where a roll-out has not come."""
    shown = [kind for kind, surfaces in SHOWN_ON.items() if surface in surfaces and kind not in refused]
    return ByType({kind: shape_of(kind, surface) for kind in shown})
