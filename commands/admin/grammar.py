"""Text after `/muster` → a request, or `Unclear` with words that mend it."""

from dataclasses import dataclass

from commands.kit import line
from commands.kit.requests import Help, Unclear


@dataclass(frozen=True, slots=True)
class Status:
    """Show what Muster has before it, and what went wrong."""


Request = Status | Help | Unclear


def parse(text: str) -> Request:
    """Read a line; anything unknown comes back as `Unclear`."""
    match text.strip().casefold():
        case "" | "help":
            return Help("")
        case "status":
            return Status()
        case other:
            return Unclear(
                f'/muster does not know "{line.spoken(other)}". Nothing was changed. Type /muster status.'
            )
