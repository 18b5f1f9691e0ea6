"""All open work of one person given to another at once, in one group, and told in one message."""

from dataclasses import dataclass

from sqlmodel import Session

from commands.kit.operations import owner_of
from commands.kit.requests import Unclear
from commands.task import requests, rules
from commands.task.operations.outcome import Outcome, Taken, apply, found_open
from storage import facts, tasks

MOST = 100  # tasks at once: whoever types next waits for no more


@dataclass(frozen=True, slots=True)
class Work:
    """The open tasks of a member that another is to have."""

    of: facts.Member
    to: facts.Member | None  # None: nobody
    tasks: tuple[facts.Task, ...]  # at most `MOST`
    is_more: bool  # there are more than those


def read_work(tx: Session, request: requests.HandOver, act: facts.Act, *, line: str) -> Work | Unclear:
    """Find the open tasks of a member that the asker sees and may change; or ask who is meant."""
    people = _people(tx, request, act, line)
    return people if isinstance(people, Unclear) else _work(tx, act, *people)


def hand_over(
    tx: Session, request: requests.HandOver, act: facts.Act, *, line: str
) -> tuple[Work, list[Outcome]] | Unclear:
    """Give those that were asked about to somebody else, and return what is left of the work."""
    people = _people(tx, request, act, line)
    if isinstance(people, Unclear):
        return people
    outcomes = [_give(tx, number, *people, act) for number in request.numbers]
    return _work(tx, act, *people), outcomes


def _people(
    tx: Session, request: requests.HandOver, act: facts.Act, line: str
) -> tuple[facts.Member, facts.Member | None] | Unclear:
    of = owner_of(tx, act, request.owner, line, ask="Whose tasks are meant?", is_looked_up=True)
    if isinstance(of, Unclear):
        return of
    to = owner_of(tx, act, request.to, line)
    if isinstance(to, Unclear):
        return to
    if of is None or of == to:
        return Unclear("Whose tasks are to be whose? Nothing was changed. Name two people.")
    return of, to


def _work(tx: Session, act: facts.Act, of: facts.Member, to: facts.Member | None) -> Work:
    found = tasks.list_open(tx, act, where=[tasks.owned_by(of.id)], limit=MOST + 1)
    mine = [task for task in found[:MOST] if act.member is not None and rules.may_change(task, act.member)]
    return Work(of, to, tuple(mine), len(found) > MOST)


def _give(tx: Session, number: int, of: facts.Member, to: facts.Member | None, act: facts.Act) -> Outcome:
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if not rules.is_owner(before, of):  # somebody took or gave it a moment ago
        return Taken(before)
    return apply(tx, before, act, {"owner_id": to and to.id})
