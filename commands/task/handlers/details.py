"""What is kept with a task: its title, notes, steps and watchers; and calling it off."""

from collections.abc import Callable, Sequence

from commands.kit.blocks import Message
from commands.kit.call import Call
from commands.kit.carry import Carry
from commands.kit.carry import read as read_carry
from commands.kit.reply import Nothing, OpenModal, Reply, Say, say
from commands.task import operations, requests, steps, views
from commands.task.handlers import edit
from commands.task.handlers.form import place
from commands.task.handlers.told import one, told
from storage import facts

Detail = requests.Edit | requests.Note | requests.Split | requests.Drop | requests.Watch | requests.Unwatch


async def answer(call: Call, request: Detail) -> Reply:
    """Carry out a request about what is kept with a task."""
    act, write = call.act(), call.store.write
    match request:
        case requests.Edit(number, None):
            return await edit.open_form(call, number)
        case requests.Edit(number, title) if title:
            return one(call, await write(operations.retitle, number, title, act))
        case requests.Note(numbers, text):
            noted = await write(operations.each, operations.note, numbers, text, act)
            return _kept(call, noted, views.noted, views.noted)
        case requests.Watch(numbers):
            watched = await write(operations.each, operations.watch, numbers, act)
            return _kept(call, watched, views.watching, views.watched)
        case requests.Unwatch(numbers):
            unwatched = await write(operations.each, operations.unwatch, numbers, act)
            return _kept(call, unwatched, views.not_watching, views.unwatched)
        case requests.Split(number, parts, done):
            return _split(call, await write(operations.split, number, parts, act, done=done))
        case requests.Drop(numbers, reason) if reason:
            return told(call, await write(operations.drop, numbers, reason, act))
        case requests.Drop(numbers):
            return await _ask_why(call, numbers)
    raise AssertionError(request)


async def _ask_why(call: Call, numbers: Sequence[int]) -> Reply:
    """Ask why tasks are called off; where none of them can be, say that instead."""
    found = await call.store.read(operations.list_droppable, numbers, call.act())
    open_ = [each for each in found if isinstance(each, facts.Task)]
    if not open_:
        return told(call, [each for each in found if not isinstance(each, facts.Task)])
    return OpenModal(views.drop_form(Carry(place(call), numbers=tuple(numbers)), open_))


async def save_drop(call: Call) -> Reply:
    """Call off the tasks of a form, for the reason it gives."""
    numbers, reason = read_carry(call.carry).numbers, call.values["reason"].strip()
    return told(call, await call.store.write(operations.drop, numbers, reason, call.act()))


async def step(call: Call) -> Reply:
    """Set the step whose box was pressed; the card shows it."""
    ticked = [int(place) for place in call.text.split(",") if place]
    number, ticks = views.read_press(call.carry, ticked)
    outcome = await call.store.write(operations.tick, number, ticks, call.act())
    if isinstance(outcome, operations.NoStep):
        return views.lost_step(outcome.task)
    return Nothing() if isinstance(outcome, operations.Changed) else one(call, outcome)


_Words = Callable[[facts.Task], str]


def _kept(call: Call, outcomes: Sequence[operations.Outcome], new: _Words, same: _Words) -> Reply:
    """Say a line for each task, with one Undo for all that changed."""
    lines, groups = [], []
    for outcome in outcomes:
        if not isinstance(outcome, operations.Changed):
            lines.append(views.said(outcome, call.reader).text)
            continue
        lines.append((new if outcome.is_news else same)(outcome.task))
        groups += [outcome.group] if outcome.is_news else []
    return say("\n".join(lines), undo=groups[0] if groups else "")


def _split(call: Call, outcome: operations.Outcome | operations.TooMany) -> Reply:
    match outcome:
        case operations.TooMany(task):
            return say(views.too_many(task, steps.MOST))
        case operations.Changed(task, group, dropping=dropping) if task.checklist:
            text, offers = views.stepped(task, dropping), views.again(task)
            said = say(text, offers=offers, command="/task", undo=group).message
            head, *rest = said.blocks
            return Say(Message(said.text, (head, *views.steps(task), *rest)))
        case refusal:
            return told(call, [refusal])
