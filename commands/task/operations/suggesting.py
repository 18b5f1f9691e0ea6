"""What people are good at, and who could own a task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from commands.kit import calendar
from commands.kit.away import is_away
from commands.kit.operations import owner_of
from commands.kit.requests import Unclear
from commands.task import requests, rules, suggest
from commands.task.load import judge_load
from commands.task.operations.outcome import Ended, NotYours, Unknown, called_off
from storage import changes, facts, histories, people, skills, tasks, workspaces
from storage.vocabulary import Noun, TaskStatus

COUNTED = 500  # open tasks of one person in their load
HISTORY = 200  # changes of a task in which somebody may have given it up


@dataclass(frozen=True, slots=True)
class Skilled:
    """What somebody is good at, by label with how many such tasks they finished; and what they are not."""

    member: facts.Member
    skills: Mapping[str, int]
    not_theirs: tuple[str, ...]
    group: str = ""  # "": nothing was changed


@dataclass(frozen=True, slots=True)
class Suggested:
    """A task and who could own it."""

    task: facts.Task
    people: tuple[suggest.Suggestion, ...]
    is_closed: bool = False  # it is of a private channel whose members Muster does not know


def set_skills(tx: Session, request: requests.Skills, act: facts.Act, *, line: str) -> Skilled | Unclear:
    """Show what somebody is good at, or change what the member says of themselves and of nobody else."""
    who = owner_of(tx, act, request.who, line)
    if isinstance(who, Unclear):
        return who
    if who is None or act.member is None:
        return Unclear("Nobody has no skills. Nothing was changed. Name somebody.")
    if not (request.more or request.less):
        return _skilled(tx, act, who)
    if who.id != act.member.id:
        return Unclear(f"{who.name} says that of themselves. Nothing was changed.")
    before = skills.list_marks(tx, [who.id])[who.id]
    has = suggest.skills(skills.count_finished(tx, act, [who.id])[who.id], before)
    marks = suggest.marked(before, request.more, [label for label in request.less if label in has])
    changed = changes.apply(tx, act, Noun.MEMBER, who.id, {"skills": marks})
    return _skilled(tx, act, who, act.group if changed else "")


def suggested(tx: Session, number: int, act: facts.Act) -> Suggested | Unknown | NotYours | Ended:
    """Suggest up to three owners of a task, as far as the one who asks may see their work."""
    task = tasks.find(tx, act, number)
    if task is None or act.member is None:
        return Unknown(number)
    if not rules.may_change(task, act.member):
        return NotYours(task)
    if task.status is not TaskStatus.OPEN:
        return Ended(task, called_off(tx, act, task))
    could = _candidates(tx, act, task)
    if could is None:
        return Suggested(task, (), is_closed=True)
    declined = _declined(tx, act, task)
    could = [member for member in could if member.id not in declined]
    ids = [member.id for member in could]
    finished, marks = skills.count_finished(tx, act, ids), skills.list_marks(tx, ids)
    known = [
        suggest.Person(
            member,
            suggest.skills(finished.get(member.id, {}), marks.get(member.id, ())),
            *_free(tx, act, member),
        )
        for member in could
    ]
    return Suggested(task, tuple(suggest.suggested(task, known)))


def _candidates(tx: Session, act: facts.Act, task: facts.Task) -> Sequence[facts.Member] | None:
    """Find who may be given a task: who is in its channel; of a public one Muster is not in, or none, all.

    To a guest only those are named who share its channel with them.
    None: it is of a private channel Muster is not in, and nobody is to be named who would not see it.
    """
    channel = workspaces.get_channel(tx, task.channel_id) if task.channel_id else None
    here = people.list_in_channel(tx, channel.id) if channel else []
    if not here and channel and channel.is_private:
        return None
    if act.member is not None and act.member.is_guest and act.member not in here:
        return []
    return [one for one in here or people.list_people(tx, act.team.id) if not one.is_guest]


def _declined(tx: Session, act: facts.Act, task: facts.Task) -> set[int]:
    """Return who had a task and gave it up of their own accord: they are not asked again."""
    rows = histories.list_about(tx, act.team.id, Noun.TASK, task.id, limit=HISTORY)
    undone = {row.undoes for row in rows}
    lasting = [row for row in rows if not row.undoes and row.group not in undone]
    return {
        row.old
        for row in lasting
        if row.field == "owner_id" and row.member is not None and row.old == row.member.id
    }


def _free(tx: Session, act: facts.Act, member: facts.Member) -> tuple[int, int, int]:
    """Work out the minutes a member has for tasks until the week ends.

    Also how many of theirs are late, and how many say nothing of how long they take.
    """
    today = calendar.local(act.now, member.zone).date()
    week = calendar.last_working_day_of_week(today)
    days = [today + timedelta(days=ahead) for ahead in range((week - today).days + 1)]
    away = [day for day in days if is_away(tx, member, day)]
    where = [tasks.owned_by(member.id), tasks.due_by(week)]
    due = tasks.list_open(tx, act, where=where, limit=COUNTED)
    load = judge_load(due, member, now=act.now, away=away)
    free = suggest.focused(load.free) - load.planned - load.unestimated * suggest.UNKNOWN
    return max(free, 0), sum(rules.is_late(task, act.now) for task in due), load.unestimated


def _is_known(tx: Session, act: facts.Act, member: facts.Member) -> bool:
    """Tell whether who asks may know what a member says of themselves: guests know whom they sit beside."""
    if act.member is None or not act.member.is_guest or member.id == act.member.id:
        return True
    return act.here is not None and member in people.list_in_channel(tx, act.here)


def _skilled(tx: Session, act: facts.Act, member: facts.Member, group: str = "") -> Skilled:
    marks = skills.list_marks(tx, [member.id])[member.id] if _is_known(tx, act, member) else []
    has = suggest.skills(skills.count_finished(tx, act, [member.id])[member.id], marks)
    return Skilled(member, has, tuple(mark[1:] for mark in marks if mark.startswith("-")), group)
