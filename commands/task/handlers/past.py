"""What happened to a task: read with the names it speaks of, shown, and put back."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.task import entries, operations, rules, views
from commands.task.handlers.dates import tell
from storage import facts, histories, people, projects, tasks
from storage.vocabulary import Noun

MOST = 400  # changes that are read for a page: an entry has a few
_OF_PEOPLE = ("owner_id", "watchers")
Changes = list[facts.Change]
Past = tuple[facts.Task, Changes, views.Names]


async def history(call: Call, number: int, page: int) -> Reply:
    """Show who did what to a task, with a button to put each of it back."""
    found = await call.store.read(read, call.act(), number, MOST * page)
    if found is None:
        return say(views.unknown(number))
    return views.history(*found, call.reader, may_change=rules.may_change(found[0], call.member), page=page)


async def put_back(call: Call) -> Reply:
    """Put back what an entry of the history names; where others changed it since, ask whoever pressed."""
    number, group, *known = call.text.split()
    outcome = await call.store.write(
        operations.put_back, int(number), group, call.act(), known=known[0].split(",") if known else ()
    )
    match outcome:
        case operations.Overtaken(later=later):
            pairs = [one for pair in later for one in pair]
            names = await call.store.read(named, call.act(), outcome.task, pairs)
            return views.not_put_back(outcome, names, call.reader)
        case operations.AsBefore() | operations.Gone():
            return views.not_put_back(outcome, views.Names({}, {}), call.reader)
        case _:
            return await tell(call, outcome)


def read(tx: Session, act: facts.Act, number: int, most: int = MOST) -> Past | None:
    """Return a task with its newest changes, newest first, and the names they speak of; None for no task."""
    task = tasks.find(tx, act, number)
    if task is None:
        return None
    found = histories.list_about(tx, act.team.id, Noun.TASK, task.id, most)
    names = named(tx, act, task, found)
    return task, entries.seen(found, names.tasks), names


def named(tx: Session, act: facts.Act, task: facts.Task, found: Sequence[facts.Change]) -> views.Names:
    """Look up what the ids in a task's history stand for; of other tasks, only those the reader may see."""
    return views.Names(
        members={each: people.get(tx, each).name for each in _ids(found, *_OF_PEOPLE)},
        tasks=tasks.numbers(tx, act, _ids(found, "after"), dropped=True),
        projects={each: projects.get(tx, each).name for each in _ids(found, "project_id")},
        zone=rules.promised_zone(task) if task.due is None else task.due.zone,
    )


def _ids(found: Sequence[facts.Change], *fields: str) -> set[int]:
    values = [value for change in found if change.field in fields for value in (change.old, change.new)]
    return {each for value in values if value for each in (value if isinstance(value, list) else [value])}
