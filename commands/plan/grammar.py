"""Text after `/project` → a request, or `Unclear` with words that mend it."""

import re
from dataclasses import dataclass

from commands.kit.requests import Help, ProjectRef, Unclear, Undo

_NAME = re.compile(r"[^\W_][\w .-]{0,38}[^\W_]")
_CHANNEL = re.compile(r"<#(?P<id>[A-Z0-9]+)(?:\|(?P<name>[^>]*))?>")


@dataclass(frozen=True, slots=True)
class New:
    """Make a project, bound to this channel."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Bind:
    """Bind this channel to a project."""

    project: ProjectRef


@dataclass(frozen=True, slots=True)
class Projects:
    """Show the projects there are."""


Request = New | Bind | Projects | Undo | Help | Unclear


def parse(text: str) -> Request:
    """Read a line; anything unknown comes back as `Unclear`."""
    verb, _, rest = text.strip().partition(" ")
    rest = rest.strip().strip('"')
    match verb.casefold():
        case "" | "list":
            return Projects()
        case "new":
            if not _NAME.fullmatch(rest):
                return Unclear(
                    "A project needs a name of 2 to 40 letters, digits, spaces, dots or hyphens. "
                    "Nothing was saved. Example: /project new Atlas"
                )
            return New(rest, re.sub(r"[\s.]+", "-", rest.casefold()))
        case "bind" if rest:
            return Bind(reference(rest))
        case "bind":
            return Unclear("Which project? Nothing was changed. Example: /project bind #atlas")
        case "undo" if not rest:
            return Undo()
        case "help":
            return Help(None)
    return Unclear(f'"{verb}" is not something /project does. Nothing was changed. Try /project help.')


def reference(word: str) -> ProjectRef:
    """Read how a project was named: `atlas`, `#atlas`, or the channel Slack put in its place."""
    if found := _CHANNEL.fullmatch(word):
        return ProjectRef(key=found["name"] or None, channel=found["id"])
    return ProjectRef(key=word.removeprefix("#").casefold(), channel=None)
