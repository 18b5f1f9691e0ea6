"""Questions after a task or a list ("how's T-4 going", "what do I have today") → what shows it."""

import re
from collections.abc import Iterator

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Unclear
from commands.task.grammar import alone, offered, verbs
from commands.task.requests import Listing, Show

_WORD = (
    r"(?:is|are|was|has|have|got|gets|do|does|doing|did|done|go|goes|going|owns?|work(?:s|ing)|on|in|of|for|about|with|we"
    r"|it|up|the|a|any|at|now|yet|due|late|ready|started|finished|blocked|happen(?:s|ing)|new|status|state|news"
    r"|updates?|details?|info|owner|date|stand(?:s|ing)?|look(?:s|ing)?|coming|along|still|open|me|to|long)"
)
_SHOWN = re.compile(
    rf"(?:(?:show|give|tell) me|(?:who|what|where|when|how|why|which)(?:'?(?:s|re))?"
    rf"|is|are|was|has|any|details?|info|status|updates?|news|state)"
    rf"(?: {_WORD})* t[-–](?P<number>[0-9]{{1,9}})(?: {_WORD})*\s*\?*"
)
_PIECE = re.compile(r'<[^>]*>|"[^"]*"|[^\s,]+')
_OPENING = re.compile(
    r"(?:what(?:'?s|'?re)?|which|any(?:thing)?|how many|show|give me|tell me|is there|do (?:i|we) have)\b"
)
_WHOSE = re.compile(r"(?:@[\w.-]+|<@[^>]*>|[a-z]+'s)(?:'s)?(?: (?:open|late|overdue|blocked))* tasks")
_DOING = re.compile(
    r"what(?:'?s| is| has| does) (?P<who>[a-z]+) (?:doing|working on|got|have|on|up to|busy with)\b"
)
_FILLERS = {
    *(
        "what",
        "whats",
        "what's",
        "what're",
        "which",
        "any",
        "anything",
        "how",
        "many",
        "show",
        "give",
        "tell",
    ),
    *("me", "is", "are", "do", "does", "have", "has", "got", "on", "plate", "list", "in", "for", "of"),
    *("the", "there", "task", "tasks", "open", "due", "to", "with", "working", "doing", "currently", "still"),
    *("left", "i", "my", "mine", "we", "by", "at", "that", "need", "up", "busy", "right", "now"),
}
_LONGEST = 80  # characters of such a question
_MINE = {"i", "my", "mine"}
_OF_LISTS = {
    *_MINE,
    "tasks",
    "task",
    "plate",
    "due",
    "open",
}  # one of these, or a filter, makes it a question for a list
_PLACES = {"in", "of"}
_OF_TIME = {"this", "next", "last", "today"}


def shown(head: str) -> Show | None:
    """Read a question about one task, in small words alone, as the wish to see it."""
    found = _SHOWN.fullmatch(head.lower())
    return Show(int(found["number"])) if found else None


def listed(head: str, here: Here) -> Unclear | None:
    """Ask whether a list is meant by what is plainly a question for one, in small letters."""
    said = head.rstrip("?!. ")
    if len(said) > _LONGEST or not (_OPENING.match(said) or _WHOSE.fullmatch(said)):
        return None
    if who := _DOING.match(said.lower()):
        said = f"what @{who['who']} {said[who.end() :]}" if who["who"] not in _FILLERS else said
    pieces = _PIECE.findall(said)
    wanted = " ".join(_filters(pieces, here))
    words = {piece.lower() for piece in pieces}
    is_mine = bool(words & _MINE) and not line.mentions(wanted)
    wanted = f"mine {wanted}".strip() if is_mine else wanted
    if not wanted and not words & _OF_LISTS:
        return None
    found = verbs.read(f"list {wanted}".strip(), "", here)
    if not isinstance(found, Listing):
        return None
    offer = offered.listed(wanted, found)
    return Unclear("Is a list meant? Nothing was saved.", (offer, alone.no_title(head, "")))


def _filters(pieces: list[str], here: Here) -> Iterator[str]:
    """Write what narrows a list as its filters: "in atlas" is "#atlas", "bob's" is "@bob"."""
    for before, piece, after in zip(["", *pieces], pieces, [*pieces[1:], ""], strict=False):
        word = piece.lower()
        if word in _FILLERS:
            continue
        bare = word.removesuffix("'s")
        is_word = (
            bare.isalpha() and not {word, before.lower()} & _OF_TIME and not _is_filter(word, after, here)
        )
        if is_word and before.lower() in _PLACES:
            yield f"#{bare}"
        elif is_word and (before.lower() == "for" or bare != word):
            yield f"@{bare}"
        else:
            yield piece.removesuffix("'s") if piece.startswith(("@", "<")) else piece


def _is_filter(word: str, after: str, here: Here) -> bool:
    return any(
        isinstance(verbs.read(f"list {each}".strip(), "", here), Listing)
        for each in (word, f"{word} {after}")
    )
