"""How what could be read two ways is decided, line by line.

It is Wed 25 Nov 2026, 10:00 in London; days come before months; work ends at 17:00.
"""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar
from commands.task import grammar
from commands.task.grammar import Add, Unclear

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))

# What is typed; "title | due date | repeat" or the first sentence of what is asked; the buttons.
FINISHED = (
    "Pick a date",
    "No date",
    "Keep it in the title",
)  # what a date that nobody can read is asked with
DECISIONS = [
    # Keywords set a date wherever they stand; by, on, before and until only at the end.
    ("Report due: fri", "Report | Fri 27 Nov 17:00", ()),
    ("Report deadline fri", "Report | Fri 27 Nov 17:00", ()),
    ("Report due on fri", "Report | Fri 27 Nov 17:00", ()),
    ("Report due fri for the board", "Report for the board | Fri 27 Nov 17:00", ()),
    ("Ship until fri", "Ship until fri", ("Due Fri 27 Nov 17:00",)),
    ("Ship due until fri", 'asks: I can\'t read "until fri" as a date', FINISHED),
    ("Ship on sat", "Ship on sat", ("Due Sat 28 Nov 17:00",)),
    ("Ship on 5/6", "Ship on 5/6", ("Due 5 Jun 2027",)),
    ("Ship on 31 december", "Ship | Thu 31 Dec 17:00", ()),
    (
        "Ship due 31/12 by fri",
        "asks: That line has two dates: Thu 31 Dec 17:00 and Fri 27 Nov 17:00",
        ("Thu 31 Dec 17:00", "Fri 27 Nov 17:00"),
    ),
    (
        "due fri",
        "asks: There is no title in that line, so nothing was saved",
        ("List due fri",),
    ),
    ("by fri", "asks: There is no title in that line, so nothing was saved", ()),
    ("deadline tomorrow", "asks: There is no title in that line, so nothing was saved", ()),
    ("Rent due to Ann", "Rent due to Ann", ()),
    ("Check due date and amount", "Check due date and amount", ()),
    ("Review (by fri)", "Review | Fri 27 Nov 17:00", ()),
    # What cannot be read after a keyword is refused; by a hand or a person it is text.
    ("Report by someday", 'asks: I can\'t read "someday" as a date', FINISHED),
    ("Report by soon", 'asks: I can\'t read "soon" as a date', FINISHED),
    ("Write it by hand", "Write it by hand", ()),
    ("Write it by Ann", "Write it by Ann", ()),
    ("Book due christmas", 'asks: I can\'t read "christmas" as a date', FINISHED),
    ("Book by christmas", "Book by christmas", ("Pick a date",)),
    ("Book due q3", 'asks: I can\'t read "q3" as a date', FINISHED),
    ("Book due early december", 'asks: I can\'t read "early december" as a date', FINISHED),
    ("Book due start of next week", 'asks: I can\'t read "start of next" as a date', FINISHED),
    ("Book by mid december", "Book by mid december", ("Pick a date",)),
    ("Sell by next quarter", 'asks: I can\'t read "next quarter" as a date', FINISHED),
    ("Sell by next year", 'asks: I can\'t read "next year" as a date', FINISHED),
    # Bare dates: set, offered or text.
    ("Call tom", "Call tom", ()),
    ("Call tonight", "Call | Wed 25 Nov 18:00", ()),
    ("Call tmr", "Call | Thu 26 Nov 17:00", ()),
    ("Call day after tomorrow", "Call | Fri 27 Nov 17:00", ()),
    ("Meet at 15:00", "Meet | Wed 25 Nov 15:00", ()),
    ("Meet 3pm", "Meet | Wed 25 Nov 15:00", ()),
    ("Call 10:00", "Call | Thu 26 Nov 10:00", ()),
    ("Patch sat", "Patch sat", ()),
    ("Patch 1/2", "Patch 1/2", ("Due 1 Feb 2027",)),
    ("Patch 1/2/27", "Patch 1/2/27", ("Due 1 Feb 2027",)),
    ("Patch 31/12/26", "Patch 31/12/26", ("Due Thu 31 Dec 17:00",)),
    ("Work 2w", "Work 2w", ("Due Wed 9 Dec 17:00",)),
    ("Meet mon and fri", "Meet mon and fri", ("Due Fri 27 Nov 17:00", "Repeat every mon and fri")),
    ("Meet mon or tue", "Meet mon or tue", ("Due Mon 30 Nov 17:00", "Due Tue 1 Dec 17:00")),
    ("Meet mon-fri", "Meet mon-fri", ("Due Fri 27 Nov 17:00",)),
    ("Meet 1-3 dec", "Meet 1-3 dec", ("Due Thu 3 Dec 17:00",)),
    ("Ship 25th", "Ship 25th", ("Due Wed 25 Nov 17:00",)),
    ("Pay 1/13", "Pay | Wed 13 Jan 2027 17:00", ()),
    ("Pay 30 feb", "Pay 30 feb", ()),
    ("Pay 24/11", "Pay 24/11", ()),
    ("RCA 2019-11-14", "RCA 2019-11-14", ()),
    ("Ask yesterday", "Ask yesterday", ()),
    ("Do it now", "Do it now", ()),
    ("Plan v 10.2", "Plan v 10.2", ()),
    ("Ship dec 31 2026", "Ship | Thu 31 Dec 17:00", ()),
    ("Ship 2026-12-31", "Ship | Thu 31 Dec 17:00", ()),
    ("Ship within 2 weeks", "Ship within 2 weeks", ("Due Wed 9 Dec 17:00",)),
    ("Ship friday at 3", "Ship friday at 3", ("Due Fri 27 Nov 15:00", "Due Fri 27 Nov 03:00")),
    ("Call this afternoon", "Call | Wed 25 Nov 15:00", ()),
    ("Call tonight 11", "Call tonight 11", ("Due Wed 25 Nov 23:00",)),
    # Working time: ends, periods, lengths.
    ("Ship eod", "Ship | Wed 25 Nov 17:00", ()),
    ("Ship cob", "Ship | Wed 25 Nov 17:00", ()),
    ("Ship eow", "Ship | Fri 27 Nov 17:00", ()),
    ("Ship eoq", "Ship | Thu 31 Dec 17:00", ()),
    ("Ship eoy", "Ship | Thu 31 Dec 17:00", ()),
    ("Ship end of next week", "Ship | Fri 4 Dec 17:00", ()),
    ("Sell by next week", "Sell | Fri 4 Dec 17:00", ("Mon 30 Nov instead",)),
    ("Sell by this week", "Sell | Fri 27 Nov 17:00", ()),
    ("Sell due december", "Sell | Thu 31 Dec 17:00", ("Tue 1 Dec instead",)),
    ("Sell by next month", "Sell | Thu 31 Dec 17:00", ("Tue 1 Dec instead",)),
    ("Ship by this weekend", "Ship | Sat 28 Nov 17:00", ("Fri 27 Nov",)),
    ("Sell due in 3 working days", "Sell | Mon 30 Nov 17:00", ()),
    ("Ship due in a fortnight", "Ship | Wed 9 Dec 17:00", ()),
    ("Ship due half an hour", "Ship | Wed 25 Nov 10:30", ()),
    ("Ship due within 2 weeks", "Ship | Wed 9 Dec 17:00", ()),
    ("Ship due 48h", "Ship | Fri 27 Nov 10:00", ()),
    ("Ship by 2 days", "Ship | Fri 27 Nov 17:00", ()),
    # Hours, zones, and the moment before.
    ("Ship by 5", 'asks: "5" alone is not a time', ("Wed 25 Nov 17:00", "Thu 26 Nov 05:00")),
    (
        "Ship due today 09:30",
        "asks: Wed 25 Nov 09:30 is already past, so nothing was saved",
        ("Today EOD", "Tomorrow", "No date"),
    ),
    (
        "Ship due today 10:00",
        "asks: Wed 25 Nov 10:00 is already past, so nothing was saved",
        ("Today EOD", "Tomorrow", "No date"),
    ),
    ("Ship due 17.30", "Ship | Wed 25 Nov 17:30", ()),
    ("Ship due 17h", 'asks: I can\'t read "17h" as a date', FINISHED),
    ("Ship due 1730", 'asks: I can\'t read "1730" as a date', FINISHED),
    ("Ship due 15:00 UTC", "Ship | Wed 25 Nov 15:00", ()),
    ("Ship due 15:00 America/New_York", "Ship | Wed 25 Nov 20:00", ()),
    ("Ship due 3pm est", "Ship | Wed 25 Nov 20:00", ()),
    ("Ship before 3pm", "Ship | Wed 25 Nov 15:00", ()),
    ("Ship before noon", "Ship | Wed 25 Nov 12:00", ()),
    ("Ship before mon", "Ship | Fri 27 Nov 17:00", ()),
    ("Ship before fri", "Ship | Thu 26 Nov 17:00", ()),
    ("Ship due midnight", "Ship | Thu 26 Nov 00:00", ()),
    ("Ship fri night", "Ship | Fri 27 Nov 18:00", ()),
    ("Ship due tonight 11", 'asks: "11" alone is not a time', ("Wed 25 Nov 23:00",)),
    # Weeks, weekends, days of the month, the calendar.
    ("Ship due next fri", "Ship | Fri 4 Dec 17:00", ("Fri 27 Nov instead",)),
    ("Ship friday week", "Ship | Fri 4 Dec 17:00", ("Fri 27 Nov instead",)),
    ("Ship fri next week", "Ship | Fri 4 Dec 17:00", ("Fri 27 Nov instead",)),
    ("Patch due sat", "Patch | Sat 28 Nov 17:00", ("Fri 27 Nov",)),
    ("Patch by sun", "Patch | Sun 29 Nov 17:00", ("Fri 27 Nov",)),
    ("Ship due thu 27 nov", "asks: 27 Nov 2026 is a Friday, not a Thursday", ("Fri 27 Nov", "Thu 26 Nov")),
    ("Ship due 25th", "Ship | Wed 25 Nov 17:00", ("Fri 25 Dec instead",)),
    ("Ship due 31st", "Ship | Thu 31 Dec 17:00", ()),
    (
        "Ship due 29 feb",
        "asks: 29 Feb 2026 is not on the calendar",
        ("Tue 29 Feb 2028", "Pick a date", "No date"),
    ),
    ("Patch due 31/12/26", "Patch | Thu 31 Dec 17:00", ()),
    ("Ship by 5/6", "Ship | Sat 5 Jun 2027 17:00", ("Fri 4 Jun", "6 May 2027 instead")),
    ("Ship due 12.10", "Ship | Wed 25 Nov 12:10", ("12 Oct 2027 instead",)),
    ("Ship due 31.12.", "Ship | Thu 31 Dec 17:00", ()),
    ("Ship due 31.12", "Ship | Thu 31 Dec 17:00", ()),
    ("Ship due 20261201", "Ship | Tue 1 Dec 17:00", ()),
    ("Ship due 2026-W49", 'asks: I can\'t read "2026-W49" as a date', FINISHED),
    ("Send it due 24/9", "Send it | Fri 24 Sep 2027 17:00", ()),
    (
        "Send it due 1/2/2026",
        "asks: Sun 1 Feb is already past, so nothing was saved",
        ("Today EOD", "Tomorrow", "Mon 1 Feb 2027", "No date"),
    ),
    ("Send it due 1 sep", "Send it | Wed 1 Sep 2027 17:00", ()),
    # Owners stand first or last; groups own nothing.
    ("@bob @ann fix it", "asks: @bob and @ann could both own this", ("@bob", "@ann")),
    ("@bob, fix it", "fix it", ()),
    ("@bob: fix it", "fix it", ()),
    ("fix it (@bob)", "fix it (@bob)", ("Assign to @bob",)),
    ("Hand over to @bob", "Hand over to @bob", ("Assign to @bob",)),
    (
        "<!channel> fix it",
        "asks: A task needs one owner; @channel is a group",
        ("Choose a person", "Me", "Nobody yet"),
    ),
    (
        "fix it <!here>",
        "asks: A task needs one owner; @here is a group",
        ("Choose a person", "Me", "Nobody yet"),
    ),
    # Tokens are words of their own, and case does not count.
    ("AFTER t-12 deploy", "deploy", ()),
    ("Deploy BLOCKED BY T-12", "Deploy", ()),
    ("Fix +x it", "Fix +x it", ()),
    ("Fix +moved+ it", "Fix +moved+ it", ()),
    ("Fix +Dns-2", "Fix", ()),
    ("Ship it !!!", "Ship it", ()),
    ("Ship it !important", "Ship it !important", ()),
    ("Ship it !1984", "Ship it !1984", ()),
    ("Ship it !hihg", 'asks: No priority "hihg"', ("Save with P2", "Save without")),
    ('"half a quote', '"half a quote', ()),
    ('"all of it by fri"', "all of it by fri", ()),
    ("Ship due the 15th of next month", "Ship | Tue 15 Dec 17:00", ()),
    ("Ship due 32nd of next month", 'asks: I can\'t read "32nd of next" as a date', FINISHED),
    # Repeats.
    ("Meet every day", "Meet | Wed 25 Nov 17:00 | every day", ()),
    ("Meet every week", "Meet | Wed 25 Nov 17:00 | every wed", ()),
    ("Meet every month", "Meet | Wed 25 Nov 17:00 | every 25th", ()),
    ("Meet every year", "Meet | Wed 25 Nov 17:00 | every year on 25 nov", ()),
]


