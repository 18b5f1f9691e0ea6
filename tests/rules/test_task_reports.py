"""Lines that say what became of a task, or should: asked about, with the command that says the same."""

import pytest

from commands.kit.requests import Mention
from commands.task import requests
from commands.task.grammar import Add, Unclear
from tests.rules.test_task_slips import read

NOBODY = Mention(None, "nobody")


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("no date T-4", requests.Redate(4, None)),
        ("no due date T-4", requests.Redate(4, None)),
        ("clear date T-4", requests.Redate(4, None)),
        ("Clear the date of T-4", requests.Redate(4, None)),
        ("remove the due date from T-4", requests.Redate(4, None)),
        ("unset date T-4", requests.Redate(4, None)),
        ("undated T-4", requests.Redate(4, None)),
        ("T-4 undated", requests.Redate(4, None)),
        ("T-4 clear date", requests.Redate(4, None)),
        ("no owner T-4", requests.Assign(4, NOBODY)),
    ],
)
def test_a_date_or_owner_is_taken_away_wherever_the_number_stands(
    text: str, request_: requests.Request
) -> None:
    assert read(text) == request_


@pytest.mark.parametrize(
    ("text", "numbers", "cleared"),
    [
        ("no labels T-4", (4,), "labels"),
        ("clear labels of T-4, T-5", (4, 5), "labels"),
        ("remove the estimate of T-4", (4,), "estimate"),
        ("no prio T-4 and T-5", (4, 5), "priority"),
        ("T-4 clear the repeat", (4,), "repeat"),
    ],
)
def test_other_fields_are_emptied_wherever_the_number_stands(
    text: str, numbers: tuple[int, ...], cleared: str
) -> None:
    request = read(text)

    assert isinstance(request, requests.Amend)
    assert (request.numbers, request.cleared) == (numbers, (cleared,))


def test_the_date_of_several_is_taken_away_with_the_numbers_last() -> None:
    request = read("no date T-4, T-5")

    assert isinstance(request, requests.Amend)
    assert (request.numbers, request.names, request.to.due) == ((4, 5), ("due",), None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I finished T-12", "done T-12"),
        ("i finished T-12 and T-13", "done T-12, T-13"),
        ("We've just finished T-12.", "done T-12"),
        ("I finished T-12 yesterday", "done T-12"),
        ("just finished the task T-12", "done T-12"),
        ("I have done T-12", "done T-12"),
        ("I’m done with T-12", "done T-12"),
        ("we shipped T-12 today", "done T-12"),
        ("I started T-12", "start T-12"),
        ("I'm working on T-12", "start T-12"),
        ("working on T-12", "start T-12"),
        ("I took T-12", "take T-12"),
        ("we dropped T-12 no budget", "drop T-12 no budget"),
        ("we postponed T-12 to fri", "postpone T-12 to fri"),
        ("I moved T-12 to fri", "move T-12 to fri"),
        ("I reopened T-12", "reopen T-12"),
        ("we are blocked on T-12", "block T-12"),
        ("T-12 is finished", "done T-12"),
        ("T-12 is ready", "done T-12"),
        ("T-12 was shipped", "done T-12"),
        ("T-12 has been delivered yesterday", "done T-12"),
        ("T-12 is now finished!", "done T-12"),
        ("T-12 and T-13 are finished", "done T-12, T-13"),
        ("T-12 shipped", "done T-12"),
        ("task T-12 is done", "done T-12"),
        ("The ticket T-12 is finished", "done T-12"),
        ("T-12 can be closed", "done T-12"),
        ("T-12 is started", "start T-12"),
        ("T-12 is in progress", "start T-12"),
        ("T-12 is blocked", "block T-12"),
        ("T-12 is blocked by the vendor", "block T-12 by the vendor"),
        ("T-12 is no longer blocked", "unblock T-12"),
        ("T-12 should be dropped", "drop T-12"),
        ("T-12 is not needed any more", "drop T-12"),
        ("we should move T-12 to fri", "move T-12 to fri"),
        ("I think we should move T-12 to fri", "move T-12 to fri"),
        ("we need to move the task T-12 to fri", "move T-12 to fri"),
        ("should we move T-12 to fri?", "move T-12 to fri"),
        ("I want to drop T-12 no budget", "drop T-12 no budget"),
        ("I'll take T-12", "take T-12"),
        ("somebody should take T-12", "take T-12"),
        ("maybe give T-12 to @ben", "give T-12 to @ben"),
        ("lets drop T-12", "drop T-12"),
        ("i take T-12", "take T-12"),
        ("we got T-12", "take T-12"),
        ("I will do T-12 on monday", "assign T-12 @me monday"),
        ("ill do T-12 today", "assign T-12 @me today"),
        ("on it T-12", "start T-12"),
        ("doing T-12", "start T-12"),
        ("not mine T-12", "decline T-12"),
        ("T-12 isn't mine", "decline T-12"),
        ("give back T-12", "decline T-12"),
        ("hand T-12 back", "decline T-12"),
        ("return T-12", "decline T-12"),
        ("T-12 fixed", "done T-12"),
        ("T-12 is merged", "done T-12"),
        ("T-12 deployed to prod", "done T-12"),
        ("T-12 slipped a week", "move T-12 a week"),
        ("T-12 slips to monday", "move T-12 to monday"),
        ("T-12 delayed by 3 days", "move T-12 by 3 days"),
        ("T-12 needs 2 more days", "postpone T-12 2 days"),
        ("T-12 needs another week", "postpone T-12 1 week"),
        ("T-12 will take two days longer", "postpone T-12 two days"),
        ("give me 2 more days on T-12", "postpone T-12 2 days"),
        ("another 3 weeks for T-12", "postpone T-12 3 weeks"),
        ("T-12 should be done by friday", "due T-12 friday"),
        ("T-12 new due date 11 dec", "due T-12 11 dec"),
        ("T-12 until friday", "due T-12 friday"),
        ("raise prio of T-12", "T-12 !high"),
    ],
)
def test_what_is_said_of_a_task_is_asked_about_with_the_command_that_says_the_same(
    text: str, meant: str
) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words == f"Is /task {meant} meant? Nothing was saved."
    assert request.offers[0].line == meant
    assert request.offers[-1].label == "Add it as a task"
    assert not isinstance(read(meant), Add | Unclear)


