"""What is to change in front of the number of a task changes that task, and makes no other one."""

import pytest

from commands.kit.requests import Mention, Undo
from commands.task import requests
from commands.task.grammar import Add, Listing, Unclear
from storage.vocabulary import Priority
from tests.rules.test_task_slips import BEN, read


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("add +dns to T-4", "T-4 +dns"),
        ("Add +dns to T-4", "T-4 +dns"),
        ("add T-4 +dns", "T-4 +dns"),
        ("add label dns to T-4", "T-4 +dns"),
        ("add the labels dns and web to T-4, T-5", "T-4, T-5 +dns +web"),
        ("put +dns on T-4 please", "T-4 +dns"),
        ("+dns for T-4", "T-4 +dns"),
        ("tag T-4 with dns", "T-4 +dns"),
        ("cc @ben on T-4", "T-4 cc @ben"),
        ("add cc @ben to T-4", "T-4 cc @ben"),
        ("set p1 on T-4", "T-4 !p1"),
        ("set !high for T-4", "T-4 !high"),
        ("set due fri on T-4", "T-4 due fri"),
        ("remove +dns from T-4", "T-4 -dns"),
        ("remove the label dns from T-4", "T-4 -dns"),
        ("remove T-4 +dns", "T-4 -dns"),
        ("delete T-4 cc @ben", "T-4 -cc @ben"),
        ("untag T-4 dns", "T-4 -dns"),
        ("label T-4 dns and web", "T-4 +dns +web"),
        ("take cc @ben off T-4", "T-4 -cc @ben"),
    ],
)
def test_tokens_in_front_of_a_number_change_that_task(text: str, meant: str) -> None:
    request = read(text)

    assert isinstance(request, requests.Amend | requests.Redate)
    assert request == read(meant)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("add @ben to T-4", ["assign T-4 @ben", "T-4 cc @ben"]),
        ("remove @ben from T-4", ["assign T-4 @nobody", "T-4 -cc @ben"]),
        ("add @ben and @ana to T-4", ["T-4 cc @ben and @ana"]),
    ],
)
def test_whoever_is_only_named_may_be_meant_to_own_it_or_to_watch_it(text: str, lines: list[str]) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert [offer.line for offer in request.offers] == [*lines, f'add "{text}"']


@pytest.mark.parametrize(
    "text",
    [
        "add @ben fix the link to T-4",
        "add T-4 review",
    ],
)
def test_words_beside_the_tokens_make_it_a_title(text: str) -> None:
    assert isinstance(read(text), Add)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("done T-4 thanks", requests.Finish((4,))),
        ("done T-4, thanks!", requests.Finish((4,))),
        ("done T-4 please", requests.Finish((4,))),
        ("done T-4 :tada:", requests.Finish((4,))),
        ("done T-4 ✅ 🎉", requests.Finish((4,))),
        ("done T-4!", requests.Finish((4,))),
        ("T-4 done :)", requests.Finish((4,))),
        ("T-4 done.", requests.Finish((4,))),
        ("done T-4, T-5 - many thanks", requests.Finish((4, 5))),
        ("start T-4 now", requests.Start((4,))),
        ("done T-4 already", requests.Finish((4,))),
        ("show T-4 please", requests.Show(4)),
        ("after T-4 T-5 please", requests.After(4, (5,))),
        ("assign T-4 @ben cheers", requests.Assign(4, BEN)),
        ("block T-4 thanks", requests.Block((4,), "")),
        ("block T-4 thanks to the vendor", requests.Block((4,), "thanks to the vendor")),
        ("drop T-4 please", requests.Drop((4,), "")),
        ("undo pls", Undo()),
        ("Undo!", Undo()),
        ("undo that", Undo()),
        ("list late pls", Listing(late=True)),
        ("done T-4 / T-5", requests.Finish((4, 5))),
        ("✅ T-4", requests.Finish((4,))),
        ("T-4 :white_check_mark:", requests.Finish((4,))),
        ("done T-4)", requests.Finish((4,))),
        ("T—4 done", requests.Finish((4,))),
        ("done T\u20114", requests.Finish((4,))),
        ("after T-4 none", requests.Free(4, ())),
        ("T-4 no after", requests.Free(4, ())),
        ("done t\u20124, T\u22125", requests.Finish((4, 5))),
        ("[T-4] done", requests.Finish((4,))),
        ("*T-4* done", requests.Finish((4,))),
        ("done (T-4)", requests.Finish((4,))),
        ("done #T-4", requests.Finish((4,))),
        ("drop *T-4*: no budget", requests.Drop((4,), "no budget")),
        ("done T-4 &amp; T-5", requests.Finish((4, 5))),
        ("note T-4 &amp; T-5: pinged", requests.Note((4, 5), "pinged")),
    ],
)
def test_thanks_and_smiles_behind_a_command_are_no_part_of_it(text: str, request_: object) -> None:
    assert read(text) == request_


def test_two_bangs_behind_a_command_are_a_priority_and_no_smile() -> None:
    request = read("due T-4 fri !!")

    assert isinstance(request, requests.Amend)
    assert request.to.priority is Priority.P2
    assert isinstance(read("done T-4 !!"), Unclear)


@pytest.mark.parametrize("text", ["T-4 & T-5: vendor called", "T-4 &amp; T-5: vendor called"])
def test_words_behind_several_numbers_are_offered_as_a_note_on_all_of_them(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    noted = next(offer for offer in request.offers if offer.label == "Note it on T-4, T-5")
    assert read(noted.line) == requests.Note((4, 5), "vendor called")


@pytest.mark.parametrize(
    ("text", "without", "watching"),
    [
        ("Fix racks -cc @ben", "Fix racks", "Fix racks cc @ben"),
        ("Fix racks -cc <@U2|ben> by fri", "Fix racks by fri", "Fix racks cc <@U2|ben> by fri"),
    ],
)
def test_nobody_can_be_taken_off_a_task_that_is_only_being_made(
    text: str, without: str, watching: str
) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words == (
        '"-cc @ben" is for a task that is there: a new one has nobody to take off. Nothing was saved.'
    )
    assert [offer.line for offer in request.offers] == [without, watching]
    made = read(watching)
    assert isinstance(made, Add)
    assert (made.title, made.owner) == ("Fix racks", None)
    assert [who.name for who in made.watchers] == ["ben"]


@pytest.mark.parametrize(
    ("text", "without", "waiting"),
    [
        ("Fix racks -after T-4", "Fix racks", "Fix racks after T-4"),
        ("Fix racks -needs T-4, T-5 by fri", "Fix racks by fri", "Fix racks needs T-4, T-5 by fri"),
    ],
)
def test_a_new_task_is_freed_of_nothing(text: str, without: str, waiting: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    said = text.partition(" by")[0].removeprefix("Fix racks ")
    assert request.words == (
        f'"{said}" is for a task that is there: a new one waits for nothing. Nothing was saved.'
    )
    assert [offer.line for offer in request.offers] == [without, waiting]
    made = read(waiting)
    assert isinstance(made, Add)
    assert (made.title, made.after[0]) == ("Fix racks", 4)


@pytest.mark.parametrize(
    "text", ["Run grep -after the cut", "Fix racks `-after T-4`", 'Read "-after T-4" aloud']
)
def test_a_minus_in_front_of_after_is_text_where_no_number_follows_or_it_is_quoted(text: str) -> None:
    assert isinstance(read(text), Add)


def test_whom_a_minus_takes_off_a_task_is_read_as_before() -> None:
    request = read("T-4 -cc @ben")

    assert isinstance(request, requests.Amend)
    assert request.unwatched == (Mention(None, "ben"),)
