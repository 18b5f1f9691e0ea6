"""The forms and buttons that log a risk, give it to somebody or close it."""

from sqlmodel import Session

from commands.kit import line
from commands.kit.blocks import cut
from commands.kit.call import Call
from commands.kit.carry import Carry
from commands.kit.carry import read as read_carry
from commands.kit.operations import with_names
from commands.kit.reply import FieldErrors, OpenModal, Reply, ask, say
from commands.kit.requests import Mention, Unclear
from commands.risk import fields, forms, operations
from commands.risk.fields import LONGEST, Fields
from commands.risk.handlers.edit import save
from commands.risk.handlers.told import kept_open, logged, to_change, told, where
from commands.task import views as task_views
from storage import facts, tasks


async def from_message(call: Call) -> Reply:
    """Open the form for a message, with its text as what may happen."""
    text = await call.store.read(with_names, call.act(), call.source.text) if call.source else ""
    carry = Carry(where(call), link=call.source.link if call.source else "")
    start = Fields(may=cut(line.spoken(text), LONGEST), owner=call.member.slack_id)
    return OpenModal(forms.form(start, carry))


async def from_task(call: Call) -> Reply:
    """Open the form for a task that is held up, or was when the button was drawn: it may be late."""
    number = int(call.text)
    found = await call.store.read(_task, call.act(), number)
    if found is None:
        return say(task_views.unknown(number))
    task, channel = found
    why = f" ({task.blocked_reason})" if task.blocked_reason else ""
    start = Fields(
        because=cut(f"T-{number} is blocked{why}", LONGEST) if task.blocked_at else "",
        may=cut(f"T-{task.number} may be late: {task.title}", LONGEST),
        owner=task.owner.slack_id if task.owner else None,
    )
    return OpenModal(forms.task_form(start, Carry(where(call), task=number), task, channel))


async def from_blocker(call: Call) -> Reply:
    """Log what a button names as in somebody's way; it is the caller's to watch."""
    number = int(call.text)
    act = call.answer(f"B-{number}")
    outcome = await call.store.write(operations.add_for_blocker, number, act, call.channel)
    return ask(outcome, "/risk") if isinstance(outcome, Unclear) else logged(call, outcome)


async def save_form(call: Call) -> Reply:
    """Log the risk of a filled form, or change the one it was opened for. What is wrong keeps it open."""
    carry, typed = read_carry(call.carry), fields.typed(call.values)
    if carry.numbers:
        return await save(call, carry, typed)
    if not typed.may:
        return FieldErrors({"may": "Say in a few words what may happen."})
    request, act = fields.request(typed), call.answer()
    if carry.task:
        outcome = await call.store.write(operations.add_for_task, carry.task, request, act, call.channel)
    else:
        outcome = await call.store.write(
            operations.add, request, act, channel=call.channel, link=carry.link or None
        )
    return FieldErrors({"owner": outcome.words}) if isinstance(outcome, Unclear) else logged(call, outcome)


async def ask_why(call: Call, number: int) -> Reply:
    """Ask why a risk is closed."""
    risk = await to_change(call, number)
    if not isinstance(risk, facts.Risk):
        return risk
    return OpenModal(forms.close_form(risk, Carry(where(call), numbers=(number,))))


async def open_close(call: Call) -> Reply:
    """Ask why the risk a button names is closed."""
    return await ask_why(call, int(call.text))


async def save_close(call: Call) -> Reply:
    """Close a risk with the reason given."""
    reason = call.values["reason"].strip()
    if not reason:
        return FieldErrors({"reason": "Say in a few words why it is no risk any more."})
    [number] = read_carry(call.carry).numbers
    closed = await call.store.write(operations.close, number, reason, call.act())
    return kept_open(call, closed, "reason")


async def own(call: Call) -> Reply:
    """Give the risk of a card to the person picked."""
    number = int(call.carry.removeprefix("R-").split(".")[0])
    outcome = await call.store.write(operations.own, number, Mention(call.text, None), call.act())
    return told(call, outcome)


def _task(tx: Session, act: facts.Act, number: int) -> tuple[facts.Task, facts.Channel | None] | None:
    """Find a task, and its channel if the caller may see what is in that."""
    task = tasks.find(tx, act, number)
    return (task, operations.seen_place(tx, act, task.channel_id)) if task else None
