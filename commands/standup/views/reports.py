"""What people see of a week of standups, and of what somebody said lately."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import Say, say
from commands.standup.operations import Day, Report
from commands.standup.views import blockers, thread
from storage import facts

WEEKS = 8  # standups of which one message tells a lead the week


def report(found: Sequence[Report], today: date) -> Say:
    """Show a week, with names, to whoever may see them."""
    parts = [block for one in found for block in _report(one, today)]
    return Say(Message("Standups of the week", tuple(parts[:48]) or (blocks.section("Nothing to report."),)))


def weeks(found: Sequence[Report], today: date, beside: AbstractSet[int] = frozenset()) -> Message:
    """Tell a lead how a week went: participation without names, what is in the way, said against done.

    `beside`: the ids of blockers that the same message names already.
    """
    to = f"the week to {calendar.day_text(found[0].last, today)}" if found else "the week"
    names = ", ".join(safe(one.standup.name) for one in found[:WEEKS])
    body = [blocks.section(_week(one, today, beside)) for one in found[:WEEKS]]
    more = f" {len(found) - WEEKS} more standups: ask in their channels." if len(found) > WEEKS else ""
    hint = blocks.context(f"`/standup report` shows it with names.{more}")
    return Message(f"{names}: {to}", (*body, hint))


def _week(found: Report, today: date, beside: AbstractSet[int]) -> str:
    name = safe(found.standup.name)
    given, asked = _given(found.days), len(found.asked)
    late = sum(one.is_late for one in found.asked)
    skipped = sum(1 for day in found.days for one in day.answers if one.skipped_at and not one.answered_at)
    lines = [
        f"*{name}: the week of {calendar.day_text(found.first, today)}*",
        f"{given} of {asked} answers came in over {_count(len(found.days), 'day')}"
        + (f", {late} of them late" if late else "")
        + (f"; {skipped} left out with a reason" if skipped else "")
        + ".",
        "By day: " + " · ".join(_by_day(day) for day in found.days) if found.days else "Nobody was asked.",
        _done(found),
    ]
    if found.mood is not None:
        lines.append(f"Mood: {found.mood:.1f} of 5.")
    return "\n".join([*lines, *_in_the_way(found, beside)])


def _in_the_way(found: Report, beside: AbstractSet[int]) -> list[str]:
    if not found.stuck:
        return ["Nothing is in the way."]
    here = [one for one in found.stuck if one.blocker.id not in beside]
    if not here:
        return [f"In the way: {len(found.stuck)}, named in this message."]
    more = (
        f", and {len(found.stuck) - len(here)} named in this message" if len(here) < len(found.stuck) else ""
    )
    return [f"In the way{more}:", *blockers.listed(here)]


def _done(found: Report) -> str:
    if not found.planned:
        return "Said and done: no task was said to come next."
    are = "is" if found.done == 1 else "are"
    return f"Said and done: of {_count(found.planned, 'task')} said to come next, {found.done} {are} done."


def history(member: facts.Member, given: Sequence[tuple[facts.StandupDay, facts.Answer]], today: date) -> Say:
    """Show what somebody said lately, newest first."""
    if not given:
        return say(f"{safe(member.name)} has answered no standup yet.")
    body = [blocks.section(_said(day, one, today)) for day, one in given]
    return Say(Message(f"What {safe(member.name)} said lately", tuple(body)))


def state(one: facts.Answer, *, has_time: bool) -> str:
    """Say what became of an answer, whose window may be open still."""
    if one.answered_at:
        return "answered late" if one.is_late else "answered"
    if one.skipped_at:
        return f"left out ({safe(blocks.cut(one.skip_reason, 80))})" if one.skip_reason else "left out"
    if has_time:
        return "not yet"
    return "no answer" if one.asked_at else "could not be asked"


def _report(found: Report, today: date) -> list[Block]:
    who = f", {safe(found.who.name)}" if found.who else ""
    span = f"{calendar.day_text(found.first, today)} – {calendar.day_text(found.last, today)}"
    head = f"*{safe(found.standup.name)}{who}, {span}*: {_given(found.days)} of {len(found.asked)} answered"
    stuck = ["In the way now:", *blockers.listed(found.stuck)] if found.stuck else []
    lines = [head, _done(found), *stuck]
    if found.mood is not None:
        lines.append(f"Mood: {found.mood:.1f} of 5, without names.")
    return [blocks.section("\n".join(lines)), *(blocks.section(_day(day, found)) for day in found.days)]


def _day(day: Day, found: Report) -> str:
    title = f"*{calendar.day_text(day.day.day, day.day.day)}*"
    if found.who:
        return "\n".join(
            [title, *(line for one in day.answers for line in thread.told(one, day.day.questions))]
        )
    states = [f"{safe(one.member.name)}: {state(one, has_time=one.id in day.waiting)}" for one in day.answers]
    return "\n".join([title, *states])


def _said(day: facts.StandupDay, one: facts.Answer, today: date) -> str:
    title = f"*{calendar.day_text(day.day, today)} · {safe(day.standup.name)}*{thread.late(one)}"
    return "\n".join([title, *thread.told(one, day.questions)])


def _given(found: Sequence[Day]) -> int:
    return sum(1 for day in found for one in day.answers if one.answered_at)


def _by_day(day: Day) -> str:
    given = sum(1 for one in day.answers if one.answered_at)
    return f"{calendar.WEEKDAYS[day.day.day.weekday()]} {given}/{len(day.asked)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
