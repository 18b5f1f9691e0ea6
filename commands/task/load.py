"""How full a person's week is, from facts alone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from commands.kit import calendar
from storage import facts


@dataclass(frozen=True, slots=True)
class Load:
    """What is planned until the end of a week against the time there is, in minutes."""

    planned: int
    free: int
    unestimated: int  # tasks that say nothing of how long they take
    until: date


def judge_load(tasks: list[facts.Task], member: facts.Member, *, now: datetime, away: list[date]) -> Load:
    """Add up the estimates of open tasks due by the end of this week, late ones included.

    `now` is aware UTC; `away` are days of this week on which the member is not there. Free is working
    time from `now` until the last working day ends, with nothing kept back for the unplanned.
    """
    here = calendar.local(now, member.zone)
    until = calendar.last_working_day_of_week(here.date())
    due = [task for task in tasks if task.due and task.due.day <= until]
    free = 0
    day = here.date()
    while day <= until:
        if calendar.is_working_day(day) and day not in away:
            start = max(member.work_start, here.time()) if day == here.date() else member.work_start
            free += max(_minutes(member.work_end) - _minutes(start), 0)
        day += timedelta(days=1)
    return Load(
        sum(task.estimate or 0 for task in due), free, sum(task.estimate is None for task in due), until
    )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
