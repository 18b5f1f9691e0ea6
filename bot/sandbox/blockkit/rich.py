"""Rich text, tables and charts, with their limits. Source: Slack's Block Kit reference."""

from typing import Any

from bot.sandbox.blockkit.schema import (
    Check,
    both,
    by_type,
    choice,
    flag,
    number,
    positive,
    rows,
    say,
    shape,
    string,
    whole,
)  # fmt: skip

BLOCK_ID: dict[str, Check] = {"block_id": string(255)}
_STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE = shape({}, dict.fromkeys(_STYLES, flag))
_STYLED: dict[str, Check] = {"style": _STYLE}
_MANY = 1_000

_TEXT = shape({"text": string(40_000)}, _STYLED)
_LINK = shape({"url": string(3000)}, {"text": string(40_000), "unsafe": flag, **_STYLED})
_INLINE = by_type(
    {
        "text": _TEXT,
        "link": _LINK,
        "emoji": shape({"name": string(255)}, {"unicode": string(255), "skin_tone": whole(1, 6), **_STYLED}),
        "user": shape({"user_id": string(255)}, _STYLED),
        "usergroup": shape({"usergroup_id": string(255)}, _STYLED),
        "channel": shape({"channel_id": string(255)}, _STYLED),
        "broadcast": shape({"range": choice("here", "channel", "everyone")}, _STYLED),
        "date": shape(
            {"timestamp": whole(0, 10**11), "format": string(255)},
            {"url": string(3000), "fallback": string(3000), **_STYLED},
        ),
        "color": shape({"value": string(50)}, _STYLED),
    }
)
_LINE = shape({"elements": rows(_INLINE, _MANY, 0)})
_BORDER: dict[str, Check] = {"border": whole(0, 1)}
_PARTS: dict[str, Check] = {
    "rich_text_section": _LINE,
    "rich_text_list": shape(
        {
            "style": choice("bullet", "ordered"),
            "elements": rows(by_type({"rich_text_section": _LINE}), _MANY),
        },
        {"indent": whole(0, 8), "offset": whole(0, 10_000), **_BORDER},
    ),
    "rich_text_preformatted": shape(
        {"elements": rows(by_type({"text": _TEXT, "link": _LINK}), _MANY)},
        {"language": string(50), **_BORDER},
    ),
    "rich_text_quote": shape({"elements": rows(_INLINE, _MANY)}, _BORDER),
}
RICH_TEXT = shape({"elements": rows(by_type(_PARTS), _MANY)}, BLOCK_ID)

_RAW: dict[str, Check] = {
    "raw_text": shape({"text": string(10_000, 0)}),
    "raw_number": shape({"value": number}, {"text": string(255)}),
}
_CELL = by_type({**_RAW, "rich_text": shape({"elements": rows(by_type(_PARTS), _MANY, 0)})})


def _column(value: Any, at: str, problems: list[str]) -> None:
    if value is not None:  # null skips a column
        shape({}, {"align": choice("left", "center", "right"), "is_wrapped": flag})(value, at, problems)


def listed(value: Any) -> list[Any]:
    """Give a list as it is, and nothing for anything else: what is wrong with it is said elsewhere."""
    return value if isinstance(value, list) else []


def _cell_text(most: int) -> Check:
    def run(value: Any, at: str, problems: list[str]) -> None:
        if characters(value.get("rows")) > most:
            say(problems, at, f"must be less than {most + 1} characters in all cells")

    return run


def _even(value: Any, at: str, problems: list[str]) -> None:
    lines = [line for line in listed(value.get("rows")) if isinstance(line, list)]
    if len({len(line) for line in lines}) > 1:
        say(problems, f"{at}/rows", "all rows must have the same number of cells")


def _one_point_a_category(value: Any, at: str, problems: list[str]) -> None:
    chart = value.get("chart")
    if not isinstance(chart, dict) or not isinstance(chart.get("axis_config"), dict):
        return
    categories = chart["axis_config"].get("categories")
    for place, series in enumerate(listed(chart.get("series"))):
        points = series.get("data") if isinstance(series, dict) else None
        if not isinstance(points, list) or not isinstance(categories, list):
            continue
        if [point.get("label") for point in points if isinstance(point, dict)] != categories:
            say(problems, f"{at}/chart/series/{place}/data", "must have one point for each category")


TABLE = both(
    shape(
        {"rows": rows(rows(_CELL, 20), 100)},
        {"column_settings": rows(_column, 20, 0), **BLOCK_ID},
    ),
    _cell_text(10_000),
)
DATA_TABLE = both(
    shape(
        {"caption": string(150), "rows": rows(rows(_CELL, 20), 101, 2)},
        {"page_size": whole(1, 100), **BLOCK_ID},
    ),
    _cell_text(20_000),
    _even,
)
_AXIS_CHART = shape(
    {
        "series": rows(
            shape(
                {
                    "name": string(20),
                    "data": rows(shape({"label": string(20), "value": number}), 20),
                }
            ),
            6,
        ),
        "axis_config": shape(
            {"categories": rows(string(20), 20)}, {"x_label": string(50), "y_label": string(50)}
        ),
    }
)
_PIE = shape({"segments": rows(shape({"label": string(20), "value": positive}), 6)})
CHART = both(
    shape(
        {
            "title": string(50),
            "chart": by_type({"pie": _PIE, "bar": _AXIS_CHART, "line": _AXIS_CHART, "area": _AXIS_CHART}),
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
