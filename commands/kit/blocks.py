"""Block Kit, as far as Muster shows it. Text people typed never reads as markup or pings anybody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
SECTION, BUTTON, HEADER, OPTION, OPTION_VALUE, BUTTON_VALUE = 3000, 75, 150, 75, 150, 2000
# Characters of a section of lines: four fit a message, and each has room to say how many are left out.
ROWS = 2500
NAMED = 50  # names of one line
PIECE = 600  # characters of foreign text a section surely holds once they are escaped
# What turns the direction of text (U+202A-202E, U+2066-2069) would turn all that stands behind it, too.
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
# A backtick has no sign behind it that would keep it from beginning code, so one that is none looks like it.
_LONE = {ord("`"): "\u02cb"}
_MARKS = str.maketrans({"*": "*\u200b", "_": "_\u200b", "~": "~\u200b"}) | _LONE | _TURNS
_CODE = re.compile(r"(?<![\w`])`([^`\n]+)`(?![\w`])")
# An address is whole where it ends at a sign that ends a word or sentence; one that was cut leads elsewhere.
_PART = r"[^\s()<>|`\u2026\u202a-\u202e\u2066-\u2069]"
_END = r"[.,;:!?'\"\u2019\u201d\u00bb\])}*~]*"
_PAGE = rf"https?://(?:{_PART}|\({_PART}*\)){{1,500}}(?<![.,;:!?'\"\u2019\u201d\u00bb\]}}*~])"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ADDRESS = re.compile(rf"(?<![\w.+@-])({_PAGE}|{_MAIL})(?={_END}(?:[\s<>|]|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a message brings."""

    name: str  # "tasks.csv"
    title: str
    content: bytes  # at least one


@dataclass(frozen=True, slots=True)
class Message:
    """What a message shows: blocks, and the text for notifications and screen readers.

    One that brings a document shows its text alone, and is not brought up to date.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    document: Document | None = None


def safe(text: str) -> str:
    """Escape what a person typed for mrkdwn: no mention, formatting, turned direction or named link survives.

    But code and addresses do: what stands between two backticks is shown as that, and an address leads where
    it says; nothing is put into either, so that both can be copied.
    """
    parts = enumerate(_CODE.split(text))  # text and code in turn
    return "".join(code(part) if at % 2 else _pressable(part) for at, part in parts)


def _pressable(text: str) -> str:
    if "@" not in text and "://" not in text:  # of hundreds of titles of a list, nearly all
        return _plain(text)
    parts = enumerate(_ADDRESS.split(text))  # text and addresses in turn
    return "".join(_address(part) if at % 2 else _plain(part) for at, part in parts)


def _address(text: str) -> str:
    shown = _escaped(text)
    return f"<{shown}>" if "://" in text else f"<mailto:{shown}|{shown}>"


def _plain(text: str) -> str:
    return _escaped(text).translate(_MARKS)


def code(text: str) -> str:
    """Show as code what is to be typed, with what people named in it."""
    return f"`{_escaped(text).translate(_LONE | _TURNS)}`"


def _escaped(text: str) -> str:
    # Source: docs.slack.dev, "Formatting message text": these are the three signs to escape.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(text: str, url: str) -> str:
    """Lead somewhere by words; an address that could end the link early is made harmless."""
    shown = _plain(" ".join(text.split())).replace("|", "\u2758")
    return f"<{url.replace('|', '%7C').replace('>', '%3E').replace(' ', '%20')}|{shown}>"


def cut(text: str, most: int) -> str:
    """Return the text in at most `most` characters, cut at a word and marked with an ellipsis."""
    text = text.translate(_TURNS)
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head[: head.rfind(" ")] if " " in head[most // 2 :] else head).rstrip() + "…"


def rest(text: str, most: int) -> str:
    """Return what `cut` leaves out of a text."""
    text = text.translate(_TURNS)
    return text[len(cut(text, most)) - 1 :].strip() if len(text) > most else ""


def section(text: str, accessory: Block | None = None) -> Block:
    """Show mrkdwn text, with one element beside it if given."""
    block: Block = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": cut(text, SECTION), "verbatim": True},
    }
    return {**block, "accessory": accessory} if accessory else block


def parted(text: str, most: int) -> tuple[str, str]:
    """Part a text where a line ends, or else a word: up to `most` characters of it, and the rest."""
    if len(text) <= most:
        return text, ""
    line, word = text.rfind("\n", 0, most), text.rfind(" ", 0, most)
    end = line if line > most // 2 else word if word > 0 else most
    return text[:end], text[end:]


def sections(text: str, *, most: int = 12, room: int = 12 * SECTION) -> list[Block]:
    """Show foreign text whole, in up to `most` sections of `room` characters; a longer one ends in "…"."""
    pieces: list[str] = []
    while text and len(pieces) < most:
        piece, rest = parted(text, PIECE)
        shown = safe(piece.strip())
        room -= len(shown)
        if room < 0:
            break
        pieces.append(shown)
        text = rest.strip()
    if text:
        pieces[-1:] = [" ".join([*pieces[-1:], "…"])]
    return [section(piece) for piece in pieces]


def rows(lines: Sequence[str], *, most: int = 4) -> list[Block]:
    """Show lines of mrkdwn in up to `most` sections; says how many are left out.

    None of them is parted; one longer than a section is cut.
    """
    pieces: list[str] = []
    for place, line in enumerate(cut(one, ROWS) for one in lines):
        if pieces and len(pieces[-1]) + len(line) < ROWS:
            pieces[-1] += f"\n{line}"
        elif len(pieces) < most:
            pieces.append(line)
        else:
            pieces[-1] += f"\n… and {len(lines) - place:,} more"
            break
    return [section(piece) for piece in pieces]


def some(names: Sequence[str], sign: str = ", ") -> str:
    """Put up to fifty names in a line; says how many are left out."""
    left = [f"and {len(names) - NAMED} more"] if len(names) > NAMED else []
    return sign.join([*names[:NAMED], *left])


def joined(names: Sequence[str]) -> str:
    """Join names: "T-1, T-2 and T-3"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


