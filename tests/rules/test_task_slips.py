"""Lines that speak of a task that is there, or that begin like a command, never make a task unasked."""

from datetime import UTC, datetime, time

import pytest

from commands.kit.requests import Help, Mention, ProjectRef, Undo
from commands.task import grammar, requests
from commands.task.grammar import Add, Listing, Unclear
from storage.facts import Due
from storage.vocabulary import Priority

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
BEN = Mention(None, "ben")


def read(text: str) -> grammar.Request:
    return grammar.parse(text, HERE)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("complete T-12", requests.Finish((12,))),
        ("finish T-17, T-18", requests.Finish((17, 18))),
        ("T-12 done", requests.Finish((12,))),
        ("t-13 Done", requests.Finish((13,))),
        ("cancel T-12 not needed", requests.Drop((12,), "not needed")),
        ("delete T-12", requests.Drop((12,), "")),
        ("remove T-12", requests.Drop((12,), "")),
        ("comment T-12 hi", requests.Note((12,), "hi")),
        ("rename T-12 Foo", requests.Edit(12, "Foo")),
        ("status T-12", requests.Show(12)),
        ("t13", requests.Show(13)),
        ("show t13", requests.Show(13)),
        ("history 13", requests.History(13)),
        ("reassign T-12 @ben", requests.Assign(12, BEN)),
        ("assign @ben T-12", requests.Assign(12, BEN)),
        ("unassign T-12", requests.Assign(12, Mention(None, "nobody"))),
        ("T-12 assign @ben", requests.Assign(12, BEN)),
        ("mark T-12 as done", requests.Finish((12,))),
        ("T-12 is done", requests.Finish((12,))),
        ("postpone T-12 none", requests.Redate(12, None)),
        ("show late", Listing(late=True)),
        ("my tasks", Listing(owner=Mention(None, "me"))),
        ("late", Listing(late=True)),
        ("blocked", Listing(blocked=True)),
        ("list p1", Listing(priority=Priority.P1)),
        ("list my open tasks", Listing(owner=Mention(None, "me"))),
        ("list all tasks", Listing(all=True)),
        ("list unassigned", Listing(owner=Mention(None, "nobody"))),
        ("list tasks of @ben", Listing(owner=BEN)),
    ],
)
def test_other_words_for_a_command_are_that_command(text: str, request_: grammar.Request) -> None:
    assert read(text) == request_


@pytest.mark.parametrize(
    ("text", "numbers", "said"),
    [
        ("T-12 !p1", (12,), {"priority": Priority.P1}),
        ("!p1 T-12", (12,), {"priority": Priority.P1}),
        ("T-12 @ben", (12,), {"owner": BEN}),
        ("@ben T-12", (12,), {"owner": BEN}),
        ("T-12, T-13 +dns ~3h", (12, 13), {"labels": ("dns",), "estimate": 180}),
        ("T-12, T-13 after T-9", (12, 13), {"after": (9,)}),
        ("T-12, T-13 needs T-9", (12, 13), {"after": (9,)}),
        ("T-12 cc @ben after T-9", (12,), {"watchers": (BEN,), "after": (9,)}),
        ("T-12 #atlas ~5p", (12,), {"project": ProjectRef("atlas", None), "points": 5}),
        ("cc T-12 @ben", (12,), {"watchers": (BEN,)}),
        ("prio T-12 !p1", (12,), {"priority": Priority.P1}),
        ("priority T-12 to high", (12,), {"priority": Priority.P2}),
        ("prio T-12 1", (12,), {"priority": Priority.P1}),
        ("label T-12 +dns", (12,), {"labels": ("dns",)}),
        ("label T-12 dns, web", (12,), {"labels": ("dns", "web")}),
        ("estimate T-12 3h", (12,), {"estimate": 180}),
        ("set T-12 !p1", (12,), {"priority": Priority.P1}),
        ("T-12 high", (12,), {"priority": Priority.P2}),
        ("move T-12 to #atlas", (12,), {"project": ProjectRef("atlas", None)}),
        ("T-12 to @ben", (12,), {"owner": BEN}),
        ("edit T-12 !p1 +dns", (12,), {"priority": Priority.P1, "labels": ("dns",)}),
        ("assign T-12 @ben !p1", (12,), {"owner": BEN, "priority": Priority.P1}),
    ],
)
def test_tokens_behind_a_number_change_that_task(
    text: str, numbers: tuple[int, ...], said: dict[str, object]
) -> None:
    request = read(text)

    assert isinstance(request, requests.Amend)
    assert request.numbers == numbers
    held = {name: getattr(request.to, name) for name in ("priority", "owner", "labels", "estimate", "points",
            "watchers", "after", "project", "due") if getattr(request.to, name)}  # fmt: skip
    assert held == said


