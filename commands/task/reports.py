"""What is said of tasks ("I finished T-12", "T-12 is shipped") → the command that says the same."""

import re

from commands.kit import line
from commands.task.grammar import several

_NAMED = re.compile(r"(?:(?:the|my|our) )?(?:task|ticket|card) (?=t[-–]\d)", re.IGNORECASE)
_WHO = r"(?:i|we|you|somebody|someone)(?:'ve|'m|'re| have| am| are)?"
_DID = {
    "done": "finished|completed|done|closed|shipped|delivered|resolved|released|deployed|did",
    "start": "started|begun|began|working",
    "take": "took|taken|taking",
    "reopen": "reopened",
    "unblock": "unblocked",
    "block": "blocked|stuck",
    "drop": "dropped|cancelled|canceled",
    "move": "moved|rescheduled|pushed",
    "postpone": "postponed",
}
_IS = r"(?:is|are|was|were|has been|have been|got|can be|could be|should be|must be|needs to be)"
_STATES = {
    "done": "finished|completed?|done|ready|shipped|delivered|closed|resolved|released|deployed|live",
    "start": "started|begun|in progress|under ?way",
    "reopen": "reopened|open again",
    "unblock": "unblocked|(?:no longer|not) blocked(?: any ?more)?",
    "block": "blocked|stuck|on hold",
    "drop": "dropped|cancelled|canceled|called off|(?:no longer|not) needed(?: any ?more)?",
    "move": "moved|rescheduled|pushed|slipped|delayed(?= to)",
    "postpone": "postponed",
}
_ADVERBS = r"(?:(?:just|now|all|already|finally) )*"
_WHEN = re.compile(
    r"(?:\s*,?\s*(?:now|already|too|today|yesterday|this (?:morning|afternoon|week)|last night))?"
)


def _any(words: dict[str, str]) -> str:
    return "|".join(f"(?P<{verb}>{each})" for verb, each in words.items())


_DEED = re.compile(
    rf"(?:(?:{_WHO}|just) )?{_ADVERBS}(?:{_any(_DID)})(?: with| on)? (?=t[-–]\d)", re.IGNORECASE
)
_STATE = re.compile(rf"(?:{_IS} )?{_ADVERBS}(?:{_any(_STATES)})(?![\w-])", re.IGNORECASE)


_WAITING = re.compile(rf"(?:{_IS} )?(?:still |now )?(?=waiting (?:on|for|until|till) )", re.IGNORECASE)


def command(head: str) -> str | None:
    """Write the command that a line amounts to which says what was done to tasks, or how they stand now.

    None where no such thing is said. What follows goes with it, whether the command takes that or not.
    """
    said = _NAMED.sub("", head, count=1).rstrip(" .!")
    numbers, left = line.ids(said, "t")
    if numbers and (waiting := _WAITING.match(left)):
        return f"block {several.names_of(numbers)} {left[waiting.end() :]}"
    match = (_STATE if numbers else _DEED).match(left if numbers else said)
    if match is None or match.lastgroup is None:
        return None
    rest = left[match.end() :] if numbers else ""
    if not numbers:
        numbers, rest = line.ids(said[match.end() :], "t")
    rest = rest.strip(" :")
    if _WHEN.fullmatch(rest.lower()):
        rest = ""
    return f"{match.lastgroup} {several.names_of(numbers)} {rest}".strip()
