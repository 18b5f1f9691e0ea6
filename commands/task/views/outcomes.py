"""What became of a task, in a line: what is different now, or why nothing is."""

from commands.kit.blocks import joined, safe
from commands.kit.moved import moved
from commands.kit.reader import Reader
from commands.kit.requests import HOLE, Offer
from commands.task import operations
from commands.task.views import cards, differences, links, ticked, words
from commands.task.views.links import Said
from commands.task.views.words import unknown
from storage import facts
from storage.vocabulary import TaskStatus


def said(outcome: operations.Outcome, reader: Reader) -> Said:
    """Say what became of one task."""
    gone = _resolved(outcome)
    match outcome:
        case operations.Changed(task, _, before, True, told) if before and not (gone and before == task):
            is_blocked = task.blocked_at is not None and before.blocked_at is None
            over = _over(before, task, outcome.dropping)
            lines = [
                changed(before, task, reader),
                *_loose_ends(before, task),
                *_resolved(outcome),
                *words.gone(outcome.gone),
                *words.telling(told, reader, task.due),
                *words.absent(outcome, reader),
                *_answered(outcome, reader),
                *words.reach(outcome),
                *_lacking(outcome),
                *over,
            ]
            buttons = [cards.risk_button(task)] if is_blocked else ()
            offers = again(task) if over else links.day_before(outcome, reader)
            return Said("\n".join(lines), offers, buttons)
        case operations.Changed(task, dropping=dropping):
            return Said("\n".join([already(task, dropping, reader), *gone, *_lacking(outcome)]))
        case operations.Unknown(number):
            return Said(unknown(number))
        case operations.NotYours(task):
            return Said(not_yours(task))
        case operations.Ended(task, dropping):
            return Said(f"{already(task, dropping, reader)}. Nothing was changed.", again(task))
        case operations.Taken(task):
            anyway = Offer("Take it anyway", f"assign T-{task.number} @me")
            return Said(
                f"{words.title(task)}: {words.name(task.owner)} has it already. Nothing was changed.",
                (anyway,),
            )
        case operations.Elsewhere(task):
            return Said(f"{words.title(task)} is {words.name(task.owner)}'s, so nothing was changed.")
        case operations.Circle(path):
            return links.circle(path)
        case operations.RoundOver(task):
            return Said(round_over(task, reader))
        case operations.Answered(task):
            due = f"is due {words.due(task, reader)}" if task.due else "has no date"
            return Said(f"{words.title(task)} {due}: that was answered already. Nothing was changed.")
        case operations.Repeats(task, waits):
            return Said(links.repeats(task, waits=waits))
        case operations.Awaited(task, by):
            return links.awaited(task, by)
        case operations.Awake(task, until):
            text = f"{words.title(task)}: {words.snoozed_out(task, until, reader)} Nothing was changed."
            tomorrow = Offer("Tomorrow", f"snooze T-{task.number} tomorrow")
            pick = Offer("Pick a date", f"snooze T-{task.number} {HOLE}", pick="date")
            return Said(text, (tomorrow, pick))
        case operations.NotEarlier(task):
            due = f"is due {words.due(task, reader)}: counted back, it would be over"
            why = due if task.due else "has no date to count back from"
            return Said(f"{words.title(task)} {why}. Nothing was changed.")


def changed(before: facts.Task, after: facts.Task, reader: Reader) -> str:
    """Say in one line what became different."""
    told = [
        *_status(before, after),
        *_owner(before, after),
        *_due(before, after, reader),
        *differences.fields(before, after, reader),
        *_state(before, after),
        *_links(before, after),
        *_steps(before, after),
        *_quiet(before, after, reader),
    ]
    return f"{words.title(after).rstrip('.:')}: {'; '.join(told) or 'changed'}"


def is_round(before: facts.Task, after: facts.Task) -> bool:
    """Tell whether a round of a repeating task was finished between two looks at it."""
    is_later = after.done_at is not None and (before.done_at is None or before.done_at < after.done_at)
    return after.status is TaskStatus.OPEN and is_later


def already(task: facts.Task, dropping: facts.Change | None, reader: Reader) -> str:
    """Say that nothing had to change."""
    if task.status is TaskStatus.DONE:
        return f"*T-{task.number}* was done already, by {words.who(task.done_by)} on {words.done_when(task)}"
    if task.status is TaskStatus.DROPPED:
        return f"*T-{task.number}* was {words.dropped(task, dropping)}"
    return f"Nothing was changed, it was so already: {words.line(task, reader)}"


def again(task: facts.Task) -> tuple[Offer, ...]:
    """Offer to open a task again that is over; () of an open one."""
    if task.status is TaskStatus.OPEN:
        return ()
    return (Offer(f"Reopen T-{task.number}", f"reopen T-{task.number}"),)


def round_over(task: facts.Task, reader: Reader) -> str:
    """Say who finished the round that was meant, and when the next is due."""
    done = f", by {words.who(task.done_by)} on {words.done_when(task)}" if task.done_at else ""
    next_ = words.due(task, reader)
    return f"{words.title(task)}: that round is over already{done}. Nothing was changed; next {next_}."


def not_yours(task: facts.Task) -> str:
    """Tell a guest, or somebody of another company, what they may change."""
    return (
        f"{words.title(task)} belongs to {words.name(task.owner)}. Here you change only your own tasks, so "
        "nothing was changed. Ask in the channel for what you need."
    )


