"""What people see of standups."""

from collections.abc import Sequence
from datetime import date, datetime

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import Say, say
from commands.standup.operations import Form, Made, Roll
from storage import facts
from storage.vocabulary import DayState

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def made(outcome: Made) -> Say:
    """Confirm a new standup: who is asked, when, where."""
    standup = outcome.standup
    names = ", ".join(safe(one.name) for one in outcome.members)
    days = f"{WEEKDAYS[standup.weekdays[0]]}–{WEEKDAYS[standup.weekdays[-1]]}"
    text = (
        f"#{safe(standup.channel.name)} has a standup: {days} at {standup.at:%H:%M} in each person's own "
        f"zone, {standup.window // 60} h to answer.\nAsked: {names}."
    )
    return say(text, undo=outcome.group)


def root(roll: Roll) -> Message:
    """Show a day's thread head: how many answered, who, who is away, what is blocked."""
    day, given = roll.day, [one for one in roll.answers if one.answered_at]
    everybody = len(roll.answers) + len(roll.due)
    title = f"Standup {calendar.day_text(day.day, day.day)} · {len(given)} of {everybody} answered"
    lines = [f"*{title}*"]
    if given:
        lines.append("Answered: " + ", ".join(_named(one) for one in given))
    waiting = [one.member for one in roll.answers if not one.answered_at]
    if day.state is DayState.CLOSED:
        lines += _names("No answer from", [*waiting, *roll.due])
    else:
        lines += _names("Asked", waiting) + _names("Asked later, in their own morning", roll.due)
    lines += _names("Away", roll.away)
    return Message(title, (blocks.section("\n".join(lines)),))


def summary(roll: Roll) -> Message:
    """Say at the close who answered and what is in the way."""
    given = [one for one in roll.answers if one.answered_at]
    everybody = len(roll.answers) + len(roll.due)
    lines = [f"*Closed: {len(given)} of {everybody} answered.*"]
    blocked = [one for one in given if one.blocked]
    lines += [f"In the way for {safe(one.member.name)}: {safe(one.blocked)}" for one in blocked]
    if not blocked:
        lines.append("Nobody named anything in the way.")
    lines.append("Late answers are still taken: `/standup`")
    return Message(lines[0].strip("*"), (blocks.section("\n".join(lines)),))


def said(answer: facts.Answer) -> Message:
    """Show one member's answer in the thread."""
    late = " (late)" if answer.is_late else ""
    parts = [f"*{safe(answer.member.name)}*{late}"]
    parts += _part("Yesterday", answer.yesterday) + _part("Today", answer.today)
    parts += _part("In the way", answer.blocked)
    return Message(f"{answer.member.name} answered", (blocks.section("\n".join(parts)),))


def prompt(answer: facts.Answer, day: facts.StandupDay, until: datetime) -> Message:
    """Ask one member; once answered, say so."""
    where = f"#{safe(day.standup.channel.name)}"
    end = calendar.moment_text(until, answer.member.zone, day.day)
    if answer.answered_at:
        text = f"Your standup for {where} on {calendar.day_text(day.day, day.day)} is in. Thank you."
        return Message(text, (blocks.section(text), _button("Change it", answer)))
    text = f"Standup for {where}: what did you finish, what is next, what is in the way?"
    return Message(text, (blocks.section(f"{text}\nOpen until {end}."), _button("Answer", answer)))


def reminder(answer: facts.Answer, day: facts.StandupDay, until: datetime) -> Message:
    """Remind one member once."""
    end = calendar.moment_text(until, answer.member.zone, day.day)
    if answer.answered_at:
        return prompt(answer, day, until)
    text = f"The standup for #{safe(day.standup.channel.name)} is open until {end}."
    return Message(text, (blocks.section(text), _button("Answer", answer)))


def form(found: Form, channel: str) -> Block:
    """Draw the form: what was said already, else what the facts suggest."""
    answer = found.answer
    finished = "\n".join(f"Finished T-{one.number} {one.title}" for one in found.finished)
    ahead = "\n".join(f"T-{one.number} {one.title}" for one in found.ahead)
    is_new = answer.answered_at is None
    return blocks.modal(
        "standup.form",
        f"Standup {calendar.day_text(found.day.day, found.day.day)}",
        [
            _field("yesterday", "Since last time", finished if is_new else answer.yesterday),
            _field("today", "Today", ahead if is_new else answer.today),
            _field("blocked", "In the way", answer.blocked),
        ],
        carry=f"{channel}|{answer.id}",
    )


def saved(answer: facts.Answer, group: str) -> Say:
    """Confirm an answer."""
    late = " It came after the close and is marked late." if answer.is_late else ""
    blocked = " What is in the way is on record." if answer.blocked else ""
    return say(f"Your answer is in the thread.{late}{blocked}", undo=group)


def status(roll: Roll) -> Say:
    """Tell one person how a day stands."""
    message = root(roll)
    return Say(message)


def away(until: date, today: date) -> Say:
    """Confirm an absence."""
    day = calendar.day_text(until, today)
    return say(f"Away until {day}. No standup asks you until then. `/standup back` ends it.")


def usage() -> Say:
    """Show what /standup does."""
    return say(
        "`/standup` opens your answer\n`/standup status` says who answered and who is missing\n"
        "`/standup setup mon-fri 09:30 4h` makes this channel's standup\n`/standup stop` ends it\n"
        "`/standup ooo until fri`, `/standup back`"
    )


def _names(label: str, members: Sequence[facts.Member]) -> list[str]:
    return [f"{label}: " + ", ".join(safe(one.name) for one in members)] if members else []


def _named(answer: facts.Answer) -> str:
    return safe(answer.member.name) + (" (late)" if answer.is_late else "")


def _part(label: str, text: str) -> list[str]:
    return [f"{label}: {safe(blocks.cut(text, 900))}"] if text else []


def _button(label: str, answer: facts.Answer) -> Block:
    return blocks.actions(blocks.button(label, "standup.answer", str(answer.id)))


def _field(name: str, label: str, start: str) -> Block:
    return blocks.field(name, label, blocks.text_input(name, start=start, lines=True), optional=True)
