"""What people typed never reads as markup, and fits where it is shown."""

import pytest

from commands.kit import blocks


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("From here", "https://x.example/a", "<https://x.example/a|From here>"),
        ("a|b > c", "https://x.example/a|b>c d", "<https://x.example/a%7Cb%3Ec%20d|a\u2758b &gt; c>"),
        ("two\nlines", "https://x.example/", "<https://x.example/|two lines>"),
    ],
)
def test_neither_the_words_nor_the_address_of_a_link_end_it_early(text: str, url: str, shown: str) -> None:
    assert blocks.link(text, url) == shown


@pytest.mark.parametrize(
    "typed",
    ["<!channel>", "<@U0ANA>", "<https://x.example|here>", "*bold*", "_so_", "~no~", "&lt;"],
)
def test_what_was_typed_pings_nobody_and_formats_nothing(typed: str) -> None:
    shown = blocks.safe(typed)

    assert "<" not in shown
    assert ">" not in shown
    assert (
        shown.replace("\u200b", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == typed
    )
    assert not any(f"{mark}{letter}" in shown for mark in "*_~" for letter in "bsn")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Fix `make a*b` now", "Fix `make a*b` now"),
        ("`a` and `b_c`, `d`", "`a` and `b_c`, `d`"),
        ("see `<!here>`", "see `&lt;!here&gt;`"),
        ("turned `a\u202eb`", "turned `ab`"),
        ("the ` key", "the ˋ key"),
        ("`a` and `b", "`a` and ˋb"),
        ("don`t and won`t", "donˋt and wonˋt"),
        ("`two\nlines`", "ˋtwo\nlinesˋ"),
        ("```x```", "ˋˋˋxˋˋˋ"),
        ("``", "ˋˋ"),
    ],
)
def test_what_stands_between_two_backticks_is_code_and_one_alone_begins_none(typed: str, shown: str) -> None:
    assert blocks.safe(typed) == shown


def test_code_of_our_own_is_not_ended_by_what_was_typed_in_it() -> None:
    assert blocks.code("answer `x` & *y*") == "`answer ˋxˋ &amp; *y*`"


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Order the racks", 15, "Order the racks"),
        ("Order the racks", 14, "Order the…"),
        ("Ordertheracksatonce", 10, "Orderther…"),
        ("a bcdefghijklmnop", 10, "a bcdefgh…"),
    ],
)
def test_a_text_is_cut_at_a_word_that_is_not_too_far_back(text: str, most: int, shown: str) -> None:
    assert blocks.cut(text, most) == shown
    assert len(shown) <= most


def test_a_long_text_is_parted_at_a_line_and_nothing_of_it_is_lost() -> None:
    text = f"{'a' * 60}\n{'b' * 60}"

    assert blocks.parted(text, 100) == ("a" * 60, f"\n{'b' * 60}")
    assert blocks.parted(text, 121) == (text, "")
    assert blocks.parted("c" * 20, 8) == ("c" * 8, "c" * 12)
