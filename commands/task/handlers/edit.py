"""The form that changes a task, and what happens when two people change the same."""

from dataclasses import replace

from sqlmodel import Session

from commands.kit import drawn, editing, line
from commands.kit.blocks import Block
from commands.kit.call import Call
from commands.kit.carry import Carry
from commands.kit.carry import read as read_carry
from commands.kit.editing import Edited
from commands.kit.reply import FieldErrors, NextView, OpenModal, Reply, say
from commands.kit.requests import Unclear
from commands.task import fields, operations, rules, titles, views
from commands.task.fields import Fields
from commands.task.handlers import dates, form
from commands.task.handlers.told import told
from storage import facts, tasks


async def edit(call: Call) -> Reply:
    """Open the form of the task a button names."""
    return await open_form(call, int(call.text))


async def from_message(call: Call) -> Reply:
    """Open the form that makes a task of a message; on a card, that of its task, which is made already."""
    of = (call.act(), call.channel, call.source.ts if call.source else "")
    if shown := await call.store.read(operations.find_shown, *of):
        return await open_form(call, shown.number)
    if await call.store.read(operations.is_card, *of):
        return say("That is the card of a task that was taken back. Nothing is made of it.")
    return await form.from_message(call)


async def open_form(call: Call, number: int) -> Reply:
    """Open the form of a task, filled in as the task stands now."""
    task = await call.store.read(_find, call, number)
    if task is None:
        return say(views.unknown(number))
    if not rules.may_change(task, call.member):
        return told(call, [operations.NotYours(task)])
    shown = fields.of(task, call.member.zone)
    return OpenModal(views.form(shown, _carry(call, number, shown), fields.chips(call.here), call.reader))


async def save_edit(call: Call) -> Reply:
    """Save what was changed in the form; where somebody else changed the same meanwhile, ask which holds."""
    carry = read_carry(call.carry)
    typed = fields.chosen(call.values, carry.day)
    if isinstance(typed, str):
        return FieldErrors({"due": typed})
    mine = _changed(call, typed, carry)
    request = fields.read(typed, mine, call.here)
    if isinstance(request, dict):
        also = await call.store.read(operations.check_after, call.act(), typed) if "after" in mine else {}
        return FieldErrors(also | request)
    number = carry.numbers[0]
    if "title" in mine:
        if words := await _asked(call, number, typed.title):
            return FieldErrors({"title": words})
        request = replace(request, title=line.unquoted(request.title))
    outcome = await call.store.write(
        operations.edit, number, request, call.act(), mine=mine, drawn=carry.drawn, saved_as=carry.group
    )
    if isinstance(outcome, Edited):
        return await _saved(call, typed, editing.standing(carry, outcome), outcome)
    match outcome:
        case Unclear(words, _, field):
            return FieldErrors({field: words})
        case operations.NotYours() | operations.Unknown() as refusal:
            # The form stays, with all that was typed.
            shown = next(name for name in fields.NAMES if name in call.values)
            return FieldErrors({shown: views.said(refusal, call.reader).text.replace("*", "")})
        case refusal:
            return told(call, [refusal])


async def _saved(call: Call, typed: Fields, carry: Carry, outcome: Edited[operations.Changed]) -> Reply:
    """Say what was saved, with what was saved before; where both changed the same, ask."""
    changed = outcome.changed
    if outcome.clashes:
        return NextView(_clash(call, typed, carry, outcome))
    if carry.saved and not changed.is_news:
        return views.rest_stays(changed.task, carry.saved, carry.group)
    return views.saved_before(await dates.tell(call, changed), carry.saved)


async def _asked(call: Call, number: int, title: str) -> str:
    """Ask about words of a new title that look like another field, unless the old one has such, too."""
    words = titles.asked(title, call.here)
    task = await call.store.read(_find, call, number) if words else None
    return words if task is not None and not titles.asked(task.title, call.here) else ""


def _find(tx: Session, call: Call, number: int) -> facts.Task | None:
    return tasks.find(tx, call.act(), number)


def _carry(call: Call, number: int, shown: Fields) -> Carry:
    return Carry(form.place(call), numbers=(number,), drawn=fields.marks(shown), day=shown.day)


def _changed(call: Call, typed: Fields, carry: Carry) -> dict[str, str]:
    """Give the marks of the fields that were shown and changed, but for those that are to stay theirs."""
    marks = fields.marks(typed)
    changed = drawn.changed(marks, carry.drawn, call.values)
    if "repeat" in changed and typed.repeat and not typed.day and "due" in call.values:
        changed["due"] = marks["due"]  # what repeats is due on its first day
    return changed


def _clash(call: Call, typed: Fields, carry: Carry, outcome: Edited[operations.Changed]) -> Block:
    """Draw what both changed: theirs in words, mine in the field, and a choice."""
    task = outcome.changed.task
    drawn = _carry(call, task.number, fields.of(task, call.member.zone))
    theirs = editing.theirs(call, outcome, lambda name: views.value(task, name, call.reader))
    return views.clash_form(typed, editing.asking(drawn, carry, outcome), fields.chips(call.here), theirs)
