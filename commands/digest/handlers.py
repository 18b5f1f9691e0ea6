"""What `/digest` answers."""

from datetime import datetime

from sqlmodel import Session

from commands.digest import grammar, operations, views
from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Help, Unclear, Undo
from commands.task import operations as task_operations
from commands.task import views as task_views
from storage import digest_facts, digests, facts, projects, workspaces
from storage.vocabulary import Noun


async def run(call: Call) -> Reply:
    """Answer `/digest <text>`."""
    match grammar.parse(call.text):
        case grammar.SetUp() as request:
            made = await call.store.write(operations.set_up, request, call.act(), call.channel)
            return ask(made, "/digest") if isinstance(made, Unclear) else views.made(made)
        case grammar.Preview(project):
            left = await call.store.read(operations.preview, project, call.act(), call.channel)
            return ask(left, "/digest") if isinstance(left, Unclear) else views.preview(left)
        case grammar.Status():
            return views.status(await call.store.read(_status, call.act()))
        case grammar.Stop() as request:
            act = call.act()
            stopped = await call.store.write(operations.stop, request, act, call.channel)
            return (
                ask(stopped, "/digest") if isinstance(stopped, Unclear) else views.stopped(stopped, act.group)
            )
        case Undo():
            taken = await call.store.write(task_operations.undo, call.act(), None, of={Noun.DIGEST: None})
            return task_views.undone(taken, call.reader)
        case Unclear() as question:
            return ask(await call.store.read(kit.asked, call.act(), question), "/digest")
        case Help():
            return views.usage()


def _status(tx: Session, act: facts.Act) -> list[tuple[digest_facts.Digest, datetime]]:
    """Find the digests of projects the caller may know of that go where they see, and when each is next."""
    running = digests.list_running(tx, act.team.id)
    seen = workspaces.names_seen(tx, act, [one.channel.id for one in running])
    known = {project.id for project in projects.list_known(tx, act)}
    found = [one for one in running if one.channel.id in seen and one.project.id in known]
    return [(digest, operations.next_issue(tx, digest, act.now)[1]) for digest in found]
