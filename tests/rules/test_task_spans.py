"""The times a list may be of, as days of the calendar."""

from datetime import date

import pytest

from commands.task import spans


@pytest.mark.parametrize(
    ("words", "today", "is_past", "day"),
    [
        ("29 feb", date(2026, 11, 25), False, date(2028, 2, 29)),
        ("29 feb", date(2028, 2, 29), False, date(2028, 2, 29)),
        ("29 feb", date(2028, 3, 1), False, date(2032, 2, 29)),
        ("29 feb", date(2026, 11, 25), True, date(2024, 2, 29)),
        ("29 feb", date(2096, 3, 1), False, date(2104, 2, 29)),
        ("24 nov", date(2026, 11, 25), False, date(2027, 11, 24)),
        ("26 nov", date(2026, 11, 25), True, date(2025, 11, 26)),
    ],
)
def test_a_day_without_its_year_is_the_next_or_the_last_there_is(
    words: str, today: date, is_past: bool, day: date
) -> None:
    assert spans.is_read(words)
    assert spans.days(words, today, is_past=is_past) == (day, day)


def test_a_day_that_its_year_does_not_have_is_no_time() -> None:
    assert not spans.is_read("29 feb 2027")
    assert not spans.is_read("31 nov")


def test_a_day_of_a_year_that_no_due_date_has_is_no_time() -> None:
    assert spans.is_read("2199-12-31")
    assert not spans.is_read("9999-12-31")
    assert not spans.is_read("0001-01-01")
