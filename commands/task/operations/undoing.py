"""Taking back what a member did last, whatever it was; a file of tasks goes as it came, batch by batch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from commands.kit.requests import NotDone
from commands.task.operations import importing, news, proposing, undoable
from commands.task.operations.outcome import resolve
from commands.task.operations.settled import is_unheard, tell_taken
from storage import changes, facts, histories, links, risks, task_imports, tasks
from storage.import_facts import Import
from storage.vocabulary import Noun, TaskStatus


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, first to last, and of each task it was about: that task before and after."""

    changes: tuple[facts.Change, ...]
    tasks: tuple[tuple[facts.Task, facts.Task], ...] = ()
    asked: Mapping[int, proposing.Proposal] = field(default_factory=dict)  # other dates it asked for, by task
    again: Mapping[int, proposing.Proposal] = field(default_factory=dict)  # and those it had answered
    risks: tuple[facts.Risk, ...] = ()  # as they are now


@dataclass(frozen=True, slots=True)
class InTheWay(NotDone):
    """Why it was not taken back: somebody changed the same since."""

    group: str
    later: tuple[facts.Change, ...]
    tasks: tuple[facts.Task, ...]  # that those are of
    has_rest: bool  # of the group there is more, which nobody changed
    earlier: str | None  # the group of what the member did before it and can take back


@dataclass(frozen=True, slots=True)
class OtherKind:
    """Nothing of the kind that was asked for; what the member did last was of another."""

    group: str
    noun: Noun


NotUndone = InTheWay | undoable.WhyNot


def undo(
    tx: Session,
    act: facts.Act,
    group: str | None,
    *,
    of: histories.Scope = histories.ALL,
    only_free: bool = False,
) -> Undone | NotUndone | OtherKind | Import | None:
    """Take back one group of the member's own, or their newest; None when there is nothing to take back.

    Their newest is that which changed a thing of one of the nouns `of`, in a field given with it. With
    `only_free`: what of it nobody changed since.

    With the block of a task go the blockers that people named as holding it up.
    Of a file of tasks only the taking back begins here: it may hold ten thousand.
    """
    if act.member is None:
        return None
    chosen = group or histories.last_group(tx, act.team.id, act.member.id, now=act.now, of=of)
    if chosen is None:
        return _other_kind(tx, act, act.member)
    file = task_imports.find_of_group(tx, act.team.id, chosen)
    if file is not None:
        return file if importing.press(tx, act, file.id, "back") else None
    rows = histories.list_group(tx, act.team.id, chosen)
    mine = [row for row in rows if row.member is not None and row.member.id == act.member.id]
    if not mine or act.now - mine[0].at > histories.UNDO_WINDOW:
        return None
    _lock(tx, act, mine)
    if only_free:
        mine = _free(tx, act, mine)
    if histories.is_undone(tx, act.team.id, mine[0].group):
        return None
    return undoable.why_not(tx, act, mine) or _take_back(tx, act, mine, of)


def _take_back(
    tx: Session, act: facts.Act, mine: list[facts.Change], of: histories.Scope
) -> Undone | InTheWay:
    ids = {row.subject_id for row in mine if row.noun is Noun.TASK}
    unheard, asked = _unheard(tx, ids), proposing.list_asked_with(tx, mine[0].group)
    before = [tasks.get(tx, task_id, act) for task_id in sorted(ids)]
    pending = proposing.list_pending(tx, before)
    later = changes.undo(tx, act, mine)
    if later:
        return _in_the_way(tx, act, mine, later, of)
    for row in mine:
        if row.noun is Noun.TASK and row.field == "blocked_at" and row.old is None:
            resolve(tx, act, tasks.get(tx, row.subject_id))
    for task_id, owner in unheard.items():
        news.recall(tx, act.team.id, owner, task_id, act.now)
        tell_taken(tx, act, owner, tasks.get(tx, task_id))
    after = [tasks.get(tx, task.id, act) for task in before]
    for was, task in zip(before, after, strict=True):
        if was.status is TaskStatus.OPEN and task.status is TaskStatus.DROPPED and not task.drop_reason:
            news.free(tx, act, task)
        news.remind(tx, act.team.id, task, act.now)
        if task.owner is not None:
            news.hasten(tx, act.team.id, task.owner, act.now)
    waiting = proposing.list_pending(tx, after).items()
    again = {task_id: proposal for task_id, proposal in waiting if task_id not in pending}
    logged = {row.subject_id for row in mine if row.noun is Noun.RISK}
    pairs = tuple(zip(before, after, strict=True))
    return Undone(tuple(mine), pairs, asked, again, tuple(risks.get(tx, one) for one in sorted(logged)))


def _other_kind(tx: Session, act: facts.Act, member: facts.Member) -> OtherKind | None:
    group = histories.last_group(tx, act.team.id, member.id, now=act.now)
    return OtherKind(group, histories.list_group(tx, act.team.id, group)[0].noun) if group else None


def _free(tx: Session, act: facts.Act, group: list[facts.Change]) -> list[facts.Change]:
    """Return what a group changed of things in which nobody changed the same since; all if that is none."""
    held = {(one.noun, one.subject_id) for row in group for one in changes.later(tx, act.team.id, row)}
    return [row for row in group if (row.noun, row.subject_id) not in held] or group


def _in_the_way(
    tx: Session,
    act: facts.Act,
    group: list[facts.Change],
    later: list[facts.Change],
    of: histories.Scope,
) -> InTheWay:
    held = {(one.noun, one.subject_id) for one in later}
    ids = sorted(subject for noun, subject in held if noun is Noun.TASK)
    name = group[0].group
    return InTheWay(
        name,
        tuple(later),
        tuple(tasks.list_seen(tx, act, ids, dropped=True)),
        any((row.noun, row.subject_id) not in held for row in group),
        histories.group_before(tx, act, name, of=of),
    )


def _lock(tx: Session, act: facts.Act, group: Sequence[facts.Change]) -> None:
    """Hold off others from all that a group is about: links first, as whoever changes one does."""
    if any(row.field in undoable.OF_LINKS for row in group):
        links.lock(tx, act.team.id)
    changes.lock(tx, group)


def _unheard(tx: Session, ids: Collection[int]) -> dict[int, facts.Member]:
    """Return, by task, the owners whom no message has told yet that it is theirs."""
    owners = {task_id: tasks.get(tx, task_id).owner for task_id in ids}
    return {task_id: owner for task_id, owner in owners.items() if owner and is_unheard(tx, owner, task_id)}
