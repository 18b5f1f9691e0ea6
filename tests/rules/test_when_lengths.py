"""A length that is no whole number asks which whole one is meant, and is never read as something else."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import when
from commands.kit.when import Here
from commands.task import grammar
from commands.task.grammar import Add, Unclear
from storage.facts import Due

HERE = Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def read(text: str) -> grammar.Request:
    return grammar.parse(text, HERE)


@pytest.mark.parametrize(
    ("words", "between", "days"),
    [
        ("2.5 weeks", "12 and 13 working days", ["Fri 11 Dec", "Mon 14 Dec"]),
        ("2,5 weeks", "12 and 13 working days", ["Fri 11 Dec", "Mon 14 Dec"]),
        ("in 2.5w", "12 and 13 working days", ["Fri 11 Dec", "Mon 14 Dec"]),
        ("2½ weeks", "12 and 13 working days", ["Fri 11 Dec", "Mon 14 Dec"]),
        ("two and a half weeks", "12 and 13 working days", ["Fri 11 Dec", "Mon 14 Dec"]),
        ("a week and a half", "7 and 8 working days", ["Fri 4 Dec", "Mon 7 Dec"]),
        ("1 1/2 weeks", "7 and 8 working days", ["Fri 4 Dec", "Mon 7 Dec"]),
        ("half a week", "2 and 3 working days", ["Fri 27 Nov", "Mon 30 Nov"]),
        ("1.5 days", "1 and 2 days", ["Thu 26 Nov", "Fri 27 Nov"]),
        ("half a day", "0 and 1 day", ["Wed 25 Nov", "Thu 26 Nov"]),
        ("2.5 working days", "2 and 3 working days", ["Fri 27 Nov", "Mon 30 Nov"]),
        ("1.5 months", "6 and 7 weeks", ["Wed 6 Jan 2027", "Wed 13 Jan 2027"]),
        ("1.5 weeks from mon", "7 and 8 working days", ["Wed 9 Dec", "Thu 10 Dec"]),
    ],
)
def test_a_length_between_two_whole_ones_asks_which(words: str, between: str, days: list[str]) -> None:
    found = when.read(words, HERE)

    assert isinstance(found, when.Ambiguous)
    assert found.sentence() == f'"{words}" is between {between}. Nothing was saved. Which one?'
    assert [choice.label for choice in found.choices] == days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1.5 years", "2028-05-25"),
        ("2.0 weeks", "2026-12-09"),
        ("0.2 weeks", "2026-11-26"),
        ("2.5 fortnights", "2026-12-30"),
    ],
)
def test_a_length_that_is_whole_in_a_smaller_unit_is_read(words: str, day: str) -> None:
    found = when.read(words, HERE)

    assert isinstance(found, Due)
    assert found.day.isoformat() == day


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Write it due 2.5 weeks", ["Write it due 2026-12-11", "Write it due 2026-12-14"]),
        ("Write it by 1.5 days", ["Write it due 2026-11-26", "Write it due 2026-11-27"]),
        ("due T-4 2.5w", ["due T-4 2026-12-11", "due T-4 2026-12-14"]),
        ("snooze T-4 1.5d", ["snooze T-4 2026-11-26", "snooze T-4 2026-11-27"]),
        ("move T-4 by 0.5 weeks", ["due T-4 2 working days later", "due T-4 3 working days later"]),
        ("postpone T-4 1.5 months", ["due T-4 6 weeks later", "due T-4 7 weeks later"]),
        ("propose T-4 1.5 days later", ["propose T-4 1 day later", "propose T-4 2 days later"]),
    ],
)
def test_a_line_with_such_a_length_changes_nothing_and_offers_both(text: str, offers: list[str]) -> None:
    found = read(text)

    assert isinstance(found, Unclear)
    assert [offer.line for offer in found.offers] == offers
    assert not any(isinstance(read(line), Unclear) for line in offers)


@pytest.mark.parametrize("text", ["Write it in 1.5 weeks", "Freeze deployments for 1.5 weeks"])
def test_without_a_keyword_it_stays_in_the_title_and_is_offered(text: str) -> None:
    found = read(text)

    assert isinstance(found, Add)
    assert (found.title, found.due) == (text, None)
    assert [offer.label for offer in found.offers] == ["Due Fri 4 Dec", "Due Mon 7 Dec"]


def test_a_number_with_a_point_in_front_of_a_unit_is_no_day_of_the_calendar() -> None:
    found = read("Write it due 2.5 sprints")

    assert isinstance(found, Unclear)
    assert found.words.startswith('I can\'t read "2.5 sprints" as a date. Nothing was saved.')