@pytest.mark.parametrize(
    "text", ["T-12 by fri @ben", "due fri T-12", "T-12 fri", "due T-12 fri @ben", "edit T-12 due fri"]
)
def test_a_date_behind_a_number_moves_that_task(text: str) -> None:
    request = read(text)

    assert isinstance(request, requests.Amend | requests.Redate)
    due = request.to.due if isinstance(request, requests.Amend) else request.due
    assert isinstance(due, Due)
    assert due.day.isoformat() == "2026-11-27"


@pytest.mark.parametrize("text", ["assign @ben T-4, T-5", "assign @ben to T-4 and T-5", "give @ben T-4 T-5"])
def test_whoever_stands_in_front_of_several_numbers_gets_all_of_them(text: str) -> None:
    found = read(text)

    assert isinstance(found, requests.Amend)
    assert (found.numbers, found.to.owner) == ((4, 5), BEN)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("assign @ben T-4 and @sam T-5", "assign T-4 @ben; assign T-5 @sam"),
        ("due fri T-4, mon T-5, T-6", "due T-4 fri; due T-5, T-6 mon"),
    ],
)
def test_words_in_front_of_each_number_are_asked_about_as_one(text: str, meant: str) -> None:
    found = read(text)

    assert isinstance(found, Unclear)
    assert [offer.line for offer in found.offers] == [meant, f'add "{text}"']
    assert isinstance(read(meant), requests.Together)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("assign T-4 @ben because he knows", "because he knows"),
        ("assign T-4 @ben\nhe knows", "he knows"),
        ("assign T-4, T-5 @ben until friday", "until friday"),
    ],
)
def test_words_beside_whoever_gets_a_task_are_not_lost(text: str, said: str) -> None:
    found = read(text)

    assert isinstance(found, Unclear)
    assert said in found.words


@pytest.mark.parametrize(
    "text", ["assign T-4 back to @ben", "assign T-4 -> @ben", "give T-4 @ben, thanks :pray:"]
)
def test_needless_words_beside_whoever_gets_a_task_ask_nothing(text: str) -> None:
    assert read(text) == requests.Assign(4, BEN)


def test_a_label_with_a_minus_goes() -> None:
    request = read("T-12 -dns +web")

    assert isinstance(request, requests.Amend)
    assert (request.to.labels, request.less) == (("web",), ("dns",))


