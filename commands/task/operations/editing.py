"""Changing many fields of a task at once, from a form that was drawn a while ago."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from commands.kit.drawn import clashing
from commands.kit.editing import Edited, newest, saving_as
from commands.kit.line import fitted
from commands.kit.operations import with_names
from commands.kit.requests import Unclear
from commands.task import fields, grammar, rules
from commands.task.operations import dating, linking
from commands.task.operations.outcome import (
    Changed,
    Outcome,
    Refusal,
    Unknown,
    apply,
    found,
)
from commands.task.operations.resolving import Asked, resolved
from storage import facts, links
from storage.vocabulary import Noun

_COLUMNS = {
    "owner": ("owner_id",),
    "due": ("due_at",),
    "project": ("project_id",),
    "estimate": ("estimate", "points"),
    "steps": ("checklist",),
}


def edit(
    tx: Session,
    number: int,
    request: grammar.Add,
    act: facts.Act,
    *,
    mine: Mapping[str, str],
    drawn: Mapping[str, str],
    saved_as: str = "",
) -> Edited[Changed] | Refusal | Unclear:
    """Save the fields of a form that its sender changed, but those that somebody else changed meanwhile.

    `mine`: the marks of the changed fields; `drawn`: those of all fields as the form was drawn. What both
    made the same is no clash. `saved_as`: the group of what the form saved before it asked.
    """
    act = saving_as(tx, act, saved_as)
    if {"after", "repeat"} & mine.keys():  # before the task, as whoever changes a link does
        links.lock(tx, act.team.id)
    before = found(tx, act, number)
    if not isinstance(before, facts.Task) or act.member is None:
        return before if not isinstance(before, facts.Task) else Unknown(number)
    now = fields.marks(fields.of(before, act.member.zone))
    clashes = clashing(mine, drawn, now)
    saved = tuple(name for name in mine if name not in clashes)
    if request.due is not None:
        request = replace(request, due=rules.picked(before.due, request.due))
    values = resolved(tx, Asked(request, act, None), saved)
    if isinstance(values, Unclear):
        return values
    if "due" in saved:
        values |= dating.promised(before, request.due)
    if "after" in values or values.get("repeat"):
        ids = linking.will_wait(tx, act, before, values)
        if not isinstance(ids, list):
            return ids
        values["after"] = ids
    theirs = newest(tx, act, Noun.TASK, before.id, clashes, _COLUMNS)
    return Edited(apply(tx, before, act, values), saved, theirs)


def retitle(tx: Session, number: int, title: str, act: facts.Act) -> Outcome:
    """Give a task a new title."""
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    return apply(tx, before, act, {"title": fitted(with_names(tx, act, title))[0]})
