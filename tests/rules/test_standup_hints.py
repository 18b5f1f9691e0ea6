"""Which statuses speak of absence, and until which day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from commands.kit.call import Hint
from commands.standup import hints

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "emoji", "is_hint"),
    [
        ("Vacation", "", True),
        ("out of office until Monday", ":spiral_calendar_pad:", True),
        ("Sick today", "", True),
        ("", ":palm_tree:", True),
        ("In a meeting", ":spiral_calendar_pad:", False),
        ("Working remotely", ":house_with_garden:", False),
        ("Illustrating", "", False),
        ("Lunch", ":sandwich:", False),
        ("", "", False),
    ],
)
def test_a_status_is_a_hint_when_it_speaks_of_absence(text: str, emoji: str, is_hint: bool) -> None:
    assert hints.may_be_away(Hint(text, emoji, None), NOW) is is_hint


@pytest.mark.parametrize(("hours", "is_hint"), [(1, False), (14, False), (20, True), (72, True)])
def test_notifications_that_are_off_for_longer_than_a_night_are_a_hint(hours: int, is_hint: bool) -> None:
    assert hints.may_be_away(Hint("", "", NOW + timedelta(hours=hours), is_quiet=True), NOW) is is_hint


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("2026-11-27T23:59:59", date(2026, 11, 27)),
        ("2026-11-28T00:00:00", date(2026, 11, 27)),
        ("2026-11-30T09:00:00", date(2026, 11, 29)),
        ("2026-11-27T17:00:00", date(2026, 11, 27)),
    ],
)
def test_a_status_that_ends_by_noon_was_for_the_days_before(until: str, day: date) -> None:
    end = datetime.fromisoformat(until).replace(tzinfo=UTC)

    assert hints.last_day(Hint("Vacation", "", end), "UTC") == day
