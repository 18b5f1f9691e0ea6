"""What became different about a task, field by field, in words."""

from commands.kit import blocks
from commands.kit.blocks import safe
from commands.kit.reader import Reader
from commands.task.fields import NAMES
from commands.task.views import words
from storage import facts


def fields(before: facts.Task, after: facts.Task, reader: Reader) -> list[str]:
    """Say which fields of the form differ, but for owner, date and links, which have words of their own."""
    said = []
    for name in NAMES:
        was, now = value(before, name, reader), value(after, name, reader)
        if was != now and name not in ("owner", "due", "after"):
            said.append("new notes" if name == "notes" else _moved(name, was, now))
    return said


def value(task: facts.Task, name: str, reader: Reader) -> str:
    """Say one field of the form as it stands, as plain text."""
    match name:
        case "title" | "notes":
            return str(getattr(task, name)) or "nothing"
        case "owner":
            return task.owner.name if task.owner else "nobody"
        case "due":
            return words.due(task, reader)
        case "priority":
            return f"P{task.priority}"
        case "estimate":
            points = [f"{task.points} points"] if task.points else []
            return " and ".join([*([words.hours(task.estimate)] if task.estimate else []), *points]) or "none"
        case "project":
            return task.project.name if task.project else "none"
        case "labels":
            return " ".join(f"+{label}" for label in task.labels) or "none"
        case "watchers":
            return ", ".join(member.name for member in task.watchers) or "nobody"
        case "after":
            return ", ".join(f"T-{before.number}" for before in task.after) or "nothing"
        case _:
            return task.repeat or "never"


def _moved(name: str, was: str, now: str) -> str:
    return f"{name} {safe(blocks.cut(was, 100))} → {safe(blocks.cut(now, 100))}"
