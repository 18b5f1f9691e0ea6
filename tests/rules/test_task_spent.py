"""Lines that say how long somebody worked: nothing is saved, and what may be done instead is offered."""

import pytest

from commands.task import requests
from commands.task.grammar import Add, Unclear
from tests.rules.test_task_slips import read


@pytest.mark.parametrize(
    ("text", "time", "note"),
    [
        ("log 2h on T-4", "2h", "2h spent"),
        ("spent 2h on T-4", "2h", "2h spent"),
        ("I spent 2 hours on T-4", "2h", "2h spent"),
        ("log 1.5h to T-4", "1.5h", "1.5h spent"),
        ("log time T-4 30 min", "30m", "30m spent"),
        ("track 2 hrs on T-4 today", "2h", "2h spent today"),
        ("T-4 spent 2h", "2h", "2h spent"),
        ("T-4: 2h spent with the vendor", "2h", "2h spent with the vendor"),
        ("T-4 spent 2h on calls", "2h", "2h spent on calls"),
        ("T-4: 1h30m spent debugging", "1h30m", "1h30m spent debugging"),
        ("T-4 took 3 days", "3d", "3d spent"),
        ("worked 2h on T-4", "2h", "2h spent"),
        ("logged 2h T-4", "2h", "2h spent"),
    ],
)
def test_time_that_was_spent_is_kept_nowhere_and_may_be_a_note_or_an_estimate(
    text: str, time: str, note: str
) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words == "Muster keeps no time sheets, so nothing was saved. What is to become of it?"
    assert [offer.line for offer in request.offers] == [
        f"note T-4 {note}",
        f"T-4 ~{time}",
        f'add "{text}"',
    ]
    for offer in request.offers:
        assert isinstance(read(offer.line), Add | requests.Change)


@pytest.mark.parametrize(
    "text", ["log 2h on the racks", "Log in on T-4", "spend 2h with Ana", "time the boot of T-4"]
)
def test_what_names_no_time_or_no_task_is_no_time_sheet(text: str) -> None:
    request = read(text)

    assert not isinstance(request, Unclear) or "time sheets" not in request.words


@pytest.mark.parametrize("text", ["log 2h on T-4; done T-5", "done T-5; log 2h on T-4"])
def test_time_spent_beside_another_command_asks_first_and_its_buttons_carry_the_whole_line(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words == (
        "Muster keeps no time sheets, so nothing was saved. What is to become of it? "
        "The rest of the line is done with it."
    )
    assert [offer.line for offer in request.offers] == [
        text.replace("log 2h on T-4", "note T-4 2h spent"),
        text.replace("log 2h on T-4", "T-4 ~2h"),
        f'add "{text}"',
    ]
    assert all(isinstance(read(offer.line), requests.Together) for offer in request.offers[:2])


@pytest.mark.parametrize("text", ["log 2h on T-4, done T-4", "log 2h on T-4 and done T-4"])
def test_time_spent_and_a_command_joined_by_a_word_are_two_things_as_well(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[0].line == "note T-4 2h spent; done T-4"


def test_what_is_no_command_beside_time_that_was_spent_is_named_and_nothing_is_changed() -> None:
    request = read("log 2h on T-4; fix the racks")

    assert isinstance(request, Unclear)
    assert request.words == 'I can\'t read "fix the racks" beside other commands. Nothing was changed.'


def test_time_spent_on_several_tasks_is_a_note_on_each() -> None:
    request = read("log 2h on T-4 and T-5")

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers[:2]] == ["note T-4, T-5: 2h spent", "T-4, T-5 ~2h"]
    assert isinstance(read(request.offers[0].line), requests.Note)


def test_no_time_at_all_is_no_estimate() -> None:
    request = read("log 0h on T-4")

    assert isinstance(request, Unclear)
    assert not [offer for offer in request.offers if "~" in offer.line]
