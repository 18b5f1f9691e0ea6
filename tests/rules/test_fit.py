"""What Slack takes of one message: its longest texts are cut, pages are parted, lists are shown in part."""

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
