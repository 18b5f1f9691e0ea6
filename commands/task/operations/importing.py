"""A file of tasks comes in, twenty lines at a time: checked, shown, saved if its person says so, taken back.

Each batch is one transaction that sets the timer of the next, so it goes on wherever Muster was ended.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter
from typing import Any

from sqlmodel import Session

from commands.task import file_dates, incoming
from commands.task.operations import news
from commands.task.operations.naming import Naming, Without
from storage import (
    changes,
    facts,
    histories,
    people,
    posts,
    projects,
    task_imports,
    tasks,
    timers,
    workspaces,
)
from storage.import_facts import Count, Import, Line
from storage.vocabulary import Door, ImportState, Noun, Place, Priority, TaskStatus

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


@dataclass(frozen=True, slots=True)
class Would:
    """A task that would be made of a line."""

    title: str
    status: TaskStatus
    owner: facts.Member | None
    due: facts.Due | None
    priority: Priority
    project: facts.Project | None
    estimate: int | None  # minutes
    points: int | None
    labels: tuple[str, ...]
    repeat: str | None
    steps: int
    is_begun: bool
    is_blocked: bool
    reason: str  # of what blocks it
    snoozed: datetime | None  # aware UTC; None also when that is past
    watchers: tuple[facts.Member, ...]
    after: tuple[int, ...]  # numbers of the file, of what is imported as well
    left: str = ""  # the name of the owner of open work who has left, so that nobody owns it


@dataclass(frozen=True, slots=True)
class Loose:
    """A line that waits for what is not imported, so that those links are left out."""

    line: Line
    after: tuple[int, ...]  # the numbers it waits for and that are not there


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a file is, for its message."""

    file: Import
    count: Count
    wrong: tuple[Line, ...]
    good: tuple[Would, ...]
    loose: tuple[Loose, ...]
    without: tuple[Without, ...]  # all of them
    taken_back: int
    read_as: date | None  # how the one of its days is read that could be two; None: there is none
    unread: tuple[str, ...]  # the names of columns that are none of a task's, in its first lines


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
    act = _act(tx, file, now)
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


def standing(tx: Session, import_id: int, now: datetime, *, wrong: int, good: int) -> Standing:
    """Read how far a file is, with its first lines (so many) that have something wrong, or nothing."""
    file = task_imports.get(tx, import_id)
    is_back, is_ready = (file.state is each for each in (ImportState.TAKEN_BACK, ImportState.READY))
    lines = task_imports.list_good(tx, file.id) if is_ready else []
    loose = _loose(lines) if file.unlinked else []
    naming = Naming(tx, _act(tx, file, now), file) if is_ready else None
    without = tuple(naming.without(lines)) if naming else ()
    return Standing(
        file,
        task_imports.count(tx, import_id),
        tuple(task_imports.list_wrong(tx, import_id, wrong)),
        tuple(_would_be(tx, naming, lines[:good], now, loose, without)) if naming else (),
        tuple(loose[:wrong]),
        without,
        histories.count_undone(tx, file.team_id, file.group or "", Noun.TASK) if is_back else 0,
        file_dates.day(file.doubtful, day_first=file.day_first) if file.doubtful else None,
        tuple(_unread(task_imports.list_lines(tx, file.id, limit=BATCH))) if is_ready else (),
    )


def _unread(lines: Sequence[Line]) -> dict[str, None]:
    return dict.fromkeys(name for line in lines for name in incoming.unread(line.cells))


def _act(tx: Session, file: Import, now: datetime) -> facts.Act:
    team, member = workspaces.get_team(tx, file.team_id), people.get(tx, file.member_id)
    return facts.Act(team, member, Door.MODAL, now, group=file.group or "")


def _would_be(
    tx: Session,
    naming: Naming,
    lines: Sequence[Line],
    now: datetime,
    loose: Sequence[Loose],
    without: Sequence[Without],
) -> Iterator[Would]:
    """Return what would be made of lines, without what cannot be any more by now."""
    missing = {one.line.place: one.after for one in loose}
    left = {one.line.place: one.owner for one in without}
    for line in lines:
        values = naming.columns(line)
        if isinstance(values, str):
            continue
        day = values["due_day"]
        yield Would(
            values["title"],
            values["status"],
            people.get(tx, values["owner_id"]) if values["owner_id"] else None,
            facts.Due(values["due_at"], day, values["due_words"], values["due_zone"]) if day else None,
            Priority(values["priority"]),
            projects.get(tx, values["project_id"]) if values["project_id"] else None,
            values["estimate"],
            values["points"],
            tuple(values.get("labels", ())),
            values["repeat"],
            len(values["checklist"]),
            values["started_at"] is not None,
            values["blocked_at"] is not None,
            values["blocked_reason"],
            values["snoozed_until"] if values["snoozed_until"] and values["snoozed_until"] > now else None,
            tuple(people.get(tx, each) for each in values.get("watchers", ())),
            tuple(each for each in incoming.after(line.cells) if each not in missing.get(line.place, ())),
            left.get(line.place, ""),
        )


def _loose(lines: Sequence[Line]) -> list[Loose]:
    """Find, of the lines of a file that are imported, those that wait for what is not."""
    known = {line.number for line in lines}
    waits = ((line, incoming.after(line.cells)) for line in lines)
    found = ((line, tuple(one for one in after if one not in known)) for line, after in waits)
    return [Loose(line, after) for line, after in found if after]


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
        problem = f"T-{line.number} stands twice in the file" if line.number in twice else ""
        wanted = problem or naming.columns(line)
        if isinstance(wanted, str):
            found.append((line.place, {"problem": wanted}))
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
    circled = _circled(graph)
    words = "it waits for itself: " + " → ".join(f"T-{number}" for number in circled)
    wrong |= {known[one].place: words for one in circled}
    task_imports.settle(tx, file.id, [(place, {"problem": problem}) for place, problem in wrong.items()])
    task_imports.move(tx, file.id, unlinked=len(_loose(lines)))
    if wrong:
        _check_links(tx, file)


def _circled(graph: dict[int, set[int]]) -> list[int]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[int] = error.args[1]
        return found
    return []


def _save(tx: Session, act: facts.Act, file: Import, lines: Sequence[Line]) -> None:
    naming = Naming(tx, act, file)
    made: list[tuple[int, dict[str, Any]]] = []
    owners: set[int] = set()
    channel = workspaces.get_channel(tx, file.channel_id) if file.channel_id else None
    for line in lines:
        if line.problem:
            continue
        values = naming.columns(line)
        if isinstance(values, str):  # somebody left, or a project was renamed, since it was checked
            made.append((line.place, {"problem": values}))
            continue
        project = projects.get(tx, values["project_id"]) if values["project_id"] else None
        more = {"team_id": act.team.id, "number": changes.number(tx, act.team.id, Noun.TASK)}
        task_id = changes.add(
            tx, act, Noun.TASK, {**values, **more, "channel_id": _audience(channel, project)}
        )
        made.append((line.place, {"task_id": task_id}))
        owners |= {values["owner_id"]} - {None}
    task_imports.settle(tx, file.id, made)
    for owner in sorted(owners):
        news.plan(tx, act.team.id, people.get(tx, owner), act.now)


def _audience(channel: facts.Channel | None, project: facts.Project | None) -> int | None:
    """Find whose members see a task: its project's channel; what is brought in a private one stays there.

    A channel of its project is as good as the project's first.
    """
    found = project.channel_id if project else None
    is_its = channel is not None and project is not None and channel.project_id == project.id
    is_kept = channel is not None and (channel.is_private or found is None or is_its)
    return channel.id if channel and is_kept else found


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
