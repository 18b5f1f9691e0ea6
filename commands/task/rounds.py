"""What becomes of a repeating task when a round is done or skipped. Knows no store and no wall clock."""

from dataclasses import replace
from datetime import date, datetime, time

from commands.kit import calendar
from commands.task import repeat
from commands.task.grammar import every
from commands.task.repeat import Repeat
from storage import facts
from storage.facts import Due

CLOSE = time(17)  # of a round that never had a time


def next_due(task: facts.Task, pattern: Repeat, now: datetime) -> Due:
    """Find when the next round is due: after this one, never before today, at the task's time of day.

    A round that was moved to an earlier day does not come again on its own.
    """
    zone = zone_of(task)
    today = calendar.local(now, zone).date()
    day = repeat.next_day(pattern, task.due.day if task.due else today, today)
    if task.first_due and day == calendar.local(task.first_due, zone).date():
        day = repeat.next_day(pattern, day, today)
    clock = calendar.local(task.due.at, zone).time() if task.due else CLOSE
    return Due(calendar.to_utc(day, pattern.at or clock, zone), day, pattern.text, zone)


def begun(task: facts.Task, pattern: Repeat, due: Due) -> tuple[Repeat, Due]:
    """Return how a task that has a date comes round by a new pattern, and when it is due first.

    Where the pattern alone gave the date (`due`), the task keeps the day and time it has, if that is a day of
    the pattern; and a first day on which a round was finished already is none.
    """
    said = every.read(due.words)
    if said is None:
        return pattern, due
    if task.due and repeat.fits(said, task.due.day):
        kept = _moved(due, task.due.day, said.at) if said.at else task.due  # an hour is of who names it
        return repeat.anchored(said, task.due.day), kept
    done = calendar.local(task.done_at, due.zone).date() if task.done_at else None
    if task.repeat is None or done is None or due.day > done:
        return pattern, due
    day = repeat.next_day(pattern, due.day, done)
    return pattern, _moved(due, day, calendar.local(due.at, due.zone).time())


def _moved(due: Due, day: date, clock: time) -> Due:
    """Bring a date to a day and an hour of the clock it is on."""
    return replace(due, at=calendar.to_utc(day, clock, due.zone), day=day)


def is_over(task: facts.Task, meant: date | None, now: datetime) -> bool:
    """Tell whether the round somebody means is finished already, so that the next is not finished by mistake.

    `meant` is the day of the round a button was drawn for. Without one, the task was finished today (where
    it is due), and its next round is for a later day.
    """
    if meant is not None:
        return task.due is None or task.due.day != meant
    zone = zone_of(task)
    today = calendar.local(now, zone).date()
    last = calendar.local(task.done_at, zone).date() if task.done_at else None
    return last == today and task.due is not None and task.due.day > today


def zone_of(task: facts.Task) -> str:
    """Name the zone a task's days are in."""
    return task.due.zone if task.due else task.owner.zone if task.owner else task.creator.zone
