"""Plain titles stay whole: real ones from public trackers get no date and no owner nobody meant."""

from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import pytest

from commands.kit import line
from commands.task import grammar
from commands.task.grammar import Add, Request, Unclear

HERE = grammar.Here(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Europe/Lisbon", time(9), time(17))
TIMELY = "titles.txt"  # sought out for words of time
NEUTRAL = "titles_neutral.txt"  # as they come
# Their last words are the day they speak of, in the form in which people give a due date.
NAME_THEIR_DAY = [
    "Planned release of v0.5 on Tuesday August 31",
    "Release Friday afternoon",
    "Launch week Wednesday",
    "Cafe Closed Today",
]
ASK_FOR_A_NEW_DATE = ["Homework due Oct. 9"]
SAYS_HOW_OFTEN = ["clean and organize the kitchen food cabinet (every week)"]
# An owner or a project by a name that no team has: asked about before anything is saved.
ASK_WHO_OR_WHICH = [
    "@setter bug",
    "@Singular fields in @Builder are always non-null after build()",
    "@NonNull should allow specifying custom error message thrown",
    "Get #object_id working across ractors for moved objects",
    "[Bug #19910] Make Set#delete_if consistent with Array/Hash #delete_if",
    "[Doc] Fix link to #close in scheduler.c",
    "Found no color leading for #5e81ac and #bf616a",
]
ASK_FOR_A_TITLE = ["@NonEmpty", ".", "Hi"]
# Commands that save nothing.
SHOW_SOMETHING = [
    "Export CSV",
    "Export csv",
    "Explain in the docs that run() or run_with_binding() always synchronizes the CUDA stream prior to "
    "returning control (or an explicit note about proper benchmarking ONNX ops versus PyTorch ops also wrt "
    "CUDA syncs)",
]


def titles(table: str) -> list[str]:
    lines = Path(__file__).with_name(table).read_text().splitlines()
    return [title for title in lines if title and not title.startswith("# ")]


@cache
def read(table: str) -> dict[str, Request]:
    return {title: grammar.parse(title, HERE) for title in titles(table)}


def is_more(add: Add) -> bool:
    """Say whether a task got more than a title, owner and project aside: those are looked up first."""
    said = (add.due, add.repeat, add.priority, add.estimate, add.points)
    return bool(any(said) or add.labels or add.after or add.watchers)


@pytest.mark.parametrize(("table", "least"), [(TIMELY, 450), (NEUTRAL, 1500)])
def test_the_tables_hold_many_titles_each_once(table: str, least: int) -> None:
    assert len(titles(table)) == len(set(titles(table))) >= least


def test_no_title_gets_a_date_or_owner_but_those_that_end_with_their_day() -> None:
    requests = read(TIMELY)

    caught = [
        title
        for title, request in requests.items()
        if isinstance(request, Add) and (request.due or request.owner or request.repeat)
    ]
    asked = [title for title, request in requests.items() if isinstance(request, Unclear)]
    print(f"{len(caught)} of {len(requests)} titles about time get a date or an owner, {len(asked)} ask")
    assert (caught, asked) == (NAME_THEIR_DAY, ASK_FOR_A_NEW_DATE)


def test_of_titles_as_they_come_no_more_than_2_in_1000_get_more_than_a_title() -> None:
    count = len(read(NEUTRAL))
    added = {title: request for title, request in read(NEUTRAL).items() if isinstance(request, Add)}

    caught = [title for title, request in added.items() if is_more(request)]
    named = [title for title, request in added.items() if request.owner or request.project]
    print(f"{len(caught)} of {count} titles as they come get more than a title ({len(caught) / count:.2%})")
    assert (caught, named) == (SAYS_HOW_OFTEN, ASK_WHO_OR_WHICH)
    assert len(caught) <= 0.002 * count


def test_of_titles_as_they_come_few_are_asked_about_or_taken_for_a_command() -> None:
    others = {title: request for title, request in read(NEUTRAL).items() if not isinstance(request, Add)}

    asked = [title for title, request in others.items() if isinstance(request, Unclear)]
    assert asked == ASK_FOR_A_TITLE
    assert [title for title in others if title not in asked] == SHOW_SOMETHING


def test_of_titles_in_small_letters_no_more_than_5_in_1000_are_asked_about_or_taken_for_a_command() -> None:
    """A verb in small letters counts for more, so the same titles are typed without their first capital."""
    small = [title[:1].lower() + title[1:] for title in titles(NEUTRAL)]

    others = [title for title in small if not isinstance(grammar.parse(title, HERE), Add)]
    print(
        f"{len(others)} of {len(small)} titles in small letters make no task ({len(others) / len(small):.2%})"
    )
    assert len(others) <= 0.005 * len(small)


@pytest.mark.parametrize("table", [TIMELY, NEUTRAL])
def test_every_other_title_stays_as_it_was_typed_but_for_a_small_add_in_front(table: str) -> None:
    changed = [
        (title, request.title)
        for title, request in read(table).items()
        if isinstance(request, Add)
        and title not in (*NAME_THEIR_DAY, *SAYS_HOW_OFTEN, *ASK_WHO_OR_WHICH)
        and request.title != line.spoken(line.clean(title)[0]).removeprefix("add ")
    ]

    assert changed == []
