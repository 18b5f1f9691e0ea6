"""One task in full, with what happened to it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import Say
from commands.task.views import cards, checklist, words
from storage import facts
from storage.vocabulary import TaskStatus

BOOKKEEPING = ("due_day", "due_words", "due_zone", "slips", "first_due_at", "done_at", "done_by_id")


def shown(task: facts.Task, history: Sequence[facts.Change], today: date) -> Say:
    """Show one task in full, with what happened to it."""
    parts = [words.line(task, today)]
    if task.project:
        parts.append(f"Project {safe(task.project.name)}")
    parts.append(f"Made by {safe(task.creator.name)} on {calendar.day_text(task.created_at.date(), today)}")
    if task.status is TaskStatus.DONE:
        parts.append(f"Done by {words.who(task.done_by)} on {words.done_when(task)}")
    if task.slips and task.first_due:
        parts.append(
            f"First promised for {calendar.day_text(task.first_due.date(), today)}, moved {task.slips} ×"
        )
    if task.notes:
        parts.append(safe(task.notes))
    if task.status is TaskStatus.DROPPED:
        parts.append(f"Dropped: {safe(task.drop_reason)}")
    body: list[Block] = [blocks.section("\n".join(parts)), *checklist.steps(task)]
    body += cards.origin(task)
    undone = {change.undoes for change in history if change.undoes}
    told = [change for change in history if _is_told(change, history) and not _is_gone(change, undone)]
    body += [blocks.context(_history(change, today)) for change in told[:8]]
    if task.status is TaskStatus.OPEN:
        body.append(cards.actions(task))
    return Say(Message(words.plain(task, today), tuple(body)))


def _is_gone(change: facts.Change, undone: set[str]) -> bool:
    """Tell whether a change is a note that was taken back, or its taking back."""
    return change.field == "note" and (change.new is None or change.group in undone)


def _is_told(change: facts.Change, history: Sequence[facts.Change]) -> bool:
    """Tell whether a change is worth a line: no bookkeeping, unless it ended a round."""
    same = [other.field for other in history if other.group == change.group]
    is_round = change.field == "done_at" and change.undoes is None and "status" not in same
    return change.field not in BOOKKEEPING or is_round


def _history(change: facts.Change, today: date) -> str:
    who = safe(change.member.name) if change.member else "Muster"
    zone = change.member.zone if change.member else "UTC"
    match change.field:
        case "added":
            what = "made it"
        case "status":
            what = f"set it {change.new}"
        case "due_at":
            what = f"moved the date from {_day(change.old, today)} to {_day(change.new, today)}"
        case "note":
            what = f"noted: {safe(blocks.cut(str(change.new), 500))}"
        case "checklist":
            what = f"changed the steps: {_steps(change.new)}"
        case "drop_reason":
            what = f"gave the reason: {safe(str(change.new))}"
        case "done_at":
            what = "finished this round"
        case "owner_id":
            what = "changed the owner"
        case field:
            what = f"changed the {field.removesuffix('_id').replace('_', ' ')}"
    return f"{calendar.moment_text(change.at, zone, today)} · {who} {what}"


def _steps(rows: Any) -> str:
    steps = rows if isinstance(rows, list) else []
    return f"{sum(bool(step['is_done']) for step in steps)} of {len(steps)} done"


def _day(value: str | None, today: date) -> str:
    return calendar.day_text(datetime.fromisoformat(value).date(), today) if value else "no date"
