"""Whether a line written to Muster is no answer: a skip, a question, a greeting, one word, a task to add."""

import re

SKIPS = ("skip", "pass", "nothing", "nothing today")  # what leaves the day out, while a question waits
ADDING = ("add ", "+ ")  # how a line begins that asks for a task
_ASKS = re.compile(r"(?:who|whose|what|when|where|why|how|which)\b|.*\?\W*$", re.IGNORECASE)
_GREETS = re.compile(
    r"(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening|day|night)|morning|bye|goodbye|thanks?|thank you"
    r"|thx|cheers|ok|okay|sorry)\b",
    re.IGNORECASE,
)


def is_skip(text: str) -> bool:
    """Tell whether a text says no more than that its writer leaves the day out."""
    return text.strip().rstrip(".!").casefold() in SKIPS


def is_greeting(text: str) -> bool:
    """Tell whether a text is a greeting, thanks or an "ok" and nothing else."""
    return _GREETS.fullmatch(text.strip(" .!")) is not None


def is_talk(text: str) -> bool:
    """Tell whether a text is one line that asks, greets, or has no more than one word."""
    line = text.strip()
    if "\n" in line:
        return False
    return len(line.split()) < 2 or bool(_ASKS.match(line) or _GREETS.match(line))
