"""All that is late of whoever asks, snoozed or moved at once: by line, by the message of the day, on Home."""

from commands.kit.call import Call
from commands.kit.readings import Refused
from commands.kit.reply import Nothing, Reply
from commands.task import operations, requests, views
from commands.task.handlers.dates import picked, refused


async def answer(call: Call, request: requests.SnoozeLate | requests.MoveLate) -> Reply:
    """Snooze or move all late tasks of whoever asks."""
    match request:
        case requests.SnoozeLate(until, offers):
            piled = await call.store.write(operations.snooze_late, until, call.act())
            return _told(call, piled, views.snoozed_late(piled, until, call.reader, offers))
        case requests.MoveLate(due, offers):
            piled = await call.store.write(operations.move_late, due, call.act())
            return _told(call, piled, views.moved_late(piled, due, call.reader, offers))


async def snooze_late(call: Call) -> Reply:
    """Leave the presser alone about all their late tasks until the day picked."""
    until = picked(call)
    if isinstance(until, Refused):
        return refused(call, until, "late", "snooze")
    return await answer(call, requests.SnoozeLate(until))


async def move_late(call: Call) -> Reply:
    """Move all late tasks of the presser to the day picked."""
    due = picked(call)
    if isinstance(due, Refused):
        return refused(call, due, "late", "due")
    return await answer(call, requests.MoveLate(due))


def _told(call: Call, piled: operations.Piled, said: Reply) -> Reply:
    """Say what became of them; a Home shows by itself where all of them went."""
    is_all = bool(piled.changed) and not piled.is_more
    return Nothing() if call.is_home and is_all else said