def test_a_quoted_title_and_tokens_change_both() -> None:
    request = read('edit T-12 "Test the backup" @ben by fri')

    assert isinstance(request, requests.Amend)
    assert (request.to.title, request.to.owner, request.names) == (
        "Test the backup",
        BEN,
        ("title", "owner", "due"),
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("done 13", "done T-13"),
        ("done #13", "done T-13"),
        ("done T13", "done T-13"),
        ("assign 13 @ben", "assign T-13 @ben"),
        ("due 13 fri", "due T-13 fri"),
        ("t13 done", "done T-13"),
        ("t13 !p1", "T-13 !p1"),
        ("T-12 block no parts", "block T-12 no parts"),
        ("T-12 foo bar", "show T-12"),
        ("review T-12", "show T-12"),
        ("Retest T-12 on staging", "show T-12"),
        ("undo T-12", "undo"),
        ("stop T-12", "drop T-12"),
        ("lsit late", "list late"),
        ("hepl", "help"),
        ("undoo", "undo"),
        ("exprot csv", "export csv"),
        ("doen T-12", "done T-12"),
        ("help foo", "help"),
        ("help due foo", "help due"),
        ("export xls", "export csv"),
        ("import foo", "import"),
        ("emoji foo", "emoji :foo:"),
        ("quiet foo", "quiet"),
        ("skills +", "skills"),
        ("skills dns", "skills +dns"),
        ("board nope", "board"),
        ("board todo blocked", "board todo"),
        ("board page 2", "board"),
        ("list foo", "list"),
        ("list by fri", "list fri"),
        ("List by fri", "list"),
        ("list ~3h", "list"),
        ("list next year", "list"),
        ("list late next year", "list late"),
        ("list repeat", "list"),
        ("list started", "board started"),
        ("list !p9", "list !p4"),
        ("list !p1 !p2", "list !p1"),
        ("list not late", "list"),
        ("list not snoozed", "list"),
        ("list not blocked @ben", "list @ben"),
        ("list @ben @dev", "list @ben"),
        ("list @here", "list"),
        ("assign @ben", "list"),
        ("done !p1", "list"),
        ("done T-", "list"),
        ("edit T-12 Test the backup @ben by fri", 'edit T-12 "Test the backup" @ben by fri'),
        ("T-12 !p9", "T-12 !p4"),
        ("list late done", "list late"),
        ("T-12 @ben @dev", "@ben T-12"),
    ],
)
def test_what_may_be_a_command_is_asked_about_and_nothing_is_saved(text: str, meant: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[0].line == meant
    assert not isinstance(read(meant), Add | Unclear)
    is_list = any(word in text.lower() for word in ("list", "board"))
    assert is_list or "othing was " in request.words


@pytest.mark.parametrize(
    "text", ["done 13", "T-12 foo bar", "help foo", "export xls", "assign @ben", "list foo"]
)
def test_such_a_line_is_a_task_by_one_press(text: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[-1].label == "Add it as a task"
    made = read(request.offers[-1].line)
    assert isinstance(made, Add)
    assert made.title == text


@pytest.mark.parametrize(
    "text",
    [
        *("Close the Lisbon office", "Remove the old VPN server", "Cancel the contract with X"),
        *("List all open ports", "Help desk rota", "Stop the nightly job", "Delete 3 users", "Move 12 desks"),
        *("Label the racks", "Estimate the effort", "Rename the server", "Comment on the draft"),
        *("Status report", "Complete the audit", "Finish phase 2", "Priority list", "Board meeting"),
        *(
            "Export the tables",
            "Import contacts",
            "Late delivery",
            "Blocked ports",
            "late delivery of racks",
            "My notes",
            "show the graph",
            "Start 5 servers",
        ),
        *("Show 12 slides", "Take 5", "help bob move", "list all the open ports", "Use T5 for the model"),
        *("Skills matrix", "Quiet room", "report", "lint", "Assign desks", "Due diligence", "Set up T1 line"),
    ],
)
def test_without_the_number_of_a_task_the_same_words_are_a_title(text: str) -> None:
    request = read(text)

    assert isinstance(request, Add)
    assert request.title == text


def test_further_lines_beside_a_number_are_no_note_of_a_change() -> None:
    request = read("T-12 !p1\nand more")

    assert isinstance(request, Unclear)
    assert "Further lines belong in a note: /task note T-12 … Nothing was changed." in request.words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("please move T-12 to friday", "move T-12 to friday"),
        ("Please close T-12.", "close T-12"),
        ("can you please assign T-12 to @ben?", "assign T-12 to @ben"),
        ("Could somebody take T-12, please?", "take T-12"),
        ("pls mark T-12 done", "mark T-12 done"),
        ("please T-12 !p1", "T-12 !p1"),
        ("let's drop T-12 the vendor does it", "drop T-12 the vendor does it"),
        ("close the task T-12", "close T-12"),
        ("move ticket T-12 to friday", "move T-12 to friday"),
        ("Done with T-12", "done T-12"),
        ("set my task T-12 !p1", "set T-12 !p1"),
    ],
)
def test_a_command_in_a_sentence_is_asked_about(text: str, meant: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words == f"Is /task {meant} meant? Nothing was saved."
    assert [offer.line for offer in request.offers] == [meant, f'add "{text}"']
    assert not isinstance(read(meant), Add | Unclear)


def test_a_command_in_a_sentence_that_lacks_something_asks_for_that_and_may_be_a_title() -> None:
    request = read("please move T-12 to someday")

    assert isinstance(request, Unclear)
    assert 'I can\'t read "someday" as a date. Nothing was changed.' in request.words
    assert request.offers[-1].line == 'add "please move T-12 to someday"'


def test_a_task_that_is_asked_to_be_shown_is_shown() -> None:
    assert read("please show T-12") == requests.Show(12)


@pytest.mark.parametrize(
    "text",
    [
        "Write up what T-12 taught us",
        "Ask Ben whether T-12 is done",
        "Please review what T-12 changed",
        "Can we learn from T-12",
        "Could you check the logs of T-12",
        "Note the task T-12 in the minutes",
        "Block the ticket T-12 template",
        "Move the racks of T-12 to the attic",
        "Close the gap that T-12 left",
        "Start a review of T-12",
        "Let's talk about T-12",
        "due fri compare T-4 with T-12",
        "assign ben T-4 and sam T-12",
        "where is T-12 stored",
        "take the labels off T-12",
        "[T-12] Renew the certificate",
        '"done" T-12',
        "please move the desk",
        "move the ticket machine by fri",
        "@ben review the docs of T-12",
    ],
)
def test_words_with_a_number_further_on_are_a_title(text: str) -> None:
    assert isinstance(read(text), Add)


def test_a_number_behind_after_or_add_is_part_of_a_new_task() -> None:
    after, titled = read("after T-12 deploy the build"), read("add T-12 done")

    assert isinstance(after, Add)
    assert after.after == (12,)
    assert isinstance(titled, Add)
    assert titled.title == "T-12 done"
    assert isinstance(read("undo"), Undo)
    assert isinstance(read("help"), Help)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("done all", "list all"),
        ("done late", "list late"),
        ("drop all", "list all"),
        ("assign @ben T-100 please", "assign @ben T-100"),
        ("due date of T-6 is fri", "due T-6 fri"),
        ("priority of T-6: high", "priority T-6 high"),
        ("set the priority of T-6 to high", "priority T-6 high"),
        ("whats late", "list late"),
        ("remove !p1 from T-4", "T-4 no priority"),
        ("T-4 waiting on legal", "block T-4 waiting on legal"),
        ("T-4 is still waiting for parts", "block T-4 waiting for parts"),
        ("remind me about T-4 on mon", "snooze T-4 on mon"),
        ("T-4 title: Renew both", "edit T-4 Renew both"),
        ("T-4 note: pinged legal", "note T-4 pinged legal"),
        ("thanks!", "help"),
        ("hello", "help"),
        ("?", "help"),
        ("add a note to T-4 pinged legal", "note T-4 pinged legal"),
        ("add T-4", "show T-4"),
        ("done 4, 5", "done T-4, T-5"),
        ("task 4 done", "done T-4"),
        ("#4 done", "done T-4"),
        ("give Ben T-4", "give T-4 @Ben"),
        ("set the due date on T-4 to fri", "due T-4 fri"),
        ("T-4 blocks T-5", "after T-5 T-4"),
        ("T-4 before T-5", "after T-5 T-4"),
        ("T-4 blocked: vendor", "block T-4 vendor"),
        ("add @ben as a watcher to T-4", "T-4 cc @ben"),
        ("add watcher @ben to T-4", "T-4 cc @ben"),
        ("make @ben the owner of T-4", "assign T-4 @ben"),
        ("remove watcher @ben from T-4", "T-4 -cc @ben"),
        ("remove @ben as owner from T-4", "assign T-4 @nobody"),
        ("done 4 5", "done T-4, T-5"),
        ("done 4 &amp; 5", "done T-4, T-5"),
        ("Done 4 and 5.", "done T-4, T-5"),
        ("done 4 thanks", "done T-4"),
        ("t4, t5 done", "done T-4, T-5"),
        ("due 4, 5 fri", "due T-4, T-5 fri"),
        ("due 4 30 nov", "due T-4 30 nov"),
        ("note on T-4 pinged legal", "note T-4 pinged legal"),
        ("comment on T-4: pinged legal", "note T-4: pinged legal"),
        ("start on T-4", "start T-4"),
        ("show me my late tasks", "list mine late"),
        ("list in progress", "board started"),
        ("Change due date of T-6 to fri", "due T-6 fri"),
        ("dnoe 12", "done T-12"),
        ("12", "show T-12"),
        ("#12", "show T-12"),
        ("list by me", "list"),
        ("list sorted by date", "list"),
        ("list page two", "list"),
        ("what is late", "list late"),
        ("what is due today?", "list today"),
        ("today", "list today"),
        ("tomorrow", "list tomorrow"),
        ("fri", "list fri"),
        ("next week", "list next week"),
        ("week", "list this week"),
        ("my week", "list this week"),
        ("done all late", "list all late"),
        ("done task 4", "done T-4"),
        ("block task #4 the vendor", "block T-4 the vendor"),
        ("find: racks", "find racks"),
        ("redo", "help undo"),
        ("emoji :pushpin: :fire:", "emoji :pushpin:"),
    ],
)
def test_a_line_that_is_surely_no_title_asks_with_what_may_be_meant(text: str, line: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.offers[0].line == line
    assert "Nothing was" in request.words
    assert not isinstance(read(line), Unclear | Add)


@pytest.mark.parametrize(
    "text",
    [
        "show me T-4",
        "T-4?",
        "who has T-4?",
        "where is T-4",
        "what about T-4",
        "status of T-4",
        "When is T-4 due?",
    ],
)
def test_a_question_about_a_task_shows_it(text: str) -> None:
    assert read(text) == requests.Show(4)


def test_my_day_is_what_task_alone_shows() -> None:
    assert read("my day") == requests.MyDay()


@pytest.mark.parametrize(
    "text",
    [
        "Friday",
        "friday",
        "My week in Rome",
        "show me the money",
        "tape 4",
        "block 3 seats",
    ],
)
def test_what_may_be_a_title_stays_one(text: str) -> None:
    assert isinstance(read(text), Add)


@pytest.mark.parametrize("text", ["--help", "-h", "/task help", "/task /task help"])
def test_help_is_given_however_it_is_asked_for(text: str) -> None:
    assert read(text) == Help(None)


def test_a_command_typed_twice_is_read_once() -> None:
    request = read("/task Order the racks by fri")

    assert isinstance(request, Add)
    assert (request.title, request.due is None) == ("Order the racks", False)


def test_quotes_round_nothing_are_no_title() -> None:
    request = read('add ""')

    assert isinstance(request, Unclear)
    assert (request.words.partition(",")[0], request.offers) == ("There is no title in that line", ())


@pytest.mark.parametrize(
    "text",
    [
        "What is left to do",
        "what is broken",
        "Today",
        "watch list",
        "#31974",
        "Redo the rack",
    ],
)
def test_what_may_be_a_title_is_one(text: str) -> None:
    assert isinstance(read(text), Add)


@pytest.mark.parametrize(
    ("text", "cleared"),
    [
        *(("label T-4 none", "labels"), ("estimate T-4 none", "estimate"), ("prio T-4 none", "priority")),
        *(("cc T-4 none", "watchers"), ("repeat T-4 never", "repeat"), ("project T-4 none", "project")),
        *(("T-4 no labels", "labels"), ("T-4 without an estimate", "estimate"), ("T-4 no repeat", "repeat")),
        *(
            ("T-4 !none", "priority"),
            ("T-4 +none", "labels"),
            ("T-4 ~none", "estimate"),
            ("T-4 no watchers", "watchers"),
        ),
    ],
)
def test_a_field_is_emptied_by_saying_none_or_no(text: str, cleared: str) -> None:
    request = read(text)

    assert isinstance(request, requests.Amend)
    assert (request.numbers, request.names, request.cleared) == ((4,), (), (cleared,))


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("T-4 no date", requests.Redate(4, None)),
        ("T-4 no owner", requests.Assign(4, Mention(None, "nobody"))),
        ("owner T-4 none", requests.Assign(4, Mention(None, "nobody"))),
        ("skip T-4, T-5", requests.Skip((4, 5))),
    ],
)
def test_what_has_a_verb_of_its_own_is_emptied_by_it(text: str, request_: grammar.Request) -> None:
    assert read(text) == request_


