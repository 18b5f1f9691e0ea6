"""Tasks with words of their own, and several commands in a line: done as one, or the one doubt is asked."""

from dataclasses import replace
from datetime import date

import pytest

from commands.kit.requests import HOLE, Mention
from commands.task import requests
from commands.task.grammar import Add, Unclear, together
from storage.vocabulary import Priority
from tests.rules.test_task_several import read

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def parts(text: str) -> tuple[requests.Request, ...]:
    request = read(text)
    assert isinstance(request, requests.Together), request
    return request.parts


@pytest.mark.parametrize(
    "text",
    [
        "due T-4 fri, T-7 mon",
        "due T-4 fri and T-7 mon",
        "move T-4 to fri, T-7 to mon",
        "due T-4 fri; due T-7 mon",
        "due T-4 fri; move T-7 to mon",
        "due T-4: fri, T-7: mon",
    ],
)
def test_each_task_moves_to_the_day_behind_its_number(text: str) -> None:
    first, second = parts(text)

    assert isinstance(first, requests.Redate)
    assert isinstance(second, requests.Redate)
    assert [(one.number, one.due and one.due.day) for one in (first, second)] == [(4, FRIDAY), (7, MONDAY)]


def test_each_task_gets_the_owner_the_snooze_or_the_tokens_behind_its_number() -> None:
    given, snoozed, amended = (
        parts("assign T-4 @ben and T-5 @sam"),
        parts("snooze T-4 mon; T-5 tue"),
        parts("T-4 !p1, T-5 !p2 @ben"),
    )

    assert [one.to.owner for one in given if isinstance(one, requests.Amend)] == [
        Mention(None, "ben"),
        Mention(None, "sam"),
    ]
    assert [one.numbers for one in snoozed if isinstance(one, requests.Snooze)] == [(4,), (5,)]
    assert [one.to.priority for one in amended if isinstance(one, requests.Amend)] == [
        Priority.P1,
        Priority.P2,
    ]


def test_several_commands_are_parted_by_semicolons() -> None:
    assert parts("done T-4, T-6; start T-5; T-8 no owner; block T-7 no parts; take T-9") == (
        requests.Finish((4, 6)),
        requests.Start((5,)),
        requests.Amend((8,), replace(requests.NOTHING, owner=Mention(None, "nobody")), ("owner",)),
        requests.Block((7,), "no parts"),
        requests.Take((9,)),
    )


def test_the_same_words_for_each_are_one_change() -> None:
    request = read("due T-4 +1d, T-5 +1d")

    assert isinstance(request, requests.Amend)
    assert request.numbers == (4, 5)


def test_a_date_is_asked_for_on_several_tasks_at_once() -> None:
    assert [one.number for one in parts("propose T-4, T-5 fri") if isinstance(one, requests.Propose)] == [
        4,
        5,
    ]
    assert [one.number for one in parts("propose T-4 fri, T-5 mon") if isinstance(one, requests.Propose)] == [
        4,
        5,
    ]


@pytest.mark.parametrize(
    ("text", "words", "lines"),
    [
        (
            "due T-4 fri, T-7 someday",
            'I can\'t read "someday" as a date.',
            [f"due T-4 fri; due T-7 {HOLE}"],
        ),
        (
            "due T-4 24/11, T-7 mon",
            "Tue 24 Nov is already past",
            [
                "due T-4 2026-11-25 17:00; due T-7 mon",
                "due T-4 2026-11-26 17:00; due T-7 mon",
                "due T-4 2027-11-24 17:00; due T-7 mon",
                f"due T-4 {HOLE}; due T-7 mon",
            ],
        ),
        (
            "T-4 done, T-5 shipped",
            "Is /task done T-5 meant?",
            ["T-4 done; done T-5", "T-4 done; note T-5 shipped"],
        ),
        ("done T-4; drop T-5", "Why is T-5 called off?", []),
        ("T-4 !p9, T-5 fri", "Did you mean !p4?", ["T-4 !p4; T-5 fri"]),
    ],
)
def test_the_one_doubt_is_asked_and_each_button_carries_the_whole_line(
    text: str, words: str, lines: list[str]
) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert words in request.words
    assert "othing was" in request.words
    assert request.words.endswith("The rest of the line is done with it.") is bool(lines)
    *settled, as_title = [offer.line for offer in request.offers]
    assert settled == lines
    assert as_title == f'add "{text}"'
    assert all(
        isinstance(read(each.replace(HOLE, "2026-12-01")), requests.Together) or "note" in each
        for each in lines
    )


