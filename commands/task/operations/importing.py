"""A file of tasks comes in, twenty lines at a time: checked, shown, saved if its person says so, taken back.

Each batch is one transaction that sets the timer of the next, so it goes on wherever Muster was ended.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from commands.task import file_dates, incoming
from commands.task.circles import circles
from commands.task.operations import news
from commands.task.operations.naming import Naming, acting
from commands.task.operations.previewing import loose
from storage import changes, facts, histories, people, posts, task_imports, tasks, timers
from storage.db import TakenBack, savepoint
from storage.import_facts import Import, Line
from storage.vocabulary import ImportState, Noun, Place

BATCH = 20  # lines of a transaction: whoever types meanwhile waits for one, on SQLite
TIDIED = 500  # lines forgotten at once
IMPORT = "task.import"  # the post, and the timer
OVER = "task.import.over"  # the timer of the end of the ten minutes in which all can be taken back
_UNDER_WAY = (ImportState.CHECKING, ImportState.SAVING, ImportState.LINKING, ImportState.TAKING_BACK)
_NEXT = {
    ImportState.CHECKING: ImportState.READY,
    ImportState.SAVING: ImportState.LINKING,
    ImportState.LINKING: ImportState.DONE,
    ImportState.TAKING_BACK: ImportState.TAKEN_BACK,
}
# What a press of a button (or /task undo) may lead from and to.
PRESSES = {
    "save": ((ImportState.READY,), ImportState.SAVING),
    "days": ((ImportState.READY,), ImportState.READY),
    "months": ((ImportState.READY,), ImportState.READY),
    "cancel": ((ImportState.READY,), ImportState.CANCELLED),
    "back": ((ImportState.SAVING, ImportState.LINKING, ImportState.DONE), ImportState.TAKING_BACK),
}
T = TypeVar("T")
log = logging.getLogger("muster.import")


def bring(
    tx: Session, act: facts.Act, name: str, read: file_dates.Read, channel: facts.Channel | None
) -> None:
    """Keep a file's rows, owe the message that shows how far it is, and begin to check them."""
    place = channel.id if channel and not channel.is_dm else None
    lines = ((row.row, incoming.number(row.cells), row.cells) for row in read.rows)
    import_id = task_imports.add(
        tx, act, name, place, lines, doubtful=read.doubtful, day_first=read.day_first
    )
    posts.owe(
        tx,
        act.team.id,
        once=f"task_import:{import_id}",
        kind=IMPORT,
        now=act.now,
        noun=Noun.TASK_IMPORT,
        subject_id=import_id,
        place=Place.DM,
        member_id=act.member.id if act.member else None,
    )
    _go_on(tx, task_imports.get(tx, import_id), act.now)


def press(tx: Session, act: facts.Act, import_id: int, pressed: str) -> bool:
    """Save, cancel or take back a file of one's own, or have its dates read days first or months first.

    False where it stands otherwise, or is too old.
    """
    file = task_imports.find(tx, import_id, to_change=True)
    before, after = PRESSES[pressed]
    if file is None:
        return False
    is_late = file.state is ImportState.DONE and act.now - file.at > histories.UNDO_WINDOW
    posts.stale(tx, Noun.TASK_IMPORT, file.id)
    if act.member is None or file.member_id != act.member.id or file.state not in before or is_late:
        return False
    timers.cancel(tx, OVER, str(file.id), now=act.now, reason="taken back")
    task_imports.move(tx, file.id, state=after, place=0, at=act.now, **_pressed(act, pressed))
    _go_on(tx, task_imports.get(tx, import_id), act.now)
    return True


def _pressed(act: facts.Act, pressed: str) -> dict[str, Any]:
    match pressed:
        case "save":
            return {"group": act.group}
        case "days" | "months":  # what could be two days is neither's fault: what was wrong stays so
            return {"day_first": pressed == "days"}
    return {}


def go_on(tx: Session, import_id: int, now: datetime) -> None:
    """Do the next batch of a file's lines."""
    file = task_imports.find(tx, import_id, to_change=True)
    if file is None:
        return
    lines = task_imports.list_lines(tx, file.id, after=file.place, limit=BATCH)
    act = acting(tx, file, now)
    match file.state:
        case ImportState.CHECKING:
            _check(tx, act, file, lines)
        case ImportState.SAVING:
            _save(tx, act, file, lines)
        case ImportState.LINKING:
            _link(tx, act, file, lines)
        case ImportState.TAKING_BACK:
            _take_back(tx, act, file, lines)
        case _:
            return
    if len(lines) == BATCH:
        task_imports.move(tx, file.id, place=file.place + BATCH)
    else:
        _end(tx, file, now)
    posts.stale(tx, Noun.TASK_IMPORT, file.id)
    _go_on(tx, task_imports.get(tx, file.id), now)


def settle(tx: Session, import_id: int) -> None:
    """Let the message of a file offer no longer what cannot be done any more."""
    posts.stale(tx, Noun.TASK_IMPORT, import_id)


def tidy(tx: Session, now: datetime) -> bool:
    """Give up what nobody decided on within thirty days, and forget some of what ended as long ago.

    False: there was nothing to forget.
    """
    if given_up := task_imports.give_up(tx, now=now):
        posts.stale(tx, Noun.TASK_IMPORT, *given_up)
    return task_imports.forget(tx, now=now, limit=TIDIED)


