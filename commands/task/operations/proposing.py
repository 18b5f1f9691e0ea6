"""Other dates that were asked for and are not answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from commands.kit import calendar
from commands.task import rules
from commands.task.operations.news import Kind
from storage import changes, facts, notices, people, posts
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another date that whoever has a task asks for."""

    at: datetime  # aware UTC
    by: facts.Member | None
    of: facts.Member  # whose answer it waits for


def list_pending(tx: Session, tasks: Sequence[facts.Task]) -> dict[int, Proposal]:
    """Return by task (its id) the newest date asked for and not answered yet, where there is one."""
    by_id = {task.id: task for task in tasks}
    found = notices.list_unanswered_about(tx, by_id.keys(), Kind.PROPOSED)
    return {one.subject_id: _proposal(tx, one) for one in found if is_pending(one, by_id[one.subject_id])}


def is_pending(notice: facts.Notice, task: facts.Task) -> bool:
    """Tell whether a date asked for is not the task's yet, and it still has who asked for it.

    What was asked for a round that is done since is over.
    """
    if task.repeat and task.done_at and task.done_at >= notice.at:
        return False
    is_had = task.due is not None and task.due.at == datetime.fromisoformat(notice.words)
    return rules.is_owner(task, notice.by) and not is_had


def list_asked_with(tx: Session, group: str) -> dict[int, Proposal]:
    """Return by task (its id) the other date that was asked for with a change group."""
    found = notices.list_of_group(tx, group)
    return {one.subject_id: _proposal(tx, one) for one in found if one.kind == Kind.PROPOSED}


def answer(tx: Session, act: facts.Act, asked: Proposal, task: facts.Task) -> bool:
    """Note on a task that its new date answers what its owner asked for; they are told that, too.

    False: it was they who moved it, so they wait for no answer any more.
    """
    posts.stale_homes(tx, asked.of.id)
    if act.member is not None and asked.by == act.member:
        return False
    who = asked.by.name if asked.by else "Muster"
    if task.due is not None and task.due.at == asked.at:
        words = f"{who} asked for it"
    else:
        day = calendar.local(asked.at, task.due.zone if task.due else asked.of.zone).date()
        words = f"{who} asked for {calendar.day_text(day, today(act))}"
    changes.tell(tx, act, Noun.TASK, task.id, words)
    return True


def today(act: facts.Act) -> date:
    """Return the day of an act: the entry that its words stand in says of which year it is."""
    return calendar.local(act.now, act.member.zone if act.member else "UTC").date()


def _proposal(tx: Session, notice: facts.Notice) -> Proposal:
    return Proposal(datetime.fromisoformat(notice.words), notice.by, people.get(tx, notice.member_id))
