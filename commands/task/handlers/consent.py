"""What whoever was given a task answers: no, or another date."""

from commands.kit import when
from commands.kit.call import Call
from commands.kit.readings import Refused
from commands.kit.reply import OpenModal, Reply, say
from commands.task import operations, requests, views
from commands.task.carry import Carry
from commands.task.carry import read as read_carry
from commands.task.handlers.form import place
from commands.task.handlers.told import named, one


async def answer(call: Call, request: requests.Decline) -> Reply:
    """Give a task back, with the reason typed."""
    return await _decline(call, request.number, request.reason)


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
        return say(due.sentence)
    outcome = await call.store.write(operations.propose, named(call), due, call.act())
    if isinstance(outcome, operations.Proposed):
        return say(views.proposed(outcome, call.reader), undo=outcome.group)
    return one(call, outcome)


async def _decline(call: Call, number: int, reason: str) -> Reply:
    return one(call, await call.store.write(operations.decline, number, reason, call.act()))
