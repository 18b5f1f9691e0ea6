"""Text after `/digest` → a request, or `Unclear` with words that mend it."""

import re
from dataclasses import dataclass
from datetime import time

from commands.kit import line, weekly
from commands.kit.requests import Help, ProjectRef, Unclear, Undo
from commands.plan.grammar import reference

_PROJECT = re.compile(r"(?<!\S)(?:(?:for|of)\s+)?(<#[^>]*>|#[^\s,]+),?(?!\S)", re.IGNORECASE)
_TRY = "Nothing was changed. Try /digest setup #atlas mon 09:00."


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
    """Read a weekday, an hour and a project, each once and in any order; what is not said is Monday at 9."""
    named = _PROJECT.findall(text)
    days, hours = [], []
    for word in weekly.plain(_PROJECT.sub(" ", text).casefold()).replace(",", " ").split():
        if word in weekly.DAYS:
            days.append(weekly.DAYS.index(word))
        elif at := weekly.hour(word):
            hours.append(at)
        else:
            return Unclear(f'I can\'t read "{line.spoken(word)}". {_TRY}')
    if max(len(set(days)), len(set(hours)), len(named)) > 1:
        return Unclear(f"A digest is of one project and goes out once a week, at one time. {_TRY}")
    project = reference(named[0]) if named else None
    return SetUp(project, days[0] if days else 0, hours[0] if hours else time(9))
