"""How a line would be read, word by word."""

from commands.kit import calendar
from commands.kit.blocks import safe
from commands.kit.reader import Reader
from commands.kit.reply import Say, say
from commands.kit.requests import Offer, Unclear
from commands.task.grammar.explain import Part
from commands.task.requests import Add
from commands.task.views import words

_HEAD = "*How that line would be read.* Nothing was saved."


def explained(line: str, task: Add, parts: tuple[Part, ...], reader: Reader) -> Say:
    """Show a new task: each of its words with its role, what was not said, and the line in full."""
    *typed, full = parts
    rows = [f"*{safe(part.words)}* – {_role(part, task, reader)}" for part in typed]
    unsaid = [] if task.owner else ["nobody named – owner: you"]
    unsaid += [] if task.due else ["no day named – no due date"]
    also = [safe(offer.label) for offer in task.offers]
    more = [f"_Would be offered as buttons:_ {', '.join(also)}"] if also else []
    stays = [safe(hint) for hint in task.hints]
    text = "\n".join([_HEAD, *rows, *stays, *unsaid, *more, f"_In full:_ /task {safe(full.words)}"])
    return say(text, offers=[Offer("Add it", line), *_as_task(line)], command="/task")


def explained_command(line: str, verb: str | None) -> Say:
    """Show that a line would be carried out as a command."""
    what = f"the command *{verb}*; `/task help {verb}` shows how it is used" if verb else "a command"
    text = f"{_HEAD}\nThat is no new task but {what}."
    return say(text, offers=[Offer("Run it", line), *_as_task(line)], command="/task")


def explained_change(line: str, names: str) -> Say:
    """Show that a line would change tasks ("T-4, T-7", or all that is late) that are there."""
    text = f"{_HEAD}\nThat is no new task but a change of {names}."
    return say(text, offers=[Offer("Change it", line), *_as_task(line)], command="/task")


def explained_refusal(parts: tuple[Part, ...], question: Unclear) -> Say:
    """Show what can be read of a line, each of its words with its role, and what would be asked about it."""
    is_read = any(part.role != "title" for part in parts)
    rows = [f"*{safe(part.words)}* – {part.role}" for part in parts] if is_read else []
    asked = question.words.replace(" Nothing was saved.", "")
    text = "\n".join([_HEAD, *rows, f"This would be asked: {safe(asked)}"])
    return say(text, offers=question.offers, command="/task")


def _as_task(line: str) -> list[Offer]:
    return [Offer('Add "explain …" as a task', f"+ explain {line}")]


def _role(part: Part, task: Add, reader: Reader) -> str:
    match part.role:
        case "due" if task.due:
            return f"due {calendar.due_text(task.due, reader.today)}"
        case "repeat" if task.repeat:
            first = f", first on {calendar.due_text(task.due, reader.today)}" if task.due else ""
            return f"repeats {task.repeat.text}{first}"
        case "priority" if task.priority:
            return f"priority P{task.priority.value}"
        case "estimate" if "p" in part.words.lower():
            return f"{task.points} points"
        case "estimate" if task.estimate:
            return f"estimate {words.hours(task.estimate)}"
        case "after":
            return "waits for " + ", ".join(f"T-{number}" for number in task.after)
    return part.role
