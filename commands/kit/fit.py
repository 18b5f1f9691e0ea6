"""How much one message may show: of one with too much in its blocks, Slack takes the text alone."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from commands.kit import blocks
from commands.kit.blocks import Block, Message

MESSAGE = 11_000  # characters of all blocks. Source: slackapi/bolt-js, issues 2509 and 2867
# A link, code and an escaped sign: Slack shows what is left of one as it was written.
_WHOLE = re.compile(r"<[^<>]*>|`[^`\n]*`|&(?:amp|lt|gt);")


def size(shown: Iterable[Block]) -> int:
    """Count the characters that blocks show."""
    return sum(_size(block) for block in shown)


def fewer(draw: Callable[[int], list[Block]], most: int, room: int) -> list[Block]:
    """Draw as many of some things, up to `most` and at least one, as fit in `room` characters."""
    drawn = (draw(count) for count in range(most, 0, -1))
    return next((body for body in drawn if size(body) <= room), draw(1))


def fitted(message: Message) -> Message:
    """Cut the longest sections of a message where Slack would not take all of it; whatever is short stays.

    Where it is other blocks that have too much, all stays.
    """
    lengths = sorted(len(text) for block in message.blocks if (text := _text(block)))
    room = sum(lengths) - size(message.blocks) + MESSAGE
    if not len(lengths) <= room < sum(lengths):
        return message
    most = _most(lengths, room)
    return replace(message, blocks=tuple(_cut(block, most) for block in message.blocks))


def _most(lengths: list[int], room: int) -> int:
    """Find how long each of some texts (lengths, shortest first) may be, for all of them to have room."""
    for place, length in enumerate(lengths):
        each = room // (len(lengths) - place)
        if length > each:
            return each
        room -= length
    return blocks.SECTION


def _text(block: Block) -> str:
    """Return the text of a section; "" of one without, and of any other block."""
    return str(block["text"]["text"]) if block["type"] == "section" and "text" in block else ""


def _cut(block: Block, most: int) -> Block:
    text = _text(block)
    if len(text) <= most:
        return block
    return {**block, "text": {**block["text"], "text": _shortened(text, most)}}


def _shortened(text: str, most: int) -> str:
    """Cut mrkdwn where a line ends, or else at a word, and outside of whatever has two ends."""
    line = text.rfind("\n", most // 2, most - 1)
    if line > 0:
        return f"{text[:line]}\n…"
    end = len(blocks.cut(text, most)) - 1
    ends = (found.start() for found in _WHOLE.finditer(text) if found.start() < end < found.end())
    return f"{text[: next(ends, end)].rstrip()}…"


def _size(part: object) -> int:
    match part:
        case {"text": str(text)}:
            return len(text)
        case dict():
            return sum(_size(one) for one in part.values())
        case list():
            return sum(_size(one) for one in part)
    return 0
