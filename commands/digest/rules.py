"""What a project's week comes to: health, slips, what is next. From facts alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from commands.kit import calendar
from commands.risk import rules as risk_rules
from storage import digest_facts, facts
from storage.vocabulary import Band

TOLERANCE = 5  # working days; README, "How health is judged"


class Health(StrEnum):
    """How a project stands, in words a sponsor can act on."""

    ON_TRACK = "On track"
    AT_RISK = "At risk"
    OFF_TRACK = "Off track"
    NOT_JUDGED = "Not judged"  # there is nothing to go by


@dataclass(frozen=True, slots=True)
class Verdict:
    """A health and the facts it was judged by, in plain words."""

    health: Health
    reason: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A date that moved: the task, from when to when."""

    task: facts.Task
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Rounds:
    """How many rounds of a repeating task were finished."""

    task: facts.Task
    count: int


@dataclass(frozen=True, slots=True)
class Rescored:
    """A risk whose score moved."""

    risk: facts.Risk
    before: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """All a digest tells of one project, as its channel may see it."""

    project: facts.Project
    since: datetime
    until: datetime
    zone: str
    finished: tuple[facts.Task, ...]
    late: tuple[facts.Task, ...]  # longest late against the first date first
    ahead: tuple[facts.Task, ...]  # due within seven days, soonest first
    added: tuple[facts.Task, ...]
    slips: tuple[Slip, ...]
    risks: tuple[facts.Risk, ...]  # open, worst first
    new_risks: tuple[facts.Risk, ...]
    rescored: tuple[Rescored, ...]
    closed: tuple[facts.Risk, ...] = ()  # risks, in the order they were closed
    rounds: tuple[Rounds, ...] = ()
    is_seen: bool = True  # whether its channel sees any task or risk of it

    @property
    def is_week(self) -> bool:
        """Tell whether it covers about a week: a preview soon after an issue does not."""
        return timedelta(days=6) <= self.until - self.since <= timedelta(days=8)


def days_late(task: facts.Task, now: datetime, zone: str) -> int:
    """Count working days an open task is late against the first date promised, 0 when it is not.

    Re-dating does not make it shorter: the first date counts.
    """
    promised = task.first_due or (task.due.at if task.due else None)
    if promised is None or promised >= now:
        return 0
    return calendar.working_days_since(promised_day(task, promised, zone), calendar.local(now, zone).date())


def promised_day(task: facts.Task, promised: datetime, zone: str) -> date:
    """Return the day of a first date by the clock it was promised on; by that of `zone` without a date."""
    return calendar.local(promised, task.first_zone or (task.due.zone if task.due else zone)).date()


def judge(week: Week) -> Verdict:
    """Judge a project: the worst of schedule and risks decides.

    Late beyond five working days against a first date, or two critical risks, is off track; late at all,
    or a critical risk, is at risk; else on track. Source: README, "How health is judged".
    """
    if not week.is_seen:
        return Verdict(Health.NOT_JUDGED, "this channel sees no task and no risk of it")
    worst = max((days_late(task, week.until, week.zone) for task in week.late), default=0)
    critical = [risk for risk in week.risks if _is_critical(risk)]
    reasons = []
    if worst:
        count = len(week.late)
        noun = "task is" if count == 1 else "tasks are"
        days = "working day" if worst == 1 else "working days"
        reasons.append(f"{count} {noun} late, the longest by {worst} {days}")
    if critical:
        noun = "risk is" if len(critical) == 1 else "risks are"
        reasons.append(f"{len(critical)} {noun} critical")
    if worst > TOLERANCE or len(critical) > 1:
        return Verdict(Health.OFF_TRACK, "; ".join(reasons))
    if reasons:
        return Verdict(Health.AT_RISK, "; ".join(reasons))
    return Verdict(Health.ON_TRACK, "nothing is late and no risk is critical")


def next_issue(digest: digest_facts.Digest, after: datetime, last: date | None) -> tuple[date, datetime]:
    """Find the first day and instant (aware UTC) after `after` at which a digest is sent, one a day.

    `last`: the day of its last issue, None before the first.
    """
    day = calendar.local(after, digest.zone).date()
    while True:
        at = calendar.to_utc(day, digest.at, digest.zone)
        if day.weekday() == digest.weekday and at > after and (last is None or day > last):
            return day, at
        day += timedelta(days=1)


def _is_critical(risk: facts.Risk) -> bool:
    points = risk_rules.score(risk)
    return points is not None and risk_rules.band(points) is Band.CRITICAL
