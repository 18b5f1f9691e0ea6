"""Lines that a busy person types: read as they are meant, or asked about by what is wrong with them.

It is Mon 23 Nov 2026, 10:00 in London; days come before months.
"""

from datetime import UTC, datetime, time

import pytest

from commands.task import grammar, requests
from commands.task.grammar import Add, Unclear
from commands.task.requests import Amend, Quiet

HERE = grammar.Here(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))


def asked(text: str) -> Unclear:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Unclear), request
    return request


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


def due(request: Add) -> str:
    return f"{request.due.at:%a %d %b %H:%M}" if request.due else ""


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("estimate T-4 2 days", 960),
        ("estimate T-4 1.5 days", 720),
        ("effort T-4 to 3 hours", 180),
        ("estimate T-4 90 min", 90),
    ],
)
def test_a_length_by_its_name_may_have_a_space(text: str, minutes: int) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Amend)
    assert request.to.estimate == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("estimate T-4 soon", 'I can\'t read "soon" there. Nothing was changed. Try /task T-4 ~3h.'),
        ("prio T-4 5", 'I can\'t read "5" there. Nothing was changed. Try /task T-4 !p1.'),
        ("label T-4 a", 'I can\'t read "a" there. Nothing was changed. Try /task T-4 +dns.'),
        ("estimate T-4", "What is to be set? Nothing was changed. Try /task T-4 ~3h."),
    ],
)
def test_a_value_that_cannot_be_read_is_named(text: str, words: str) -> None:
    assert asked(text).words == words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("T-4 due friday?", "T-4 due friday"),
        ("T-4 @ben?", "T-4 @ben"),
        ("drop T-4?", "drop T-4"),
        ("block T-4 ?", "block T-4"),
        ("done T-4?", "done T-4"),
    ],
)
def test_a_question_changes_nothing_before_it_is_answered(text: str, line: str) -> None:
    request = asked(text)

    assert "Nothing was changed." in request.words
    assert request.offers[0].line == line


@pytest.mark.parametrize(
    "text",
    [
        "Deploy after T-12 is done by fri",
        "Deploy by fri after T-12, T-15 are finished",
        "after T-12 is closed, Deploy by fri",
    ],
)
def test_what_a_task_waits_for_may_be_said_to_be_done(text: str) -> None:
    request = added(text)

    assert (request.title, due(request)) == ("Deploy", "Fri 27 Nov 17:00")
    assert request.after[0] == 12


@pytest.mark.parametrize("text", ["quiet 20-8", "quiet 20h-8h", "quiet from 20 to 8", "quiet 20:00-08:00"])
def test_quiet_hours_may_be_whole_hours(text: str) -> None:
    assert grammar.parse(text, HERE) == Quiet((time(20), time(8)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Renew by end of `q4`", "by end of `q4`"),
        ("Send by someday with <https://a.b|the doc>", "by someday with the doc"),
        ("Run every 2 hours on <@U0BEN|ben> and  `job`", "every 2 hours on @ben and `job`"),
    ],
)
def test_what_stays_in_a_title_is_said_in_the_words_people_read(text: str, said: str) -> None:
    [hint] = added(text).hints

    assert hint.startswith(f'"{said}" is no ')


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("mon: order the cables", ["Due Mon 30 Nov 17:00"]),
        ("Fri 27 Nov 3pm: freeze the branch", ["Due Fri 27 Nov 15:00"]),
        ("Tomorrow - call the ISP", ["Due Tue 24 Nov 17:00"]),
        ("May: plan the holidays", []),
        ("Release 4.2: cut the branch", []),
        ("fri: order the cables by thu", []),
    ],
)
def test_a_day_in_front_of_a_title_is_offered(text: str, labels: list[str]) -> None:
    assert [offer.label for offer in added(text).offers] == labels


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Patch every second tuesday at 22:00", ["{id} every 2 weeks on tue at 22:00"]),
        ("Patch every 2nd tue", ["{id} every 2 weeks on tue"]),
        ("Patch every second tuesday of the month", []),
        ("Patch every 2nd and 4th tuesday", []),
        ("Patch every other tuesday", []),
    ],
)
def test_every_second_tuesday_may_be_every_other_one(text: str, lines: list[str]) -> None:
    request = added(text)

    assert request.repeat is not None
    assert [offer.line for offer in request.offers] == lines


@pytest.mark.parametrize("text", ["watch T-4 @ben @dev", "cc T-4 @ben @dev"])
def test_nobody_who_is_to_watch_a_task_is_offered_as_its_owner(text: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Amend)
    assert [who.name for who in request.to.watchers] == ["ben", "dev"]
    assert request.to.offers == ()


