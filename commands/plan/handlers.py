"""What `/project` answers."""

from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.kit.requests import Help, Unclear
from commands.plan import grammar, operations, views


async def run(call: Call) -> Reply:
    """Answer `/project <text>`."""
    name = call.channel.name if call.channel else ""
    match grammar.parse(call.text):
        case grammar.New() as request:
            made = await call.store.write(operations.create, request, call.act(), call.channel)
            return say(made.words) if isinstance(made, Unclear) else views.made(made, name)
        case grammar.Bind(project):
            bound = await call.store.write(operations.bind, project, call.act(), call.channel)
            return say(bound.words) if isinstance(bound, Unclear) else views.bound(bound, name)
        case grammar.Projects():
            return views.listing(await call.store.read(operations.list_visible, call.act()))
        case Unclear(words):
            return say(words)
        case Help():
            return views.usage()
