"""Questions and wishes in plain words: shown, asked about, or done as they say. None makes a title."""

import pytest

from commands.task import requests
from commands.task.grammar import Add, Unclear
from tests.rules.test_task_slips import read


@pytest.mark.parametrize(
    "text",
    [
        "Who's on T-4?",
        "whos got T-4",
        "where are we with T-4",
        "details of T-4",
        "T-4 details",
        "is T-4 done?",
        "whats T-4 about",
        "hows T-4 going",
        "show me T-4",
        "any news on T-4",
    ],
)
def test_a_question_after_a_task_shows_it(text: str) -> None:
    assert read(text) == requests.Show(4)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("whats late in atlas", "list late #atlas"),
        ("whats overdue in #atlas", "list overdue #atlas"),
        ("what do I have today", "list mine today"),
        ("what are my tasks for today?", "list mine today"),
        ("what has @bob got", "list @bob"),
        ("what is Bob working on?", "list @bob"),
        ("show bob's tasks", "list @bob"),
        ("@bob tasks", "list @bob"),
        ("any tasks for bob", "list @bob"),
        ("show all open tasks in atlas", "list all #atlas"),
        ("show me whats due today", "list today"),
        ("what's on my plate", "list mine"),
        ("how many tasks are late", "list late"),
        ("anything late?", "list late"),
        ("what's open?", "list"),
        ("whats blocked for @bob this week", "list blocked @bob this week"),
    ],
)
def test_a_question_for_a_list_asks_and_offers_it_first(text: str, line: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words == "Is a list meant? Nothing was saved."
    assert [request.offers[0].line, request.offers[-1].label] == [line, "Add it as a task"]
    assert isinstance(read(line), requests.Listing)


@pytest.mark.parametrize(
    "text",
    [
        "what's the plan",
        "show slides to bob",
        "show me the money",
        "any ideas",
        "anything from legal",
        "which racks do we need",
        "Any tasks left over",
        "Close all tickets",
        "Close all but one VPN tunnel",
        "anything blocked by proxy",
        "Give all to charity",
        "Done with the racks",
    ],
)
def test_what_is_no_question_for_a_list_is_a_title(text: str) -> None:
    request = read(text)

    assert isinstance(request, Add)
    assert request.title == text


@pytest.mark.parametrize(
    "text",
    ["close all my tasks", "Close all", "delete all done tasks", "Delete everything", "close all but T-4"],
)
def test_all_tasks_are_not_changed_at_once(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert "takes the numbers of tasks" in request.words
    assert request.offers[0].line.startswith("list ")
    assert request.offers[-1].label == "Add it as a task"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("T -4 done", "done T-4"),
        ("T- 4 done", "done T-4"),
        ("T-4done", "done T-4"),
        ("T.4 done", "done T-4"),
        ("T_4 done", "done T-4"),
        ("done T- 4", "done T-4"),
        ("t4 \N{WHITE HEAVY CHECK MARK}", "\N{WHITE HEAVY CHECK MARK} T-4"),
        ("T-4 and 5 done", "done T-4, T-5"),
        ("close T-4, 5 and 6", "close T-4, T-5, T-6"),
        ("done T-4,5,6", "done T-4, T-5, T-6"),
        ("done T-4 (and T-5)", "done T-4, T-5"),
    ],
)
def test_numbers_that_are_half_written_are_asked_about(text: str, line: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers] == [line, f'add "{text}"']


@pytest.mark.parametrize(
    "text", ["T-4th of july", "T.J. Maxx", "T.4", "t-shirts for the team", "T 1 and T 2"]
)
def test_what_is_like_a_number_is_a_title(text: str) -> None:
    assert isinstance(read(text), Add)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("T-4 !p1 T-5 !p2", [requests.Amend, requests.Amend]),
        ("T-4 fri T-5 mon", [requests.Amend, requests.Amend]),
        ("T-4 @bob T-5 @ann", [requests.Amend, requests.Amend]),
        ("done T-4 start T-5", [requests.Finish, requests.Start]),
        ("T-4 due: fri, prio: high", [requests.Redate, requests.Amend]),
        ("set T-4 due to friday and owner @bob", [requests.Redate, requests.Amend]),
    ],
)
def test_each_has_what_stands_behind_it_without_a_sign_between(text: str, kinds: list[type]) -> None:
    request = read(text)

    assert isinstance(request, requests.Together)
    assert [type(part) for part in request.parts] == kinds


@pytest.mark.parametrize("text", ["done T-4, T-5 fri", "done T-4 T-5 fri", "T-4 needs T-5 fri"])
def test_numbers_in_a_row_are_of_one_command(text: str) -> None:
    assert not isinstance(read(text), requests.Together)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("move T-4 a week", "a week later"),
        ("shift T-4 by a week", "a week later"),
        ("bump T-4 2 days", "2 days later"),
        ("due T-4 +2d", "2d later"),
        ("move T-4 up a day", "a day earlier"),
        ("T-4 2 days earlier", "2 days earlier"),
        ("bring T-4 forward a day", "a day earlier"),
        ("move T-4 in 2 weeks", "in 2 weeks"),
        ("due T-4 2d", "2d"),
        ("pull T-4 forward to thursday", "thursday"),
        ("put T-4 to monday", "monday"),
    ],
)
def test_a_length_counts_from_the_date_of_the_task_where_it_is_said_to_be_more(text: str, words: str) -> None:
    request = read(text)

    assert isinstance(request, requests.Redate)
    assert request.due
    assert request.due.words == words


@pytest.mark.parametrize(
    "text", ["due T-4 wombats earlier", "push T-4 forward 2 days", "move T-4 forward a week"]
)
def test_what_is_no_length_is_not_counted_back(text: str) -> None:
    assert isinstance(read(text), Unclear)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("mark T-4 blocked", "block T-4"),
        ("T-4 paused", "block T-4"),
        ("resume T-4", "unblock T-4"),
        ("T-4 is unblocked, legal said yes", "unblock T-4"),
        ("T-4 is done, they said", "done T-4"),
        ("T-4 takes 2 days", "estimate T-4 2 days"),
        ("set T-4 to blocked", "block T-4"),
        ("put T-4 on hold", "block T-4"),
        ("change T-4 title to Rotate the keys", "edit T-4 Rotate the keys"),
        ("done check the racks", "find check the racks"),
        ("done 3 of 12 racks", "find 3 of 12 racks"),
    ],
)
def test_what_a_task_is_set_to_is_asked_about(text: str, line: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert [request.offers[0].line, request.offers[-1].line] == [line, f'add "{text}"']


def test_a_command_of_risks_is_named() -> None:
    request = read("risk add The vendor is late")

    assert isinstance(request, Unclear)
    assert "/risk add The vendor is late" in request.words


@pytest.mark.parametrize("text", ["handover all of @dana to @sam", "delegate my tasks to @sam"])
def test_a_hand_over_may_be_one_word(text: str) -> None:
    assert isinstance(read(text), requests.HandOver)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("split T-4 into design, build and test", ("design", "build", "test")),
        ("split T-4 order, rack, and cable", ("order", "rack", "cable")),
        ("split T-4 order and rack", ("order and rack",)),
        ("split T-4 order; rack and cable", ("order", "rack and cable")),
    ],
)
def test_the_last_of_several_steps_may_be_joined_by_and(text: str, parts: tuple[str, ...]) -> None:
    assert read(text) == requests.Split(4, parts)