def test_one_command_of_several_that_cannot_be_read_is_named_and_the_others_are_offered() -> None:
    request = asked("done T-4; frobnicate T-5; T-6 !p4")

    assert request.words == 'I can\'t read "frobnicate T-5" beside other commands. Nothing was changed.'
    assert request.offers[0].line == "done T-4; T-6 !p4"


def test_what_is_said_of_a_task_may_be_a_note_with_a_semicolon_in_it() -> None:
    lines = [offer.line for offer in asked("T-4 legal is slow; then we ship").offers]

    assert "note T-4 legal is slow; then we ship" in lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("list lat", "list late"),
        ("list lates @ben", "list late @ben"),
        ("list blokced", "list blocked"),
        ("export csv evrything", "export csv everything"),
    ],
)
def test_a_slip_of_a_filter_offers_the_filter(text: str, line: str) -> None:
    assert asked(text).offers[0].line == line


def test_a_file_of_an_unknown_filter_is_asked_about() -> None:
    assert 'A list knows no "nosuch"' in asked("export csv nosuch").words
    assert added("Export csv reports to the auditors").title == "Export csv reports to the auditors"
    assert added("Export csv reports").title == "Export csv reports"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Change window sat 22:00-23:30", ["Due Sat 28 Nov 22:00", "Due Sat 28 Nov 23:30"]),
        ("Change window tomorrow 22:00 - 23:30", ["Due Tue 24 Nov 22:00", "Due Tue 24 Nov 23:30"]),
        ("Maintenance 27 nov 20:00-22:00", ["Due Fri 27 Nov 20:00", "Due Fri 27 Nov 22:00"]),
    ],
)
def test_of_hours_on_a_day_both_ends_are_offered_the_first_in_front(text: str, labels: list[str]) -> None:
    request = added(text)

    assert request.title == text
    assert [offer.label for offer in request.offers] == labels


@pytest.mark.parametrize(
    ("text", "title", "at"),
    [
        ("Deploy on sat 8pm", "Deploy", "Sat 28 Nov 20:00"),
        ("Deploy on sun at 6:00", "Deploy", "Sun 29 Nov 06:00"),
        ("Install Solaris on Sun", "Install Solaris on Sun", ""),
    ],
)
def test_an_hour_of_the_weekend_behind_on_is_a_date(text: str, title: str, at: str) -> None:
    request = added(text)

    assert (request.title, due(request)) == (title, at)


@pytest.mark.parametrize("text", ["Call the ISP tomorrow 9", "Call the ISP tmrw 9"])
def test_a_number_behind_tomorrow_may_be_an_hour(text: str) -> None:
    request = added(text)

    assert request.title == text
    assert [offer.label for offer in request.offers] == ["Due Tue 24 Nov 09:00", "Due Tue 24 Nov 21:00"]


@pytest.mark.parametrize(
    ("text", "pattern", "at"),
    [
        ("Rotate the logs every 3 months starting 1 dec", "every 3 months on the 1st", "Tue 01 Dec 17:00"),
        ("Rotate the logs every 2 weeks from fri", "every 2 weeks on fri", "Fri 27 Nov 17:00"),
        ("Rotate the logs every month beginning on 15 dec", "every 15th", "Tue 15 Dec 17:00"),
    ],
)
def test_a_repeat_begins_on_the_day_that_is_said(text: str, pattern: str, at: str) -> None:
    request = added(text)

    assert request.title == "Rotate the logs"
    assert request.repeat is not None
    assert (request.repeat.text, due(request)) == (pattern, at)


def test_what_is_no_pattern_takes_no_date_that_it_begins_on() -> None:
    request = added("Rotate the logs every full moon starting 1 dec")

    assert (request.title, request.due) == ("Rotate the logs every full moon starting 1 dec", None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Call the vendor fridya", 'edit {id} "Call the vendor" due 2026-11-27 17:00'),
        ("Call the vendor next fridya @ben !p1", 'edit {id} "Call the vendor" due 2026-12-04 17:00'),
        ("Call the vendor tomorrwo at 3pm", 'edit {id} "Call the vendor" due 2026-11-24 15:00'),
        ("Call R&amp;D fridya", 'edit {id} "Call R&amp;D" due 2026-11-27 17:00'),
        ('Read "the vendor" fridya', "due {id} 2026-11-27 17:00"),
    ],
)
def test_a_slip_of_a_day_leaves_the_title_when_its_date_is_pressed(text: str, line: str) -> None:
    request = added(text)

    assert request.offers[0].line == line
    pressed = grammar.parse(line.replace("{id}", "T-4"), HERE)
    assert isinstance(pressed, requests.Amend | requests.Redate)
