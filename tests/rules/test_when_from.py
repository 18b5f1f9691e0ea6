"""A length before a day is that day less the length, and no part of it stays in the title."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar, when
from commands.kit.when import Here
from commands.task import grammar
from commands.task.grammar import Add, Redate, Unclear

HERE = Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def added(words: str) -> Add:
    request = grammar.parse(f"Renew it {words}", HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("a week before 15 dec", "Tue 8 Dec 17:00"),
        ("2 days before 15 dec", "Sun 13 Dec 17:00"),
        ("2 working days before 15 dec", "Fri 11 Dec 17:00"),
        ("1 month before 31 jan", "Thu 31 Dec 17:00"),
        ("the day before 15 dec", "Mon 14 Dec 17:00"),
        ("one week prior to 15 dec", "Tue 8 Dec 17:00"),
        ("2 days before 15/12", "Sun 13 Dec 17:00"),
        ("2 days before 15 dec at 10:00", "Sun 13 Dec 10:00"),
        ("a week before next fri", "Fri 27 Nov 17:00"),
        ("by 2 days before 15 dec", "Sun 13 Dec 17:00"),
        ("due 2 days before 15 dec", "Sun 13 Dec 17:00"),
        ("(2 days before 15 dec)", "Sun 13 Dec 17:00"),
        ("3 days after 15 dec", "Fri 18 Dec 17:00"),
        ("30 min before 3pm", "Wed 25 Nov 14:30"),
        ("an hour before fri 3pm", "Fri 27 Nov 14:00"),
    ],
)
def test_a_length_is_counted_from_the_day_behind_it(words: str, day: str) -> None:
    made = added(words)

    assert made.due
    assert (made.title, calendar.due_text(made.due, HERE.today)) == ("Renew it", day)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("a week before the 15th", "Due Tue 8 Dec 17:00"),
        ("the week before 15 dec", "Due Tue 8 Dec 17:00"),
        ("an hour before fri", "Due Thu 26 Nov 17:00"),
        ("2-3 days before 15 dec", "Due Mon 14 Dec 17:00"),
        ("a week or two before 15 dec", "Due Mon 14 Dec 17:00"),
        ("a few days before 15 dec", "Due Mon 14 Dec 17:00"),
    ],
)
def test_a_length_that_gives_no_sure_day_stays_whole_and_its_day_is_offered(words: str, offered: str) -> None:
    made = added(words)

    assert (made.title, made.due, made.offers[0].label) == (f"Renew it {words}", None, offered)


def test_a_length_before_what_is_no_day_is_text() -> None:
    made = added("2 days before the fair")

    assert (made.title, made.due, made.offers) == ("Renew it 2 days before the fair", None, ())


def test_a_day_that_is_gone_when_counted_back_is_refused() -> None:
    request = grammar.parse("Renew it 2 months before 15 dec", HERE)

    assert isinstance(request, Unclear)
    assert request.words.startswith("Thu 15 Oct is already past, so nothing was saved.")


def test_the_date_of_a_task_is_moved_to_a_length_before_a_day() -> None:
    request = grammar.parse("due T-4 2 days before 15 dec", HERE)

    assert isinstance(request, Redate)
    assert request.due
    assert request.due.day.isoformat() == "2026-12-13"


def test_hours_are_counted_back_from_a_time_only() -> None:
    assert isinstance(when.read("2 hours before 9 dec", HERE), when.Unreadable)
    assert isinstance(when.read("1 hour before 10:30 today", HERE), when.Past)


@pytest.mark.parametrize(
    ("words", "gone", "other"),
    [
        ("60 days before 1 nov", "Wed 2 Sep", "Thu 2 Sep 2027"),
        ("due 2 weeks after 1 nov", "Sun 15 Nov", "Mon 15 Nov 2027"),
    ],
)
def test_a_length_from_a_day_that_is_gone_is_counted_from_the_next_of_its_name_too(
    words: str, gone: str, other: str
) -> None:
    request = grammar.parse(f"Renew it {words}", HERE)

    assert isinstance(request, Unclear)
    assert request.words.startswith(f"{gone} is already past, so nothing was saved.")
    assert [offer.label for offer in request.offers if "2027" in offer.line] == [other]


def test_a_length_after_a_day_that_is_gone_may_end_on_one_to_come() -> None:
    due = added("due 4 weeks after 1 nov").due

    assert due
    assert calendar.due_text(due, HERE.today) == "Sun 29 Nov 17:00"
