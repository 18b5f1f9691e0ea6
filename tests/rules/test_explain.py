"""What each word of a line is taken for, and how a task is written down."""

import pytest

from commands.task import explain, grammar
from commands.task.capture import Captured
from commands.task.grammar import Add
from commands.task.written import length, written
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
