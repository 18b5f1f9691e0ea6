"""What became different about a task, field by field, in words."""

from commands.kit import blocks
from commands.kit.blocks import safe
from commands.kit.moved import moved
from commands.kit.reader import Reader
from commands.task import steps
from commands.task.fields import NAMES
from commands.task.views import words
from storage import facts

_NOT_SET = {
    **dict.fromkeys(("title", "notes", "after"), "nothing"),
    **dict.fromkeys(("owner", "watchers"), "nobody"),
    "due": "no date",
    "repeat": "never",
}


def fields(before: facts.Task, after: facts.Task, reader: Reader) -> list[str]:
    """Say which fields of the form differ, but for those that have words of their own."""
    said = []
    for name in NAMES:
        was, now = _held(before, name, reader), _held(after, name, reader)
        if was != now and name not in ("owner", "due", "after", "steps"):
            told = moved(name, *(safe(blocks.cut(each, 100)) for each in (was, now)))
            said.append(_notes(now) if name == "notes" else told)
    return said


def _notes(now: str) -> str:
    return "new notes" if now else "no notes any more"


def value(task: facts.Task, name: str, reader: Reader) -> str:
    """Say one field of the form as it stands, as plain text."""
    return _held(task, name, reader) or _NOT_SET.get(name, "none")


def _held(task: facts.Task, name: str, reader: Reader) -> str:
    """Say one field of the form, "" where it holds nothing."""
    match name:
        case "title" | "notes":
            return str(getattr(task, name))
        case "owner":
            return task.owner.name if task.owner else ""
        case "due":
            return words.due(task, reader) if task.due else ""
        case "priority":
            return f"P{task.priority}"
        case "estimate":
            points = [f"{task.points} points"] if task.points else []
            return " and ".join([*([words.hours(task.estimate)] if task.estimate else []), *points])
        case "project":
            return task.project.name if task.project else ""
        case "labels":
            return " ".join(f"+{label}" for label in task.labels)
        case "watchers":
            return ", ".join(member.name for member in task.watchers)
        case "after":
            return ", ".join(f"T-{before.number}" for before in task.after)
        case "steps":
            return "\n".join(steps.lines(task.checklist))
        case _:
            return task.repeat or ""