@pytest.mark.parametrize(
    ("text", "part", "rest"),
    [
        ("done T-4; edit T-5 Foo; start T-6", "edit T-5 Foo", "done T-4; start T-6"),
        ("due T-4 fri; show T-5", "show T-5", "due T-4 fri"),
        ("T-4 !p1, T-5 too", "T-5 too", "T-4 !p1"),
        ("order racks; done T-4", "order racks", "done T-4"),
        (
            "order racks @ben by fri; done T-4; due T-5 fri",
            "order racks @ben by fri",
            "done T-4; due T-5 fri",
        ),
        ("undo; done T-4", "undo", "done T-4"),
        ("T-4 fri; done T-5, T-6; ask ben", "ask ben", "T-4 fri; done T-5, T-6"),
    ],
)
def test_a_part_that_stands_beside_no_others_is_named_and_the_others_are_offered(
    text: str, part: str, rest: str
) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert f'I can\'t read "{part}" beside other commands. Nothing was changed.' in request.words
    assert [offer.line for offer in request.offers] == [rest, f'add "{text}"']


def test_a_second_doubt_is_asked_when_the_first_is_settled() -> None:
    request = read("due T-4 24/11, T-7 23/11")
    assert isinstance(request, Unclear)

    again = read(request.offers[0].line)

    assert isinstance(again, Unclear)
    assert again.offers[0].line == "due T-4 2026-11-25 17:00; due T-7 2026-11-25 17:00"


@pytest.mark.parametrize("text", ['done T-1 "x", T-2 "y"', "done T-1 the racks, T-2 the cables"])
def test_words_that_a_verb_does_not_take_behind_each_number_leave_all_the_numbers(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert (request.offers[0].label, request.offers[0].line) == ("Mark T-1, T-2 done", "done T-1, T-2")
    assert "after T-1, T-2" in request.words


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("block T-4 no parts; no hands", requests.Block((4,), "no parts; no hands")),
        ("block T-4 the vendor; T-5 is done", requests.Block((4,), "the vendor; T-5 is done")),
        ("note T-4 foo; T-5 is done", requests.Note((4,), "foo; T-5 is done")),
        ("split T-4 order; rack", requests.Split(4, ("order", "rack"))),
        ('done T-4 "a; b"', None),
    ],
)
def test_a_semicolon_in_words_for_people_parts_nothing(text: str, request_: requests.Request | None) -> None:
    found = read(text)

    assert found == request_ if request_ else not isinstance(found, requests.Together)


@pytest.mark.parametrize(
    "text", ["note T-5 call them; then drop T-6 no budget", "block T-5 no parts; for it; T-6 !p1"]
)
def test_words_for_people_end_also_at_tokens_behind_a_number(text: str) -> None:
    told, changed = parts(text)

    assert isinstance(told, requests.Note | requests.Block)
    assert isinstance(changed, requests.Drop | requests.Amend)


def test_words_for_people_end_where_another_command_begins() -> None:
    assert parts("done T-4; note T-5 see the wiki; ask Ben; start T-6") == (
        requests.Finish((4,)),
        requests.Note((5,), "see the wiki; ask Ben"),
        requests.Start((6,)),
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("assign T-4 @ben\nassign T-5 @sam", "assign T-4 @ben; assign T-5 @sam"),
        ("T-4 fri\n\nT-5 mon\n", "T-4 fri; T-5 mon"),
        ("done T-4\nnote T-5 see the wiki", "done T-4; note T-5 see the wiki"),
    ],
)
def test_commands_on_lines_of_their_own_are_as_those_in_one(text: str, same: str) -> None:
    assert parts(text) == parts(same)


