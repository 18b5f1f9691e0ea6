"""What `/project` answers."""

from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Options, Reply, ask
from commands.kit.requests import Help, Unclear, Undo
from commands.plan import grammar, operations, views
from commands.task import operations as task_operations
from commands.task import views as task_views
from storage import histories
from storage.vocabulary import Noun

_OWN: histories.Scope = {Noun.PROJECT: None, Noun.CHANNEL: ("project_id",)}


async def run(call: Call) -> Reply:
    """Answer `/project <text>`."""
    name, act = call.channel.name if call.channel else "", call.act()
    match grammar.parse(call.text):
        case grammar.New() as request:
            made = await call.store.write(operations.create, request, act, call.channel)
            return ask(made, "/project") if isinstance(made, Unclear) else views.made(made, name, act.group)
        case grammar.Bind(project):
            bound = await call.store.write(operations.bind, project, act, call.channel)
            return (
                ask(bound, "/project") if isinstance(bound, Unclear) else views.bound(bound, name, act.group)
            )
        case grammar.Unbind():
            freed = await call.store.write(operations.unbind, act, call.channel)
            return (
                ask(freed, "/project")
                if isinstance(freed, Unclear)
                else views.unbound(freed, name, act.group)
            )
        case grammar.Rename() as request:
            renamed = await call.store.write(operations.rename, request, act, call.channel)
            return (
                ask(renamed, "/project")
                if isinstance(renamed, Unclear)
                else views.renamed(renamed, act.group)
            )
        case grammar.HandOver() as request:
            given = await call.store.write(operations.hand_over, request, act, call.channel, line=call.text)
            return (
                ask(given, "/project")
                if isinstance(given, Unclear)
                else views.handed_over(given, call.reader, act.group)
            )
        case Undo():
            taken = await call.store.write(task_operations.undo, act, None, of=_OWN)
            return task_views.undone(taken, call.reader)
        case grammar.Projects():
            return views.listing(await call.store.read(operations.list_visible, act))
        case Unclear() as question:
            return ask(await call.store.read(kit.asked, call.act(), question), "/project")
        case Help():
            return views.usage()


async def led_named(call: Call) -> Reply:
    """Offer the projects the caller may bind channels to whose key or name has what was typed in it."""
    wanted = call.text.strip().lower()
    led = await call.store.read(operations.list_led, call.act())
    return Options([(one.name, one.key) for one in led if wanted in f"{one.key} {one.name.lower()}"][:100])
