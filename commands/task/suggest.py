"""Who could own a task, with reasons. Facts in, names out; knows no store."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from storage import facts

MOST = 3
FOCUS = 0.7  # of working time goes into tasks. Source: capacity-calculator, "focus 0.6–0.8"
UNKNOWN = 60  # minutes that a task without an estimate counts for: our assumption, said in docs/tasks.md
ENOUGH = 5  # finished tasks with a label; more make nobody a better choice


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could own a task."""

    member: facts.Member
    skills: Mapping[str, int]  # by label, how many tasks with it they finished; 0: they say so themselves
    free: int  # minutes this week
    late: int = 0  # open tasks that are late
    unestimated: int = 0  # tasks due by the end of this week that say nothing of how long they take


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who fits, and why."""

    member: facts.Member
    skills: tuple[tuple[str, int], ...]  # those the task calls for
    free: int  # minutes this week
    late: int = 0  # open tasks that are late
    unestimated: int = 0  # tasks of this week without an estimate


def skills(finished: Mapping[str, int], marks: Collection[str]) -> dict[str, int]:
    """Put together what somebody finished and what they say of themselves: "dns", or "-oracle" for not."""
    not_mine = {mark[1:] for mark in marks if mark.startswith("-")}
    mine = {mark: 0 for mark in marks if not mark.startswith("-")}
    return {label: count for label, count in {**mine, **finished}.items() if label not in not_mine}


def marked(marks: Collection[str], more: Collection[str], less: Collection[str]) -> list[str]:
    """Say anew what somebody is good at (`more`) and not (`less`); the rest stays."""
    opposite = {*more, *less, *(f"-{label}" for label in (*more, *less))}
    return sorted({mark for mark in marks if mark not in opposite} | {*more} | {f"-{one}" for one in less})


def focused(minutes: int) -> int:
    """Return what of working time is left for tasks."""
    return max(int(minutes * FOCUS), 0)


def suggested(task: facts.Task, people: Sequence[Person]) -> list[Suggestion]:
    """Choose up to three people for a task, by name: it is no ranking.

    Who has the skills its labels and title call for comes before who has only time. Who has neither is
    left out, and so is its owner.
    """
    wanted = {*task.labels, *re.findall(r"[\w-]+", task.title.casefold())}
    owner = task.owner.id if task.owner else None
    found = [_fit(person, wanted) for person in people if person.member.id != owner]
    fitting = [one for one in found if one.skills or one.free > 0]
    fitting.sort(key=lambda one: _weight(one, task.estimate or 0), reverse=True)
    return sorted(fitting[:MOST], key=lambda one: (one.member.name, one.member.id))


def _fit(person: Person, wanted: Collection[str]) -> Suggestion:
    matching = sorted((label, count) for label, count in person.skills.items() if label in wanted)
    return Suggestion(person.member, tuple(matching), person.free, person.late, person.unestimated)


def _weight(one: Suggestion, minutes: int) -> tuple[int, int, bool, int, int]:
    done = sum(min(count, ENOUGH) for _, count in one.skills)
    return len(one.skills), done, one.free >= minutes, one.free, -one.member.id
