"""What happened to a task, a line a change: when, who, what from and to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message, safe
from commands.kit.reply import Say
from commands.task.views import words
from storage import facts

BOOKKEEPING = (
    *("due_day", "due_words", "due_zone", "slips", "first_due_at"),
    *("done_at", "done_by_id", "blocked_reason"),
)
PAGE = 40
_FIELDS = {
    "title": "the title",
    "notes": "the notes",
    "priority": "the priority",
    "estimate": "the estimate",
    "points": "the points",
    "project_id": "the project",
    "repeat": "how it repeats",
    "files": "the files",
    "labels": "the labels",
    "after": "what it waits for",
    "watchers": "who watches",
    "snoozed_until": "until when it is quiet",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in old and new values stand for."""

    members: Mapping[int, str]
    tasks: Mapping[int, int]  # numbers


def told(changes: Sequence[facts.Change]) -> list[facts.Change]:
    """Leave out what only follows from another change, and notes that were taken back."""
    undone = {change.undoes for change in changes if change.undoes}
    return [change for change in changes if _is_told(change, changes) and not _is_gone(change, undone)]


def history(task: facts.Task, changes: Sequence[facts.Change], names: Names, today: date) -> Say:
    """Show what happened to a task, newest first, at most forty changes."""
    shown = told(changes)
    body: list[Block] = [blocks.section(f"{words.title(task)} · history")]
    body += [blocks.context(line(change, names, today)) for change in shown[:PAGE]]
    if len(shown) > PAGE:
        body.append(blocks.context(f"The newest {PAGE} changes."))
    return Say(Message(f"History of {words.plain(task, today)}", tuple(body)))


def line(change: facts.Change, names: Names, today: date) -> str:
    """Say one change: "Mon 26 Oct 09:00 · Ana Sousa gave it to Ben Carter"."""
    who = words.who(change.member)
    zone = change.member.zone if change.member else "UTC"
    back = "took back: " if change.undoes else ""
    return f"{calendar.moment_text(change.at, zone, today)} · {who} {back}{deed(change, names, today)}"


def deed(change: facts.Change, names: Names, today: date) -> str:
    """Say what one change did, in words that follow a name."""
    old, new = change.old, change.new
    match change.field:
        case "added":
            return "made it"
        case "note":
            return f"noted: {safe(blocks.cut(str(new), 1000))}"
        case "checklist":
            return f"changed the steps: {_steps(new)}"
        case "drop_reason":
            return f"gave the reason: {safe(str(new))}"
        case "status":
            return f"set it {new}"
        case "due_at":
            return f"moved the date from {_day(old, today)} to {_day(new, today)}"
        case "done_at":
            return "finished this round"
        case "owner_id":
            return f"changed the owner from {_member(old, names)} to {_member(new, names)}"
        case "started_at":
            return "started it" if new else "is no longer at work on it"
        case "blocked_at":
            return "said that something is in the way" if new else "said that nothing is in the way any more"
        case field:
            return f"changed {_FIELDS.get(field, field.replace('_', ' '))}{_from_to(field, old, new, names)}"


def _is_told(change: facts.Change, changes: Sequence[facts.Change]) -> bool:
    """Tell whether a change is worth a line: no bookkeeping, unless it ended a round of a repeating task."""
    same = [other.field for other in changes if other.group == change.group]
    is_round = change.field == "done_at" and change.undoes is None and "status" not in same
    return change.field not in BOOKKEEPING or is_round


def _is_gone(change: facts.Change, undone: set[str]) -> bool:
    """Tell whether a change is a note that was taken back, or its taking back."""
    return change.field == "note" and (change.new is None or change.group in undone)


def _steps(rows: Any) -> str:
    steps = rows if isinstance(rows, list) else []
    return f"{sum(bool(step['is_done']) for step in steps)} of {len(steps)} done"


def _from_to(field: str, old: Any, new: Any, names: Names) -> str:
    """Say a value before and after, where both are short enough to read in a line."""
    if field in ("notes", "files", "snoozed_until", "project_id"):
        return ""
    was, now = (_value(field, value, names) for value in (old, new))
    return f" from {was} to {now}"


def _value(field: str, value: Any, names: Names) -> str:
    if value is None or value == [] or value == "":
        return "nothing"
    match field:
        case "priority":
            return f"P{value}"
        case "estimate":
            return words.hours(value)
        case "watchers":
            return ", ".join(_member(each, names) for each in value)
        case "after":
            return ", ".join(f"T-{names.tasks.get(each, '?')}" for each in value)
        case "labels":
            return ", ".join(f"+{safe(each)}" for each in value)
        case _:
            return f"\u201c{safe(blocks.cut(str(value), 250))}\u201d"


def _member(value: int | None, names: Names) -> str:
    return safe(names.members.get(value, "somebody")) if value is not None else "nobody"


def _day(value: str | None, today: date) -> str:
    return calendar.day_text(datetime.fromisoformat(value).date(), today) if value else "no date"
