"""Whether words that were read as a date name a day, a time of day or a length. Knows no calendar."""

import re

from commands.kit import when_times
from commands.kit.when_words import COUNT, GAP, normalised

LEAD = re.compile(
    r"(?:to |by |on |until |till? |due (?:by |on )?)?(?P<before>before )?(?P<words>.*)", re.IGNORECASE
)
SPAN = re.compile(
    r"(?:(?P<in>in (?:the next )?)|within (?:the next )?)?"
    rf"(?:(?P<half>half an?)|{COUNT}(?P<part>\.[0-9]{{1,2}})?){GAP}"
    r"(?P<unit>hours?|hrs?|h|minutes?|mins?|m)(?P<and_half> and a half)?"
    r"(?: ?(?P<more>[0-9]{1,2}) ?m(?:in)?s?)?(?P<now> from now| time)?(?: later)?"
)
PART_OF_TODAY = re.compile(r"(?:this|today in the) (?P<part>morning|afternoon|evening)")


def is_day(words: str) -> bool:
    """Tell whether words that were read as a date name a day, and no time of it."""
    lead = LEAD.fullmatch(" ".join(words.split()))
    text = normalised(lead["words"] if lead else words)
    timed = text in ("tonight", "lunch", "now") or PART_OF_TODAY.fullmatch(text) or SPAN.fullmatch(text)
    clock = when_times.split(text) or when_times.split_dotted(text) or when_times.bare_hour(text)
    return not (timed or clock)


def is_later(words: str) -> bool:
    """Tell whether words that were read as a date are a length that counts from another date."""
    return normalised(words).endswith(" later")


def is_earlier(words: str) -> bool:
    """Tell whether words are a length that is counted back from another date."""
    return normalised(words).endswith(" earlier")


def is_time(words: str) -> bool:
    """Tell whether words that were read as a date name a time of day alone, and no day."""
    text = normalised(words)
    clock = when_times.split(text) or when_times.split_dotted(text)
    return clock is not None and not clock.day and clock.at is not None and not clock.is_midnight
