"""Whether a line written to Muster is no answer: a question, a greeting, a single word, a task to add."""

import re

ADDING = ("add ", "+ ")  # how a line begins that asks for a task
_ASKS = re.compile(r"(?:who|whose|what|when|where|why|how|which)\b|.*\?\W*$", re.IGNORECASE)
_GREETS = re.compile(
    r"(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening|day|night)|morning|bye|goodbye|thanks?|thank you"
    r"|thx|cheers|ok|okay|sorry)\b",
    re.IGNORECASE,
)


def is_talk(text: str) -> bool:
    """Tell whether a text is one line that asks, greets, or has no more than one word."""
    line = text.strip()
    if "\n" in line:
        return False
    return len(line.split()) < 2 or bool(_ASKS.match(line) or _GREETS.match(line))
