"""What a channel sees of a standup day: the head of its thread, the answers, the summary."""

from collections.abc import Sequence
from datetime import datetime

from commands.kit import blocks, calendar
from commands.kit.blocks import Message, safe
from commands.kit.named import holder
from commands.standup.operations import Away, Roll
from storage import facts
from storage.vocabulary import DayState

FINISHED = 20  # tasks that are named; a list has all
SHOWN = 900  # characters of one answer's part that the thread shows


def root(roll: Roll) -> Message:
    """Show a day's thread head: how many answered, in which order; who is away; what is blocked and done."""
    day = roll.day
    name = "" if day.standup.name == f"#{day.standup.channel.name}" else f" {safe(day.standup.name)}"
    on = calendar.day_text(day.day, day.day)
    title = f"Standup{name} {on} · {len(roll.given)} of {roll.everybody} answered"
    lines = [f"*{title}*"]
    lines += _line("Answered", [_named(one) for one in roll.given])
    if day.state is DayState.CLOSED:
        left = sorted([*roll.waiting, *roll.over, *(one for one, _ in roll.later)], key=_name)
        lines += _line("No answer from", _names(left))
    else:
        lines += _line("Asked", _names(roll.waiting)) + _line("Asked later", _later(roll))
        lines += _line("No answer in time from", _names(roll.over))
    lines += _line("Could not be asked in time", _names(roll.missed))
    lines += _line("Not today", _names([one.member for one in roll.skipped]))
    lines += _line("Not asked, not to be disturbed", _names(roll.undisturbed))
    lines += _line("Away", [_away(one, roll) for one in roll.away])
    lines += _bullets("In the way", [blocker(one) for one in roll.blockers]) + _finished(roll)
    body = blocks.rows(lines)
    if day.state is DayState.OPEN:
        body.append(blocks.actions(blocks.button("Answer", "standup.join", str(day.id))))
    return Message(title, tuple(body))


def summary(roll: Roll) -> Message:
    """Say at the close how many answered, what is in the way, what no longer is, and what was finished."""
    title = f"Closed: {len(roll.given)} of {roll.everybody} answered."
    lines = [f"*{title}*", *_bullets("In the way", [blocker(one) for one in roll.blockers])]
    lines += _bullets("Resolved since", [_resolved(one, roll) for one in roll.resolved])
    if not roll.blockers:
        lines.append(f"Nothing is in the way{' any more' if roll.resolved else ''}.")
    lines += _finished(roll)
    late = blocks.section("Late answers are still taken: `/standup`")
    return Message(title, (*blocks.rows(lines), late))


def said(answer: facts.Answer, day: facts.StandupDay) -> Message:
    """Show one member's answer in the thread."""
    name = safe(answer.member.name)
    if not answer.answered_at:
        return Message(f"{name} took their answer back", (blocks.context(f"{name} took their answer back."),))
    parts = [f"*{name}*{late(answer)}", *told(answer, day.questions)]
    return Message(f"{name} answered", tuple(blocks.rows(parts)))


def told(answer: facts.Answer, asked: Sequence[facts.Question]) -> list[str]:
    """Show what an answer says, a line a question and its further lines below."""
    shown = [(one, answer.said[one.key]) for one in asked if answer.said.get(one.key)]
    return [f"{safe(one.text)}: {_begun(text)}" for one, text in shown]


def _begun(text: str) -> str:
    """Show how a part of an answer begins, and say how many of its lines are left out."""
    head, rest = blocks.parted(text.strip(), SHOWN)
    cut = "…" if rest and not rest.startswith("\n") else ""
    left = rest.count("\n")
    more = f"\n… and {left:,} more {'line' if left == 1 else 'lines'}" if left else ""
    return f"{safe(head)}{cut}{more}"


def blocker(one: facts.Blocker) -> str:
    """Say a blocker in one line: its number, whose way it is in, and what it is."""
    return f"*B-{one.number}* {holder(one.member)}: {safe(blocks.cut(one.text, 200))}"


def _resolved(one: facts.Blocker, roll: Roll) -> str:
    """Say a blocker that is gone, with who resolved it and when, by their clock."""
    if one.closed_by is None or one.closed_at is None:
        return blocker(one)
    at = calendar.moment_text(one.closed_at, one.closed_by.zone, roll.day.day)
    return f"{blocker(one)} · by {safe(one.closed_by.name)}, {at} ({calendar.city(one.closed_by.zone)})"


def late(answer: facts.Answer) -> str:
    """Mark an answer that came after its window."""
    return " (late)" if answer.is_late else ""


def _named(answer: facts.Answer) -> str:
    return safe(answer.member.name) + late(answer)


def _name(member: facts.Member) -> str:
    return member.name


def _names(members: Sequence[facts.Member]) -> list[str]:
    return [safe(one.name) for one in members]


def _later(roll: Roll) -> list[str]:
    return [
        f"{safe(one.name)} ({_on_the_clock(at, roll.day.standup.zone or one.zone)})" for one, at in roll.later
    ]


def _on_the_clock(at: datetime, zone: str) -> str:
    city = calendar.city(zone)
    return f"{calendar.local(at, zone):%H:%M} {city}"


def _away(one: Away, roll: Roll) -> str:
    day = roll.day.day
    why = f" ({safe(one.holiday)})" if one.holiday else ""
    until = f" (until {calendar.day_text(one.last, day)})" if one.last > day else ""
    return safe(one.member.name) + (until or why)


def _finished(roll: Roll) -> list[str]:
    shown = [f"T-{one.number} {safe(one.title)}" for one in roll.finished[:FINISHED]]
    left = len(roll.finished) - len(shown)
    return _bullets("Finished", [*shown, *([f"and {left:,} more: `/task list done`"] if left else [])])


def _line(label: str, named: Sequence[str]) -> list[str]:
    return [f"{label}: {blocks.some(named)}"] if named else []


def _bullets(label: str, lines: Sequence[str]) -> list[str]:
    return [f"{label}:", *(f"• {one}" for one in lines)] if lines else []
