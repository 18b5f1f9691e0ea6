"""How full a week is: what is due until its end against the working time that is left."""

from datetime import UTC, date, datetime, time

import pytest

from commands.kit import calendar
from commands.task.load import judge_load
from storage import facts
from storage.vocabulary import Priority, TaskStatus

ANN = facts.Member(1, "U1", "Ann Lee", "ann", "Europe/Lisbon", time(9), time(17))
WEDNESDAY = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)


def task(day: date | None, minutes: int | None = None) -> facts.Task:
    """Make an open task of Ann's."""
    due = facts.Due(calendar.to_utc(day, time(17), ANN.zone), day, "", ANN.zone) if day else None
    return facts.Task(
        id=1, number=1, title="Rack", notes="", link=None, status=TaskStatus.OPEN, priority=Priority.P3,
        estimate=minutes, due=due, first_due=None, slips=0, owner=ANN, creator=ANN, project=None,
        channel_id=None, created_at=WEDNESDAY, done_at=None, done_by=None, version=1,
    )  # fmt: skip


def test_what_is_late_or_due_by_friday_is_planned_and_no_other() -> None:
    days = ((date(2026, 11, 20), 60), (FRIDAY, 30), (date(2026, 11, 28), 600), (None, 600), (FRIDAY, None))
    found = [task(day, minutes) for day, minutes in days]

    load = judge_load(found, ANN, now=WEDNESDAY, away=[])

    assert (load.planned, load.unestimated, load.until) == (90, 1, FRIDAY)


@pytest.mark.parametrize(
    ("now", "away", "hours"),
    [
        ("2026-11-23T08:00", [], 40),
        ("2026-11-25T13:00", [], 4 + 16),
        ("2026-11-25T13:00", [date(2026, 11, 26)], 4 + 8),
        ("2026-11-25T13:00", [date(2026, 11, 25)], 16),
        ("2026-11-27T17:00", [], 0),
        ("2026-11-27T22:00", [], 0),
        ("2026-11-28T10:00", [], 0),
    ],
)
def test_free_is_the_working_time_until_friday_ends(now: str, away: list[date], hours: int) -> None:
    load = judge_load([], ANN, now=datetime.fromisoformat(now).replace(tzinfo=UTC), away=away)

    assert load.free == hours * 60
