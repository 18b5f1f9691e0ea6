"""Plain titles stay whole: real ones from public trackers get no date and no owner nobody meant."""

from datetime import UTC, datetime, time
from pathlib import Path

from commands.kit import line
from commands.task import grammar
from commands.task.grammar import Add, Unclear

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
TITLES = [
    title
    for title in Path(__file__).with_name("titles.txt").read_text().splitlines()
    if title and not title.startswith("#")
]
# Their last words are the day they speak of, in the form in which people give a due date.
NAME_THEIR_DAY = [
    "Planned release of v0.5 on Tuesday August 31",
    "Release Friday afternoon",
    "Launch week Wednesday",
    "Cafe Closed Today",
]
ASK_FOR_A_NEW_DATE = ["Homework due Oct. 9"]


def test_the_table_holds_several_hundred_titles_each_once() -> None:
    assert len(TITLES) >= 450
    assert len(set(TITLES)) == len(TITLES)


def test_no_title_gets_a_date_or_owner_but_those_that_end_with_their_day() -> None:
    read = {title: grammar.parse(title, HERE) for title in TITLES}

    caught = [
        title
        for title, request in read.items()
        if isinstance(request, Add) and (request.due or request.owner or request.repeat)
    ]
    asked = [title for title, request in read.items() if isinstance(request, Unclear)]
    print(f"{len(caught)} of {len(TITLES)} titles get a date or an owner, {len(asked)} ask")
    assert (caught, asked) == (NAME_THEIR_DAY, ASK_FOR_A_NEW_DATE)


def test_every_other_title_stays_as_it_was_typed_but_for_a_small_add_in_front() -> None:
    changed = [
        (title, request.title)
        for title in TITLES
        if isinstance(request := grammar.parse(title, HERE), Add)
        and title not in NAME_THEIR_DAY
        and request.title != line.spoken(line.clean(title)[0]).removeprefix("add ")
    ]

    assert changed == []
