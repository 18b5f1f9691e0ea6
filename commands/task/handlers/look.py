"""What is shown without changing anything."""

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.kit.requests import Unclear
from commands.task import grammar, views
from storage import changes, facts, tasks
from storage.vocabulary import Noun, TaskStatus


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
        case grammar.Listing():
            listed = await call.store.read(_list, act, request, call.text)
            if isinstance(listed, Unclear):
                return say(listed.words, offers=listed.offers, command="/task")
            title, found_tasks, count = listed
            return views.listing(title, found_tasks, count, call.now, call.today)
        case _:
            return views.usage(None)


def _my_tasks(tx: Session, act: facts.Act) -> tuple[list[facts.Task], list[facts.Task]]:
    mine = tasks.owned_by(act.member.id) if act.member else None
    late = tasks.list_open(tx, act, where=[mine, tasks.late(act.now)], limit=20)
    rest = tasks.list_open(tx, act, where=[mine, ~tasks.late(act.now) | tasks.undated()], limit=20)
    return late, rest


def _with_history(tx: Session, act: facts.Act, number: int) -> tuple[facts.Task, list[facts.Change]] | None:
    task = tasks.find(tx, act, number)
    return (task, changes.list_about(tx, act.team.id, Noun.TASK, task.id)) if task else None


def _list(
    tx: Session, act: facts.Act, wanted: grammar.Listing, line: str
) -> tuple[str, list[facts.Task], int] | Unclear:
    where, titles = [], []
    if wanted.owner or not (wanted.all or wanted.late or wanted.project or wanted.priority or wanted.done):
        owner = kit.owner_of(tx, act, wanted.owner, line, ask="Whose tasks are meant?")
        if isinstance(owner, Unclear):
            return owner
        where.append(tasks.owned_by(owner.id if owner else None))
        titles.append(f"of {owner.name}" if owner else "without an owner")
    if wanted.project:
        project = kit.project_of(tx, act, wanted.project, None, line)
        if isinstance(project, Unclear):
            return project
        where.append(tasks.of_project(project.id if project else 0))
        titles.append(f"in {project.name}" if project else "")
    if wanted.priority:
        where.append(tasks.of_priority(wanted.priority))
        titles.append(f"P{wanted.priority}")
    if wanted.late:
        where.append(tasks.late(act.now))
    state = TaskStatus.DONE if wanted.done else TaskStatus.OPEN
    found = tasks.list_done(tx, act, where=where) if wanted.done else tasks.list_open(tx, act, where=where)
    word = "Done" if wanted.done else "Late" if wanted.late else "Open"
    count = tasks.count(tx, act, tasks.in_status(state), *where)
    return " ".join([f"{word} tasks", *titles]), found, count
