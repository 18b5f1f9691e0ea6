"""Whom a line gives tasks to ("assign T-4 to @ben"), and what stands beside that name. Knows no verbs."""

import re
from dataclasses import replace

from commands.kit import line, owner
from commands.kit.readings import Here
from commands.kit.requests import Mention, Offer, Unclear
from commands.task.grammar import amend, several
from commands.task.grammar.moves import Numbers
from commands.task.grammar.polite import THANKS
from commands.task.requests import NOTHING, Amend, Assign, Request

REASON = re.compile(  # begins behind a new date, too
    r"(?:[,:]| [-–—])\s+(?=[^\W\d_])|\s+(?:because(?: of)?|since|as)\s+|\s+\((?=\w)", re.IGNORECASE
)
_FROM_WHOM = re.compile(r"^from\s+(?:<@[^>]*>|@?[\w.-]+)\s+(?=to\s)", re.IGNORECASE)
_TO = re.compile(r"^to\s+", re.IGNORECASE)
_NEEDLESS = re.compile(rf"\b(?:back|over|to|for|{THANKS})\b|\W*:[\w+-]+:|\W+", re.IGNORECASE)


def assign(numbers: Numbers, rest: str, here: Here) -> Request:
    """Read whom tasks are given to: a mention, or a plain name."""
    names, rest = several.names_of(numbers), _FROM_WHOM.sub("", rest)
    more = amend.read(f"{names} {_TO.sub('', rest)}", "", here)
    if isinstance(more, Amend) and more.names != ("owner",):
        return more
    named = owner.named(rest, f"assign {names}", names, "task")
    if asked := _beside_owner(names, rest, named):
        return asked
    if isinstance(named, Unclear) or len(numbers) == 1:
        return named if isinstance(named, Unclear) else Assign(numbers[0], named)
    return Amend(numbers, replace(NOTHING, owner=named), ("owner",))


def _beside_owner(names: str, rest: str, named: Mention | Unclear) -> Unclear | None:
    """Ask about words that stand beside the name of who is to own tasks: nothing would be kept of them."""
    found = line.mentions(line.start(rest, "").mask)
    if isinstance(named, Unclear) or not found:
        return None
    left = line.start(rest, "").rewritten(*((each.span, "") for each in found))
    if not _NEEDLESS.sub("", left):
        return None
    said = line.spoken(left.strip(" .,;:!"))[:100]
    words = f'I can\'t read "{said}" beside {named.text}. Nothing was changed.'
    give = Offer(f"Assign {names} to {named.text}"[:75], f"assign {names} {named.token}", named)
    behind = rest[found[-1].span[1] :]
    cut = REASON.match(behind) if len(line.parted(behind, ";")) == 1 else None
    noted = f"{give.line}; note {names}: {behind[cut.end() :].rstrip(' )')}" if cut else ""
    both = (Offer(f"{give.label[:60]}, and note it", noted, named),) if noted else ()
    return Unclear(f"{words} What is to be kept belongs in a note: /task note {names} …", (*both, give))
