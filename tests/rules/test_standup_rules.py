"""When a standup asks, reminds and closes, in every member's own zone."""

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
