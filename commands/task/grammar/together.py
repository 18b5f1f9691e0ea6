"""A line of several commands, or of tasks with words of their own, → all of them as one, or its one doubt."""

import re
from dataclasses import replace

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Offer, Unclear
from commands.task.grammar import alone, amend, contrary, sentence, several, slips, spent, verbs
from commands.task.requests import (
    NOTHING,
    After,
    Amend,
    Assign,
    Drop,
    Free,
    Part,
    Propose,
    Redate,
    Request,
    Together,
)

_APART = ("assign", "due", "propose", "snooze")  # verbs behind which each number may have words of its own
_THEN = re.compile(
    r"(?:\s*(?:[,.&]|&amp;)|,?\s+and(?:\s+then)?|,?\s+then)\s+(?=(?P<verb>[a-z]+)\s+t[-–]\d)", re.IGNORECASE
)
_VERBS = "|".join(
    each for each in verbs.WORDS_FOR if each.isalpha() and verbs.WORDS_FOR[each] in verbs.ON_TASKS
)
_COMMAND = re.compile(
    rf"(?:^|(?<=\S)(?<![,;&]) )(?<!and )(?:(?:{_VERBS}) )?t[-–]\d{{1,9}}(?![\w-])", re.IGNORECASE
)
_SET = re.compile(r"^(?:set|change|update) ", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:\s*[,;]|\s+and)\s+(?=(?:due|date|deadline|owner|prio(?:rity)?|labels?|tags?|estimate|title|cc|project)\b)",
    re.IGNORECASE,
)
_LED = re.compile(r"^(?:(?:and|then)\s+)+", re.IGNORECASE)
_LOOK = ("show", "history", "suggest")
_AS_IT_STANDS = ("find", "explain")


def read(head: str, notes: str, here: Here) -> Request | None:
    """Read "due T-4 fri, T-7 mon" and "done T-4; due T-7 mon"; None of any other line.

    What one part asks is asked for the whole line: each button carries all of it with that settled.
    """
    if notes and all(_is_command(each) for each in (head, *notes.splitlines()) if each.strip()):
        head, notes = "; ".join((head, *filter(None, map(str.strip, notes.splitlines())))), ""
    lines = _lines(head, here) or _spaced(head, here) or _fields(head, here)
    if not lines and (odd := _odd(head, here)):
        return odd
    if lines and notes:
        return _without_notes(lines, head, notes)
    found = [_one(each, here) for each in lines]
    if len(found) < 2:
        return found[0] if found else None
    for place, each in enumerate(found):
        if not isinstance(each, Part):
            return (
                _asked(each, lines, place, head) if isinstance(each, Unclear) else _alone(lines, place, head)
            )
    parts = tuple(each for each in found if isinstance(each, Part))
    return _contrary(parts, lines, head) or Together(parts)


def _contrary(parts: tuple[Part, ...], lines: tuple[str, ...], head: str) -> Unclear | None:
    """Ask which of two parts of a line holds where both cannot."""
    places = contrary.places(parts)
    if places is None:
        return None
    first, second = (line.spoken(lines[place]) for place in places)
    kept = ("; ".join(each for at, each in enumerate(lines) if at != gone) for gone in reversed(places))
    words = f'"{first[:100]}" and "{second[:100]}" cannot both hold. Nothing was changed. Which one?'
    return Unclear(words, (*(Offer(line.spoken(each)[:75], each) for each in kept), alone.no_title(head, "")))


def numbers_of(request: Together) -> tuple[int, ...]:
    """Return the numbers of all tasks that a line changes, each once."""
    each = [(one.number,) if isinstance(one, Propose | Redate) else one.numbers for one in request.parts]
    return tuple(dict.fromkeys(number for numbers in each for number in numbers))


def _lines(head: str, here: Here) -> tuple[str, ...]:
    """Part a line at its semicolons, and each part into its tasks with words of their own.

    Where only the first part has a verb, the others share it: then the line is parted as a whole.
    """
    commands = _commands(head, here)
    whole = () if any(map(_verb, commands[1:])) else _apart(head)
    return whole or tuple(one for each in commands for one in _apart(each) or (each,))


def _spaced(head: str, here: Here) -> tuple[str, ...]:
    """Part "T-4 !p1 T-5 !p2" and "done T-4 start T-5", if each part is a command; () of others."""
    if head.count("-") + head.count("–") < 2:  # of two tasks
        return ()
    starts = [0, *(found.start() for found in _COMMAND.finditer(head) if found.start())]
    parts = tuple(head[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True))
    if len(parts) < 2 or any(_verb(part) in verbs.TELL for part in parts):
        return ()
    is_of_verbs = {bool(_verb(part)) for part in parts}
    has_own = all(_verb(part) or line.ids(part, "t")[1] for part in parts)
    is_all = len(is_of_verbs) == 1 and has_own and all(isinstance(_one(part, here), Part) for part in parts)
    return parts if is_all else ()


def _fields(head: str, here: Here) -> tuple[str, ...]:
    """Part "T-4 due: fri, prio: high" at the names of its fields; () of others."""
    numbers, left = line.ids(_SET.sub("", head), "t")
    pieces = _FIELD.split(left) if numbers else []
    lines = tuple(f"{several.names_of(numbers)} {piece.rstrip(' ,;')}" for piece in pieces)
    return lines if len(lines) > 1 and all(isinstance(_one(each, here), Part) for each in lines) else ()


