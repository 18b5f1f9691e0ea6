"""What can be said of a task from its facts alone."""

from datetime import datetime, timedelta

from storage import facts
from storage.vocabulary import TaskStatus


def may_change(task: facts.Task, member: facts.Member) -> bool:
    """Tell whether a member who sees a task may change it: guests only what they own."""
    return not member.is_guest or is_owner(task, member)


def is_owner(task: facts.Task, member: facts.Member | None) -> bool:
    """Tell whether a member owns a task; nobody owns none."""
    return task.owner is not None and member is not None and task.owner.id == member.id


JUST_DONE = timedelta(days=7)  # how long a finished task stays on the board


def is_late(task: facts.Task, now: datetime) -> bool:
    """Tell whether an open task is past its due instant; `now` is aware UTC."""
    return task.status is TaskStatus.OPEN and task.due is not None and task.due.at < now


def is_slip(before: facts.Due | None, after: facts.Due | None) -> bool:
    """Tell whether a move makes a promised date later; a first date or an earlier one is no slip."""
    return before is not None and (after is None or after.at > before.at)


def days_late(task: facts.Task, now: datetime) -> int:
    """Count the calendar days an open task is late against its present date, 0 when it is not."""
    if task.due is None or not is_late(task, now):
        return 0
    return max((now.date() - task.due.day).days, 0)


def days_moved(task: facts.Task) -> int:
    """Count the days between the first date promised and the present one; negative is earlier."""
    if task.due is None or task.first_due is None:
        return 0
    return (task.due.at - task.first_due).days
