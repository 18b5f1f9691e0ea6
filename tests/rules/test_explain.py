"""What each word of a line is taken for, how a task is written down, and how a gap in a line is filled."""

import pytest

from commands.kit import pick
from commands.kit.requests import HOLE
from commands.task import grammar
from commands.task.grammar import Add, explain
from commands.task.grammar.capture import Captured
from commands.task.grammar.written import length, written
from tests.rules.test_phrases import HERE


def parts(text: str) -> list[tuple[str, str]]:
    found = grammar.read(text, HERE)
    assert isinstance(found, Captured)
    return [(part.words, part.role) for part in explain.parts(found)]


def test_words_are_shown_in_the_order_they_were_typed_and_the_whole_line_comes_last() -> None:
    assert parts("@bob, renew the certificate !high by fri +dns") == [
        ("@bob,", "owner"),
        ("renew the certificate", "title"),
        ("!high", "priority"),
        ("by fri", "due"),
        ("+dns", "label"),
        ('add "renew the certificate" @bob !p2 +dns due 2026-11-27 17:00', "in full"),
    ]


def test_signs_between_tokens_are_no_part_of_the_title() -> None:
    assert parts("Renew it, @bob, fri")[:-1] == [("Renew it,", "title"), ("@bob,", "owner"), ("fri", "due")]


@pytest.mark.parametrize(
    ("minutes", "text"), [(2400, "~1w"), (480, "~1d"), (180, "~3h"), (90, "~90m"), (3600, "~60h")]
)
def test_an_estimate_is_written_in_the_largest_unit_that_fits(minutes: int, text: str) -> None:
    assert length(minutes) == text


def test_a_title_with_a_double_quote_stands_as_it_is() -> None:
    task = grammar.parse('Read "the <b> report" well\nnow & then', HERE)

    assert isinstance(task, Add)
    assert written(task) == 'add Read "the &lt;b&gt; report" well\nnow &amp; then'


def test_what_was_picked_goes_where_the_line_lacks_it() -> None:
    assert pick.filled(f"/task Sign it due {HOLE}", day="2026-12-01") == "/task Sign it due 2026-12-01"
    assert pick.filled(f"/task {HOLE} sign it", person="U1") == "/task <@U1> sign it"


def test_each_form_asks_for_one_thing_and_carries_the_line() -> None:
    for form, block in ((pick.date_form("C1|||line"), "date"), (pick.person_form("C1|||line"), "person")):
        assert [one["block_id"] for one in form["blocks"]] == [block]
        assert form["private_metadata"] == "C1|||line"
