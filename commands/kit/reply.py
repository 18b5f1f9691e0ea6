"""What a handler answers. How Slack carries it is not known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from commands.kit.blocks import SECTION, Block, Message, actions, button, context, cut, rows, safe, section
from commands.kit.requests import Offer, Unclear

LINE = "line"  # the action of a button that runs a line of text
TOLD = "told"  # the block of buttons below what was done; each of them may be pressed


PLACE = "at"  # begins the block of buttons that act elsewhere than where they stand


def place(channel: str, thread: str, link: str = "") -> str:
    """Name the block of buttons whose message asks about one said in a channel and thread, and gives way."""
    return f"{PLACE}|{channel}|{thread}|{link}"


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the person, privately."""

    message: Message


@dataclass(frozen=True, slots=True)
class Replace:
    """Put this in place of the private message that was clicked."""

    message: Message


@dataclass(frozen=True, slots=True)
class OpenModal:
    """Open a form."""

    view: Block


@dataclass(frozen=True, slots=True)
class NextView:
    """Put this form in place of the one that was submitted."""

    view: Block


@dataclass(frozen=True, slots=True)
class Options:
    """Offer these (text, value) pairs in a menu that asks as one types; at most 100."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """Keep the form open and say at each field (by block id) what is wrong."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Answer with nothing: what people see is a post."""


Reply = Say | Replace | OpenModal | NextView | Options | FieldErrors | Nothing


def say(
    text: str,
    *,
    buttons: Sequence[Block] = (),
    offers: Sequence[Offer] = (),
    command: str = "",
    undo: str = "",
) -> Say:
    """Say one mrkdwn text, with buttons for lines of `command` and for taking back the group `undo`.

    `buttons` stand first. A line may be of any length: one that does not fit is kept while the button shows.
    A text too long for a section is shown as a list of its lines.
    """
    made = [_offered(offer, place, f"{command} {offer.line}") for place, offer in enumerate(offers[:5])]
    row = [*buttons, *made, *([button("Undo", "undo", undo)] if undo else [])]
    shown = [section(text)] if len(text) <= SECTION else rows(text.split("\n"))
    below = [actions(*row, block_id=TOLD if undo else None)] if row else []
    return Say(Message(cut(text, 2000), (*shown, *below)))


def say_rows(lines: Sequence[str]) -> Say:
    """Say a list, a line each; of one too long for a message it says how many are left out."""
    return Say(Message(cut("\n".join(lines), 2000), tuple(rows(lines))))


def ask(question: Unclear, command: str) -> Say:
    """Say what was not acted upon, and offer the lines of `command` that would mend it.

    Nothing that it quotes reads as markup; only code does, between backticks.
    """
    return say(safe(question.words), offers=question.offers, command=command)


def undo_of(message: Message) -> str | None:
    """Find the change group that a message offers to take back, None where it offers none."""
    buttons = (one for block in message.blocks for one in block.get("elements", ()))
    return next((one["value"] for one in buttons if one.get("action_id") == "undo"), None)


def say_saved(told: Say, named: str) -> Say:
    """Add to what is told of a form which of its fields (by name) were saved before it asked about others."""
    first, *rest = told.message.blocks
    return Say(replace(told.message, blocks=(first, context(f"Saved before: {named}."), *rest)))


def say_twice(line: str, undo: str, *, buttons: Sequence[Block] = (), is_gone: bool = False) -> Say:
    """Say that what a private message asked for, shown in `line`, was added before, and maybe taken back."""
    if is_gone:
        return say(f"{line}\nThat was added already, and taken back since. To add it anew, type it again.")
    return say(f"{line}\nThat was added already; nothing was added twice.", buttons=buttons, undo=undo)


def _offered(offer: Offer, place: int, line: str) -> Block:
    match offer.pick:
        case "date":
            return button(offer.label, "pick.date", line)
        case "person":
            return button(offer.label, "pick.person", line)
        case "project":
            return button(offer.label, "pick.project", line)
    return button(offer.label, f"{LINE}.{place}", line)
