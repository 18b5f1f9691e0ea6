"""What a task waits for, and what waits for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from sqlmodel import Session

from commands.kit.away import is_away
from commands.task import schedule
from commands.task.operations.outcome import (
    Awaited,
    Changed,
    Circle,
    Ended,
    NotYours,
    Repeats,
    Unknown,
    apply,
    found_open,
)
from storage import facts, links, sets, tasks
from storage.vocabulary import Noun, TaskStatus


@dataclass(frozen=True, slots=True)
class Linked:
    """A task whose links were changed, and when it can begin now."""

    changed: Changed
    ready: schedule.Ready


Refused = Unknown | NotYours | Ended | Circle | Repeats


def after(tx: Session, number: int, numbers: Sequence[int], act: facts.Act) -> Linked | Refused:
    """Let a task wait for others. A loop is refused, and named whole."""
    links.lock(tx, act.team.id)
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    others = {other: tasks.find(tx, act, other) for other in numbers}
    missing = [other for other, task in others.items() if task is None]
    if missing:
        return Unknown(missing[0])
    kept = tasks.list_seen(tx, act, [link.id for link in before.after], dropped=True)
    ids = waits(tx, act, before, [*kept, *(task for task in others.values() if task)])
    return _linked(tx, act, apply(tx, before, act, {"after": ids})) if isinstance(ids, list) else ids


def waits(
    tx: Session, act: facts.Act, task: facts.Task, others: Sequence[facts.Task]
) -> list[int] | Circle | Repeats:
    """Return the ids of all that a task waits for when these are what the member wants; or why it cannot.

    What it waits for and the member may not see stays. The team's links are locked before (`links.lock`).
    """
    for other in others:
        if task.repeat or other.repeat:
            return Repeats(task if task.repeat else other, waits=bool(task.repeat))
        if circle := _circle(tx, act, task, other):
            return circle
    seen = {link.id for link in task.after}
    hidden = set(sets.read(tx, Noun.TASK, task.id, "after")) - seen
    return sorted(hidden | {other.id for other in others})


def will_wait(
    tx: Session, act: facts.Act, before: facts.Task, values: dict[str, Any]
) -> list[int] | Circle | Repeats | Awaited:
    """Return the ids of all that a task waits for with new `after` or `repeat` values; or why it cannot."""
    wanted = values.get("after", [link.id for link in before.after])
    task = replace(before, repeat=values.get("repeat", before.repeat))
    if task.repeat and not before.repeat and (held := links.list_waiting(tx, before.id)):
        seen = {one.id: one for one in tasks.list_seen(tx, act, held)}
        return Awaited(before, tuple(seen.get(one) for one in held))
    return waits(tx, act, task, tasks.list_seen(tx, act, wanted, dropped=True))


def free(tx: Session, number: int, numbers: Sequence[int], act: facts.Act) -> Linked | Refused:
    """Let a task wait no longer for others, or with none named for any."""
    links.lock(tx, act.team.id)
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    freed = {link.id for link in before.after if not numbers or link.number in numbers}
    kept = set(sets.read(tx, Noun.TASK, before.id, "after")) - freed
    return _linked(tx, act, apply(tx, before, act, {"after": kept}))


def list_held_up(tx: Session, act: facts.Act, task: facts.Task) -> list[facts.Task]:
    """Return the open tasks that wait for an open one, by number: as far as the member may see them."""
    is_open = task.status is TaskStatus.OPEN
    return tasks.list_seen(tx, act, links.list_waiting(tx, task.id)) if is_open else []


def list_shifts(tx: Session, act: facts.Act, moved: facts.Task) -> list[schedule.Shift]:
    """Work out what would have to move after a task; only what the member may see and change."""
    later = _seen(tx, act, {one for one, _ in links.list_after(tx, moved.id)})
    return schedule.shifts(moved, later, _away(tx))


def when_ready(tx: Session, act: facts.Act, task: facts.Task) -> schedule.Ready:
    """Work out when a task can begin, by what it waits for and the member may see."""
    before = _seen(tx, act, {other for _, other in links.list_before(tx, task.id)})
    return schedule.ready(task, before, act.now, _away(tx))


def _away(tx: Session) -> schedule.Away:
    """Return what tells whether somebody is away on a day; each is looked up once."""
    return cache(partial(is_away, tx))


def _linked(tx: Session, act: facts.Act, changed: Changed) -> Linked:
    return Linked(changed, when_ready(tx, act, changed.task))


def _circle(tx: Session, act: facts.Act, task: facts.Task, other: facts.Task) -> Circle | None:
    path = schedule.loop(task.id, other.id, links.list_before(tx, other.id))
    seen = {one.id: one for one in tasks.list_seen(tx, act, set(path), dropped=True)}
    return Circle(tuple(seen.get(one) for one in path)) if path else None


def _seen(tx: Session, act: facts.Act, ids: Collection[int]) -> list[facts.Task]:
    return [one for one in tasks.list_seen(tx, act, ids) if one.status is TaskStatus.OPEN]
