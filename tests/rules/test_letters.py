"""Letters that a pattern takes for others (İ, ı, ſ and the kelvin sign) raise nowhere, and stay in names."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commands.admin import grammar as admin
from commands.digest import grammar as digest
from commands.kit import when
from commands.kit.readings import Here
from commands.kit.requests import Mention, ProjectRef, key_of
from commands.plan import grammar as plan
from commands.risk import grammar as risk
from commands.standup import grammar as standup
from commands.standup import questions, told
from commands.task import fields, file_dates, grammar, incoming, sheet

HERE = Here(datetime(2026, 11, 25, 10, tzinfo=UTC), "Europe/Istanbul", time(9), time(17))
ALIKE = {"i": "İ", "I": "ı", "s": "ſ", "k": "K"}
SAID = """
done add list late find due by in the next this last first sixth friday six minutes week month
weekly daily fortnightly every weekdays except twice until tonight midnight end of spring christmas
january asap prio high urgent estimate ~3h ~5d +dns cc @kim @isik #risk #İstanbul skip ship t-1 T-7
R-2 needs after because is blocked split into note edit title risk i4 p3 mitigate accept if then may
cause impact close skills explain history standup setup mon,fri 9:30 pause stop resolve report
remind digest twice link review like ask assign half past
"""
WORDS = SAID.split()


def _turned(text: str, places: list[bool]) -> str:
    pairs = zip(text, [*places, *[False] * len(text)], strict=False)
    return "".join(ALIKE.get(letter, letter) if is_turned else letter for letter, is_turned in pairs)


LINES = st.builds(
    _turned, st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), st.lists(st.booleans())
)


def _row(text: str) -> None:
    for name in sheet.COLUMNS:
        read = file_dates.read((incoming.Row(1, {"title": "x", name: text}),), HERE)
        incoming.named(read.rows[0].cells)
        incoming.wanted(file_dates.settled(read.rows[0].cells, day_first=True), HERE)


def _form(text: str) -> None:
    for name in ("title", "estimate", "labels", "after", "repeat", "steps", "notes"):
        fields.read(fields.typed({"title": "x", name: text}), (name,), HERE)


def _answer(text: str) -> None:
    parts = told.split(text, questions.DEFAULT)
    told.read(parts, HERE, questions.DEFAULT)
    told.in_the_way(parts, questions.DEFAULT)


READERS: tuple[Callable[[str], object], ...] = (
    lambda text: grammar.parse(text, HERE),
    lambda text: risk.parse(text, HERE),
    lambda text: standup.parse(text, HERE),
    plan.parse,
    digest.parse,
    admin.parse,
    lambda text: when.read(text, HERE),
    _row,
    _form,
    _answer,
)


@settings(max_examples=120, deadline=None)
@given(LINES)
@example("Standup notes DAİLY")
@example("list due FRİDAY")
@example("Order racks T-4 ıſ done fr\u0131")
@example("Vendor is late p3 İ4")
@example("every frİday at 9:00")
def test_no_grammar_raises_on_letters_that_patterns_take_for_others(text: str) -> None:
    for read in READERS:
        read(text)


def test_a_word_in_turkish_capitals_is_read_as_the_word() -> None:
    score = risk.parse("The vendor is late p3 İ4", HERE)
    assert isinstance(score, risk.Add)
    assert (score.probability, score.impact) == (3, 4)

    task = grammar.parse("ORDER THE WİRE BY FRİDAY", HERE)
    assert isinstance(task, grammar.Add)
    assert task.due
    assert (task.title, task.due.day) == ("ORDER THE WİRE", date(2026, 11, 27))


@pytest.mark.parametrize("name", ["ışık", "Işıl", "İlker"])
def test_names_keep_their_letters(name: str) -> None:
    task = grammar.parse(f"Order DİSKS @{name} #{name} +{name}", HERE)

    assert isinstance(task, grammar.Add)
    assert task.title == "Order DİSKS"
    assert task.owner == Mention(None, name)
    assert task.project == ProjectRef(key_of(name), None)
    assert task.labels == (name.lower(),)
