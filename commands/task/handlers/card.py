"""What the buttons and menus of cards and lists do."""

from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Replace, Reply
from commands.kit.requests import Mention
from commands.task import operations, views
from commands.task.handlers.told import named, one, pressed


async def done(call: Call) -> Reply:
    """Finish the task a button names. Its card shows it; in a private list the row is told."""
    return pressed(call, await call.store.write(operations.finish, [int(call.text)], call.act()))


async def reopen(call: Call) -> Reply:
    """Open again the task a button names."""
    return pressed(call, await call.store.write(operations.reopen, [int(call.text)], call.act()))


async def assign(call: Call) -> Reply:
    """Give the task of a card to the person picked."""
    owner = Mention(call.text, None)
    outcome = await call.store.write(operations.assign, named(call), owner, call.act())
    return one(call, outcome)


async def undo(call: Call) -> Reply:
    """Take back the group a button names, or the caller's newest."""
    group = call.text if call.door.value == "button" else None
    outcome = await call.store.write(kit.undo, call.act(), group)
    said = views.undone(outcome, call.today)
    return Replace(said.message) if group else said
