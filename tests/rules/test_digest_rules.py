"""How a project's week is judged, and when it is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from commands.digest import rules
from commands.digest.rules import Health, Week
from storage import digest_facts, facts
from storage.vocabulary import Priority, RiskStatus, TaskStatus

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
ANA = facts.Member(1, "U1", "Ana Sousa", "ana", "UTC", time(9), time(17))
ATLAS = facts.Project(1, "atlas", "Atlas", 1, 1)


def task(first: datetime | None, due: datetime | None = None) -> facts.Task:
    """An open task, first promised for one instant and due at another."""
    now = due or first
    return facts.Task(
        id=1,
        number=1,
        title="Order the racks",
        notes="",
        link=None,
        status=TaskStatus.OPEN,
        priority=Priority.P3,
        estimate=None,
        due=facts.Due(now, now.date(), "", "UTC") if now else None,
        first_due=first,
        slips=0,
        owner=ANA,
        creator=ANA,
        project=ATLAS,
        channel_id=1,
        created_at=NOW - timedelta(days=30),
        done_at=None,
        done_by=None,
        version=1,
    )


def risk(probability: int, impact: int) -> facts.Risk:
    """An open risk with this score."""
    return facts.Risk(
        id=1,
        number=1,
        statement="racks may be late",
        cause="",
        event="",
        effect="",
        probability=probability,
        impact=impact,
        first_probability=probability,
        first_impact=impact,
        status=RiskStatus.ASSESSED,
        owner=ANA,
        creator=ANA,
        project=ATLAS,
        channel_id=1,
        link=None,
        review_on=None,
        created_at=NOW,
        closed_at=None,
        close_reason="",
        version=1,
    )


def week(late: list[facts.Task], risks: list[facts.Risk]) -> Week:
    """A week with nothing in it but what is late and what may happen."""
    return Week(ATLAS, NOW - timedelta(days=7), NOW, "UTC", (), tuple(late), (), (), (), tuple(risks), (), ())


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (datetime(2026, 11, 20, 17, tzinfo=UTC), 1),  # Friday: the weekend does not count
        (datetime(2026, 11, 16, 17, tzinfo=UTC), 5),
        (datetime(2026, 11, 13, 17, tzinfo=UTC), 6),
        (datetime(2026, 11, 24, 17, tzinfo=UTC), 0),
        (None, 0),
    ],
)
def test_lateness_counts_working_days_from_the_first_date(first: datetime | None, days: int) -> None:
    assert rules.days_late(task(first), NOW, "UTC") == days


def test_moving_a_date_does_not_make_a_task_younger() -> None:
    moved = task(datetime(2026, 11, 13, 17, tzinfo=UTC), due=datetime(2026, 11, 20, 17, tzinfo=UTC))

    assert rules.days_late(moved, NOW, "UTC") == 6


def test_the_first_day_promised_is_that_of_the_clock_a_task_is_due_by() -> None:
    promised = datetime(2026, 11, 12, 19, tzinfo=UTC)  # Friday 08:00 in Auckland
    moved = replace(task(promised), first_zone="Pacific/Auckland")
    due = facts.Due(promised, date(2026, 11, 13), "", "Pacific/Auckland")
    late = replace(task(promised), due=due)

    assert rules.promised_day(late, promised, "Europe/Lisbon") == date(2026, 11, 13)
    assert rules.promised_day(moved, promised, "Europe/Lisbon") == date(2026, 11, 13)
    assert (
        rules.days_late(late, NOW, "Europe/Lisbon")
        == rules.days_late(task(promised), NOW, "Europe/Lisbon") - 1
    )


@pytest.mark.parametrize(
    ("late", "risks", "health"),
    [
        ([], [], Health.ON_TRACK),
        ([], [risk(4, 4)], Health.ON_TRACK),
        ([task(datetime(2026, 11, 20, 17, tzinfo=UTC))], [], Health.AT_RISK),
        ([task(datetime(2026, 11, 16, 17, tzinfo=UTC))], [], Health.AT_RISK),
        ([task(datetime(2026, 11, 13, 17, tzinfo=UTC))], [], Health.OFF_TRACK),
        ([], [risk(4, 5)], Health.AT_RISK),
        ([], [risk(4, 5), risk(5, 5)], Health.OFF_TRACK),
    ],
)
def test_the_worst_of_schedule_and_risks_decides(
    late: list[facts.Task], risks: list[facts.Risk], health: Health
) -> None:
    assert rules.judge(week(late, risks)).health is health


def test_a_verdict_says_its_facts_in_words() -> None:
    verdict = rules.judge(week([task(datetime(2026, 11, 13, 17, tzinfo=UTC))], [risk(4, 5)]))

    assert verdict.reason == "1 task is late, the longest by 6 working days; 1 risk is critical"


@pytest.mark.parametrize(
    ("after", "day"),
    [
        (datetime(2026, 11, 23, 8, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_the_next_issue_is_the_next_such_weekday(after: datetime, day: date) -> None:
    channel = facts.Channel(
        id=1,
        slack_id="C1",
        name="steering",
        is_private=False,
        is_dm=False,
        has_bot=True,
        is_archived=False,
        project_id=None,
    )
    digest = digest_facts.Digest(1, ATLAS, channel, 0, time(9), "Europe/Lisbon")

    assert rules.next_issue(digest, after, None)[0] == day
