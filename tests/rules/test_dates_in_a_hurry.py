"""Days and hours as people in a hurry type them: set where certain, else offered, and never half read."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar, when
from commands.kit.when import Here
from commands.task import grammar
from commands.task.grammar import Add, Unclear

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
        ("by COP", "Wed 25 Nov 17:00"),
        ("nxt fri", "Fri 4 Dec 17:00"),
        ("due=fri", "Fri 27 Nov 17:00"),
        ("/due fri", "Fri 27 Nov 17:00"),
        ("in 3 bd", "Mon 30 Nov 17:00"),
        ("tmrw am", "Thu 26 Nov 09:00"),
        ("by fri pm", "Fri 27 Nov 15:00"),
        ("27 nov am", "Fri 27 Nov 09:00"),
        ("by COP Friday", "Fri 27 Nov 17:00"),
        ("by Friday COP", "Fri 27 Nov 17:00"),
        ("COP on Friday", "Fri 27 Nov 17:00"),
        ("cob fri", "Fri 27 Nov 17:00"),
        ("by EOD Friday", "Fri 27 Nov 17:00"),
        ("fri eod", "Fri 27 Nov 17:00"),
        ("by close of play fri", "Fri 27 Nov 17:00"),
        ("by fri close of play", "Fri 27 Nov 17:00"),
        ("by end of play friday", "Fri 27 Nov 17:00"),
        ("by close of day tomorrow", "Thu 26 Nov 17:00"),
        ("by end of friday", "Fri 27 Nov 17:00"),
        ("by end of next friday", "Fri 4 Dec 17:00"),
        ("by the end of today", "Wed 25 Nov 17:00"),
        ("end of tomorrow", "Thu 26 Nov 17:00"),
    ],
)
def test_a_date_in_a_hurry_is_read_and_leaves_nothing_in_the_title(words: str, due: str) -> None:
    request = added(f"Call the vendor {words}")

    assert request.due
    assert (request.title, calendar.due_text(request.due, HERE.today)) == ("Call the vendor", due)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("at 8 tomorrow", ["Due Thu 26 Nov 08:00", "Due Thu 26 Nov 20:00"]),
        ("at 8 on friday", ["Due Fri 27 Nov 08:00", "Due Fri 27 Nov 20:00"]),
        ("at 8 o'clock fri", ["Due Fri 27 Nov 08:00", "Due Fri 27 Nov 20:00"]),
        ("at 9", ["Due Thu 26 Nov 09:00", "Due Wed 25 Nov 21:00"]),
        ("at 3", ["Due Wed 25 Nov 15:00", "Due Thu 26 Nov 03:00"]),
        ("fri at 5", ["Due Fri 27 Nov 17:00", "Due Fri 27 Nov 05:00"]),
        ("fri at 6", ["Due Fri 27 Nov 18:00", "Due Fri 27 Nov 06:00"]),
        ("cop", ["Due Wed 25 Nov 17:00"]),
        ("at 8 tonight", ["Due Wed 25 Nov 20:00"]),
        ("at 8.30 tomorrow", ["Due Thu 26 Nov 08:30"]),
        ("at 1500 tomorrow", ["Due Thu 26 Nov 15:00"]),
        ("tomorrow at 1500", ["Due Thu 26 Nov 15:00"]),
        ("Thu 26 Nov 2026 14:00 - 15:00", ["Due Thu 26 Nov 14:00", "Due Thu 26 Nov 15:00"]),
        ("tomorrow 2-3pm", ["Due Thu 26 Nov 14:00", "Due Thu 26 Nov 15:00"]),
        ("fri from 9:30am to 11am", ["Due Fri 27 Nov 09:30", "Due Fri 27 Nov 11:00"]),
        ("mon 30 nov 14:00-17:00", ["Due Mon 30 Nov 14:00", "Due Mon 30 Nov 17:00"]),
        ("on mon 30 nov 14:00-17:00", ["Due Mon 30 Nov 14:00", "Due Mon 30 Nov 17:00"]),
        ("14:00-17:00 mon 30 nov", ["Due Mon 30 Nov 14:00", "Due Mon 30 Nov 17:00"]),
        ("14:00-17:00 on 30 nov", ["Due Mon 30 Nov 14:00", "Due Mon 30 Nov 17:00"]),
        ("14:00-15:30", ["Due Wed 25 Nov 14:00", "Due Wed 25 Nov 15:30"]),
        ("9am - 11am", ["Due Thu 26 Nov 09:00", "Due Thu 26 Nov 11:00"]),
        ("sat 22:00-01:30", ["Due Sat 28 Nov 22:00", "Due Sun 29 Nov 01:30"]),
        ("11am-1pm fri", ["Due Fri 27 Nov 11:00", "Due Fri 27 Nov 13:00"]),
        ("fri 11-1pm", ["Due Fri 27 Nov 11:00", "Due Fri 27 Nov 13:00"]),
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


@pytest.mark.parametrize("keyword", ["due", "by"])
@pytest.mark.parametrize("words", ["mon 30 nov 14:00-17:00", "14:00 - 17:00 on 30 nov"])
def test_hours_from_and_to_behind_a_keyword_ask_which_end_is_due(keyword: str, words: str) -> None:
    request = grammar.parse(f"Call the vendor {keyword} {words}", HERE)

    assert isinstance(request, Unclear)
    assert request.words == f'"{words}" names two hours. Nothing was saved. Which one?'
    assert [offer.line for offer in request.offers] == [
        "Call the vendor due 2026-11-30 14:00",
        "Call the vendor due 2026-11-30 17:00",
    ]


def test_of_two_hours_the_one_within_working_hours_comes_first() -> None:
    night = Here(HERE.now, HERE.zone, time(18), time(23))

    request = grammar.parse("Call the vendor fri at 9", night)

    assert isinstance(request, Add)
    assert [offer.label for offer in request.offers] == ["Due Fri 27 Nov 21:00", "Due Fri 27 Nov 09:00"]


@pytest.mark.parametrize(
    "title",
    ["Deploy after Patch Tuesday", "Freeze for Good Friday", "Rotate the keys before Black Friday"],
)
def test_a_day_with_a_name_of_its_own_is_no_weekday(title: str) -> None:
    request = grammar.parse(title, HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due, [offer.line for offer in request.offers if "2026" in offer.line]) == (
        title,
        None,
        [],
    )


@pytest.mark.parametrize("title", ["Test a/due fri", "Test the flag x=due fri"])
def test_a_keyword_that_is_part_of_a_word_takes_nothing_from_it(title: str) -> None:
    assert title.rpartition(" ")[0] in getattr(grammar.parse(title, HERE), "title", "")
