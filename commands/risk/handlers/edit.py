"""The forms that complete and score a risk, and what happens when two people change the same."""

from commands.kit import editing
from commands.kit.blocks import Block
from commands.kit.call import Call
from commands.kit.carry import Carry
from commands.kit.carry import read as read_carry
from commands.kit.editing import Edited
from commands.kit.reply import FieldErrors, NextView, OpenModal, Reply
from commands.kit.requests import Unclear
from commands.risk import fields, forms, operations, views
from commands.risk.editing import edit as edit_risk
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
        edit_risk,
        carry.numbers[0],
        typed,
        call.act(),
        mine=mine,
        drawn=carry.drawn,
        saved_as=carry.group,
        is_review=is_review,
    )
    if isinstance(outcome, Edited):
        return _saved(call, typed, editing.standing(carry, outcome), outcome)
    if isinstance(outcome, Unclear):
        return FieldErrors({"owner": outcome.words})
    return kept_open(call, outcome, next(name for name in fields.NAMES if name in call.values))


def _saved(call: Call, typed: Fields, carry: Carry, outcome: Edited[operations.Changed]) -> Reply:
    """Say what was saved, with what was saved before; where both changed the same, ask."""
    if outcome.clashes:
        return NextView(_clash(call, typed, carry, outcome))
    said = told(call, outcome.changed)
    return views.saved_before(said, carry.saved, carry.group) if carry.saved else said


def _carry(call: Call, risk: facts.Risk) -> Carry:
    return Carry(where(call), numbers=(risk.number,), drawn=fields.marks(fields.of(risk)))


def _clash(call: Call, typed: Fields, carry: Carry, outcome: Edited[operations.Changed]) -> Block:
    """Draw what both changed: theirs in words, mine in the field, and a choice."""
    risk = outcome.changed.risk
    theirs = editing.theirs(call, outcome, lambda name: forms.value(risk, name, call.reader))
    return forms.clash_form(typed, editing.asking(_carry(call, risk), carry, outcome), theirs)
