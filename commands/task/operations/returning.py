"""Putting back what an act changed on a task, by whomever and however long ago: a change of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from commands.kit.requests import NotDone
from commands.task.entries import Entry, Pair, entries, is_as_before, overtaken
from commands.task.operations import dating, linking
from commands.task.operations.outcome import Changed, Ended, Gone, Refusal, Unknown, apply, called_off, found
from storage import blockers, changes, facts, histories, links, people
from storage.facts import Due
from storage.vocabulary import Noun, TaskStatus

_OF_WORK = {"started_at", "blocked_at", "blocked_reason", "snoozed_until"}  # what only an open task has


@dataclass(frozen=True, slots=True)
class AsBefore(NotDone):
    """All of it is as it was before the act already."""

    task: facts.Task
    newest: facts.Change  # what brought it there


@dataclass(frozen=True, slots=True)
class Overtaken(NotDone):
    """Others gave a field another value since; it is put back only by who knows that."""

    task: facts.Task
    entry: Entry
    later: tuple[Pair, ...]  # each change that others came after, with the newest of its field


NotPutBack = AsBefore | Overtaken | Gone


def put_back(
    tx: Session, number: int, group: str, act: facts.Act, *, known: Collection[str] = ()
) -> Changed | NotPutBack | Refusal:
    """Give what a group changed on a task the values from before it, as a change of this act's own.

    `known`: the groups of later changes of the same fields that the person was told of, and overrules.
    """
    rows = histories.list_group(tx, act.team.id, group)
    if {"after", "repeat"} & {row.field for row in rows}:
        links.lock(tx, act.team.id)
    before = found(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    about = [row for row in reversed(rows) if (row.noun, row.subject_id) == (Noun.TASK, before.id)]
    entry = next(iter(entries(about)), None)
    if entry is None or not entry.changed:
        return Unknown(number)
    since = {row.field: changes.later(tx, act.team.id, row) for row in entry.changed}
    newest = {field: those[-1] for field, those in since.items() if those}
    if is_as_before(entry, newest):
        return AsBefore(before, max(newest.values(), key=lambda change: change.at))
    later = overtaken(entry, newest)
    if not {since.group for _, since in later} <= set(known):
        return Overtaken(before, entry, later)
    former = changes.former(tx, act.team.id, Noun.TASK, before.id, entry.group, entry.fields)
    values = _judged(tx, act, before, entry, former, is_anew=bool(later))
    if not isinstance(values, dict):
        return values
    if values.get("blocked_at"):
        _reopen(tx, act, before, rows)
    return apply(tx, before, act, values)


def _reopen(tx: Session, act: facts.Act, task: facts.Task, rows: Sequence[facts.Change]) -> None:
    """Open the blockers that the act closed when it let the task go on."""
    for row in rows:
        is_closing = row.noun is Noun.BLOCKER and row.field == "closed_at" and row.new is not None
        if not is_closing or blockers.get(tx, row.subject_id).task_id != task.id:
            continue
        if not changes.later(tx, act.team.id, row):
            changes.apply(tx, act, Noun.BLOCKER, row.subject_id, {"closed_at": None, "closed_by_id": None})


def _judged(
    tx: Session, act: facts.Act, before: facts.Task, entry: Entry, former: dict[str, Any], *, is_anew: bool
) -> dict[str, Any] | Gone | Refusal:
    """Judge what the fields held by how things stand now, and return what they are to hold.

    `is_anew`: the date moved on since, so this is one more move of it; else the move never counted.
    """
    values = dict(former)
    if before.status is not TaskStatus.OPEN and "status" not in values and _is_of_work(entry):
        return Ended(before, called_off(tx, act, before))
    owner = people.get(tx, values["owner_id"]) if values.get("owner_id") else None
    if owner is not None and not owner.is_active:
        return Gone(before, owner)
    if "watchers" in values:
        values["watchers"] = [each for each in values["watchers"] if people.get(tx, each).is_active]
    if is_anew and "due_at" in values and not entry.is_round:
        values |= dating.promised(before, _due(values))
    if "after" in values or values.get("repeat"):
        ids = linking.will_wait(tx, act, before, values)
        if not isinstance(ids, list):
            return ids
        values["after"] = ids
    return values


def _is_of_work(entry: Entry) -> bool:
    return entry.is_round or bool(_OF_WORK & entry.fields)


def _due(values: dict[str, Any]) -> Due | None:
    if values["due_at"] is None:
        return None
    return Due(values["due_at"], values["due_day"], values["due_words"] or "", values["due_zone"] or "UTC")
