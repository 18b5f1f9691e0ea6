"""What is shown without changing anything."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.kit.requests import Unclear
from commands.task import explain, grammar, operations, requests, verbs, views
from commands.task.capture import Captured
from commands.task.handlers import lists
from storage import changes, facts, people, tasks
from storage.vocabulary import Noun

_OF_PEOPLE = ("owner_id", "watchers")


async def answer(call: Call, request: grammar.Request) -> Reply:
    """Answer a request that only looks."""
    act = call.act()
    match request:
        case grammar.MyDay():
            late, rest = await call.store.read(_my_tasks, act)
            return views.my_day(late, rest, call.now, call.today)
        case grammar.Show(number):
            found = await call.store.read(_with_history, act, number)
            return views.shown(*found, call.today) if found else say(views.unknown(number))
        case requests.History(number):
            found = await call.store.read(_with_history, act, number)
            return views.history(*found, call.today) if found else say(views.unknown(number))
        case requests.Listing():
            return await lists.listing(call, request)
        case requests.Find():
            return await lists.find(call, request)
        case requests.Explain(line):
            return await _explain(call, line)
        case _:
            return views.usage(None, grammar.LIVE)


async def _explain(call: Call, line: str) -> Reply:
    match grammar.read(line, call.here):
        case Captured() as captured:
            parts = await call.store.read(_named, call.act(), explain.parts(captured))
            return views.explained(line, captured.add, parts, call.today)
        case Unclear(words, offers):
            return views.explained_refusal(line, words, offers)
        case _:
            return views.explained_command(line, verbs.near(line.split()[0], grammar.LIVE))


def _named(tx: Session, act: facts.Act, parts: tuple[explain.Part, ...]) -> tuple[explain.Part, ...]:
    return tuple(replace(part, words=operations.with_names(tx, act, part.words)) for part in parts)


def _my_tasks(tx: Session, act: facts.Act) -> tuple[list[facts.Task], list[facts.Task]]:
    mine = tasks.owned_by(act.member.id) if act.member else None
    late = tasks.list_open(tx, act, where=[mine, tasks.late(act.now)], limit=20)
    rest = tasks.list_open(tx, act, where=[mine, ~tasks.late(act.now) | tasks.undated()], limit=20)
    return late, rest


def _with_history(
    tx: Session, act: facts.Act, number: int
) -> tuple[facts.Task, list[facts.Change], views.Names] | None:
    task = tasks.find(tx, act, number)
    if task is None:
        return None
    found = changes.list_about(tx, act.team.id, Noun.TASK, task.id)
    return task, found, _names(tx, act, found)


def _names(tx: Session, act: facts.Act, found: Sequence[facts.Change]) -> views.Names:
    """Look up what the ids in a history stand for; of tasks, only those the reader may see."""
    people_ids = {each for change in found if change.field in _OF_PEOPLE for each in _ids(change)}
    task_ids = {each for change in found if change.field == "after" for each in _ids(change)}
    return views.Names(
        {each: people.get(tx, each).name for each in people_ids}, tasks.numbers(tx, act, task_ids)
    )


def _ids(change: facts.Change) -> list[int]:
    values = [change.old, change.new]
    return [each for value in values if value for each in (value if isinstance(value, list) else [value])]
