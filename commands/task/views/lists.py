"""Lists of tasks: what was asked for, and one person's day."""

from collections.abc import Sequence
from datetime import date, datetime

from commands.kit import blocks
from commands.kit.blocks import Block, Message
from commands.kit.reply import Say, say
from commands.task import rules
from commands.task.views import cards, words
from storage import facts
from storage.vocabulary import TaskStatus

PAGE = 10


def listing(title: str, found: Sequence[facts.Task], count: int, now: datetime, today: date) -> Say:
    """List up to ten tasks with a Done button each, and say how many there are."""
    if not found:
        return say(f"{title}: none.")
    body: list[Block] = [blocks.section(f"*{title}* · {count}")]
    body += [_row(task, now, today) for task in found[:PAGE]]
    if count > PAGE:
        body.append(blocks.context(f"The first {PAGE} of {count}, late first, then by date."))
    text = f"{title}: {count}. " + "; ".join(words.plain(task, today) for task in found[:3])
    return Say(Message(text, tuple(body)))


def my_day(late: Sequence[facts.Task], rest: Sequence[facts.Task], now: datetime, today: date) -> Say:
    """Show what one person has to do: late, today, next."""
    due_today = [task for task in rest if task.due and task.due.day == today]
    later = [task for task in rest if task not in due_today]
    body: list[Block] = []
    for title, found in (("Late", late), ("Today", due_today), ("Next", later[:PAGE])):
        if found:
            body.append(blocks.section(f"*{title}* · {len(found)}"))
            body += [_row(task, now, today) for task in found[:PAGE]]
    if not body:
        return say("Nothing is waiting for you. Add a task with `/task Renew the certificate by fri`.")
    text = f"{len(late)} late, {len(due_today)} today, {len(later)} next"
    return Say(Message(text, tuple(body)))


def _row(task: facts.Task, now: datetime, today: date) -> Block:
    text = words.line(task, today)
    if rules.is_late(task, now):
        text += f" · *{rules.days_late(task, now)} d late*"
    if task.status is TaskStatus.DONE:
        return blocks.section(f"{text} · done {words.done_when(task)}")
    return blocks.section(text, cards.done_button(task))
