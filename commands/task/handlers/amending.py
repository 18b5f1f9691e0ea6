"""What is changed by tokens beside the number of a task."""

from dataclasses import replace

from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Unclear
from commands.task import operations, requests
from commands.task.grammar import amend, several
from commands.task.handlers import dates


async def answer(call: Call, request: requests.Amend) -> Reply:
    """Change the fields that a line names, and say of each task what is different."""
    outcomes = await call.store.write(operations.amend, request, call.act(), line=call.text)
    if isinstance(outcomes, Unclear):
        return ask(replace(outcomes, offers=(*outcomes.offers, *amend.as_title(call.text))), "/task")
    subject = several.names_of(request.numbers)
    offers = tuple(replace(each, line=each.line.replace("{id}", subject)) for each in request.to.offers)
    if len(outcomes) > 1:
        return await dates.tell_all(call, outcomes, offers)
    return await dates.tell(call, outcomes[0], offers)
