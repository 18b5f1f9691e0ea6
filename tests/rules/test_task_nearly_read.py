"""What was nearly read gets a button or a question: "at 14h", "prio 1", a day in front, all tasks."""

from datetime import UTC, datetime, time

import pytest

from commands.kit import calendar
from commands.task import grammar
from commands.task.grammar import Add, Amend, Help, Unclear
from commands.task.requests import Snooze

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def added(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("line", "button"),
    [
        ("~3 hours renew it", "Estimate 3hours"),
        ("Renew it prio 1", "P1"),
        ("Renew it priority: 2", "P2"),
        ("Renew it at 14h", "Due 14:00"),
        ("Renew it by 14h30", "Due 14:30"),
        ("Renew it by half past 3", "Due 15:30"),
        ("Renew it at quarter to 9", "Due 08:45"),
        ("Renew it fri at 14h", "Due Fri 27 Nov 14:00"),
        ("Renew it the 3 december at 14h", "Due Thu 3 Dec 14:00"),
        ("Renew it 27/12 14h30", "Due Sun 27 Dec 14:30"),
        ("Renew it am 3.12.2026 um 15 Uhr", "Due Thu 3 Dec 15:00"),
        ("Renew it 22h tomorrow", "Due Thu 26 Nov 22:00"),
        ("Renew it on 30.11.", "Due Mon 30 Nov 17:00"),
        ("Renew it on 27.11", "Due Fri 27 Nov 17:00"),
        ("Renew it until 15.12.", "Due Tue 15 Dec 17:00"),
        ("Renew it tomorrow 22:00 for 2 hours", "Due Thu 26 Nov 22:00"),
        ("Renew it week 50", "Pick a date"),
        ("3 dec renew it", "Due Thu 3 Dec 17:00"),
        ("Dec 3rd renew it", "Due Thu 3 Dec 17:00"),
        ("2026-12-03 renew it", "Due Thu 3 Dec 17:00"),
        ("tomorrow renew it", "Due Thu 26 Nov 17:00"),
        ("fri 5pm renew it", "Due Fri 27 Nov 17:00"),
        ("5pm call with the vendor", "Due Wed 25 Nov 17:00"),
        ("Renew it fri // see the wiki", "Due Fri 27 Nov 17:00"),
        ("Renew it fri (see the wiki)", "Due Fri 27 Nov 17:00"),
        ("Renew it fri, see the wiki", "Due Fri 27 Nov 17:00"),
        ("Renew it fri - it is late", "Due Fri 27 Nov 17:00"),
        ("Renew it fri because the audit is on mon", "Due Fri 27 Nov 17:00"),
        ("Renew it friday, not monday", "Due Fri 27 Nov 17:00"),
        ("Renew it for friday, call Ann", "Due Fri 27 Nov 17:00"),
        ("Renew badges of people arriving fri", "Due Fri 27 Nov 17:00"),
        ("Renew it (urgent)", "Priority urgent"),
        ("Renew it [P1]", "P1"),
        ("new task: renew it", 'Drop "new task:"'),
    ],
)
def test_what_is_nearly_a_token_or_a_date_stays_and_gets_one_button(line: str, button: str) -> None:
    made = added(line)

    assert (made.title, made.due, made.priority, made.estimate) == (line, None, None, None)
    assert [offer.label for offer in made.offers] == [button]


@pytest.mark.parametrize(
    "title",
    [
        "~50 users report it",
        "Reduce latency by ~3 minutes per build",
        "3 may be enough",
        "Today and yesterday are wrong",
        "Test today, tomorrow and yesterday",
        "Ship weeks 50",
        "Ask all 14h shifts",
        "Extend it by 1h",
        "Slow since 9am",
        "Install it on 22.04",
        "Book it for 2 hours",
        "Midnight is 12 in the morning",
        "assign all reviewers to the plan",
    ],
)
def test_words_that_only_look_alike_get_nothing(title: str) -> None:
    made = added(title)

    assert (made.title, made.offers, made.hints) == (title, (), ())


