"""What people put round a line out of politeness: where it ends, and what leads in a title."""

import re

from commands.kit.line import Line, Span

PLEASE = r"please|pls|plz"
THANKS = (
    rf"{PLEASE}|(?:many )?thanks(?: (?:a lot|again|(?:so|very) much|all|everyone|everybody|in advance))?"
    r"|thank you(?: (?:so|very) much| all| everyone| in advance)?|thx|ty|ta|cheers"
)
_SMILES = r"[:;]-?\)|:[a-z_]*(?:pray|smil)[a-z_]*:|\U0001f64f|\U0001f642|\U0001f600|\U0001f60a"
_AT_MOST = r"(?:(?:at )?(?:the )?)?latest|if (?:you can|possible)|when you can|sharp"
_EMOJI = r"[\U0001f300-\U0001faff☀-➿][\ufe0f\U0001f3fb-\U0001f3ff]?|:[a-z][a-z0-9_+'-]*:|:[+-]1:"
_END = rf"(?:{THANKS}|{_SMILES}|{_AT_MOST}|{_EMOJI})"
_ENDS = re.compile(rf"(?<!\S){_END}(?:[\s,.!]*(?<![^\W_]){_END}){{0,3}}[.,;!]*(?=\s*$)", re.IGNORECASE)
_LONGEST = 80  # characters; no ending takes more
_BANG = r"(?<!!)!(?!!)"  # two are a priority
_CLOSING = re.compile(  # each sign can be read in one way only: bangs without end would take for ever
    rf"(?:^|(?<=[\s,.!]))(?:(?:(?:^|(?<=[\s,.!]))"
    rf"(?:[^\w\s\x00-\x7f–—…€£]+|{THANKS}|{_SMILES}|:[a-z0-9_+'-]+:)|{_BANG})[\s,.]*)++$",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of thanks: a wall of them costs no time to look through
_ASKS = rf"(?:(?:{PLEASE}|kindly)|(?:can|could|would|will) you(?: please)?),?\s+"
_MAKES = (
    r"(?:add|make|create|open)(?: me)?(?: an?| the)?(?: new)? (?:task|todo|to-do)"
    r"(?: (?:to|for|called|named))?\s*:?\s+"
)
_NAMES = (
    r"(?:add|new|task|todo|to-do|reminder|new task|action(?: item)?)\s*:\s+|(?-i:TODO|TO-DO)\s+"
    r"|(?:(?:re|fwd?)\s*:\s*)+"
)
_REMINDS = r"remind (?:me|us)(?: to)?\s+|(?:remember|don't forget) to\s+"
_LEADS = re.compile(
    rf"(?:{_ASKS})(?:{_MAKES}|{_NAMES}|{_REMINDS}|(?:add|new)\s+)?(?=\S)|(?:{_MAKES}|{_NAMES}|{_REMINDS})(?=\S)"
    r"|(?:(?-i:Add|ADD|New|NEW))\s+(?=\S)|(?-i:to|should|must|will)\s+(?=[a-z])|[0-9]{1,2}[.)]\s+(?=\S)",
    re.IGNORECASE,
)


_A_TASK = re.compile(  # "a task to the board view" is a title
    r"(?:an? |the )?(?:new )?(?:task|todo|to-do)"
    r"(?:\s*:| called| named| to(?= (?-i:[a-z]))(?! (?:the|an?|my|our|your|this|that)\b))\s+(?=\S)",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    rf"{_ASKS}(?:(?:add|make|create|open) (?:me )?{_A_TASK.pattern}|add\s*:\s*)(?=\S)"
    rf"|(?-i:(?=[a-z])){_ASKS}(?-i:add)\s+(?=\S)",
    re.IGNORECASE,
)


def ending(line: Line) -> Span | None:
    """Find the thanks, the please or the smile that a line ends with; None without any."""
    end = len(line.mask.rstrip())
    match = _ENDS.search(line.mask, max(0, end - _LONGEST))
    return match.span() if match and line.text[: match.start()].strip() else None


def follows(line: Line, ending: Span) -> bool:
    """Tell whether what a line ends with stands behind a token, so that it is no part of the title."""
    return any(
        end <= ending[0] and not line.text[end : ending[0]].strip(" ,;.-") for (_, end), _ in line.taken
    )


def without(words: str) -> str:
    """Drop the thanks, the please, the smile or the bang that words behind a command end with."""
    match = _CLOSING.search(words, max(0, len(words) - _LONGEST))
    return words[: match.start()].rstrip(" ,;-–—") if match and match[0] else words


def command(head: str) -> str:
    """Return what asks for a task in front of its title, and is surely no part of it; "" without any."""
    match = _COMMAND.match(head)
    return match[0] if match else ""


def a_task(rest: str) -> str:
    """Return what behind the verb `add` says only that a task is to be added: "a task to ", "new task: "."""
    match = _A_TASK.match(rest)
    return match[0] if match else ""


def lead(title: str) -> str:
    """Return what only asks for a task in front of its title ("please add ", "TODO: "); "" without any."""
    match = _LEADS.match(title)
    return match[0] if match else ""
