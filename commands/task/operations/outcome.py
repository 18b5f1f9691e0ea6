"""What became of a task somebody wanted changed, and who may change one."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from commands.kit.reach import Beyond, beyond
from commands.kit.requests import NotDone
from commands.kit.telling import Telling
from commands.task import rules, schedule
from commands.task.operations import news, proposing
from commands.task.operations.absent import Absent, absent
from storage import blockers, changes, facts, histories, tasks
from storage.vocabulary import Noun, TaskStatus


@dataclass(frozen=True, slots=True)
class Lacking:
    """Labels, watchers and the numbers of what a task waits for that it has not."""

    labels: tuple[str, ...] = ()
    watchers: tuple[facts.Member, ...] = ()
    after: tuple[int, ...] = ()


NOTHING = Lacking()


@dataclass(frozen=True, slots=True)
class Changed:
    """A task as it is now, and what became of it."""

    task: facts.Task
    group: str
    before: facts.Task | None = None  # None: it is new
    is_news: bool = True  # False: it was so already
    told: Telling | None = None  # when whose it is now hears of it, if it was somebody else's doing
    resolved: tuple[int, ...] = ()  # the numbers of blockers that held it up and are gone with this
    beyond: Beyond | None = None  # whose it is now sees it without being known to be in its channel
    unseeing: tuple[facts.Member, ...] = ()  # who watches it from now on and may not see it
    dropping: facts.Change | None = None  # who called it off, of one that stays so
    lacking: Lacking = NOTHING  # what was to go and was not there
    gone: facts.Member | None = None  # who gave it, of one that is declined and goes to somebody else
    answers: proposing.Proposal | None = None  # another date that was asked for, where this one answers it
    withdraws: proposing.Proposal | None = None  # and where its owner moved the date instead of waiting
    absent: Absent | None = None  # the days away of whose it is now in which its new date is
    ready: schedule.Ready | None = None  # when it can begin, of one that is new and waits for others


@dataclass(frozen=True, slots=True)
class Unknown(NotDone):
    """There is no such task that this person may see."""

    number: int


@dataclass(frozen=True, slots=True)
class NotYours(NotDone):
    """A guest changes only what they own."""

    task: facts.Task


@dataclass(frozen=True, slots=True)
class Ended(NotDone):
    """The task is done, or was called off, so there is nothing to begin, hold up or move on it."""

    task: facts.Task
    dropping: facts.Change | None = None  # who called it off


@dataclass(frozen=True, slots=True)
class Taken(NotDone):
    """Somebody else owns the task already."""

    task: facts.Task


@dataclass(frozen=True, slots=True)
class Elsewhere(NotDone):
    """The task is somebody else's, so it is theirs to decline or to ask another date for."""

    task: facts.Task


@dataclass(frozen=True, slots=True)
class Circle(NotDone):
    """A link would close a loop: each task waits for the one behind it, and the last is the first.

    One the person may not see is None.
    """

    path: tuple[facts.Task | None, ...]


@dataclass(frozen=True, slots=True)
class Repeats(NotDone):
    """A task that comes round again neither waits (`waits`) nor is waited for."""

    task: facts.Task
    waits: bool


@dataclass(frozen=True, slots=True)
class Awaited(NotDone):
    """A task that others wait for does not begin to repeat: it would hold them up for good.

    One of `by` that the person may not see is None.
    """

    task: facts.Task
    by: tuple[facts.Task | None, ...]


@dataclass(frozen=True, slots=True)
class RoundOver(NotDone):
    """The round that was meant of a repeating task is over already."""

    task: facts.Task


@dataclass(frozen=True, slots=True)
class Answered(NotDone):
    """Nobody waits for an answer about the task's date any more."""

    task: facts.Task


@dataclass(frozen=True, slots=True)
class Gone(NotDone):
    """Who owned the task before has left."""

    task: facts.Task
    owner: facts.Member


@dataclass(frozen=True, slots=True)
class Awake(NotDone):
    """The morning in which a snooze would end is over already."""

    task: facts.Task
    until: datetime  # aware UTC


@dataclass(frozen=True, slots=True)
class NotEarlier(NotDone):
    """The task's date would be over if it were counted back, or it has none to count back from."""

    task: facts.Task


