"""Lines about all that is late of whoever types them. It is Wed 25 Nov 2026, 10:00 in London."""

from datetime import date

import pytest

from commands.task import requests
from commands.task.grammar import Add, Unclear
from tests.rules.test_task_verbs import read

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "line",
    [
        "snooze late mon",
        "Snooze late until Monday",
        "snooze all late until mon",
        "snooze overdue till 30 nov",
        "snooze all my late tasks until mon",
        "snooze the late ones until mon",
    ],
)
def test_all_that_is_late_is_snoozed_until_a_day(line: str) -> None:
    found = read(line)

    assert isinstance(found, requests.SnoozeLate)
    assert found.until.day == MONDAY


@pytest.mark.parametrize(
    "line",
    [
        "due late mon",
        "move late to monday",
        "move all late to mon",
        "postpone overdue tasks to mon",
        "reschedule my late ones to 30 nov",
        "due late: mon",
    ],
)
def test_all_that_is_late_is_moved_to_a_day(line: str) -> None:
    found = read(line)

    assert isinstance(found, requests.MoveLate)
    assert found.due.day == MONDAY


@pytest.mark.parametrize(
    "line", ["snooze late", "snooze all late until", "snooze late off", "due late", "due late none"]
)
def test_without_a_day_it_is_asked_which(line: str) -> None:
    found = read(line)

    assert isinstance(found, Unclear)
    verb = line.split()[0]
    assert f"{verb} late tomorrow" in [offer.line for offer in found.offers]
    assert [offer for offer in found.offers if offer.pick == "date"]


@pytest.mark.parametrize("line", ["postpone late by 2 days", "due late 2 days later"])
def test_a_length_that_counts_from_each_date_is_no_one_day(line: str) -> None:
    found = read(line)

    assert isinstance(found, Unclear)
    assert "to one day" in found.words


def test_a_day_that_is_over_is_refused_with_days_to_come() -> None:
    found = read("due late 24/11")

    assert isinstance(found, Unclear)
    assert found.offers
    assert all(offer.line.startswith("due late ") for offer in found.offers)


@pytest.mark.parametrize(
    "line", ["snooze all mon", "snooze everything until mon", "move all my tasks to mon"]
)
def test_of_all_tasks_those_that_are_late_are_offered(line: str) -> None:
    found = read(line)

    assert isinstance(found, Unclear)
    assert "Only what is late" in found.words
    verb = "snooze" if line.startswith("snooze") else "due"
    assert [offer.line for offer in found.offers] == [f"{verb} late mon", f'add "{line}"']


@pytest.mark.parametrize(
    "line",
    [
        "Move all to Monday",
        "move all the racks to monday",
        "Move late fees to the new account",
        "Snooze late alarms",
        "Move overdue invoices to Monday",
    ],
)
def test_what_only_begins_like_it_is_a_title(line: str) -> None:
    assert isinstance(read(line), Add)


def test_late_in_a_month_is_no_day_for_what_is_late() -> None:
    assert not isinstance(read("due late december"), requests.MoveLate)
