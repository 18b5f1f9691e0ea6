"""A pile of late tasks: what can be done with all of it, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from commands.kit import blocks, when
from commands.kit.blocks import Block
from commands.kit.reader import Reader
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.task.grammar import several
from commands.task.operations import Changed, Piled
from commands.task.views import outcomes, words
from storage import facts
from storage.facts import Due

PILE = 3  # late tasks from which on they are offered together
NAMED = 20  # tasks that a reply names


def presses(late: Iterable[facts.Task], now: datetime) -> list[Block]:
    """Offer to snooze or move all that is late of whoever reads it; [] where too few of that are awake."""
    awake = [one for one in late if one.snoozed_until is None or one.snoozed_until <= now]
    if len(awake) < PILE:
        return []
    menus = (
        blocks.date_menu("Snooze all late until", "task.late.snooze"),
        blocks.date_menu("Move all late to", "task.late.move"),
    )
    return [blocks.actions(*menus)]


def snoozed_late(piled: Piled, meant: Due, reader: Reader, offers: Sequence[Offer] = ()) -> Say:
    """Say until when late tasks are snoozed; an hour that was named counts for nothing."""
    first = next(iter(piled.changed), None)
    until = words.snooze_ends(first, reader) if first else ""
    note = "" if when.is_day(meant.words) else words.NO_HOUR
    return _told(piled, f"snoozed until {until}; they stay due when they were", reader, offers, note)


def moved_late(piled: Piled, meant: Due, reader: Reader, offers: Sequence[Offer] = ()) -> Say:
    """Say to which day late tasks were moved, or to which hour of it."""
    first = next(iter(piled.changed), None)
    if first is None or first.due is None:
        return _told(piled, "", reader)
    each = "each at its own hour" if len(piled.changed) > 1 else "at its own hour"
    to = (
        f"{words.due_day(first.due, reader)}, {each}"
        if when.is_day(meant.words)
        else words.due(first, reader)
    )
    return _told(piled, f"moved to {to}", reader, offers)


def _told(piled: Piled, did: str, reader: Reader, offers: Sequence[Offer] = (), note: str = "") -> Say:
    """Say what was done to which tasks, with other readings of the day for the same ones."""
    if not piled.changed:
        refused = [outcomes.said(one, reader).text for one in piled.outcomes[:1]]
        return say("\n".join(refused) or "Nothing of yours is late. Nothing was changed.")
    group = next(one.group for one in piled.outcomes if isinstance(one, Changed) and one.is_news)
    count = counted(len(piled.changed), "late task")
    more = ["There are more: do it again for the rest."] if piled.is_more else []
    subject = several.names_of(tuple(task.number for task in piled.changed))
    others = [replace(each, line=each.line.replace("{id}", subject)) for each in offers]
    text = "\n".join(filter(None, [f"{count} {did}: {names(piled.changed)}", *more, note]))
    return say(text, offers=others, command="/task", undo=group)


def counted(count: int, what: str) -> str:
    """Say how many there are of what ends in "task"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def names(tasks: Sequence[facts.Task]) -> str:
    """Name the first of some tasks by their numbers, and how many more there are."""
    named = [f"T-{task.number}" for task in tasks[:NAMED]]
    more = len(tasks) - len(named)
    return blocks.joined([*named, *([f"{more} more"] if more else [])])
