"""canvases.*: documents of an app, alone or as a channel's tab."""

import re
import secrets
from typing import Any

from bot.sandbox.webapi.call import Call, Method, Refused
from bot.sandbox.workspace import JSON, Canvas, Channel

_HEADING = re.compile(r"(#{1,3}) ")
_PLACED = ("insert_before", "insert_after", "delete")
_ANYWHERE = ("insert_at_start", "insert_at_end", "replace", "rename")


def create(call: Call) -> JSON:
    """Make a canvas; on a free plan only as a channel's tab."""
    channel = call.member_channel("channel_id") if call.text("channel_id", "") else None
    if channel is None and call.core.faults.switches.free_plan:
        raise Refused("free_teams_cannot_create_standalone_canvases")
    return {"canvas_id": _made(call, channel, "canvas_creation_failed").id}


def create_in_channel(call: Call) -> JSON:
    """Make the one canvas of a channel, a DM or a group DM."""
    channel = call.member_channel("channel_id")
    if channel.canvas:
        raise Refused("channel_canvas_already_exists")
    made = _made(call, channel, "canvas_creation_failed")
    channel.canvas = made.id
    call.core.live.say("channels")
    return {"canvas_id": made.id}


def edit(call: Call) -> JSON:
    """Make the one change given. Sections are known by ids that canvases.sections.lookup gives."""
    canvas = _found(call)
    changes = call.structure("changes", list)
    if len(changes) != 1 or not isinstance(changes[0], dict):
        problem = "no more than 1 items allowed" if len(changes) > 1 else "must provide an object"
        raise Refused("invalid_arguments", [f"{problem} [json-pointer:/changes]"])
    _apply(canvas, changes[0])
    call.core.live.say("channels")
    return {}


def look_up(call: Call) -> JSON:
    """List the sections that match all criteria: kinds of heading, and text they contain."""
    canvas = _found(call)
    criteria = call.structure("criteria", dict)
    kinds, words = criteria.get("section_types"), criteria.get("contains_text") or ""
    if not kinds and not words:
        raise Refused(
            "invalid_arguments", ["must provide section_types or contains_text [json-pointer:/criteria]"]
        )
    matching = [
        ident
        for ident, text in canvas.sections.items()
        if words.casefold() in text.casefold() and (not kinds or _is_heading(text, kinds))
    ]
    return {"sections": [{"id": ident} for ident in matching]}


def _found(call: Call) -> Canvas:
    canvas = call.workspace.canvases.get(call.text("canvas_id"))
    if canvas is None:
        raise Refused("canvas_not_found")
    return canvas


def _made(call: Call, channel: Channel | None, failure: str) -> Canvas:
    given = call.structure("document_content", dict)
    sections = _sections(given, failure) if given is not None else {}
    ident = f"F{call.workspace.id[1]}{call.workspace.next_serial():06d}"
    made = Canvas(ident, call.text("title", "Untitled"), channel.id if channel else "", sections)
    call.workspace.canvases[ident] = made
    return made


def _sections(content: Any, failure: str) -> dict[str, str]:
    """Read Markdown as sections, each a paragraph, heading or list."""
    if not isinstance(content, dict) or content.get("type") != "markdown":
        raise Refused(failure, detail="'content' error: only markdown is supported")
    text = content.get("markdown")
    if not isinstance(text, str):
        raise Refused(failure, detail="'content' error: markdown is missing")
    parts = (part.strip("\n") for part in re.split(r"\n\s*\n", text))
    return {f"temp:C:{secrets.token_hex(14)}": part for part in parts if part}


def _apply(canvas: Canvas, change: JSON) -> None:
    kind, target = change.get("operation"), change.get("section_id") or ""
    if kind not in _PLACED + _ANYWHERE:
        raise Refused("invalid_arguments", ["must be a valid enum value [json-pointer:/changes/0/operation]"])
    if kind == "rename":
        canvas.title = _title(change)
        return
    if (kind in _PLACED or target) and target not in canvas.sections:
        raise Refused("canvas_editing_failed", detail="section not found")
    new = {} if kind == "delete" else _sections(change.get("document_content"), "canvas_editing_failed")
    canvas.sections = _placed(list(canvas.sections.items()), kind, target, list(new.items()))


def _title(change: JSON) -> str:
    given = _sections(change.get("title_content"), "canvas_editing_failed")
    return " ".join(given.values())


def _placed(
    held: list[tuple[str, str]], kind: str, target: str, new: list[tuple[str, str]]
) -> dict[str, str]:
    """Put sections where an operation wants them; without a target, `replace` is of everything."""
    if kind == "insert_at_start":
        return dict([*new, *held])
    if kind == "insert_at_end":
        return dict([*held, *new])
    if not target:
        return dict(new)
    place = next(number for number, (ident, _) in enumerate(held) if ident == target)
    before, after = held[: place + (kind == "insert_after")], held[place + (kind != "insert_before") :]
    return dict([*before, *new, *after])


def _is_heading(text: str, kinds: list[str]) -> bool:
    found = _HEADING.match(text)
    return found is not None and ("any_header" in kinds or f"h{len(found[1])}" in kinds)


_CONTENT = "title document_content:json"
METHODS = {
    "canvases.create": Method(create, ("canvases:write",), 2, f"channel_id {_CONTENT}", reads_json=True),
    "canvases.edit": Method(edit, ("canvases:write",), 3, "canvas_id! changes!:json", reads_json=True),
    "canvases.sections.lookup": Method(
        look_up, ("canvases:read",), 3, "canvas_id! criteria!:json", reads_json=True
    ),
    "conversations.canvases.create": Method(
        create_in_channel, ("canvases:write",), 2, f"channel_id! {_CONTENT}", reads_json=True
    ),
}
