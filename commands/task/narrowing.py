"""The words that narrow a list: by whom, where, when, in which state ("given", "here", "this week"). Pure."""

import re
from typing import Any

from commands.kit.line import Span
from commands.kit.requests import Mention
from commands.kit.when_words import DAY
from commands.task import spans

HERE = "here"  # the channel it is typed in
_NOBODY = Mention(None, "nobody")
_SAID: tuple[tuple[str, dict[str, Any]], ...] = (
    ("dropped|cancelled|canceled", {"dropped": True}),
    ("everything", {"everything": True}),
    ("given(?: away)?", {"given": True}),
    ("snoozed", {"snoozed": True}),
    ("not (?:done|finished|completed)|unfinished", {}),  # a list is of what is open anyway
    ("undated|(?:no|without(?: a)?)(?: due)? date", {"undated": True}),
    ("unassigned|unowned|nobody|(?:no|without(?: an)?) owner", {"owner": _NOBODY}),
    ("watched|watching", {"watched": True}),
    ("unestimated|(?:no|without(?: an)?) estimate", {"unestimated": True}),
    ("repeating|recurring", {"repeating": True}),
    (HERE, {"channel": HERE}),
)
_WORDS = [
    (re.compile(rf"(?<![^\s,])(?<!\bnot )(?:{said})(?![^\s,])", re.IGNORECASE), named)
    for said, named in _SAID
]
_TIME = re.compile(  # a weekday in front of its date says nothing more: "fri 11 dec"
    rf"(?<![^\s,])(?:due )?(?:on )?(?:{DAY},? (?=[0-9]))?(?P<time>{spans.WORDS})(?![^\s,])", re.IGNORECASE
)
_CHANNEL = re.compile(rf"(?<!\S){HERE}:([A-Z][A-Z0-9]{{1,30}})(?!\S)")


def find(text: str) -> list[tuple[Span, dict[str, Any]]]:
    """Find these words in what follows a list verb: where each stands, and the fields of the list it sets."""
    found = [(match.span(), named) for word, named in _WORDS for match in word.finditer(text)]
    timed = ((match.span(), match["time"].lower()) for match in _TIME.finditer(text))
    found += [(span, {"due": words}) for span, words in timed if spans.is_read(words)]
    return [*found, *((match.span(), {"channel": match[1]}) for match in _CHANNEL.finditer(text))]


def written(channel: str, due: str) -> list[str]:
    """Write a channel and a time so that they read back."""
    where = HERE if channel == HERE else f"{HERE}:{channel}"
    return [*([where] if channel else []), *([due] if due else [])]
