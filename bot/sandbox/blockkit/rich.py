"""Rich text, tables and charts, with their limits. Source: Slack's Block Kit reference."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.blockkit.schema import (
    Both,
    ByType,
    Check,
    Choice,
    Flag,
    Number,
    Rows,
    Rule,
    Shape,
    String,
    Whole,
    say,
)  # fmt: skip

BLOCK_ID: dict[str, Check] = {"block_id": String(255)}
_STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE = Shape({}, dict.fromkeys(_STYLES, Flag()))
_STYLED: dict[str, Check] = {"style": _STYLE}
_MANY = 1_000

_TEXT = Shape({"text": String(40_000)}, _STYLED)
_LINK = Shape({"url": String(3000)}, {"text": String(40_000), "unsafe": Flag(), **_STYLED})
_INLINE = ByType(
    {
        "text": _TEXT,
        "link": _LINK,
        "emoji": Shape({"name": String(255)}, {"unicode": String(255), "skin_tone": Whole(1, 6), **_STYLED}),
        "user": Shape({"user_id": String(255)}, _STYLED),
        "usergroup": Shape({"usergroup_id": String(255)}, _STYLED),
        "channel": Shape({"channel_id": String(255)}, _STYLED),
        "broadcast": Shape({"range": Choice("here", "channel", "everyone")}, _STYLED),
        "date": Shape(
            {"timestamp": Whole(0, 10**11), "format": String(255)},
            {"url": String(3000), "fallback": String(3000), **_STYLED},
        ),
        "color": Shape({"value": String(50)}, _STYLED),
    }
)
_LINE = Shape({"elements": Rows(_INLINE, _MANY, 0)})
_BORDER: dict[str, Check] = {"border": Whole(0, 1)}
_PARTS: dict[str, Check] = {
    "rich_text_section": _LINE,
    "rich_text_list": Shape(
        {
            "style": Choice("bullet", "ordered"),
            "elements": Rows(ByType({"rich_text_section": _LINE}), _MANY),
        },
        {"indent": Whole(0, 8), "offset": Whole(0, 10_000), **_BORDER},
    ),
    "rich_text_preformatted": Shape(
        {"elements": Rows(ByType({"text": _TEXT, "link": _LINK}), _MANY)},
        {"language": String(50), **_BORDER},
    ),
    "rich_text_quote": Shape({"elements": Rows(_INLINE, _MANY)}, _BORDER),
}
RICH_TEXT = Shape({"elements": Rows(ByType(_PARTS), _MANY)}, BLOCK_ID)

_RAW: dict[str, Check] = {
    "raw_text": Shape({"text": String(10_000, 0)}),
    "raw_number": Shape({"value": Number()}, {"text": String(255)}),
}
_CELL = ByType({**_RAW, "rich_text": Shape({"elements": Rows(ByType(_PARTS), _MANY, 0)})})


@dataclass(frozen=True, slots=True)
class _Column:
    """How a column looks; null skips one."""

    def __call__(self, value: Any, at: str, problems: list[str]) -> None:
        if value is not None:
            _SETTING(value, at, problems)

    def words(self) -> str:
        return f"null, or {_SETTING.words()}"


_SETTING = Shape({}, {"align": Choice("left", "center", "right"), "is_wrapped": Flag()})


def listed(value: Any) -> list[Any]:
    """Give a list as it is, and nothing for anything else: what is wrong with it is said elsewhere."""
    return value if isinstance(value, list) else []


def _said_within(most: int) -> Rule:
    def rule(value: Any, at: str, problems: list[str]) -> None:
        if characters(value.get("rows")) > most:
            say(problems, at, f"must be less than {most + 1} characters in all cells")

    rule.__doc__ = f"≤ {most} characters in all cells"
    return rule


def _even(value: Any, at: str, problems: list[str]) -> None:
    """all rows equally long"""
    lines = [line for line in listed(value.get("rows")) if isinstance(line, list)]
    if len({len(line) for line in lines}) > 1:
        say(problems, f"{at}/rows", "all rows must have the same number of cells")


def _plain_head(value: Any, at: str, problems: list[str]) -> None:
    """no rich_text in the first row"""
    for place, cell in enumerate(listed((listed(value.get("rows")) or [None])[0])):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            say(problems, f"{at}/rows/0/{place}/type", "unsupported type: rich_text")


def _one_point_a_category(value: Any, at: str, problems: list[str]) -> None:
    """one point a category in each series, no name twice"""
    chart = value.get("chart")
    if not isinstance(chart, dict) or not isinstance(chart.get("axis_config"), dict):
        return
    categories = chart["axis_config"].get("categories")
    named: set[str] = set()
    for place, series in enumerate(listed(chart.get("series"))):
        if not isinstance(series, dict):
            continue
        where, name = f"{at}/chart/series/{place}", series.get("name")
        if isinstance(name, str) and name in named:
            say(problems, f"{where}/name", f"must be unique: {name}")
        named.add(str(name))
        labels = [one.get("label") for one in listed(series.get("data")) if isinstance(one, dict)]
        if isinstance(categories, list) and labels != categories:
            say(problems, f"{where}/data", "must have one point for each category")


TABLE = Both(
    Shape(
        {"rows": Rows(Rows(_CELL, 20), 100)},
        {"column_settings": Rows(_Column(), 20, 0), **BLOCK_ID},
    ),
    _said_within(10_000),
)
DATA_TABLE = Both(
    Shape(
        {"caption": String(150), "rows": Rows(Rows(_CELL, 20), 101, 2)},
        {"page_size": Whole(1, 100), **BLOCK_ID},
    ),
    _said_within(20_000),
    _even,
    _plain_head,
)
_POINT: dict[str, Check] = {"label": String(20), "value": Number()}
_AXIS_CHART = Shape(
    {
        "series": Rows(Shape({"name": String(20), "data": Rows(Shape(_POINT), 20)}), 6),
        "axis_config": Shape(
            {"categories": Rows(String(20), 20)}, {"x_label": String(50), "y_label": String(50)}
        ),
    }
)
_PIE = Shape({"segments": Rows(Shape({**_POINT, "value": Number(positive=True)}), 6)})
CHART = Both(
    Shape(
        {
            "title": String(50),
            "chart": ByType({"pie": _PIE, "bar": _AXIS_CHART, "line": _AXIS_CHART, "area": _AXIS_CHART}),
        },
        BLOCK_ID,
    ),
    _one_point_a_category,
)


def characters(value: Any) -> int:
    """Count the characters of every `text` inside a JSON value."""
    if isinstance(value, list):
        return sum(characters(one) for one in value)
    if not isinstance(value, dict):
        return 0
    own = len(value["text"]) if isinstance(value.get("text"), str) else 0
    return own + sum(characters(inner) for inner in value.values())
