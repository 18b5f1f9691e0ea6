"""What whoever was given a task answers: no, or another date."""

from collections.abc import Sequence

from commands.kit import when
from commands.kit.call import Call
from commands.kit.carry import Carry
from commands.kit.carry import read as read_carry
from commands.kit.readings import CHANGE, Refused
from commands.kit.reply import OpenModal, Reply, say
from commands.kit.requests import Offer
from commands.task import operations, requests, views
from commands.task.handlers.dates import moved
from commands.task.handlers.form import place
from commands.task.handlers.told import named, one, told
from storage import facts


async def answer(call: Call, request: requests.Decline | requests.Propose) -> Reply:
    """Give tasks back, with the reason typed or asked for; or ask for another date."""
    match request:
        case requests.Decline(numbers, reason) if reason:
            return await _decline(call, numbers, reason)
        case requests.Decline(numbers):
            return await _ask_why(call, numbers)
        case requests.Propose(number, due, offers):
            return await _propose(call, number, due, offers)


async def decline(call: Call) -> Reply:
    """Ask why the task a button names is given back."""
    return await _ask_why(call, (int(call.text),))


async def save_decline(call: Call) -> Reply:
    """Give the tasks of a form back, for the reason it gives."""
    return await _decline(call, read_carry(call.carry).numbers, call.values["reason"].strip())


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
    return await moved(call, await call.store.write(operations.accept, int(number), due, call.act()))


async def keep(call: Call) -> Reply:
    """Keep a task's date, with a word to its owner, who asked for another."""
    number, _, words = call.text.partition(" ")
    outcome = await call.store.write(operations.keep, int(number), words, call.act())
    if not isinstance(outcome, operations.Changed):
        return one(call, outcome)
    return say(views.date_stays(outcome, call.reader), undo=outcome.group)


async def _ask_why(call: Call, numbers: Sequence[int]) -> Reply:
    """Ask why tasks are given back; where none of them can be, say that instead."""
    found = await call.store.read(operations.list_givers, numbers, call.act())
    theirs = [each for each in found if isinstance(each, operations.Returnable)]
    if not theirs:
        return told(call, [each for each in found if not isinstance(each, operations.Returnable)])
    carry = Carry(place(call), numbers=tuple(numbers))
    return OpenModal(views.decline_form(carry, [(each.task, each.giver) for each in theirs]))


async def _decline(call: Call, numbers: Sequence[int], reason: str) -> Reply:
    return told(
        call, await call.store.write(operations.each, operations.decline, numbers, reason, call.act())
    )
