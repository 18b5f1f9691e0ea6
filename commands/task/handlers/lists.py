"""Lists, the board and searches."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import ProjectRef, Unclear
from commands.task import operations, requests, rules, views
from storage import facts, task_words, tasks
from storage.vocabulary import TaskStatus

_READ = {TaskStatus.OPEN: tasks.list_open, TaskStatus.DONE: tasks.list_done}
_SEARCHED = {**_READ, TaskStatus.DROPPED: tasks.list_dropped}
NO_COLUMNS = "A board has columns for what is open or was done lately, so this is a list."


@dataclass(frozen=True, slots=True)
class _State:
    """A column of the board: the word that shows it alone, its title, and which tasks stand in it."""

    name: str
    title: str
    status: TaskStatus
    where: tuple[Any, ...]


async def listing(call: Call, wanted: requests.Listing) -> Reply:
    """Show one page of the tasks that meet every filter; as a list what has no columns, and say so."""
    is_past = wanted.column == "done" and wanted.due  # of any time, where the column is of the last days
    note = NO_COLUMNS if wanted.board and (wanted.dropped or wanted.everything or is_past) else ""
    if note:
        column, wanted = wanted.column, replace(wanted, board=False, column="")
        wanted = replace(wanted, blocked=column == "blocked", done=bool(is_past))
    read = _board if wanted.board else _page
    found = await call.store.read(read, call.act(), _of_here(wanted, call))
    if isinstance(found, Unclear):
        return ask(found, "/task")
    if isinstance(found, views.Page):
        return views.listing(found, call.member, call.now, call.reader, note)
    return views.board(found, call.now, call.reader)


async def find(call: Call, request: requests.Find) -> Reply:
    """Search titles and notes, and offer the words as a task."""
    found = await call.store.read(_search, call.act(), request)
    return views.found(request, *found, call.member, call.now, call.reader)


def _of_here(wanted: requests.Listing, call: Call) -> requests.Listing:
    """Make a board that names nobody and no project the one of the channel's project, where there is one."""
    named = wanted.all or wanted.priority or not wanted.is_of_all
    channel = call.channel
    if not wanted.board or named or channel is None or channel.project_id is None:
        return wanted
    return replace(wanted, project=ProjectRef(None, channel.slack_id))


def _page(tx: Session, act: facts.Act, wanted: requests.Listing) -> views.Page | Unclear:
    chosen = operations.choose(tx, act, wanted)
    if isinstance(chosen, Unclear):
        return chosen
    before = (wanted.page - 1) * views.PAGE
    found = operations.read(tx, act, chosen, limit=views.PAGE, offset=before)
    count = operations.count_of(tx, act, chosen, most=before + views.MOST)
    asked = operations.list_pending(tx, found)
    return views.Page(" ".join(chosen.words), tuple(found), count, wanted, asked)


def _board(tx: Session, act: facts.Act, wanted: requests.Listing) -> views.Board | views.Page | Unclear:
    """Read the board, or the one column that is wanted alone."""
    chosen = operations.choose(tx, act, wanted)
    if isinstance(chosen, Unclear):
        return chosen
    title = " ".join(("Board of late tasks" if wanted.late else "Board", *chosen.words[1:]))
    states = [one for one in _states(act.now) if one.status is TaskStatus.OPEN or not wanted.late]
    columns = []
    for state in states:
        where = (*chosen.where, *state.where)
        if state.name == wanted.column:
            return _column(tx, act, f"{title} · {state.title}", state.status, where, wanted)
        found = _READ[state.status](tx, act, where=where, limit=views.COLUMN)
        count = tasks.count(tx, act, tasks.in_status(state.status), *where, most=views.MOST)
        columns.append(views.Column(state.name, state.title, tuple(found), count))
    return views.Board(title, tuple(columns), wanted)


def _states(now: datetime) -> tuple[_State, ...]:
    free, lately = tasks.blocked(is_so=False), tasks.done_since(now - rules.JUST_DONE)
    return (
        _State("todo", "To do", TaskStatus.OPEN, (free, tasks.started(is_so=False))),
        _State("started", "Under way", TaskStatus.OPEN, (free, tasks.started())),
        _State("blocked", "Blocked", TaskStatus.OPEN, (tasks.blocked(),)),
        _State("done", "Done in the last 7 days", TaskStatus.DONE, (lately,)),
    )


def _column(
    tx: Session,
    act: facts.Act,
    title: str,
    status: TaskStatus,
    where: tuple[Any, ...],
    wanted: requests.Listing,
) -> views.Page:
    before = (wanted.page - 1) * views.PAGE
    found = _READ[status](tx, act, where=where, limit=views.PAGE, offset=before)
    count = tasks.count(tx, act, tasks.in_status(status), *where, most=before + views.MOST)
    return views.Page(title, tuple(found), count, wanted)


def _search(tx: Session, act: facts.Act, request: requests.Find) -> tuple[list[facts.Task], int]:
    """Return a page of what a search finds, first what is open, last what was dropped; and how much it is.

    It is counted as a list is.
    """
    where = [task_words.containing(tx, request.words)]
    before = left = (request.page - 1) * views.PAGE
    found: list[facts.Task] = []
    for status, read in _SEARCHED.items():
        some = read(tx, act, where=where, limit=views.PAGE - len(found), offset=left)
        found += some
        if len(found) == views.PAGE:
            break
        passed = (
            left if some else tasks.count(tx, act, tasks.in_status(status), *where, most=left, dropped=True)
        )
        left -= passed
    return found, tasks.count(tx, act, *where, most=before + views.MOST, dropped=True)
