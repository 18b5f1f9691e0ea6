"""Changing several fields of a risk at once, from a form that was drawn a while ago."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from commands.kit.drawn import clashing
from commands.kit.editing import Edited, newest, saving_as
from commands.kit.operations import owner_of
from commands.kit.requests import Unclear
from commands.risk import fields, operations
from commands.risk.fields import Fields
from storage import facts
from storage.vocabulary import Noun

_COLUMNS = {
    "because": ("cause",),
    "may": ("event", "statement"),
    "leading": ("effect",),
    "owner": ("owner_id",),
    "review": ("review_on",),
}


def edit(
    tx: Session,
    number: int,
    typed: Fields,
    act: facts.Act,
    *,
    mine: Mapping[str, str],
    drawn: Mapping[str, str],
    saved_as: str = "",
    is_review: bool = False,
) -> Edited[operations.Changed] | operations.Refusal | Unclear:
    """Save the fields of a form that its sender changed, but those that somebody else changed meanwhile.

    `mine`: the marks of the changed fields; `drawn`: those of all fields as the form was drawn. What both
    made the same is no clash. `saved_as`: the group of what the form saved before it asked. `is_review`: a
    score that stays is judged anew.
    """
    act = saving_as(tx, act, saved_as)
    before = operations.find_open(tx, act, number)
    if not isinstance(before, facts.Risk):
        return before
    clashes = clashing(mine, drawn, fields.marks(fields.of(before)))
    saved = tuple(name for name in mine if name not in clashes)
    values = _values(tx, act, before, typed, saved, is_review=is_review and not clashes)
    if isinstance(values, Unclear):
        return values
    theirs = newest(tx, act, Noun.RISK, before.id, clashes, _COLUMNS)
    return Edited(operations.apply(tx, before, act, values), saved, theirs)


def _values(
    tx: Session,
    act: facts.Act,
    before: facts.Risk,
    typed: Fields,
    saved: tuple[str, ...],
    *,
    is_review: bool,
) -> dict[str, Any] | Unclear:
    """Work out the columns of the fields that are saved."""
    after, values = fields.merged(fields.of(before), typed, saved), {}
    if {*saved} & {*fields.TEXTS}:
        values = operations.named(tx, act, fields.texts(after))
    if "owner" in saved:
        owner = owner_of(tx, act, fields.owner(typed), "")
        if isinstance(owner, Unclear):
            return owner
        values["owner_id"] = owner and owner.id
    judged = operations.scored if is_review else operations.rescored
    values |= judged(before, after.probability, after.impact, act)
    if "review" in saved:
        values["review_on"] = after.review
    return values
