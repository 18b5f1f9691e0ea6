"""What the sandbox knows of Block Kit as tables, for the documentation: read from the shapes that refuse."""

from dataclasses import dataclass

from bot.sandbox.blockkit.blocks import SHOWN_ON, SURFACES, shape_of
from bot.sandbox.blockkit.elements import ELEMENTS, NOT_ON, OBJECTS, blocks_of

# Accepted and drawn, but not everything about it is as on Slack. Kind to what is missing.
PARTLY: dict[str, str] = {
    "video": "drawn as a still that links to the film; the domain is not held against unfurl domains",
    "markdown": "kept as one block; Slack may make several of it and drops block_id",
    "table": "not shown on Home, where Slack documents it and drops it",
    "data_table": "not shown on Home, where nobody has tried it",
    "data_visualization": "refused on Home, where reports differ; 6 series or segments, though some have 12",
    "card": "refused in modals, where Slack accepts it and shows nothing",
    "rich_text_input": "written as plain lines; no bold or lists while typing",
    "workflow_button": "drawn, and it tells nobody: the sandbox has no workflows",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of block or element: where it is taken, its limits (required fields bold), what is missing."""

    kind: str
    surfaces: tuple[str, ...]
    limits: str
    inside: tuple[str, ...] = ()
    missing: str = ""


def blocks() -> list[Line]:
    """List every kind of block, in the order of Slack's reference."""
    return [
        Line(kind, surfaces, shape_of(kind, surfaces[0]).words(), missing=PARTLY.get(kind, ""))
        for kind, surfaces in SHOWN_ON.items()
    ]


def elements() -> list[Line]:
    """List every kind of element with the blocks it stands in."""
    return [
        Line(
            kind,
            tuple(surface for surface in SURFACES if surface not in NOT_ON.get(kind, ())),
            check.words(),
            blocks_of(kind),
            PARTLY.get(kind, ""),
        )
        for kind, check in ELEMENTS.items()
    ]


def markdown() -> str:
    """Write blocks, elements and the objects inside them as Markdown tables."""
    first = [f"| `{one.kind}` | {_surfaces(one)} | {_limits(one)} | {_state(one)} |" for one in blocks()]
    second = [
        f"| `{one.kind}` | {_surfaces(one)} | {', '.join(one.inside)} | {_limits(one)} | {_state(one)} |"
        for one in elements()
    ]
    third = [f"| {one.name} | {one.shape.words()} |" for one in OBJECTS]
    tables = (
        ("| Block | Surfaces | Limits | |", "|---|---|---|---|", *first),
        ("| Element | Surfaces | Stands in | Limits | |", "|---|---|---|---|---|", *second),
        ("| Object | Limits |", "|---|---|", *third),
    )
    return "\n\n".join("\n".join(lines) for lines in tables) + "\n"


def _surfaces(line: Line) -> str:
    return ", ".join(line.surfaces)


def _limits(line: Line) -> str:
    return line.limits or "none"


def _state(line: Line) -> str:
    return f"partly: {line.missing}" if line.missing else "imitated"
