"""What is nearly a token is read where it is plain; else it stays in the title, and the reply says so."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from commands.task import grammar, requests
from commands.task.grammar import Add

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))


def add(text: str) -> Add:
    request = grammar.parse(text, HERE)
    assert isinstance(request, Add), request
    return request


@pytest.mark.parametrize(
    ("token", "minutes"),
    [("~30min", 30), ("~1h30m", 90), ("~2hrs", 120), ("~1d4h", 720), ("~2days", 960), ("~1.5h", 90)],
)
def test_a_length_is_read_with_any_common_unit(token: str, minutes: int) -> None:
    assert (add(f"Fix it {token}").title, add(f"Fix it {token}").estimate) == ("Fix it", minutes)


@pytest.mark.parametrize(
    ("words", "repeat"),
    [
        ("weekly on fri", "every fri"),
        ("daily at 9:00", "every day at 09:00"),
        ("monthly on the 15th", "every 15th"),
        ("every quarter", "every 3 months on the 25th"),
    ],
)
def test_how_often_is_read_with_its_day(words: str, repeat: str) -> None:
    made = add(f"Tidy up {words}")

    assert made.repeat
    assert (made.title, made.repeat.text, made.hints) == ("Tidy up", repeat, ())


@pytest.mark.parametrize("words", ["waits for T-13", "waiting for T-13", "depends on T-13"])
def test_what_a_task_waits_for_is_said_in_several_ways(words: str) -> None:
    assert (add(f"Fix it {words}").title, add(f"Fix it {words}").after) == ("Fix it", (13,))


@pytest.mark.parametrize(
    ("text", "stays", "button"),
    [
        ("Fix it ~3x", '"~3x" is no estimate', None),
        ("Fix it ~0h", '"~0h" is no estimate', None),
        ("Fix it ~999999w", '"~999999w" is no estimate', None),
        ("Fix it ~2h~3h", '"~2h~3h" is no estimate', None),
        ("Fix it every blue moon", '"every blue moon" is no pattern', None),
        ("Fix it every 31 feb", '"every 31 feb" is no pattern', None),
        ("Fix it every 2 hours", '"every 2 hours" is no pattern', None),
        (
            "Fix it every mon until christmas",
            '"every mon until christmas" is a repeat with an end, and no end is kept',
            "{id} every mon",
        ),
        (
            "Fix it every mon 9am until 18 dec",
            '"every mon 9am until 18 dec" is a repeat with an end',
            "{id} every mon at 09:00",
        ),
        ("Fix it cc", '"cc" is nobody', None),
        ("Fix it !1", '"!1" is no priority', "{id} !p1"),
        ("Fix it after T13", '"T13" is no number', "after {id} T-13"),
        ("Fix it by christmas", '"by christmas" is no date', "due {id} \ue001"),
        ("Fix it by new year", '"by new year" is no date', "due {id} \ue001"),
        ("Fix it by week 50", '"by week 50" is no date', "due {id} \ue001"),
        ("Fix it by KW 50", '"by KW 50" is no date', "due {id} \ue001"),
        ("Fix it in a couple of days", '"in a couple of days" is no date', "due {id} \ue001"),
        ("Fix it 27/12 am", '"27/12 am" is no date', "due {id} \ue001"),
        ("Fix it 24/11 14h", '"24/11 14h" is no date', "due {id} \ue001"),
        ("Fix it 3.12.", '"3.12." is no date', "due {id} \ue001"),
        ("Fix it by fri 25:00", '"by fri 25:00" is no date', None),
    ],
)
def test_what_is_nearly_a_token_stays_and_is_named(text: str, stays: str, button: str | None) -> None:
    made = add(text)

    assert made.title == text
    assert len(made.hints) == 1
    assert made.hints[0].startswith(stays)
    assert "stays in the title. Try " in made.hints[0]
    assert [offer.line for offer in made.offers if "Due " not in offer.label] == ([button] if button else [])


def test_hours_of_a_repeat_are_not_offered_as_a_date() -> None:
    assert add("Fix it every 2 hours").offers == ()


@pytest.mark.parametrize("word", ["daily", "weekly", "monthly", "quarterly", "yearly"])
def test_how_often_alone_is_offered(word: str) -> None:
    made = add(f"Check the backup {word}")

    assert (made.title, made.repeat, made.hints) == (f"Check the backup {word}", None, ())
    repeated = grammar.parse(made.offers[0].line.replace("{id}", "T-4"), HERE)
    assert isinstance(repeated, requests.Amend)
    assert repeated.to.repeat


def test_of_titles_as_they_come_no_more_than_2_in_1000_are_told_of_a_token() -> None:
    lines = Path(__file__).with_name("titles_neutral.txt").read_text().splitlines()
    titles = [each for each in lines if each and not each.startswith("# ")]
    read = {title: grammar.parse(title, HERE) for title in titles}

    hinted = [title for title, made in read.items() if isinstance(made, Add) and made.hints]
    print(f"{len(hinted)} of {len(titles)} titles are told of a token: {hinted}")
    assert len(hinted) <= 0.002 * len(titles)
