"""How one task reads in a line, and how its dates and people are said."""

from collections.abc import Sequence
from datetime import datetime

from commands.kit import calendar
from commands.kit.blocks import cut, joined, safe
from commands.kit.named import holder, owned
from commands.kit.reach import said
from commands.kit.reader import Reader
from commands.kit.telling import Telling
from commands.task import rules
from commands.task.operations import Changed, Proposal
from storage import facts
from storage.vocabulary import Priority, TaskStatus

LISTED = 100  # characters of a title in lists and daily messages
NO_HOUR = "A snooze ends in the morning of its day; an hour is left out."
REASON = 100  # characters of what is in the way that every list shows


def unknown(number: int) -> str:
    """Say that there is no such task here; the same for one that may not be seen."""
    return f"There is no T-{number} here. Nothing was changed. `/task` lists yours."


def line(task: facts.Task, reader: Reader, *, is_mine: bool = False) -> str:
    """Say a task in one mrkdwn line: number, title, owner, due date, and what else was said of it.

    Whose own day it stands in (`is_mine`) needs no owner.
    """
    return " · ".join([title(task), *parts(task, reader, is_mine=is_mine)])


def parts(task: facts.Task, reader: Reader, *, is_mine: bool = False) -> list[str]:
    """Say what stands behind the title of a task in its line, each part in mrkdwn."""
    parts = [] if is_mine else [holder(task.owner)]
    if task.due:
        parts.append(f"due {due(task, reader)}")
    if task.priority is not Priority.P3:
        parts.append(f"P{task.priority}")
    if task.estimate:
        parts.append(hours(task.estimate))
    if standing := state(task, reader):
        parts.append(standing)
    return [*parts, *_more(task)]


def line_now(task: facts.Task, now: datetime, reader: Reader, *, is_mine: bool = False) -> str:
    """Say a task in one line of a list, its title cut, with how late it is."""
    said = [listed(task), *parts(task, reader, is_mine=is_mine)]
    return " · ".join([*said, *snoozed(task, now, reader), *late(task, now)])


def snoozed(task: facts.Task, now: datetime, reader: Reader) -> list[str]:
    """Say until when an open task's owner is left alone about it; [] when they are not."""
    is_so = task.status is TaskStatus.OPEN and task.snoozed_until is not None and task.snoozed_until > now
    return [f"snoozed until {snooze_ends(task, reader)}"] if is_so else []


def snooze_ends(task: facts.Task, reader: Reader) -> str:
    """Say the day on which a snooze ends: it is its owner's morning."""
    zone = task.owner.zone if task.owner else "UTC"
    at = task.snoozed_until
    return calendar.day_text(calendar.local(at, zone).date(), reader.today) if at else "no day"


def snoozed_out(task: facts.Task, until: datetime, reader: Reader) -> str:
    """Say that the morning in which a snooze would end is over already."""
    zone = task.owner.zone if task.owner else reader.zone or "UTC"
    at = calendar.moment_text(until, zone, reader.today, (), reader.zone)
    return f"a snooze ends when its owner's day begins, and {at} is over. Name a later day."


def late(task: facts.Task, now: datetime) -> list[str]:
    """Say how late an open task is, as in `lateness`; [] when it is not."""
    return [f"*{lateness(rules.days_late(task, now))}*"] if rules.is_late(task, now) else []


def lateness(days: int) -> str:
    """Say how late something is: "3 working days late"; "late" before the next working day."""
    return f"{days} working {'day' if days == 1 else 'days'} late" if days else "late"


def _more(task: facts.Task) -> list[str]:
    """Say points, repeat, what is waited for, labels and watchers; what there is none of is left out."""
    waits = ", ".join(f"T-{before.number}" for before in task.after if before.is_open)
    watchers = ", ".join(safe(member.name) for member in task.watchers)
    said = (
        f"{task.points} p" if task.points else "",
        f"repeats {task.repeat}" if task.repeat else "",
        f"after {waits}" if waits else "",
        " ".join(f"+{safe(label)}" for label in task.labels),
        f"cc {watchers}" if watchers else "",
    )
    return [part for part in said if part]


def waiting(task: facts.Task) -> list[str]:
    """Say which of the tasks this one waits for are done or dropped already; [] when none is."""
    done, dropped, still = (
        [f"T-{before.number}" for before in task.after if before.status is status]
        for status in (TaskStatus.DONE, TaskStatus.DROPPED, TaskStatus.OPEN)
    )
    over = [f"{joined(done)} {'is' if len(done) == 1 else 'are'} already done"] if done else []
    over += [f"{joined(dropped)} {'was' if len(dropped) == 1 else 'were'} dropped"] if dropped else []
    if not over:
        return []
    left = f"only {joined(still)} {'holds' if len(still) == 1 else 'hold'}" if still else "nothing holds"
    return [f"{joined(over)}, so {left} this up"]


