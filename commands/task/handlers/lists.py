"""Lists, the board and searches."""

from dataclasses import replace

from sqlmodel import Session

from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.kit.requests import ProjectRef, Unclear
from commands.task import operations, requests, rules, views
from storage import facts, task_words, tasks
from storage.vocabulary import TaskStatus


async def listing(call: Call, wanted: requests.Listing) -> Reply:
    """Show one page of the tasks that meet every filter."""
    read = _board if wanted.board else _page
    found = await call.store.read(read, call.act(), _of_here(wanted, call))
    if isinstance(found, Unclear):
        return say(found.words, offers=found.offers, command="/task")
    if isinstance(found, views.Page):
        return views.listing(found, call.now, call.reader)
    return views.board(found, call.now, call.reader)


async def find(call: Call, request: requests.Find) -> Reply:
    """Search titles and notes, and offer the words as a task."""
    found = await call.store.read(_search, call.act(), request.words)
    return views.found(request, found, call.now, call.reader)


def _of_here(wanted: requests.Listing, call: Call) -> requests.Listing:
    """Make a board that names nobody and no project the one of the channel's project, where there is one."""
    named = wanted.all or wanted.owner or wanted.project or wanted.label or wanted.words or wanted.priority
    channel = call.channel
    if not wanted.board or named or channel is None or channel.project_id is None:
        return wanted
    return replace(wanted, project=ProjectRef(None, channel.slack_id))


def _page(tx: Session, act: facts.Act, wanted: requests.Listing) -> views.Page | Unclear:
    chosen = operations.choose(tx, act, wanted)
    if isinstance(chosen, Unclear):
        return chosen
    state = TaskStatus.DONE if wanted.done else TaskStatus.OPEN
    read = tasks.list_done if wanted.done else tasks.list_open
    before = (wanted.page - 1) * views.PAGE
    found = read(tx, act, where=chosen.where, limit=views.PAGE, offset=before)
    count = tasks.count(tx, act, tasks.in_status(state), *chosen.where, most=before + views.MOST)
    return views.Page(" ".join(chosen.words), tuple(found), count, wanted)


def _board(tx: Session, act: facts.Act, wanted: requests.Listing) -> views.Board | Unclear:
    chosen = operations.choose(tx, act, replace(wanted, done=False, late=False, blocked=False))
    if isinstance(chosen, Unclear):
        return chosen
    standing = {
        "To do": (tasks.blocked(is_so=False), tasks.started(is_so=False)),
        "Under way": (tasks.blocked(is_so=False), tasks.started()),
        "Blocked": (tasks.blocked(),),
    }
    columns = []
    for title, where in standing.items():
        found = tasks.list_open(tx, act, where=[*chosen.where, *where], limit=views.COLUMN)
        count = tasks.count(tx, act, tasks.in_status(TaskStatus.OPEN), *chosen.where, *where, most=views.MOST)
        columns.append(views.Column(title, tuple(found), count))
    done = [*chosen.where, tasks.done_since(act.now - rules.JUST_DONE)]
    found = tasks.list_done(tx, act, where=done, limit=views.COLUMN)
    count = tasks.count(tx, act, tasks.in_status(TaskStatus.DONE), *done, most=views.MOST)
    columns.append(views.Column("Done in the last 7 days", tuple(found), count))
    return views.Board(" ".join(("Board", *chosen.words[1:])), tuple(columns), wanted)


def _search(tx: Session, act: facts.Act, words: str) -> list[facts.Task]:
    where = [task_words.containing(tx, words)]
    found = tasks.list_open(tx, act, where=where, limit=views.PAGE + 1)
    if len(found) <= views.PAGE:
        found += tasks.list_done(tx, act, where=where, limit=views.PAGE + 1 - len(found))
    return found