@pytest.mark.parametrize(
    ("when", "buttons", "line"),
    [
        ("tomorrow", ["Due Thu 26 Nov 17:00"], "due 2026-11-26 17:00"),
        ("at 3", ["Due Wed 25 Nov 15:00", "Due Thu 26 Nov 03:00"], "due 2026-11-25 15:00"),
        ("in 2 hours", ["Due Wed 25 Nov 12:00"], "due 2026-11-25 12:00"),
        ("every friday", ["Repeat every fri"], "every fri"),
        ("daily", ["Repeat every day"], "every day"),
    ],
)
def test_when_to_be_reminded_is_offered_with_and_without_what_asks_for_it(
    when: str, buttons: list[str], line: str
) -> None:
    made = added(f"remind me {when} to renew it")

    assert (made.title, made.due, made.hints) == (f"remind me {when} to renew it", None, ())
    assert [offer.label for offer in made.offers[:-1]] == buttons
    assert made.offers[-1].label == f'{buttons[0]} without "remind me {when} to"'
    assert made.offers[-1].line == f'edit {{id}} "renew it" {line}'


def test_a_reminder_without_a_time_is_offered_to_be_dropped() -> None:
    assert [offer.label for offer in added("remind me what to do").offers] == ['Drop "remind me"']


def test_add_task_may_be_both_the_command() -> None:
    made = added("add task order the racks")

    assert made.title == "task order the racks"
    assert [offer.line for offer in made.offers] == [
        'edit {id} "order the racks"',
        'edit {id} "add task order the racks"',
    ]


@pytest.mark.parametrize("words", ["next working day", "by the next business day"])
def test_the_next_working_day_is_a_date(words: str) -> None:
    made = added(f"Renew it {words}")

    assert made.due
    assert (made.title, calendar.due_text(made.due, HERE.today)) == ("Renew it", "Thu 26 Nov 17:00")


@pytest.mark.parametrize(
    ("line", "list_"),
    [
        ("assign all to @ben", "all"),
        ("assign everything to me", "everything"),
        ("assign late to @ben", "late"),
    ],
)
def test_all_tasks_are_given_away_by_their_numbers(line: str, list_: str) -> None:
    asked = grammar.parse(line, HERE)

    assert isinstance(asked, Unclear)
    assert "takes the numbers of tasks" in asked.words
    assert asked.offers[0].line == f"list {list_}"


@pytest.mark.parametrize("line", ["T-12 weekly", "T-12 Weekly!", "T-12 repeat weekly", "repeat T-12 weekly"])
def test_how_often_a_task_comes_round_is_set_by_one_word(line: str) -> None:
    changed = grammar.parse(line, HERE)

    assert isinstance(changed, Amend)
    assert changed.to.repeat
    assert (changed.numbers, changed.to.repeat.text) == ((12,), "every wed")


def test_a_snooze_of_hours_counts_from_now() -> None:
    quiet = grammar.parse("snooze T-16 1h", HERE)

    assert isinstance(quiet, Snooze)
    assert quiet.until
    assert quiet.until.at == datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


def test_a_snooze_by_what_may_be_an_hour_of_the_day_asks() -> None:
    assert isinstance(grammar.parse("snooze T-16 17h", HERE), Unclear)


@pytest.mark.parametrize(
    ("word", "topic"),
    [
        ("prio", "tokens"),
        ("label", "tokens"),
        ("estimate", "tokens"),
        ("cc", "tokens"),
        ("repeat", "dates"),
        ("search", "find"),
        ("dates", "dates"),
        ("board", "board"),
    ],
)
def test_help_is_found_by_the_words_people_have_for_it(word: str, topic: str) -> None:
    assert grammar.parse(f"help {word}", HERE) == Help(topic)
