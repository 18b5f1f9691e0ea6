"""A line that names several tasks → what is asked for of all of them, or a question. Knows no dates."""

import re
from dataclasses import dataclass, replace

from commands.kit import line
from commands.kit.requests import Offer, Unclear
from commands.task.grammar import tokens
from commands.task.requests import Note

_ONE = re.compile(r"t[-–]\d{1,9}(?![\w-])[,.:]?\s*", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:t[-–]\d{1,9}\s*(?:,|&(?:amp;)?|;|,?\s*\band\b)\s*)+t[-–]\d{1,9}(?![\w-])[.:]?\s*", re.IGNORECASE
)
_NEXT = re.compile(r"\s*(?:&amp;|[,;&/]|,?\s\band\b)\s*(?=t[-–]\d{1,9}[:,]?\s+\S)", re.IGNORECASE)
# Behind one of these verbs the numbers are what the note speaks of.
_SUBJECT = re.compile(
    r"(?:is|are|was|were|has|have|does|do|must|should|will|can|needs?|waits?|blocks?)\b", re.IGNORECASE
)
_MOST = 5  # buttons
_MOST_OF_A_RANGE = 20
_RANGE = re.compile(
    r"t[-–](?P<first>\d{1,9})(?:\s*(?:[-–—]|\.{2,}|…|\bto)\s*t[-–]|[-–—]|\.{2,}|…)(?P<last>\d{1,9})[.,:]?(?!\S)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"(?<![\w-])t[-–](\d{1,9})(?![\w-])", re.IGNORECASE)
_A_WORD = re.compile(r"(?<![^\s(\[,;'\"&])t[-–](\d{1,9})(?![\w/-])", re.IGNORECASE)  # not "/api/T-4"
_LIKE_A_NUMBER = re.compile(r"t[-–]\d\S*", re.IGNORECASE)


_DRESSED = re.compile(
    r"(?P<verb>[a-z]+:? )?[*_\[(#]{1,3}(?P<id>t[-–]\d{1,9})[*_\])]{0,3}(?P<end>[:.,]?)(?!\S)", re.IGNORECASE
)


def plain(head: str) -> str:
    """Write a line with a number as messages show it ("*T-4* done", "done [T-4]") without its dress.

    "" where the first number has none.
    """
    found = _DRESSED.match(head) if "t-" in head[:24].lower() else None
    return f"{found['verb'] or ''}{found['id']}{found['end']}{head[found.end() :]}" if found else ""


@dataclass(frozen=True, slots=True)
class Spread:
    """What begins like the number of a task and is none: "T-2-T-4", "T-2..4", "T-12x"."""

    typed: str
    numbers: tuple[int, ...]  # of a range, at most twenty; () of anything else
    left: str

    @property
    def words(self) -> str:
        """Say that it cannot be read."""
        return f'I can\'t read "{self.typed[:100]}" as the numbers of tasks.'


def spread(words: str) -> Spread | None:
    """Find what stands in front of `words` where numbers of tasks do, and is none; None for numbers."""
    if found := _RANGE.match(words):
        first, last = int(found["first"]), int(found["last"])
        is_range = first < last < first + _MOST_OF_A_RANGE
        return Spread(
            found[0], tuple(range(first, last + 1)) if is_range else (), words[found.end() :].strip()
        )
    found = None if line.ids(words, "t")[0] else _LIKE_A_NUMBER.match(words)
    return Spread(found[0], (), words[found.end() :].strip()) if found else None


def named(words: str) -> list[int]:
    """Find the numbers of tasks anywhere in words, in order, as often as they stand there."""
    return [int(found) for found in _ANYWHERE.findall(words)]


def spoken_of(mask: str) -> list[int]:
    """Find the numbers of tasks in a line that a new task would not wait for."""
    for (start, end), _ in tokens.waits(mask):
        mask = f"{mask[:start]}{' ' * (end - start)}{mask[end:]}"
    return [int(found) for found in _A_WORD.findall(mask)]


def names_of(numbers: tuple[int, ...]) -> str:
    """Write the numbers of tasks as people type them."""
    return ", ".join(f"T-{number}" for number in numbers)


def one_at_a_time(verb: str, numbers: tuple[int, ...], rest: str) -> Unclear:
    """Ask which of several tasks a verb is meant for."""
    lines = [f"{verb} T-{number} {rest}".strip() for number in numbers[:_MOST]]
    words = f"{verb.capitalize()} takes one task at a time. Nothing was changed. Which one?"
    return Unclear(words, tuple(Offer(line.spoken(each)[:75], each) for each in lines))


def worded(verb: str, numbers: tuple[int, ...], rest: str) -> Unclear | None:
    """Ask where words that are for one task begin with the number of another; behind a colon they may."""
    first = _ONE.match(rest)
    if len(numbers) < 2 or first is None or ":" in first[0]:
        return None
    left, text = line.ids(rest, "t")[1].lstrip(": "), rest[first.end() :]
    asked = one_at_a_time(verb, numbers, left)
    if verb != "edit" or not left or "\n" in text:
        return asked
    title = Offer(f'The title "{line.spoken(text)}"'[:75], f"edit T-{numbers[0]}: {text}")
    return replace(asked, offers=(title, *asked.offers))


def apart(verb: str, rest: str) -> Unclear | None:
    """Ask about tasks that each have words of their own, with a button for all; None of any other line."""
    said = "; ".join(parted(verb, rest))
    return each_of(said) if said else None


def each_of(said: str) -> Unclear:
    """Ask whether tasks that each have words of their own are meant as in the line `said`."""
    words = "Each task there has words of its own. Nothing was changed."
    return Unclear(f"{words} Try /task {line.spoken(said)}.", (Offer(line.spoken(said)[:75], said),))


def parted(verb: str, rest: str) -> tuple[str, ...]:
    """Part "T-4 fri, T-5 mon" behind a verb into a command for each task; () of any other words.

    `verb` is "" where the line begins with a number. The same words for each are one command.
    """
    if rest.count("-") + rest.count("–") < 2:  # numbers of tasks
        return ()
    found = [line.ids(piece, "t") for piece in _pieces(rest)]
    if len(found) < 2:
        return ()
    parts = [(numbers, left.removeprefix(":").strip()) for numbers, left in found]
    if not all(numbers and left for numbers, left in parts):
        return ()
    if len({left.lower() for _, left in parts}) == 1:
        parts = [(tuple(number for numbers, _ in parts for number in numbers), parts[0][1])]
    return tuple(f"{verb} {names_of(numbers)} {left}".strip() for numbers, left in parts)


def _pieces(rest: str) -> list[str]:
    """Cut words in front of each number that stands behind words of the one before.

    Numbers behind the last "after" are no tasks of their own: they are waited for.
    """
    mask = line.start(rest, "").mask
    last_wait = max((start for (start, _), _ in tokens.waits(mask)), default=len(mask))
    pieces, start, since, has_words = [], 0, 0, False
    for cut in _NEXT.finditer(mask):
        has_words = has_words or bool(line.ids(rest[since : cut.start()], "t")[1])
        since = cut.end()
        if has_words and since <= last_wait:
            pieces.append(rest[start : cut.start()])
            start, has_words = since, False
    return [*pieces, rest[start:]]


def further_lines(number: int) -> str:
    """Say where lines below one that changes tasks belong."""
    return (
        f"Further lines belong in a note: /task note T-{number} … Nothing was changed. "
        "What is to change stands in the first line."
    )


def noted(rest: str) -> Note | Unclear:
    """Read a note on the tasks in front of it; where the next number may be its first word, ask."""
    listed, first = _LISTED.match(rest), _ONE.match(rest)
    behind = rest[listed.end() :] if listed else ""
    if listed and behind and (":" in listed[0] or not _SUBJECT.match(behind)):
        return Note(line.ids(listed[0], "t")[0], line.spoken_notes(behind))
    numbers, left = line.ids(rest, "t")
    text = rest[first.end() :] if first else ""
    if not left:
        example = f"/task note {names_of(numbers)} pinged legal"
        return Unclear(f"What should stand in the note? Nothing was saved. Try {example}.")
    if first is None or len(numbers) == 1 or ":" in first[0]:
        return Note(numbers[:1], line.spoken_notes(text))
    names = names_of(numbers)
    words = f"Is the note for {names}, or does it begin with a number? Nothing was saved."
    both = Offer(f"Note on {names}"[:75], f"note {names}: {left}")
    return Unclear(words, (both, Offer(f"Note on T-{numbers[0]}", f"note T-{numbers[0]}: {text}")))
