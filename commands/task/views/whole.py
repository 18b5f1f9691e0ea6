"""One task in full, with what happened to it."""

from collections.abc import Sequence
from datetime import date

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import LINE, Say
from commands.task import entries
from commands.task.views import cards, checklist, past, words
from storage import facts
from storage.vocabulary import TaskStatus


def shown(task: facts.Task, changes: Sequence[facts.Change], names: past.Names, today: date) -> Say:
    """Show one task in full, with what happened to it."""
    parts = [words.line(task, today)]
    if task.project:
        parts.append(f"Project {safe(task.project.name)}")
    parts.append(f"Made by {safe(task.creator.name)} on {calendar.day_text(task.created_at.date(), today)}")
    if task.status is TaskStatus.DONE:
        parts.append(f"Done by {words.who(task.done_by)} on {words.done_when(task)}")
    if task.slips and task.first_due:
        zone = task.due.zone if task.due else task.creator.zone
        first = calendar.day_text(calendar.local(task.first_due, zone).date(), today)
        parts.append(f"First promised for {first}, {words.moved(task)}")
    if task.snoozed_until and task.snoozed_until.date() > today:
        parts.append(f"Snoozed until {words.snooze_ends(task, today)}")
    if task.status is TaskStatus.DROPPED:
        parts.append(f"Dropped: {safe(task.drop_reason)}")
    body: list[Block] = [blocks.section("\n".join(parts)), *blocks.sections(task.notes)]
    body += [*checklist.steps(task), *blocks.sections(checklist.in_full(task))]
    body += cards.origin(task)
    body += [blocks.context(past.line(entry, names, today)) for entry in entries.entries(changes)[:8]]
    if task.status is TaskStatus.OPEN:
        body.append(cards.actions(task))
    body.append(blocks.actions(blocks.button("History", f"{LINE}.history", f"/task history T-{task.number}")))
    return Say(Message(words.plain(task, today), tuple(body)))
