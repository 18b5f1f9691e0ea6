"""When a standup asks, reminds and closes, in every member's own zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.standup import rules
from storage import facts

FIRST, LAST = datetime(2024, 1, 1), datetime(2030, 12, 31)  # noqa: DTZ001 - hypothesis adds the zone
CHANNEL = facts.Channel(
    id=1,
    slack_id="C1",
    name="atlas",
    is_private=False,
    is_dm=False,
    has_bot=True,
    is_archived=False,
    project_id=None,
)


def standup(at: time = time(9, 30), window: int = 240) -> facts.Standup:
    """A standup on working days."""
    return facts.Standup(1, None, CHANNEL, "#atlas", (0, 1, 2, 3, 4), at, window)


@pytest.mark.parametrize(
    ("zone", "after", "day", "at"),
    [
        ("Europe/Lisbon", "2026-11-24T09:00", date(2026, 11, 24), "2026-11-24T09:30"),
        ("Europe/Lisbon", "2026-11-24T09:30", date(2026, 11, 25), "2026-11-25T09:30"),
        ("Europe/Lisbon", "2026-11-27T12:00", date(2026, 11, 30), "2026-11-30T09:30"),
        ("Asia/Kolkata", "2026-11-24T03:59", date(2026, 11, 24), "2026-11-24T04:00"),
        ("America/New_York", "2026-10-30T20:00", date(2026, 11, 2), "2026-11-02T14:30"),
        ("Pacific/Auckland", "2026-11-29T12:00", date(2026, 11, 30), "2026-11-29T20:30"),
    ],
)
def test_the_next_prompt_is_the_next_working_morning_of_the_zone(
    zone: str, after: str, day: date, at: str
) -> None:
    found = rules.next_prompt(standup(), zone, datetime.fromisoformat(after).replace(tzinfo=UTC))

    assert found == (day, datetime.fromisoformat(at).replace(tzinfo=UTC))


@settings(max_examples=200, deadline=None)
@given(
    zone=st.sampled_from(sorted(available_timezones())),
    after=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    at=st.times().map(lambda found: found.replace(second=0, microsecond=0)),
)
def test_in_every_zone_the_next_prompt_is_ahead_on_a_working_day_and_within_four_days(
    zone: str, after: datetime, at: time
) -> None:
    found = rules.next_prompt(standup(at), zone, after)

    assert found is not None
    day, due = found
    assert after < due <= after + timedelta(days=4)
    assert day.weekday() < 5
    assert due.astimezone(ZoneInfo(zone)).date() in (day, day + timedelta(days=1))


@pytest.mark.parametrize(("window", "minutes"), [(240, 144), (60, 15), (120, 72), (100, 55)])
def test_a_reminder_comes_at_sixty_percent_or_45_minutes_before_the_end(window: int, minutes: int) -> None:
    start = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

    end = rules.closes_at(standup(window=window), "UTC", date(2026, 11, 24))

    assert end == start + timedelta(minutes=window)
    assert rules.reminds_at(standup(window=window), end) == start + timedelta(minutes=minutes)


def at(text: str) -> datetime:
    """Read an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_next_day_is_later_than_the_last_one_wherever_the_member_has_gone_since() -> None:
    """Asked on Tuesday in Tokyo, then across the date line, where Tuesday begins again."""
    asked_on = date(2026, 11, 24)

    found = rules.next_prompt(standup(), "America/Los_Angeles", at("2026-11-24T01:00"), asked_on)

    assert found == (date(2026, 11, 25), at("2026-11-25T17:30"))


def test_nobody_is_asked_on_a_public_holiday_of_the_place() -> None:
    portugal = replace(standup(), holidays="PT")

    found = rules.next_prompt(portugal, "Europe/Lisbon", at("2026-11-30T12:00"))

    assert found == (date(2026, 12, 2), at("2026-12-02T09:30"))
    assert rules.why_not(portugal, date(2026, 12, 1)) == "Restoration of Independence Day"
    assert rules.why_not(standup(), date(2026, 12, 1)) is None


def test_a_pause_is_over_after_its_last_day() -> None:
    paused = replace(standup(), paused_at=at("2026-11-24T12:00"), paused_until=date(2026, 11, 26))

    assert rules.next_prompt(paused, "UTC", at("2026-11-24T12:00")) == (
        date(2026, 11, 27),
        at("2026-11-27T09:30"),
    )
    assert rules.why_not(paused, date(2026, 11, 26)) == "paused"
    assert rules.why_not(paused, date(2026, 11, 27)) is None


def test_a_standup_on_one_clock_asks_everybody_by_it() -> None:
    member = facts.Member(1, "U1", "Ben", "ben", "America/New_York", time(9), time(17))

    assert rules.zone_of(replace(standup(), zone="Europe/Rome"), member) == "Europe/Rome"
    assert rules.zone_of(standup(), member) == "America/New_York"


@pytest.mark.parametrize(
    ("opened", "now", "days"),
    [
        ("2026-11-24T15:00", "2026-11-24T23:59", 0),
        ("2026-11-24T15:00", "2026-11-25T00:00", 1),
        ("2026-11-27T15:00", "2026-11-29T23:00", 0),
        ("2026-11-27T15:00", "2026-11-30T00:00", 1),
        ("2026-11-27T15:00", "2026-12-01T09:00", 2),
    ],
)
def test_a_blocker_ages_by_working_days(opened: str, now: str, days: int) -> None:
    assert rules.working_days_open(at(opened), at(now), "UTC") == days
    assert (rules.after_working_days(at(opened), 1, "UTC") <= at(now)) is (days >= 1)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-11-25T10:00", "2026-11-27T15:00"),
        ("2026-11-27T15:00", "2026-12-04T15:00"),
        ("2026-11-28T10:00", "2026-12-04T15:00"),
    ],
)
def test_a_lead_reads_the_week_on_friday_at_four_in_the_afternoon(after: str, due: str) -> None:
    assert rules.next_summary("Europe/Rome", at(after), None)[1] == at(due)
