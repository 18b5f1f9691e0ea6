"""A new task → a line that reads back as the same task. Knows no people and no tasks."""

from datetime import timedelta

from commands.kit import dated
from commands.task.grammar.capture import escaped
from commands.task.requests import Add

_UNITS = (("w", timedelta(hours=40)), ("d", timedelta(hours=8)), ("h", timedelta(hours=1)))


def written(task: Add) -> str:
    """Write a task out in full, every token in its plainest form, notes below.

    It reads back as the same task for the same person, though with other words for the date. A title
    that holds a double quote cannot be put in quotes and stands as it is.
    """
    title = escaped(task.title)
    tokens = (
        task.owner.token if task.owner else "",
        f"!p{task.priority.value}" if task.priority else "",
        length(task.estimate) if task.estimate else "",
        f"~{task.points}p" if task.points else "",
        task.project.token if task.project else "",
        *(f"+{label}" for label in task.labels),
        "after " + ", ".join(f"T-{number}" for number in task.after) if task.after else "",
        "cc " + ", ".join(who.token for who in task.watchers) if task.watchers else "",
        task.repeat.text if task.repeat else "",
        f"due {dated.written(task.due)}" if task.due else "",
    )
    quoted = title if '"' in title else f'"{title}"'
    line = " ".join(["add", quoted, *(token for token in tokens if token)])
    return f"{line}\n{escaped(task.notes)}" if task.notes else line


def length(minutes: int) -> str:
    """Write an estimate in the largest unit that fits: "~3h", "~90m"."""
    for unit, size in _UNITS:
        count, rest = divmod(timedelta(minutes=minutes), size)
        if not rest:
            return f"~{count}{unit}"
    return f"~{minutes}m"
