"""What is said of tasks ("I finished T-12", "T-12 is shipped") → the command that says the same."""

import re
from collections.abc import Callable

from commands.kit import line
from commands.task.grammar import several

_NAMED = re.compile(r"(?:(?:the|my|our) )?(?:task|ticket|card) (?=t[-–]\d)", re.IGNORECASE)
_WHO = r"(?:i|we|you|somebody|someone)(?:'ve|'m|'re| have| am| are)?"
_DID = {
    "done": "finished|completed|done|closed|shipped|delivered|resolved|released|deployed|merged|fixed|did",
    "start": "started|begun|began|working|doing",
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
    "done": "finished|completed?|done|ready|shipped|delivered|closed|resolved|released|deployed|live"
    "|merged|fixed|solved|sorted(?: out)?",
    "start": "started|begun|in progress|under ?way",
    "reopen": "reopened|open again",
    "unblock": "unblocked|(?:no longer|not) blocked(?: any ?more)?",
    "block": "blocked|stuck|on hold|paused",
    "drop": "dropped|cancelled|canceled|called off|(?:no longer|not) needed(?: any ?more)?",
    "move": "moved|rescheduled|pushed|slip(?:s|ped)|delayed",
    "postpone": "postponed",
}
_ADVERBS = r"(?:(?:just|now|all|already|finally) )*"
_WHEN = re.compile(
    r"(?:(?:to|in|into|on) (?:prod|production|main|master))?"
    r"(?:\s*,?\s*(?:now|already|too|today|yesterday|this (?:morning|afternoon|week)|last night))?"
)


def _any(words: dict[str, str]) -> str:
    return "|".join(f"(?P<{verb}>{each})" for verb, each in words.items())


_DEED = re.compile(
    rf"(?:(?:{_WHO}|just) )?{_ADVERBS}(?:{_any(_DID)})(?: with| on)? (?=t[-–]\d)", re.IGNORECASE
)
_ID = re.compile(r"(?<!\S)(?=t[-–]\d)", re.IGNORECASE)
_STATE = re.compile(rf"(?:{_IS} )?{_ADVERBS}(?:{_any(_STATES)})(?![\w-])", re.IGNORECASE)


_WAITING = re.compile(rf"(?:{_IS} )?(?:still |now )?(?=waiting (?:on|for|until|till) )", re.IGNORECASE)


_COUNT = r"[0-9]{1,3}|an?|one|two|three|four|five|six"
_UNIT = r"(?:(?:working|business) )?(?:days?|weeks?|months?|hours?)"
_MORE = (
    rf"(?:another (?:(?P<another>{_COUNT}) )?(?P<unit>{_UNIT})|(?P<count>{_COUNT}) more (?P<more>{_UNIT})"
    rf"|(?P<whole>(?:{_COUNT}) {_UNIT}) (?:more|longer|extra))"
)
_BE_DONE = (
    r"(?:should|must|has to|have to|needs? to|ought to) be"
    r" (?:done|finished|completed|ready|delivered|shipped)"
)
_TAKING = (
    r"(?:take|takes|do|does|own|owns|have|has|get|gets|got|handle|handles|pick up|picks up)(?: over| on)?"
)


def _longer(match: re.Match[str]) -> str:
    if match["whole"]:
        return f"postpone # {match['whole']}"
    return f"postpone # {match['count'] or match['another'] or 1} {match['more'] or match['unit']}"


def _taken(match: re.Match[str]) -> str:
    rest = match["rest"].strip()
    return f"assign # @me {rest}" if rest else "take #"


_RAISED = {"raise": "high", "bump": "high", "increase": "high", "lower": "low", "decrease": "low"}
# What is said around the numbers, which "#" stands for, and the command that it amounts to.
_FRAMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), write)
    for pattern, write in (
        (
            r"(?:give|hand|pass|send) (?:# back|back #)|return #"
            r"|(?:that's )?not mine:? #|# (?:is )?(?:not|isn't) mine",
            lambda _: "decline #",
        ),
        (r"(?:i'?m )?on it:? #|# (?:i'?m )?on it", lambda _: "start #"),
        (
            rf"(?:(?:\S+ ){{0,4}}(?:need|give|want|have|add)s? (?:me |us |it )?)?{_MORE}"
            r" (?:on|for|to|with) #",
            _longer,
        ),
        (
            rf"(?:# (?:(?:will |would )?(?:needs?|takes?|wants?|gets?) )?|(?:give|extend) # (?:by )?){_MORE}",
            _longer,
        ),
        (
            rf"# (?:{_BE_DONE}|(?:has |with )?(?:a |the )?new (?:due )?date(?: is)?:?|until|till) "
            r"(?:(?:by|on|until) )?(?P<date>.+)",
            lambda match: f"due # {match['date']}",
        ),
        (
            rf"# (?:will )?takes? (?P<time>(?:{_COUNT}) {_UNIT})",
            lambda match: f"estimate # {match['time']}",
        ),
        (
            r"(?P<how>raise|bump|increase|lower|decrease) (?:the )?prio(?:rity)? (?:of|for|on) #",
            lambda match: f"# !{_RAISED[match['how'].lower()]}",
        ),
        (
            rf"(?:i|we)(?:'?ll|'?ve| will| have| can)? {_TAKING} #(?: over| on| now)?(?P<rest>(?: .*)?)",
            _taken,
        ),
    )
)


def _framed(said: str) -> str | None:
    """Write the command that words before and behind the first numbers amount to; None without any."""
    start = _ID.search(said)
    numbers, behind = line.ids(said[start.start() :], "t") if start else ((), "")
    if start is None or not numbers:
        return None
    frame = f"{said[: start.start()]}# {behind}".strip()
    found = ((pattern.fullmatch(frame), write) for pattern, write in _FRAMES)
    told = next((write(match) for match, write in found if match), None)
    return told.replace("#", several.names_of(numbers), 1) if told else None


def command(head: str) -> str | None:
    """Write the command that a line amounts to which says what was done to tasks, or how they stand now.

    None where no such thing is said. What follows goes with it, whether the command takes that or not.
    """
    said = _NAMED.sub("", head, count=1).rstrip(" .!")
    return _framed(said) or _told(said)


def _told(said: str) -> str | None:
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
