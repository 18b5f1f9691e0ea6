"""What a person is told of what is kept with a task now."""

from commands.task.views import checklist, words
from storage import facts


def noted(task: facts.Task) -> str:
    """Say that a note was taken."""
    return f"{words.title(task)}: noted. `/task show T-{task.number}` has it in its history."


def watching(task: facts.Task) -> str:
    """Say that the member hears of a task."""
    return f"{words.title(task)}: you will hear what changes on it, in your one message of the day."


def watched(task: facts.Task) -> str:
    """Say that the member hears of a task already."""
    return f"{words.title(task)}: you watch it already. Nothing was changed."


def unwatched(task: facts.Task) -> str:
    """Say that the member did not watch a task."""
    return f"{words.title(task)}: you do not watch it. Nothing was changed."


def not_watching(task: facts.Task) -> str:
    """Say that the member hears of a task no longer."""
    return f"{words.title(task)}: you will not hear of its changes any more."


def stepped(task: facts.Task, dropping: facts.Change | None) -> str:
    """Say that a task has steps now, although it may be over."""
    return "\n".join([f"{words.title(task)}: {checklist.progress(task)} done", *words.over(task, dropping)])


def too_many(task: facts.Task, most: int) -> str:
    """Say that a checklist would grow too long."""
    has = f"there are {_steps(len(task.checklist))} already, and " if task.checklist else ""
    holds = f"{has}a task holds {most} steps at most"
    return f"{words.title(task)}: {holds}. Nothing was changed. Make some of them tasks."


def _steps(count: int) -> str:
    return "one step" if count == 1 else f"{count} steps"
