"""Whose a task is: given, taken, given back, or kept for another date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from commands.kit import calendar
from commands.kit.operations import owner_of
from commands.kit.requests import Mention, Unclear
from commands.kit.telling import Telling
from commands.task import rules
from commands.task.operations import dating, heirs, news, noting, proposing
from commands.task.operations.news import Kind
from commands.task.operations.outcome import (
    Answered,
    Changed,
    Elsewhere,
    Ended,
    NotYours,
    Outcome,
    Refusal,
    Taken,
    Unknown,
    apply,
    called_off,
    found_open,
    passed_on,
)
from storage import changes, facts, posts, tasks
from storage.vocabulary import Noun, TaskStatus


@dataclass(frozen=True, slots=True)
class Proposed:
    """A task whose owner asked for another date; until it is accepted, the task stays due when it was."""

    task: facts.Task
    due: facts.Due
    giver: facts.Member  # who is asked
    group: str
    told: Telling | None = None
    gone: facts.Member | None = None  # who gave the task and has left, so that `giver` answers


@dataclass(frozen=True, slots=True)
class Returnable:
    """A task that its owner may give back, and to whom."""

    task: facts.Task
    giver: facts.Member | None  # None: to nobody, as they have left


def assign(tx: Session, number: int, owner: Mention, act: facts.Act, *, line: str = "") -> Outcome | Unclear:
    """Give an open task to somebody, or to nobody."""
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    member = owner_of(tx, act, owner, line)
    if isinstance(member, Unclear):
        return member
    return apply(tx, before, act, {"owner_id": member.id if member else None})


def take(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Outcome]:
    """Make tasks nobody owns the member's own; of several who reach for one, the first has it."""
    return [_take(tx, number, act) for number in numbers]


def decline(tx: Session, number: int, reason: str, act: facts.Act) -> Outcome:
    """Give a task back to whoever gave it, who is told why; where they have left, to who has the say then.

    Work on it has not begun then: whoever had it never wanted it.
    """
    before = _own(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    to, gone = _back_to(tx, act, before), _gone_giver(tx, before)
    values = passed_on(before, {"owner_id": to and to.id, "started_at": None}, act)
    changes.apply(tx, act, Noun.TASK, before.id, values)
    if reason:
        changes.tell(tx, act, Noun.TASK, before.id, f"declined: {reason}")
    after = tasks.get(tx, before.id, act)
    told = news.declined(tx, act, before, after, reason, gone)
    return Changed(after, act.group, before, told=told, gone=gone)


def list_givers(tx: Session, numbers: Sequence[int], act: facts.Act) -> list[Returnable | Refusal]:
    """Find of each task whom it goes back to when the member declines it; or why they cannot."""
    return [_giver(tx, number, act) for number in numbers]


def _giver(tx: Session, number: int, act: facts.Act) -> Returnable | Refusal:
    task = tasks.find(tx, act, number)
    if task is None:
        return Unknown(number)
    if task.status is not TaskStatus.OPEN:
        return Ended(task, called_off(tx, act, task))
    return Returnable(task, _back_to(tx, act, task)) if rules.is_owner(task, act.member) else Elsewhere(task)


def propose(tx: Session, number: int, due: facts.Due, act: facts.Act) -> Proposed | Outcome:
    """Ask whoever gave a task for another date, or who answers where they have left.

    Where nobody else gave it, or nobody is left, the date simply moves.
    """
    before = _own(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    to, gone = _back_to(tx, act, before), _gone_giver(tx, before)
    if to is None:
        outcome = dating.redate(tx, number, due, act)
        return replace(outcome, gone=gone) if isinstance(outcome, Changed) else outcome
    due = rules.meant(before.due, due, act.now)
    if before.due is not None and before.due.at == due.at:
        return Changed(before, act.group, before, is_news=False)
    changes.tell(
        tx, act, Noun.TASK, before.id, f"asked for {calendar.day_text(due.day, proposing.today(act))}"
    )
    told = news.tell(tx, act, to, Kind.PROPOSED, before, due.at.isoformat())
    posts.stale(tx, Noun.TASK, before.id)  # what asked for a date before says that this one replaces it
    posts.stale_homes(tx, to.id)
    return Proposed(before, due, to, act.group, told, gone)


def accept(tx: Session, number: int, due: facts.Due, act: facts.Act) -> Outcome:
    """Give a task the date its owner asked for, unless that was answered since."""
    before = _asked(tx, number, act)
    return dating.redate(tx, number, due, act) if isinstance(before, facts.Task) else before


def keep(tx: Session, number: int, words: str, act: facts.Act) -> Outcome:
    """Keep a task's date, with a word to its owner, who asked for another, unless that was answered since."""
    before = _asked(tx, number, act)
    if not isinstance(before, facts.Task):
        return before
    return noting.note(tx, number, words, act, is_answer=True)


def _asked(tx: Session, number: int, act: facts.Act) -> facts.Task | Refusal:
    """Find the open task for which another date is asked, and lock it; or say why not."""
    before = found_open(tx, act, number)
    if isinstance(before, facts.Task) and not proposing.list_pending(tx, [before]):
        return Answered(before)
    return before


def _back_to(tx: Session, act: facts.Act, task: facts.Task) -> facts.Member | None:
    """Find whom a task goes back to; None where nobody gave it to its owner, or nobody else is left."""
    giver = news.giver(tx, task)
    if task.owner is None or rules.is_owner(task, giver):
        return None
    if _is_here(giver):
        return giver
    others = heirs.others(tx, act.team, task.owner)
    return heirs.heirs(tx, act.team, [task], others, act.now).get(task.id)


def _gone_giver(tx: Session, task: facts.Task) -> facts.Member | None:
    """Return who gave a task to its owner, where it is somebody else and they have left."""
    giver = news.giver(tx, task)
    return None if giver.is_active or rules.is_owner(task, giver) else giver


def _is_here(member: facts.Member) -> bool:
    return member.is_active and not member.is_bot


def _own(tx: Session, act: facts.Act, number: int) -> facts.Task | Unknown | NotYours | Ended | Elsewhere:
    task = found_open(tx, act, number)
    if isinstance(task, facts.Task) and not rules.is_owner(task, act.member):
        return Elsewhere(task)
    return task


def _take(tx: Session, number: int, act: facts.Act) -> Outcome:
    before = found_open(tx, act, number)
    if not isinstance(before, facts.Task):
        return before
    if before.owner is not None and not rules.is_owner(before, act.member):
        return Taken(before)
    return apply(tx, before, act, {"owner_id": act.member and act.member.id})
