"""One person's day: late, today, next."""

from collections.abc import Sequence
from datetime import datetime

from commands.kit import blocks
from commands.kit.blocks import Block, Message
from commands.kit.reader import Reader
from commands.kit.reply import LINE, Say, say
from commands.task.operations import OwnDay, Part
from commands.task.views import lists
from storage import facts


def my_day(day: OwnDay, member: facts.Member, now: datetime, reader: Reader) -> Say:
    """Show what one person has to do, at most ten of each; what is snoozed waits at the end."""
    body: list[Block] = []
    for title, part in (
        ("Late", day.late),
        ("Today", day.today),
        ("Next", day.later),
        ("Snoozed", day.snoozed),
    ):
        if part.tasks:
            body.append(day_head(title, part))
            body += [lists.row(task, member, now, reader, is_mine=True) for task in part.tasks]
    if day.snoozed.tasks:
        body.append(snoozes(day.snoozed.tasks))
    if not body:
        return say("Nothing is waiting for you. Add a task with `/task Renew the certificate by fri`.")
    return Say(Message(day_text(day), tuple(body)))


def snoozes(tasks: Sequence[facts.Task]) -> Block:
    """Offer to end the snooze of each of these tasks."""
    ends = [
        blocks.button(
            f"End snooze of T-{task.number}", f"{LINE}.{place}", f"/task snooze T-{task.number} off"
        )
        for place, task in enumerate(tasks)
    ]
    return blocks.actions(*ends)


def day_head(title: str, part: Part) -> Block:
    """Head one part of a day with its number; where not all of it is shown, a button leads to all."""
    every = blocks.button("All of mine", f"{LINE}.all", "/task list @me")
    text = f"*{title}* · {lists.counted(part.count, lists.MOST)}"
    return blocks.section(text, every if part.count > len(part.tasks) else None)


def day_text(day: OwnDay) -> str:
    """Say a day in one line, for notifications."""
    late, today, later = (lists.counted(part.count, lists.MOST) for part in (day.late, day.today, day.later))
    return f"{late} late, {today} today, {later} next"
