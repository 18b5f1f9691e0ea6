"""A date beside other words of a title: how long or how much is no day, and nothing is half read."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar
from commands.task import grammar
from commands.task.grammar import Add, Unclear

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/London", time(9), time(17))
FRIDAY = "Fri 27 Nov 17:00"


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("title", "buttons"),
    [
        ("Extend the trial by 2 weeks", ["Due Wed 9 Dec 17:00"]),
        ("Reduce the build time by 5 min", ["Due Wed 25 Nov 10:05"]),
        ("Push go-live by 3 working days", ["Due Mon 30 Nov 17:00"]),
        ("Archive logs older than 90 days", []),
        ("Lock users idle for 6 months", []),
        ("Deploy build 20261204", []),
        ("Plan the start of next month", []),
        ("Test it tomorrow at ten", ["Due Thu 26 Nov 10:00", "Due Thu 26 Nov 22:00"]),
        ("Freeze it 18 Dec - 4 Jan", ["Due Fri 18 Dec 17:00", "Due Mon 4 Jan 2027"]),
        ("Freeze it 21 dec to 3 jan", ["Due Mon 21 Dec 17:00", "Due Sun 3 Jan 2027"]),
        ("Freeze it 10/11 - 10/12", ["Due 10 Dec 2026"]),
        ("Freeze it 5 nov to 9 nov", []),
        ("Test it within the week", ["Due Fri 27 Nov 17:00"]),
        ("Test it Tue 1 Dec 10-12", ["Due Tue 1 Dec 10:00", "Due Tue 1 Dec 12:00"]),
        ("Train new starters any monday", ["Due Mon 30 Nov 17:00"]),
        ("Hold the all-hands 1st monday", ["Due Mon 30 Nov 17:00"]),
        ("Move it mon -> fri", ["Due Fri 27 Nov 17:00"]),
        ("Ship it between mon and wed", ["Due Wed 2 Dec 17:00"]),
        ("Demo on thu with ACME at 2pm", ["Due Thu 26 Nov 14:00", "Due Wed 25 Nov 14:00"]),
        ("Test it wk49 fri", ["Due Fri 4 Dec 17:00"]),
        ("Test it fri week 2", ["Due Fri 15 Jan 2027"]),
        ("Test it today or tomorrow morning", ["Due Thu 26 Nov 09:00"]),
        ("Triage it bi-weekly on mon", ["Repeat every 2 weeks on mon"]),
        ("Triage it Mon-Thu 9am", ["Repeat every mon, tue, wed and thu at 09:00"]),
        ("Triage it workdays 8:00", ["Repeat every weekday at 08:00"]),
        ("Fridays: triage it", ["Repeat every fri"]),
        ("Each friday: triage it", ["Repeat every fri"]),
        ("weekly: triage it", ["Repeat every week"]),
        ("Cut the cost by 10%", []),
        ("The contract runs out 31 dec", ["Due Thu 31 Dec 17:00"]),
        ("The site goes live fri", ["Due Fri 27 Nov 17:00"]),
        ("Check what is due fri", ["Due Fri 27 Nov 17:00"]),
        ("Test it ~half a day", []),
        ("Test it 2 days after T-4", ["Wait for T-4"]),
        ("Test it w/ @ben", ["Assign to @ben"]),
        ("Test it fao @ben", ["Assign to @ben"]),
        ("Test it @ben + @dev", ["Assign to @ben", "Assign to @dev"]),
        ("1. test it", ['Drop "1."']),
        ("Alert fired at 3am", ["Due Thu 26 Nov 03:00"]),
        ("Check why cron runs on sunday", ["Due Sun 29 Nov 17:00"]),
        ("Users report errors at 9:15", ["Due Thu 26 Nov 09:15"]),
        ("Fix the bug where the date shows 31/12", ["Due Thu 31 Dec 17:00"]),
        ("Pay the invoice dated 2026-12-01", ["Due Tue 1 Dec 17:00"]),
        ("Restore the snapshot taken on monday", ["Due Mon 30 Nov 17:00"]),
        ("Delete users created on friday", ["Due Fri 27 Nov 17:00"]),
        ("Ann is out on friday", ["Due Fri 27 Nov 17:00"]),
        ("No deploys on friday", ["Due Fri 27 Nov 17:00"]),
        ("No deploys tomorrow", ["Due Thu 26 Nov 17:00"]),
        ("Don't restart prod before 6pm", ["Due Wed 25 Nov 18:00"]),
        ("Do not reboot db-01 before friday", ["Due Thu 26 Nov 17:00"]),
        ("Update the wiki for the day 3 of december", ["Due Thu 3 Dec 17:00"]),
        ("Reduce it to ~2d per ticket", ["Estimate 2d"]),
        ("Move ~5h of logs to s3", ["Estimate 5h"]),
        ("Allow ~1w for review", ["Estimate 1w"]),
        ("Test it after T-4 or T-5", ["Wait for T-4"]),
        ("Reduce the timeout by 30 seconds", []),
        ("Cut the ttl by 300s", []),
        ("add @ben to the vpn group", ["Assign to @ben"]),
        ("add @ben as admin in grafana", ["Assign to @ben"]),
        ("Send a mail to @ben, @dev", ["Assign to @ben", "Assign to @dev"]),
        ("Intro call @ben &amp; @dev", ["Assign to @ben", "Assign to @dev"]),
    ],
)
def test_what_may_not_be_meant_as_a_day_is_not_set_and_the_title_stays_whole(
    title: str, buttons: list[str]
) -> None:
    made = added(title)

    assert (made.title, made.due, made.repeat, made.owner) == (title.replace("&amp;", "&"), None, None, None)
    assert [offer.label for offer in made.offers] == buttons


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Call the bank | @ben | fri", "Fri 27 Nov 17:00"),
        ("Call the bank; @ben; by fri", "Fri 27 Nov 17:00"),
        ("Call the bank - @ben - fri", "Fri 27 Nov 17:00"),
        ("Call the bank -- <@U2|ben> -- fri 3pm", "Fri 27 Nov 15:00"),
        ("Call the bank / @ben / fri", "Fri 27 Nov 17:00"),
        ("Call the bank &gt;&gt; @ben fri", "Fri 27 Nov 17:00"),
        ("Call the bank @ben latest by fri", "Fri 27 Nov 17:00"),
        ("Call the bank @ben at the latest by fri", "Fri 27 Nov 17:00"),
        ("Call the bank but by fri @ben", "Fri 27 Nov 17:00"),
        ("Call the bank by fri the latest @ben", "Fri 27 Nov 17:00"),
        ("Call the bank eta fri @ben", "Fri 27 Nov 17:00"),
        ("Call the bank, ETA: fri @ben", "Fri 27 Nov 17:00"),
        ("Call the bank a fortnight today @ben", "Wed 9 Dec 17:00"),
        ("Call the bank before lunch tomorrow @ben", "Thu 26 Nov 12:00"),
        ("Call the bank by tomorrow lunch @ben", "Thu 26 Nov 12:00"),
        ("Call the bank tomorrow morning before 8 @ben", "Thu 26 Nov 08:00"),
        ("Call the bank fri by 3pm @ben", "Fri 27 Nov 15:00"),
        ("Call the bank fri 12/4 @ben", "Fri 4 Dec 17:00"),
        ("Call the bank 9am ET fri @ben", "Fri 27 Nov 14:00"),
        ("Call the bank due fri wk 49 @ben", "Fri 4 Dec 17:00"),
        ("Call the bank by: fri @ben", "Fri 27 Nov 17:00"),
        ("Call the bank is due fri @ben", "Fri 27 Nov 17:00"),
        ("Call the bank; owner: @ben; due: fri", "Fri 27 Nov 17:00"),
        ("Call the bank assignee=@ben due=fri", "Fri 27 Nov 17:00"),
        ("Call the bank for #atlas mon 9am @ben", "Mon 30 Nov 09:00"),
    ],
)
def test_signs_and_words_that_only_join_leave_nothing_in_the_title(line: str, due: str) -> None:
    made = added(line)

    assert made.due
    assert made.owner
    assert (made.title, made.owner.name) == ("Call the bank", "ben")
    assert calendar.due_text(made.due, HERE.today) == due


@pytest.mark.parametrize(
    ("line", "repeat"),
    [
        ("Triage it every mon-thu", "every mon, tue, wed and thu"),
        ("Triage it every sat to mon", "every mon, sat and sun"),
        ("Triage it every 2nd day", "every 2 days"),
        ("Triage it every fortnight on mon", "every 2 weeks on mon"),
        ("Triage it every fortnight", "every 2 weeks on wed"),
        ("Triage it every day but sunday", "every mon, tue, wed, thu, fri and sat"),
        ("Triage it monthly, first monday at 9:00", "every first mon at 09:00"),
        ("Triage it quarterly 1st monday", "every 3 months on the first mon"),
        ("Triage it due every 1st", "every 1st"),
        ("Triage it every first of the month", "every 1st"),
        ("Triage it every last of the month", "every last day"),
        ("Triage it due weekly on fri", "every fri"),
        ("Triage it annually on 1 mar", "every year on 1 mar"),
    ],
)
def test_more_patterns_are_read_whole(line: str, repeat: str | None) -> None:
    made = added(line)

    assert (made.title, made.repeat.text if made.repeat else None) == (
        "Triage it" if repeat else line,
        repeat,
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Send the draft by fri and the rest by mon", "That line has two dates: Fri 27 Nov 17:00 and "),
        (
            "Fix it before fri 12h",
            'I can\'t read "fri 12h" as a date. Nothing was saved. Is Fri 27 Nov 12:00 meant?',
        ),
        ("Fix it today before 3", '"3" alone is not a time. Nothing was saved. Which one?'),
    ],
)
def test_a_line_of_which_one_date_would_be_lost_asks(line: str, words: str) -> None:
    asked = grammar.parse(line, HERE)

    assert isinstance(asked, Unclear)
    assert asked.words.startswith(words)


def test_a_day_that_a_pattern_leaves_out_is_no_date() -> None:
    made = added("Send the status every fri 4pm except 25 dec")

    assert (made.title, made.due, made.offers) == ("Send the status every fri 4pm except 25 dec", None, ())


@pytest.mark.parametrize(
    "line",
    [
        "Get the NDA signed fri",
        "Get the NDA signed on fri",
        "Restore what failed by fri",
        "Don't forget the minutes on fri",
        "Never deploy it by fri",
        "Check the RSS feed on fri",
        "Have the migration done on fri",
    ],
)
def test_what_is_asked_for_by_a_day_is_due_then(line: str) -> None:
    made = added(line)

    assert made.due
    assert calendar.due_text(made.due, HERE.today) == FRIDAY


def test_how_much_is_no_date_to_hint_at() -> None:
    assert added("Cut the cost by 10% by fri").hints == ()


def test_whoever_stands_first_may_have_a_to_behind_them_which_is_offered_to_be_dropped() -> None:
    made = added("@dev to fix the login by fri")

    assert made.owner
    assert (made.owner.name, made.title) == ("dev", "to fix the login")
    assert [offer.line for offer in made.offers] == ['edit {id} "fix the login"']


def test_an_hour_and_minutes_are_an_estimate() -> None:
    assert added("Fix the login ~2h30").estimate == 150


@pytest.mark.parametrize(
    "title",
    [
        "Upgrade Rhino to 1.7.14",
        "Print the times",
        "Check it twice",
        "Upgrade node to latest",
        "Install the latest",
        "Pin it at latest",
        "Cut the boot time by 2 seconds",
    ],
)
def test_a_version_or_how_much_in_front_of_a_day_is_no_part_of_it(title: str) -> None:
    made = added(f"{title} eod")

    assert made.due
    assert (made.title, calendar.due_text(made.due, HERE.today)) == (title, "Wed 25 Nov 17:00")


def test_story_points_are_points() -> None:
    assert added("Fix the login ~8sp").points == 8


@pytest.mark.parametrize(
    "title", ["Show the eta on the board", "Fix beta 3", "Compare A / B", "Migrate a -> b"]
)
def test_signs_and_words_of_a_title_stay(title: str) -> None:
    assert added(title).title == title
