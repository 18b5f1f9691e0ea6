"""What one member is told in their direct message: the question, the reminder, what was made of a message."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.call import Heard, Hint
from commands.kit.reply import LINE, place
from commands.standup import talk, told
from commands.standup.operations import Doubt, Meant, Taken
from commands.standup.views import blockers
from storage import facts
from storage.vocabulary import DayState

DEED = 75  # characters: what Slack shows of a box to tick, or on a button
OFFERED = 25  # buttons of a row. Source: docs.slack.dev, "Actions block"
SHORTEST = 30  # characters of them that a task's number and title have at least
Asked = Sequence[tuple[facts.Answer, facts.StandupDay]]


def prompt(asked: Asked, now: datetime, away: AbstractSet[int] = frozenset()) -> Message:
    """Ask one member for each of these answers; once given, or once their window is over, say so.

    `away`: the ids of those of a day on which they are away, which nobody waits for.
    """
    parts = [_asked(one, day, len(asked), now, away) for one, day in asked]
    hint = "Or write your answer here, as a message."
    is_open = any(_is_open(one, day, now, away) for one, day in asked)
    body = [block for _, shown in parts for block in shown]
    return Message(parts[0][0], (*body, *([blocks.context(hint)] if is_open else [])))


def reminder(asked: Asked, now: datetime, away: AbstractSet[int] = frozenset()) -> Message:
    """Remind one member once of what is not answered yet; later, say what became of it.

    What can be done about it then stands with the question, which comes before it.
    """
    open_ = [(one, day) for one, day in asked if _is_open(one, day, now, away)]
    if not open_:
        over = [
            f"Reminder of the standup for {_place(day)} on {calendar.day_text(day.day, day.day)}: "
            f"{_became(one, day, away)}"
            for one, day in asked
        ]
        return Message(over[0], (blocks.context("\n".join(over)),))
    lines = [
        f"The standup for {_place(day)} is open until "
        f"{calendar.moment_text(one.closes_at, one.member.zone, day.day)}."
        for one, day in open_
    ]
    rows = [_buttons(one, day, many=len(open_) > 1) for one, day in open_]
    return Message(lines[0], (blocks.section("\n".join(lines)), *rows))


def taken(found: Taken, today: date) -> Message:
    """Say how a message was taken as an answer, and offer what it says of tasks."""
    saved, day = found.saved, found.saved.day
    where = f"{_place(day)}, {calendar.day_text(day.day, day.day)}"
    late = " It came after the close and is marked late." if saved.answer.is_late else ""
    lines = [_how_taken(found, where) + late]
    if found.is_private:
        lines += [
            f"{safe(one.text)}: {safe(text)}"
            for one in day.questions
            if (text := saved.answer.said.get(one.key))
        ]
    lines += [
        f"Said before, and no longer in the way: “{safe(one)}”. Undo brings it back."
        for one in found.replaced
    ]
    lines += [line for one in saved.resolved if not found.replaced for line in blockers.gone(one)]
    lines += blockers.opened(saved.opened)
    lines += [f"T-{one.number}: {safe(one.why)}" for one in found.left]
    lines += still(found.waiting)
    body = blocks.rows(lines)
    if found.meant:
        left = len(found.meant) - OFFERED
        more = f"\n{left} more can be ticked once the form behind “Change it” is saved." if left > 0 else ""
        body += [
            blocks.section(f"Your answer speaks of tasks. Nothing of it is done until you press:{more}"),
            _lines(found.meant[:OFFERED], today),
        ]
    body.append(
        blocks.actions(
            blocks.button("Change it", "standup.answer", str(saved.answer.id)),
            blocks.button("Undo", "undo", saved.group),
        )
    )
    return Message(lines[0], tuple(body))


def _how_taken(found: Taken, where: str) -> str:
    """Say what became of an answer by a message, or by its end."""
    if found.is_gone:
        what = "what it said is out of your answer" if found.saved.answer.answered_at else "your answer"
        end = f"{what} for {where}" + ("." if found.saved.answer.answered_at else " is taken back.")
        return f"You deleted the message: {end}"
    verb = "Added to your answer for" if found.is_more else "Taken as your answer for"
    return f"{verb} {where}. It is in the thread."


def still(waiting: Sequence[facts.Standup]) -> list[str]:
    """Name the standups that still wait for an answer, a line each."""
    return [f"{safe(one.name)} still waits: {blocks.code(f'/standup answer {one.name}')}" for one in waiting]


def doubted(found: Doubt, heard: Heard) -> Message:
    """Ask whether a line was meant as an answer or as a task; nothing is saved until one is pressed."""
    buttons = []
    if found.target and found.line:
        name, late = found.target.standup.name, ", late" if found.is_late else ""
        add = blocks.cut(f"Add to the answer for {name}{late}", DEED)
        buttons.append(blocks.button(add, f"{LINE}.0", f"/standup add {found.text}"))
    if found.line and not talk.is_greeting(found.text):
        is_task = found.line.startswith(talk.ADDING)
        label = "Make it a task" if is_task else blocks.cut(f"/task {found.text}", DEED)
        buttons.append(blocks.button(label, f"{LINE}.1", f"/task {found.line}"))
    end = _until_pressed(found) if buttons or not found.line else _NOTHING_TO_PRESS
    text = f"“{safe(blocks.cut(found.text, 300))}”: {_why_asked(found)} {end}"
    row = [blocks.actions(*buttons, block_id=place(heard.channel.slack_id, ""))] if buttons else []
    return Message(text, (blocks.section(text), *row))


def _why_asked(found: Doubt) -> str:
    if found.target is None:
        return "no standup waits for you, so this was not taken as an answer."
    on = calendar.day_text(found.target.day, found.target.day)
    standup = safe(found.target.standup.name)
    if found.is_late:
        return f"what is it? The standup {standup} of {on} has closed."
    return f"what is it? The standup {standup} has not asked you yet." if found.is_early else "what is it?"


_HELPS = "`/standup when` says when you are asked, `help` what there is."
_NOTHING_TO_PRESS = f"Nothing was saved. {_HELPS}"


def _until_pressed(found: Doubt) -> str:
    if not found.line:
        form = (
            "`/standup` opens the answer's form" if found.target else "`/task add` opens the form of a task"
        )
        return f"Nothing was saved; it is too long for a button. {form}."
    return f"Nothing is saved until you press. {_HELPS}"


def gone() -> Message:
    """Say that what a message told of an answer was taken back."""
    text = "That was taken back: your answer is as it was before."
    return Message(text, (blocks.context(text),))


def hinted(hint: Hint, last: date | None, today: date) -> Message:
    """Ask somebody whether they are away, as Slack makes it look."""
    shown = f'Your Slack status says "{safe(hint.text or hint.emoji)}"'
    if hint.is_quiet:
        shown = "Your notifications are off"
    until = f" until {calendar.day_text(last, today)}" if last else ""
    text = f"{shown}{until}. Are you away? No standup asks you while you are. Nothing is set until you press."
    ends = [last] if last else list(dict.fromkeys([today, calendar.last_working_day_of_week(today)]))
    rows = [
        blocks.button(
            f"Away until {calendar.day_text(day, today)}", f"{LINE}.{place}", f"/standup ooo until {day}"
        )
        for place, day in enumerate(day for day in ends if day >= today)
    ]
    return Message(text, (blocks.section(text), *([blocks.actions(*rows)] if rows else [])))


def deed(meant: Meant, today: date) -> str:
    """Say in plain words what an answer would do to a task; of what is too long, the title is cut first."""
    change = blocks.cut(_change(meant.told, today), DEED - SHORTEST)
    named = blocks.cut(f"T-{meant.told.number} {meant.task.title}", DEED - len(change) - 2)
    return f"{named}: {change}"


def _change(one: told.Finish | told.Redate | told.Block, today: date) -> str:
    match one:
        case told.Finish():
            return "done"
        case told.Redate(_, due):
            return f"due {calendar.due_text(due, today)}"
        case told.Block(_, reason):
            return f"blocked, {reason}"


def _lines(meant: Sequence[Meant], today: date) -> Block:
    typed = [
        (f"T-{one.told.number} done", f"/task done T-{one.told.number}")
        if isinstance(one.told, told.Finish)
        else (deed(one, today), _line(one))
        for one in meant
    ]
    return blocks.actions(
        *(blocks.button(label, f"{LINE}.{place}", line) for place, (label, line) in enumerate(typed))
    )


def _line(meant: Meant) -> str:
    match meant.told:
        case told.Redate(number, due):
            at = calendar.local(due.at, due.zone)
            return f"/task due T-{number} {calendar.plain_text(at.date())} {at:%H:%M}"
        case told.Block(number, reason):
            return f"/task block T-{number} {reason}"
    return f"/task done T-{meant.told.number}"


def _is_open(
    answer: facts.Answer, day: facts.StandupDay, now: datetime, away: AbstractSet[int] = frozenset()
) -> bool:
    is_over = day.state is DayState.CLOSED or now > answer.closes_at or answer.id in away
    return not (answer.answered_at or answer.skipped_at or is_over)


def _asked(
    answer: facts.Answer, day: facts.StandupDay, count: int, now: datetime, away: AbstractSet[int]
) -> tuple[str, list[Block]]:
    where, on = _place(day), calendar.day_text(day.day, day.day)
    if answer.answered_at:
        text = f"Your standup for {where} on {on} is in. Thank you."
        return text, [blocks.section(text), blocks.actions(_answer("Change it", answer))]
    if answer.skipped_at:
        text = f"You are not answering the standup for {where} on {on}."
        return text, [blocks.section(text), blocks.actions(_answer("Answer after all", answer))]
    if answer.id in away:
        text = f"You are away on {on}: the standup for {where} does not wait for you."
        return text, [blocks.section(text), blocks.actions(_answer("Answer all the same", answer))]
    end = calendar.moment_text(answer.closes_at, answer.member.zone, day.day)
    if not _is_open(answer, day, now):
        text = f"The standup for {where} closed on {end}."
        late = f"{text} A late answer is still welcome: it is shown, and marked late."
        return text, [blocks.section(late), blocks.actions(_answer("Answer late", answer))]
    text = f"Standup for {where}, {on}"
    asked = "\n".join(f"• {safe(one.text)}" for one in day.questions)
    return text, [
        blocks.section(f"*{text}*\n{asked}\nOpen until {end}."),
        _buttons(answer, day, many=count > 1),
    ]


def _buttons(answer: facts.Answer, day: facts.StandupDay, *, many: bool) -> Block:
    label = f"Answer {day.standup.name}" if many else "Answer"
    skip = blocks.button("Not today", "standup.skip", str(answer.id))
    return blocks.actions(_answer(label, answer), skip)


def _answer(label: str, answer: facts.Answer) -> Block:
    return blocks.button(label, "standup.answer", str(answer.id))


def _became(answer: facts.Answer, day: facts.StandupDay, away: AbstractSet[int]) -> str:
    """Say what came of what was reminded of."""
    if answer.answered_at:
        return "you have answered. Thank you."
    if answer.skipped_at:
        return "you are not answering it."
    if answer.id in away:
        return "you are away, so it does not wait for you."
    end = calendar.local(answer.closes_at, answer.member.zone)
    on = "" if end.date() == day.day else f"on {calendar.day_text(end.date(), day.day)} "
    return f"it closed {on}at {end:%H:%M}; the question above still takes a late answer."


def _place(day: facts.StandupDay) -> str:
    return safe(day.standup.name)
