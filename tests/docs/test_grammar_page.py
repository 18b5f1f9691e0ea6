"""What docs/grammar.md shows is what `/task` reads."""

import re
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from commands.kit import calendar
from commands.kit.requests import Help, Unclear
from commands.task import grammar
from commands.task.grammar import Add, Here, MyDay, verbs

PAGE = (Path(__file__).parents[2] / "docs" / "grammar.md").read_text()
HERE = Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
DATES = re.findall(r"^\| `/task (Write it .*?)` \| (.*?) \|$", PAGE, re.MULTILINE)
REPEATS = re.findall(r"^\| `/task (Tidy up .*?)` \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)
VERBS = re.findall(r"^\| ([\w, *()]+?) \| ?(.*?) ?\| (`/task.*) \|$", PAGE, re.MULTILINE)


def due(request: Add) -> str:
    return calendar.due_text(request.due, HERE.today) if request.due else "none"


@pytest.mark.parametrize(("line", "said"), DATES)
def test_each_date_of_the_page_is_read_as_it_says(line: str, said: str) -> None:
    request = grammar.parse(line, HERE)

    if said.startswith("asks"):
        assert isinstance(request, Unclear)
    elif said.startswith("offered: "):
        assert isinstance(request, Add)
        assert [offer.label for offer in request.offers] == said.removeprefix("offered: ").split(", ")
    else:
        assert isinstance(request, Add)
        assert due(request) == said


@pytest.mark.parametrize(("line", "pattern", "first"), REPEATS)
def test_each_repeat_of_the_page_is_read_as_it_says(line: str, pattern: str, first: str) -> None:
    request = grammar.parse(line, HERE)

    assert isinstance(request, Add)
    assert request.repeat
    assert (request.repeat.text, due(request)) == (pattern, first)


def test_the_page_names_every_verb_and_every_other_word_for_it() -> None:
    named = {verb for names, _, _ in VERBS for verb in re.findall(r"\w+", names.replace("*(nothing)*", ""))}
    also = {word for _, words, _ in VERBS for word in re.findall(r"`(.*?)`", words)}

    assert named == set(verbs.ALL)
    assert also == set(verbs.ALIASES)


@pytest.mark.parametrize(
    ("names", "line"),
    [(names, line) for names, _, shown in VERBS for line in re.findall(r"`/task ?(.*?)`", shown)],
)
def test_each_example_of_a_verb_is_read_as_that_verb(names: str, line: str) -> None:
    request = grammar.parse(line, HERE)

    assert not isinstance(request, Unclear)
    if names == "add":
        assert isinstance(request, Add)
    elif not line:
        assert isinstance(request, MyDay)
    else:
        assert not isinstance(request, Add)
        assert isinstance(request, Help) == ("help" in names and line.startswith("help"))


def test_the_tables_are_all_there() -> None:
    assert (len(DATES), len(REPEATS)) == (44, 14)
    assert len(VERBS) >= 19


def test_every_token_of_the_page_is_taken_out_of_the_title() -> None:
    rows = re.findall(r"^\| [\w ]+ \| (.*?`.*?) \| .* \|$", PAGE.split("## Dates")[0], re.MULTILINE)
    tokens = [
        token for row in rows for token in re.findall(r"`([@#!~+]\S*|(?:cc|after|needs|blocked) .*?)`", row)
    ]

    assert len(tokens) >= 20
    for token in tokens:
        request = grammar.parse(f"Write it {token}", HERE)
        assert isinstance(request, Add), token
        assert request.title == "Write it", token
