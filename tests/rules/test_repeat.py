from datetime import date, time

import pytest

from commands.task.repeat import LAST, WORKING_DAYS, Repeat, Unit, anchored, first_day, fits, next_day

TODAY = date(2026, 11, 25)  # a Wednesday
FRIDAYS = Repeat(Unit.WEEK, weekdays=(4,))
MON_WED = Repeat(Unit.WEEK, weekdays=(0, 2))
LAST_WORKING_DAY = Repeat(Unit.MONTH, weekdays=WORKING_DAYS, nths=(LAST,))


@pytest.mark.parametrize(
    ("repeat", "last", "today", "day"),
    [
        (FRIDAYS, "2026-11-27", "2026-11-27", "2026-12-04"),
        (FRIDAYS, "2026-11-27", "2026-11-25", "2026-12-04"),
        (FRIDAYS, "2026-11-06", "2026-11-27", "2026-11-27"),
        (FRIDAYS, "2026-01-02", "2026-11-25", "2026-11-27"),
        (MON_WED, "2026-11-23", "2026-11-23", "2026-11-25"),
        (MON_WED, "2026-11-25", "2026-11-25", "2026-11-30"),
        (Repeat(Unit.WEEK, 2, weekdays=(0, 2)), "2026-11-25", "2026-11-25", "2026-12-07"),
        (Repeat(Unit.WEEK, 2, weekdays=(0, 2)), "2026-11-23", "2026-11-24", "2026-11-25"),
        (Repeat(Unit.WEEK, weekdays=(0, 1, 2, 3, 4)), "2026-11-27", "2026-11-27", "2026-11-30"),
        (Repeat(Unit.DAY), "2026-11-20", "2026-11-25", "2026-11-25"),
        (Repeat(Unit.DAY, 3), "2026-11-20", "2026-11-25", "2026-11-26"),
        (Repeat(Unit.DAY, 3), "2026-11-22", "2026-11-25", "2026-11-25"),
        (Repeat(Unit.MONTH, days=(31,)), "2026-11-30", "2026-11-30", "2026-12-31"),
        (Repeat(Unit.MONTH, days=(31,)), "2027-01-31", "2027-01-31", "2027-02-28"),
        (Repeat(Unit.MONTH, days=(LAST,)), "2027-01-31", "2027-02-02", "2027-02-28"),
        (Repeat(Unit.MONTH, 3, days=(15,)), "2026-11-15", "2026-11-15", "2027-02-15"),
        (Repeat(Unit.MONTH, weekdays=(4,), nths=(LAST,)), "2026-11-27", "2026-11-27", "2026-12-25"),
        (Repeat(Unit.MONTH, weekdays=(1,), nths=(2,)), "2026-11-10", "2026-11-10", "2026-12-08"),
        (Repeat(Unit.MONTH, weekdays=(0,), nths=(5,)), "2026-11-30", "2026-11-30", "2027-03-29"),
        (Repeat(Unit.MONTH, days=(1, 15)), "2026-12-01", "2026-12-01", "2026-12-15"),
        (Repeat(Unit.MONTH, days=(1, 15)), "2026-12-15", "2026-12-15", "2027-01-01"),
        (Repeat(Unit.MONTH, days=(1, 15)), "2026-11-01", "2026-11-25", "2026-12-01"),
        (Repeat(Unit.MONTH, 2, days=(1, 15)), "2026-11-15", "2026-11-25", "2027-01-01"),
        (Repeat(Unit.MONTH, days=(30, 31)), "2027-01-31", "2027-01-31", "2027-02-28"),
        (Repeat(Unit.MONTH, days=(30, 31)), "2027-02-28", "2027-02-28", "2027-03-30"),
        (Repeat(Unit.MONTH, days=(15, LAST)), "2027-02-15", "2027-02-15", "2027-02-28"),
        (Repeat(Unit.MONTH, weekdays=(1,), nths=(2, 4)), "2026-11-24", "2026-11-25", "2026-12-08"),
        (Repeat(Unit.MONTH, weekdays=(1,), nths=(2, 4)), "2026-12-08", "2026-12-08", "2026-12-22"),
        (Repeat(Unit.MONTH, weekdays=(0,), nths=(4, 5)), "2026-11-30", "2026-11-30", "2026-12-28"),
        (Repeat(Unit.MONTH, weekdays=(0,), nths=(4, LAST)), "2026-12-28", "2026-12-28", "2027-01-25"),
        (LAST_WORKING_DAY, "2026-11-30", "2026-11-30", "2026-12-31"),
        (LAST_WORKING_DAY, "2026-12-31", "2026-12-31", "2027-01-29"),
        (Repeat(Unit.MONTH, weekdays=WORKING_DAYS, nths=(1, 2)), "2026-07-02", "2026-07-02", "2026-08-03"),
        (Repeat(Unit.MONTH, weekdays=WORKING_DAYS, nths=(1, 2)), "2026-08-03", "2026-08-03", "2026-08-04"),
        (Repeat(Unit.YEAR, month=2, days=(29,)), "2027-02-28", "2027-02-28", "2028-02-29"),
        (Repeat(Unit.YEAR, 2, month=12, days=(31,)), "2026-12-31", "2026-12-31", "2028-12-31"),
        (Repeat(Unit.DAY, 30, from_done=True), "2026-10-01", "2026-11-25", "2026-12-25"),
        (Repeat(Unit.WEEK, weekdays=(4,), from_done=True), "2026-10-01", "2026-11-25", "2026-11-27"),
        (Repeat(Unit.WEEK, 2, from_done=True), "2026-10-01", "2026-11-25", "2026-12-09"),
        (Repeat(Unit.MONTH, from_done=True), "2026-10-01", "2026-11-30", "2026-12-30"),
        (Repeat(Unit.YEAR, from_done=True), "2026-10-01", "2026-11-25", "2027-11-25"),
    ],
)
def test_the_next_day_is_after_the_last_and_never_before_today(
    repeat: Repeat, last: str, today: str, day: str
) -> None:
    found = next_day(repeat, date.fromisoformat(last), date.fromisoformat(today))

    assert found.isoformat() == day


