"""Text after `/standup` → a request, or `Unclear` with words that mend it."""

import re
from dataclasses import dataclass
from datetime import date, time

from commands.kit import when
from commands.kit.readings import Here, Refused
from commands.kit.requests import Help, OpenForm, Unclear, Undo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(rf"({'|'.join(DAYS)})\s*[-–]\s*({'|'.join(DAYS)})")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HOURS = re.compile(r"(\d{1,2})h")


@dataclass(frozen=True, slots=True)
class SetUp:
    """Make this channel's standup."""

    weekdays: tuple[int, ...]
    at: time
    window: int  # minutes


@dataclass(frozen=True, slots=True)
class Status:
    """Who has answered, who is missing, who is away."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Ask nobody in this channel any more."""


@dataclass(frozen=True, slots=True)
class Away:
    """I am away until a day, that day included."""

    until: date


@dataclass(frozen=True, slots=True)
class Back:
    """I am here again."""


Request = SetUp | Status | Stop | Away | Back | OpenForm | Undo | Help | Unclear


def parse(text: str, here: Here) -> Request:
    """Read a line; anything unknown comes back as `Unclear`."""
    verb, _, rest = text.strip().casefold().partition(" ")
    match verb:
        case "":
            return OpenForm()
        case "setup":
            return _set_up(rest)
        case "status" | "who":
            return Status()
        case "stop" | "remove":
            return Stop()
        case "ooo" | "away":
            return _away(rest, here)
        case "back":
            return Back()
        case "undo":
            return Undo()
        case "help":
            return Help(None)
    return Unclear(f'"{verb}" is not something /standup does. Nothing was changed. Try /standup help.')


def _set_up(text: str) -> Request:
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    at, window = time(9, 30), 240
    for word in text.split():
        if span := _SPAN.fullmatch(word):
            first, last = DAYS.index(span[1]), DAYS.index(span[2])
            if first > last:
                return Unclear(f'"{word}" ends before it starts. Nothing was changed. Try mon-fri.')
            weekdays = tuple(range(first, last + 1))
        elif clock := _TIME.fullmatch(word):
            at = time(int(clock[1]), int(clock[2]))
        elif hours := _HOURS.fullmatch(word):
            window = int(hours[1]) * 60
        else:
            return Unclear(
                f'I cannot read "{word}". Nothing was changed. Try /standup setup mon-fri 09:30 4h.'
            )
    if not 60 <= window <= 720:
        return Unclear(
            "A window has 1 to 12 hours. Nothing was changed. Try /standup setup mon-fri 09:30 4h."
        )
    return SetUp(weekdays, at, window)


def _away(text: str, here: Here) -> Request:
    words = text.removeprefix("until").strip() or "today"
    due = when.read(words, here)
    return Unclear(due.sentence) if isinstance(due, Refused) else Away(due.day)
