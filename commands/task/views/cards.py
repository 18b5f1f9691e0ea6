"""The card a channel sees of a task."""

from commands.kit import blocks
from commands.kit.blocks import Block, Message, safe
from commands.kit.reader import Reader
from commands.task import rules
from commands.task.operations import Proposal
from commands.task.views import checklist, trail, words
from storage import facts
from storage.vocabulary import TaskStatus


def card(task: facts.Task, newest: facts.Change | None = None, proposal: Proposal | None = None) -> Message:
    """Show a task to its channel: what, who, by when, and what can be done about it.

    `newest`: the change that brought it to where it stands; the card says who made it. `proposal`: the
    other date that is asked for.
    """
    reader = Reader(task.created_at.date())
    if is_taken_back(task):
        return taken_back(task)
    body = [blocks.section(_text(task, reader)), *checklist.steps(task)]
    body += origin(task)
    if said := trail.trail(task, newest):
        reason = f": {safe(task.drop_reason)}" if task.status is TaskStatus.DROPPED else ""
        body.append(blocks.context(f"{said}{reason}"))
    body += [blocks.context(text) for text in words.asked(task, proposal, reader)]
    if task.status is TaskStatus.OPEN:
        if task.done_at:
            who, when = words.who(task.done_by), words.done_when(task)
            body.append(blocks.context(f"Last round done by {who} on {when}"))
        body.append(actions(task))
    else:
        body.append(blocks.actions(reopen_button(task), block_id=words.subject(task)))
    return Message(words.plain(task, reader), tuple(body))


def thread(task: facts.Task) -> Message:
    """Tell the thread of the message a task was made from: its number, whose it is, by when."""
    reader = Reader(task.created_at.date())
    if is_taken_back(task):
        return taken_back(task)
    said = f"Made a task of this: {words.line(task, reader)}"
    match task.status:
        case TaskStatus.DONE:
            said += f"\nDone by {words.who(task.done_by)} on {words.done_when(task)}"
        case TaskStatus.DROPPED:
            said += f"\nDropped: {safe(task.drop_reason)}"
    return Message(words.plain(task, reader), (blocks.section(said),))


def is_taken_back(task: facts.Task) -> bool:
    """Tell whether the making of a task was undone; one that was called off has a reason."""
    return task.status is TaskStatus.DROPPED and not task.drop_reason


def taken_back(task: facts.Task) -> Message:
    """Say that there is no such task any more."""
    text = f"T-{task.number} was taken back."
    return Message(text, (blocks.context(text),))


def _text(task: facts.Task, reader: Reader) -> str:
    title = safe(task.title)
    head = f"*T-{task.number}* " + (title if task.status is TaskStatus.OPEN else f"~{title}~")
    rest = words.parts(task, reader)
    if task.slips:
        rest.append(words.moved(task) + words.by_days(rules.days_moved(task)))
    notes = f"\n{safe(blocks.cut(task.notes, 600))}" if task.notes else ""
    return f"{head}\n{' · '.join(rest)}{notes}"


def origin(task: facts.Task) -> list[Block]:
    """Lead to the message a task was made from, and to its files."""
    links = [("From this message", task.link)] if task.link else []
    links += [(file.name, file.url) for file in task.files]
    return [blocks.context(" · ".join(blocks.link(text, url) for text, url in links))] if links else []


def actions(task: facts.Task) -> Block:
    """Offer what can be done about an open task."""
    return blocks.actions(
        done_button(task, style="primary"),
        *_next(task),
        blocks.person_menu("Assign", "task.assign", task.owner.slack_id if task.owner else None),
        blocks.date_menu("Date", "task.due", task.due.day.isoformat() if task.due else None),
        blocks.button("Edit", "task.edit", str(task.number)),
        block_id=words.subject(task),
    )


def done_button(task: facts.Task, style: str | None = None) -> Block:
    """Offer to finish a task; of a repeating one, the round it shows and no other."""
    return blocks.button("Done", "task.done", _round(task), style=style)


def reopen_button(task: facts.Task) -> Block:
    """Offer to open a task again that is done or was called off."""
    return blocks.button("Reopen", "task.reopen", str(task.number))


def _round(task: facts.Task) -> str:
    return f"{task.number}@{task.due.day}" if task.repeat and task.due else str(task.number)


def _next(task: facts.Task) -> list[Block]:
    """Offer what would bring a task on from where it stands."""
    number = str(task.number)
    if task.blocked_at:
        return [blocks.button("Unblock", "task.unblock", number), risk_button(task)]
    taken = [] if task.owner else [blocks.button("Take", "task.take", number)]
    begun = [] if task.started_at else [blocks.button("Start", "task.start", number)]
    skipped = [blocks.button("Skip", "task.skip", _round(task))] if task.repeat else []
    return [*taken, *begun, *skipped]


def risk_button(task: facts.Task) -> Block:
    """Offer to log what is in the way of a task as a risk."""
    return blocks.button("Make it a risk", "risk.from_task", str(task.number))
