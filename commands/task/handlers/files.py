"""Files of tasks."""

from commands.kit.call import Call
from commands.kit.reply import Reply, ask, say
from commands.kit.requests import Unclear
from commands.task import operations, requests, views


async def export(call: Call, request: requests.Export) -> Reply:
    """Have a file of tasks sent to whoever asks."""
    owed = await call.store.write(operations.export, request, call.act())
    if isinstance(owed, Unclear):
        return ask(owed, "/task")
    return say(views.owed(owed.words, owed.count, operations.LARGEST))
