"""What is shown a page at a time: how it parts into pages, and which pages a page leads to."""

from collections.abc import Callable, Iterable

from commands.kit import blocks, fit
from commands.kit.blocks import Block
from commands.kit.reply import LINE


def pages(count: int, size: int) -> int:
    """Count the pages of so many things, `size` on each."""
    return -(-count // size)


def turns(page: int, count: int) -> list[tuple[str, int]]:
    """Name the pages that one of `count` leads to: ("Back", 1), ("More", 3); past the last, back to that."""
    back = [("Back", min(page - 1, max(count, 1)))] if page > 1 else []
    return [*back, *([("More", page + 1)] if page < count else [])]


def parted(shown: Iterable[list[Block]], most: int, room: int) -> list[list[Block]]:
    """Part what is shown into pages of up to `most` blocks and `room` characters.

    What belongs together stays on one page, if it fits any.
    """
    found: list[list[Block]] = [[]]
    for each in shown:
        if not _fits([*found[-1], *each], most, room) and found[-1]:
            found.append([])
        for block in each:
            if not _fits([*found[-1], block], most, room) and found[-1]:
                found.append([])
            found[-1].append(block)
    return found


def _fits(shown: list[Block], most: int, room: int) -> bool:
    return len(shown) <= most and fit.size(shown) <= room


def buttons(page: int, count: int, line: Callable[[int], str]) -> list[Block]:
    """Draw the row that leads from a page to those beside it, each by a line; [] where there is no other."""
    row = [blocks.button(label, f"{LINE}.{label.lower()}", line(to)) for label, to in turns(page, count)]
    return [blocks.actions(*row)] if row else []
