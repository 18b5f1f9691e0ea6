"""What a person is told of what became of a task."""

from collections.abc import Sequence
from dataclasses import replace

from commands.kit import blocks, calendar
from commands.kit.blocks import safe
from commands.kit.reader import Reader
from commands.kit.reply import Reply, Say, say, say_saved, say_twice
from commands.kit.requests import HOLE, Offer
from commands.task.operations import (
    Awaited,
    Barred,
    Changed,
    Circle,
    Gone,
    InTheWay,
    InUse,
    NameTaken,
    NotUndone,
    OtherKind,
    Proposed,
    Repeats,
    Undone,
)
from commands.task.views import links, words
from commands.task.views.forms import field
from commands.task.views.undone import called, taken_back
from storage import facts
from storage.import_facts import Import
from storage.vocabulary import TaskStatus


def added(made: Changed, reader: Reader, *, notes: Sequence[str] = (), offers: Sequence[Offer] = ()) -> Say:
    """Confirm a new task privately, with when its owner hears of it, and what was guessed as buttons."""
    task = made.task
    told = [*words.telling(made.told, reader, task.due), *words.absent(made, reader), *words.reach(made)]
    text = "\n".join([f"Added {words.line(task, reader)}", *words.waiting(task), *told, *notes])
    guessed = [replace(one, line=one.line.replace("{id}", f"T-{task.number}")) for one in offers]
    guessed += links.day_before(made, reader)
    edit = blocks.button("Edit", "task.edit", str(task.number))
    return say(text, buttons=(edit,), offers=guessed, command="/task", undo=made.group)


def added_before(task: facts.Task, group: str, reader: Reader) -> Say:
    """Say that what a private message asked for is there already."""
    edit = blocks.button("Edit", "task.edit", str(task.number))
    gone = task.status is TaskStatus.DROPPED
    return say_twice(words.line(task, reader), group, buttons=(edit,), is_gone=gone)


def proposed(asked: Proposed, reader: Reader) -> str:
    """Say that another date was asked for, and what holds until it is accepted."""
    stays = f"stays due {words.due(asked.task, reader)}" if asked.task.due else "has no date"
    new = words.meant(asked.task, asked.due, reader, asked.giver)
    text = f"{words.title(asked.task)}: {safe(asked.giver.name)} is asked for {new}. Until then it {stays}."
    return "\n".join([text, *words.gone(asked.gone), *words.telling(asked.told, reader)])


def rest_stays(task: facts.Task, saved: Sequence[str], group: str) -> Say:
    """Confirm what was saved of a form whose other fields stay as somebody made them meanwhile."""
    return say(
        f"{words.title(task)}: {_named(saved)} saved; the rest stays as it was made meanwhile.", undo=group
    )


def saved_before(told: Reply, saved: Sequence[str]) -> Reply:
    """Add to what is told of a form which of its fields were saved before it asked about others."""
    return say_saved(told, _named(saved)) if saved and isinstance(told, Say) else told


def _named(names: Sequence[str]) -> str:
    return blocks.joined([field(name) for name in names])


def date_stays(outcome: Changed, reader: Reader) -> str:
    """Confirm that a task keeps its date, although its owner asked for another."""
    stays = f"{words.title(outcome.task)} stays due {words.due(outcome.task, reader)}."
    return " ".join([stays, *words.telling(outcome.told, reader)])


def _in_the_way(found: InTheWay, reader: Reader) -> Say:
    """Say who changed the same since, of which tasks, and what can be taken back all the same."""
    people = list(dict.fromkeys(words.who(one.member) for one in found.later))
    at = max(one.at for one in found.later)
    when = f"on {calendar.moment_text(at, reader.zone or 'UTC', reader.today)}"
    when = f", the last {when}" if len(people) > 1 else f" {when}"
    of = f" of {blocks.joined([words.title(task) for task in found.tasks])}" if found.tasks else ""
    buttons = [blocks.button("Take back the rest", "undo.rest", found.group)] if found.has_rest else []
    if found.earlier:
        buttons.append(blocks.button("Take back the change before it", "undo", found.earlier))
    said = f"Not taken back: {blocks.joined(people)} changed the same{of}{when}. Nothing was changed."
    return say(said, buttons=buttons)


def has_left(found: Gone) -> Say:
    """Say that a task does not go back to who has left, and ask for somebody else."""
    told = f"{words.title(found.task)}: {safe(found.owner.name)} has left, so it cannot be theirs again."
    other = Offer("Give it to somebody else", f"assign T-{found.task.number} {HOLE}", pick="person")
    return say(f"{told} Nothing was changed.", offers=(other,), command="/task")


def undone(outcome: Undone | NotUndone | OtherKind | Import | None, reader: Reader) -> Say:
    """Say what was taken back, or why it was not."""
    match outcome:
        case Undone():
            return say(taken_back(outcome, reader))
        case InTheWay():
            return _in_the_way(outcome, reader)
        case Barred():
            what = "What you changed is no longer yours to see or to change, so it stays."
            return say(f"{what} Nothing was changed.")
        case Gone():
            return has_left(outcome)
        case InUse(project):
            has = f"{safe(project.name)} has work, a standup, a digest or another channel by now"
            return say(f"Not taken back: {has}. Nothing was changed.")
        case NameTaken(name, lead):
            other = f"{safe(lead.name)} leads a project" if lead else "another project is"
            return say(f"Not taken back: {other} called {safe(name)} by now. Nothing was changed.")
        case Circle(path):
            loop = links.circle(path)
            return say(loop.text, offers=loop.offers, command="/task")
        case Repeats(task, waits):
            return say(links.repeats(task, waits=waits))
        case Awaited(task, by):
            held = links.awaited(task, by)
            return say(held.text, offers=held.offers, command="/task")
        case Import(name=name):
            return say(
                f"{safe(name)}: the imported tasks are being taken back; those changed since stay. "
                "Your direct message shows how far it is."
            )
        case OtherKind(group, noun):
            none = "Of that kind there is nothing of yours from the last ten minutes. Nothing was changed."
            return say(f"{none} What you did last was of {called(noun)}; Undo takes that back.", undo=group)
        case None:
            return say(
                "There is nothing of yours from the last ten minutes to take back. Nothing was changed. "
                "What is older is put back from the history of its task, by its number (`/task history`); "
                "a task that was made is called off with `/task drop`."
            )
