from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from commands.kit.requests import HOLE
from commands.task import grammar, requests
from commands.task.grammar import (
    Add,
    Assign,
    Finish,
    Help,
    Listing,
    Mention,
    MyDay,
    Offer,
    OpenForm,
    ProjectRef,
    Redate,
    Reopen,
    Show,
    Unclear,
    Undo,
    verbs,
)
from storage.vocabulary import Priority

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))
ME = Mention(None, "me")


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", MyDay()),
        (" \n\u200b ", MyDay()),
        ("add", OpenForm()),
        ("Add", OpenForm()),
        ("+", OpenForm()),
        ("done T-4", Finish((4,))),
        ("Done t-4", Finish((4,))),
        ("close T-4,T-7", Finish((4, 7))),
        ("✓ T-4 T-7 T-4", Finish((4, 7))),
        ("done T-4, T-7 and T–9", Finish((4, 7, 9))),
        ("reopen T-4 T-7", Reopen((4, 7))),
        ("assign T-4 @ann", Assign(4, Mention(None, "ann"))),
        ("give T-4 to <@U1|ann>", Assign(4, Mention("U1", "ann"))),
        ("assign T-4 <@W1>", Assign(4, Mention("W1", None))),
        ("assign T-4 @Me", Assign(4, ME)),
        ("assign T-4 to Ann Lee", Assign(4, Mention(None, "Ann Lee"))),
        ("due T-4 none", Redate(4, None)),
        ("due T-4 no date", Redate(4, None)),
        ("show T-4", Show(4)),
        ("t-4", Show(4)),
        ("undo", Undo()),
        ("help", Help(None)),
        ("help close", Help("done")),
        ("help doen", Help("done")),
        ("done", Help("done")),
        ("move", Help("due")),
        ("list", Listing()),
        ("ls late", Listing(late=True)),
        ("list overdue, blocked", Listing(late=True, blocked=True)),
        ("List all #Atlas !p1", Listing(all=True, project=ProjectRef("atlas", None), priority=Priority.P1)),
        ("list late fri 11 dec", Listing(late=True, due="11 dec")),
        ("list @bob", Listing(owner=Mention(None, "bob"))),
        ("list my late", Listing(late=True, owner=ME)),
        ("list <#C1|atlas>", Listing(project=ProjectRef("atlas", "C1"))),
        ("mine", Listing(owner=ME)),
        ("mine @bob", Listing(owner=Mention(None, "bob"))),
    ],
)
def test_a_verb_with_what_it_needs_is_a_command(text: str, request_: grammar.Request) -> None:
    assert grammar.parse(text, HERE) == request_


@pytest.mark.parametrize(
    "text",
    [
        *("List all servers", "list all the servers"),
        *("Close the window", "Reopen the office", "Give Ann access", "Due diligence report"),
        *("show must go on", "assign desks"),
        *("undo the change", "help Bob move", "help Bob", "Add disks", "New disks", "new disks", "+1 for it"),
        *("T-1234567890", "done-ish T-4x"),
    ],
)
def test_a_verb_without_what_it_needs_is_a_title(text: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Add)
    assert request.title == text


@pytest.mark.parametrize("text", ["list @ann @bob", "list @here", "list #a #b"])
def test_filters_that_contradict_each_other_list_nothing(text: str) -> None:
    assert isinstance(grammar.parse(text, HERE), Unclear)


@pytest.mark.parametrize(
    ("text", "title"), [("add list", "list"), ("add done T-4", "done T-4"), ("+ add", "add")]
)
def test_add_forces_a_title(text: str, title: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Add)
    assert request.title == title


def test_a_new_date_comes_with_its_other_reading() -> None:
    request = grammar.parse("move T-4 to next fri", HERE)

    assert isinstance(request, Redate)
    assert request.due is not None
    assert (request.number, request.due.day.isoformat(), request.due.words) == (4, "2026-12-04", "next fri")
    assert request.offers == (Offer("Fri 27 Nov instead", "due T-4 2026-11-27"),)


ME_OR_NOBODY = (
    ("Choose a person", "assign T-4 …"),
    ("Me", "assign T-4 @me"),
    ("Nobody yet", "assign T-4 @nobody"),
)


