"""Other dates that were asked for and are not answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from commands.task import rules
from commands.task.operations import dating
from commands.task.operations.news import Kind
from commands.task.operations.outcome import Changed, Outcome
from storage import changes, facts, notices, people
from storage.vocabulary import Noun


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another date that whoever has a task asks for."""

    at: datetime  # aware UTC
    by: facts.Member | None
    of: facts.Member  # whose answer it waits for


def accept(tx: Session, number: int, due: facts.Due, act: facts.Act) -> Outcome:
    """Give a task the date that its owner asked for; its history, and what they are told, says so."""
    outcome = dating.redate(tx, number, due, act)
    if isinstance(outcome, Changed) and outcome.is_news and outcome.task.owner is not None:
        asked = f"accepted the date {outcome.task.owner.name} asked for"
        changes.tell(tx, act, Noun.TASK, outcome.task.id, asked)
    return outcome


def list_pending(tx: Session, tasks: Sequence[facts.Task]) -> dict[int, Proposal]:
    """Return by task (its id) the newest date asked for and not answered yet, where there is one."""
    by_id = {task.id: task for task in tasks}
    found = notices.list_unanswered_about(tx, by_id.keys(), Kind.PROPOSED)
    return {
        one.subject_id: Proposal(datetime.fromisoformat(one.words), one.by, people.get(tx, one.member_id))
        for one in found
        if is_pending(one, by_id[one.subject_id])
    }


def is_pending(notice: facts.Notice, task: facts.Task) -> bool:
    """Tell whether a date asked for is not the task's yet, and it still has who asked for it."""
    is_had = task.due is not None and task.due.at == datetime.fromisoformat(notice.words)
    return rules.is_owner(task, notice.by) and not is_had
