import re
from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.kit import calendar, when, when_days, when_named, when_numbers, when_times, when_words
from commands.kit.when import Here, Reading
from storage.facts import Due

ZONE = "Europe/Lisbon"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # a Wednesday


def here(now: datetime = NOW, *, zone: str = ZONE, day_first: bool = True) -> Here:
    return Here(now, zone, time(9), time(17), day_first)


def moment(words: str, at: Here) -> str:
    found = when.read(words, at)
    return calendar.due_text(found, at.today) if isinstance(found, Due) else found.sentence()


def buttons(words: str, at: Here) -> list[str]:
    found = when.weigh(words, at)
    choices = found.others if isinstance(found, Reading) else found.choices
    return [choice.label for choice in choices]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("fri", "Fri 27 Nov 17:00"),
        ("this fri", "Fri 27 Nov 17:00"),
        ("Thurs", "Thu 26 Nov 17:00"),
        ("weds", "Wed 2 Dec 17:00"),
        ("next fri", "Fri 4 Dec 17:00"),
        ("friday week", "Fri 4 Dec 17:00"),
        ("fri next week", "Fri 4 Dec 17:00"),
        ("next week fri", "Fri 4 Dec 17:00"),
        ("next mon", "Mon 30 Nov 17:00"),
        ("sat", "Sat 28 Nov 17:00"),
        ("today", "Wed 25 Nov 17:00"),
        ("tomorrow", "Thu 26 Nov 17:00"),
        ("tmrw", "Thu 26 Nov 17:00"),
        ("2moro", "Thu 26 Nov 17:00"),
        ("day after tomorrow", "Fri 27 Nov 17:00"),
        ("tonight", "Wed 25 Nov 18:00"),
        ("this afternoon", "Wed 25 Nov 15:00"),
        ("this weekend", "Sat 28 Nov 17:00"),
        ("next weekend", "Sat 5 Dec 17:00"),
        ("tomorrow morning", "Thu 26 Nov 09:00"),
        ("fri night", "Fri 27 Nov 18:00"),
        ("the 15th", "Tue 15 Dec 17:00"),
        ("31st", "Thu 31 Dec 17:00"),
        ("25th", "Wed 25 Nov 17:00"),
    ],
)
def test_words_for_a_day_are_read_from_today(words: str, due: str) -> None:
    assert moment(words, here()) == due


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("in 2 weeks", "Wed 9 Dec 17:00"),
        ("2 weeks", "Wed 9 Dec 17:00"),
        ("2w", "Wed 9 Dec 17:00"),
        ("within two weeks", "Wed 9 Dec 17:00"),
        ("in a fortnight", "Wed 9 Dec 17:00"),
        ("in 3 days", "Sat 28 Nov 17:00"),
        ("in 3 working days", "Mon 30 Nov 17:00"),
        ("3 days from now", "Sat 28 Nov 17:00"),
        ("in 3 months", "Thu 25 Feb 2027 17:00"),
        ("in a year", "Thu 25 Nov 2027 17:00"),
        ("48h", "Fri 27 Nov 10:00"),
        ("in 2h", "Wed 25 Nov 12:00"),
        ("in 90 minutes", "Wed 25 Nov 11:30"),
        ("half an hour", "Wed 25 Nov 10:30"),
        ("EOD", "Wed 25 Nov 17:00"),
        ("cob fri", "Fri 27 Nov 17:00"),
        ("eow", "Fri 27 Nov 17:00"),
        ("eom", "Mon 30 Nov 17:00"),
        ("eoq", "Thu 31 Dec 17:00"),
        ("eoy", "Thu 31 Dec 17:00"),
        ("end of the month", "Mon 30 Nov 17:00"),
        ("end of next week", "Fri 4 Dec 17:00"),
        ("end of next month", "Thu 31 Dec 17:00"),
        ("end of january", "Fri 29 Jan 2027 17:00"),
        ("next week", "Fri 4 Dec 17:00"),
        ("this month", "Mon 30 Nov 17:00"),
        ("december", "Thu 31 Dec 17:00"),
        ("march 2027", "Wed 31 Mar 2027 17:00"),
    ],
)
def test_lengths_count_from_now_and_periods_end_with_their_last_working_day(words: str, due: str) -> None:
    assert moment(words, here()) == due


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("31/12", "Thu 31 Dec 17:00"),
        ("12-31", "Thu 31 Dec 17:00"),
        ("31.12.", "Thu 31 Dec 17:00"),
        ("5.6", "Sat 5 Jun 2027 17:00"),
        ("5/6", "Sat 5 Jun 2027 17:00"),
        ("6/6", "Sun 6 Jun 2027 17:00"),
        ("1/2/27", "Mon 1 Feb 2027 17:00"),
        ("1/2/2027", "Mon 1 Feb 2027 17:00"),
        ("31-12-2027", "Fri 31 Dec 2027 17:00"),
        ("31 dec", "Thu 31 Dec 17:00"),
        ("31dec", "Thu 31 Dec 17:00"),
        ("dec 31st", "Thu 31 Dec 17:00"),
        ("the 31st of December", "Thu 31 Dec 17:00"),
        ("31 December 2026", "Thu 31 Dec 17:00"),
        ("1 jan", "Fri 1 Jan 2027 17:00"),
        ("1 sep", "Wed 1 Sep 2027 17:00"),
        ("fri 27 nov", "Fri 27 Nov 17:00"),
        ("Friday, 27 November", "Fri 27 Nov 17:00"),
        ("2026-12-31", "Thu 31 Dec 17:00"),
        ("2026-12-31 15:00", "Thu 31 Dec 15:00"),
        ("2026-12-31T15:00", "Thu 31 Dec 15:00"),
        ("20261201", "Tue 1 Dec 17:00"),
        ("29 feb 2028", "Tue 29 Feb 2028 17:00"),
    ],
)
def test_a_day_and_a_month_are_the_next_such_day(words: str, due: str) -> None:
    assert moment(words, here()) == due


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("3pm", "Wed 25 Nov 15:00"),
        ("3.30 p.m.", "Wed 25 Nov 15:30"),
        ("at 15:00", "Wed 25 Nov 15:00"),
        ("9am", "Thu 26 Nov 09:00"),
        ("10:00", "Thu 26 Nov 10:00"),
        ("12am", "Thu 26 Nov 00:00"),
        ("12pm", "Wed 25 Nov 12:00"),
        ("noon", "Wed 25 Nov 12:00"),
        ("midnight", "Thu 26 Nov 00:00"),
        ("fri midnight", "Sat 28 Nov 00:00"),
        ("17.30", "Wed 25 Nov 17:30"),
        ("fri 17.30", "Fri 27 Nov 17:30"),
        ("next tue 3pm", "Tue 1 Dec 15:00"),
        ("3pm on fri", "Fri 27 Nov 15:00"),
        ("tonight 11pm", "Wed 25 Nov 23:00"),
        ("tomorrow morning at 8:30", "Thu 26 Nov 08:30"),
        ("tomorrow morning at 8", "Thu 26 Nov 08:00"),
        ("this afternoon at 3", "Wed 25 Nov 15:00"),
        ("mon 8 in the morning", "Mon 30 Nov 08:00"),
        ("december 31st at 5 in the afternoon", "Thu 31 Dec 17:00"),
        ("12 in the afternoon", "Wed 25 Nov 12:00"),
        ("tonite", "Wed 25 Nov 18:00"),
        ("15:00 UTC", "Wed 25 Nov 15:00"),
        ("fri 15:00 America/New_York", "Fri 27 Nov 20:00"),
        ("15:00 est", "Wed 25 Nov 20:00"),
    ],
)
def test_a_time_without_a_day_is_the_next_such_time(words: str, due: str) -> None:
    assert moment(words, here()) == due


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("before fri", "Thu 26 Nov 17:00"),
        ("before mon", "Fri 27 Nov 17:00"),
        ("before next week", "Fri 27 Nov 17:00"),
        ("before december", "Mon 30 Nov 17:00"),
        ("before fri 3pm", "Fri 27 Nov 15:00"),
        ("by fri", "Fri 27 Nov 17:00"),
        ("to next tue", "Tue 1 Dec 17:00"),
        ("due by fri", "Fri 27 Nov 17:00"),
    ],
)
def test_before_a_day_is_the_end_of_the_working_day_before_it(words: str, due: str) -> None:
    assert moment(words, here()) == due


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("fri", []),
        ("next fri", ["Fri 27 Nov instead"]),
        ("next mon", []),
        ("wed", ["Today instead"]),
        ("25th", ["Fri 25 Dec instead"]),
        ("sat", ["Fri 27 Nov"]),
        ("sat 3pm", []),
        ("5/6", ["Fri 4 Jun", "6 May 2027 instead"]),
        ("6/6", ["Fri 4 Jun"]),
        ("next week", ["Mon 30 Nov instead"]),
        ("this week", []),
        ("due december", ["Tue 1 Dec instead"]),
        ("12.10", ["12 Oct 2027 instead"]),
        ("12.12", ["12 Dec 2026 instead"]),
        ("24/11", ["Today EOD", "Tomorrow", "Wed 24 Nov 2027"]),
        ("5/11", ["Today EOD", "Tomorrow", "Fri 5 Nov 2027", "Tue 11 May 2027"]),
        ("5/31/2026", ["Today EOD", "Tomorrow", "Mon 31 May 2027"]),
        ("29 feb 2024", ["Today EOD", "Tomorrow"]),
        ("30 feb", ["Sat 27 Feb 2027"]),
        ("5", ["Wed 25 Nov 17:00", "Thu 26 Nov 05:00"]),
        ("friday at 3", ["Fri 27 Nov 15:00", "Fri 27 Nov 03:00"]),
        ("tonight 11", ["Wed 25 Nov 23:00"]),
        ("tonight at 11", ["Wed 25 Nov 23:00"]),
        ("15", ["Wed 25 Nov 15:00"]),
        ("thu 27 nov", ["Fri 27 Nov", "Thu 26 Nov"]),
    ],
)
def test_other_readings_are_buttons_with_absolute_dates(words: str, labels: list[str]) -> None:
    assert buttons(words, here()) == labels