def _apart(text: str) -> tuple[str, ...]:
    typed, _, rest = text.partition(" ")
    if verbs.WORDS_FOR.get(typed.lower()) in _APART:
        return several.parted(typed.lower(), rest)
    return several.parted("", text) if line.ids(text, "t")[0] else ()


def _commands(head: str, here: Here) -> tuple[str, ...]:
    """Part a line at its semicolons, if each part is a command; words for people may hold a semicolon.

    Numbers alone are none: they go on with those before ("done T-4; T-7").
    """
    parts = _parts(head, here)
    if len(parts) < 2:
        return _joined(head)
    return parts if all(map(_is_command, parts)) else ()


def _parts(head: str, here: Here) -> tuple[str, ...]:
    """Part a line at its semicolons; what is no command goes on with the words for people before it."""
    if ";" not in head:
        return ()
    parts: list[str] = []
    for each in filter(None, map(str.strip, line.parted(head, ";"))):
        command = _LED.sub("", each)
        is_one = _verb(command) or isinstance(amend.read(command, "", here), Amend)
        if parts and _verb(parts[-1]) in verbs.TELL and not is_one:
            parts[-1] = f"{parts[-1]}; {each}"
        else:
            parts.append(command if is_one else each)
    return tuple(parts)


def _is_command(part: str) -> bool:
    numbers, more = line.ids(part, "t")
    return bool(_verb(part) or spent.asked(part) or (numbers and more))


def _joined(head: str) -> tuple[str, ...]:
    """Part "done T-4, start T-5" and "done T-4 and start T-5" into commands; words for people stay whole."""
    if head.count("-") + head.count("–") < 2:  # of two tasks
        return ()
    parts, start = [], 0
    for cut in _THEN.finditer(head):
        verb = verbs.WORDS_FOR.get(cut["verb"].lower())
        before = head[start : cut.start()]
        if verb in (None, "after", "free") or _verb(before) in verbs.TELL:
            continue
        parts.append(before)
        start = cut.end()
    parts.append(head[start:])
    return tuple(parts) if len(parts) > 1 and all(map(_is_of_tasks, parts)) else ()


def _is_of_tasks(part: str) -> bool:
    """Tell whether a part is about tasks by their numbers, what was worked on them too."""
    return bool(_verb(part) or line.ids(part, "t")[0] or spent.asked(part))


def _odd(head: str, here: Here) -> Unclear | None:
    """Name the first part beside a command that is none, but of a line that is looked up as it stands."""
    parts = _parts(head, here)
    if not parts or verbs.WORDS_FOR.get(parts[0].partition(" ")[0].lower()) in _AS_IT_STANDS:
        return None
    if not (spent.asked(parts[0]) or any(verb and verb not in _LOOK for verb in map(_verb, parts))):
        return None
    odd = (place for place, part in enumerate(parts) if not _is_of_tasks(part))
    return next((_alone(parts, place, head) for place in odd), None)


def _verb(text: str) -> str:
    """Name the verb of a command about tasks by their numbers; "" of anything else."""
    typed, _, rest = text.partition(" ")
    verb = verbs.WORDS_FOR.get(typed.lower(), "")
    return verb if verb in verbs.ON_TASKS and line.ids(rest.strip(), "t")[0] else ""


def _one(text: str, here: Here) -> Request | None:
    found = (
        verbs.read(text, "", here)
        or slips.read(text, "", here)
        or amend.read(text, "", here)
        or sentence.read(text, "", here)
    )
    match found:
        case Assign(number, owner):
            return Amend((number,), replace(NOTHING, owner=owner), ("owner",))
        case After(number, numbers):
            return Amend((number,), replace(NOTHING, after=numbers), ("after",))
        case Free(number, numbers) if numbers:
            return Amend((number,), NOTHING, (), freed=numbers)
        case Drop(numbers, ""):
            names = several.names_of(numbers)
            return Unclear(
                f"Why is {names} called off? Nothing was changed. Try /task drop {names} no budget."
            )
    return found


def _without_notes(lines: tuple[str, ...], head: str, notes: str) -> Unclear:
    """Say where further lines belong, and offer the first without them."""
    said = "; ".join(lines)
    first = Offer(f"Without them: {line.spoken(said)}"[:75], said)
    return Unclear(several.further_lines(several.named(said)[0]), (first, alone.no_title(head, notes)))


def _asked(asked: Unclear, lines: tuple[str, ...], place: int, head: str) -> Unclear:
    """Ask what one part of a line asks, with buttons for the whole."""

    def whole(part: str) -> str:
        return "; ".join((*lines[:place], part, *lines[place + 1 :]))

    offers = tuple(
        replace(offer, line=whole(offer.line), kept=whole(offer.kept) if offer.kept else "")
        for offer in asked.offers
        if _changes(offer.line)
    )
    words = f"{asked.words} The rest of the line is done with it." if offers else asked.words
    return Unclear(words, (*offers, alone.no_title(head, "")))


def _alone(lines: tuple[str, ...], place: int, head: str) -> Unclear:
    """Say which part of a line cannot be read beside others, and offer the others."""
    rest = "; ".join((*lines[:place], *lines[place + 1 :]))
    words = f'I can\'t read "{line.spoken(lines[place])[:100]}" beside other commands. Nothing was changed.'
    return Unclear(words, (Offer(f"Without it: {line.spoken(rest)}"[:75], rest), alone.no_title(head, "")))


def _changes(text: str) -> bool:
    """Tell whether a line that is offered changes tasks by their numbers."""
    verb = _verb(text)
    return bool(verb and verb not in _LOOK) or bool(line.ids(text, "t")[0])
