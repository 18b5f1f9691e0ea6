"""Patterns as people type them in Slack: with its "&amp;", with a name in the middle, or as "on mondays"."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar
from commands.task import grammar
from commands.task.grammar import Add, Unclear

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("line", "repeat", "first"),
    [
        ("Sync every tue &amp; thu", "every tue and thu", "Thu 26 Nov 17:00"),
        ("Sync every Mon, Wed &amp; Fri", "every mon, wed and fri", "Wed 25 Nov 17:00"),
        ("Sync every tue &amp; thu at 9:00", "every tue and thu at 09:00", "Thu 26 Nov 09:00"),
        ("every tue &amp; thu Sync", "every tue and thu", "Thu 26 Nov 17:00"),
        ("Sync every mon/wed at 9:00", "every mon and wed at 09:00", "Mon 30 Nov 09:00"),
        ("Sync tue and thu every week", "every tue and thu", "Thu 26 Nov 17:00"),
        ("Sync tue &amp; thu every week", "every tue and thu", "Thu 26 Nov 17:00"),
        ("Sync on tue every 2 weeks", "every 2 weeks on tue", "Tue 1 Dec 17:00"),
        ("Sync mondays every week at 9:00", "every mon at 09:00", "Mon 30 Nov 09:00"),
    ],
)
def test_days_are_joined_by_signs_and_may_stand_before_the_week(line: str, repeat: str, first: str) -> None:
    made = added(line)

    assert made.repeat
    assert made.due
    assert (made.title, made.repeat.text, made.hints) == ("Sync", repeat, ())
    assert calendar.due_text(made.due, HERE.today) == first


@pytest.mark.parametrize(
    ("line", "repeat", "first"),
    [
        ("Sync every week @ben by fri", "every fri", "Fri 27 Nov 17:00"),
        ("Sync every mon @ben at 9:00 !p2", "every mon at 09:00", "Mon 30 Nov 09:00"),
        ("Sync every mon, @ben, at 9:00", "every mon at 09:00", "Mon 30 Nov 09:00"),
        ("Sync every 2 weeks @ben starting 1 dec", "every 2 weeks on tue", "Tue 1 Dec 17:00"),
        ("Sync every mon @ben starting next week", "every mon", "Mon 30 Nov 17:00"),
        ("Sync every fri @ben starting next week", "every fri", "Fri 4 Dec 17:00"),
        ("Sync every thu @ben starting this week", "every thu", "Thu 26 Nov 17:00"),
    ],
)
def test_the_owner_may_stand_between_a_pattern_and_its_hour_or_first_day(
    line: str, repeat: str, first: str
) -> None:
    made = added(line)

    assert made.repeat
    assert made.due
    assert made.owner
    assert (made.title, made.repeat.text, made.hints, made.owner.name) == ("Sync", repeat, (), "ben")
    assert calendar.due_text(made.due, HERE.today) == first


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Sync fri @ben at 9:00", "Fri 27 Nov 09:00"),
        ("Sync fri, @ben, 9:00", "Fri 27 Nov 09:00"),
        ("Sync tomorrow @ben 3pm", "Thu 26 Nov 15:00"),
    ],
)
def test_the_owner_may_stand_between_a_day_and_its_hour(line: str, first: str) -> None:
    made = added(line)

    assert made.due
    assert made.owner
    assert (made.title, made.owner.name) == ("Sync", "ben")
    assert calendar.due_text(made.due, HERE.today) == first


def test_who_is_met_at_an_hour_stays_in_the_sentence() -> None:
    made = added("Meet with @ben at 9:00")

    assert (made.title, made.owner) == ("Meet with @ben", None)


def test_an_hour_behind_several_days_is_of_none_of_them_alone() -> None:
    made = added("Sync mon/wed/fri at 9:00")

    assert (made.title, made.due) == ("Sync mon/wed/fri at 9:00", None)


def test_two_people_behind_a_pattern_ask_who_owns_it() -> None:
    asked = grammar.parse("Sync every mon @ben @dev at 9:00", HERE)

    assert isinstance(asked, Unclear)
    assert asked.words.startswith("@ben and @dev could both own this.")


@pytest.mark.parametrize(
    ("line", "button"),
    [
        ("Sync on mondays at 9:00", "Repeat every mon at 09:00"),
        ("Sync mondays and thursdays at 9am", "Repeat every mon and thu at 09:00"),
        ("Sync on tuesdays &amp; thursdays", "Repeat every tue and thu"),
        ("Sync weekdays at 9:00", "Repeat every weekday at 09:00"),
        ("Sync on mondays at 9", "Repeat every mon"),
    ],
)
def test_days_of_each_week_are_offered_as_a_repeat_and_set_no_day_once(line: str, button: str) -> None:
    made = added(line)

    assert (made.due, [offer.label for offer in made.offers]) == (None, [button])
    assert made.title == line.replace("&amp;", "&")


def test_the_button_of_days_of_each_week_is_a_line_that_reads_back() -> None:
    (offer,) = added("Sync on mondays at 9:00").offers

    changed = grammar.parse(offer.line.replace("{id}", "T-1"), HERE)

    assert isinstance(changed, grammar.Amend)
    assert changed.to.repeat
    assert changed.to.repeat.text == "every mon at 09:00"


def test_a_hint_shows_no_entity() -> None:
    (hint,) = added("Sync every tue &amp; &lt;fair&gt;").hints

    assert hint.startswith('"every tue & <fair>" is no pattern of days')


def test_of_days_that_make_no_pattern_none_is_taken_for_a_date() -> None:
    made = added("Sync every 1st mon &amp; fri")

    assert (made.title, made.due, made.repeat) == ("Sync every 1st mon & fri", None, None)


@pytest.mark.parametrize("title", ["Clean up fridays", "Compare weekdays"])
def test_days_without_an_on_or_an_hour_are_words_of_the_title(title: str) -> None:
    request = grammar.parse(title, HERE)

    assert isinstance(request, Add)
    assert (request.title, request.offers) == (title, ())


def test_an_hour_behind_a_repeat_of_two_owners_is_no_date() -> None:
    request = grammar.parse("Report every mon @ben and @dev at 9:00", HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due) == ("Report every mon @ben and @dev at 9:00", None)


def test_an_hour_behind_every_and_a_literal_is_a_date() -> None:
    request = grammar.parse("Check every `host` at 9:00", HERE)

    assert isinstance(request, Add)
    assert (request.title, request.due is None) == ("Check every `host`", False)
