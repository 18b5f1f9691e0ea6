"""The filters of a list become conditions, and words that say what it holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

from sqlmodel import Session

from commands.kit import calendar
from commands.kit import operations as kit
from commands.kit.blocks import called
from commands.kit.requests import Mention, Unclear
from commands.task import filters, narrowing, requests, spans
from storage import facts, task_words, tasks, workspaces
from storage.vocabulary import TaskStatus

_READ: Mapping[tuple[TaskStatus, ...], Callable[..., list[facts.Task]]] = {
    (TaskStatus.OPEN,): tasks.list_open,
    (TaskStatus.DONE,): tasks.list_done,
    (TaskStatus.DROPPED,): tasks.list_dropped,
    (TaskStatus.OPEN, TaskStatus.DONE, TaskStatus.DROPPED): tasks.list_whole,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is to hold: the conditions, the words of its title, and the filters with "here" named."""

    where: tuple[Any, ...]
    words: tuple[str, ...]
    wanted: requests.Listing


def choose(tx: Session, act: facts.Act, wanted: requests.Listing, verb: str = "list") -> Chosen | Unclear:
    """Turn filters into conditions. Without any filter they are the caller's own, with one everybody's.

    `verb` is what the filters were typed behind, for the lines of the buttons that mend them.
    """
    line = filters.written(wanted, verb)
    where: list[Any] = []
    words = [_status_words(wanted)]
    is_bare = wanted == requests.Listing(board=wanted.board, column=wanted.column, page=wanted.page)
    if wanted.owner or is_bare:
        ask = "Whose tasks are meant?"
        mine = Mention(None, "me")
        owner = kit.owner_of(tx, act, wanted.owner or mine, line, ask=ask, is_looked_up=True)
        if isinstance(owner, Unclear):
            return owner
        where.append(tasks.owned_by(owner.id if owner else None))
        words.append(f"of {owner.name}" if owner else "without an owner")
    elif wanted.is_of_all and not wanted.priority:
        words.append("of everybody")
    if wanted.given and act.member:
        where.append(tasks.given_away_by(act.member.id))
        words.append(f"given away by {act.member.name}")
    if wanted.channel:
        channel = _channel(tx, act, wanted.channel)
        if channel is None:
            return Unclear("Which channel? Type this in the channel whose tasks you mean.")
        wanted = replace(wanted, channel=channel.slack_id)
        where.append(tasks.of_channel(channel.id))
        words.append(f"of {called(channel.name)}")
    if wanted.project:
        project = kit.project_of(tx, act, wanted.project, None, line, is_looked_up=True)
        if isinstance(project, Unclear):
            return project
        where.append(tasks.of_project(project.id if project else 0))
        words.append(f"in {project.name}" if project else "")
    if wanted.priority:
        where.append(tasks.of_priority(wanted.priority))
        words.append(f"P{wanted.priority}")
    for label in wanted.labels:
        where.append(tasks.of_label(label))
        words.append(f"+{label}")
    if wanted.words:
        where.append(task_words.containing(tx, wanted.words))
        words.append(f"with \u201c{wanted.words}\u201d")
    for condition, said in _narrowed(wanted, act):
        where.append(condition)
        words.append(said)
    return Chosen(tuple(where), tuple(word for word in words if word), wanted)


def _narrowed(wanted: requests.Listing, act: facts.Act) -> Iterator[tuple[Any, str]]:
    """Return the conditions of the states and the time that are wanted, each with how it is said."""
    if wanted.blocked:
        yield tasks.blocked(), "that are blocked"
    if wanted.late:
        yield tasks.late(act.now), ""
    if wanted.undated:
        yield tasks.undated(), "without a date"
    if wanted.snoozed:
        yield tasks.snoozed(act.now), "that are snoozed"
    if wanted.watched and act.member:
        yield tasks.watched_by(act.member.id), f"that {act.member.name} watches"
    if wanted.unestimated:
        yield tasks.unestimated(), "without an estimate"
    if wanted.repeating:
        yield tasks.repeating(), "that repeat"
    if wanted.due:
        yield _in_time(wanted, act)


def read(tx: Session, act: facts.Act, chosen: Chosen, *, limit: int, offset: int = 0) -> list[facts.Task]:
    """Return what a list is to hold, in its order."""
    return _READ[chosen.wanted.statuses](tx, act, where=chosen.where, limit=limit, offset=offset)


def count_of(tx: Session, act: facts.Act, chosen: Chosen, *, most: int) -> int:
    """Count what a list is to hold, up to one more than `most`."""
    status = tasks.in_status(*chosen.wanted.statuses)
    return tasks.count(
        tx, act, status, *chosen.where, most=most, dropped=TaskStatus.DROPPED in chosen.wanted.statuses
    )


def _status_words(wanted: requests.Listing) -> str:
    if wanted.everything:
        return "Open, done and dropped tasks"
    state = "Dropped" if wanted.dropped else "Done" if wanted.done else "Late" if wanted.late else "Open"
    return f"{state} tasks"


def _channel(tx: Session, act: facts.Act, meant: str) -> facts.Channel | None:
    """Find the channel that is meant; None where the caller may not see what is in it."""
    if meant == narrowing.HERE:
        return workspaces.get_channel(tx, act.here) if act.here else None
    return workspaces.find_seen(tx, act, meant)


def _in_time(wanted: requests.Listing, act: facts.Act) -> tuple[Any, str]:
    """Return the condition that a task is due in a time, or was finished in it, and how that is said."""
    zone = act.member.zone if act.member else "UTC"
    today, is_done = calendar.local(act.now, zone).date(), wanted.done
    first, last = spans.days(wanted.due, today, is_past=is_done) or (today, today)
    said = spans.said(wanted.due, today, is_past=is_done)
    if not is_done:
        return tasks.due_on(first, last), f"due {said}"
    start, end = (calendar.to_utc(day, time(), zone) for day in (first, last + timedelta(days=1)))
    return tasks.done_between(start, end), f"finished {said}"
