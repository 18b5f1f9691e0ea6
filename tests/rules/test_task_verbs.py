"""Every verb of `/task` with what it needs."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import pick
from commands.kit.requests import Help, Mention, OpenForm, ProjectRef, Undo
from commands.task import filters, grammar, requests
from commands.task.grammar import Add, Listing, Offer, Unclear
from storage.vocabulary import Priority

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))
ANN = Mention(None, "ann")


def read(text: str) -> grammar.Request:
    return grammar.parse(text, HERE)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("start T-4 T-7", requests.Start((4, 7))),
        ("block T-4 waiting for the vendor", requests.Block((4,), "waiting for the vendor")),
        ("block T-4, T-7: because T-9 is late", requests.Block((4, 7), "T-9 is late")),
        ("block T-4\nno parts\nno hands", requests.Block((4,), "no parts\nno hands")),
        ("Block t-4", requests.Block((4,), "")),
        ("unblock T-4", requests.Unblock((4,))),
        ("take T-4 and T-7", requests.Take((4, 7))),
        ("decline T-4 on holiday", requests.Decline((4,), "on holiday")),
        ("decline T-4", requests.Decline((4,), "")),
        ("decline T-4 T-5 because of the audit", requests.Decline((4, 5), "of the audit")),
        ("after T-9 T-4,T-7", requests.After(9, (4, 7))),
        ("needs T-9 T-4", requests.After(9, (4,))),
        ("free T-9", requests.Free(9, ())),
        ("free T-9 T-4", requests.Free(9, (4,))),
        ("free T-9 from T-4 and T-7", requests.Free(9, (4, 7))),
        ("edit T-4", requests.Edit(4, None)),
        ("edit T-4 Renew &lt;all&gt;", requests.Edit(4, "Renew <all>")),
        ('edit T-4 "Renew it"', requests.Edit(4, "Renew it")),
        ("edit T-4: T-7 again", requests.Edit(4, "T-7 again")),
        ("note T-4 pinged legal", requests.Note((4,), "pinged legal")),
        ("note T-4: see T-7\nand more", requests.Note((4,), "see T-7\nand more")),
        ("note\nT-4 see T-7", requests.Note((4,), "see T-7")),
        ("split T-4 order; rack, cable; test", requests.Split(4, ("order", "rack, cable", "test"))),
        ("split T-4 order, rack", requests.Split(4, ("order", "rack"))),
        (
            "split T-4 order &amp; check; cable &lt; 5 m",
            requests.Split(4, ("order & check", "cable < 5 m")),
        ),
        ("split T-4 run `a; b`; stop", requests.Split(4, ("run `a; b`", "stop"))),
        (
            "split T-4\n- order\n2. rack\n[ ] cable\n\n* test",
            requests.Split(4, ("order", "rack", "cable", "test")),
        ),
        ("drop T-4 T-7 no budget", requests.Drop((4, 7), "no budget")),
        ("watch T-4", requests.Watch((4,))),
        ("unwatch T-4", requests.Unwatch((4,))),
        ("history T-4", requests.History(4)),
        ("history T-4 page 3", requests.History(4, 3)),
        ("find", Help("find")),
        ("find dns server", requests.Find("dns server", "+ dns server")),
        ("Find “dns”\nsoon", requests.Find('"dns" soon', '+ Find "dns"\nsoon')),
        ("export", requests.Export("csv")),
        (
            "export json late #atlas",
            requests.Export("json", Listing(late=True, project=ProjectRef("atlas", None))),
        ),
        ("export csv board blocked", requests.Export("csv", Listing(blocked=True))),
        ("export done", requests.Export("csv", Listing(done=True))),
        ("import", requests.Import()),
        ("import csv", requests.Import()),
        ("skills", requests.Skills()),
        ("skills @ann", requests.Skills(ANN)),
        ("skills +dns -Oracle +linux", requests.Skills(None, ("dns", "linux"), ("oracle",))),
        ("emoji :Pushpin:", requests.Emoji("pushpin")),
        ("emoji :+1::skin-tone-2:", requests.Emoji("+1")),
        ("emoji :piñata:", requests.Emoji("piñata")),
        ("quiet", requests.Quiet()),
        ("quiet off", requests.Quiet(is_off=True)),
        ("quiet 18:00-09:00", requests.Quiet((time(18), time(9)))),
        ("quiet from 6pm to 9:30am", requests.Quiet((time(18), time(9, 30)))),
        ("explain Renew TLS fri\nnow", requests.Explain("Renew TLS fri\nnow")),
        ("explain", Help("explain")),
        ("board", Listing(board=True)),
        ("board todo", Listing(board=True, column="todo")),
        ("board done +dns", Listing(board=True, column="done", labels=("dns",))),
        ("board late", Listing(board=True, late=True)),
        ("board page 1", Listing(board=True)),
        ("list started board page 2", Listing(board=True, column="started", page=2)),
        ("list board #atlas", Listing(board=True, project=ProjectRef("atlas", None))),
        ("list blocked +dns page 2", Listing(blocked=True, labels=("dns",), page=2)),
        ('list "data centre" all', Listing(all=True, words="data centre")),
        ("undo", Undo()),
        ("add", OpenForm()),
        ("start", Help("start")),
    ],
)
def test_a_verb_with_what_it_needs_is_read(text: str, request_: grammar.Request) -> None:
    assert read(text) == request_


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("snooze T-4 mon", "2026-11-30"),
        ("snooze T-4 for 2 days", "2026-11-27"),
        ("snooze t-4 until 4 dec", "2026-12-04"),
    ],
)
def test_a_snooze_lasts_until_a_day(text: str, day: str) -> None:
    request = read(text)

    assert isinstance(request, requests.Snooze)
    assert request.until is not None
    assert (request.numbers, request.until.day.isoformat()) == ((4,), day)


def test_another_reading_of_a_snooze_snoozes() -> None:
    request = read("snooze T-4 next fri")

    assert isinstance(request, requests.Snooze)
    assert request.offers == (Offer("Fri 27 Nov instead", "snooze T-4 2026-11-27"),)


@pytest.mark.parametrize(
    "text",
    [
        *("Start the generator", "Block 3 seats", "Take minutes", "Decline the offer", "Snooze the alarm"),
        *("Free seats T-4 wing", "Edit the video", "Note the meter", "Split the bill", "Drop the old tables"),
        *("Watch the dashboard", "History of the building", "Export the tables", "Import the new contacts"),
        *(
            "skills matrix",
            "Board the windows",
            "board late meeting",
            "list todo",
            "list started",
            "list page",
            "export csv the tables",
        ),
        *(
            "skills @ann @bob",
            "skills @here",
            "Quiet the alarm",
            "Quiet from mon to fri",
            "import T-4",
            "Undo the merge",
            "Help desk rota",
            "After the move",
            "Needs work",
        ),
    ],
)
def test_the_same_verb_without_it_is_a_title(text: str) -> None:
    request = read(text)

    assert isinstance(request, Add | Unclear)
    if isinstance(request, Add):
        assert request.title == text


def test_after_an_id_and_words_is_a_new_task_that_waits() -> None:
    request = read("after T-12 deploy the build")

    assert isinstance(request, Add)
    assert (request.title, request.after) == ("deploy the build", (12,))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("after T-9", "What does T-9 wait for? Nothing was changed. Try /task after T-9 T-4."),
        ("snooze T-4", "Until when? Nothing was changed. Try /task snooze T-4 mon."),
        (
            "note T-4",
            "What should stand in the note? Nothing was saved. Try /task note T-4 pinged legal.",
        ),
        ("split T-4", "Into which steps? Nothing was changed. Try /task split T-4 order; rack; cable."),
        ("suggest T-4 T-5", "Suggest takes one task at a time. Nothing was changed. Which one?"),
        ("take T-4 quickly", 'I can\'t read "quickly" after T-4. Nothing was changed.'),
        ("history T-4\nquickly", 'I can\'t read "quickly" after T-4. Nothing was changed.'),
        ("strat T-4", '"strat" is not a command. Nothing was saved. Try /task start T-4.'),
        (
            "snooze T-4 24/11",
            "Tue 24 Nov is already past, so nothing was changed. Pick a new date.",
        ),
        (
            "edit T-4 " + "long " * 60,
            "A title is one line of at most 250 characters. Nothing was changed. "
            "Further words belong in a note: /task note T-4 …",
        ),
    ],
)
def test_what_a_verb_lacks_is_asked_for(text: str, words: str) -> None:
    request = read(text)

    assert isinstance(request, Unclear)
    assert request.words == words
    lines = [pick.filled(offer.line, day="2026-12-01") for offer in request.offers]
    assert not any(isinstance(read(each), Unclear) for each in lines)


def test_a_typo_keeps_the_further_lines_of_a_note() -> None:
    request = read("ntoe T-4 first\nsecond")

    assert isinstance(request, Unclear)
    assert read(request.offers[0].line) == requests.Note((4,), "first\nsecond")


@pytest.mark.parametrize(
    "text",
    [
        "list",
        "list late blocked @ann",
        "mine",
        "list #atlas !p2 +dns",
        'list "a b" page 3',
        "board blocked",
        "board todo #atlas page 2",
        "list all",
    ],
)
def test_the_filters_of_a_list_are_written_so_that_they_read_back(text: str) -> None:
    wanted = read(text)

    assert isinstance(wanted, Listing)
    assert read(filters.written(wanted)) == wanted


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("add disks & racks", 'Keep "add"', 'edit {id} "add disks &amp; racks"'),
        ("Add disks", 'Drop "Add"', 'edit {id} "disks"'),
        ("New disks", 'Drop "New"', 'edit {id} "disks"'),
    ],
)
def test_add_in_front_can_be_read_the_other_way(text: str, label: str, line: str) -> None:
    request = read(text)

    assert isinstance(request, Add)
    assert request.offers == (Offer(label, line),)
    edit = read(line.replace("{id}", "T-4"))
    assert isinstance(edit, requests.Edit)
    assert edit.title == line.removeprefix("edit {id} ").strip('"').replace("&amp;", "&")


def test_priorities_filter_a_list() -> None:
    assert read("list !!") == Listing(priority=Priority.P2)


@pytest.mark.parametrize("text", ["quiet 00:00-23:59", "quiet 18:00-17:30"])
def test_quiet_hours_leave_an_hour_in_which_one_is_told(text: str) -> None:
    found = grammar.parse(text, HERE)

    assert isinstance(found, Unclear)
    assert found.words.startswith("Quiet hours leave at least one hour of the day")


def test_an_hour_of_a_day_that_is_before_or_after_noon_keeps_that_day() -> None:
    asked = read("due T-4 fri at 3")

    assert isinstance(asked, Unclear)
    assert [offer.line for offer in asked.offers] == ["due T-4 2026-11-27 15:00", "due T-4 2026-11-27 03:00"]
