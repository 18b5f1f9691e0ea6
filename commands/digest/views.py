"""What people see of digests: plain words, absolute dates, change first."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from commands.digest import rules
from commands.digest.operations import Hidden, Left, Made
from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, begun, place, safe
from commands.kit.named import holder, owned
from commands.kit.reply import Say, say, say_rows
from commands.kit.when_words import DAY_NAMES
from commands.risk import rules as risk_rules
from commands.risk import views as risk_views
from commands.task import rules as task_rules
from commands.task import views as task_views
from storage import digest_facts, facts

T = TypeVar("T")
MOST = 5


def edition(week: rules.Week) -> Message:
    """Show one issue of a digest."""
    today = calendar.local(week.until, week.zone).date()
    verdict = rules.judge(week)
    title = f"{week.project.name}: {_span(week, today)}"
    body: list[Block] = [
        blocks.header(title),
        blocks.section(f"*{verdict.health}*: {verdict.reason}."),
    ]
    done: list[facts.Task | rules.Rounds] = [*week.finished, *week.rounds]
    body += _part("What changed", _changes(week, today))
    body += _part(
        f"Finished · {len(week.finished) + sum(one.count for one in week.rounds)}",
        _some(done, _finished),
    )
    body += _part(f"Late · {len(week.late)}", _some(week.late, lambda task: _late(task, week, today)))
    body += _part("Top risks", [_risk(risk) for risk in week.risks[:3]])
    body += _part(
        f"Next seven days · {len(week.ahead)}",
        _some(week.ahead, lambda task: f"• {_due(task, today)}: {safe(task.title)} ({owned(task.owner)})"),
    )
    since = calendar.moment_text(week.since, week.zone, today)
    until = calendar.moment_text(week.until, week.zone, today)
    body.append(
        blocks.context(f"Worked out from the record as far as this channel may see it, {since} to {until}.")
    )
    return Message(f"{title}. {verdict.health}: {verdict.reason}.", tuple(body))


def preview(left: Left) -> Say:
    """Show privately what would be sent now."""
    message = edition(left.week)
    note = blocks.context(f"Only you see this preview.{_left_out(left.hidden)}")
    return Say(Message(f"Preview. {message.text}", (*message.blocks, note)))


def _left_out(hidden: Hidden) -> str:
    """Say, to who leads the project alone, how much of it a channel may not see."""
    counts = [(hidden.tasks, "open task"), (hidden.risks, "open risk")]
    said = [f"{count} {noun}{'s' * (count > 1)}" for count, noun in counts if count]
    if not said:
        return ""
    if hidden.tasks + hidden.risks == 1:
        return f" One {said[0][2:]} is left out: this channel may not see it."
    return f" {' and '.join(said)} are left out: this channel may not see them."


def missed(digest: digest_facts.Digest, day: date) -> Message:
    """Say that an issue did not go out."""
    text = (
        f"The digest of {safe(digest.project.name)} for {calendar.day_text(day, day)} was not sent: "
        "Muster was not running. The next one covers both weeks."
    )
    return Message(text, (blocks.section(text),))


def made(outcome: Made) -> Say:
    """Confirm a digest: what, where, when."""
    digest = outcome.digest
    first = calendar.local(outcome.first, digest.zone).date()
    return say(
        f"{begun(place(digest.channel.name))} gets the digest of *{safe(digest.project.name)}* every "
        f"{DAY_NAMES[digest.weekday]} at {digest.at:%H:%M} ({digest.zone}), first on "
        f"{calendar.day_text(first, first)}. `/digest preview #{digest.project.key}` shows it now."
        f"{_left_out(outcome.hidden)}",
        undo=outcome.group,
    )


def status(found: Sequence[tuple[digest_facts.Digest, datetime]]) -> Say:
    """List which digests there are and when they are sent next."""
    if not found:
        return say("There is no digest yet. `/digest setup #project mon 09:00` makes one for this channel.")
    rows = [
        f"*{safe(digest.project.name)}* → {place(digest.channel.name, 'a')}, next "
        f"{calendar.moment_text(at, digest.zone, at.date())}"
        for digest, at in found
    ]
    return say_rows(rows)


def stopped(found: Sequence[digest_facts.Digest], group: str) -> Say:
    """Say which digests are no longer sent here."""
    if not found:
        return say("This channel gets no digest. Nothing was changed.")
    names = ", ".join(f"*{safe(one.project.name)}*" for one in found)
    return say(f"Stopped. This channel gets no more digests of {names}.", undo=group)


def usage() -> Say:
    """Show what /digest does."""
    return say(
        "`/digest preview #atlas` shows what would be sent now\n"
        "`/digest setup #atlas mon 09:00` sends it to this channel every week\n"
        "`/digest` lists the digests · `/digest stop #atlas` ends one here, `/digest stop` all"
    )


def _span(week: rules.Week, today: date) -> str:
    if week.is_week:
        return f"the week to {calendar.day_text(today, today)}"
    return f"since {calendar.moment_text(week.since, week.zone, today)}"


def _part(title: str, lines: Sequence[str]) -> list[Block]:
    return [blocks.section("\n".join([f"*{title}*", *lines]))] if lines else []


def _some(found: Sequence[T], line: Callable[[T], str]) -> list[str]:
    lines = [line(one) for one in found[:MOST]]
    return [*lines, f"and {len(found) - MOST} more"] if len(found) > MOST else lines


def _changes(week: rules.Week, today: date) -> list[str]:
    lines = _some(week.slips, lambda slip: _slip(slip, today))
    lines += _some(week.rescored, _rescored)
    lines += _some(week.closed, _closed)
    lines += _some(week.new_risks, lambda risk: f"• New risk: {safe(risk.statement)}")
    if len(week.added) == 1:
        lines.append("• One task was added and is still open")
    elif week.added:
        lines.append(f"• {len(week.added)} tasks were added and are still open")
    return lines or ["• No date of open work moved, no risk changed"]


def _finished(done: facts.Task | rules.Rounds) -> str:
    if isinstance(done, facts.Task):
        return f"• {safe(done.title)} ({owned(done.owner)})"
    count = "a round" if done.count == 1 else f"{done.count} rounds"
    return f"• {safe(done.task.title)} ({owned(done.task.owner)}), {count}"


def _slip(slip: rules.Slip, today: date) -> str:
    before, after = _day(slip.before, today), _day(slip.after, today)
    times = f", moved {slip.task.slips} times in all" if slip.task.slips > 1 else ""
    return f"• {safe(slip.task.title)}: {before} → {after}{times}"


def _rescored(rescored: rules.Rescored) -> str:
    risk = rescored.risk
    return f"• Risk R-{risk.number}: {rescored.before} → {risk_rules.score(risk)}: {safe(risk.statement)}"


def _closed(risk: facts.Risk) -> str:
    why = f" ({safe(blocks.cut(risk.close_reason, 200))})" if risk.close_reason else ""
    return f"• Risk R-{risk.number} is closed: {safe(blocks.cut(risk.statement, 300))}{why}"


def _late(task: facts.Task, week: rules.Week, today: date) -> str:
    late = task_views.lateness(task_rules.days_late(task, week.until))
    promised = rules.promised_day(task, task.first_due or week.until, week.zone)
    days, first = rules.days_late(task, week.until, week.zone), calendar.day_text(promised, today)
    is_moved = task.due is not None and promised < task.due.day
    told = f"{late}; {days} after {first}, first promised" if is_moved else f"{late}, due {first}"
    return f"• {safe(task.title)} ({owned(task.owner)}): {told}"


def _risk(risk: facts.Risk) -> str:
    return f"• {risk_views.score(risk)}, {holder(risk.owner)}: {safe(blocks.cut(risk.statement, 300))}"


def _due(task: facts.Task, today: date) -> str:
    return calendar.day_text(task.due.day, today) if task.due else "no date"


def _day(day: date | None, today: date) -> str:
    return calendar.day_text(day, today) if day else "no date"
