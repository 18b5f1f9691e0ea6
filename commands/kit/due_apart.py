"""A date that stands in front of a title or of a remark, so that it is only offered. Knows no people."""

import re
from dataclasses import replace
from itertools import islice

from commands.kit import due, when
from commands.kit.dated import choice_offers
from commands.kit.line import Line
from commands.kit.requests import Offer
from commands.kit.when import Choice, Here, Reading, Sure
from commands.kit.when_words import DAY, MONTH

_MONTH = MONTH.replace("?P<month>", "?:")
_FIRST = re.compile(
    rf"\s*(?:(?:by|on)\s+)?(?P<words>(?:(?:at|next|this)\s|{DAY}(?!\w)|(?:today|tomorrow|tmrw|tonight)(?![\w'])"
    rf"|{_MONTH}\s+[0-9]|[0-9])\S*(?:\s+\S+){{0,4}})",
    re.IGNORECASE,
)
_LONGEST = 5  # words
_MAY = re.compile(r"[0-9]+\s+may(?!\w)", re.IGNORECASE)  # "3 may be enough" is a sentence
_GOES_ON = re.compile(r"(?:and|or|to|until|till|at|is|are|was|were|can|may|will)\b", re.IGNORECASE)
_ZONE = re.compile(r"(?:[A-Z]{1,4}T|UTC)\b")  # the hour in front is not one's own
_REMARK = re.compile(
    r",\s+|;\s|(?<!\s)\s+(?:(?:-{1,2}|//)\s+|\(|(?:because|since|so|as|if|unless|when|while)\s)",
    re.IGNORECASE,
)
# What goes on with the date, or names another.
_MORE = re.compile(rf"(?:{DAY}|{_MONTH}|today|tomorrow|yesterday|and|or|[0-9@<])(?![a-z])", re.IGNORECASE)
_MOST_REMARKS = 4


def leading(line: Line, here: Here) -> tuple[Offer, ...]:
    """Offer the day or hour in front of a title: "fri: order the racks", "tomorrow call the ISP"."""
    first = _FIRST.match(line.mask)
    if first is None or _MAY.match(first["words"]):
        return ()
    ends = [word.end() for word in re.finditer(r"\S+", first["words"])]
    for end in reversed(ends[:_LONGEST]):
        rest = line.mask[first.start("words") + end :].lstrip(" :,-")
        found = when.look(first["words"][:end].rstrip(" :,-"), here)
        if isinstance(found, Reading) and found.sure is Sure.SET:
            is_title = (rest[:1].isalpha() or rest[:1] in ("@", "<")) and not _ZONE.match(rest)
            return _offered(found) if is_title and not _GOES_ON.match(rest) else ()
    return ()


def remarked(line: Line, here: Here) -> tuple[Offer, ...]:
    """Offer the date in front of a remark: "check it fri, see wiki", "fri because the audit is on mon"."""
    for match in islice(_REMARK.finditer(line.mask), _MOST_REMARKS):
        if _MORE.match(line.mask, match.end()):
            continue
        phrase = due.end_phrase(replace(line, mask=line.mask[: match.start()]), here)
        if phrase and isinstance(phrase.found, Reading) and phrase.found.sure is Sure.SET:
            return _offered(phrase.found)
    return ()


def _offered(found: Reading) -> tuple[Offer, ...]:
    return choice_offers((Choice(f"Due {found.label}", found.due),), "{id}")
