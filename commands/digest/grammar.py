"""Text after `/digest` → a request, or `Unclear` with words that mend it."""

import re
from dataclasses import dataclass
from datetime import time

from commands.kit import line
from commands.kit.requests import Help, ProjectRef, Unclear, Undo
from commands.plan.grammar import reference

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class SetUp:
    """Send a project's digest here every week."""

    project: ProjectRef | None  # None: the channel's
    weekday: int
    at: time


@dataclass(frozen=True, slots=True)
class Preview:
    """Show what would be sent now."""

    project: ProjectRef | None


@dataclass(frozen=True, slots=True)
class Status:
    """Show which digests there are and when they are sent next."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Send no more digests here, or no more of one project's."""

    project: ProjectRef | None


Request = SetUp | Preview | Status | Stop | Undo | Help | Unclear


def parse(text: str) -> Request:
    """Read a line; anything unknown comes back as `Unclear`."""
    verb, _, rest = text.strip().partition(" ")
    match verb.casefold():
        case "" | "status":
            return Status()
        case "setup":
            return _set_up(rest)
        case "preview":
            named = _one(rest, "preview")
            return named if isinstance(named, Unclear) else Preview(named)
        case "stop":
            named = _one(rest, "stop")
            return named if isinstance(named, Unclear) else Stop(named)
        case "undo":
            return Undo()
        case "help":
            return Help(None)
    return Unclear(
        f'"{line.spoken(verb)}" is not something /digest does. Nothing was changed. Try /digest help.'
    )


def _one(text: str, verb: str) -> ProjectRef | Unclear | None:
    """Read the one project that stands behind a verb; None where none does."""
    if len(text.split()) < 2:
        return reference(text.strip()) if text.strip() else None
    return Unclear(f"Which one project? Nothing was changed. Type /digest {verb} #atlas.")


def _set_up(text: str) -> Request:
    project, weekday, at = None, 0, time(9)
    for word in text.split():
        if word.casefold()[:3] in DAYS and word.isalpha():
            weekday = DAYS.index(word.casefold()[:3])
        elif clock := _TIME.fullmatch(word):
            at = time(int(clock[1]), int(clock[2]))
        elif word.startswith(("#", "<#")):
            project = reference(word)
        else:
            said = line.spoken(word)
            return Unclear(
                f'I can\'t read "{said}". Nothing was changed. Try /digest setup #atlas mon 09:00.'
            )
    return SetUp(project, weekday, at)
