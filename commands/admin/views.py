"""What people see of Muster itself."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from commands.admin.operations import Status
from commands.kit import blocks, calendar
from commands.kit.blocks import Message, safe
from commands.kit.reply import Say, say
from storage import facts, loop_facts

NOT_LEAD = "How Muster stands is shown to project leads and to Slack's admins. Nothing was changed."
SHOWN = 8  # of each sort
DAYS = 5  # that an alarm names beside the first
TITLES = {
    "late": "Late",
    "dead": "Refused by Slack for good",
    "held": "Held until somebody acts",
    "uncertain": "Perhaps in Slack; Muster looks before it sends again",
    "owed": "Owed",
    "skipped": "Skipped in the last seven days",
    "due": "Next",
}
# What people call what Muster sends and does by the clock.
KINDS: Mapping[str, str] = {
    "task.card": "card of a task",
    "task.thread": "word in the thread a task was made from",
    "task.told": "message about tasks",
    "task.day": "daily message",
    "task.handover": "hand-over of a leaver's work",
    "task.unled": "word of a leaver's work that nobody leads",
    "task.file": "exported file of tasks",
    "task.import": "import of a file of tasks",
    "task.import.over": "end of the time to take an import back",
    "digest.edition": "digest",
    "digest.send": "digest",
    "digest.again": "new times of a digest",
    "home": "Home",
    "admin.alarm": "alarm",
    "answer": "answer to what somebody asked",
    "risk.card": "card of a risk",
    "standup.root": "standup thread",
    "standup.prompt": "standup questions",
    "standup.answer": "standup answer",
    "standup.held": "standup question, once its member may be disturbed",
    "standup.remind": "standup reminder",
    "standup.summary": "standup summary",
    "standup.close": "close of a standup day",
    "standup.over": "end of the time to answer a standup",
    "standup.blocker": "reminder of a blocker",
    "standup.week": "weekly message of a standup",
    "standup.file": "exported file of a standup",
    "standup.note": "reply about a standup answer",
    "standup.again": "new times of a standup",
    "answer.again": "question of a standup, after an answer was taken back",
    "member.again": "new times of a person",
    "absence.again": "new times of a person",
}
REASONS = {
    "not_in_channel": "Muster is not in the channel; type /invite @Muster there",
    "is_archived": "the channel is archived",
    "is_inactive": "the channel is archived",
    "channel_not_found": "the channel is gone, or private and Muster is not in it",
    "token_revoked": "Slack takes Muster's token no longer; install Muster again",
    "invalid_auth": "Slack does not take Muster's token; install Muster again",
    "account_inactive": "Muster was removed from the workspace; install it again",
    "user_disabled": "the person's account is deactivated",
    "rate limited": "Slack asks Muster to wait",
    "worker stopped": "Muster was stopped while it was sent",
}


def called(kind: str) -> str:
    """Return what people call a kind of post or timer; one of another version, its own name."""
    return KINDS.get(kind, kind.replace(".", " "))


def status(found: Status, zone: str, today: date) -> Say:
    """Show how the loops stand, what is wrong first."""
    parts = [
        f"*{title}*\n" + "\n".join(safe(line) for line in lines)
        for title, lines in grouped(found.found, zone, today)
    ]
    if not any(one.state != "due" for one in found.found):
        parts.insert(0, "Nothing is late, held or refused, and nothing waits to be sent.")
    if found.hidden:
        parts.append(f"And {found.hidden} in places you do not see.")
    shown = tuple(blocks.section(part) for part in parts)
    return Say(Message(parts[0].replace("*", ""), shown))


def grouped(found: Sequence[loop_facts.Standing], zone: str, today: date) -> list[tuple[str, list[str]]]:
    """Return each sort's title with its lines in plain words, on the clock of `zone`; at most eight lines."""
    told = []
    for state, group in groupby(sorted(found, key=_rank), key=lambda one: one.state):
        lines = [_line(one, zone, today) for one in group]
        more = [f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        told.append((TITLES[state], lines[:SHOWN] + more))
    return told


def alarm(
    name: str,
    day: date,
    silent: Sequence[loop_facts.Silence],
    names: Sequence[str],
    owner: facts.Member,
    also: Sequence[date] = (),
) -> Message:
    """Tell an owner what should have happened and did not, on which other days, and what they can do."""
    due = calendar.moment_text(min(one.due_at for one in silent), owner.zone, day)
    reasons = dict.fromkeys(reason(one.reason) for one in silent)
    lines = [f"The {safe(name)}, due {due}, did not go as it should."]
    if also:
        more = f" and {len(also) - DAYS} more days" if len(also) > DAYS else ""
        days = ", ".join(calendar.day_text(one, day) for one in also[:DAYS])
        lines.append(f"Nor did that of {days}{more}.")
    if names:
        lines.append("Not asked in time: " + ", ".join(safe(one) for one in names) + ".")
    lines += [f"Why: {safe(one)}." for one in reasons]
    lines.append("What can still be sent is sent by itself. `/muster status` shows how it stands.")
    return Message(lines[0], (blocks.section("\n".join(lines)),))


def reason(text: str) -> str:
    """Put a reason into words people can act on; one that has none stays as it is."""
    return REASONS.get(text, text)


def usage() -> Say:
    """Show what /muster does."""
    return say("`/muster status` shows what Muster has before it, what is late or held, and why")


def _rank(one: loop_facts.Standing) -> int:
    return list(TITLES).index(one.state)


def _line(one: loop_facts.Standing, zone: str, today: date) -> str:
    what = called(one.kind)
    where = f" in {one.where}" if one.where.startswith("#") else f" {one.where}" if one.where else ""
    times = f" ({one.count})" if one.count > 1 else ""
    if one.state == "due":
        return f"{what}{times}: {calendar.moment_text(one.due_at, zone, today)}"
    due = calendar.moment_text(one.due_at, zone, today)
    why = f": {reason(one.reason)}" if one.reason else ""
    return f"{what}{where}, due {due}{why}.{_next(one, zone, today)}"


def _next(one: loop_facts.Standing, zone: str, today: date) -> str:
    if one.state == "held":
        return " Next attempt: as soon as it is mended, within the hour at the latest."
    if one.state in ("dead", "skipped"):
        return " No further attempt."
    if one.next_at is None:
        return " Under way."
    at = one.next_at + timedelta(seconds=59)  # never tell a minute that is over before it is tried
    return f" Next attempt: {calendar.moment_text(at, zone, today)}."
