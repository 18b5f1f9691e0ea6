"""Days and hours as people in a hurry type them: set where certain, else offered, and never half read."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar, when
from commands.kit.when import Here
from commands.task import grammar
from commands.task.grammar import Add

HERE = Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("no later than fri", "Fri 27 Nov 17:00"),
        ("not later than Fri.", "Fri 27 Nov 17:00"),
        ("on or before fri", "Fri 27 Nov 17:00"),
        ("by fri latest", "Fri 27 Nov 17:00"),
        ("by fri at the latest", "Fri 27 Nov 17:00"),
        ("today if possible", "Wed 25 Nov 17:00"),
        ("at 6pm sharp", "Wed 25 Nov 18:00"),
        ("later today", "Wed 25 Nov 17:00"),
        ("1st thing tmrw", "Thu 26 Nov 09:00"),
        ("by next wk", "Fri 4 Dec 17:00"),
        ("end of wk", "Fri 27 Nov 17:00"),
        ("by tomorrow at 1500", "Thu 26 Nov 15:00"),
    ],
)
def test_a_date_in_a_hurry_is_read_and_leaves_nothing_in_the_title(words: str, due: str) -> None:
    request = added(f"Call the vendor {words}")

    assert request.due
    assert (request.title, calendar.due_text(request.due, HERE.today)) == ("Call the vendor", due)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("at 8 tomorrow", ["Due Thu 26 Nov 20:00", "Due Thu 26 Nov 08:00"]),
        ("at 8 on friday", ["Due Fri 27 Nov 20:00", "Due Fri 27 Nov 08:00"]),
        ("at 8 o'clock fri", ["Due Fri 27 Nov 20:00", "Due Fri 27 Nov 08:00"]),
        ("at 8 tonight", ["Due Wed 25 Nov 20:00"]),
        ("at 8.30 tomorrow", ["Due Thu 26 Nov 08:30"]),
        ("at 1500 tomorrow", ["Due Thu 26 Nov 15:00"]),
        ("tomorrow at 1500", ["Due Thu 26 Nov 15:00"]),
        ("Thu 26 Nov 2026 14:00 - 15:00", ["Due Thu 26 Nov 14:00"]),
        ("tomorrow 2-3pm", ["Due Thu 26 Nov 14:00"]),
        ("fri from 9:30am to 11am", ["Due Fri 27 Nov 09:30"]),
        ("after friday", ["Due Fri 27 Nov 17:00"]),
        ("tomorrow after 3pm", ["Due Thu 26 Nov 15:00"]),
        ("around 3pm tomorrow", ["Due Thu 26 Nov 15:00"]),
        ("after 3pm", ["Due Wed 25 Nov 15:00"]),
        ("not before mon", ["Due Mon 30 Nov 17:00"]),
        ("starting mon", ["Due Mon 30 Nov 17:00"]),
        ("w/c 30 nov", ["Due Mon 30 Nov 17:00"]),
        ("next wk", ["Due Fri 4 Dec 17:00"]),
    ],
)
def test_what_may_be_meant_otherwise_stays_whole_and_is_offered(words: str, labels: list[str]) -> None:
    request = added(f"Call the vendor {words}")

    assert (request.title, request.due) == (f"Call the vendor {words}", None)
    assert [offer.label for offer in request.offers] == labels


@pytest.mark.parametrize("words", ["8.30 tomorrow", "3.12 next week"])
def test_a_number_with_a_point_beside_a_day_is_not_read_past(words: str) -> None:
    assert not isinstance(when.weigh(words, HERE), when.Reading)
