"""What can be said of a task from its facts alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from commands.task import rules
from commands.task.views import words
from storage import facts
from storage.vocabulary import Priority, TaskStatus

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
ANN = facts.Member(1, "U1", "Ann Lee", "ann", "UTC", time(9), time(17))
GIL = facts.Member(2, "U2", "Gil Novak", "gil", "UTC", time(9), time(17), is_guest=True)


def due(days: int) -> facts.Due:
    at = NOW + timedelta(days=days)
    return facts.Due(at, at.date(), "", "UTC")


def task(
    *,
    due: facts.Due | None = None,
    first: datetime | None = None,
    owner: facts.Member | None = None,
    status: TaskStatus = TaskStatus.OPEN,
) -> facts.Task:
    return facts.Task(
        id=1,
        number=1,
        title="Renew it",
        notes="",
        link=None,
        status=status,
        priority=Priority.P3,
        estimate=None,
        due=due,
        first_due=first,
        slips=0,
        owner=owner,
        creator=ANN,
        project=None,
        channel_id=None,
        created_at=NOW,
        done_at=None,
        done_by=None,
        version=1,
    )


@pytest.mark.parametrize(
    ("owner", "member", "may"), [(None, ANN, True), (ANN, GIL, False), (GIL, GIL, True), (None, GIL, False)]
)
def test_a_guest_changes_only_what_they_own(
    owner: facts.Member | None, member: facts.Member, may: bool
) -> None:
    assert rules.may_change(task(owner=owner), member) is may


@pytest.mark.parametrize(
    ("when", "status", "days"),
    [
        (due(-3), TaskStatus.OPEN, 3),
        (due(-3), TaskStatus.DONE, 0),
        (due(3), TaskStatus.OPEN, 0),
        (None, TaskStatus.OPEN, 0),
    ],
)
def test_only_an_open_task_past_its_date_is_late(
    when: facts.Due | None, status: TaskStatus, days: int
) -> None:
    found = task(due=when, status=status)

    assert rules.days_late(found, NOW) == days
    assert rules.is_late(found, NOW) is (days > 0)


def test_a_task_is_not_late_yet_at_the_instant_it_is_due() -> None:
    assert not rules.is_late(task(due=due(0)), NOW)
    assert rules.is_late(task(due=due(0)), NOW + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("when", "status", "priority", "urgent"),
    [
        (due(-1), TaskStatus.OPEN, Priority.P3, False),
        (due(0), TaskStatus.OPEN, Priority.P4, True),
        (due(1), TaskStatus.OPEN, Priority.P2, False),
        (due(1), TaskStatus.OPEN, Priority.P1, True),
        (None, TaskStatus.OPEN, Priority.P2, False),
        (due(0), TaskStatus.DONE, Priority.P1, False),
        (due(0), TaskStatus.DROPPED, Priority.P1, False),
    ],
)
def test_only_what_is_p1_or_due_on_its_owners_present_day_does_not_wait(
    when: facts.Due | None, status: TaskStatus, priority: Priority, urgent: bool
) -> None:
    found = replace(task(due=when, owner=ANN, status=status), priority=priority)

    assert rules.is_urgent(found, NOW) is urgent


def test_whether_a_task_waits_until_tomorrow_is_judged_by_its_owners_day() -> None:
    there = replace(ANN, zone="Pacific/Kiritimati")  # Thu 26 Nov, 00:00

    assert rules.is_urgent(task(due=due(1), owner=there), NOW)
    assert not rules.is_urgent(task(due=due(1), owner=ANN), NOW)


def test_a_task_due_earlier_today_is_late_by_no_whole_day() -> None:
    early = facts.Due(NOW - timedelta(hours=1), date(2026, 11, 25), "", "UTC")

    assert rules.is_late(task(due=early), NOW)
    assert rules.days_late(task(due=early), NOW) == 0


@pytest.mark.parametrize(
    ("before", "after", "slips"),
    [
        (task(due=due(1)), due(2), True),
        (task(due=due(2)), due(1), False),
        (task(due=due(1)), due(1), False),
        (task(due=due(1)), None, False),
        (task(), due(1), False),
        (task(first=due(2).at), due(1), False),
        (task(first=due(2).at), due(3), True),
    ],
)
def test_a_promised_date_that_is_made_later_is_a_slip_also_where_there_was_none_in_between(
    before: facts.Task, after: facts.Due | None, slips: bool
) -> None:
    assert rules.is_slip(before, after) is slips


def test_days_moved_are_working_days_from_the_first_date_promised() -> None:
    assert rules.days_moved(task(due=due(5), first=NOW)) == 3  # Wednesday to Monday
    assert rules.days_moved(task(due=due(-5), first=NOW)) == -3  # Wednesday to the Friday before
    assert rules.days_moved(task(due=due(5))) == 0
    assert rules.days_moved(task(first=NOW)) == 0


def test_days_moved_begin_on_the_clock_on_which_the_first_date_was_promised() -> None:
    late_in_the_day = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # Wednesday 12:30 in Auckland
    moved = task(due=due(0), first=late_in_the_day)

    assert rules.days_moved(moved) == 1
    assert rules.days_moved(replace(moved, first_zone="Pacific/Auckland")) == 0


def test_nobody_owns_nothing() -> None:
    assert not rules.is_owner(task(owner=ANN), None)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 h"), (45, "45 min"), (180, "3 h"), (90, "1 h 30 min"), (2368, "39 h 28 min")]
)
def test_a_length_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert words.hours(minutes) == said
