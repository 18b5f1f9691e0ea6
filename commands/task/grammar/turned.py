"""Verb and numbers the other way round ("T-12 done", "assign @ben T-12") → the command."""

import re
from dataclasses import replace

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Unclear
from commands.task.grammar import alone, amend, by_name, every, moves, offered, several, verbs
from commands.task.grammar.polite import PLEASE
from commands.task.grammar.verbs import ON_TASKS, TELL, WORDS_FOR
from commands.task.requests import Change, Request, Show

_OF_PEOPLE = ("assign", "watch", "unwatch")
_ID = re.compile(r"(?<!\S)t[-–]\d", re.IGNORECASE)
_TO = re.compile(r"^to\s+", re.IGNORECASE)
_AND = re.compile(r"(?:and|&(?:amp;)?)\s+", re.IGNORECASE)
_MINE = ("me", "mine", "to me", "for me")
_ALSO = {"date": "due", "deadline": "due", "eta": "due", "title": "edit"}
_HIGH = re.compile(
    rf"(?P<high>p[1-4]|urgent|high|normal|low)(?:[ -]prio(?:rity)?)?(?: (?:now|{PLEASE}))?", re.IGNORECASE
)
_FOR_WHOM = re.compile(
    r"(?:for|(?:over|back|belongs|goes) to|taken(?: over)? by|from \S+ to) (?P<who>[@<]\S+)", re.IGNORECASE
)
_ASKS = re.compile(
    r"(?:due(?: date)?|date|deadline|eta|owner|status|prio(?:rity)?|estimate|labels?)\s*\?+"
    r"|(?:details?|info|status|updates?|news)\s*\?*",
    re.IGNORECASE,
)


def number_first(head: str, notes: str, here: Here) -> Request | None:
    """Read "T-12 done" as "done T-12", "T-12 high" as its priority; where words for people follow, ask."""
    numbers, left = line.ids(head, "t")
    if not numbers:
        return None
    left = by_name.LEAD.sub("", left)
    if whose := _FOR_WHOM.fullmatch(left):
        return offered.whether(f"assign {several.names_of(numbers)} {whose['who']}", head)
    if len(numbers) == 1 and _ASKS.fullmatch(left):
        return Show(numbers[0])
    if bare := by_name.emptied(numbers, left, here):
        return bare
    word, _, rest = left.partition(" ")
    word = word.rstrip(":") if rest else word.rstrip(".!")
    rest = _TO.sub("", rest) if word.lower() == "title" else rest
    word = "edit" if left.lower().startswith("title:") else _ALSO.get(word.lower(), word)
    if left.lower().rstrip("!.") in _MINE:
        return verbs.read(f"assign {several.names_of(numbers)} @me", notes, here)
    if (
        word.lower() in ("blocks", "before")
        and len(numbers) == 1
        and len(waits := line.ids(rest, "t")[0]) == 1
    ):
        return offered.whether(f"after T-{waits[0]} T-{numbers[0]}", head)
    if (rest or word.lower() in by_name.OPPOSITES) and (named := _by_name(word, numbers, rest, notes, here)):
        return named
    if given := handed(f"{word} {several.names_of(numbers)} {rest}", notes, here):
        return given
    verb = WORDS_FOR.get(word.lower())
    if verb not in ON_TASKS:
        often = every.OFTEN.get(left.rstrip("!.").lower())
        high = _HIGH.fullmatch(left.rstrip("!."))
        said = f"!{high['high']}" if high else f"every {often}" if often else left
        changed: Request | None = (
            amend.read(f"{several.names_of(numbers)} {said}", notes, here) if left else None
        )
        back = moves.shifted("due", left, here) if changed is None else ""
        if back.endswith(" earlier"):
            moved = verbs.read(f"due {several.names_of(numbers)} {back}", notes, here)
            changed = moved if isinstance(moved, Change) else None
        return changed or verbs.with_reason("due", numbers, left, head, here)
    if (
        verb in ("after", "free") and len(numbers) > 1
    ):  # in front the verb would make the first wait for the rest
        sign = "after" if verb == "after" else "-after"
        return amend.read(f"{several.names_of(numbers)} {sign} {rest}", notes, here)
    command = f"{word.lower()} {several.names_of(numbers)} {rest}".strip()
    if verb in TELL and rest:
        words = f"Is /task {line.spoken(command)[:200]} meant? Nothing was saved."
        return Unclear(words, (offered.labelled(command, command), alone.no_title(head, notes)))
    found = verbs.read(command, notes, here)
    return alone.as_typed(found, head, notes) if isinstance(found, Unclear) else found


def _by_name(word: str, numbers: tuple[int, ...], rest: str, notes: str, here: Here) -> Request | None:
    """Read "T-12 prio high" and "T-12 owner: @ben" as by name in front; None where more words follow."""
    if word.lower() not in by_name.NAMES:
        return None
    found = by_name.read(word.lower(), f"{several.names_of(numbers)} {rest}", notes, here)
    return None if isinstance(found, Unclear) else found


def number_last(typed: str, rest: str, notes: str, here: Here) -> Request | None:
    """Read "assign @ben T-12" and "due fri T-12, T-13" with the numbers in front; several such ask."""
    verb = WORDS_FOR.get(typed)
    said = _told_first(rest) if verb in (*_OF_PEOPLE, "due", "snooze") else []
    commands = [f"{typed} {several.names_of(numbers)} {what}" for what, numbers in said]
    found = [verbs.read(each, notes, here) for each in commands]
    if not found or any(isinstance(each, Unclear) for each in found):
        return None
    if verb in _OF_PEOPLE and not all(line.mentions(what) for what, _ in said):
        if len(said) == 1 and said[0][0].lower() == "me":
            return found[0]
        is_name = verb == "assign" and len(said) == 1 and said[0][0].isalpha() and said[0][0] != "back"
        named = f"{typed} {several.names_of(said[0][1])} @{said[0][0]}"
        return offered.whether(named, f"{typed} {rest}") if is_name else None
    if len(found) == 1:
        return found[0]
    asked = several.each_of("; ".join(commands))
    return replace(asked, offers=(*asked.offers, alone.no_title(f"{typed} {rest}", notes)))


_HANDED = re.compile(r"(?:hand|pass|transfer|delegate)(?: ?over| off| on)? (?=t[-–]\d)", re.IGNORECASE)
_TO_WHOM = re.compile(r"(?:over |off |on )?to (?=\S)", re.IGNORECASE)


def handed(head: str, notes: str, here: Here) -> Request | None:
    """Read "hand over T-12 to @ben" as "assign T-12 to @ben"; None where it is given to nobody."""
    lead = _HANDED.match(head) if not notes else None
    numbers, left = line.ids(head[lead.end() :], "t") if lead else ((), "")
    whom = _TO_WHOM.match(left) if numbers else None
    if whom is None:
        return None
    found = verbs.read(f"assign {several.names_of(numbers)} {left[whom.end() :]}", "", here)
    return alone.as_typed(found, head, notes) if isinstance(found, Unclear) else found


def _told_first(rest: str) -> list[tuple[str, tuple[int, ...]]]:
    """Part "@ben T-4 and @sam T-5, T-6" into what is said and the numbers behind it; [] of other words."""
    found: list[tuple[str, tuple[int, ...]]] = []
    while rest:
        at = _ID.search(rest)
        what = _AND.sub("", rest[: at.start()].strip(" ,;"), count=1) if at else ""
        if at is None or not what:
            return []
        numbers, rest = line.ids(rest[at.start() :], "t")
        if not numbers:
            return []
        found.append((what, numbers))
    return found
