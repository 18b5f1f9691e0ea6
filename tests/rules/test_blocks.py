"""What people typed never reads as markup, and fits where it is shown."""

from datetime import time

import pytest

from commands.kit import blocks
from commands.plan import views as plan
from storage import facts


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("From here", "https://x.example/a", "<https://x.example/a|From here>"),
        ("a|b > c", "https://x.example/a|b>c d", "<https://x.example/a%7Cb%3Ec%20d|a\u2758b &gt; c>"),
        ("two\nlines", "https://x.example/", "<https://x.example/|two lines>"),
        ("https://x.example/a", "https://x.example/b", "<https://x.example/b|https://x.example/a>"),
    ],
)
def test_neither_the_words_nor_the_address_of_a_link_end_it_early(text: str, url: str, shown: str) -> None:
    assert blocks.link(text, url) == shown


@pytest.mark.parametrize(
    "typed",
    ["<!channel>", "<@U0ANA>", "<x.example|here>", "*bold*", "_so_", "~no~", "&lt;", "<#C0OPS|ops>"],
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
        ("Read https://x.example/~ana/a_b_c.", "Read <https://x.example/~ana/a_b_c>."),
        ("(https://x.example/a_b)", "(<https://x.example/a_b>)"),
        ("https://x.example/A_(b)?", "<https://x.example/A_(b)>?"),
        ("https://x.example/?a=1&b=2", "<https://x.example/?a=1&amp;b=2>"),
        ("<https://x.example|here>", "&lt;<https://x.example>|here&gt;"),
        ("https://x.example/<!here>", "<https://x.example/>&lt;!here&gt;"),
        ("https://<@U0ANA>", "https://&lt;@U0ANA&gt;"),
        ("`https://x.example/a_b`", "`https://x.example/a_b`"),
        ("to ana_s@x.example, please", "to <mailto:ana_s@x.example|ana_s@x.example>, please"),
        ("git@x.example:a", "git@x.example:a"),
        ("https://x.example/a_b…", "https://x.example/a_\u200bb…"),  # it was cut, so it leads elsewhere
    ],
)
def test_an_address_stays_as_it_was_typed_and_leads_where_it_says(typed: str, shown: str) -> None:
    assert blocks.safe(typed) == shown


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


@pytest.mark.parametrize(("count", "shown", "more"), [(1, 1, ""), (70, 70, ""), (200, 168, "… and 32 more")])
def test_a_list_is_shown_in_whole_lines_and_says_how_many_it_leaves_out(
    count: int, shown: int, more: str
) -> None:
    lines = [f"{number:03} {'migration ' * 5}wave" for number in range(1, count + 1)]

    sections = [one["text"]["text"] for one in blocks.rows(lines)]

    told = "\n".join(sections).split("\n")
    assert told[:shown] == lines[:shown]
    assert told[shown:] == ([more] if more else [])
    assert len(sections) <= 4
    assert max(map(len, sections)) < 2600


def test_a_line_longer_than_a_section_is_cut_and_what_is_left_out_is_still_counted() -> None:
    lines = ["x" * 2990] * 6

    sections = [one["text"]["text"] for one in blocks.rows(lines)]

    assert len(sections) == 4
    assert sections[-1].endswith("x…\n… and 2 more")
    assert sum(map(len, sections)) < 11_000


def test_all_of_seventy_projects_are_listed() -> None:
    ana = facts.Member(1, "U1", "Ana Sousa", "ana", "Europe/Lisbon", time(9), time(17))
    numbers = range(1, 71)
    waves = [facts.Project(number, f"wave-{number}", f"Migration wave {number}", 1, 1) for number in numbers]
    channel = facts.Channel(1, "C1", "migration-of-the-third-hall", False, False, True, False, None)

    shown = plan.listing([(wave, ana, [channel]) for wave in waves]).message.blocks

    told = "\n".join(one["text"]["text"] for one in shown)
    assert all(f"*Migration wave {number}*" in told for number in numbers)
    assert "…" not in told


def test_names_of_one_line_are_fifty_at_most_and_the_others_are_counted() -> None:
    names = [f"n{number}" for number in range(1, 53)]

    assert blocks.some(names[:50]).endswith("n49, n50")
    assert blocks.some(names).endswith("n49, n50, and 2 more")