def test_a_pattern_is_set_by_its_name() -> None:
    request = read("repeat T-4 every 2 weeks on fri")

    assert isinstance(request, requests.Amend)
    assert request.to.repeat is not None
    assert request.to.repeat.text == "every 2 weeks on fri"


def test_a_slip_beside_a_number_alone_is_not_saved_without() -> None:
    alone, beside = read("T-4 !p9"), read("T-4 !p9 @ben")

    assert isinstance(alone, Unclear)
    assert [offer.label for offer in alone.offers] == ["Save with P4"]
    assert isinstance(beside, Unclear)
    assert [offer.label for offer in beside.offers] == ["Save with P4", "Save without"]


def test_a_title_and_steps_begin_behind_what_leads_to_them() -> None:
    assert read("rename T-4 to Renew both") == requests.Edit(4, "Renew both")
    assert read("edit T-4 To do is to be") == requests.Edit(4, "To do is to be")
    assert read("split T-4 into order; rack") == requests.Split(4, ("order", "rack"))


@pytest.mark.parametrize("text", ["watch @ben T-4", "watch T-4 @ben"])
def test_who_is_to_watch_stands_in_front_of_the_number_or_behind(text: str) -> None:
    found = read(text)

    assert isinstance(found, requests.Amend)
    assert (found.numbers, found.to.watchers) == ((4,), (BEN,))


