"""How much one message may show: of one with too much in its blocks, Slack takes the text alone."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from commands.kit import blocks
from commands.kit.blocks import Block, Message

MESSAGE = 11_000  # characters of all blocks. Source: slackapi/bolt-js, issues 2509 and 2867


def size(shown: Iterable[Block]) -> int:
    """Count the characters that blocks show."""
    return sum(_size(block) for block in shown)


def fewer(draw: Callable[[int], list[Block]], most: int, room: int) -> list[Block]:
    """Draw as many of some things, up to `most` and at least one, as fit in `room` characters."""
    drawn = (draw(count) for count in range(most, 0, -1))
    return next((body for body in drawn if size(body) <= room), draw(1))


def fitted(message: Message) -> Message:
    """Cut the longest sections of a message where Slack would not take all of it; whatever is short stays."""
    over = size(message.blocks) - MESSAGE
    if over <= 0:
        return message
    lengths = sorted(_size(block) for block in message.blocks if block["type"] == "section")
    most = _most(lengths, sum(lengths) - over)
    return replace(message, blocks=tuple(_cut(block, most) for block in message.blocks))


def _most(lengths: list[int], room: int) -> int:
    """Find how long each of some texts (lengths, shortest first) may be, for all of them to have room."""
    for place, length in enumerate(lengths):
        each = room // (len(lengths) - place)
        if length > each:
            return max(each, 1)
        room -= length
    return blocks.SECTION


def _cut(block: Block, most: int) -> Block:
    if block["type"] != "section" or _size(block) <= most:
        return block
    text = block["text"]
    return {**block, "text": {**text, "text": blocks.cut(text["text"], most)}}


def _size(part: object) -> int:
    match part:
        case {"text": str(text)}:
            return len(text)
        case dict():
            return sum(_size(one) for one in part.values())
        case list():
            return sum(_size(one) for one in part)
    return 0