def _go_on(tx: Session, file: Import, now: datetime) -> None:
    if file.state in _UNDER_WAY:
        occurrence = f"{file.state}:{file.place}"
        timers.set_(tx, file.team_id, IMPORT, str(file.id), occurrence=occurrence, due_at=now)


def _end(tx: Session, file: Import, now: datetime) -> None:
    if file.state is ImportState.CHECKING:
        _check_links(tx, file)
    after = _NEXT[file.state]
    task_imports.move(tx, file.id, state=after, place=0, at=now)
    if after is ImportState.DONE:
        over = now + histories.UNDO_WINDOW
        timers.set_(tx, file.team_id, OVER, str(file.id), occurrence="over", due_at=over)


def _check(tx: Session, act: facts.Act, file: Import, lines: Sequence[Line]) -> None:
    twice = task_imports.list_twice(tx, file.id)
    naming = Naming(tx, act, file)
    found: list[tuple[int, dict[str, Any]]] = []
    for line in lines:
        wanted: dict[str, Any] | str = _alone(tx, file, line, partial(naming.columns, line))
        wrong = [f"T-{line.number} stands twice in the file"] if line.number in twice else []
        if wrong := [*wrong, *([wanted] if isinstance(wanted, str) else [])]:
            found.append((line.place, {"problem": "; ".join(wrong)}))
    task_imports.settle(tx, file.id, found)


def _check_links(tx: Session, file: Import) -> None:
    """Mark the lines that wait for what repeats, or in a circle; count those that wait outside the file."""
    lines = task_imports.list_good(tx, file.id)
    known = {line.number: line for line in lines if line.number is not None}
    waits = [(line, set(incoming.after(line.cells))) for line in lines]
    repeating = {number for number, line in known.items() if line.cells.get("repeat", "").strip()}
    wrong = {
        line.place: f"it waits for T-{min(before & repeating)}, which repeats and is never done for good"
        for line, before in waits
        if before & repeating
    }
    graph = {line.number: before & known.keys() for line, before in waits if line.number is not None}
    for circle in circles(graph):
        words = "it waits for itself: " + " → ".join(f"T-{number}" for number in circle)
        wrong |= {known[one].place: words for one in circle}
    task_imports.settle(tx, file.id, [(place, {"problem": problem}) for place, problem in wrong.items()])
    left = [line for line in lines if line.place not in wrong]
    task_imports.move(tx, file.id, unlinked=len(loose(left)))


def _save(tx: Session, act: facts.Act, file: Import, lines: Sequence[Line]) -> None:
    naming = Naming(tx, act, file)
    made: list[tuple[int, dict[str, Any]]] = []
    owners: set[int] = set()
    for line in lines:
        if line.problem:
            continue
        task = _alone(tx, file, line, partial(_made, tx, act, naming, line))
        if isinstance(task, str):  # somebody left, or a project was renamed, since it was checked
            made.append((line.place, {"problem": task}))
            continue
        made.append((line.place, {"task_id": task[0]}))
        owners |= {task[1]} if task[1] else set()
    task_imports.settle(tx, file.id, made)
    for owner in sorted(owners):
        news.plan(tx, act.team.id, people.get(tx, owner), act.now)


def _made(tx: Session, act: facts.Act, naming: Naming, line: Line) -> tuple[int, int | None] | str:
    """Make the task of a line; return its id and its owner's, or all that is wrong with the line."""
    values = naming.columns(line)
    if isinstance(values, str):
        return values
    more = {"team_id": act.team.id, "number": changes.number(tx, act.team.id, Noun.TASK)}
    return changes.add(tx, act, Noun.TASK, {**values, **more}), values["owner_id"]


def _alone(tx: Session, file: Import, line: Line, work: Callable[[], T]) -> T | str:
    """Do what one line wants; if it raises, words say that of the line, and the others go on without it."""
    try:
        with savepoint(tx):
            return work()
    # The database will not, whatever the line, or its project was taken back since the batch read it: the
    # whole batch is tried again, and says which project there is none of.
    except (OperationalError, TakenBack):
        raise
    except Exception:
        reference = secrets.token_hex(3).upper()
        log.exception("Reference %s: line %s of file %s failed", reference, line.line, file.id)
        return f"Muster could not read it; if it happens again, quote reference {reference}"


def _link(tx: Session, act: facts.Act, file: Import, lines: Sequence[Line]) -> None:
    for line in lines:
        numbers = incoming.after(line.cells)
        before = task_imports.made_of(tx, file.id, numbers) if numbers and line.task_id else []
        if before and line.task_id:
            changes.apply(tx, act, Noun.TASK, line.task_id, {"after": before})


def _take_back(tx: Session, act: facts.Act, file: Import, lines: Sequence[Line]) -> None:
    """Drop what was made; what somebody changed since stays, and is named."""
    kept: list[tuple[int, dict[str, Any]]] = []
    for line in lines:
        if line.task_id is None:
            continue
        group = histories.list_group(tx, act.team.id, act.group, (Noun.TASK, line.task_id))
        own = facts.Act(act.team, act.member, act.door, act.now, group=f"{file.group}b")
        if changes.undo(tx, own, group):
            number = tasks.get(tx, line.task_id).number
            kept.append((line.place, {"problem": f"T-{number} was changed since, and stays"}))
        else:
            kept.append((line.place, {"task_id": None}))
    task_imports.settle(tx, file.id, kept)
