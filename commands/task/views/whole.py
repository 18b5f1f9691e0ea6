"""One task in full, with what happened to it."""

from collections.abc import Sequence
from datetime import datetime

from commands.kit import blocks, calendar, fit
from commands.kit.blocks import Block, Message, safe
from commands.kit.reader import Reader
from commands.kit.reply import LINE, Say
from commands.task import entries, rules
from commands.task.operations import Proposal
from commands.task.views import cards, checklist, past, words
from storage import facts
from storage.vocabulary import TaskStatus

LATELY = 8  # entries of what happened that stand below a task


def shown(
    task: facts.Task,
    changes: Sequence[facts.Change],
    names: past.Names,
    where: Sequence[str],
    proposal: Proposal | None,
    member: facts.Member,
    now: datetime,
    reader: Reader,
) -> Say:
    """Show a member one task in full, with what happened to it; `where`: its place, what waits for it."""
    parts = [" · ".join([_title(task), *words.parts(task, reader)]), *where]
    if task.project:
        parts.append(f"Project {safe(task.project.name)}")
    parts.append(f"Made by {safe(task.creator.name)} on {words.day(task.created_at, reader)}")
    if task.status is TaskStatus.DONE:
        parts.append(f"Done by {words.who(task.done_by)} on {words.done_when(task)}")
    if task.slips and task.first_due:
        first = calendar.moment_text(
            task.first_due, rules.promised_zone(task), reader.today, words.zones(task), reader.zone
        )
        is_back = task.due is not None and task.due.at == task.first_due
        said = "Due as first promised" if is_back else f"First promised for {first}"
        parts.append(f"{said}, {words.moved(task)}")
    parts += words.asked(task, proposal, reader)
    if words.snoozed(task, now, reader):
        parts.append(f"Snoozed until {words.snooze_ends(task, reader)}")
    if task.status is TaskStatus.DROPPED:
        parts.append(f"Dropped: {safe(task.drop_reason)}")
    head, boxes = blocks.section("\n".join(parts)), checklist.steps(task)
    last = [*cards.origin(task), *_presses(task, member)]
    room = fit.MESSAGE - fit.size([head, *boxes, *last])
    notes = blocks.sections(task.notes, room=room)
    steps = blocks.sections(checklist.in_full(task), room=room - fit.size(notes))
    body = [head, *notes, *boxes, *steps, *cards.origin(task)]
    body += _lately(changes, names, reader, room - fit.size([*notes, *steps]))
    return Say(Message(words.plain(task, reader), (*body, *_presses(task, member))))


def _lately(changes: Sequence[facts.Change], names: past.Names, reader: Reader, room: int) -> list[Block]:
    """Say what happened last: the newest eight entries, as far as they fit; the history has all of them."""
    shown: list[Block] = []
    for entry in entries.entries(changes)[:LATELY]:
        shown.append(blocks.context(past.line(entry, names, reader)))
        if fit.size(shown) > room:
            return shown[:-1]
    return shown


def _presses(task: facts.Task, member: facts.Member) -> list[Block]:
    is_open, may_change = task.status is TaskStatus.OPEN, rules.may_change(task, member)
    again = [cards.reopen_button(task)] if may_change and not is_open else []
    history = blocks.button("History", f"{LINE}.history", f"/task history T-{task.number}")
    return [*([cards.actions(task)] if is_open and may_change else []), blocks.actions(*again, history)]


def _title(task: facts.Task) -> str:
    """Name a task; of a title that the notes have whole, its beginning."""
    return (words.listed if task.notes.startswith(task.title.rstrip("…")) else words.title)(task)


def held_up(waiting: Sequence[facts.Task]) -> list[str]:
    """Say which tasks wait for one; [] when none does."""
    names = blocks.joined([f"T-{one.number}" for one in waiting])
    return [f"{names} {'waits' if len(waiting) == 1 else 'wait'} for it"] if waiting else []


def place(task: facts.Task, channel: facts.Channel | None) -> str:
    """Say whose members see a task; `channel` is its own, None where the reader may not see that one."""
    if task.channel_id is None:
        return "In no channel: who made it, owns it or watches it sees it"
    if channel is None:
        return "In a private channel that you are not in"
    if not blocks.is_named(channel.name):
        return f"In {blocks.place(channel.name, 'a')}" + ("" if channel.has_bot else " that Muster is not in")
    return f"In {blocks.place(channel.name)}" + (" (private)" if channel.is_private else "")
