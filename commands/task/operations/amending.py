"""Changing fields of tasks by the tokens of a line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from commands.kit.operations import owner_of
from commands.kit.requests import Unclear
from commands.task import requests, rounds
from commands.task.operations import dating, linking
from commands.task.operations.outcome import Lacking, NotEarlier, Outcome, apply, found, found_open
from commands.task.operations.resolving import Asked, Values, resolved
from storage import facts, links
from storage.vocabulary import Priority


def amend(
    tx: Session, request: requests.Amend, act: facts.Act, *, line: str = ""
) -> Sequence[Outcome] | Unclear:
    """Set the fields that a line names, of every task it names; or ask who or which is meant."""
    if is_of_links(request):
        links.lock(tx, act.team.id)
    title = request.to.title if "title" in request.names else ""
    asked = Asked(replace(request.to, title=title), act, None, line, is_in_title=False)
    values = resolved(tx, asked, request.names)
    if isinstance(values, Unclear):
        return values
    unwatched = _unwatched(tx, request, act, line)
    if isinstance(unwatched, Unclear):
        return unwatched
    gone = Lacking(request.less, unwatched, request.freed)
    return [_amend(tx, number, request, values, gone, act) for number in request.numbers]


def is_of_links(request: requests.Part) -> bool:
    """Tell whether a request is of what tasks wait for, or of repeating: links are locked before tasks."""
    if not isinstance(request, requests.Amend):
        return False
    return bool({"after", "repeat"} & {*request.names} or request.freed)


def _unwatched(
    tx: Session, request: requests.Amend, act: facts.Act, line: str
) -> tuple[facts.Member, ...] | Unclear:
    """Find who is to watch no longer; they may have left."""
    found = []
    for mention in request.unwatched:
        who = owner_of(tx, act, mention, line, ask="Who is to watch it no longer?", is_looked_up=True)
        if isinstance(who, Unclear):
            return who
        found += [who] if who else []
    return tuple(found)


def _amend(
    tx: Session, number: int, request: requests.Amend, values: Values, gone: Lacking, act: facts.Act
) -> Outcome:
    # What is over is neither given nor moved, nor does it wait for anything: its verbs say the same.
    is_of_open = bool({"owner", "due", "after"} & {*request.names} or request.freed)
    before = (found_open if is_of_open else found)(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    # An estimate in hours leaves the one in points alone, and the other way round.
    new = {name: value for name, value in values.items() if value is not None or name == "owner_id"}
    new |= _joined(before, gone, new)
    if "due" in request.names:
        due = dating.meant(before, request.to.due, act)
        if isinstance(due, NotEarlier):
            return due
        if due and request.to.repeat:
            pattern, due = rounds.begun(before, request.to.repeat, due)
            new["repeat"] = pattern.text
        new = {name: value for name, value in new.items() if name not in dating.columns(due)}
        new |= dating.moved(before, due)
    if "after" in new or "repeat" in new:
        ids = linking.will_wait(tx, act, before, new)
        if not isinstance(ids, list):
            return ids
        new["after"] = ids
    for name in request.cleared:
        new |= _CLEARED[name]
    return replace(apply(tx, before, act, new), lacking=_lacking(before, gone))


def _lacking(before: facts.Task, gone: Lacking) -> Lacking:
    """Return what of all that is to go is not there."""
    waits = {link.number for link in before.after}
    return Lacking(
        tuple(label for label in gone.labels if label not in before.labels),
        tuple(one for one in gone.watchers if one not in before.watchers),
        tuple(number for number in gone.after if number not in waits),
    )


_CLEARED: dict[str, dict[str, Any]] = {
    "priority": {"priority": int(Priority.P3)},
    "labels": {"labels": []},
    "estimate": {"estimate": None, "points": None},
    "watchers": {"watchers": []},
    "repeat": {"repeat": None},
    "project": {"project_id": None},
}


def _joined(before: facts.Task, gone: Lacking, new: Values) -> dict[str, Any]:
    """Join labels, watchers and links to those a task has, without what is to go.

    Whoever owns it need not be made to watch it.
    """
    joined: dict[str, Any] = {}
    if gone.labels or "labels" in new:
        joined["labels"] = sorted({*before.labels, *new.get("labels", ())} - set(gone.labels))
    if gone.watchers or "watchers" in new:
        owner = new.get("owner_id", before.owner and before.owner.id) if "watchers" in new else None
        watching = {*(one.id for one in before.watchers), *new.get("watchers", ())}
        joined["watchers"] = sorted(watching - {owner, *(one.id for one in gone.watchers)})
    if gone.after or "after" in new:
        kept = {link.id for link in before.after if link.number not in gone.after}
        joined["after"] = sorted({*kept, *new.get("after", ())})
    return joined
