"""A list of what is due in a week holds its days alone, Monday to Sunday. Today is Tue 24 Nov 2026."""

from datetime import date

import pytest
from sqlmodel import Session

from commands.kit import calendar
from commands.kit.requests import Unclear
from commands.task import operations, requests
from storage import tasks
from tests.store.conftest import Team
from tests.store.test_changes import add

DAYS = [date(2026, 11, day) for day in (22, 23, 24, 25, 29, 30)] + [date(2026, 12, day) for day in (6, 7)]


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ("today", date(2026, 11, 24), date(2026, 11, 24)),
        ("this week", date(2026, 11, 23), date(2026, 11, 29)),
        ("next week", date(2026, 11, 30), date(2026, 12, 6)),
    ],
)
def test_a_list_of_a_day_or_a_week_holds_its_days_alone(
    tx: Session, team: Team, due: str, first: date, last: date
) -> None:
    act = team.act(team.ana)
    for day in DAYS:
        at = calendar.to_utc(day, team.ana.work_end, "UTC")
        add(tx, team, act, due_at=at, due_day=day, due_words="", due_zone="UTC")

    chosen = operations.choose(tx, act, requests.Listing(due=due))

    assert not isinstance(chosen, Unclear)
    found = [task.due.day for task in operations.read(tx, act, chosen, limit=20) if task.due]
    assert found == [day for day in DAYS if first <= day <= last]
    assert operations.count_of(tx, act, chosen, most=20) == len(found)
    assert tasks.count(tx, act) == len(DAYS)
