"""What a person's Home shows: their day, what waits for them, what they gave away, how full the week is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commands.kit import blocks, calendar
from commands.kit.blocks import Block, Message
from commands.kit.reader import Reader
from commands.kit.reply import LINE
from commands.risk import views as risk_views
from commands.task import views as task_views
from commands.task.load import Load
from commands.task.operations import OwnDay, Part, Told
from storage import facts
from storage.vocabulary import Noun

MOST = 10  # tasks of each kind
_BESIDE = {
    Noun.RISK: "a risk",
    Noun.PROJECT: "a project",
    Noun.STANDUP: "a standup's settings",
    Noun.ANSWER: "your answer to a standup",
    Noun.BLOCKER: "a blocker of a standup",
    Noun.DIGEST: "a digest's settings",
    Noun.MEMBER: "your own settings",
    Noun.CHANNEL: "a channel's settings",
    Noun.ABSENCE: "when you are away",
}


@dataclass(frozen=True, slots=True)
class Last:
    """What one person changed last."""

    group: str
    tasks: tuple[facts.Task, ...]  # those it changed and they see; one more than `MOST` where there are more
    did: Told | None  # to the only one
    beside: Noun | None  # what it changed where it was no task


@dataclass(frozen=True, slots=True)
class Day:
    """What one person's Home is drawn from; the lists have at most one task more than is shown."""

    own: OwnDay
    asked: tuple[Told, ...]  # tasks on which somebody waits for my answer
    waiting: tuple[facts.Task, ...]  # other tasks, of others, that wait for one of mine
    given: Part  # tasks I made that are somebody else's
    load: Load
    last: Last | None = None  # my last change, while it can be taken back
    given_done: tuple[facts.Task, ...] = ()  # tasks I made that somebody else finished lately
    reviews: tuple[facts.Risk, ...] = ()  # risks I am to look at again


def home(day: Day, member: facts.Member, now: datetime) -> Message:
    """Draw a person's Home; finishing, re-dating, adding and answering are one press each."""
    reader = Reader.of(member, now)
    body: list[Block] = [blocks.header(f"Your day, {_day(reader.today, reader)}"), _doors(day)]
    body.append(blocks.context("\n".join([_load(day.load, reader), *_last(day.last, reader)])))
    own = day.own
    body += _mine("Late", own.late, now, reader, task_views.presses(own.late.tasks, now))
    body += [*_mine("Today", own.today, now, reader), *_mine("Next", own.later, now, reader)]
    if own.snoozed.tasks:
        head = task_views.day_head("Snoozed", own.snoozed)
        body += [head, _lines(own.snoozed.tasks, now, reader, is_mine=True)]
        body.append(task_views.snoozes(own.snoozed.tasks))
    is_free = not any(part.tasks for part in (own.late, own.today, own.later, own.snoozed))
    if is_free and not (day.asked or day.waiting or day.reviews):
        body.append(blocks.section("Nothing is waiting for you."))
    body += [blocks.divider(), *risk_views.reviews(day.reviews, reader)] if day.reviews else []
    body += _waiting(day, member, now, reader)
    body += _given(day, now, reader)
    return Message(task_views.day_text(own), tuple(body))


def _given(day: Day, now: datetime, reader: Reader) -> list[Block]:
    """Show what somebody gave away and waits for, and what of it was finished in the last seven days."""
    given = day.given
    if not (given.count or day.given_done):
        return []
    every = blocks.button("All I gave away", f"{LINE}.given", "/task list given")
    more = every if given.count > len(given.tasks) else None
    count = task_views.counted(given.count, task_views.MOST) if given.count else "nothing open"
    body = [blocks.divider(), blocks.section(f"*What you gave away* · {count}", more)]
    body += [_lines(given.tasks, now, reader)] if given.count else []
    if day.given_done:
        done = "\n".join(task_views.done(task) for task in day.given_done[:MOST])
        body.append(blocks.context(f"Done in the last seven days · {_count(day.given_done)}\n{done}"))
    return body


def _doors(day: Day) -> Block:
    undo = [blocks.button("Undo my last change", "undo", day.last.group)] if day.last else []
    return blocks.actions(blocks.button("Add a task", "task.new", "home", style="primary"), *undo)


def _last(last: Last | None, reader: Reader) -> list[str]:
    """Say what the last change did: a press on Home is answered nowhere else."""
    if last is None:
        return []
    if last.did:
        what = task_views.last(last.did, reader)
    elif last.tasks:
        more = ["more"] if len(last.tasks) > MOST else []
        what = blocks.joined([*(f"T-{task.number}" for task in last.tasks[:MOST]), *more])
    else:
        what = _BESIDE.get(last.beside, "") if last.beside else ""
    return [f"Your last change: {what}"] if what else []


def _load(load: Load, reader: Reader) -> str:
    planned, free = task_views.hours(load.planned), _about(load.free)
    until = _day(load.until, reader)
    said = f"Due until {until}: {planned} planned, {free} of working time left"
    if load.planned > load.free:
        said += f" – *{_about(load.planned - load.free)} too much*"
    if load.unestimated:
        count = "one task" if load.unestimated == 1 else f"{load.unestimated} tasks"
        said += f"; {count} without an estimate"
    return f"{said}."


def _about(minutes: int) -> str:
    """Say how long something takes, to the quarter of an hour."""
    return task_views.hours(round(minutes / 15) * 15)


def _day(day: date, reader: Reader) -> str:
    return calendar.day_text(day, reader.today)


def _mine(title: str, part: Part, now: datetime, reader: Reader, beside: Sequence[Block] = ()) -> list[Block]:
    """Show one part of a day, each task with its presses; `beside`: those for all of it."""
    if not part.tasks:
        return []
    body = [blocks.divider(), task_views.day_head(title, part), *beside]
    for task in part.tasks:
        text = task_views.line_now(task, now, reader, is_mine=True)
        body += [blocks.section(text), _presses(task)]
    return body


def _presses(task: facts.Task) -> Block:
    return blocks.actions(
        task_views.done_button(task),
        blocks.date_menu("Date", "task.due", task.due.day.isoformat() if task.due else None),
        blocks.button("Edit", "task.edit", str(task.number)),
        block_id=task_views.subject(task),
    )


def _waiting(day: Day, member: facts.Member, now: datetime, reader: Reader) -> list[Block]:
    """Show on what others wait: an answer, with its buttons, or that a task of mine is done."""
    if not (day.asked or day.waiting):
        return []
    body = _head("Waiting for you", _count(day.asked, day.waiting))
    for one in day.asked[:MOST]:
        body += task_views.asked(one, member, now)
    return [*body, *([_lines(day.waiting, now, reader)] if day.waiting else [])]


def _head(title: str, count: str) -> list[Block]:
    return [blocks.divider(), blocks.section(f"*{title}* · {count}")]


def _lines(tasks: Sequence[facts.Task], now: datetime, reader: Reader, *, is_mine: bool = False) -> Block:
    lines = [task_views.line_now(task, now, reader, is_mine=is_mine) for task in tasks[:MOST]]
    return blocks.section(blocks.cut("\n".join(lines), blocks.SECTION))


def _count(*lists: Sequence[object]) -> str:
    count = sum(min(len(each), MOST) for each in lists)
    return f"more than {count}" if any(len(each) > MOST for each in lists) else str(count)
