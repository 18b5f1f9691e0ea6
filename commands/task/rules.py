"""What can be said of a task from its facts alone."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from commands.kit import calendar, when
from commands.kit.when_words import COUNT, GAP
from storage import facts
from storage.vocabulary import Priority, TaskStatus


def may_change(task: facts.Task | facts.Risk, member: facts.Member) -> bool:
    """Tell whether a member who sees a task, or a risk, may change it: guests only what they own."""
    return not member.is_guest or is_owner(task, member)


def is_owner(task: facts.Task | facts.Risk, member: facts.Member | None) -> bool:
    """Tell whether a member owns a task; nobody owns none."""
    return task.owner is not None and member is not None and task.owner.id == member.id


JUST_DONE = timedelta(days=7)  # how long a finished task stays on the board


def is_urgent(task: facts.Task, now: datetime) -> bool:
    """Tell whether an open task does not wait until tomorrow: P1, or due on its owner's present day.

    What is late from before waits: an hour more or less changes nothing about it.
    """
    if task.status is not TaskStatus.OPEN:
        return False
    zone = task.owner.zone if task.owner else "UTC"
    today = calendar.local(now, zone).date()
    return task.priority is Priority.P1 or (task.due is not None and task.due.day == today)


def is_news(before: facts.Task, after: facts.Task) -> bool:
    """Tell whether a change is one that its owner and those who watch want to hear of."""
    told = ("title", "status", "priority", "due", "blocked_at", "blocked_reason", "after", "done_at")
    moved = (before.owner and before.owner.id) != (after.owner and after.owner.id)
    return moved or any(getattr(before, name) != getattr(after, name) for name in told)


def concerns_giver(before: facts.Task, after: facts.Task) -> bool:
    """Tell whether a change is one that whoever gave a task away wants to hear of.

    It is done, dropped, open again or somebody else's; something is in its way; or it is due on a later day,
    which says nothing of a task that repeats.
    """
    has_moved = before.owner is not None and not is_owner(after, before.owner)
    is_stuck = before.blocked_at is None and after.blocked_at is not None
    is_later = before.due is not None and (after.due is None or after.due.day > before.due.day)
    return has_moved or is_stuck or before.status is not after.status or (is_later and not before.repeat)


def is_late(task: facts.Task, now: datetime) -> bool:
    """Tell whether an open task is past its due instant; `now` is aware UTC."""
    return task.status is TaskStatus.OPEN and task.due is not None and task.due.at < now


def place(task: facts.Task) -> tuple[Any, ...]:
    """Return where a task stands in what a message tells: P1 first, then as in every list."""
    at = task.due.at if task.due else None
    return task.priority is not Priority.P1, task.due is None, at, task.priority, task.number


def is_slip(before: facts.Task, due: facts.Due | None) -> bool:
    """Tell whether a move makes a promised date later; a first date, an earlier one or none is no slip.

    One that comes after none is held against the first one, and counts but once.
    """
    if due is None or before.due is not None:
        return due is not None and before.due is not None and due.at > before.due.at
    return before.first_due is not None and due.at > before.first_due and not before.slips


def days_late(task: facts.Task, now: datetime) -> int:
    """Count the working days an open task is late against its present date, 0 when it is not."""
    if task.due is None or not is_late(task, now):
        return 0
    return calendar.working_days_since(task.due.day, calendar.local(now, task.due.zone).date())


def days_moved(task: facts.Task) -> int:
    """Count the working days from the first date promised to the present one; negative is earlier."""
    if task.due is None or task.first_due is None:
        return 0
    first = calendar.local(task.first_due, promised_zone(task)).date()
    later, earlier = (
        calendar.working_days_since(*days) for days in ((first, task.due.day), (task.due.day, first))
    )
    return later - earlier


def promised_zone(task: facts.Task) -> str:
    """Return the zone (IANA name) on whose clock the first date of a task was promised."""
    return task.first_zone or (task.due.zone if task.due else task.creator.zone)


def meant(before: facts.Due | None, due: facts.Due, now: datetime) -> facts.Due:
    """Read a date beside the one a task had: what was not named of it stays.

    A day without a time has the old hour, on its clock; a time without a day has the old day; a length that
    is said to be "later" counts from the old date. What would be over so stays as it was read.
    """
    if before is None:
        return due
    if when.is_time(due.words):
        readings = [_at(before, due)]
    else:
        readings = [later(before, due)] if when.is_later(due.words) else []
        readings.append(_on_its_clock(before, due))
    return next((found for found in readings if found.at > now), due)


def moved(before: facts.Due | None, due: facts.Due, now: datetime) -> facts.Due | None:
    """Read a new date beside the one a task had, as `meant`; or a length to count back from that one.

    None of a length where there is none to count back from, or would be over so.
    """
    if not when.is_earlier(due.words):
        return meant(before, due, now)
    found = earlier(before, due) if before else None
    return found if found and (found == before or found.at > now) else None


def picked(before: facts.Due | None, due: facts.Due) -> facts.Due:
    """Read a date of a form beside the one drawn in it: if only the day differs, hour and clock stay."""
    if before is None:
        return due
    drawn, now = calendar.local(before.at, due.zone), calendar.local(due.at, due.zone)
    if drawn.time().replace(second=0, microsecond=0) != now.time():
        return due
    its = calendar.local(before.at, before.zone)
    day = its.date() + (now.date() - drawn.date())
    return facts.Due(calendar.to_utc(day, its.time(), before.zone), day, due.words, before.zone)


def _on_its_clock(before: facts.Due, due: facts.Due) -> facts.Due:
    """Give a day the hour and the clock of the old date; not one that nobody chose (the last minute)."""
    hour = calendar.local(before.at, before.zone).time()
    if not when.is_day(due.words) or hour == when.LAST_MINUTE:
        return due
    return replace(due, at=calendar.to_utc(due.day, hour, before.zone), zone=before.zone)


def _at(before: facts.Due, due: facts.Due) -> facts.Due:
    """Give a time of day the day of the old date, as it is there where the time was typed."""
    day = calendar.local(before.at, due.zone).date()
    at = calendar.to_utc(day, calendar.local(due.at, due.zone).time(), due.zone)
    return replace(due, at=at, day=day)


def later(before: facts.Due, due: facts.Due) -> facts.Due:
    """Count a length ("2 days later", "3 hours later") from the old date instead of from now."""
    there = when.Here(before.at, before.zone, time(9), time(17))
    found = when.look(due.words, there)
    if not isinstance(found, when.Reading):
        return due
    if not when.is_day(due.words):
        return replace(due, at=found.due.at, day=found.due.day, zone=before.zone)
    hour = calendar.local(before.at, before.zone).time()
    day = found.due.day
    return replace(due, at=calendar.to_utc(day, hour, before.zone), day=day, zone=before.zone)


def earlier(before: facts.Due, due: facts.Due) -> facts.Due:
    """Count a length ("2 days earlier", "3 hours earlier") back from the old date."""
    length = due.words[: -len(" earlier")]
    if not when.is_day(f"{length} later"):
        ahead = later(before, replace(due, words=f"{length} later"))
        at = before.at - (ahead.at - before.at)
        return replace(before, at=at, day=calendar.local(at, before.zone).date())
    most = timedelta(days=_LONGEST)
    then = when.Here(before.at - most, before.zone, time(9), time(17))
    found = when.look(f"{length} before {before.day.isoformat()}", then)
    day = found.due.day if isinstance(found, when.Reading) else before.day - most
    hour = calendar.local(before.at, before.zone).time()
    return replace(before, at=calendar.to_utc(day, hour, before.zone), day=day)


_LONGEST = 3660  # days that a date is counted back, at most
_LENGTH = re.compile(
    rf"(?:in |within |\+)?(?:the next )?{COUNT}(?:\.[0-9]+)?{GAP}(?:d|days?|w|wks?|weeks?|months?)",
    re.IGNORECASE,
)


def counted_on(before: facts.Due, after: facts.Due, today: date) -> facts.Due | None:
    """Read a length of time ("+2d") from the date a task had, where from `today` it made the task earlier."""
    ahead = after.day - today
    if after.at >= before.at or ahead.days <= 0 or not _LENGTH.fullmatch(after.words.strip()):
        return None
    day = before.day + ahead
    day = day if calendar.is_working_day(day) else calendar.next_working_day(day)
    at = calendar.to_utc(day, calendar.local(before.at, before.zone).time(), before.zone)
    return replace(before, at=at, day=day)
