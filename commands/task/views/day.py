"""One person's day: late, today, next."""

from collections.abc import Sequence
from datetime import date, datetime

from commands.kit import blocks
from commands.kit.blocks import Block, Message
from commands.kit.reply import Say, say
from commands.task.views import lists
from storage import facts


def my_day(late: Sequence[facts.Task], rest: Sequence[facts.Task], now: datetime, today: date) -> Say:
    """Show what one person has to do, at most ten of each; what is snoozed waits at the end."""
    due_today = [task for task in rest if task.due and task.due.day == today]
    asleep = [task for task in rest if task.snoozed_until and task.snoozed_until > now]
    later = [task for task in rest if task not in due_today and task not in asleep]
    body: list[Block] = []
    for title, found in (("Late", late), ("Today", due_today), ("Next", later), ("Snoozed", asleep)):
        if found:
            body.append(blocks.section(f"*{title}* · {lists.counted(len(found), lists.PAGE)}"))
            body += [lists.row(task, now, today, is_mine=True) for task in found[: lists.PAGE]]
    if not body:
        return say("Nothing is waiting for you. Add a task with `/task Renew the certificate by fri`.")
    text = f"{len(late)} late, {len(due_today)} today, {len(later)} next"
    return Say(Message(text, tuple(body)))