@pytest.mark.parametrize(
    "text",
    [
        ";",
        " ; ;",
        "done T-4;",
        "Done with T-4; move on",
        "Order racks; due diligence",
        "T-4 and T-5 differ; ask",
    ],
)
def test_a_title_with_a_semicolon_is_no_line_of_commands(text: str) -> None:
    assert not isinstance(read(text), requests.Together)


def test_asked_politely_the_button_carries_the_whole_line() -> None:
    request = read("please due T-4 fri, T-7 mon")

    assert isinstance(request, Unclear)
    assert request.offers[0].line == "due T-4 fri; due T-7 mon"
    assert not isinstance(read(request.offers[0].line), Add | Unclear)


def test_each_task_waits_for_what_stands_behind_it() -> None:
    first, second = parts("T-4 after T-5, T-6 after T-7, T-8")

    assert isinstance(first, requests.Amend)
    assert isinstance(second, requests.Amend)
    assert [(one.numbers, one.to.after) for one in (first, second)] == [((4,), (5,)), ((6,), (7, 8))]


def test_what_a_later_task_waits_for_is_nothing_to_those_before_it() -> None:
    first, second = parts("T-4 !p1, T-5 after T-6")

    assert isinstance(first, requests.Amend)
    assert isinstance(second, requests.Amend)
    assert (first.numbers, first.names) == ((4,), ("priority",))
    assert (second.numbers, second.names) == ((5,), ("after",))


def test_numbers_behind_those_a_task_waits_for_are_waited_for_too() -> None:
    found = read("T-4 after T-5, T-6 !p1")

    assert isinstance(found, requests.Amend)
    assert (found.numbers, found.to.after) == ((4,), (5, 6))


@pytest.mark.parametrize("text", ["due T-4, T-5 fri, T-6 mon", "T-4 and T-5 fri and T-6, T-7 mon"])
def test_several_tasks_may_share_the_words_behind_them(text: str) -> None:
    first, _ = parts(text)

    assert isinstance(first, requests.Amend)
    assert (first.numbers, first.to.due and first.to.due.day) == ((4, 5), FRIDAY)


@pytest.mark.parametrize("text", ["done T-4; T-5", "done T-4; T-5;T-6"])
def test_numbers_alone_behind_a_semicolon_go_with_those_before(text: str) -> None:
    found = read(text)

    assert isinstance(found, requests.Finish)
    assert found.numbers[:2] == (4, 5)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("due T-4 fri, T-5 mon", "due T-4 fri; due T-5 mon"),
        ("T-4 !p1, T-5 !p1", "T-4, T-5 !p1"),
        ("done T-4; due T-5 fri", "done T-4; due T-5 fri"),
    ],
)
def test_lines_below_several_commands_are_no_part_of_them_and_not_lost(text: str, kept: str) -> None:
    found = read(f"{text}\nthe vendor asked")

    assert isinstance(found, Unclear)
    assert "note" in found.words
    assert [offer.line for offer in found.offers] == [kept, f'add "{text}"\nthe vendor asked']
    assert not isinstance(read(kept), Unclear | Add)


@pytest.mark.parametrize(
    "text",
    ["due T-4 fri; due T-5, T-6 mon", "due T-4 fri, T-5 mon; done T-6", "done T-6; T-4 fri, T-5 mon"],
)
def test_a_command_beside_others_may_be_of_several_tasks(text: str) -> None:
    found = read(text)

    assert isinstance(found, requests.Together)
    assert sorted(together.numbers_of(found)) == [4, 5, 6]


def test_a_task_may_be_freed_of_another_beside_other_commands() -> None:
    freed, done = parts("free T-4 T-5, T-6; done T-7")

    assert isinstance(freed, requests.Amend)
    assert (freed.numbers, freed.freed) == ((4,), (5, 6))
    assert done == requests.Finish((7,))
