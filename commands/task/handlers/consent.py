"""What whoever was given a task answers: no, or another date."""

from commands.kit import when
from commands.kit.call import Call
from commands.kit.readings import CHANGE, Refused
from commands.kit.reply import OpenModal, Reply, say
from commands.kit.requests import Offer
from commands.task import operations, requests, views
from commands.task.carry import Carry
from commands.task.carry import read as read_carry
from commands.task.handlers.dates import moved
from commands.task.handlers.form import place
from commands.task.handlers.told import named, one
from storage import facts


async def answer(call: Call, request: requests.Decline | requests.Propose) -> Reply:
    """Give a task back, with the reason typed; or ask for another date."""
    match request:
        case requests.Decline(number, reason):
            return await _decline(call, number, reason)
        case requests.Propose(number, due, offers):
            return await _propose(call, number, due, offers)


async def decline(call: Call) -> Reply:
    """Ask why the task a button names is given back."""
    number = int(call.text)
    found = await call.store.read(operations.find_giver, number, call.act())
    if found is None:
        return say(views.unknown(number))
    return OpenModal(views.decline_form(Carry(place(call), numbers=(number,)), *found))


async def save_decline(call: Call) -> Reply:
    """Give a task back, with the reason of the form."""
    return await _decline(call, read_carry(call.carry).numbers[0], call.values["reason"].strip())


async def propose(call: Call) -> Reply:
    """Ask whoever gave a task for the day picked instead."""
    due = when.read(call.text, call.here)
    if isinstance(due, Refused):
        return say(due.sentence(CHANGE))
    return await _propose(call, named(call), due)


async def _propose(call: Call, number: int, due: facts.Due, offers: tuple[Offer, ...] = ()) -> Reply:
    outcome = await call.store.write(operations.propose, number, due, call.act())
    if isinstance(outcome, operations.Proposed):
        words = views.proposed(outcome, call.reader)
        return say(words, offers=offers, command="/task", undo=outcome.group)
    return one(call, outcome)


async def accept(call: Call) -> Reply:
    """Give a task the date that a button names and its owner asked for."""
    number, _, words = call.text.partition(" ")
    due = when.read(words, call.here)
    if isinstance(due, Refused):
        return say(due.sentence(CHANGE))
    return await moved(call, await call.store.write(operations.redate, int(number), due, call.act()))


async def keep(call: Call) -> Reply:
    """Keep a task's date, with a word to its owner, who asked for another."""
    number, _, words = call.text.partition(" ")
    outcome = await call.store.write(operations.note, int(number), words, call.act())
    if not isinstance(outcome, operations.Changed):
        return one(call, outcome)
    return say(views.date_stays(outcome, call.reader), undo=outcome.group)


async def _decline(call: Call, number: int, reason: str) -> Reply:
    return one(call, await call.store.write(operations.decline, number, reason, call.act()))
