"""The next-due rules hold at every clock change the pinned zone data has between 2024 and 2030."""

import zoneinfo
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from commands.digest import rules as digest
from commands.kit import calendar
from commands.standup import rules as standup
from storage import digest_facts, facts

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
AROUND = timedelta(hours=30)
CHANNEL = facts.Channel(1, "C1", "atlas", False, False, True, False, None)
PROJECT = facts.Project(1, "atlas", "Atlas", 1, 1)


@dataclass(frozen=True)
class Change:
    """A clock change: the first minute after it, the offsets before and after, and a zone that has it."""

    at: datetime
    before: timedelta
    after: timedelta
    zone: str

    @property
    def is_gap(self) -> bool:
        """Whether local times are left out, and not told twice."""
        return self.after > self.before


def offset(at: datetime, zone: zoneinfo.ZoneInfo) -> timedelta:
    """Return what a zone's clocks are ahead of UTC."""
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


@cache
def changes() -> tuple[Change, ...]:
    """Find every clock change, once for all zones that share it; no zone has two within a week."""
    found: dict[tuple[datetime, timedelta, timedelta], Change] = {}
    for name in sorted(zoneinfo.available_timezones()):
        zone, at = zoneinfo.ZoneInfo(name), FIRST
        before = offset(at, zone)
        while at < LAST:
            at += WEEK
            if (after := offset(at, zone)) != before:
                first = _first(zone, at - WEEK, at, before)
                found.setdefault((first, before, after), Change(first, before, after, name))
            before = after
    return tuple(found.values())


def _first(zone: zoneinfo.ZoneInfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    minutes = range(1, int(WEEK / MINUTE) + 1)
    place = bisect_left(minutes, True, key=lambda minute: offset(low + minute * MINUTE, zone) != before)
    return low + minutes[place] * MINUTE


def by_walking(change: Change, day: date, at: time) -> datetime:
    """Find when a local time comes by looking at the clock every minute: the first minute at or past it."""
    zone, wanted = zoneinfo.ZoneInfo(change.zone), datetime.combine(day, at)
    now = (wanted - max(change.before, change.after)).replace(tzinfo=UTC)
    while now.astimezone(zone).replace(tzinfo=None) < wanted:
        now += MINUTE
    return now


def telling(change: Change) -> list[tuple[date, time]]:
    """Choose local days and times that stand at, in and beside what a change leaves out or repeats."""
    walls = {change.at.replace(tzinfo=None) + one for one in (change.before, change.after)}
    low, high = min(walls), max(walls)
    near = [low - MINUTE, low, low + (high - low) / 2, high - MINUTE, high, high + timedelta(hours=1)]
    return [(one.date(), one.time().replace(second=0)) for one in near]


def test_zones_come_from_the_pinned_package_and_not_from_the_machine() -> None:
    assert zoneinfo.TZPATH == ()


def test_the_zone_data_has_the_changes_we_mean_to_hold_to() -> None:
    zones = {change.zone for change in changes()}

    assert len(changes()) > 150
    assert any(change.is_gap and change.at.year == 2027 for change in changes())
    assert any(abs(change.after - change.before) == timedelta(minutes=30) for change in changes())
    assert len(zones) > 20


def test_a_local_time_comes_when_the_clock_on_the_wall_first_shows_or_passes_it() -> None:
    wrong = [
        (change, day, at)
        for change in changes()
        for day, at in telling(change)
        if calendar.to_utc(day, at, change.zone) != by_walking(change, day, at)
    ]

    assert wrong == []


@pytest.mark.parametrize("hours", [-40, -26, -1, 0, 1])
def test_at_every_change_a_standup_asks_once_on_each_of_its_days_and_in_order(hours: int) -> None:
    for change in changes():
        for _, at in telling(change):
            asked = _asked(change, at, change.at + timedelta(hours=hours))

            days = [day for day, _ in asked]
            assert days == [days[0] + timedelta(days=number) for number in range(len(days))], (change, at)
            assert all(when == by_walking(change, day, at) for day, when in asked[:1]), (change, at)


def _asked(change: Change, at: time, after: datetime) -> list[tuple[date, datetime]]:
    every_day = facts.Standup(1, None, CHANNEL, "#atlas", (0, 1, 2, 3, 4, 5, 6), at, 240)
    asked: list[tuple[date, datetime]] = []
    for _ in range(4):
        found = standup.next_prompt(every_day, change.zone, after)
        assert found is not None
        assert found[1] > after
        asked.append(found)
        after = found[1]
    return asked


def test_at_every_change_a_digest_is_sent_once_a_week() -> None:
    for change in changes():
        for day, at in telling(change):
            weekly = digest_facts.Digest(1, PROJECT, CHANNEL, day.weekday(), at, change.zone)

            first, when = digest.next_issue(weekly, change.at - AROUND, None)
            second, later = digest.next_issue(weekly, when, first)

            assert second - first == WEEK, (change, at)
            assert timedelta(days=6) < later - when < timedelta(days=8)
