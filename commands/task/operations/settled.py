"""What members were to be told of tasks and need not hear: what passed them by before a message told it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import dropwhile, islice, takewhile

from sqlmodel import Session

from commands.kit.telling import ASKING
from commands.task import entries, rules
from commands.task.operations import news
from commands.task.operations.news import CAN_BEGIN, OF_CHANGES, Kind
from storage import facts, histories, notices, task_imports, tasks, workspaces
from storage.vocabulary import ADDED, Door, Noun, TaskStatus

_OF_CHANGES = (*OF_CHANGES, Kind.HANDED)
_OF_OWNERS = (Kind.GIVEN, *CAN_BEGIN, Kind.LATE, Kind.DUE, Kind.SOON, Kind.CHANGED)


def forget_settled(tx: Session, team_id: int, member: facts.Member, now: datetime) -> None:
    """Forget, of what waits for a member, what is over before they heard of it.

    That is what they were given and passed on or finished, what can begin no more, what they were asked and
    answered, and changes of what they neither own nor watch (or may not see), but for the one that took it
    from them and what answers them.
    """
    waiting = [one for one in notices.list_waiting(tx, member.id) if one.noun is Noun.TASK]
    open_ = {one.id for one in notices.list_unanswered(tx, member.id, ASKING)}
    about: dict[int, list[facts.Notice]] = defaultdict(list)
    for one in waiting:
        about[one.subject_id].append(one)
    over = [one.id for one in waiting if one.kind in ASKING and one.id not in open_]
    over += _come_to_nothing(tx, team_id, about)
    act = facts.Act(workspaces.get_team(tx, team_id), member, Door.TIMER, now, "")
    for task in tasks.list_those(tx, about):
        is_unheard = any(one.kind == Kind.GIVEN for one in about[task.id])
        over += _over(tx, act, task, about[task.id], is_unheard=is_unheard)
    notices.drop(tx, over)


def deeds(tx: Session, team_id: int, notice: facts.Notice) -> list[facts.Change]:
    """Return the changes that a notice tells of, first to last; [] once they were taken back."""
    group = notice.group if notice.kind in _OF_CHANGES else None
    thing = notice.noun, notice.subject_id
    if group is None or histories.is_undone(tx, team_id, group, *histories.is_about(team_id, *thing)):
        return []
    rows = histories.list_group(tx, team_id, group)
    return [one for one in rows if (one.noun, one.subject_id) == thing]


def _come_to_nothing(tx: Session, team_id: int, about: Mapping[int, Sequence[facts.Notice]]) -> list[int]:
    """Return what would tell of changes of a task that all came and went."""
    over = []
    for found in about.values():
        of_changes = [one for one in found if one.kind in _OF_CHANGES]
        rows = [deed for one in of_changes for deed in deeds(tx, team_id, one)] if of_changes[1:] else []
        if rows and not entries.told(entries.lasting(rows)):
            over += [one.id for one in of_changes]
    return over


def is_unheard(tx: Session, member: facts.Member, task_id: int) -> bool:
    """Tell whether a member was given a task and no message has told them so yet."""
    return notices.is_untold(tx, member.id, Kind.GIVEN, Noun.TASK, task_id)


def tell_taken(tx: Session, act: facts.Act, member: facts.Member, task: facts.Task) -> None:
    """Tell a member who had not heard of a task, but did something on it, that it is theirs no longer."""
    theirs = replace(act, member=member, here=None)
    if not rules.is_owner(task, member) and _took_part(tx, theirs, task):
        news.tell(tx, act, member, Kind.CHANGED, task)


def _over(
    tx: Session, act: facts.Act, task: facts.Task, found: Sequence[facts.Notice], *, is_unheard: bool
) -> list[int]:
    if rules.is_owner(task, act.member):
        return _ended(task, found) if is_unheard else _begun(task, found)
    watches = act.member in task.watchers and bool(tasks.list_seen(tx, act, [task.id], dropped=True))
    over = [one for one in found if one.kind in _OF_OWNERS and not (watches and one.kind == Kind.CHANGED)]
    knew = _took_part(tx, act, task) if is_unheard else _knew(tx, act, task)
    return [
        one.id
        for one in over
        if (is_unheard or one.kind == Kind.CHANGED) and not (knew and _takes_it(tx, act, one))
    ]


def _ended(task: facts.Task, found: Sequence[facts.Notice]) -> list[int]:
    """Return what need not be told of a task that was given to a member and is done or called off by now.

    Of one they never heard of, all: it came and went before it was told.
    """
    return [] if task.status is TaskStatus.OPEN else [one.id for one in found]


def _begun(task: facts.Task, found: Sequence[facts.Notice]) -> list[int]:
    """Return what would say that a task can begin that is over by now."""
    return [one.id for one in found if one.kind in CAN_BEGIN and task.status is not TaskStatus.OPEN]


def _knew(tx: Session, act: facts.Act, task: facts.Task) -> bool:
    """Tell whether a member can know that a task was theirs: of what a file made nobody is told."""
    me = act.member.id if act.member else None
    made = histories.find_newest(tx, act.team.id, Noun.TASK, task.id, [ADDED])
    if me is None or made is None or task_imports.find_of_group(tx, act.team.id, made.group) is None:
        return True
    rows = histories.list_about(tx, act.team.id, Noun.TASK, task.id)
    is_own = any(row.member is not None and row.member.id == me for row in rows)
    is_given = any(row.field == "owner_id" and row.new == me for row in rows)
    return is_own or is_given or notices.is_told(tx, me, Noun.TASK, task.id)


def _took_part(tx: Session, act: facts.Act, task: facts.Task) -> bool:
    """Tell whether the member did anything on a task while it was theirs, so that they know it was."""
    me = act.member.id if act.member else None
    rows = histories.list_about(tx, act.team.id, Noun.TASK, task.id)
    taken = dropwhile(lambda row: row.field != "owner_id" or row.old != me, rows)
    theirs = takewhile(lambda row: row.field not in ("owner_id", ADDED), islice(taken, 1, None))
    return any(row.member is not None and row.member.id == me for row in theirs)


def _takes_it(tx: Session, act: facts.Act, notice: facts.Notice) -> bool:
    """Tell whether a change is the one by which a task was a member's no longer."""
    group = notice.group if notice.kind == Kind.CHANGED else None
    rows = histories.list_group(tx, act.team.id, group) if group else []
    return any(row.field == "owner_id" and row.old == notice.member_id for row in rows)
