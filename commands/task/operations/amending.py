"""Changing fields of tasks by the tokens of a line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from commands.kit.requests import Unclear
from commands.task import requests, rounds, rules
from commands.task.operations import dating, linking
from commands.task.operations.outcome import Outcome, apply, found, found_open
from commands.task.operations.resolving import Asked, Values, resolved
from storage import facts, links
from storage.vocabulary import Priority


def amend(
    tx: Session, request: requests.Amend, act: facts.Act, *, line: str = ""
) -> Sequence[Outcome] | Unclear:
    """Set the fields that a line names, of every task it names; or ask who or which is meant."""
    title = request.to.title if "title" in request.names else ""
    asked = Asked(replace(request.to, title=title), act, None, line, is_in_title=False)
    values = resolved(tx, asked, request.names)
    if isinstance(values, Unclear):
        return values
    if "after" in values or "repeat" in values:
        links.lock(tx, act.team.id)
    return [_amend(tx, number, request, values, act) for number in request.numbers]


def _amend(tx: Session, number: int, request: requests.Amend, values: Values, act: facts.Act) -> Outcome:
    is_verb = {"owner", "due"} & {*request.names}  # what is over is neither given nor moved
    before = (found_open if is_verb else found)(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    # An estimate in hours leaves the one in points alone, and the other way round.
    new = {name: value for name, value in values.items() if value is not None or name == "owner_id"}
    new |= _joined(before, request, new)
    if "due" in request.names:
        due = request.to.due and rules.meant(before.due, request.to.due, act.now)
        due = rounds.begun(before, request.to.repeat, due) if due and request.to.repeat else due
        new = {name: value for name, value in new.items() if name not in dating.columns(due)}
        new |= dating.moved(before, due)
    if "after" in new or "repeat" in new:
        ids = linking.will_wait(tx, act, before, new)
        if not isinstance(ids, list):
            return ids
        new["after"] = ids
    for name in request.cleared:
        new |= _CLEARED[name]
    lacking = tuple(label for label in request.less if label not in before.labels)
    return replace(apply(tx, before, act, new), lacking=lacking)


_CLEARED: dict[str, dict[str, Any]] = {
    "priority": {"priority": int(Priority.P3)},
    "labels": {"labels": []},
    "estimate": {"estimate": None, "points": None},
    "watchers": {"watchers": []},
    "repeat": {"repeat": None},
    "project": {"project_id": None},
}


def _joined(before: facts.Task, request: requests.Amend, new: Values) -> dict[str, Any]:
    """Add labels, watchers and links to those a task has; whoever owns it need not watch it."""
    joined: dict[str, Any] = {}
    if request.less or "labels" in new:
        joined["labels"] = sorted({*before.labels, *new.get("labels", ())} - set(request.less))
    if "watchers" in new:
        owner = new.get("owner_id", before.owner and before.owner.id)
        joined["watchers"] = sorted({*(one.id for one in before.watchers), *new["watchers"]} - {owner})
    if "after" in new:
        joined["after"] = sorted({*(link.id for link in before.after), *new["after"]})
    return joined
