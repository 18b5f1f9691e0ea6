"""What each word of a line would be taken for. Knows no people and no tasks."""

from dataclasses import dataclass

from commands.kit import line
from commands.task.grammar.capture import Captured
from commands.task.grammar.written import written

IN_FULL = "in full"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a line, and what they are: "title", or the name of a token."""

    words: str
    role: str


def parts(captured: Captured) -> tuple[Part, ...]:
    """Part a line into its words for the title and its tokens, as typed; last comes the line in full."""
    return (*typed(captured.line), Part(line.spoken(written(captured.add).partition("\n")[0]), IN_FULL))


def typed(read: line.Line) -> tuple[Part, ...]:
    """Part a line into its words for the title and its tokens, as typed."""
    text, found, at = read.text, [], 0
    for (start, end), role in sorted(read.taken):
        found += [Part(text[at:start], "title"), Part(text[start:end], role)]
        at = max(at, end)
    spoken = (Part(line.spoken(part.words), part.role) for part in (*found, Part(text[at:], "title")))
    said = (part for part in spoken if part.role)  # a sign without a role belongs to the tokens beside it
    return tuple(part for part in said if part.words.strip(" ,;:-–—") or part.role != "title")
