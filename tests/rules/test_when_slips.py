"""Slips of days and months are known from words that are none."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import when_slips
from commands.task import grammar
from commands.task.grammar import Add

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wendesday", "wednesday"),
        ("wensday", "wednesday"),
        ("next tusday", "next tuesday"),
        ("thrusday 3pm", "thursday 3pm"),
        ("satuday", "saturday"),
        ("12 novmeber", "12 november"),
        ("end of febuary", "end of february"),
        ("3 marhc", "3 march"),
        ("tomorrwo", "tomorrow"),
        ("tmorrow", "tomorrow"),
        ("todya", "today"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert when_slips.mended(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "wednesday",
            "mondays",
            "hand",
            "marhc",
            "match",
            "remember",
            "holiday",
            "monitor",
            "midday",
            "ann",
        ),
        *("member", "birthday", "payday", "the mayor", "friends", "5 juny", "monda-y"),
        *("tomorrow", "tomorrows", "today", "todays", "toda", "toddy", "sundry", "friary"),
    ],
)
def test_another_word_is_no_slip(typed: str) -> None:
    assert when_slips.mended(typed) is None


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        ("Call the vendor fridya", ["Due Fri 27 Nov"]),
        ("Call the vendor Wendesday.", ["Due Wed 2 Dec", "Due Today instead"]),
        ("Call the vendor next tuseday", ["Due Tue 1 Dec"]),
        ("Call the vendor tomorrwo", ["Due Thu 26 Nov"]),
        ("Call fridya", ["Due Fri 27 Nov"]),
        ("Call the vendor fridya 3pm", ["Due Fri 27 Nov 15:00"]),
        ("Call the vendor fridya at 3pm", ["Due Fri 27 Nov 15:00"]),
        ("Prepare slides for thrusday", ["Due Thu 26 Nov"]),
    ],
)
def test_a_slip_of_a_day_as_the_last_words_stays_in_the_title_and_is_offered(
    title: str, labels: list[str]
) -> None:
    request = grammar.parse(title, HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due) == (title, None)
    assert [offer.label for offer in request.offers] == labels


@pytest.mark.parametrize(
    "title", ["Fridya", "Report of last fridya", "Fridya report", "Buy sundry", "Meet Toddy"]
)
def test_what_is_no_date_to_come_or_all_there_is_gets_no_offer(title: str) -> None:
    request = grammar.parse(title, HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due, request.offers) == (title, None, ())


def test_a_slip_in_front_of_a_day_that_is_read_takes_nothing_from_it() -> None:
    request = grammar.parse("Call fridya noon tomorrow", HERE)

    assert isinstance(request, Add)
    assert request.due is not None
    assert request.due.day.isoformat() == "2026-11-26"
