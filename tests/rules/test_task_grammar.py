from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar, pick
from commands.kit.requests import HOLE
from commands.task import grammar, requests
from commands.task.grammar import Add, Mention, ProjectRef, Unclear
from storage.vocabulary import Priority

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))
BOB = Mention("U2", "bob")
HIGH, URGENT = Priority.P2, Priority.P1


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


def due(request: Add) -> str | None:
    return calendar.due_text(request.due, HERE.today) if request.due else None


@dataclass(frozen=True)
class Row:
    """One input and what it becomes."""

    text: str
    title: str
    due: str | None = None
    offers: tuple[str, ...] = ()
    owner: Mention | None = None


ROWS = [
    Row(
        "add Send cutover plan to vendor by next tue 3pm",
        "Send cutover plan to vendor",
        "Tue 1 Dec 15:00",
        ('Keep "add"',),
    ),
    Row("Prepare Monday review", "Prepare Monday review"),
    Row("Prepare Monday review by Thursday", "Prepare Monday review", "Thu 26 Nov 17:00"),
    Row("Monday", "Monday"),
    Row("tomorrow morning at 8", "tomorrow morning at 8"),
    Row("Check what is due for renewal", "Check what is due for renewal"),
    Row("Contract to be signed on friday", "Contract to be signed", "Fri 27 Nov 17:00"),
    Row("Fix it,31.12.2026 15:30", "Fix it", "Thu 31 Dec 15:30"),
    Row("Move old monitor to the attic", "Move old monitor to the attic"),
    Row("Prepare slides for Friday", "Prepare slides for Friday", offers=("Due Fri 27 Nov 17:00",)),
    Row(
        "delete mails up to january 30th",
        "delete mails up to january 30th",
        offers=("Due Sat 30 Jan 2027",),
    ),
    Row("“Read the Friday report” due tomorrow morning", "Read the Friday report", "Thu 26 Nov 09:00"),
    Row("Rotate keys in 2 weeks", "Rotate keys", "Wed 9 Dec 17:00"),
    Row("Patch servers EOD", "Patch servers", "Wed 25 Nov 17:00"),
    Row("Close the books end of month", "Close the books", "Mon 30 Nov 17:00"),
    Row("Renew domain 31/12", "Renew domain", "Thu 31 Dec 17:00"),
    Row("Renew domain due 12-31", "Renew domain", "Thu 31 Dec 17:00"),
    Row("Book room due 5/6", "Book room", "Sat 5 Jun 2027 17:00", ("Fri 4 Jun", "6 May 2027 instead")),
    Row("Pay invoice 5/6", "Pay invoice 5/6", offers=("Due 5 Jun 2027",)),
    Row("Keep support line up 24/7", "Keep support line up 24/7"),
    Row("Ping auditors next fri", "Ping auditors", "Fri 4 Dec 17:00", ("Fri 27 Nov instead",)),
    Row("Standup notes wed", "Standup notes", "Wed 2 Dec 17:00", ("Today instead",)),
    Row("Fix #123 in the parser", "Fix #123 in the parser"),
    Row(
        "Run `rm -rf @old #tmp !now` on staging tomorrow",
        "Run `rm -rf @old #tmp !now` on staging",
        "Thu 26 Nov 17:00",
    ),
    Row("Review every alert", "Review every alert"),
    Row("Plan party after lunch", "Plan party after lunch"),
    Row(
        "@łukasz restore the database, mon",
        "restore the database",
        "Mon 30 Nov 17:00",
        owner=Mention(None, "łukasz"),
    ),
    Row("@an review the runbook", "review the runbook", owner=Mention(None, "an")),
    Row(
        "Ask <@U2|bob> to pair with <@U4|jose> on DNS",
        "Ask @bob to pair with @jose on DNS",
        offers=("Assign to @bob", "Assign to @jose"),
    ),
    Row(
        "Give @李雷 access 🔑 tomorrow",
        "Give @李雷 access 🔑",
        "Thu 26 Nov 17:00",
        ("Assign to @李雷",),
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.text for row in ROWS])
def test_a_typed_line_becomes_the_task_its_writer_meant(row: Row) -> None:
    request = added(row.text)

    assert (request.title, due(request), request.owner) == (row.title, row.due, row.owner)
    assert tuple(offer.label for offer in request.offers) == row.offers


