"""What a person is told of what became of a task."""

from collections.abc import Sequence
from datetime import date

from commands.kit import calendar
from commands.kit.blocks import safe
from commands.kit.operations import InTheWay, Undone
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.task.views import words
from storage import facts
from storage.vocabulary import TaskStatus


def added(
    task: facts.Task, group: str, today: date, *, notes: Sequence[str] = (), offers: Sequence[Offer] = ()
) -> Say:
    """Confirm a new task privately, with what was guessed as buttons."""
    text = "\n".join([f"Added {words.line(task, today)}", *notes])
    made = [Offer(offer.label, offer.line.replace("{id}", f"T-{task.number}"), offer.who) for offer in offers]
    return say(text, offers=made, command="/task", undo=group)


def changed(before: facts.Task, after: facts.Task, today: date) -> str:
    """Say in one line what became different."""
    name = f"*T-{after.number}* {safe(after.title)}"
    if before.status is not after.status:
        return f"{name}: {'done' if after.status is TaskStatus.DONE else 'open again'}"
    if before.owner != after.owner:
        return f"{name}: owner {words.name(before.owner)} → {words.name(after.owner)}"
    slipped = f", moved {after.slips} times since first promised" if after.slips > 1 else ""
    was, due = (words.date_or_none(task.due, today) for task in (before, after))
    return f"{name}: due {was} → {due}{slipped}"


def already(task: facts.Task, today: date) -> str:
    """Say that nothing had to change."""
    if task.status is TaskStatus.DONE:
        return f"*T-{task.number}* was done already, by {words.who(task.done_by)} on {words.done_when(task)}"
    return f"{words.line(task, today)}: it was so already"


def unknown(number: int) -> str:
    """Say that there is no such task here; the same for one that may not be seen."""
    return f"There is no T-{number} here. Nothing was changed. `/task` lists yours."


def undone(outcome: Undone | InTheWay | None, today: date) -> Say:
    """Say what was taken back, or why it was not."""
    match outcome:
        case Undone(group):
            fields = {change.field for change in group}
            what = "What you added is gone again." if "added" in fields else "It is as it was before."
            return say(f"Taken back. {what}")
        case InTheWay(later):
            last = later[-1]
            who = safe(last.member.name) if last.member else "Muster"
            zone = last.member.zone if last.member else "UTC"
            when = calendar.moment_text(last.at, zone, today)
            return say(f"Not taken back: {who} changed the same on {when}. Nothing was changed.")
        case None:
            return say(
                "There is nothing of yours from the last ten minutes to take back. Nothing was changed."
            )
