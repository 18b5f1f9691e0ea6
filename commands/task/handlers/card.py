"""What the buttons and menus of cards and lists do."""

from datetime import date

from commands.kit.call import Call
from commands.kit.reply import Replace, Reply
from commands.kit.requests import Mention
from commands.task import operations, views
from commands.task.handlers.told import named, one, pressed
from storage import histories
from storage.vocabulary import Door, Noun

_OWN: histories.Scope = {
    Noun.TASK: None,
    Noun.CHANNEL: ("task_emoji",),
    Noun.MEMBER: ("quiet_from", "quiet_until", "skills"),
}


async def done(call: Call) -> Reply:
    """Finish the task a button names. Its card shows it; in a private list the row is told."""
    number, meant = _round(call)
    return pressed(call, await call.store.write(operations.finish, [number], call.act(), meant=meant))


async def skip(call: Call) -> Reply:
    """Move the repeating task a button names on to its next round."""
    number, meant = _round(call)
    return one(call, await call.store.write(operations.skip, number, call.act(), meant=meant))


async def reopen(call: Call) -> Reply:
    """Open again the task a button names."""
    return pressed(call, await call.store.write(operations.reopen, [int(call.text)], call.act()))


async def assign(call: Call) -> Reply:
    """Give the task of a card to the person picked."""
    owner = Mention(call.text, None)
    outcome = await call.store.write(operations.assign, named(call), owner, call.act())
    return one(call, outcome)


async def undo(call: Call) -> Reply:
    """Take back the group a button names, or the caller's newest: of a task, where they type the command."""
    group = call.text if call.door is Door.BUTTON else None
    of = _OWN if call.door is Door.COMMAND else histories.ALL
    outcome = await call.store.write(operations.undo, call.act(), group, of=of)
    said = views.undone(outcome, call.reader)
    return Replace(said.message) if group else said


async def undo_rest(call: Call) -> Reply:
    """Take back what of the group a button names nobody changed since."""
    outcome = await call.store.write(operations.undo, call.act(), call.text, only_free=True)
    return Replace(views.undone(outcome, call.reader).message)


def _round(call: Call) -> tuple[int, date | None]:
    """Read the number of a task, and of a repeating one the day of the round, from a button."""
    number, _, day = call.text.partition("@")
    return int(number), date.fromisoformat(day) if day else None
