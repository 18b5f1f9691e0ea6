"""When people can be told something."""

import dataclasses
from datetime import UTC, date, datetime, time

import pytest

from commands.kit.hours import is_open, last_morning, next_morning, undisturbed
from storage import facts

BEN = facts.Member(1, "U1", "Ben Carter", "ben", "America/New_York", time(9), time(17))


@pytest.mark.parametrize(
    ("after", "away", "at"),
    [
        ("2026-10-26T08:00", (), "2026-10-26T13:00"),
        ("2026-10-26T13:00", (), "2026-10-27T13:00"),
        ("2026-10-30T18:00", (), "2026-11-02T14:00"),  # clocks go back on 1 November
        ("2026-10-26T08:00", ("2026-10-26", "2026-10-27"), "2026-10-28T13:00"),
        ("2026-10-27T02:00", (), "2026-10-27T13:00"),
    ],
)
def test_the_next_morning_is_a_working_day_the_person_is_there(
    after: str, away: tuple[str, ...], at: str
) -> None:
    off = {date.fromisoformat(day): date.fromisoformat(day) for day in away}

    day, found = next_morning(BEN, datetime.fromisoformat(after).replace(tzinfo=UTC), off.get)

    assert found == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert day.isoformat() == at[:10]


def test_an_absence_of_years_is_passed_over_at_once() -> None:
    asked = []

    def away(day: date) -> date | None:
        asked.append(day)
        return date(2099, 12, 31) if day.year < 2100 else None

    day, _ = next_morning(BEN, datetime(2026, 10, 26, 8, tzinfo=UTC), away)

    assert day == date(2100, 1, 1)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-10-30T21:00", "2026-10-30"),  # Friday 17:00 in New York
        ("2026-10-30T13:00", "2026-10-30"),  # 09:00, as their day begins
        ("2026-10-30T12:59", "2026-10-29"),
        ("2026-10-31T21:00", "2026-10-30"),  # Saturday
        ("2026-11-02T13:00", "2026-10-30"),  # Monday 08:00, after the clocks went back
        ("2026-11-02T14:00", "2026-11-02"),
    ],
)
def test_the_last_morning_before_an_instant_is_that_of_a_working_day(at: str, day: str) -> None:
    assert last_morning(BEN, datetime.fromisoformat(at).replace(tzinfo=UTC)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("now", "away", "works"),
    [
        ("2026-10-26T12:59", (), False),
        ("2026-10-26T13:00", (), True),
        ("2026-10-26T20:59", (), True),
        ("2026-10-26T21:00", (), False),
        ("2026-10-25T15:00", (), False),
        ("2026-10-26T15:00", ("2026-10-26",), False),
    ],
)
def test_somebody_works_within_their_hours_on_working_days_they_are_there(
    now: str, away: tuple[str, ...], works: bool
) -> None:
    off = {date.fromisoformat(day): date.fromisoformat(day) for day in away}

    assert is_open(BEN, datetime.fromisoformat(now).replace(tzinfo=UTC), off.get) is works


@pytest.mark.parametrize(
    ("at", "free"), [("13:59", "13:59"), ("14:00", "15:30"), ("15:29", "15:30"), ("15:30", "15:30")]
)
def test_a_do_not_disturb_counts_from_its_first_to_before_its_last_minute(at: str, free: str) -> None:
    since, until, now, then = (
        datetime.fromisoformat(f"2026-10-26T{each}").replace(tzinfo=UTC)
        for each in ("14:00", "15:30", at, free)
    )
    member = dataclasses.replace(BEN, dnd_from=since, dnd_until=until)

    assert undisturbed(member, now) == then


@pytest.mark.parametrize(
    ("at", "free"),
    [
        ("2026-10-27T03:00", "2026-10-27T12:00"),
        ("2026-10-30T02:30", "2026-10-30T12:00"),
        ("2026-11-02T03:30", "2026-11-02T13:00"),  # the clocks went back on 1 November
        ("2026-10-28T12:00", "2026-10-28T12:00"),
        ("2026-10-26T01:59", "2026-10-26T01:59"),
    ],
)
def test_a_do_not_disturb_of_hours_comes_again_each_day_by_the_members_clock(at: str, free: str) -> None:
    since, until, now, then = (
        datetime.fromisoformat(each).replace(tzinfo=UTC)
        for each in ("2026-10-26T02:00", "2026-10-26T12:00", at, free)  # 22:00 to 08:00 in New York
    )

    assert undisturbed(dataclasses.replace(BEN, dnd_from=since, dnd_until=until), now) == then


def test_quiet_hours_that_end_in_a_do_not_disturb_last_until_its_end() -> None:
    since, until = datetime(2026, 10, 26, 4, tzinfo=UTC), datetime(2026, 10, 26, 13, 30, tzinfo=UTC)
    member = dataclasses.replace(BEN, quiet=(time(18), time(8)), dnd_from=since, dnd_until=until)

    evening = datetime(2026, 10, 26, 23, tzinfo=UTC)

    assert undisturbed(member, evening) == datetime(2026, 10, 27, 13, 30, tzinfo=UTC)


def test_a_do_not_disturb_of_days_comes_once() -> None:
    since, until = datetime(2026, 10, 26, 2, tzinfo=UTC), datetime(2026, 10, 28, 2, tzinfo=UTC)
    member = dataclasses.replace(BEN, dnd_from=since, dnd_until=until)

    later = datetime(2026, 10, 28, 3, tzinfo=UTC)

    assert undisturbed(member, later) == later


@pytest.mark.parametrize(
    ("quiet", "closed", "open_"),
    [
        ((time(20), time(8)), ("20:00", "00:00", "07:59"), ("08:00", "19:59")),
        ((time(12), time(13)), ("12:00", "12:59"), ("11:59", "13:00", "00:00")),
    ],
)
def test_quiet_hours_begin_with_their_first_minute_and_end_before_their_last(
    quiet: tuple[time, time], closed: tuple[str, ...], open_: tuple[str, ...]
) -> None:
    member = dataclasses.replace(BEN, zone="UTC", quiet=quiet)

    def told(clock: str) -> bool:
        return is_open(
            member, datetime.fromisoformat(f"2026-10-27T{clock}").replace(tzinfo=UTC), lambda _: None
        )

    assert [told(clock) for clock in closed] == [False] * len(closed)
    assert [told(clock) for clock in open_] == [True] * len(open_)