@pytest.mark.parametrize("number", [4, 7])
def test_what_a_task_could_wait_for_is_another_one(number: int) -> None:
    asked = read(f"after T-{number}")

    assert isinstance(asked, Unclear)
    example = asked.words.rpartition("/task ")[2].rstrip(".")
    assert isinstance(read(example), requests.After)


def test_a_note_that_is_offered_begins_with_its_words() -> None:
    asked = read("T-4: pinged legal")

    assert isinstance(asked, Unclear)
    assert "note T-4 pinged legal" in [offer.line for offer in asked.offers]


def test_search_for_is_search() -> None:
    found = read("search for racks")

    assert isinstance(found, requests.Find)
    assert (found.words, found.line) == ("racks", "+ search for racks")


def test_of_two_in_front_a_comma_goes_with_the_owner_and_stays_with_a_word() -> None:
    found = read("@ben, @dev: fix the racks")

    assert isinstance(found, Unclear)
    assert [offer.line for offer in found.offers] == ["@ben fix the racks", "@dev fix the racks"]
    assert [offer.kept for offer in found.offers] == [
        "@dev \\@ben, fix the racks",
        "@ben \\@dev: fix the racks",
    ]


@pytest.mark.parametrize("text", ["find racks tasks", "find racks page 2"])
def test_a_search_offers_no_list_that_would_find_the_same(text: str) -> None:
    found = read(text)

    assert isinstance(found, requests.Find)
    assert found.listed is None


@pytest.mark.parametrize("text", ["uncancel T-4", "undelete T-4", "unfinish T-4"])
def test_the_opposite_of_a_command_is_no_slip_of_it(text: str) -> None:
    asked = read(text)

    assert isinstance(asked, Unclear)
    assert [offer.line for offer in asked.offers] == ["show T-4", f'add "{text}"']


def test_of_a_range_with_words_too_many_no_button_asks_again() -> None:
    asked = read("done T-2..T-4 thanks")

    assert isinstance(asked, Unclear)
    assert "Try /task done T-2, T-3, T-4." in asked.words
    assert [offer.line for offer in asked.offers] == ['add "done T-2..T-4 thanks"']


def test_of_a_range_the_whole_line_is_shown_as_it_would_be_read() -> None:
    asked = read("due T-2..T-4 fri")

    assert isinstance(asked, Unclear)
    assert "Try /task due T-2, T-3, T-4 fri." in asked.words


@pytest.mark.parametrize("text", ["Call @ben <!here>", "Call <!here>"])
def test_a_group_beside_one_word_owns_nothing_either(text: str) -> None:
    asked = read(text)

    assert isinstance(asked, Unclear)
    assert "@here is a group" in asked.words
