"""What tokens would leave behind in a title: an empty bracket, an "and", an "in". Knows no token itself."""

import re
from dataclasses import replace

from commands.kit.line import Line, Span
from commands.kit.when_words import DAY, has_date_word

_BRACKETS = (("(", ")"), ("[", "]"), ("&lt;", "&gt;"))
_MAY_HOLD = re.compile(
    r"(?<![^\s(\[;])[@!~#+]\w|<[@#]|\b(?:after|needs|blocked by|wait\w* for|depends on)\s+t[-–]|\bcc\s"
    r"|\b(?:every|weekly|daily|monthly)\s",
    re.IGNORECASE,
)
_MAY_DATE = re.compile(r"\b(?:due|deadline|by|on|before)\b(?P<words>.*)", re.IGNORECASE)
_ALONE = {"owner"}, {"project"}, {"label"}, set[str]()  # in brackets these may be words of the title
_AND = re.compile(r"(?:^|\s)(?:and|but|(?:(?:is|are) )?due|&(?:amp;)?|at the latest)$", re.IGNORECASE)
# Behind a comma, a name or a token, which is blank by now; "to latest" is a version.
_LATEST = re.compile(r"(?:[,>]|\s@[\w.-]{1,30}|\s{3})(?P<word>\s+latest)$", re.IGNORECASE)
_IN = re.compile(r"(?<!\bsign)(?<!\blog)(?<!\bopt)(?<!\bplug)\s(?:in|under|for)$", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|from|with|of|about|at|on|by|via|into|across|the)$", re.IGNORECASE)
_ON = re.compile(r"\s+(?:of|per|for|on|in)\s")
_CLOSE = re.compile(
    rf"(?<=[^\s,]),(?=<?@\w|!(?:p[1-4]|urgent|high|normal|medium|low)\b|~[0-9]|\+[^\W\d_]{{2}}"
    rf"|(?:(?:next\s+)?{DAY}|today|tomorrow|tmrw)(?![\w'])|[0-9]{{1,2}}([./])[0-9]{{1,2}}\1[0-9]{{4}}(?!\w))",
    re.IGNORECASE,
)
_DAY_LAST = re.compile(rf"(?<!\w){DAY}$", re.IGNORECASE)
_SIGNED_LAST = re.compile(r"(?<!\S)[!~@<#+][^\s,]+$")  # "a,+web" is a word of its own


def spaced(line: Line) -> Line:
    """Part what a comma without its space joins: "the login page,tomorrow", "!high,+web"; not "mon,wed"."""
    for match in reversed(list(_CLOSE.finditer(line.mask)) if "," in line.mask else []):
        at, text, mask = match.end(), line.text, line.mask
        if _is_apart(mask, at):
            line = replace(line, text=f"{text[:at]} {text[at:]}", mask=f"{mask[:at]} {mask[at:]}")
    return line


def _is_apart(mask: str, at: int) -> bool:
    """Tell whether what stands behind a comma that ends at `at` is a token or a date of its own."""
    if mask[at] == "+":
        return _SIGNED_LAST.search(mask, max(0, at - 40), at - 1) is not None
    return mask[at] in "<@!~" or not _DAY_LAST.search(mask, max(0, at - 12), at - 1)


def bracket(line: Line) -> tuple[Span, Span] | None:
    """Find the signs of the last bracket of a line, where it may hold tokens; None without such a one."""
    for opens, closes in _BRACKETS:
        end = line.mask.rfind(closes)
        start = line.mask.rfind(opens, 0, end) if end > 0 else -1
        if start >= 0 and _may_hold(line.mask, start + len(opens), end):
            return (start, start + len(opens)), (end, end + len(closes))
    return None


def _may_hold(mask: str, start: int, end: int) -> bool:
    """Tell at a glance whether what stands in a bracket may be a token: most lines have none there."""
    dated = _MAY_DATE.search(mask, start, end)
    return bool(_MAY_HOLD.search(mask, start, end) or (dated and has_date_word(dated["words"].lower())))


def is_read(line: Line, signs: tuple[Span, Span]) -> bool:
    """Tell whether all that stands in a bracket was taken, and is surely no part of the title."""
    (_, start), (end, _) = signs
    roles = {role for (at, _), role in line.taken if start <= at < end and role}
    return not line.mask[start:end].strip(" .,;") and roles not in _ALONE


def joined(line: Line) -> Line:
    """Take what only joins a title to the tokens behind it: "and", and "in" before a project."""
    body = line.mask.rstrip(" ,.")
    behind = [each for each in line.taken if each[0][0] >= len(body)] if line.taken else []
    near = max(0, len(body) - 14)
    if not behind or body[-1:] not in "dDeEnNrRtT&;":
        return line
    if late := _LATEST.search(body, max(0, len(body) - 40)):
        return line.take(late.span("word"))
    lead = _AND.search(body, near) or (min(behind)[1] == "project" and _IN.search(body, near))
    return line.take(lead.span()) if lead else line


def spoken_of(line: Line) -> Line:
    """Leave a project in the title where it is part of the sentence: "Post it to #atlas"."""
    named = [span for span, role in line.taken if role == "project"]
    kept = [span for span in named if _leads(line.mask[: span[0]].rstrip()) or _is_object(line.mask, *span)]
    return replace(line, taken=tuple(each for each in line.taken if each[0] not in kept)) if kept else line


def _is_object(mask: str, start: int, end: int) -> bool:
    """Tell whether a project is what one word in front of it is about: "Print #atlas on a badge"."""
    return mask[:start].strip().isalpha() and _ON.match(mask, end) is not None


def _leads(before: str) -> bool:
    """Tell whether words end with one that needs another behind it; "in" at the end of a title is taken."""
    return bool(_TO.search(before) or _IN.search(before))
