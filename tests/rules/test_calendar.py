from datetime import UTC, date, datetime, time, timedelta

import pytest

from commands.kit import calendar
from storage.facts import Due

LISBON = "Europe/Lisbon"
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        (date(2026, 11, 27), time(17), LISBON, datetime(2026, 11, 27, 17, tzinfo=UTC)),
        (date(2026, 7, 1), time(17), LISBON, datetime(2026, 7, 1, 16, tzinfo=UTC)),
        (date(2026, 11, 27), time(17), "Asia/Kolkata", datetime(2026, 11, 27, 11, 30, tzinfo=UTC)),
        (date(2026, 11, 27), time(22), "America/New_York", datetime(2026, 11, 28, 3, tzinfo=UTC)),
    ],
)
def test_a_local_time_becomes_the_instant_its_zone_gives_it(
    day: date, at: time, zone: str, utc: datetime
) -> None:
    assert calendar.to_utc(day, at, zone) == utc


def test_a_local_time_that_a_clock_change_skips_moves_forward_to_the_first_that_exists() -> None:
    skipped = calendar.to_utc(date(2027, 3, 28), time(1, 30), LISBON)

    assert calendar.local(skipped, LISBON).time() == time(2, 0)


def test_a_local_time_that_happens_twice_is_the_first() -> None:
    twice = calendar.to_utc(date(2026, 10, 25), time(1, 30), LISBON)

    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        (date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 24)),
        (date(2026, 11, 27), date(2026, 11, 30), date(2026, 11, 26)),
        (date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 27)),
        (date(2026, 11, 29), date(2026, 11, 30), date(2026, 11, 27)),
        (date(2026, 11, 30), date(2026, 12, 1), date(2026, 11, 27)),
    ],
)
def test_working_days_step_over_the_weekend(day: date, after: date, before: date) -> None:
    assert calendar.next_working_day(day) == after
    assert calendar.previous_working_day(day) == before


@pytest.mark.parametrize("count", range(1, 16))
@pytest.mark.parametrize("day", [date(2026, 11, 23 + offset) for offset in range(7)])
def test_counting_working_days_agrees_with_counting_one_by_one(day: date, count: int) -> None:
    slow = day
    for _ in range(count):
        slow = calendar.next_working_day(slow)

    assert calendar.working_days_after(day, count) == slow


def test_the_last_working_day_of_a_period_is_never_on_a_weekend() -> None:
    assert calendar.last_working_day_of_week(date(2026, 11, 29)) == date(2026, 11, 27)
    assert calendar.last_working_day_of_month(date(2027, 1, 31)) == date(2027, 1, 29)
    assert calendar.last_working_day_of_month(TODAY) == date(2026, 11, 30)
    assert calendar.last_working_day_of_quarter(TODAY) == date(2026, 12, 31)
    assert calendar.last_working_day_of_quarter(date(2027, 8, 31)) == date(2027, 9, 30)
    assert calendar.last_working_day_of_year(date(2027, 2, 28)) == date(2027, 12, 31)


def test_moving_by_months_stays_inside_the_month() -> None:
    assert calendar.months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert calendar.months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert calendar.months_after(date(2026, 11, 30), 1) == date(2026, 12, 30)


def test_days_are_printed_with_their_weekday_and_the_year_only_when_it_is_another() -> None:
    assert calendar.day_text(date(2026, 11, 27), TODAY) == "Fri 27 Nov"
    assert calendar.day_text(date(2027, 1, 1), TODAY) == "Fri 1 Jan 2027"
    assert calendar.plain_text(date(2027, 11, 24)) == "24 Nov 2027"


def test_moments_are_printed_on_the_clock_of_their_zone() -> None:
    at = datetime(2026, 11, 27, 17, tzinfo=UTC)

    assert calendar.moment_text(at, LISBON, TODAY) == "Fri 27 Nov 17:00"
    assert calendar.moment_text(at, "Asia/Tokyo", TODAY) == "Sat 28 Nov 02:00"
    assert calendar.due_text(Due(at, at.date(), "fri", "America/New_York"), TODAY) == "Fri 27 Nov 12:00"


@pytest.mark.parametrize("start", range(7))
def test_working_days_since_a_day_are_those_one_counts(start: int) -> None:
    day = date(2026, 11, 23) + timedelta(days=start)

    for ahead in range(-3, 30):
        after = [day + timedelta(days=step) for step in range(1, ahead + 1)]
        counted = sum(calendar.is_working_day(each) for each in after)
        assert calendar.working_days_since(day, day + timedelta(days=ahead)) == counted
