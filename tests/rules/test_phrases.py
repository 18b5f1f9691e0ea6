"""A table of the ways people say a date, written before the code that reads them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from commands.kit import calendar
from commands.task import grammar
from storage.facts import Due

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
TABLE = Path(__file__).with_name("phrases.txt").read_text()
TITLE = "Write the report"


@dataclass(frozen=True)
class Phrase:
    """Words at the end of a line, and what becomes of them."""

    words: str
    expected: str  # "set 2026-11-27 17:00", "offer …", "refuse" or "text"


PHRASES = [
    Phrase(words.strip(), expected.strip())
    for expected, _, words in (row.partition("|") for row in TABLE.splitlines())
    if words and not expected.startswith("#")
]

FLOOR = 0.99


def written(due: Due) -> str:
    return f"{calendar.local(due.at, HERE.zone):%Y-%m-%d %H:%M}"


def outcome(words: str) -> str:
    request = grammar.parse(f"{TITLE} {words}", HERE)
    if not isinstance(request, grammar.Add):
        return "refuse"
    if request.due:
        whole = "" if request.title == TITLE else f", title {request.title}"
        return f"set {written(request.due)}{whole}"
    dates = [offer for offer in request.offers if offer.line.startswith("due ")]
    if dates:
        offered = grammar.parse(dates[0].line.replace("{id}", "T-1"), HERE)
        assert isinstance(offered, grammar.Redate)
        assert offered.due
        return f"offer {written(offered.due)}"
    return "text"


def test_the_table_is_long_and_says_each_phrase_once() -> None:
    assert len(PHRASES) >= 300
    assert len({phrase.words for phrase in PHRASES}) == len(PHRASES)


def test_at_least_ninety_nine_in_a_hundred_phrases_are_read_as_people_mean_them() -> None:
    misses = [
        f"{phrase.words}: {phrase.expected}, not {got}"
        for phrase in PHRASES
        if (got := outcome(phrase.words)) != phrase.expected
    ]

    share = 1 - len(misses) / len(PHRASES)
    print(f"{share:.1%} of {len(PHRASES)} phrases are read as meant")
    assert share >= FLOOR, "\n".join(misses)


@pytest.mark.parametrize("phrase", [phrase for phrase in PHRASES if phrase.expected.startswith("set")][::7])
def test_a_phrase_is_read_alike_in_capitals(phrase: Phrase) -> None:
    assert outcome(phrase.words.upper()).partition(",")[0] == outcome(phrase.words).partition(",")[0]
