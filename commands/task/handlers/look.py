"""What is shown without changing anything."""

from dataclasses import replace

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.kit.requests import Unclear
from commands.task import grammar, operations, requests, views
from commands.task.grammar import explain, several, together, verbs
from commands.task.grammar.capture import Captured
from commands.task.handlers import lists, past
from storage import facts, workspaces


async def answer(call: Call, request: grammar.Request) -> Reply:
    """Answer a request that only looks."""
    act = call.act()
    match request:
        case grammar.MyDay():
            day = await call.store.read(operations.read_own_day, act, call.member)
            return views.my_day(day, call.member, call.now, call.reader)
        case grammar.Show(number):
            found = await call.store.read(_whole, act, number)
            return (
                views.shown(*found, call.member, call.now, call.reader)
                if found
                else say(views.unknown(number))
            )
        case requests.History(number, page):
            return await past.history(call, number, page)
        case requests.Listing():
            return await lists.listing(call, request)
        case requests.Find():
            return await lists.find(call, request)
        case requests.Explain(line):
            return await _explain(call, line)
        case _:
            return views.usage(None)


async def _explain(call: Call, line: str) -> Reply:
    match grammar.read(line, call.here):
        case Captured() as captured:
            parts = await call.store.read(_named, call.act(), explain.parts(captured))
            offers = await call.store.read(kit.named, call.act(), captured.add.offers)
            return views.explained(line, replace(captured.add, offers=offers), parts, call.reader)
        case Unclear() as question:
            read = explain.typed(grammar.recognised(line, call.here))
            parts = await call.store.read(_named, call.act(), read)
            asked = await call.store.read(kit.asked, call.act(), question)
            return views.explained_refusal(parts, asked)
        case requests.Amend(numbers):
            return views.explained_change(line, several.names_of(numbers))
        case requests.Together() as request:
            return views.explained_change(line, several.names_of(together.numbers_of(request)))
        case requests.SnoozeLate() | requests.MoveLate():
            return views.explained_change(line, "all your late tasks")
        case requests.HandOver():
            return views.explained_change(line, "all open tasks of one person")
        case _:
            return views.explained_command(line, verbs.near(line.split()[0]))


def _whole(
    tx: Session, act: facts.Act, number: int
) -> tuple[facts.Task, past.Changes, views.Names, list[str], operations.Proposal | None] | None:
    """Return a task with its history, where it belongs and what waits for it, and what date is asked for."""
    found = past.read(tx, act, number)
    if found is None:
        return None
    task = found[0]
    asked = operations.list_pending(tx, [task]).get(task.id)
    where = [views.place(task, _channel(tx, act, task))]
    where += views.held_up(operations.list_held_up(tx, act, task))
    return (*found, where, asked)


def _channel(tx: Session, act: facts.Act, task: facts.Task) -> facts.Channel | None:
    """Find the channel a task belongs to; None where there is none, or the caller may not see it."""
    channel = workspaces.get_channel(tx, task.channel_id) if task.channel_id else None
    return workspaces.find_seen(tx, act, channel.slack_id) if channel else None


def _named(tx: Session, act: facts.Act, parts: tuple[explain.Part, ...]) -> tuple[explain.Part, ...]:
    return tuple(replace(part, words=kit.with_names(tx, act, part.words)) for part in parts)
