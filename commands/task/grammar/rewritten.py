"""What a line writes anew on a task: its title ("edit T-4 Order racks"), or its steps. Knows no verbs."""

import re

from commands.kit import line, marks
from commands.kit.readings import Here
from commands.kit.requests import Offer, Unclear
from commands.task.grammar import amend, capture
from commands.task.requests import Amend, Edit, Request, Split

_AND = re.compile(r"\s+(?:and|&(?:amp;)?)\s+", re.IGNORECASE)
_LED = re.compile(r"^\s*(?:and|&(?:amp;)?)\s+", re.IGNORECASE)


def edit(number: int, rest: str, here: Here) -> Request:
    """Read a new title; what a new task would have no title from is none here either."""
    title = line.unquoted(line.spoken(rest))
    if "\n" in rest or len(title) > line.LONGEST_TITLE:
        words = f"A title is one line of at most {line.LONGEST_TITLE} characters. Nothing was changed."
        return Unclear(f"{words} Further words belong in a note: /task note T-{number} …")
    return _amended(number, rest, here) or Edit(number, title or None)


def _amended(number: int, rest: str, here: Here) -> Request | None:
    """Read tokens where a title is expected: alone, behind a quoted title, or else ask; None: none are."""
    more = amend.read(f"T-{number} {rest}", "", here) or amend.titled(number, rest, here)
    if isinstance(more, Amend):
        return more
    found = capture.read(line.start(rest, ""), here)
    if found == capture.UNTITLED and rest:
        words = f'There is no title in that, so nothing was saved. The form of T-{number} has all fields; "'
        return Unclear(f'{words}quotes" make it a title.', (Offer("Open the form", f"edit T-{number}"),))
    if isinstance(found, Unclear) and rest:
        return _asked(number, rest, found)
    if isinstance(found, Unclear) or '"' in rest or not amend.changed(found.add):
        return None
    rewritten = found.line.text
    tokens = " ".join(rewritten[slice(*span)].strip() for span, _ in sorted(found.line.taken))
    both = Offer("Change both", f'edit T-{number} "{capture.escaped(found.add.title)}" {tokens}')
    words = f'Is "{line.spoken(tokens)[:100]}" part of the title of T-{number}? Nothing was changed.'
    return Unclear(words, (both, *amend.as_title(f"edit T-{number} {rest}")))


def _asked(number: int, rest: str, found: Unclear) -> Unclear:
    """Ask about a title with what a new task would be asked about: a date or a token nobody can read."""
    form = Offer("Open the form", f"edit T-{number}")
    words = found.words.replace("Nothing was saved", "Nothing was changed")
    return Unclear(words, (form, *amend.as_title(f"edit T-{number} {rest}")))


def _listed(text: str) -> list[str]:
    """Part "order, rack and cable" at its commas, and at what joins the last two."""
    *parts, last = line.parted(text, ",")
    return [*parts, *_AND.split(_LED.sub("", last), maxsplit=1)] if parts else [last]


def split(number: int, rest: str, _: Here) -> Request:
    """Read the steps of a checklist: one a line, parted by semicolons; where there are neither, by commas.

    One line that is a list in itself ("1) order 2) rack") is parted at its marks. "[x]" ticks a step.

    "none" takes all of them away.
    """
    if rest.strip().casefold() in ("none", "clear"):
        return Split(number, ())
    parts = marks.parted(rest.removeprefix(":")) if "\n" not in rest else []
    if len(parts) < 2:
        parts = [part for each in rest.split("\n") for part in line.parted(each, ";")]
        parts = _listed(parts[0]) if len(parts) == 1 else parts
    steps = [(step, marks.is_ticked(part)) for part in parts if (step := line.spoken(marks.bare(part)))]
    if steps:
        return Split(number, tuple(step for step, _ in steps), tuple(step for step, done in steps if done))
    words = f"Into which steps? Nothing was changed. Try /task split T-{number} order; rack; cable."
    return Unclear(words)