def _answered(outcome: operations.Changed, reader: Reader) -> list[str]:
    """Say that a new date answers what its owner asked for, who hears of it.

    [] where it answers nothing, or where what is told of its owner says all of it.
    """
    if outcome.withdraws is not None:
        return [words.asked_no_more(outcome.task, outcome.withdraws, reader)]
    asked = outcome.answers
    if asked is None:
        return []
    who = words.who(asked.by)
    if asked.by is not None and not asked.by.is_active:
        return []  # nobody who has left is told anything
    is_told = outcome.told is not None and outcome.told.member == asked.by
    if outcome.task.due is not None and outcome.task.due.at == asked.at:
        return [] if is_told else [f"{who} hears of it."]
    wish = words.proposed(outcome.task, asked, reader)
    hears = "this is the answer" if is_told else "hears that this is the answer"
    return [f"{who} asked for {wish}{':' if is_told else ', and'} {hears}."]


def _lacking(outcome: operations.Changed) -> list[str]:
    """Say what was to go and was not there."""
    lacking = outcome.lacking
    labels = " or ".join(f"+{label}" for label in lacking.labels)
    waits = " or ".join(f"T-{number}" for number in lacking.after)
    people = [f"{safe(member.name)} does not watch it." for member in lacking.watchers]
    return [
        *([f"It has no label {labels}."] if labels else []),
        *people,
        *([f"It does not wait for {waits}."] if waits else []),
    ]


def _resolved(outcome: operations.Outcome) -> list[str]:
    numbers = outcome.resolved if isinstance(outcome, operations.Changed) else ()
    return ["Resolved with it: " + ", ".join(f"B-{number}" for number in numbers)] if numbers else []


def _status(before: facts.Task, after: facts.Task) -> list[str]:
    if is_round(before, after):
        return ["this round is done"]
    if before.status is after.status is TaskStatus.OPEN and before.done_at != after.done_at:
        return ["the round before is open again"]
    if before.status is after.status:
        return []
    if after.status is TaskStatus.DROPPED:
        return [f"dropped ({safe(after.drop_reason)})"]
    if after.status is TaskStatus.OPEN:
        return ["open again"]
    if before.status is TaskStatus.DROPPED:
        return [f"done; it was dropped before ({safe(before.drop_reason)})"]
    return ["done"]


def _over(before: facts.Task, after: facts.Task, dropping: facts.Change | None) -> list[str]:
    """Say that a task which was changed is over, and stays so."""
    return words.over(after, dropping) if before.status is after.status else []


def _loose_ends(before: facts.Task, after: facts.Task) -> list[str]:
    """Say what a task leaves open that was just finished: what it waited for, what was in its way, steps."""
    is_done = after.status is TaskStatus.DONE and before.status is not TaskStatus.DONE
    if not (is_done or is_round(before, after)):
        return []
    waits = [f"T-{one.number}" for one in before.after if one.is_open]
    told = [f"It waited for {joined(waits)}, still open."] if waits else []
    if before.blocked_at:
        told.append(f"It was blocked{f': {safe(before.blocked_reason)}' if before.blocked_reason else ''}.")
    return [*told, *ticked.left(before)]


def _owner(before: facts.Task, after: facts.Task) -> list[str]:
    if before.owner == after.owner:
        return []
    return [moved("owner", *(safe(task.owner.name) if task.owner else "" for task in (before, after)))]


def _due(before: facts.Task, after: facts.Task, reader: Reader) -> list[str]:
    if before.due == after.due:
        return []
    if is_round(before, after):
        return [f"next {words.due(after, reader)}"]
    slipped = f", moved {after.slips} times since first promised" if after.slips > 1 else ""
    was, due = (words.due(task, reader) for task in (before, after))
    if before.due is None:
        return [f"due {due} (no date before)"]
    if after.due is None:
        return [f"no date any more, was {was}{slipped}"]
    return [f"due {was} → {due}{slipped}"]


def _state(before: facts.Task, after: facts.Task) -> list[str]:
    was = (before.blocked_at, before.blocked_reason)
    told = ["under way"] if after.started_at and not before.started_at else []
    if before.started_at and not after.started_at and not is_round(before, after):
        told = ["no longer under way"]
    reason = f" ({safe(after.blocked_reason)})" if after.blocked_reason else ""
    if was == (after.blocked_at, after.blocked_reason):
        return [*told, f"still blocked{reason}"] if told and after.blocked_at else told
    if after.blocked_at is None:
        return [*told, "nothing is in the way any more"]
    return [*told, f"blocked{reason}"]


def _links(before: facts.Task, after: facts.Task) -> list[str]:
    if before.after == after.after:
        return []
    waits = ", ".join(f"T-{link.number}" for link in after.after)
    return [f"waits for {waits}" if waits else "waits for nothing any more"]


def _steps(before: facts.Task, after: facts.Task) -> list[str]:
    if before.checklist == after.checklist or is_round(before, after):
        return []
    done = sum(step.is_done for step in after.checklist)
    return [f"steps: {done} of {len(after.checklist)} done" if after.checklist else "no steps any more"]


def _quiet(before: facts.Task, after: facts.Task, reader: Reader) -> list[str]:
    if before.snoozed_until == after.snoozed_until or is_round(before, after):
        return []
    if after.snoozed_until is None:
        return ["no longer snoozed"]
    due = f"; it stays due {words.due(after, reader)}" if after.due else ""
    return [f"snoozed until {words.snooze_ends(after, reader)}{due}"]
