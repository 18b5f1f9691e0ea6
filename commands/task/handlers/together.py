"""Several changes by one line, told as one."""

from dataclasses import replace

from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Offer, Unclear
from commands.task import operations, requests, views
from commands.task.grammar import several
from commands.task.handlers import dates


async def answer(call: Call, request: requests.Together) -> Reply:
    """Make all changes of a line, with one Undo; what one of them asks is asked before any is made."""
    outcomes = await call.store.write(operations.together, request.parts, call.act(), line=call.text)
    if isinstance(outcomes, Unclear):
        return ask(outcomes, "/task")
    offers = [offer for part in request.parts for offer in _others(part)]
    snoozed = [part.until for part in request.parts if isinstance(part, requests.Snooze)]
    note = views.NO_HOUR if any(map(dates.names_hour, snoozed)) else ""
    return await dates.tell_all(call, outcomes, offers, note)


def _others(part: requests.Part) -> tuple[Offer, ...]:
    """Return what else the day of one change could be, each for the tasks of that change, and named so."""
    match part:
        case requests.Amend(numbers, to):
            subject, offers = several.names_of(numbers), to.offers
        case requests.Redate(number) | requests.Propose(number):
            subject, offers = f"T-{number}", part.offers
        case requests.Snooze(numbers):
            subject, offers = several.names_of(numbers), part.offers
        case _:
            return ()
    return tuple(
        replace(one, label=f"{subject}: {one.label}"[:75], line=one.line.replace("{id}", subject))
        for one in offers
    )
