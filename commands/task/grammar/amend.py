"""Tokens beside the number of a task ("T-12 !p1 @ben by fri") → what is to change on it. Knows no verbs."""

import re
from dataclasses import replace

from commands.kit import line, when
from commands.kit.readings import Here, Unreadable
from commands.kit.requests import Offer, Unclear
from commands.task.grammar import capture, contrary, several, tokens
from commands.task.requests import Add, Amend

_EDIT = re.compile(r"(?P<verb>edit\s+t[-–]\d+)\s+(?P<rest>.+)", re.IGNORECASE)
_PLUS = re.compile(r"(?:\+|plus )\s*(?P<length>\S.*)", re.IGNORECASE)
_NAMES = ("owner", "due", "priority", "project", "labels", "watchers", "after", "repeat")


def read(head: str, notes: str, here: Here) -> Amend | Unclear | None:
    """Read a line that holds numbers of tasks and tokens, and nothing else; None when it holds more."""
    if not line.has_id(head):
        return None
    gone = tokens.less(line.start(head, notes))
    found = capture.read(gone.line, here)
    if isinstance(found, Unclear):
        return _with_change(found) if line.ids(head, "t")[0] else None
    numbers, left = line.ids(found.line.mask.strip(" .,;:"), "t")
    if not numbers or found.add.title == "":
        return None
    if left.strip(" ,"):
        return _dated(head, left, here)
    if notes:
        return Unclear(several.further_lines(numbers[0]))
    names = changed(found.add)
    said = Amend(numbers, found.add, names, gone.labels, unwatched=gone.watchers, freed=gone.after)
    if not (names or gone.labels or gone.watchers or gone.after):
        return None
    return contrary.within(said, head) or said


def without_offers(found: Amend | Unclear) -> Amend | Unclear:
    """Leave out what else a line may have meant, where its verb says which of them is meant."""
    return replace(found, to=replace(found.to, offers=())) if isinstance(found, Amend) else found


def _with_change(asked: Unclear) -> Unclear:
    """Offer no line that holds numbers alone, which would change nothing, or makes a title of them."""
    kept = (each for each in asked.offers if line.ids(each.line, "t")[1] and not each.line.startswith('"'))
    return replace(asked, offers=tuple(kept))


def changed(add: Add) -> tuple[str, ...]:
    """Name the fields that a line gave a value, but for the title."""
    effort = ("estimate",) if add.estimate or add.points else ()
    return (*(name for name in _NAMES if getattr(add, name)), *effort)


def titled(number: int, rest: str, here: Here) -> Amend | None:
    """Read a title in quotes with tokens behind it, as what both are to be; None when it is not that."""
    found = capture.read(line.start(rest, ""), here)
    quoted = re.match(r'"[^"]+"', rest)
    if isinstance(found, Unclear) or not quoted or found.line.mask.strip() != line.COVER * len(quoted[0]):
        return None
    names = changed(found.add)
    return Amend((number,), found.add, ("title", *names)) if names else None


def as_title(text: str) -> tuple[Offer, ...]:
    """Offer to make a title of all words of a line that edits one task; () for any other line."""
    found = _EDIT.fullmatch(text.strip())
    words = found["rest"].replace('"', "") if found else ""
    return (Offer("All of it is the title", f'{found["verb"]} "{words}"'),) if found and words else ()


def _dated(head: str, left: str, here: Here) -> Amend | Unclear | None:
    """Read words that are a date only where one is meant: "T-12 fri week"; "+2d" counts from its date."""
    plus = _PLUS.fullmatch(left)
    if plus and isinstance(when.look(f"{plus['length']} later", here), when.Reading):
        return read(f"{head.replace(left, '')} due {plus['length']} later", "", here)
    if head.count(left) != 1 or isinstance(when.look(left, here), Unreadable):
        return None
    return read(f"{head.replace(left, '')} due {left}", "", here)
