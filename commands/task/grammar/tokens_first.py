"""Tokens in front of the number they are for ("add +dns to T-12", "cc @ben on T-12") → what is to change."""

import re

from commands.kit import line
from commands.kit.readings import Here
from commands.kit.requests import Unclear
from commands.task.grammar import alone, by_name, offered, polite, several, turned
from commands.task.requests import Amend, Redate

_TOKENS = re.compile(
    r"(?:(?P<verb>add|put|set|make|remove|delete|take|drop|loop in)\s+)?(?:the\s+)?"
    r"(?P<said>(?:[+!~#@<]|(?:cc:?|due|labels?|tags?|watchers?|owner|assignee)\s|p[1-4]\b)(?:.*?\S)??)"
    r"\s+(?:back\s+)?(?P<join>(?:on|onto|to|for|from|off|of)\s+)?(?=t[-–]\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:labels?|tags?)\s+(?P<names>(?!(?:off|of|from|on|to)\b)[\w+-]+(?:(?:,\s*|\s+and\s+)[\w+-]+)*)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:(?P<first>watchers?|owner|assignee) )?(?P<who>[@<]\S+)"
    r"(?(first)|(?: as)?(?: an?| the)? (?P<last>watcher|owner|assignee))",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:(?:add|leave|put|write)\s+)?(?:an?\s+|the\s+)?(?:note|comment)\s+"
    r"(?:(?:to|on|for|in|about)\s+)?(?=t[-–]\d)",
    re.IGNORECASE,
)
_UNASSIGN = re.compile(r"unassign\s+(?:<@[^>]*>|@?[\w.-]+)\s+from\s+(?=t[-–]\d)", re.IGNORECASE)
_PRIORITY = re.compile(r"(?<!\S)(?=p[1-4](?!\S))", re.IGNORECASE)
_JOINED = re.compile(r"(?:\s|,|&amp;|&|\band\b)*", re.IGNORECASE)
_LESS = ("remove", "delete", "take", "drop")
_NO = {"!": "no priority", "~": "no estimate", "#": "no project", "d": "no date"}  # by how a token begins


def read(head: str, here: Here) -> Amend | Redate | Unclear | None:
    """Read "add +dns to T-12" and "cc @ben on T-12" with the number in front; whom it only names, asks."""
    if not line.has_id(head):
        return None
    if gone := _UNASSIGN.match(head):
        numbers, left = line.ids(head[gone.end() :], "t")
        return None if left else offered.whether(f"assign {several.names_of(numbers)} @nobody", head)
    if noted := _NOTE.match(head):
        return offered.whether(f"note {head[noted.end() :]}", head)
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
    if (found["verb"] or "").lower().endswith(" in") and said[0] in "@<":
        return offered.whether(f"{names} cc {said}", head)
    role = _ROLE.fullmatch(said)
    is_less = (found["verb"] or "").lower() in _LESS
    if role:
        return offered.whether(_in_role(role, names, is_less=is_less), head)
    if said[0] in "@<" and _JOINED.fullmatch(line.start(said, "").hide(*_people(said)).mask):
        return _for_whom(said, names, head, is_less=is_less)
    if is_less and (no := _NO.get(said[0].lower())):
        return offered.whether(f"{names} {no}", head)
    said = re.sub(r"(?<!\S)(?:\+|(?=cc\b))", "-", said) if is_less else _PRIORITY.sub("!", said)
    request = turned.number_first(f"{names} {said}", "", here)
    return request if isinstance(request, Amend | Redate) else None


def _in_role(role: re.Match[str], names: str, *, is_less: bool) -> str:
    """Write the command that makes somebody owner or watcher of tasks, or ends that."""
    if (role["first"] or role["last"]).lower().startswith("watcher"):
        return f"{names} {'-cc' if is_less else 'cc'} {role['who']}"
    return f"assign {names} {'@nobody' if is_less else role['who']}"


def _people(said: str) -> list[line.Span]:
    return [each.span for each in line.mentions(said)]


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
