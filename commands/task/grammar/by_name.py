"""Fields of a task by their names ("prio T-12 high", "T-12 no date") → what is to change on it."""

import re

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Unclear
from commands.task.grammar import alone, amend, every, offered, several, verbs
from commands.task.requests import NOTHING, Amend, Request

_SIGNS = {
    **dict.fromkeys(("prio", "priority"), "!"),
    **dict.fromkeys(("label", "labels", "tag"), "+"),
    **dict.fromkeys(("untag", "unlabel"), "-"),
    **dict.fromkeys(("estimate", "effort", "est"), "~"),
    "project": "#",
    "owner": "@",
    "repeat": "every ",
}
_FIELDS = {
    "!": "priority",
    "+": "labels",
    "-": "labels",
    "~": "estimate",
    "#": "project",
    "every ": "repeat",
    "cc": "watchers",
}
_NONE = re.compile(r"(?:none|nothing|never|clear|off|no|-)", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(?:(?:no|without(?: an?)?|(?:clear|remove|unset)(?: the| its)?) (?:due )?"
    r"(?P<field>date|after|labels?|tags?|estimate|effort|prio|priority|project|owner|repeat|cc|watchers?)"
    r"|(?P<undated>undated)|(?P<sign>[!~+])none)(?: any ?more)?",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(r"(?P<without>\S.*?)(?: (?:of|from|on|for))? (?=t[-–]\d)", re.IGNORECASE)
_EXAMPLES = {
    "!": "!p1",
    "+": "+dns",
    "-": "-dns",
    "~": "~3h",
    "#": "#atlas",
    "@": "@ben",
    "cc": "cc @ben",
    "every ": "every fri",
}
_BEFORE = ("prio", "priority", "estimate", "effort", "est", "cc")  # what may stand before the numbers
_VALUE = re.compile(r"(?P<value>\S+(?: \S+)??)(?: (?:for|of|on|to))? (?=t[-–]\d)", re.IGNORECASE)
OPPOSITES = {"unassign": "assign {} @nobody", "unsnooze": "snooze {} off"}
LEAD = re.compile(  # "-dns" takes away
    r"^(?:(?:to|as|is)\s+|[–—=-]*(?:>|&gt;)\s*|→\s*|=\s*|:(?![\w+-]+:)\s*|[–—-]\s+)", re.IGNORECASE
)
_SPACED = re.compile(r"(?<=[\d.,])(\d?) +(?=[a-z])", re.IGNORECASE)
_WITH = re.compile(r"^with\s+", re.IGNORECASE)
NAMES = (*_SIGNS, *OPPOSITES, "cc")


def read(typed: str, rest: str, notes: str, here: Here) -> Request | None:
    """Read "prio T-12 high", "label T-12 dns" and their like as tokens behind the number."""
    numbers, left = line.ids(rest, "t")
    if typed not in NAMES:
        return None
    if not numbers:
        return _value_first(typed, rest, notes, here) if typed in _BEFORE else None
    names = several.names_of(numbers)
    if typed in OPPOSITES:
        return None if left else verbs.read(OPPOSITES[typed].format(names), notes, here)
    sign = "cc" if typed == "cc" else _SIGNS[typed]
    said = LEAD.sub("", left)
    said = _SPACED.sub(r"\1", said) if _SIGNS.get(typed) == "~" else said
    if _NONE.fullmatch(said):
        return _without(numbers, sign, here)
    said = (
        f"cc {'@' if left.isalpha() else ''}{left}"
        if sign == "cc"
        else every.phrase(said)
        if sign == "every "
        else signed(_WITH.sub("", said), sign)
    )
    found = amend.read(f"{names} {said}", notes, here) if left else None
    if found:
        return amend.without_offers(found) if sign == "cc" else found
    asks = f'I can\'t read "{line.spoken(left)[:100]}" there.' if left else "What is to be set?"
    words = f"{asks} Nothing was changed. Try /task {names} {_EXAMPLES[_SIGNS.get(typed, typed)]}."
    return Unclear(words, (offered.show(numbers[0]), alone.no_title(f"{typed} {rest}", notes)))


def _value_first(typed: str, rest: str, notes: str, here: Here) -> Request | None:
    """Read "prio 1 T-12" and "cc me on T-12" with the numbers in front; None where more is said."""
    match = _VALUE.match(rest)
    numbers, left = line.ids(rest[match.end() :], "t") if match else ((), "")
    if match is None or not numbers or left:
        return None
    found = read(typed, f"{several.names_of(numbers)} {match['value']}", notes, here)
    return None if isinstance(found, Unclear) else found


def _without(numbers: tuple[int, ...], sign: str, here: Here) -> Request | None:
    """Take away what a token of this sign sets."""
    if sign == "@":
        return verbs.read(f"assign {several.names_of(numbers)} @nobody", "", here)
    return Amend(numbers, NOTHING, (), cleared=(_FIELDS[sign],))


def emptied(numbers: tuple[int, ...], left: str, here: Here) -> Request | None:
    """Read "no date", "no labels" or "!none" behind numbers."""
    match = _WITHOUT.fullmatch(left)
    if match is None:
        return None
    field = "date" if match["undated"] else (match["field"] or "").lower()
    if field == "date":
        return verbs.read(f"due {several.names_of(numbers)} none", "", here)
    if field == "after":
        return verbs.read(f"free {several.names_of(numbers)}", "", here) if len(numbers) == 1 else None
    field = "cc" if field.startswith("watcher") else field
    return _without(numbers, "cc" if field == "cc" else match["sign"] or _SIGNS[field], here)


def emptied_in_front(head: str, notes: str, here: Here) -> Request | None:
    """Read "no date T-12" and "clear labels of T-12" as with the number in front."""
    match = _IN_FRONT.match(head) if not notes and line.has_id(head) else None
    numbers, left = line.ids(head[match.end() :], "t") if match else ((), "")
    return emptied(numbers, match["without"], here) if match and numbers and not left else None


def signed(words: str, sign: str) -> str:
    """Give each word the sign of its token, unless it has it; a lone digit is a priority's."""
    parts = [word for word in words.replace(",", " ").split() if word not in ("and", "&", "&amp;")]
    parts = [f"p{word}" if sign == "!" and word in "1234" else word for word in parts]
    signs = (sign, "<", "-") if sign == "+" else (sign, "<")
    return " ".join(word if word.startswith(signs) else sign + word for word in parts)
