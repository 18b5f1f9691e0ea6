"""A pile of late tasks: what can be done with all of it, and what became of it."""

from collections.abc import Sequence

from commands.kit import blocks
from commands.kit.blocks import Block
from commands.kit.reader import Reader
from commands.kit.reply import Say, say
from commands.task.operations import Changed, Piled
from commands.task.views import outcomes, words
from storage import facts

PILE = 3  # late tasks from which on they are offered together
NAMED = 20  # tasks that a reply names


def presses() -> Block:
    """Offer to snooze or move all that is late of whoever reads it, to a day that they pick."""
    return blocks.actions(
        blocks.date_menu("Snooze all late until", "task.late.snooze"),
        blocks.date_menu("Move all late to", "task.late.move"),
    )


def snoozed_late(piled: Piled, reader: Reader) -> Say:
    """Say until when late tasks are snoozed."""
    first = next(iter(piled.changed), None)
    until = words.snooze_ends(first, reader) if first else ""
    return _told(piled, f"snoozed until {until}; they stay due when they were", reader)


def moved_late(piled: Piled, reader: Reader) -> Say:
    """Say to which day late tasks were moved."""
    due = next((task.due for task in piled.changed), None)
    day = words.due_day(due, reader) if due else ""
    return _told(piled, f"moved to {day}, each at its own hour", reader)


def _told(piled: Piled, did: str, reader: Reader) -> Say:
    if not piled.changed:
        refused = [outcomes.said(one, reader).text for one in piled.outcomes[:1]]
        return say("\n".join(refused) or "Nothing of yours is late any more. Nothing was changed.")
    group = next(one.group for one in piled.outcomes if isinstance(one, Changed) and one.is_news)
    count = "1 late task" if len(piled.changed) == 1 else f"{len(piled.changed)} late tasks"
    more = ["There are more: do it again for the rest."] if piled.is_more else []
    return say("\n".join([f"{count} {did}: {_names(piled.changed)}", *more]), undo=group)


def _names(tasks: Sequence[facts.Task]) -> str:
    names = [f"T-{task.number}" for task in tasks[:NAMED]]
    more = len(tasks) - len(names)
    return words.both([*names, *([f"{more} more"] if more else [])])