def test_a_day_due_today_is_not_skipped_by_finishing_a_late_round() -> None:
    assert next_day(MON_WED, date(2026, 11, 16), TODAY) == TODAY


def test_a_long_neglected_day_needs_one_finish_not_hundreds() -> None:
    assert next_day(Repeat(Unit.DAY), date(2000, 1, 1), TODAY) == TODAY


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        (Repeat(Unit.DAY), "every day"),
        (Repeat(Unit.WEEK, weekdays=(0, 2, 4), at=time(16)), "every mon, wed and fri at 16:00"),
        (Repeat(Unit.WEEK, weekdays=(0, 1, 2, 3, 4)), "every weekday"),
        (Repeat(Unit.WEEK, 2, weekdays=(0, 4)), "every 2 weeks on mon and fri"),
        (Repeat(Unit.MONTH, days=(22,)), "every 22nd"),
        (Repeat(Unit.MONTH, days=(LAST,)), "every last day"),
        (Repeat(Unit.MONTH, 3, days=(13,)), "every 3 months on the 13th"),
        (Repeat(Unit.MONTH, weekdays=(4,), nths=(LAST,)), "every last fri"),
        (LAST_WORKING_DAY, "every last working day"),
        (Repeat(Unit.MONTH, weekdays=WORKING_DAYS, nths=(2,)), "every second working day of the month"),
        (Repeat(Unit.MONTH, days=(1, 10, LAST)), "every 1st, 10th and last day"),
        (Repeat(Unit.MONTH, 2, days=(1, 15)), "every 2 months on the 1st and 15th"),
        (Repeat(Unit.MONTH, weekdays=(1,), nths=(2, 4)), "every second and fourth tue"),
        (Repeat(Unit.MONTH, 2, weekdays=(1,), nths=(2,)), "every 2 months on the second tue"),
        (Repeat(Unit.YEAR, month=12, days=(31,)), "every year on 31 dec"),
        (Repeat(Unit.DAY, 30, from_done=True), "every! 30 days"),
    ],
)
def test_a_pattern_is_said_in_the_words_people_type(repeat: Repeat, words: str) -> None:
    assert repeat.text == words


@pytest.mark.parametrize(
    ("open_", "fixed"),
    [
        (Repeat(Unit.WEEK, 2), Repeat(Unit.WEEK, 2, weekdays=(2,))),
        (Repeat(Unit.MONTH), Repeat(Unit.MONTH, days=(25,))),
        (Repeat(Unit.YEAR), Repeat(Unit.YEAR, month=11, days=(25,))),
        (Repeat(Unit.DAY, 3), Repeat(Unit.DAY, 3)),
        (Repeat(Unit.MONTH, from_done=True), Repeat(Unit.MONTH, from_done=True)),
    ],
)
def test_what_a_pattern_leaves_open_is_fixed_by_its_first_day(open_: Repeat, fixed: Repeat) -> None:
    assert anchored(open_, TODAY) == fixed


def test_a_first_day_fits_its_pattern() -> None:
    assert first_day(FRIDAYS, TODAY) == date(2026, 11, 27)
    assert first_day(MON_WED, TODAY) == TODAY
    assert fits(FRIDAYS, date(2026, 12, 4))
    assert not fits(FRIDAYS, TODAY)
    assert fits(Repeat(Unit.DAY, 3), TODAY)
