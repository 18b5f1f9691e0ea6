"""What `/project` answers."""

from commands.kit.call import Call
from commands.kit.reply import Options, Reply, say
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


async def led_named(call: Call) -> Reply:
    """Offer the projects the caller may bind channels to whose key or name has what was typed in it."""
    wanted = call.text.strip().lower()
    led = await call.store.read(operations.list_led, call.act())
    return Options([(one.name, one.key) for one in led if wanted in f"{one.key} {one.name.lower()}"][:100])
