"""What `/muster` answers."""

from commands.admin import grammar, operations, views
from commands.kit.call import Call
from commands.kit.reply import Reply, ask, say
from commands.kit.requests import Help, Unclear


async def run(call: Call) -> Reply:
    """Answer `/muster <text>`."""
    match grammar.parse(call.text):
        case grammar.Status():
            found = await call.store.read(operations.status, call.act())
            return say(views.NOT_LEAD) if found is None else views.status(found, call.member.zone, call.today)
        case Unclear() as question:
            return ask(question, "/muster")
        case Help():
            return views.usage()