Refusal = (
    Unknown
    | NotYours
    | Ended
    | Taken
    | Elsewhere
    | Circle
    | Repeats
    | Awaited
    | RoundOver
    | Answered
    | Awake
    | NotEarlier
)
Outcome = Changed | Refusal


def found(tx: Session, act: facts.Act, number: int) -> facts.Task | Unknown | NotYours:
    """Find the task to change, and lock it; or say why this person may not.

    Every change of a task that people ask for begins here.
    """
    task = tasks.find(tx, act, number, to_change=True)
    if task is None or act.member is None:
        return Unknown(number)
    return task if rules.may_change(task, act.member) else NotYours(task)


def found_open(tx: Session, act: facts.Act, number: int) -> facts.Task | Unknown | NotYours | Ended:
    """Find the open task to change, and lock it; or say why not."""
    task = found(tx, act, number)
    if isinstance(task, facts.Task) and task.status is not TaskStatus.OPEN:
        return Ended(task, called_off(tx, act, task))
    return task


def called_off(tx: Session, act: facts.Act, task: facts.Task) -> facts.Change | None:
    """Find by whom and when a task was called off; None of one that was not."""
    is_so = task.status is TaskStatus.DROPPED
    return histories.find_newest(tx, act.team.id, Noun.TASK, task.id, ["status"]) if is_so else None


def each(tx: Session, do: Callable[..., Outcome], numbers: Collection[int], *given: Any) -> list[Outcome]:
    """Do the same to several tasks, each named by its number, in one transaction."""
    return [do(tx, number, *given) for number in numbers]


def apply(tx: Session, before: facts.Task, act: facts.Act, values: dict[str, Any]) -> Changed:
    """Set fields of a task that was read before; say whether anything differed, and have others told."""
    asked = proposing.list_pending(tx, [before]).get(before.id) if "due_at" in values else None
    changed = changes.apply(tx, act, Noun.TASK, before.id, passed_on(before, values, act))
    after = tasks.get(tx, before.id, act)
    asked = asked if "due_at" in changed else None
    is_answer = asked is not None and proposing.answer(tx, act, asked, after)
    told = news.changed(tx, act, before, after, is_answer=is_answer) if changed else None
    is_freed = before.blocked_at is not None and after.blocked_at is None
    gone = resolve(tx, act, before) if is_freed else ()
    is_anew = before.owner is None or not rules.is_owner(after, before.owner)
    reaches = beyond(tx, after.channel_id, told.member) if told is not None and is_anew else None
    is_promised = bool({"due_at", "owner_id"} & {*changed})
    return Changed(
        after,
        act.group,
        before,
        is_news=bool(changed),
        told=told,
        resolved=gone,
        beyond=reaches,
        unseeing=unseeing(tx, act, after, before.watchers),
        dropping=called_off(tx, act, after) if before.status is after.status else None,
        answers=asked if is_answer else None,
        absent=absent(tx, act, after) if is_promised and not is_answer else None,
        withdraws=None if is_answer else asked,
    )


def passed_on(before: facts.Task, values: dict[str, Any], act: facts.Act) -> dict[str, Any]:
    """Add to new values of a task what follows where they give it to somebody else.

    A snooze was its owner's wish and ends with them, but one that is over already does nothing; whoever owns
    it now hears of it without watching.
    """
    if "owner_id" not in values or values["owner_id"] == (before.owner and before.owner.id):
        return values
    watching = values.get("watchers", [one.id for one in before.watchers])
    if values["owner_id"] in watching:
        values = values | {"watchers": [each for each in watching if each != values["owner_id"]]}
    is_snoozed = before.snoozed_until is not None and before.snoozed_until > act.now
    return {"snoozed_until": None} | values if is_snoozed else values


def unseeing(
    tx: Session, act: facts.Act, task: facts.Task, before: Collection[facts.Member] = ()
) -> tuple[facts.Member, ...]:
    """Return who watches a task, and did not `before`, although they may not see it."""
    new = [one for one in task.watchers if one not in before]
    return tuple(
        one for one in new if not tasks.list_seen(tx, replace(act, member=one, here=None), [task.id])
    )


def resolve(tx: Session, act: facts.Act, task: facts.Task) -> tuple[int, ...]:
    """Close the blockers that people named as holding up a task and the caller sees; return their numbers."""
    seen = [one for one in blockers.list_of_task(tx, task.id) if blockers.sees(tx, act, one)]
    return tuple(one.number for one in seen if blockers.close(tx, act, one))
