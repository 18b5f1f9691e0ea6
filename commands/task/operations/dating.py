"""When a task is due, how it moves, and until when nobody is reminded of it."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from commands.kit import calendar
from commands.task import rules, schedule
from commands.task.operations import linking
from commands.task.operations.outcome import Awake, NotEarlier, Outcome, apply, found, found_open
from storage import facts, histories
from storage.vocabulary import Noun, TaskStatus


def redate(tx: Session, number: int, due: facts.Due | None, act: facts.Act) -> Outcome:
    """Move an open task's due date, or remove it. The first date stays on record; later moves are counted."""
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    date = meant(before, due, act)
    return date if isinstance(date, NotEarlier) else apply(tx, before, act, moved(before, date))


def meant(before: facts.Task, due: facts.Due | None, act: facts.Act) -> facts.Due | NotEarlier | None:
    """Read a new date beside the one a task has, or say why it stays; None where it is to have none."""
    return due and (rules.moved(before.due, due, act.now) or NotEarlier(before))


def moved(before: facts.Task, due: facts.Due | None) -> dict[str, Any]:
    """Spread a task's new date over its columns, and count the move; {} where it is the one it has."""
    if before.due and due and before.due.at == due.at:
        return {}
    return {**columns(due), **promised(before, due)}


def promised(before: facts.Task, due: facts.Due | None) -> dict[str, Any]:
    """Keep the first date on record, and count a later one as a slip."""
    first = (due.at, due.zone) if due and before.first_due is None else (before.first_due, before.first_zone)
    return {
        "first_due_at": first[0],
        "first_due_zone": first[1],
        "slips": before.slips + rules.is_slip(before, due),
    }


def shift(tx: Session, number: int, act: facts.Act, group: str) -> list[Outcome]:
    """Move what waits for a task to its first dates that fit, as things stand now; [] when all fits.

    What is over holds nothing up any more. The moves join the `group` that moved the task, so that one Undo
    takes back both; unless that group is somebody else's, taken back or too old for it, or the task was
    changed again since.
    """
    first = found(tx, act, number)
    if not isinstance(first, facts.Task):
        return [first]
    if first.status is not TaskStatus.OPEN:
        return []
    act = replace(act, group=group) if _is_open(tx, act, first, group) else act
    return [_shift(tx, act, one) for one in linking.list_shifts(tx, act, first)]


def _shift(tx: Session, act: facts.Act, one: schedule.Shift) -> Outcome:
    before = found(tx, act, one.task.number)
    return apply(tx, before, act, moved(before, one.due)) if isinstance(before, facts.Task) else before


def _is_open(tx: Session, act: facts.Act, task: facts.Task, group: str) -> bool:
    """Tell whether a group may still grow: the member's own, undoable, and the last to change the task."""
    last = histories.list_about(tx, act.team.id, Noun.TASK, task.id, limit=1)[0]
    is_mine = last.member is not None and act.member is not None and last.member.id == act.member.id
    return is_mine and last.group == group and act.now - last.at <= histories.UNDO_WINDOW


def snooze(tx: Session, number: int, until: facts.Due | None, act: facts.Act) -> Outcome:
    """Leave a task's owner alone about it until their morning of a day (None: no longer); it stays due."""
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if until is None:
        return apply(tx, before, act, {"snoozed_until": None})
    owner = before.owner or act.member
    at = calendar.to_utc(until.day, owner.work_start, owner.zone) if owner else until.at
    if at <= act.now:
        return Awake(before, at)
    return apply(tx, before, act, {"snoozed_until": at})


def columns(due: facts.Due | None) -> dict[str, Any]:
    """Spread a due date over its columns; None empties them."""
    return {
        "due_at": due and due.at,
        "due_day": due and due.day,
        "due_words": due and due.words,
        "due_zone": due and due.zone,
    }
