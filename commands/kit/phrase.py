"""A date in a line: where it stands, what was read of it, and whether it is set. Knows no keywords."""

from dataclasses import dataclass

from commands.kit import when
from commands.kit.line import Span
from commands.kit.when import Here, Reading, Refused, Unreadable

CLOSERS = ".,;!?)"
MOST_WORDS = 8  # of a date


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date in a line, with its keyword; `sets` is False where it is only offered."""

    span: Span
    found: Reading | Refused
    sets: bool
    is_slip: bool = False  # its words are nothing else, so they leave the title with the date


def look(words: str, here: Here, *, before: bool = False) -> Reading | Refused:
    """Read words as they stand, else without brackets and what closes a sentence."""
    found = when.look(words, here, before=before)
    bare = words.strip(" [(").rstrip(" ])" + CLOSERS)
    if isinstance(found, Unreadable) and bare != words:
        return when.look(bare, here, before=before)
    return found


def closed(mask: str, start: int, end: int) -> Span:
    """Widen a phrase from `start` to `end` to the brackets round it; leave one that closes others."""
    said = start + len(mask[start:end].rstrip(CLOSERS))
    if ")" not in mask[said:end] or mask[start] == "(":
        return start, end
    before = mask[:start].rstrip()
    if before.endswith("("):
        return len(before) - 1, end
    return (start, said) if before.count("(") > before.count(")") else (start, end)
