"""What is in the way: named, linked, aged, shown to the lead, and closed by whoever resolves it."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from commands.kit import telling
from commands.kit.telling import News
from commands.standup import rules, told
from commands.standup.operations.leading import lead_of
from commands.task import operations as task_operations
from storage import blockers, changes, facts, people, standups, tasks, timers
from storage.letters import plain
from storage.vocabulary import Noun, TaskStatus

BLOCKER = "standup.blocker"
STUCK = "stuck"  # the notice
SHOWN_AFTER, OFFERED_AFTER = 1, 2  # working days. Source: docs/standups.md, "What is in the way"
LIKE = 0.6  # how alike a line must be to one said before, to be the same told anew


@dataclass(frozen=True, slots=True)
class Stuck:
    """A blocker, where it was told, and how long it has been open."""

    blocker: facts.Blocker
    standup: facts.Standup
    days: int  # whole working days


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of a blocker that somebody says is gone, and of the task it held up."""

    blocker: facts.Blocker
    is_news: bool = True  # False: it was gone already
    freed: facts.Task | None = None  # goes on
    held: facts.Task | None = None  # is blocked for something else


def settle(
    tx: Session,
    act: facts.Act,
    standup: facts.Standup,
    answer: facts.Answer,
    lines: Sequence[str],
    *,
    was: Sequence[str],
    listed: Sequence[int],
) -> list[Resolved]:
    """Have a member's open blockers be what they say now; return those that are gone.

    A line said before, word for word or nearly, is the same blocker and keeps its age. One whose id was
    `listed` in the form and is no longer said is resolved. What somebody resolved since this answer said it
    (`was`: its lines before) or its form listed it, is not in the way again because it still stands there.
    """
    counts = Counter([*was, *(blockers.get(tx, one).text for one in listed)])
    over = {line for line in lines if lines.count(line) <= counts[line]}
    known = {one.id: one for one in blockers.list_of(tx, act.team.id, answer.member.id, standup.id)}
    fresh = []
    for line in dict.fromkeys(lines):
        same = _same(line, known)
        if same is None and line not in over:
            fresh.append(line)
        elif same is None:
            continue
        elif known.pop(same).text != line:
            changes.apply(tx, act, Noun.BLOCKER, same, {"text": line, "task_id": _held_up(tx, act, line)})
    for line in fresh:
        _open(tx, act, answer, line)
    return [close(tx, act, known[one]) for one in sorted(known.keys() & set(listed))]


def unsaid(lines: Sequence[str], open_: Sequence[facts.Blocker]) -> list[facts.Blocker]:
    """Return the blockers that none of these lines says, word for word or nearly."""
    left = {one.id: one for one in open_}
    for line in lines:
        if (same := _same(line, left)) is not None:
            del left[same]
    return list(left.values())


def close(tx: Session, act: facts.Act, blocker: facts.Blocker) -> Resolved:
    """Say that a blocker is gone, and with it what it holds up its task by.

    The task goes on if this was all that was in its way; if it was blocked for something else, it stays so.
    Whoever may not see the task is not told of it.
    """
    if not blockers.close(tx, act, blocker):
        return Resolved(blocker, is_news=False)
    task = tasks.get(tx, blocker.task_id) if blocker.task_id else None
    if task is None or task.blocked_at is None or task.status is not TaskStatus.OPEN:
        return Resolved(blocker)
    is_seen = bool(tasks.numbers(tx, act, [task.id]))
    others = [one.text for one in blockers.list_of_task(tx, task.id)]
    if others or not rules.is_told_by(task.blocked_reason, blocker.text):
        return Resolved(blocker, held=task if is_seen else None)
    freed = task_operations.release(tx, task.id, act).task
    return Resolved(blocker, freed=freed if is_seen else None)


def resolve(tx: Session, numbers: Sequence[int], act: facts.Act) -> tuple[list[Resolved], list[int]]:
    """Close blockers by their numbers; return what became of each, and the numbers unknown here."""
    found: list[Resolved] = []
    unknown: list[int] = []
    for number in numbers:
        blocker = blockers.find(tx, act.team.id, number)
        if blocker is None or not _sees(tx, act, blocker):
            unknown.append(number)
        else:
            found.append(close(tx, act, blocker))
    return found, unknown


def show_lead(tx: Session, timer: facts.Timer, now: datetime) -> None:
    """Have a standup's lead told, in their daily message, of a blocker that is open for a working day."""
    blocker = blockers.get(tx, int(timer.subject))
    standup = blockers.standup_of(tx, blocker)
    lead = lead_of(tx, standup)
    open_ = [one.id for one in blockers.list_open(tx, timer.team_id, standup.id)]
    if blocker.id in open_ and lead is not None:
        telling.tell(tx, timer.team_id, lead, News(STUCK, Noun.BLOCKER, blocker.id), now)


def stuck(tx: Session, blocker_ids: Sequence[int], now: datetime) -> list[tuple[Stuck, bool]]:
    """Return blockers as they stand, oldest first, each with whether it is in the way still."""
    found = [blockers.get(tx, one) for one in dict.fromkeys(blocker_ids)]
    return [
        (aged(one, blockers.standup_of(tx, one), now), blockers.is_open(tx, one))
        for one in sorted(found, key=lambda one: one.opened_at)
    ]


def aged(blocker: facts.Blocker, standup: facts.Standup, now: datetime) -> Stuck:
    """Say how long a blocker has been open, in whole working days of whoever it is in the way of."""
    days = rules.working_days_open(blocker.opened_at, now, blocker.member.zone)
    return Stuck(blocker, standup, days)


def _sees(tx: Session, act: facts.Act, blocker: facts.Blocker) -> bool:
    """Tell whether the caller is in a blocker's channel, is asked by its standup, or leads it."""
    standup = blockers.standup_of(tx, blocker)
    who = act.member
    if who is None:
        return False
    in_channel = act.here == standup.channel.id or any(
        one.id == who.id for one in people.list_in_channel(tx, standup.channel.id)
    )
    is_open = not standup.channel.is_private and not who.is_guest
    return is_open or in_channel or standups.asks(tx, standup, who.id) or lead_of(tx, standup) == who


def _same(line: str, known: dict[int, facts.Blocker]) -> int | None:
    named = told.numbers(line)
    texts = {
        plain(one.text.strip()): blocker_id
        for blocker_id, one in known.items()
        if not (named and told.numbers(one.text)) or set(named) & set(told.numbers(one.text))
    }
    near = difflib.get_close_matches(plain(line.strip()), texts, n=1, cutoff=LIKE)
    return texts[near[0]] if near else None


def _open(tx: Session, act: facts.Act, answer: facts.Answer, line: str) -> None:
    values = {
        "team_id": act.team.id,
        "number": changes.number(tx, act.team.id, Noun.BLOCKER),
        "answer_id": answer.id,
        "member_id": answer.member.id,
        "text": line,
        "task_id": _held_up(tx, act, line),
        "opened_at": act.now,
    }
    blocker_id = changes.add(tx, act, Noun.BLOCKER, values)
    for days in (SHOWN_AFTER, OFFERED_AFTER):
        at = rules.after_working_days(act.now, days, answer.member.zone)
        timers.set_(tx, act.team.id, BLOCKER, str(blocker_id), occurrence=str(days), due_at=at)


def _held_up(tx: Session, act: facts.Act, line: str) -> int | None:
    """Find the first task that a line names; return its id."""
    known = (tasks.find(tx, act, one) for one in told.numbers(line))
    return next((one.id for one in known if one), None)
