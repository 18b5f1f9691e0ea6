"""How far a file of tasks is, and what would be made of it. Changes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from commands.task import file_dates, incoming
from commands.task.operations.naming import Naming, Outside, Without, acting
from storage import facts, histories, people, projects, task_imports
from storage.import_facts import Count, Import, Line
from storage.vocabulary import ImportState, Noun, Priority, TaskStatus

_FIRST = 20  # lines in which columns are looked for that are not read


@dataclass(frozen=True, slots=True)
class Would:
    """A task that would be made of a line."""

    title: str
    status: TaskStatus
    owner: facts.Member | None
    finished: datetime | None  # aware UTC; None: it is not done
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
    place: str  # the channel it goes to by its column: "#atlas", "no channel"; "" for the one asked in
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
    outside: tuple[Outside, ...]  # all of them
    elsewhere: Mapping[str, int]  # how many go by their column to which channel that was not asked in
    shared: int  # how many name several owners
    taken_back: int
    read_as: date | None  # how the one of its days is read that could be two; None: there is none
    unread: tuple[str, ...]  # the names of columns that are none of a task's, in its first lines


def standing(tx: Session, import_id: int, now: datetime, *, wrong: int, good: int) -> Standing:
    """Read how far a file is, with its first lines (so many) that have something wrong, or nothing."""
    file = task_imports.get(tx, import_id)
    is_back, is_ready = (file.state is each for each in (ImportState.TAKEN_BACK, ImportState.READY))
    lines = task_imports.list_good(tx, file.id) if is_ready else []
    links = loose(lines) if file.unlinked else []
    naming = Naming(tx, acting(tx, file, now), file) if is_ready else None
    without = tuple(naming.without(lines)) if naming else ()
    elsewhere = Counter(filter(None, map(naming.elsewhere, lines))) if naming else {}
    return Standing(
        file,
        task_imports.count(tx, import_id),
        tuple(task_imports.list_wrong(tx, import_id, wrong)),
        tuple(_would_be(tx, naming, lines[:good], now, links, without)) if naming else (),
        tuple(links[:wrong]),
        without,
        tuple(naming.outside(lines)) if naming else (),
        elsewhere,
        sum(len(incoming.owners(line.cells)) > 1 for line in lines),
        histories.count_undone(tx, file.team_id, file.group or "", Noun.TASK) if is_back else 0,
        file_dates.day(file.doubtful, day_first=file.day_first) if file.doubtful else None,
        tuple(_unread(task_imports.list_lines(tx, file.id, limit=_FIRST))) if is_ready else (),
    )


def _unread(lines: Sequence[Line]) -> dict[str, None]:
    return dict.fromkeys(name for line in lines for name in incoming.unread(line.cells))


def _would_be(
    tx: Session,
    naming: Naming,
    lines: Sequence[Line],
    now: datetime,
    links: Sequence[Loose],
    without: Sequence[Without],
) -> Iterator[Would]:
    """Return what would be made of lines, without what cannot be any more by now."""
    missing = {one.line.place: one.after for one in links}
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
            values["done_at"],
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
            naming.elsewhere(line),
            left.get(line.place, ""),
        )


def loose(lines: Sequence[Line]) -> list[Loose]:
    """Find, of the lines of a file that are imported, those that wait for what is not."""
    known = {line.number for line in lines}
    waits = ((line, incoming.after(line.cells)) for line in lines)
    found = ((line, tuple(one for one in after if one not in known)) for line, after in waits)
    return [Loose(line, after) for line, after in found if after]