def telling(
    told: Telling | None, reader: Reader, due: facts.Due | None = None, *, what: str = "it"
) -> list[str]:
    """Say by when whose task it is now hears of it, on their clock; [] when nobody is told.

    A message that has its own time before that takes it along. `due`: when the task is, so that it is said
    where that comes first.
    """
    if told is None:
        return []
    who = safe(told.member.name)
    if not told.is_in_reach:
        return [f"{who} shares no channel with Muster, so it cannot tell them: please do."]
    # Source: slack.com/help, "Invited members in Slack"
    mail = f"{who} has not joined Slack yet: it mails them what Muster writes, and keeps it for them."
    invited = [mail] if told.member.is_invited else []
    if told.is_now:
        return [f"{who} has {what} in a direct message now.", *invited]
    at = calendar.local(told.at, told.member.zone)
    when = f"by {calendar.day_text(at.date(), reader.today)} at {at:%H:%M}"
    if reader.zone != told.member.zone:
        when = f"{when} ({calendar.city(told.member.zone)})"
    away = f"is away until {calendar.day_text(told.away_until, reader.today)} and " if told.away_until else ""
    return [f"{who} {away}hears of {what} {when}{_too_late(told, reader, due)}.", *invited]


def _too_late(told: Telling, reader: Reader, due: facts.Due | None) -> str:
    """Say that somebody hears of a task after it is due; who is away on that day surely does."""
    if due is None or due.day < reader.today or due.at >= told.at:
        return ""
    if told.away_until is None or due.day > told.away_until:
        return ", which may be after it is due"
    return f", after it is due ({calendar.due_text(due, reader.today, (), reader.zone)})"


def absent(made: Changed, reader: Reader) -> list[str]:
    """Say that whoever has a task is away when it is due; [] where what is told of them says it already."""
    found = made.absent.absence if made.absent else None
    if found is None or (made.told is not None and made.told.away_until == found.last):
        return []
    last, first = (calendar.day_text(day, reader.today) for day in (found.last, found.first))
    when = f"from {first} until {last}" if found.first > reader.today else f"until {last}"
    return [f"{name(made.task.owner)} is away {f'on {last}' if first == last else when}, when it is due."]


def reach(outcome: Changed) -> list[str]:
    """Say who sees a task without being in its channel, and who watches it and does not see it."""
    owner, away = outcome.task.owner, [safe(one.name) for one in outcome.unseeing]
    return [*said(outcome.beyond, owner), *unseeing(away)]


def unseeing(names: Sequence[str]) -> list[str]:
    """Say who watches a task and does not see it; [] when nobody does."""
    are = "is" if len(names) == 1 else "are"
    return [f"{joined(names)} {are} not in its channel, so the cc tells them nothing."] if names else []


def state(task: facts.Task, reader: Reader) -> str:
    """Say how work on an open task stands: what is in the way and since when, or that it has begun."""
    if task.status is not TaskStatus.OPEN:
        return ""
    begun = "under way" if task.started_at else ""
    if task.blocked_at is None:
        return begun
    reason = f": {safe(cut(task.blocked_reason, REASON))}" if task.blocked_reason else ""
    return f"{begun and f'{begun}, '}*blocked* {ago(task.blocked_at, reader)}{reason}"


def ago(at: datetime, reader: Reader) -> str:
    """Say how long ago an instant was; Slack keeps it current, as in "3 days ago".

    Source: docs.slack.dev, "Formatting message text", date tokens.
    """
    return f"<!date^{int(at.timestamp())}^{{ago}}|since {day(at, reader)}>"


def day(at: datetime, reader: Reader) -> str:
    """Say the day on which something happened, by the reader's clock."""
    return calendar.day_text(calendar.local(at, reader.zone or "UTC").date(), reader.today)


def title(task: facts.Task) -> str:
    """Name a task by number and title."""
    return f"*T-{task.number}* {safe(task.title)}"


def listed(task: facts.Task) -> str:
    """Name a task where it is one of many: of a long title, its beginning."""
    return f"*T-{task.number}* {safe(cut(task.title, LISTED))}"


def moved(task: facts.Task) -> str:
    """Say how often a task's date was made later."""
    return "moved once" if task.slips == 1 else f"moved {task.slips} times"


def by_days(days: int) -> str:
    """Say by how many working days something moved: ", +3 working days"; "" for none."""
    return f", {days:+d} working {'day' if abs(days) == 1 else 'days'}" if days else ""


def plain(task: facts.Task, reader: Reader) -> str:
    """Say a task in one line without markup, for notifications; it pings nobody."""
    when = f", due {due(task, reader)}" if task.due else ""
    return f"T-{task.number} {safe(cut(task.title, LISTED))} ({owned(task.owner)}{when})"


