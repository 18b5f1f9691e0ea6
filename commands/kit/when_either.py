"""Two days of which one is meant ("1/2 dec", "tue or wed", "mon/tue 9:00") → the words of each."""

import re

from commands.kit.when_words import DAY, MONTH, TOMORROW

_MONTH = MONTH.replace("?P<month>", "?:")
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_OR = r"(?: ?/ ?| or )"
_NAMED = rf"(?:(?:next )?{DAY}|today|{TOMORROW})"
_FORMS = tuple(
    (re.compile(pattern), parts)
    for pattern, parts in (
        (
            rf"(?:the )?({_NTH}){_OR}(?:the )?({_NTH})( (?:of )?{_MONTH}(?: [0-9]{{4}})?)",
            (r"\1\3", r"\2\3"),
        ),
        (rf"({_MONTH} )({_NTH}){_OR}({_NTH})", (r"\1\2", r"\1\3")),
        (rf"({_NAMED}){_OR}(?:on )?({_NAMED})( .+)?", (r"\1\3", r"\2\3")),
        (rf"({_NTH} {_MONTH}) or ({_NTH} {_MONTH})", (r"\1", r"\2")),
    )
)


def find(words: str) -> tuple[str, str] | None:
    """Part normalised words into those of the two days they name; None of any others."""
    if "/" not in words and " or " not in words:
        return None
    for pattern, (first, last) in _FORMS:
        if match := pattern.fullmatch(words):
            return match.expand(first), match.expand(last)
    return None
