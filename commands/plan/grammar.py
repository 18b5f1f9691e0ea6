"""Text after `/project` → a request, or `Unclear` with words that mend it."""

import re
from dataclasses import dataclass

from commands.kit import line
from commands.kit.requests import Help, Mention, ProjectRef, Unclear, Undo, key_of

_NAME = re.compile(r"[^\W_][\w .,:&/+'()-]{0,38}(?:[^\W_]|(?<=\w)\))")
_RESERVED = re.compile(
    r"none|no|all|any|me|everything|everybody|everyone|nobody|nothing|project|today|[trb]-\d+"
)
_WHO = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|(?P<label>[^>]*))?>|@(?P<name>[^\W_][\w.-]*)")
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
class Unbind:
    """Let this channel belong to no project."""


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a project another name; how it is named in lines stays."""

    name: str
    key: str  # that a new project of this name would have


@dataclass(frozen=True, slots=True)
class HandOver:
    """Let somebody else lead a project: the one named, else this channel's."""

    who: Mention
    project: ProjectRef | None


@dataclass(frozen=True, slots=True)
class Projects:
    """Show the projects there are."""


Request = New | Bind | Unbind | Rename | HandOver | Projects | Undo | Help | Unclear


def parse(text: str) -> Request:
    """Read a line; anything unknown comes back as `Unclear`."""
    verb, _, rest = text.strip().partition(" ")
    rest = rest.strip().strip('"')
    match verb.casefold():
        case "" | "list":
            return Projects()
        case "new" | "rename":
            return _named(verb.casefold(), line.decoded(rest))
        case "lead":
            return _hand_over(rest)
        case "unbind" if not rest:
            return Unbind()
        case "bind" if rest:
            return Bind(reference(rest))
        case "bind":
            return Unclear("Which project? Nothing was changed. Example: /project bind #atlas")
        case "undo" if not rest:
            return Undo()
        case "help":
            return Help(None)
    return Unclear(
        f'"{line.spoken(verb)}" is not something /project does. Nothing was changed. Try /project help.'
    )


def _named(verb: str, name: str) -> New | Rename | Unclear:
    """Read the name a project gets."""
    if not _NAME.fullmatch(name):
        return Unclear(
            'A project needs a name of 2 to 40 letters, digits, spaces or signs like "." and "-". '
            f"Nothing was saved. Example: /project {verb} Atlas 2"
        )
    make = New if verb == "new" else Rename
    return _taken(name) or make(name, key_of(name))


def _taken(name: str) -> Unclear | None:
    """Refuse a name that means something else in a line."""
    if not _RESERVED.fullmatch(key_of(name)):
        return None
    return Unclear(
        f'"{name}" means something else in a line, so no project can be called so. Nothing was saved. '
        "Add a word to it."
    )


def _hand_over(rest: str) -> HandOver | Unclear:
    """Read who is to lead which project: "@ben", "#atlas @ben"."""
    named = _WHO.search(rest)
    left = f"{rest[: named.start()]} {rest[named.end() :]}".split() if named else []
    if named is None or len(left) > 1:
        return Unclear("Who is to lead it? Nothing was changed. Example: /project lead @ben")
    who = Mention(named["id"], named["label"] or named["name"])
    return HandOver(who, reference(left[0]) if left else None)


def reference(word: str) -> ProjectRef:
    """Read how a project was named: `atlas`, `#atlas`, or the channel Slack put in its place."""
    if found := _CHANNEL.fullmatch(word):
        return ProjectRef(key=found["name"] or None, channel=found["id"])
    return ProjectRef(key=word.removeprefix("#").casefold(), channel=None)
