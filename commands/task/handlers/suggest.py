"""What people are good at, and who could own a task."""

from dataclasses import dataclass

from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Offer, Unclear
from commands.task import operations, requests, views
from commands.task.handlers.told import one
from storage import facts


@dataclass(frozen=True, slots=True)
class Could:
    """Lines and buttons that name who could own a new task."""

    notes: tuple[str, ...]
    offers: tuple[Offer, ...]


async def answer(call: Call, request: requests.Skills | requests.Suggest) -> Reply:
    """Show or change skills, or name who could own a task."""
    match request:
        case requests.Suggest(number):
            found = await call.store.read(operations.suggested, number, call.act())
            if not isinstance(found, operations.Suggested):
                return one(call, found)
            return views.suggested(found, call.reader, is_guest=call.member.is_guest)
        case requests.Skills():
            skilled = await call.store.write(operations.set_skills, request, call.act(), line=call.text)
            if isinstance(skilled, Unclear):
                return ask(skilled, "/task")
            return views.skilled(skilled, is_mine=skilled.member.id == call.member.id)


async def could_own(call: Call, task: facts.Task) -> Could:
    """Name who could own a task that nobody owns yet."""
    found = await call.store.read(operations.suggested, task.number, call.act())
    if not isinstance(found, operations.Suggested) or not found.people:
        return Could((), ())
    notes = ("These could own it, by name:", *views.reasons(found.people))
    return Could(notes, tuple(views.offers(found, f"T-{task.number}")))