@pytest.mark.parametrize(
    ("text", "words", "offers"),
    [
        (
            "Done T-4 quickly",
            'I can\'t read "quickly" after T-4. Nothing was changed.',
            (
                ("Mark T-4 done", "done T-4"),
                ("Mark T-4 done, and note it", "done T-4; note T-4 quickly"),
                ("Add it as a task", 'add "Done T-4 quickly"'),
            ),
        ),
        (
            "show T-4 T-5",
            "Show takes one task at a time. Nothing was changed. Which one?",
            (("show T-4", "show T-4"), ("show T-5", "show T-5")),
        ),
        (
            "assign T-4",
            "Who should own T-4? Nothing was changed. Type /task assign T-4 @name.",
            ME_OR_NOBODY,
        ),
        (
            "assign T-4 when we have time again",
            "Who should own T-4? Nothing was changed. Type /task assign T-4 @name.",
            ME_OR_NOBODY,
        ),
        (
            "assign T-4 <!here>",
            "A task needs one owner; @here is a group. Nothing was changed.",
            ME_OR_NOBODY,
        ),
        (
            "assign T-4 <!subteam^S1>",
            "A task needs one owner; @group is a group. Nothing was changed.",
            ME_OR_NOBODY,
        ),
        (
            "due T-4",
            "When is T-4 due? Nothing was changed. Try /task due T-4 next tue.",
            (
                ("Today EOD", "due T-4 eod"),
                ("Tomorrow", "due T-4 tomorrow"),
                ("Next Monday", "due T-4 next week mon"),
                ("Pick a date", "due T-4 …"),
                ("No date", "due T-4 none"),
            ),
        ),
        (
            "due T-4 24/11",
            "Tue 24 Nov is already past, so nothing was changed. Pick a new date.",
            (
                ("Today EOD", "due T-4 2026-11-25 17:00"),
                ("Tomorrow", "due T-4 2026-11-26 17:00"),
                ("Wed 24 Nov 2027", "due T-4 2027-11-24 17:00"),
                ("Pick a date", "due T-4 …"),
            ),
        ),
        (
            "reopn T-4",
            '"reopn" is not a command. Nothing was saved. Try /task reopen T-4.',
            (("Reopen T-4", "reopen T-4"), ("Add it as a task", 'add "reopn T-4"')),
        ),
        (
            "asign T-4 @ann",
            '"asign" is not a command. Nothing was saved. Try /task assign T-4 @ann.',
            (("assign T-4 @ann", "assign T-4 @ann"), ("Add it as a task", 'add "asign T-4 @ann"')),
        ),
        (
            'doen T-4 "x"\nnotes',
            '"doen" is not a command. Nothing was saved. Try /task done T-4 "x".',
            (('done T-4 "x"', 'done T-4 "x"'), ("Add it as a task", 'add doen T-4 "x"\nnotes')),
        ),
    ],
)
def test_a_command_that_lacks_something_says_what_and_offers_the_whole_line(
    text: str, words: str, offers: tuple[tuple[str, str], ...]
) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert request.words == words
    assert [(offer.label, offer.line.replace(HOLE, "…")) for offer in request.offers] == list(offers)


def test_two_people_for_one_task_are_asked_about() -> None:
    request = grammar.parse("assign T-4 @ann <@U2>", HERE)

    ann, bob = Mention(None, "ann"), Mention("U2", None)
    assert request == Unclear(
        "@ann and <@U2> could both own T-4. Nothing was changed. Who owns it?",
        (Offer("@ann", "assign T-4 @ann", ann), Offer("<@U2>", "assign T-4 <@U2>", bob)),
    )


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        *(("done", "done"), ("doen", "done"), ("dnoe", "done"), ("CLOSE", "done"), ("clsoe", "done")),
        *(("lst", "list"), ("assing", "assign"), ("asgin", "assign"), ("repoen", "reopen"), ("shwo", "show")),
        *(("banana", None), ("", None), ("dx", None), ("review", None), ("blokc", "block")),
    ],
)
def test_a_near_verb_is_one_slip_away(word: str, verb: str | None) -> None:
    assert verbs.near(word) == verb


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("snooze T-4 24/11", ["Tomorrow", "Wed 24 Nov 2027", "Pick a date"]),
        ("snooze T-4 today 9am", ["Tomorrow", "Pick a date"]),
        ("snooze late yesterday", ["Tomorrow", "Pick a date"]),
    ],
)
def test_a_snooze_for_a_time_that_is_past_offers_only_mornings_to_come(text: str, labels: list[str]) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert [offer.label for offer in request.offers] == labels


def test_a_colon_behind_the_number_is_no_part_of_the_date() -> None:
    found = grammar.parse("snooze T-4: mon", HERE)

    assert isinstance(found, requests.Snooze)


def test_before_the_morning_of_today_it_is_offered_for_a_snooze() -> None:
    early = replace(HERE, now=datetime(2026, 11, 25, 7, 0, tzinfo=UTC))

    request = grammar.parse("snooze T-4 24/11", early)

    assert isinstance(request, Unclear)
    assert request.offers[0].label == "Today EOD"


def test_a_weekday_that_is_today_offers_no_snooze_until_a_morning_that_is_over() -> None:
    request = grammar.parse("snooze T-4 wed", HERE)

    assert isinstance(request, requests.Snooze)
    assert request.offers == ()


@pytest.mark.parametrize(
    "now", [datetime(2026, 11, 25, 18, 0, tzinfo=UTC), datetime(2026, 11, 28, 10, 0, tzinfo=UTC)]
)
def test_the_end_of_a_day_that_is_over_or_of_no_work_is_not_offered_as_todays(now: datetime) -> None:
    request = grammar.parse("due T-4", replace(HERE, now=now))

    assert isinstance(request, Unclear)
    assert [offer.label for offer in request.offers] == ["Tomorrow", "Next Monday", "Pick a date", "No date"]