def test_the_order_of_two_numbers_follows_the_people() -> None:
    assert moment("5/6", here(day_first=False)) == "Thu 6 May 2027 17:00"
    assert moment("31/12", here(day_first=False)) == "Thu 31 Dec 17:00"
    assert buttons("5/6", here(day_first=False)) == ["5 Jun 2027 instead"]


@pytest.mark.parametrize(
    ("now", "words", "due"),
    [
        (datetime(2026, 11, 25, 18, tzinfo=UTC), "eod", "Thu 26 Nov 17:00"),
        (datetime(2026, 11, 27, 18, tzinfo=UTC), "eod", "Mon 30 Nov 17:00"),
        (datetime(2026, 11, 28, 10, tzinfo=UTC), "eod", "Mon 30 Nov 17:00"),
        (datetime(2026, 11, 27, 18, tzinfo=UTC), "eow", "Fri 4 Dec 17:00"),
        (datetime(2026, 11, 30, 18, tzinfo=UTC), "eom", "Thu 31 Dec 17:00"),
        (datetime(2026, 12, 31, 18, tzinfo=UTC), "eoq", "Wed 31 Mar 17:00"),
        (datetime(2026, 12, 31, 18, tzinfo=UTC), "eoy", "Fri 31 Dec 2027 17:00"),
        (datetime(2026, 11, 25, 18, tzinfo=UTC), "today", "Wed 25 Nov 23:59"),
        (datetime(2026, 11, 29, 10, tzinfo=UTC), "this weekend", "Sun 29 Nov 17:00"),
    ],
)
def test_after_hours_the_end_is_that_of_the_next_working_time(now: datetime, words: str, due: str) -> None:
    at = here(now)

    assert moment(words, at).replace(" 2027", "") == due.replace(" 2027", "")


