"""All open work of one person given to another: asked first, with how many tasks that is."""

from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Unclear
from commands.task import operations, requests, views


async def answer(call: Call, request: requests.HandOver) -> Reply:
    """Ask whether all of it is meant, or do it."""
    if not request.numbers:
        work = await call.store.read(operations.read_work, request, call.act(), line=call.text)
        return ask(work, "/task") if isinstance(work, Unclear) else views.to_hand_over(work, call.text)
    done = await call.store.write(operations.hand_over, request, call.act(), line=call.text)
    return ask(done, "/task") if isinstance(done, Unclear) else views.handed_over(*done, call.reader)
