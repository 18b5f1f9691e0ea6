"""Modals: stacks of views, one per person. And what Slack adds to a view it stores."""

import json
import secrets
from dataclasses import dataclass, field

from bot.sandbox import elements
from bot.sandbox.blockkit.stored import stored_blocks
from bot.sandbox.workspace import JSON, Workspace

LARGEST = 250_000  # bytes; Source: views.open page
DEEPEST = 3  # views in one stack; Source: Modals page


@dataclass(slots=True)
class Modals:
    """Open modals by person, the root first. Views are Slack JSON with their state."""

    stacks: dict[str, list[JSON]] = field(default_factory=dict)

    def of(self, user: str) -> list[JSON]:
        """List a person's open views, the root first."""
        return self.stacks.setdefault(user, [])

    def find(self, view_id: str = "", external_id: str = "") -> tuple[str, JSON] | None:
        """Find an open view and its person, by id or external_id."""
        for user, stack in self.stacks.items():
            for view in stack:
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return user, view
        return None

    def open(self, user: str, view: JSON) -> None:
        """Show a new root view; an older stack closes."""
        view["root_view_id"] = view["id"]
        self.stacks[user] = [view]

    def push(self, user: str, view: JSON) -> bool:
        """Show a view on top; False when the stack is full or nothing is open."""
        stack = self.of(user)
        if not stack or len(stack) >= DEEPEST:
            return False
        view |= {"previous_view_id": stack[-1]["id"], "root_view_id": stack[0]["id"]}
        stack.append(view)
        return True

    def close(self, user: str, view_id: str) -> list[JSON]:
        """Close a view and those above it; gives the closed ones, top first."""
        stack = self.of(user)
        place = next((n for n, view in enumerate(stack) if view["id"] == view_id), len(stack))
        closed = stack[place:]
        del stack[place:]
        return closed[::-1]


def is_too_large(view: JSON) -> bool:
    """Tell whether a view is larger than Slack keeps."""
    return len(json.dumps(view).encode()) > LARGEST


def made(view: JSON, workspace: Workspace, channel: str = "") -> JSON:
    """Write a checked view as Slack stores it: id, hash, block ids, state.

    `channel` is where it was asked for: what a menu that starts at the current conversation starts with.
    """
    blocks = stored_blocks(view["blocks"])
    stored: JSON = {
        "id": "V0" + secrets.token_hex(5).upper(),
        "team_id": workspace.id,
        "type": view["type"],
        "blocks": blocks,
        "private_metadata": view.get("private_metadata") or "",
        "callback_id": view.get("callback_id") or "",
        "state": {"values": elements.states(blocks, {}, channel)},
        "hash": new_hash(),
        "title": _plain(view, "title", "View Title" if view["type"] == "home" else ""),
        "clear_on_close": bool(view.get("clear_on_close")),
        "notify_on_close": bool(view.get("notify_on_close")),
        "close": _plain(view, "close"),
        "submit": _plain(view, "submit"),
        "previous_view_id": None,
        "root_view_id": None,
        "app_id": workspace.bot_user.app_id,
        "external_id": view.get("external_id") or "",
        "app_installed_team_id": workspace.id,
        "bot_id": workspace.bot_user.bot_id,
    }
    if view["type"] == "home":
        stored["root_view_id"] = stored["id"]
    return stored


def replace(shown: JSON, view: JSON, workspace: Workspace) -> None:
    """Put a new view in the place of one shown: same id and place, typed values kept where ids are equal."""
    new = made(view, workspace)
    kept = {name: shown[name] for name in ("id", "previous_view_id", "root_view_id")}
    typed = shown["state"]["values"]
    shown.clear()
    shown.update(new | kept)
    shown["state"] = {"values": elements.states(shown["blocks"], typed)}


def new_hash() -> str:
    """Make a view's hash: a moment and a secret, as Slack's look."""
    return f"{secrets.randbelow(10**10):010d}.{secrets.token_urlsafe(6)}"


def _plain(view: JSON, name: str, default: str = "") -> JSON | None:
    text = view.get(name)
    if text:
        return {"emoji": True, **text}
    return {"type": "plain_text", "text": default, "emoji": True} if default else None