PRIVATE = "privategroup"  # what a command from a private channel without Muster calls it


def is_named(channel: str) -> bool:
    """Tell whether what Slack calls a channel is its name.

    A conversation it calls "directmessage", or "mpdm-" and who is in it. Source: docs.slack.dev, "Slash
    commands" and "conversations.list".
    """
    return channel not in (PRIVATE, "directmessage") and not channel.startswith("mpdm-")


def called(name: str, that: str = "this") -> str:
    """Name a channel in plain text; one without a name is what it is, as `that` ("this", "a") one."""
    if is_named(name):
        return f"#{name}"
    return f"{that} private channel" if name == PRIVATE else f"{that} conversation"


def place(name: str, that: str = "this") -> str:
    """Name a channel in mrkdwn, as `called` does."""
    return safe(called(name, that))


def begun(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def context(text: str) -> Block:
    """Show a small grey line of mrkdwn."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, SECTION), "verbatim": True}]}


def header(text: str) -> Block:
    """Show a headline; no markup."""
    return {"type": "header", "text": {"type": "plain_text", "text": cut(text, HEADER)}}


def divider() -> Block:
    """Draw a line."""
    return {"type": "divider"}


def button(text: str, action: str, value: str, style: str | None = None) -> Block:
    """Make a button that sends `action` with `value` (at most 2,000 characters)."""
    made: Block = {
        "type": "button",
        "text": {"type": "plain_text", "text": cut(text, BUTTON)},
        "action_id": action,
        "value": value,
    }
    return {**made, "style": style} if style else made


def actions(*elements: Block, block_id: str | None = None) -> Block:
    """Put up to 25 elements in a row."""
    row: Block = {"type": "actions", "elements": list(elements)}
    return {**row, "block_id": block_id} if block_id else row


def person_menu(placeholder: str, action: str, chosen: str | None = None) -> Block:
    """Make a menu of the team's people; `chosen` is a Slack id."""
    menu: Block = {
        "type": "users_select",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": placeholder},
    }
    return {**menu, "initial_user": chosen} if chosen else menu


def date_menu(placeholder: str, action: str, chosen: str | None = None) -> Block:
    """Make a date picker; `chosen` is an ISO date."""
    menu: Block = {
        "type": "datepicker",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": placeholder},
    }
    return {**menu, "initial_date": chosen} if chosen else menu


def people_menu(placeholder: str, action: str, chosen: Sequence[str] = ()) -> Block:
    """Make a menu that takes several of the team's people; `chosen` are Slack ids."""
    menu: Block = {
        "type": "multi_users_select",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": placeholder},
    }
    return {**menu, "initial_users": list(chosen)} if chosen else menu


def time_menu(action: str, chosen: str | None = None) -> Block:
    """Make a time picker; `chosen` is like "16:00"."""
    menu: Block = {"type": "timepicker", "action_id": action}
    return {**menu, "initial_time": chosen} if chosen else menu


def search_menu(placeholder: str, action: str, chosen: tuple[str, str] | None = None) -> Block:
    """Make a menu whose options Muster gives as one types; `chosen` is a (text, value) pair."""
    menu: Block = {
        "type": "external_select",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": placeholder},
        "min_query_length": 0,
    }
    return {**menu, "initial_option": option(*chosen)} if chosen else menu


def option(text: str, value: str) -> Block:
    """Make one option of a menu or a row of boxes; `value` has at most 150 characters."""
    return {"text": {"type": "plain_text", "text": cut(text, OPTION)}, "value": value}


def boxes(action: str, options: Sequence[tuple[str, str]], ticked: Sequence[str] = ()) -> Block:
    """Make up to ten boxes to tick, of (text, value) pairs; `ticked` are values."""
    made = [option(text, value) for text, value in options]
    start = [one for one in made if one["value"] in ticked]
    row: Block = {"type": "checkboxes", "action_id": action, "options": made}
    return {**row, "initial_options": start} if start else row


def either(action: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> Block:
    """Make up to ten buttons of which one holds, of (text, value) pairs."""
    made = [option(text, value) for text, value in options]
    start = [one for one in made if one["value"] == chosen]
    row: Block = {"type": "radio_buttons", "action_id": action, "options": made}
    return {**row, "initial_option": start[0]} if start else row


def menu(action: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> Block:
    """Make a menu of (text, value) pairs, at most 100."""
    made = [option(text, value) for text, value in options]
    start = [option for option in made if option["value"] == chosen]
    select: Block = {"type": "static_select", "action_id": action, "options": made}
    return {**select, "initial_option": start[0]} if start else select


def channel_menu(action: str, chosen: str | None = None) -> Block:
    """Make a menu of the channels a person is in; `chosen` is a Slack id."""
    picker: Block = {
        "type": "conversations_select",
        "action_id": action,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return {**picker, "initial_conversation": chosen} if chosen else picker


def text_input(
    action: str, *, start: str = "", lines: bool = False, most: int = 3000, hint: str = ""
) -> Block:
    """Make a field for text; `lines` lets it grow."""
    field: Block = {
        "type": "plain_text_input",
        "action_id": action,
        "multiline": lines,
        "max_length": most,
    }
    if start:
        field["initial_value"] = start[:most]
    return {**field, "placeholder": {"type": "plain_text", "text": hint}} if hint else field


def file_input(action: str, kinds: Sequence[str]) -> Block:
    """Make a field for one file whose name ends in one of `kinds`."""
    return {"type": "file_input", "action_id": action, "filetypes": list(kinds), "max_files": 1}


def field(block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """Label an input of a modal; its `block_id` names it in the answer. `hint` stands below it."""
    made: Block = {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": element,
        "optional": optional,
    }
    return {**made, "hint": {"type": "plain_text", "text": hint}} if hint else made


def window(message: Message) -> Block:
    """Make a modal that shows a message and asks for nothing."""
    title, close = ({"type": "plain_text", "text": text} for text in ("Muster", "Close"))
    return {"type": "modal", "title": title, "close": close, "blocks": list(message.blocks)}


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str = "Save",
    close: str = "Cancel",
    carry: str = "",
) -> Block:
    """Make a modal. `title` has at most 24 characters; `carry` comes back with the answer."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": {"type": "plain_text", "text": cut(title, 24)},
        "submit": {"type": "plain_text", "text": submit},
        "close": {"type": "plain_text", "text": close},
        "private_metadata": carry,
        "blocks": list(blocks),
    }