@pytest.mark.parametrize(
    "text",
    [
        "T-12 is not done",
        "T-12 isn't finished",
        "T-12 is almost finished",
        "T-12 is ready for review",
        "T-12 ready?",
    ],
)
def test_what_is_not_so_yet_may_be_noted_and_is_not_taken_for_done(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert [offer.label for offer in request.offers] == ["Show T-12", "Note it on T-12", "Add it as a task"]


def test_what_is_said_of_a_task_may_be_noted_on_it_instead() -> None:
    request = read("T-12 is shipped")

    assert isinstance(request, Unclear)
    assert [offer.label for offer in request.offers] == [
        "Mark T-12 done",
        "Note it on T-12",
        "Add it as a task",
    ]


def test_what_is_left_over_behind_a_verb_is_a_task_as_it_was_typed() -> None:
    request = read("T-12 done by Ben")

    assert isinstance(request, Unclear)
    assert request.offers[-1].line == 'add "T-12 done by Ben"'


@pytest.mark.parametrize(
    "text",
    [
        "I finished reading T-12",
        "We need to note what T-12 taught us",
        "we should merge T-12 and T-13",
        "Finished goods of T-12",
        "Clear date picker of T-12",
        "No labels on the racks of T-12",
        "I took the keys of T-12",
        "Shipped racks of T-12 to be counted",
        "don't close T-12",
    ],
)
def test_what_only_speaks_of_a_task_is_a_title(text: str) -> None:
    request = read(text)

    assert isinstance(request, Add)
    assert request.title == text


def test_a_new_task_is_offered_to_wait_for_what_is_to_be_done_first() -> None:
    request = read("deploy the build once T-12 is done")

    assert isinstance(request, Add)
    assert request.title == "deploy the build once T-12 is done"
    assert [offer.line for offer in request.offers] == ["after {id} T-12"]


def test_more_time_may_be_asked_for() -> None:
    request = read("T-12 needs 2 more days")

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers[:2]] == [
        "postpone T-12 2 days",
        "propose T-12 2 days later",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@bob takes T-4", "assign T-4 @bob"),
        ("@bob please take T-4 by fri", "assign T-4 @bob by fri"),
        ("@bob, can you take T-4 and T-5?", "assign T-4, T-5 @bob"),
        ("@bob owns T-4 now", "assign T-4 @bob"),
        ("@bob will do T-4", "assign T-4 @bob"),
        ("@bob close T-4", "assign T-4 @bob"),
        ("@bob done with T-4", "done T-4"),
        ("@bob is blocked on T-4", "block T-4"),
        ("@bob T-4 is late", "assign T-4 @bob"),
        ("T-4 belongs to @bob", "assign T-4 @bob"),
        ("T-4 back to @bob", "assign T-4 @bob"),
        ("T-4 from @ann to @bob", "assign T-4 @bob"),
    ],
)
def test_what_is_said_to_or_of_somebody_with_a_task_asks(text: str, line: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[0].line == line
    assert request.offers[-1].label == "Add it as a task"


@pytest.mark.parametrize(
    "text",
    ["give T-12 back", "give T-12 2 more days", "Move T-12 notes to the wiki", "give T-12 another week"],
)
def test_what_names_nobody_and_no_date_may_be_a_task(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[-1].line == f'add "{text}"'


@pytest.mark.parametrize(
    "text",
    [
        "I finished the first draft",
        "We should move to the new office",
        "No date set in the header",
        "Working on it",
        "Undated invoices",
        "@ben Deploy the build after T-12",
        "Read `T-12` again",
        '"T-12 is fine"',
    ],
)
def test_words_that_only_sound_like_it_are_a_title(text: str) -> None:
    request = read(text)

    assert isinstance(request, Add)
    assert request.title in text
