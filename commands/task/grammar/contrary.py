"""What one line says of a task in two ways that cannot both hold → which is meant. Knows no tasks."""

import re
from collections.abc import Iterator, Sequence

from commands.kit.requests import Mention, Offer, Unclear
from commands.task.grammar import tokens
from commands.task.requests import (
    Amend,
    Block,
    Drop,
    Finish,
    Part,
    Propose,
    Redate,
    Reopen,
    Snooze,
    Take,
    Unblock,
    Unwatch,
    Watch,
)

_Said = tuple[tuple[int, str], object]  # number and field of a task, and what the field is to be
_STATES: dict[type, tuple[str, object]] = {
    Finish: ("state", Finish),
    Reopen: ("state", Reopen),
    Drop: ("state", Drop),
    Block: ("blocked", True),
    Unblock: ("blocked", False),
    Watch: ("watching", True),
    Unwatch: ("watching", False),
    Take: ("owner", Mention(None, "me")),
}


def places(parts: Sequence[Part]) -> tuple[int, int] | None:
    """Find two parts of a line that cannot both hold ("T-4 fri, T-4 mon"), by their places; None without."""
    said: dict[tuple[int, str], tuple[int, object]] = {}
    for place, part in enumerate(parts):
        for key, value in _said(part):
            first, before = said.setdefault(key, (place, value))
            if before != value and first != place:
                return first, place
    return None


def _said(part: Part) -> Iterator[_Said]:
    match part:
        case Redate(number, due):
            yield (number, "due"), due and due.at
        case Propose(number, due):
            yield (number, "proposed"), due.at
        case Snooze(numbers, until):
            yield from (((number, "snooze"), until and until.at) for number in numbers)
        case Amend():
            yield from (((number, name), value) for number in part.numbers for name, value in _fields(part))
        case _ if type(part) in _STATES:
            name, value = _STATES[type(part)]
            yield from (((number, name), value) for number in part.numbers)


def _fields(part: Amend) -> Iterator[tuple[str, object]]:
    """Tell what an `Amend` makes of each field; of those that hold several things, of each of these."""
    to = part.to
    one: dict[str, object] = {
        "owner": to.owner,
        "due": to.due and to.due.at,
        "priority": to.priority,
        "project": to.project,
        "repeat": to.repeat,
        "estimate": (to.estimate, to.points),
        "title": to.title,
    }
    yield from ((name, one[name]) for name in part.names if name in one)
    yield from ((name, None) for name in part.cleared)
    many = (to.labels, part.less), (to.watchers, part.unwatched), (to.after, part.freed)
    for name, (more, less) in zip(("label", "watcher", "after"), many, strict=True):
        yield from ((f"{name} {each}", True) for each in more)
        yield from ((f"{name} {each}", False) for each in less)


def within(part: Amend, head: str) -> Unclear | None:
    """Ask about what the line `head` both gives to tasks and takes away ("+dns -dns"); None without."""
    said = part.to
    both = (
        *((rf"\+{each}", f"-{each}", f"+{each}") for each in said.labels if each in part.less),
        *(
            (rf"cc:?\s+{_of(each)}", f"-cc {each.text}", f"cc {each.text}")
            for each in said.watchers
            if each in part.unwatched
        ),
        *(
            (rf"{tokens.WAITS}t[-–]{each}", f"-after T-{each}", f"after T-{each}")
            for each in said.after
            if each in part.freed
        ),
    )
    for token, less, more in both:
        kept = {
            more: _without(head, rf"-{token.removeprefix(chr(92) + '+')}"),
            less: _without(head, token),
        }
        offers = tuple(Offer(shown[:75], left) for shown, left in kept.items() if left != head)
        return Unclear(f"{more} and {less} cannot both hold. Nothing was changed. Which one?", offers)
    return None


def _of(who: Mention) -> str:
    return rf"<@{who.slack_id}(?:\|[^>]*)?>" if who.slack_id else rf"@{re.escape(who.name or '')}"


def _without(head: str, token: str) -> str:
    """Take a token out of a line, unless more of its kind follows it there."""
    alone = rf"(?<!\S){token}(?![\w-])(?!\s*(?:,|&|and\b)?\s*(?:[@<]|t[-–]))"
    return " ".join(re.sub(alone, "", head, flags=re.IGNORECASE).split())
