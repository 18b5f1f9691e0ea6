"""Verb and numbers the other way round ("T-12 done", "assign @ben T-12") → the command."""

import re
from dataclasses import replace

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Unclear
from commands.task import alone, amend, by_name, offered, polite, several, verbs
from commands.task.requests import Amend, Redate, Request
from commands.task.verbs import ON_TASKS, TELL, WORDS_FOR

_OF_PEOPLE = ("assign", "watch", "unwatch")
_ID = re.compile(r"(?<!\S)t[-–]\d", re.IGNORECASE)
_AND = re.compile(r"(?:and|&(?:amp;)?)\s+", re.IGNORECASE)
_TOKENS = re.compile(
    r"(?:(?P<verb>add|put|set|remove|delete|take|drop)\s+)?(?:the\s+)?"
    r"(?P<said>(?:[+!~#@<]|(?:cc:?|due|labels?|tags?)\s|p[1-4]\b)(?:.*?\S)??)"
    r"\s+(?:back\s+)?(?P<join>(?:on|onto|to|for|from|off|of)\s+)?(?=t[-–]\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:labels?|tags?)\s+(?P<names>(?!(?:off|of|from|on|to)\b)[\w+-]+(?:(?:,\s*|\s+and\s+)[\w+-]+)*)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:add|leave|put|write)\s+(?:an?\s+|the\s+)?(?:note|comment)\s+(?:(?:to|on|for|in)\s+)?(?=t[-–]\d)",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"(?<!\S)(?=p[1-4](?!\S))", re.IGNORECASE)
_JOINED = re.compile(r"(?:\s|,|&amp;|&|\band\b)*", re.IGNORECASE)
_LESS = ("remove", "delete", "take", "drop")
_NO = {"!": "no priority", "~": "no estimate", "#": "no project", "d": "no date"}  # by how a token begins
_HIGH = re.compile(r"(?P<high>p[1-4]|urgent|high|normal|low)(?:[ -]prio(?:rity)?)?", re.IGNORECASE)


def number_first(head: str, notes: str, here: Here) -> Request | None:
    """Read "T-12 done" as "done T-12", "T-12 high" as its priority; where words for people follow, ask."""
    numbers, left = line.ids(head, "t")
    if not numbers:
        return None
    left = by_name.LEAD.sub("", left)
    if bare := by_name.emptied(numbers, left, here):
        return bare
    word, _, rest = left.partition(" ")
    word = word.rstrip(":") if rest else word.rstrip(".!")
    word = "edit" if left.lower().startswith("title:") else word
    if rest and (named := _by_name(word, numbers, rest, notes, here)):
        return named
    verb = WORDS_FOR.get(word.lower())
    if verb not in ON_TASKS:
        high = _HIGH.fullmatch(left)
        said = f"!{high['high']}" if high else left
        return amend.read(f"{several.names_of(numbers)} {said}", notes, here) if left else None
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
        is_name = verb == "assign" and len(said) == 1 and said[0][0].istitle() and said[0][0].isalpha()
        return _whether(commands[0], f"{typed} {rest}") if is_name else None
    if len(found) == 1:
        return found[0]
    asked = several.each_of("; ".join(commands))
    return replace(asked, offers=(*asked.offers, alone.no_title(f"{typed} {rest}", notes)))


def tokens_first(head: str, here: Here) -> Amend | Redate | Unclear | None:
    """Read "add +dns to T-12" and "cc @ben on T-12" with the number in front; whom it only names, asks."""
    if not _ID.search(head):
        return None
    if noted := _NOTE.match(head):
        return _whether(f"note {head[noted.end() :]}", head)
    found = _TOKENS.match(head)
    numbers, left = line.ids(head[found.end() :], "t") if found else ((), "")
    if found is None or not numbers or polite.without(left) or not (found["verb"] or found["join"]):
        return None
    said, names = found["said"], several.names_of(numbers)
    if said[:3].lower() in ("lab", "tag"):
        label = _LABEL.fullmatch(said)
        if label is None:
            return None
        said = by_name.signed(label["names"].replace(" and ", " "), "+")
    is_less = (found["verb"] or "").lower() in _LESS
    if said[0] in "@<" and _JOINED.fullmatch(line.start(said, "").hide(*_people(said)).mask):
        return _for_whom(said, names, head, is_less=is_less)
    if is_less and (no := _NO.get(said[0].lower())):
        return _whether(f"{names} {no}", head)
    said = re.sub(r"(?<!\S)(?:\+|(?=cc\b))", "-", said) if is_less else _PRIORITY.sub("!", said)
    request = number_first(f"{names} {said}", "", here)
    return request if isinstance(request, Amend | Redate) else None


def _people(said: str) -> list[line.Span]:
    return [each.span for each in line.mentions(said)]


def _whether(command: str, head: str) -> Unclear:
    words = f"Is /task {line.spoken(command)[:200]} meant? Nothing was changed."
    return Unclear(words, (offered.labelled(command, command), alone.no_title(head, "")))


def _for_whom(said: str, names: str, head: str, *, is_less: bool) -> Unclear:
    """Ask whether somebody is to own a task or to watch it, or no longer."""
    more = "no longer " if is_less else ""
    words = f"Is {line.spoken(said)} {more}to own {names}, or {more}to watch? Nothing was changed."
    own, watch = (
        f"assign {names} {'@nobody' if is_less else said}",
        f"{names} {'-cc' if is_less else 'cc'} {said}",
    )
    commands = (own, watch) if len(_people(said)) == 1 else (watch,)
    return Unclear(words, (*(offered.labelled(each, each) for each in commands), alone.no_title(head, "")))


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
