"""The forms that complete and score a risk, and what happens when two people change the same."""

from collections.abc import Mapping
from dataclasses import replace

from commands.kit.blocks import Block
from commands.kit.call import Call
from commands.kit.carry import Carry
from commands.kit.carry import read as read_carry
from commands.kit.reply import FieldErrors, NextView, OpenModal, Reply
from commands.kit.requests import Unclear
from commands.risk import editing, fields, forms, views
from commands.risk.fields import Fields
from commands.risk.handlers.told import kept_open, to_change, told, where
from storage import facts


async def edit(call: Call) -> Reply:
    """Open the form of the risk a button names."""
    return await open_form(call, int(call.text))


async def open_form(call: Call, number: int) -> Reply:
    """Open the form of a risk, filled in as it stands now."""
    risk = await to_change(call, number)
    if not isinstance(risk, facts.Risk):
        return risk
    return OpenModal(forms.form(fields.of(risk), _carry(call, risk)))


async def open_score(call: Call) -> Reply:
    """Open the form that scores the risk a button names."""
    risk = await to_change(call, int(call.text))
    if not isinstance(risk, facts.Risk):
        return risk
    return OpenModal(forms.score_form(risk, _carry(call, risk)))


async def save_score(call: Call) -> Reply:
    """Save a filled score form; a scale left empty stays as it was, and a score that stays is judged anew."""
    return await save(call, read_carry(call.carry), fields.typed(call.values), is_review=True)


async def save(call: Call, carry: Carry, typed: Fields, *, is_review: bool = False) -> Reply:
    """Save what was changed in a form; where somebody else changed the same meanwhile, ask which holds."""
    mine = fields.changed(typed, carry.drawn, call.values)
    if "may" in mine and not typed.may:
        return FieldErrors({"may": "Say in a few words what may happen."})
    outcome = await call.store.write(
        editing.edit,
        carry.numbers[0],
        typed,
        call.act(),
        mine=mine,
        drawn=carry.drawn,
        saved_as=carry.group,
        is_review=is_review,
    )
    if isinstance(outcome, editing.Edited) and outcome.changed.group != carry.group:
        carry = replace(carry, saved=(), group="")  # what it saved before was taken back since
    match outcome:
        case Unclear(words):
            return FieldErrors({"owner": words})
        case editing.Edited(changed, saved, clashes) if clashes:
            kept = replace(carry, saved=(*carry.saved, *saved), group=changed.group if saved else carry.group)
            return NextView(_clash(call, typed, changed.risk, kept, clashes))
        case editing.Edited(changed) if carry.saved:
            return views.saved_before(told(call, changed), carry.saved, carry.group)
        case editing.Edited(changed):
            return told(call, changed)
        case refusal:
            return kept_open(call, refusal, next(name for name in fields.NAMES if name in call.values))


def _carry(call: Call, risk: facts.Risk) -> Carry:
    return Carry(where(call), numbers=(risk.number,), drawn=fields.marks(fields.of(risk)))


def _clash(
    call: Call, typed: Fields, risk: facts.Risk, kept: Carry, clashes: Mapping[str, facts.Change | None]
) -> Block:
    """Draw what both changed: theirs in words, mine in the field, and a choice."""
    theirs = {
        name: (_who(call, change), forms.value(risk, name, call.reader)) for name, change in clashes.items()
    }
    carry = replace(_carry(call, risk), saved=kept.saved, group=kept.group)
    return forms.clash_form(typed, carry, theirs)


def _who(call: Call, change: facts.Change | None) -> str:
    member = change.member if change else None
    if member is None:
        return "Muster"
    return "you" if member.id == call.member.id else member.name
