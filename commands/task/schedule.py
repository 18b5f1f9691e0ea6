"""What follows from one task waiting for another: loops, earliest dates, shifts. Knows no store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from graphlib import TopologicalSorter

from commands.kit import calendar
from storage import facts
from storage.facts import Due

WORK_START, WORK_END = time(9), time(17)  # of a task nobody owns
Pair = tuple[int, int]  # the id of a task, and of one it waits for
Away = Callable[[facts.Member, date], bool]  # whether somebody is away on a day of theirs


@dataclass(frozen=True, slots=True)
class Ready:
    """When a task can begin as the dates stand, and the chain it waits for that decides it, first to last."""

    at: datetime | None  # aware UTC; None: nothing it waits for has a date
    chain: tuple[facts.Task, ...]
    fits: Due | None = (
        None  # its first due date from then and from now on; None: no date is known, or it has none
    )


@dataclass(frozen=True, slots=True)
class Shift:
    """A task that would begin before what it waits for is done, and its first date that fits."""

    task: facts.Task
    due: Due


def loop(task: int, before: int, pairs: Iterable[Pair]) -> list[int]:
    """Find the shortest loop that a link from `task` to `before` would close; [] when it closes none.

    It begins and ends with `task`; each waits for the one behind it.
    """
    waits: dict[int, list[int]] = {}
    for one, other in pairs:
        waits.setdefault(one, []).append(other)
    came: dict[int, int | None] = {before: None}
    queue = [before]
    for one in queue:
        if one == task:
            return [task, *_back(task, came)]
        for other in sorted(waits.get(one, ())):
            if other not in came:
                came[other] = one
                queue.append(other)
    return []


def _back(task: int, came: Mapping[int, int | None]) -> list[int]:
    path: list[int] = []
    one: int | None = task
    while one is not None:
        path.append(one)
        one = came[one]
    return path[::-1]


def ready(task: facts.Task, before: Sequence[facts.Task], now: datetime, away: Away) -> Ready:
    """Find when a task can begin, and be due. `before` holds all open ones that it waits for, near and far.

    What is late already ends `now` (aware UTC) at the earliest.
    """
    known = {one.id: one for one in (*before, task)}
    done_at: dict[int, tuple[datetime | None, tuple[facts.Task, ...]]] = {}
    for one in _in_order(known.values()):
        waits = [done_at[link.id] for link in one.after if link.is_open and link.id in done_at]
        at, chain = max(waits, key=lambda found: (found[0] is not None, found[0]), default=(None, ()))
        if one is task:
            return Ready(at, chain, fitting(task, max(at, now), away) if at else None)
        due = one.due.at if one.due else None
        ends = max((each for each in (at, due) if each), default=None)
        done_at[one.id] = (ends, (*chain, one))
    return Ready(None, ())


def shifts(moved: facts.Task, later: Sequence[facts.Task], away: Away) -> list[Shift]:
    """Find what has to move after `moved` has: each to its first date that fits, first to last.

    `later` holds the open tasks that wait for it, near and far. One without a date has none to move.
    """
    if moved.due is None:
        return []
    ends = {moved.id: moved.due.at}
    found = []
    for one in _in_order((moved, *later)):
        starts = max((ends[link.id] for link in one.after if link.id in ends), default=None)
        if one is moved or starts is None:
            continue
        due = fitting(one, starts, away)
        if due is not None and due != one.due:
            found.append(Shift(one, due))
        ends[one.id] = max(starts, due.at) if due else starts
    return found


def fitting(task: facts.Task, starts: datetime, away: Away) -> Due | None:
    """Find the first due date of a task that begins at `starts` (aware UTC): its own where that fits.

    It keeps its time of day, falls on a day on which its owner works, and leaves room for its estimate.
    """
    if task.due is None:
        return None
    ends = worked(task, starts, away)
    if ends <= task.due.at:
        return task.due
    zone = task.due.zone
    clock = calendar.local(task.due.at, zone).time()
    day = calendar.local(ends, zone).date()
    while not _is_worked(task, day, away) or calendar.to_utc(day, clock, zone) < ends:
        day += timedelta(days=1)
    return Due(calendar.to_utc(day, clock, zone), day, "", zone)


def worked(task: facts.Task, starts: datetime, away: Away) -> datetime:
    """Find when the estimate of a task begun at `starts` is worked off, in its owner's working hours."""
    minutes = task.estimate or 0
    owner = task.owner
    zone = owner.zone if owner else task.due.zone if task.due else "UTC"
    opens, closes = (owner.work_start, owner.work_end) if owner else (WORK_START, WORK_END)
    if not minutes or opens >= closes:
        return starts + timedelta(minutes=minutes)
    day = calendar.local(starts, zone).date()
    while True:
        begin = max(calendar.to_utc(day, opens, zone), starts)
        end = calendar.to_utc(day, closes, zone)
        room = int((end - begin).total_seconds() // 60) if _is_worked(task, day, away) else 0
        if minutes <= room:
            return begin + timedelta(minutes=minutes)
        minutes -= max(room, 0)
        day += timedelta(days=1)


def _is_worked(task: facts.Task, day: date, away: Away) -> bool:
    """Tell whether a day is one of work for whoever owns a task."""
    return calendar.is_working_day(day) and not (task.owner is not None and away(task.owner, day))


def _in_order(tasks: Iterable[facts.Task]) -> list[facts.Task]:
    """Order tasks so that each stands behind all that it waits for."""
    known = {one.id: one for one in tasks}
    waits = {one.id: [link.id for link in one.after if link.id in known] for one in known.values()}
    return [known[one] for one in TopologicalSorter(waits).static_order()]
