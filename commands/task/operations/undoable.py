"""Whether what a group changed can be taken back, as things stand by now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from commands.kit.requests import NotDone
from commands.task import rules
from commands.task.operations import linking
from commands.task.operations.outcome import Awaited, Circle, Gone, Repeats
from storage import changes, facts, people, projects, risks, tasks
from storage.vocabulary import ADDED, Noun


@dataclass(frozen=True, slots=True)
class InUse(NotDone):
    """The project that was made has work, a standup, a digest or another channel by now."""

    project: facts.Project


@dataclass(frozen=True, slots=True)
class Barred(NotDone):
    """What it changed is no longer the member's to see or to change."""


@dataclass(frozen=True, slots=True)
class NameTaken(NotDone):
    """Another project has the name by now that a project would have again."""

    name: str
    lead: facts.Member | None  # of that other one; None: the member does not know of it


WhyNot = Circle | Repeats | Awaited | InUse | NameTaken | Barred | Gone
OF_LINKS = ("after", "repeat")
_SEEN: Mapping[Noun, Callable[..., Sequence[facts.Task | facts.Risk]]] = {
    Noun.TASK: partial(tasks.list_seen, dropped=True),
    Noun.RISK: risks.list_seen,
}


def why_not(tx: Session, act: facts.Act, group: Sequence[facts.Change]) -> WhyNot | None:
    """Return why a group of the caller's own changes is not taken back, None when it can be."""
    for unfit in (_barred, _gone, _unfit, _in_use, _name_taken):
        if why := unfit(tx, act, group):
            return why
    return None


def _barred(tx: Session, act: facts.Act, group: Sequence[facts.Change]) -> Barred | None:
    """Tell that a group is of what the member may no longer see or change; what they gave away they may."""
    for noun, list_seen in _SEEN.items():
        rows = [row for row in group if row.noun is noun]
        given = {row.subject_id for row in rows if row.field == "owner_id" and row.old == _me(act)}
        made = {row.subject_id for row in rows if row.field == ADDED}
        changed = {row.subject_id for row in rows if row.field != "watchers"}  # who sees a task may watch it
        seen = list_seen(tx, act, {row.subject_id for row in rows})
        theirs = {one.id for one in seen if one.id in made or one.id not in changed or _may_change(act, one)}
        if not {row.subject_id for row in rows} <= theirs | given:
            return Barred()
    return None


def _may_change(act: facts.Act, one: facts.Task | facts.Risk) -> bool:
    return act.member is not None and rules.may_change(one, act.member)


def _me(act: facts.Act) -> int | None:
    return act.member.id if act.member else None


def _gone(tx: Session, act: facts.Act, group: Sequence[facts.Change]) -> Gone | None:
    """Return who would own a task again and has left."""
    for row in group:
        if row.noun is Noun.TASK and row.field == "owner_id" and row.old is not None:
            owner = people.get(tx, row.old)
            if not owner.is_active:
                return Gone(tasks.get(tx, row.subject_id, act), owner)
    return None


def _unfit(tx: Session, act: facts.Act, group: Sequence[facts.Change]) -> Circle | Repeats | Awaited | None:
    """Return why a task cannot wait again for what it waited for, as links stand by now."""
    of_links = {row.subject_id for row in group if row.noun is Noun.TASK and row.field in OF_LINKS}
    for task_id in of_links:
        former = changes.former(tx, act.team.id, Noun.TASK, task_id, group[0].group, OF_LINKS)
        waits = linking.will_wait(tx, act, tasks.get(tx, task_id, act), former)
        if not isinstance(waits, list):
            return waits
    return None


def _in_use(tx: Session, act: facts.Act, group: Sequence[facts.Change]) -> InUse | None:
    """Return the project that a group made and that cannot go again: something belongs to it by now."""
    bound = {row.subject_id for row in group if row.noun is Noun.CHANNEL}
    for row in group:
        is_new = row.noun is Noun.PROJECT and row.field in (ADDED, "dropped_at")
        if is_new and projects.is_used(tx, act.team.id, row.subject_id, beside=bound):
            return InUse(projects.get(tx, row.subject_id))
    return None


def _name_taken(tx: Session, act: facts.Act, group: Sequence[facts.Change]) -> NameTaken | None:
    """Return who has the name by now that a renamed project would have again."""
    for row in group:
        if row.noun is Noun.PROJECT and row.field == "name":
            other = projects.find_called(tx, act.team.id, row.old)
            if other is not None and other.id != row.subject_id:
                is_known = projects.find_known(tx, act, other.key) is not None
                return NameTaken(other.name, people.get(tx, other.lead_id) if is_known else None)
    return None