def test_today_and_the_clock_are_those_of_the_zone() -> None:
    tokyo = here(datetime(2026, 11, 25, 22, tzinfo=UTC), zone="Asia/Tokyo")

    found = when.read("today", tokyo)

    assert found == Due(datetime(2026, 11, 26, 8, tzinfo=UTC), tokyo.today, "today", "Asia/Tokyo")


@pytest.mark.parametrize(
    "words",
    ["in 2 weeks and 3 days", "dec-15-2026"],
)
def test_what_our_rules_do_not_know_dateparser_may_read(words: str) -> None:
    assert isinstance(when.read(words, here()), Due)
    assert isinstance(when.look(words, here()), when.Unreadable)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_reading_never_raises(words: str) -> None:
    when.read(words, here())


PIECES = [
    *("next", "this", "before", "by", "at", "in", "of", "end", "eod", "fri", "sat", "tomorrow", "tonight"),
    *("31", "12", "5", "/", ".", "-", ":", "0", "99", "30", "29", "feb", "dec", "2026", "31/12", "th", "st"),
    *("pm", "am", "3pm", "15:00", "midnight", "week", "weeks", "days", "half", "an", "hour", "month"),
    *("utc", "asia/tokyo"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=5), st.booleans())
def test_whatever_is_read_lies_ahead_or_is_refused(pieces: list[str], spaced: bool) -> None:
    found = when.weigh((" " if spaced else "").join(pieces), here())

    if isinstance(found, Reading):
        assert found.due.at >= NOW
        assert all(choice.due.at > NOW for choice in found.others)
    else:
        assert all(choice.due.at > NOW for choice in found.choices)


FORMS = [
    *(pattern for pattern, _ in when_days._FORMS),
    *(*when_numbers._NAMED, when_numbers._ISO, when_numbers._PAIR, when_numbers._LED),
    *(when_times._LAST, when_times._FIRST, when_times._DOTTED, when_times._BARE_HOUR),
    *(when_named.SPAN, when_named.PART_OF_TODAY, re.compile("tonight|lunch|now")),
]


@settings(max_examples=40)
@given(st.data())
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.pattern[:40])
def test_no_form_of_a_date_is_passed_over_as_words_without_one(
    form: re.Pattern[str], data: st.DataObject
) -> None:
    words = data.draw(st.from_regex(form, fullmatch=True))
    assert "<" in words or when_words.may_be_dated(words), words
