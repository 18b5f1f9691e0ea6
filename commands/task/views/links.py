"""What waits for what, and what has to move when something else has."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commands.kit import blocks, calendar, dated
from commands.kit.blocks import Block
from commands.kit.reader import Reader
from commands.kit.reply import Say, say
from commands.kit.requests import Offer
from commands.kit.when import Here
from commands.task import schedule
from commands.task.operations import Changed
from commands.task.views import words
from storage import facts

HIDDEN = "a task you cannot see"


@dataclass(frozen=True, slots=True)
class Said:
    """One outcome as a line, and the buttons it calls for."""

    text: str
    offers: Sequence[Offer] = ()
    buttons: Sequence[Block] = ()


def linked(text: str, task: facts.Task, ready: schedule.Ready, group: str, here: Here, now: datetime) -> Say:
    """Say what a task waits for now, along which chain, and when it can begin; `here`: where it is read."""
    early = too_early(task, ready, here, now)
    text = "\n".join([text, *chain(task, ready, Reader(here.today, here.zone), now), early.text])
    return say(text.rstrip(), offers=early.offers, command="/task", undo=group)


def chain(task: facts.Task, ready: schedule.Ready, reader: Reader, now: datetime) -> list[str]:
    """Say along which chain a task waits, and when it can begin; [] where it waits for nothing."""
    path = " → ".join(f"T-{one.number}" for one in (*ready.chain, task))
    return [f"{path}, {_begins(task, ready, reader, now)}."] if ready.chain else []


def too_early(task: facts.Task, ready: schedule.Ready, here: Here, now: datetime) -> Said:
    """Say that a task is due before what it waits for can be done, and offer the first date that fits.

    "" where it fits. Where what it waits for is late, the date counts on its being done today, and says so.
    """
    fits = ready.fits
    if not (fits and task.due and fits != task.due):
        return Said("")
    reader = Reader(here.today, here.zone)
    date = words.meant(task, fits, reader)
    offer = Offer(f"Move to {date}", f"due T-{task.number} {dated.written(replace(fits, zone=here.zone))}")
    told = f"It is due {words.due(task, reader)}, which is too early for that."
    if _is_late(ready, now):
        told = f"{told} The first date that fits, if that is done today, is {date}."
    return Said(told, (offer,))


def moved(
    text: str,
    task: facts.Task,
    shifts: Sequence[schedule.Shift],
    group: str,
    reader: Reader,
    offers: Sequence[Offer] = (),
) -> Say:
    """Say how a task moved, and what waits for it and would begin too early; one click moves that, too."""
    if not shifts:
        return say(text, offers=offers, command="/task", undo=group)
    told = [text, f"{'This waits' if len(shifts) == 1 else 'These wait'} for it and would begin too early:"]
    told += [
        f"{words.title(shift.task)}: due {words.due(shift.task, reader)} → "
        f"{words.meant(shift.task, shift.due, reader)}"
        for shift in shifts[:20]
    ]
    if len(shifts) > 20:
        told.append(f"and {len(shifts) - 20} more")
    apply = blocks.button("Apply", "task.shift", f"{task.number} {group}", style="primary")
    return say("\n".join(told), buttons=[apply], offers=offers, command="/task", undo=group)


def date_instead(task: facts.Task, due: facts.Due, reader: Reader) -> Offer:
    """Offer another reading of a date."""
    return Offer(f"{words.meant(task, due, reader)} instead", f"due T-{task.number} {due.day}")


def day_before(made: Changed, reader: Reader) -> tuple[Offer, ...]:
    """Offer the last day before its owner goes away, of a task that is due meanwhile."""
    task, due = made.task, made.absent and made.absent.before
    return (
        (Offer(f"T-{task.number} {words.meant(task, due, reader)}"[:75], f"due T-{task.number} {due.day}"),)
        if due
        else ()
    )


def waits_already(task: facts.Task) -> str:
    """Say what a task waits for, where nothing had to change."""
    waits = blocks.joined([f"T-{link.number}" for link in task.after]) if task.after else "nothing"
    return f"{words.title(task)} waits for {waits}. Nothing was changed."


def circle(path: Sequence[facts.Task | None]) -> Said:
    """Print a loop whole, with a button for each link that could be given up instead."""
    names = " → ".join(f"T-{one.number}" if one else HIDDEN for one in path)
    pairs = list(itertools.pairwise(path[1:]))
    offers = [
        Offer(f"Free T-{one.number} from T-{other.number}", f"free T-{one.number} T-{other.number}")
        for one, other in reversed(pairs)
        if one and other
    ]
    return Said(f"That would make a loop: {names}. Nothing was changed. Remove one link first:", offers)


def repeats(task: facts.Task, *, waits: bool) -> str:
    """Say why a repeating task has no links."""
    if waits:
        return (
            f"{words.title(task)} repeats, and a repeating task can't wait for another one: it would be "
            "blocked for good after the first round. Nothing was changed."
        )
    return (
        f"{words.title(task)} repeats, so it is never done for good, and nothing can wait for it. "
        "Nothing was changed."
    )


def awaited(task: facts.Task, by: Sequence[facts.Task | None]) -> Said:
    """Say what waits for a task that was to repeat, with a button for each link that could be given up."""
    names = [f"T-{one.number}" for one in by if one] + [HIDDEN] * (None in by)
    offers = [
        Offer(f"Free T-{one.number} from T-{task.number}", f"free T-{one.number} T-{task.number}")
        for one in by
        if one
    ]
    waits = f"{blocks.joined(names)} {'waits' if len(by) == 1 else 'wait'} for it"
    return Said(
        f"{words.title(task)}: {waits}, and what repeats is never done for good. Nothing was changed.", offers
    )


def _is_late(ready: schedule.Ready, now: datetime) -> bool:
    return ready.at is not None and ready.at < now


def _begins(task: facts.Task, ready: schedule.Ready, reader: Reader, now: datetime) -> str:
    if ready.at is None or _is_late(ready, now):
        why = f"T-{ready.chain[-1].number} has no date" if ready.at is None else "what it waits for is late"
        return f"and {why}, so nobody knows yet when T-{task.number} can begin"
    last = ready.chain[-1]
    zone = last.due.zone if last.due else "UTC"
    begins = calendar.moment_text(ready.at, zone, reader.today, words.zones(task), reader.zone)
    return f"so T-{task.number} can begin on {begins} at the earliest"