def hours(minutes: int) -> str:
    """Say how long something takes: "3 h", "45 min", "39 h 28 min"."""
    whole, rest = divmod(minutes, 60)
    return " ".join([*([f"{whole} h"] if whole or not rest else []), *([f"{rest} min"] if rest else [])])


def who(member: facts.Member | None) -> str:
    """Name who did something; None is Muster itself."""
    return safe(member.name) if member else "Muster"


def over(task: facts.Task, dropping: facts.Change | None) -> list[str]:
    """Say by whom and when a task was done or dropped, and that it stays so; [] of an open one."""
    match task.status:
        case TaskStatus.DONE:
            return [f"It was done by {who(task.done_by)} on {done_when(task)}, and stays so."]
        case TaskStatus.DROPPED:
            return [f"It was {dropped(task, dropping)}. It stays so."]
    return []


def dropped(task: facts.Task, dropping: facts.Change | None) -> str:
    """Say by whom, when and why a task was called off."""
    by = f" by {who(dropping.member)} on {changed_when(task, dropping)}" if dropping else ""
    return f"dropped{by}: {safe(task.drop_reason)}"


def changed_when(task: facts.Task, change: facts.Change) -> str:
    """Say when a task was changed, by the clock of who did it."""
    zone = change.member.zone if change.member else "UTC"
    return f"{calendar.moment_text(change.at, zone, task.created_at.date())} ({calendar.city(zone)})"


def done(task: facts.Task) -> str:
    """Say a finished task in a line, with who finished it and when."""
    return f"{listed(task)} · done by {who(task.done_by)} on {done_when(task)}"


def standing(task: facts.Task, reader: Reader) -> str:
    """Say an open task in a line, or a finished one, with who finished it."""
    return done(task) if task.status is TaskStatus.DONE else line(task, reader)


def done_when(task: facts.Task) -> str:
    """Say when a task was finished, by the clock of who finished it."""
    if task.done_at is None or task.done_by is None:
        return "an earlier day"
    when = calendar.moment_text(task.done_at, task.done_by.zone, task.created_at.date())
    return f"{when} ({calendar.city(task.done_by.zone)})"


def gone(giver: facts.Member | None) -> list[str]:
    """Say that who gave a task has left, so that it goes another way; [] of None."""
    return [f"{safe(giver.name)}, who gave it, has left."] if giver else []


def name(member: facts.Member | None) -> str:
    """Name an owner, or say that there is nobody."""
    return safe(member.name) if member else "nobody"


def due(task: facts.Task, reader: Reader) -> str:
    """Say when a task is due, or that it has no date."""
    return meant(task, task.due, reader) if task.due else "no date"


def due_day(due: facts.Due, reader: Reader) -> str:
    """Say the day of a date, whatever its hour."""
    return calendar.day_text(due.day, reader.today)


def meant(task: facts.Task, at: facts.Due, reader: Reader, *also: facts.Member | None) -> str:
    """Say a date that a task has, or may get, by the clock it was meant in.

    Its city is named where anybody the task concerns, or one of `also`, lives by another clock. A reader who
    does is told their own hour, too.
    """
    return calendar.due_text(at, reader.today, zones(task, *also), reader.zone)


def proposed(task: facts.Task, proposal: Proposal, reader: Reader) -> str:
    """Say the date that whoever has a task asks for, on the clock of whoever is to answer."""
    zone = proposal.of.zone
    at = facts.Due(proposal.at, calendar.local(proposal.at, zone).date(), "", zone)
    return meant(task, at, reader, proposal.by)


def asked(task: facts.Task, proposal: Proposal | None, reader: Reader) -> list[str]:
    """Say that whoever has a task asks for another date, and whom; [] when they do not."""
    if proposal is None:
        return []
    at = proposed(task, proposal, reader)
    return [f"{who(proposal.by)} asks {who(proposal.of)} for {at} instead; not answered yet"]


def asked_no_more(task: facts.Task, proposal: Proposal, reader: Reader) -> str:
    """Say that nobody waits any more for the answer to another date that was asked for."""
    return f"{who(proposal.of)} is no longer asked for {proposed(task, proposal, reader)}."


def asked_again(task: facts.Task, proposal: Proposal, reader: Reader) -> str:
    """Say that another date is asked for again, whose answer was taken back."""
    return f"{who(proposal.by)} asks for {proposed(task, proposal, reader)} again"


def zones(task: facts.Task, *also: facts.Member | None) -> list[str]:
    """List the zones (IANA names) of whom a task concerns: its owner, its creator and its watchers."""
    return [member.zone for member in (task.owner, task.creator, *task.watchers, *also) if member]


def subject(task: facts.Task) -> str:
    """Name a task in a block id; the version makes it new at each change, as Slack asks."""
    return f"T-{task.number}.{task.version}"
