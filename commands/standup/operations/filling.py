"""What the form of an answer starts with: what was said, else what the facts suggest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlmodel import Session

from commands.kit import calendar
from commands.standup import told
from commands.standup.operations import blocking
from commands.standup.operations.answering import Target
from storage import answers, blockers, facts, standups, tasks
from storage.vocabulary import QuestionKind, TaskStatus

FIELD = 3000  # characters a field of a form holds
AHEAD = 8  # lines a form proposes for the day


@dataclass(frozen=True, slots=True)
class Form:
    """An answer to fill in, with what the facts suggest."""

    target: Target
    questions: tuple[facts.Question, ...]
    finished: tuple[facts.Task, ...]  # since they answered last
    under_way: tuple[facts.Task, ...]  # begun ones first, then what is due by the day; at most AHEAD
    more: int  # how many of those are left out, because a form is to be read in a minute
    carried: tuple[str, ...]  # said last time and, as far as the facts tell, not done
    said_on: date | None  # when it was said
    stuck_key: str  # of the question whose field lists what is still in the way; "" for none
    blockers: tuple[facts.Blocker, ...]  # those it lists: the answer does not say them already
    listed: tuple[int, ...]  # the ids of all that it shows, also where the answer says it
    mine: tuple[facts.Task, ...]  # what a question for a task offers
    hidden: int  # how many of the finished and under way are left out: not everybody in the channel sees them


def form(tx: Session, act: facts.Act, target: Target) -> Form:
    """Work out what an answer's form starts with: of tasks, only those that its whole channel may see."""
    who = act.member
    if who is None:
        raise ValueError("nobody asks")
    last = answers.last_given(tx, target.standup.id, who.id, target.day)
    worked = calendar.previous_working_day(target.day)
    since = (last and last.answered_at) or calendar.to_utc(worked, time(0), who.zone)
    mine, shown = tasks.owned_by(who.id), tasks.shown_in(target.standup.channel.id)
    all_done = tasks.list_done(tx, act, where=[mine, tasks.done_since(since)], limit=50)
    all_open = tasks.list_open(tx, act, where=[mine], limit=100)
    seen = tasks.numbers(tx, act, [one.id for one in (*all_done, *all_open)], shown)
    finished = [one for one in reversed(all_done) if one.done_at and one.done_at > since]
    ahead = sorted((one for one in all_open if _is_now(one, target.day)), key=_is_not_begun)
    shown_ahead = [one for one in ahead if one.id in seen]
    known = standups.find_day(tx, target.standup.id, target.day)
    questions = known.questions if known else target.standup.questions
    said = target.answer.said if target.answer else {}
    stuck = blockers.list_of(tx, act.team.id, who.id, target.standup.id)
    key, shown_stuck = _stuck(questions, said, stuck)
    unshown = {one.id for one in blocking.unsaid(told.in_the_way(said, questions), stuck)}
    unshown -= {one.id for one in shown_stuck}
    return Form(
        target=target,
        questions=questions,
        finished=tuple(one for one in finished if one.id in seen),
        under_way=tuple(shown_ahead[:AHEAD]),
        carried=tuple(_carried(tx, act, last)) if last else (),
        said_on=standups.get_day(tx, last.day_id).day if last else None,
        stuck_key=key,
        blockers=shown_stuck,
        listed=tuple(one.id for one in stuck if one.id not in unshown),
        mine=tuple(one for one in all_open if one.id in seen),
        more=len(shown_ahead[AHEAD:]),
        hidden=sum(one.id not in seen for one in (*finished, *ahead)),
    )


def _stuck(
    questions: Sequence[facts.Question], said: Mapping[str, str], open_: Sequence[facts.Blocker]
) -> tuple[str, tuple[facts.Blocker, ...]]:
    """Say which field lists what is still in the way and is not said, and as much of that as it holds."""
    key = next((one.key for one in questions if one.kind is QuestionKind.BLOCKED), "")
    listed, room = [], FIELD - len(said.get(key, ""))
    for one in blocking.unsaid(told.in_the_way(said, questions), open_) if key else ():
        room -= len(one.text) + 1
        if room >= 0:
            listed.append(one)
    return key, tuple(listed)


def _is_now(task: facts.Task, day: date) -> bool:
    return task.started_at is not None or (task.due is not None and task.due.day <= day)


def _is_not_begun(task: facts.Task) -> bool:
    return task.started_at is None


def _carried(tx: Session, act: facts.Act, last: facts.Answer) -> list[str]:
    """Return the plans in what was said that no finished task has settled; one without a task may be done.

    A task that a plan only names has its title, too, if the whole channel may read it.
    """
    day = standups.get_day(tx, last.day_id)
    keys = [one.key for one in day.questions if one.kind is QuestionKind.PLAN]
    lines = [line.strip() for key in keys for line in last.said.get(key, "").splitlines() if line.strip()]
    plans = [plan for line in lines if (plan := told.plan(line)) and _is_left(tx, act, plan)]
    return list(dict.fromkeys(_titled(tx, act, one, day.standup.channel.id) for one in plans))


def _titled(tx: Session, act: facts.Act, plan: str, channel_id: int) -> str:
    named = told.numbers(plan)
    task = tasks.find(tx, act, named[0]) if len(named) == 1 and plan == f"T-{named[0]}" else None
    is_shown = task is not None and tasks.numbers(tx, act, [task.id], tasks.shown_in(channel_id))
    return f"{plan} {task.title}" if task and is_shown else plan


def _is_left(tx: Session, act: facts.Act, line: str) -> bool:
    found = [tasks.find(tx, act, number) for number in told.numbers(line)]
    return not found or any(one is not None and one.status is TaskStatus.OPEN for one in found)