def test_every_token_of_a_line_finds_its_place() -> None:
    request = added("Renew TLS certificate <@U2|bob> fri !high #atlas ~3h +security")

    assert (request.title, request.labels) == ("Renew TLS certificate", ("security",))
    assert due(request) == "Fri 27 Nov 17:00"
    assert (request.owner, request.priority, request.estimate) == (BOB, HIGH, 180)
    assert request.project == ProjectRef("atlas", None)


def test_a_link_is_shown_by_its_label_and_kept_in_the_notes() -> None:
    request = added("Check <https://ci.example.com/job/7?due=fri|build 7> logs !p1")

    assert (request.title, request.priority, request.due) == ("Check build 7 logs", URGENT, None)
    assert request.notes == "build 7: https://ci.example.com/job/7?due=fri"


REFUSED = [
    (
        "Send minutes due 24/11",
        "Tue 24 Nov is already past, so nothing was saved. Pick a new date.",
        [
            ("Today EOD", "Send minutes due 2026-11-25 17:00"),
            ("Tomorrow", "Send minutes due 2026-11-26 17:00"),
            ("Wed 24 Nov 2027", "Send minutes due 2027-11-24 17:00"),
            ("No date", "Send minutes"),
        ],
    ),
    (
        "Sign lease due 30 feb",
        '30 Feb 2026 is not on the calendar. Nothing was saved. Try "due 27 feb" or pick a date.',
        [
            ("Sat 27 Feb 2027", "Sign lease due 2027-02-27 17:00"),
            ("Pick a date", "Sign lease due …"),
            ("No date", "Sign lease"),
        ],
    ),
    (
        "Ask vendor due someday",
        'I can\'t read "someday" as a date. Nothing was saved. Try fri, next tue 3pm, in 2 weeks, '
        '31/12 or eom – or put the words in "quotes" to keep them in the title.',
        [
            ("Pick a date", "Ask vendor due …"),
            ("No date", "Ask vendor"),
            ("Keep it in the title", '"Ask vendor due someday"'),
        ],
    ),
    (
        "Upgrade firewall !hgih",
        'No priority "hgih". Did you mean !high? Nothing was saved; priorities run from !p1 to !p4.',
        [("Save with P2", "Upgrade firewall !high"), ("Save without", "Upgrade firewall")],
    ),
    (
        "doen T-4",
        '"doen" is not a command. Nothing was saved. Try /task done T-4.',
        [("Mark T-4 done", "done T-4"), ("Add it as a task", 'add "doen T-4"')],
    ),
    (
        "<!subteam^S7|@ops> clean the rack",
        "A task needs one owner; @ops is a group. Nothing was saved.",
        [
            ("Choose a person", "… clean the rack"),
            ("Me", "@me clean the rack"),
            ("Nobody yet", "@nobody clean the rack"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "words", "offers"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_stand_is_refused_in_these_words_with_lines_that_mend_it(
    text: str, words: str, offers: list[tuple[str, str]]
) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert request.words == words
    assert [(offer.label, offer.line.replace(HOLE, "…")) for offer in request.offers] == list(offers)


@pytest.mark.parametrize("text", [row[0] for row in REFUSED if row[2]])
def test_every_line_a_refusal_offers_is_a_line_that_works(text: str) -> None:
    refused = grammar.parse(text, HERE)

    assert isinstance(refused, Unclear)
    for offer in refused.offers:
        line = pick.filled(
            offer.line,
            day="2026-12-01" if offer.pick == "date" else "",
            person="U1" * (offer.pick == "person"),
        )
        assert not isinstance(grammar.parse(line, HERE), Unclear)


@pytest.mark.parametrize("row", [row for row in ROWS if row.offers], ids=lambda row: row.text)
def test_every_line_an_added_task_offers_changes_that_task(row: Row) -> None:
    for offer in added(row.text).offers:
        request = grammar.parse(offer.line.replace("{id}", "T-12"), HERE)

        assert isinstance(request, grammar.Redate | grammar.Assign | requests.Edit)
        assert request.number == 12


DATES = [
    Row("Report (by fri)", "Report", "Fri 27 Nov 17:00"),
    Row("Report (by fri).", "Report", "Fri 27 Nov 17:00"),
    Row("Fix (see notes by fri)", "Fix (see notes)", "Fri 27 Nov 17:00"),
    Row("Ship it fri!", "Ship it", "Fri 27 Nov 17:00"),
    Row("Renew cert by end of next week.", "Renew cert", "Fri 4 Dec 17:00"),
    Row("Patch due before fri", "Patch", "Thu 26 Nov 17:00"),
    Row("Patch deadline: fri for the DMZ", "Patch for the DMZ", "Fri 27 Nov 17:00"),
    Row("Patch due date 31/12", "Patch", "Thu 31 Dec 17:00"),
    Row("Patch due: 3 weeks from tomorrow", "Patch", "Thu 17 Dec 17:00"),
    Row("Patch by 3 weeks from tomorrow", "Patch", "Thu 17 Dec 17:00"),
    Row("Patch due in 2 weeks and 3 days", "Patch", "Sat 12 Dec 17:00", ("Fri 11 Dec",)),
    Row("Patch by dec-15-2026", "Patch", "Tue 15 Dec 17:00"),
    Row("Team lunch tomorrow", "Team lunch", "Thu 26 Nov 17:00"),
    Row("Train 3 days on monday", "Train 3 days", "Mon 30 Nov 17:00"),
    Row("Prepare the month-end", "Prepare the month-end", offers=("Due Mon 30 Nov 17:00",)),
    Row("Rent due by the week after next", "Rent", "Fri 11 Dec 17:00", ("Mon 7 Dec instead",)),
    Row("Pay on fri of this week", "Pay", "Fri 27 Nov 17:00"),
    Row("Send by tomorrow, 3pm", "Send", "Thu 26 Nov 15:00"),
    Row("Call on Friday at 3pm", "Call", "Fri 27 Nov 15:00"),
    Row("Fix by 5/6", "Fix", "Sat 5 Jun 2027 17:00", ("Fri 4 Jun", "6 May 2027 instead")),
    Row("Call by sat", "Call", "Sat 28 Nov 17:00", ("Fri 27 Nov",)),
    Row("Demo due 12.10", "Demo", "Wed 25 Nov 12:10", ("12 Oct 2027 instead",)),
    Row("Call at 15:00", "Call", "Wed 25 Nov 15:00"),
    Row("Prepare Monday due fri", "Prepare Monday", "Fri 27 Nov 17:00"),
    Row("Report due fri by fri", "Report", "Fri 27 Nov 17:00"),
    Row("Call on 5/6", "Call on 5/6", offers=("Due 5 Jun 2027",)),
    Row("Call on sat", "Call on sat", offers=("Due Sat 28 Nov 17:00",)),
    Row("Call on 24/11", "Call on 24/11"),
    Row("Call sat", "Call sat"),
    Row("Call sat 3pm", "Call sat 3pm", offers=("Due Sat 28 Nov 15:00",)),
    Row("Book [fri]", "Book [fri]", offers=("Due Fri 27 Nov 17:00",)),
    Row("Meet mon-fri", "Meet mon-fri", offers=("Due Fri 27 Nov 17:00",)),
    Row("Meet 1-3 dec", "Meet 1-3 dec", offers=("Due Thu 3 Dec 17:00",)),
    Row("Meet every mon and fri", "Meet", "Fri 27 Nov 17:00"),
    Row("Book 3 rooms until fri", "Book 3 rooms until fri", offers=("Due Fri 27 Nov 17:00",)),
    Row("See it by fri with Ann", "See it by fri with Ann", offers=("Due Fri 27 Nov 17:00",)),
    Row("Meet friday at 3", "Meet friday at 3", offers=("Due Fri 27 Nov 15:00", "Due Fri 27 Nov 03:00")),
    Row("Renew 31/12/2027", "Renew", "Fri 31 Dec 2027 17:00"),
    Row("Renew 5/6/2027", "Renew 5/6/2027", offers=("Due 5 Jun 2027",)),
    Row("Renew 31/12/26", "Renew 31/12/26", offers=("Due Thu 31 Dec 17:00",)),
    Row("Renew 12-31", "Renew 12-31"),
    Row("Renew 9/11", "Renew 9/11"),
    Row("Renew december", "Renew december"),
    Row("Renew 15th", "Renew 15th", offers=("Due Tue 15 Dec 17:00",)),
    Row("Work 30d", "Work 30d", offers=("Due Fri 25 Dec 17:00",)),
    Row("Order a Pi Zero W", "Order a Pi Zero W"),
    Row("Plan next week", "Plan next week", offers=("Due Fri 4 Dec 17:00",)),
    Row("RCA 2019-11-14", "RCA 2019-11-14"),
    Row("Notes from last friday", "Notes from last friday"),
    Row("Upgrade to 10.2", "Upgrade to 10.2"),
    Row("Buy iPhone 12", "Buy iPhone 12"),
    Row("Do it now", "Do it now"),
    Row("By hand by Ann", "By hand by Ann"),
    Row("Rent due to Ann", "Rent due to Ann"),
    Row("Do due diligence", "Do due diligence"),
    Row("due date and amount", "due date and amount"),
    Row("Patch due the 1st of next month", "Patch", "Tue 1 Dec 17:00"),
    Row("Rent due sometimes, not now", "Rent due sometimes, not now"),
    Row("Rent due when it rains", "Rent due when it rains"),
    Row('Say due "fri" by "fri" ok', 'Say due "fri" by "fri" ok'),
]


@pytest.mark.parametrize("row", DATES, ids=[row.text for row in DATES])
def test_a_date_is_set_where_it_is_certain_offered_where_probable_and_else_text(row: Row) -> None:
    request = added(row.text)

    assert (request.title, due(request)) == (row.title, row.due)
    assert tuple(offer.label for offer in request.offers) == row.offers


@pytest.mark.parametrize(
    ("text", "words", "labels"),
    [
        (
            "Report due fri by mon",
            "That line has two dates: Fri 27 Nov 17:00 and Mon 30 Nov 17:00. Nothing was saved. Which one?",
            ["Fri 27 Nov 17:00", "Mon 30 Nov 17:00"],
        ),
        (
            "Report due fri tomorrow",
            "That line has two dates: Fri 27 Nov 17:00 and Thu 26 Nov 17:00. Nothing was saved. Which one?",
            ["Fri 27 Nov 17:00", "Thu 26 Nov 17:00"],
        ),
        (
            "Order cables due fri and mon !p1",
            "That line has two dates: Fri 27 Nov 17:00 and Mon 30 Nov 17:00. Nothing was saved. Which one?",
            ["Fri 27 Nov 17:00", "Mon 30 Nov 17:00"],
        ),
        (
            "Order cables due fri, mon and on wed with Ben",
            "That line has several dates: Fri 27 Nov 17:00, Mon 30 Nov 17:00 and Wed 2 Dec 17:00. "
            "Nothing was saved. Which one?",
            ["Fri 27 Nov 17:00", "Mon 30 Nov 17:00", "Wed 2 Dec 17:00"],
        ),
        (
            "Standup mon tue",
            "That line has two dates: Mon 30 Nov 17:00 and Tue 1 Dec 17:00. Nothing was saved. Which one?",
            ["Mon 30 Nov 17:00", "Tue 1 Dec 17:00", "Repeat every mon and tue"],
        ),
        (
            "Deliver by 5",
            '"5" alone is not a time. Nothing was saved. Which one?',
            ["Wed 25 Nov 17:00", "Thu 26 Nov 05:00"],
        ),
        (
            "Call due 5 days ago",
            "Fri 20 Nov is already past, so nothing was saved. Pick a new date.",
            ["Today EOD", "Tomorrow", "No date"],
        ),
        (
            "Call thu 27 nov",
            "27 Nov 2026 is a Friday, not a Thursday. Nothing was saved. Which one?",
            ["Fri 27 Nov", "Thu 26 Nov"],
        ),
    ],
)
def test_a_line_whose_date_cannot_stand_asks_which(text: str, words: str, labels: list[str]) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert (request.words, [offer.label for offer in request.offers]) == (words, labels)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Do it by later", "later"),
        ("Patch due before soon", "soon"),
        ("Report due until fri", "until fri"),
        ("Check what is due here", "here"),
        ("Patch due next full moon or so", "next full moon"),
        ("Done due someday", "someday"),
        ("Rent due may change", "may change"),
        ("Pay what is due 5 servers at once", "5 servers at"),
        ("Rent due 1st of never", "1st of never"),
    ],
)
def test_words_after_a_keyword_that_are_no_date_are_quoted_back(text: str, quoted: str) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Unclear)
    assert request.words.startswith(f'I can\'t read "{quoted}" as a date. Nothing was saved.')
