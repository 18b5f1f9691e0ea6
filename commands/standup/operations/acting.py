"""What an answer does to tasks, once whoever gave it has seen what that is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from commands.standup import told
from commands.standup.operations.answering import here_of
from commands.task import operations as task_operations
from storage import answers, facts, posts, standups, tasks
from storage.vocabulary import Noun, TaskStatus


@dataclass(frozen=True, slots=True)
class Meant:
    """A task as it is, and what an answer would do to it."""

    task: facts.Task
    told: told.Finish | told.Redate | told.Block


@dataclass(frozen=True, slots=True)
class Left:
    """What an answer says of a task and Muster cannot do, with the reason."""

    number: int
    why: str


def look(tx: Session, act: facts.Act, said: Sequence[told.Told]) -> tuple[list[Meant], list[Left]]:
    """Say what an answer would do; what is so already is left out, what cannot be done says why."""
    meant: list[Meant] = []
    left: list[Left] = []
    for one in said:
        task = tasks.find(tx, act, one.number)
        if isinstance(one, told.Unread | told.Overruled):
            left.append(Left(one.number, one.why))
        elif task is None:
            left.append(Left(one.number, f"There is no T-{one.number} here."))
        elif _is_news(task, one):
            meant.append(Meant(task, one))
        elif isinstance(one, told.Finish) and one.line != reported(task):
            left.append(Left(one.number, "It is done already."))
    return meant, left


def reported(task: facts.Task) -> str:
    """Say that a task is finished, the way a form does before anybody types."""
    return f"Finished T-{task.number} {task.title}"


def carry_out(
    tx: Session, act: facts.Act, answer_id: int, chosen: Collection[str], said_at: datetime
) -> list[task_operations.Outcome]:
    """Do to tasks what was chosen of an answer, as one group that can be taken back; its day shows it.

    `chosen`: what `told.named` calls it; `said_at` (aware UTC): from when on its dates are counted.
    """
    answer = answers.get(tx, answer_id)
    posts.stale(tx, Noun.STANDUP_DAY, answer.day_id)
    asked = standups.get_day(tx, answer.day_id).questions
    outcomes: list[task_operations.Outcome] = []
    for one in told.read(answer.said, replace(here_of(act), now=said_at), asked):
        if isinstance(one, told.Unread | told.Overruled) or told.named(one) not in chosen:
            continue
        match one:
            case told.Finish(number):
                outcomes += task_operations.finish(tx, [number], act)
            case told.Redate(number, due):
                outcomes.append(task_operations.redate(tx, number, due, act))
            case told.Block(number, reason):
                outcomes += task_operations.block(tx, [number], reason, act)
    return outcomes


def _is_news(task: facts.Task, one: told.Told) -> bool:
    match one:
        case told.Finish():
            return task.status is TaskStatus.OPEN
        case told.Redate(_, due):
            return task.status is TaskStatus.OPEN and (task.due is None or task.due.at != due.at)
        case told.Block():
            return task.status is TaskStatus.OPEN and task.blocked_at is None
    return False
