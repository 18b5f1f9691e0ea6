"""What Slack takes of one message: its longest texts are cut, pages are parted, lists are shown in part."""

import re

import pytest

from commands.kit import blocks, fit, paging
from commands.kit.blocks import Block, Message
from commands.kit.reply import say


def shown(*lengths: int) -> tuple[Block, ...]:
    return tuple(blocks.section("x" * length) for length in lengths)


def lengths(message: Message) -> list[int]:
    return [len(one["text"]["text"]) for one in message.blocks if one["type"] == "section"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), []),
        ((3000, 3000, 3000, 2000), [3000, 3000, 3000, 2000]),
        ((3000, 10, 3000, 3000, 3000), [2747, 10, 2747, 2747, 2747]),
        ((3000, 3000, 2900, 2600, 3000), [2200] * 5),
        ((300,) * 50, [220] * 50),
    ],
)
def test_of_a_message_with_too_much_the_longest_sections_are_cut_to_one_length(
    before: tuple[int, ...], after: list[int]
) -> None:
    assert lengths(fit.fitted(Message("", shown(*before)))) == after


def test_what_is_not_a_section_stays_whole_where_others_are_cut() -> None:
    row = blocks.actions(blocks.button("Undo", "undo", "1"))

    cut = fit.fitted(Message("", (*shown(3000, 3000, 3000, 3000), blocks.context("y" * 900), row)))

    assert fit.size(cut.blocks) <= fit.MESSAGE
    assert (lengths(cut), cut.blocks[4:]) == ([2524] * 4, (blocks.context("y" * 900), row))


PAGE = "https://acme.slack.com/archives/C1/p1"


OPEN = re.compile(r"<[^>]*$|&\w*$|^[^`]*`(?:[^`]*`[^`]*`)*[^`]*$")


@pytest.mark.parametrize(
    "line",
    [
        f"{blocks.link('Order the racks and cables of the third row', PAGE)} is late",
        f"{blocks.code('/task move T-1 two weeks later')} does it",
        blocks.safe("R&D<or>Q&A&" + "&" * 90),
    ],
)
def test_where_a_section_is_cut_no_link_code_or_sign_is_left_open(line: str) -> None:
    whole = (f"{'x' * length} {line * 80}"[:2900] for length in range(1, 100))

    cut = [fit.fitted(Message("", (blocks.section(text),) * 5)).blocks[0]["text"]["text"] for text in whole]

    assert {len(text) > 1900 for text in cut} == {True}
    assert not [text for text in cut if OPEN.search(text.removesuffix("…"))]


def test_a_section_of_lines_is_cut_where_a_line_ends() -> None:
    text = "\n".join([f"{blocks.link('Order the racks', PAGE)} is late"] * 40)

    [told, *_] = fit.fitted(Message("", (blocks.section(text),) * 5)).blocks

    assert {*told["text"]["text"].split("\n")} == {text.split("\n")[0], "…"}


@pytest.mark.parametrize(
    "long",
    [
        [blocks.context("c" * 1500)] * 12,
        [{"type": "section", "fields": [{"type": "mrkdwn", "text": "f" * 1900}] * 6}] * 2,
    ],
)
def test_where_the_texts_of_sections_are_not_what_is_too_long_all_stays(long: list[Block]) -> None:
    message = Message("", (*shown(5), *long))

    assert fit.fitted(message) == message


def test_what_stands_beside_the_text_of_a_section_counts_too() -> None:
    row = blocks.section("x" * 3000, blocks.button("Open it", "open", "1"))

    assert fit.size(fit.fitted(Message("", (row,) * 4)).blocks) <= fit.MESSAGE


@pytest.mark.parametrize(("room", "count"), [(1000, 10), (999, 9), (250, 2), (50, 1)])
def test_of_a_list_as_much_is_drawn_as_has_room_and_one_at_least(room: int, count: int) -> None:
    assert len(fit.fewer(lambda most: [*shown(*[100] * most)], 10, room)) == count


@pytest.mark.parametrize(
    ("groups", "pages"),
    [
        ([], [[]]),
        ([(100,), (100, 100), (100,)], [[100], [100, 100], [100]]),
        ([(10,), (10,), (10,), (10,)], [[10, 10, 10], [10]]),
        ([(10,), (90, 90, 90, 90)], [[10], [90, 90], [90, 90]]),
    ],
)
def test_pages_hold_so_many_blocks_and_characters_and_part_only_what_fits_none(
    groups: list[tuple[int, ...]], pages: list[list[int]]
) -> None:
    parted = paging.parted(([*shown(*group)] for group in groups), most=3, room=200)

    assert [lengths(Message("", tuple(page))) for page in parted] == pages


@pytest.mark.parametrize(
    ("room", "pieces"),
    [(900, ["a" * 600, "b" * 300]), (899, [f"{'a' * 600} …"]), (100, ["…"])],
)
def test_of_a_text_with_too_little_room_the_beginning_is_shown_and_marked(
    room: int, pieces: list[str]
) -> None:
    told = blocks.sections(f"{'a' * 600}\n{'b' * 300}", room=room)

    assert [one["text"]["text"] for one in told] == pieces


def test_an_answer_of_many_lines_is_a_list_whose_text_can_be_brought_up_to_date() -> None:
    told = say("\n".join(f"*T-{number}* {'x' * 240}: done" for number in range(1, 21)), undo="1").message

    assert "".join(str(one) for one in told.blocks).count("*T-") == 20
    assert [one["type"] for one in told.blocks] == ["section", "section", "section", "actions"]
    assert len(told.text) <= 2000