def said(request: Add | Unclear) -> str:
    if isinstance(request, Unclear):
        return f"asks: {request.words.partition('. ')[0]}"
    due = f" | {calendar.due_text(request.due, HERE.today)}" if request.due else ""
    return f"{request.title}{due}" + (f" | {request.repeat.text}" if request.repeat else "")


@pytest.mark.parametrize(("text", "meaning", "buttons"), DECISIONS, ids=[row[0] for row in DECISIONS])
def test_a_line_that_could_be_read_two_ways_is_decided_so(
    text: str, meaning: str, buttons: tuple[str, ...]
) -> None:
    request = grammar.parse(text, HERE)

    assert isinstance(request, Add | Unclear)
    assert (said(request), tuple(offer.label for offer in request.offers)) == (meaning, buttons)


def test_after_hours_the_end_of_the_day_is_that_of_the_next_working_day() -> None:
    friday = grammar.Here(datetime(2026, 11, 27, 18, 0, tzinfo=UTC), "Europe/London", time(9), time(17))

    request = grammar.parse("Patch servers eod", friday)

    assert isinstance(request, Add)
    assert request.due
    assert calendar.due_text(request.due, friday.today) == "Mon 30 Nov 17:00"


def test_where_months_come_first_the_same_numbers_are_another_day() -> None:
    american = grammar.Here(HERE.now, "Europe/London", time(9), time(17), day_first=False)

    request = grammar.parse("Book room due 5/6", american)

    assert isinstance(request, Add)
    assert request.due
    assert calendar.due_text(request.due, HERE.today) == "Thu 6 May 2027 17:00"
    assert [offer.label for offer in request.offers] == ["5 Jun 2027 instead"]


@pytest.mark.parametrize(
    ("now", "text", "at"),
    [
        (
            datetime(2027, 3, 26, 10, 0, tzinfo=UTC),
            "Call due 28/3 1:30am",
            datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        ),
        (
            datetime(2026, 10, 23, 10, 0, tzinfo=UTC),
            "Call due 25/10 1:30am",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),
    ],
)
def test_a_time_the_clock_change_skips_is_the_first_that_exists_and_one_that_comes_twice_the_first(
    now: datetime, text: str, at: datetime
) -> None:
    request = grammar.parse(text, grammar.Here(now, "Europe/London", time(9), time(17)))

    assert isinstance(request, Add)
    assert request.due
    assert request.due.at == at
