"""An hour by the clock of another place is that hour there, and never one's own; of several it asks."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar, when, when_zones
from commands.kit.when import Ambiguous, Here, Reading
from commands.task import grammar
from commands.task.grammar import Add, Unclear

WINTER = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


def here(zone: str = "Europe/Lisbon", now: datetime = WINTER) -> Here:
    return Here(now, zone, time(9), time(17))


@pytest.mark.parametrize(
    ("words", "due", "others"),
    [
        ("fri 17:00 Berlin time", "Fri 27 Nov 16:00", []),
        ("fri 17:00 New York time", "Fri 27 Nov 22:00", []),
        ("5pm eastern time fri", "Fri 27 Nov 22:00", []),
        ("fri 17:00 GMT+1", "Fri 27 Nov 16:00", []),
        ("fri 17:00 UTC+02:00", "Fri 27 Nov 15:00", []),
        ("fri 17:00 utc -5", "Fri 27 Nov 22:00", []),
        ("fri 17:00 UTC+5:30", "Fri 27 Nov 11:30", []),
        ("fri 17:00 GMT+0", "Fri 27 Nov 17:00", []),
        ("fri 17:00 jst", "Fri 27 Nov 08:00", []),
        ("fri 17:00 CET", "Fri 27 Nov 16:00", []),
        ("fri 17:00 CEST", "Fri 27 Nov 16:00", ["Fri 27 Nov 15:00 instead"]),
        ("11:30 CEST", "Wed 25 Nov 10:30", []),
    ],
)
def test_an_hour_with_a_zone_that_is_certain_is_that_hour_there(
    words: str, due: str, others: list[str]
) -> None:
    found = when.look(words, here())

    assert isinstance(found, Reading)
    assert calendar.due_text(found.due, here().today) == due
    assert [each.label for each in found.others] == others


@pytest.mark.parametrize(
    ("now", "words", "labels"),
    [
        (WINTER, "fri 17:00 IST", ["Fri 27 Nov 17:00 in Kolkata", "Fri 27 Nov 17:00 in Jerusalem"]),
        (SUMMER, "fri 17:00 IST", ["Fri 3 Jul 17:00 in Kolkata", "Fri 3 Jul 17:00 in Dublin"]),
        (SUMMER, "fri 17:00 CST", ["Fri 3 Jul 17:00 in Chicago", "Fri 3 Jul 17:00 in Shanghai"]),
        (WINTER, "today 14:00 IST", ["Wed 25 Nov 14:00 in Dublin", "Wed 25 Nov 14:00 in Jerusalem"]),
    ],
)
def test_an_abbreviation_of_several_places_asks_for_those_that_use_it_then(
    now: datetime, words: str, labels: list[str]
) -> None:
    found = when.look(words, here(now=now))

    assert isinstance(found, Ambiguous)
    assert [each.label for each in found.choices] == labels


def test_an_abbreviation_of_ones_own_zone_is_that() -> None:
    found = when.look("fri 17:00 IST", here("Asia/Jerusalem"))

    assert isinstance(found, Reading)
    assert found.due.at == datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


def test_an_abbreviation_of_several_places_is_refused_where_its_hour_is_over() -> None:
    assert isinstance(when.look("today 9:00 IST", here()), when.Past)


@pytest.mark.parametrize("name", ["utc+15", "utc+5:20", "bangalore time", "nowhere/such", "mars/"])
def test_a_zone_that_there_is_not_is_none(name: str) -> None:
    assert when_zones.find(name) == ()


def test_an_abbreviation_of_several_places_stays_and_is_offered_by_city() -> None:
    made = grammar.parse("Call Pune tomorrow 4:30 pm IST", here())

    assert isinstance(made, Add)
    assert (made.title, made.due) == ("Call Pune tomorrow 4:30 pm IST", None)
    assert [(offer.label, offer.line) for offer in made.offers] == [
        ("Due Thu 26 Nov 16:30 in Kolkata", "due {id} 2026-11-26 11:00"),
        ("Due Thu 26 Nov 16:30 in Jerusalem", "due {id} 2026-11-26 14:30"),
    ]


def test_behind_a_keyword_an_abbreviation_of_several_places_asks() -> None:
    asked = grammar.parse("Renew it by mon 8:30 pm CST", here())

    assert isinstance(asked, Unclear)
    assert asked.words == "CST is the time of several places. Nothing was saved. Which one?"
    assert [offer.line for offer in asked.offers] == [
        "Renew it due 2026-12-01 02:30",
        "Renew it due 2026-11-30 12:30",
    ]


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Renew it by fri 17:00 Bangalore time", "Bangalore time"),
        ("Renew it fri 5pm XST", "XST"),
        ("Renew it by fri 17:00 UTC+5:20.", "UTC+5:20"),
    ],
)
def test_a_zone_that_is_not_known_is_named_and_its_hour_is_not_offered_as_ones_own(
    line: str, zone: str
) -> None:
    made = grammar.parse(line, here())

    assert isinstance(made, Add)
    assert (made.title, made.due) == (line, None)
    assert [offer.label for offer in made.offers] == ["Pick a date"]
    assert made.hints == (
        f'"{zone}" is no time zone that is known here, so it stays in the title. '
        "Try 14:00 UTC+5:30 or 14:00 Berlin time.",
    )


def test_an_hour_of_another_place_in_front_of_a_title_is_not_offered_as_ones_own() -> None:
    made = grammar.parse("fri 17:00 IST call the vendor", here())

    assert isinstance(made, Add)
    assert (made.title, made.offers) == ("fri 17:00 IST call the vendor", ())
