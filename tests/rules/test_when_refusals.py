from datetime import UTC, datetime, time

import pytest

from commands.kit import when
from commands.kit.when import Here
from storage.facts import Due

HERE = Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
HINT = (
    '. Nothing was saved. Try fri, next tue 3pm, in 2 weeks, 31/12 or eom – or put the words in "quotes" '
    "to keep them in the title."
)


@pytest.mark.parametrize(
    "words",
    [
        *("someday", "later", "soon", "asap", "a few days", "in a couple of weeks", "never"),
        *("next year", "next quarter", "q1", "easter", "early december", "mid nov", "start of june"),
        *("17h", "1730", "2026-W49", "13pm", "0am", "25:00", "10:75", "13/13", "0/5", "32nd", "0th"),
        *("hello", "", "9999-12-31", "31 dec 1999", "december 2300", "in 9999 years", "in 9999 weeks"),
        *("last friday", "15:00 mars/olympus", "room 17.30", "lunch at 3", "blue 3pm", "25.30 pm"),
        *("2.5 sprints", "1.5 quarters", "2,5 sprints", "1.5 weeks 3pm", "in 9999.5 years"),
    ],
)
def test_what_cannot_be_read_says_so_and_shows_what_can(words: str) -> None:
    found = when.read(words, HERE)

    assert isinstance(found, when.Unreadable)
    assert found.sentence() == f'I can\'t read "{words}" as a date{HINT}'


def test_a_long_text_is_no_date_and_is_quoted_in_part() -> None:
    found = when.read("when the moon " * 600, HERE)

    assert isinstance(found, when.Unreadable)
    assert found.sentence().startswith("I can't read \"when the moon when the moon")
    assert len(found.sentence()) < 250


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("24/11", "Tue 24 Nov"),
        ("24 nov", "Tue 24 Nov"),
        ("2019-11-14", "Thu 14 Nov 2019"),
        ("december 2019", "Tue 31 Dec 2019"),
        ("yesterday", "Tue 24 Nov"),
        ("yesterday 3pm", "Tue 24 Nov"),
        ("now", "Wed 25 Nov 10:00"),
        ("today 10:00", "Wed 25 Nov 10:00"),
        ("before today", "Tue 24 Nov"),
    ],
)
def test_what_is_past_is_refused_with_its_date(words: str, text: str) -> None:
    found = when.read(words, HERE)

    assert isinstance(found, when.Past)
    assert found.sentence() == f"{text} is already past, so nothing was saved. Pick a new date."


def test_a_date_just_before_new_year_is_past_in_january() -> None:
    january = Here(datetime(2027, 1, 5, 10, tzinfo=UTC), "UTC", time(9), time(17))

    found = when.read("30 dec", january)

    assert isinstance(found, when.Past)
    assert [choice.label for choice in found.choices] == ["Today EOD", "Tomorrow", "Thu 30 Dec"]


@pytest.mark.parametrize(
    ("words", "text", "nearest"),
    [
        ("30 feb", "30 Feb 2026", "27 feb"),
        ("31 apr", "31 Apr 2026", "30 apr"),
        ("32/12", "32 Dec 2026", "31 dec"),
        ("29 feb", "29 Feb 2026", "29 feb 2028"),
        ("30 feb 2027", "30 Feb 2027", "26 feb 2027"),
        ("2026-02-30", "30 Feb 2026", "26 feb 2027"),
        ("31/11/2026", "31 Nov 2026", "30 nov 2026"),
        ("fri 30 feb", "30 Feb 2026", "27 feb"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_the_nearest(words: str, text: str, nearest: str) -> None:
    found = when.read(words, HERE)

    assert isinstance(found, when.NotOnCalendar)
    assert (
        found.sentence()
        == f'{text} is not on the calendar. Nothing was saved. Try "due {nearest}" or pick a date.'
    )
    assert found.choices


def test_the_nearest_day_offered_in_a_leap_year_exists_next_year_too() -> None:
    leap = Here(datetime(2028, 3, 1, 10, tzinfo=UTC), "UTC", time(9), time(17))

    found = when.read("30 feb", leap)

    assert isinstance(found, when.NotOnCalendar)
    assert (found.nearest, found.choices[0].due.day.isoformat()) == ("28 feb", "2029-02-28")


def test_a_leap_day_waits_for_its_year() -> None:
    gone = Here(datetime(2028, 11, 25, 10, tzinfo=UTC), "UTC", time(9), time(17))
    ahead = Here(datetime(2027, 11, 25, 10, tzinfo=UTC), "UTC", time(9), time(17))

    refused, read = when.read("29 feb", gone), when.read("29 feb", ahead)

    assert isinstance(refused, when.NotOnCalendar)
    assert refused.nearest == "29 feb 2032"
    assert isinstance(read, Due)
    assert read.day.isoformat() == "2028-02-29"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("5", '"5" alone is not a time.'),
        ("friday at 3", '"3" alone is not a time.'),
        ("thu 27 nov", "27 Nov 2026 is a Friday, not a Thursday."),
    ],
)
def test_what_could_mean_several_dates_asks_which(words: str, why: str) -> None:
    found = when.read(words, HERE)

    assert isinstance(found, when.Ambiguous)
    assert found.sentence() == f"{why} Nothing was saved. Which one?"
