"""A line that names several tasks changes all of them, or asks; it never drops half of what was typed."""

from datetime import UTC, datetime, time

import pytest

from commands.kit.requests import Mention
from commands.task import grammar, requests
from commands.task.grammar import Add, Unclear

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def read(text: str) -> grammar.Request:
    return grammar.parse(text, HERE)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("watch T-4 T-5", requests.Watch((4, 5))),
        ("unwatch T-4, T-5", requests.Unwatch((4, 5))),
        ("note T-4, T-5 one for both", requests.Note((4, 5), "one for both")),
        ("note T-4 and T-5: one for both", requests.Note((4, 5), "one for both")),
        ("note T-4: T-5 is the same", requests.Note((4,), "T-5 is the same")),
        ("note T-4 as T-5 is", requests.Note((4,), "as T-5 is")),
        ("snooze T-4, T-5 off", requests.Snooze((4, 5), None)),
    ],
)
def test_what_is_said_of_several_tasks_is_done_to_all_of_them(text: str, request_: grammar.Request) -> None:
    assert read(text) == request_


@pytest.mark.parametrize(
    "text", ["due T-4 T-5 fri", "T-4, T-5 by fri", "due fri T-4, T-5", "move T-4 and T-5 to fri"]
)
def test_a_date_for_several_tasks_moves_all_of_them(text: str) -> None:
    request = read(text)

    assert isinstance(request, requests.Amend)
    assert (sorted(request.numbers), request.names) == ([4, 5], ("due",))
    assert request.to.due is not None
    assert request.to.due.day.isoformat() == "2026-11-27"


def test_several_tasks_lose_their_dates_and_are_given_to_one_person_at_once() -> None:
    undated, given = read("due T-4, T-5 none"), read("assign T-4 T-5 to @ben")

    assert isinstance(undated, requests.Amend)
    assert (undated.numbers, undated.names, undated.to.due) == ((4, 5), ("due",), None)
    assert isinstance(given, requests.Amend)
    assert (given.numbers, given.names, given.to.owner) == ((4, 5), ("owner",), Mention(None, "ben"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("note T-4 T-5 one for both", ["note T-4, T-5: one for both", "note T-4: T-5 one for both"]),
        ("note T-4, T-5 are the same", ["note T-4, T-5: are the same", "note T-4: T-5 are the same"]),
    ],
)
def test_a_note_whose_words_may_begin_with_a_number_is_asked_about(text: str, lines: list[str]) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers] == lines
    assert "Nothing was" in request.words
    assert not any(isinstance(read(line), Unclear | Add) for line in lines)


@pytest.mark.parametrize(
    "text",
    ["T-4 !p1 after T-9, T-7 by fri", "T-4, T-5 !p1", "done T-4, T-5", "block T-4 the vendor, T-5 too"],
)
def test_other_lines_with_several_numbers_are_read_as_before(text: str) -> None:
    assert not isinstance(read(text), Unclear | Add)
