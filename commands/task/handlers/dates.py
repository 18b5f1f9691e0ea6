"""When tasks are due, what waits for what, and what shifts: by line, by card, by button."""

from collections.abc import Sequence
from dataclasses import replace

from commands.kit import calendar, dated, when
from commands.kit.call import Call
from commands.kit.readings import Past, Refused
from commands.kit.reply import Reply, ask, say
from commands.kit.requests import Offer
from commands.task import operations, requests, rules, schedule, views
from commands.task.grammar import moves
from commands.task.handlers.told import named, one, told
from storage import facts

Dating = requests.Redate | requests.Snooze | requests.After | requests.Free


async def answer(call: Call, request: Dating) -> Reply:
    """Carry out a request about dates and links."""
    act, write = call.act(), call.store.write
    match request:
        case requests.Redate(number, due, offers):
            outcome = await write(operations.redate, number, due, act)
            return await moved(call, outcome, offers)
        case requests.Snooze(numbers, until, offers):
            outcomes = await write(operations.each, operations.snooze, numbers, until, act)
            return _snoozed(call, until, outcomes, offers)
        case requests.After(number, numbers):
            return _linked(call, await write(operations.after, number, numbers, act))
        case requests.Free(number, numbers):
            return _linked(call, await write(operations.free, number, numbers, act))


async def redate(call: Call) -> Reply:
    """Move the task of a card to the day picked; of a weekend, offer the Friday."""
    number, found = named(call), when.weigh(call.text, call.here)
    if isinstance(found, Refused):
        return refused(call, found, f"T-{number}", "due")
    others = dated.choice_offers(found.others, f"T-{number}", is_day=True)
    return await moved(call, await call.store.write(operations.redate, number, found.due, call.act()), others)


async def snooze(call: Call) -> Reply:
    """Leave the presser alone about a task until the day picked."""
    number, until = named(call), picked(call)
    if isinstance(until, Refused):
        return refused(call, until, f"T-{number}", "snooze")
    return one(call, await call.store.write(operations.snooze, number, until, call.act()))


def refused(call: Call, found: Refused, subject: str, verb: str) -> Reply:
    """Say why the day picked for `subject` ("T-4", "late") does not do, with days that do."""
    if isinstance(found, Past):
        asked = moves.over(found, verb, subject, call.here)
    else:
        asked = dated.refused(found, subject, verb)
    return ask(asked, "/task")


async def shift(call: Call) -> Reply:
    """Move what waits for a task that moved, in the group of that move, so that one Undo takes back both."""
    number, group = call.text.split()
    outcomes = await call.store.write(operations.shift, int(number), call.act(), group)
    return told(call, outcomes) if outcomes else say("Everything that waits for it fits by now.")


def _snoozed(
    call: Call,
    until: facts.Due | None,
    outcomes: Sequence[operations.Outcome],
    offers: tuple[Offer, ...],
) -> Reply:
    """Say until which day tasks are quiet; an hour that was named counts for nothing."""
    is_news = any(isinstance(one, operations.Changed) and one.is_news for one in outcomes)
    return told(call, outcomes, offers, views.NO_HOUR if is_news and names_hour(until) else "")


def names_hour(until: facts.Due | None) -> bool:
    """Tell whether an hour was named for the end of a snooze."""
    return until is not None and not when.is_day(until.words)


def picked(call: Call) -> facts.Due | Refused:
    """Read the day that was picked in a menu."""
    return when.read(call.text, call.here)


async def tell(call: Call, outcome: operations.Outcome, offers: tuple[Offer, ...] = ()) -> Reply:
    """Say what became of a task; where its date or what it waits for is another, also what is too early."""
    before = outcome.before if isinstance(outcome, operations.Changed) else None
    if before is None or not isinstance(outcome, operations.Changed):
        return told(call, [outcome], offers)
    if before.due != outcome.task.due:
        return await moved(call, outcome, offers)
    early = await too_early(call, outcome.task) if before.after != outcome.task.after else None
    return told(call, [outcome], (*offers, *(early.offers if early else ())), early.text if early else "")


async def tell_all(
    call: Call,
    outcomes: Sequence[operations.Outcome | operations.Proposed],
    offers: Sequence[Offer] = (),
    note: str = "",
) -> Reply:
    """Say what became of several tasks, and which of them are too early for what they wait for now."""
    lines, more = [note] if note else [], [*offers]
    changed: dict[int, tuple[facts.Task, facts.Task]] = {}  # as it was before all of it, and as it is now
    for each in outcomes:
        if isinstance(each, operations.Changed) and each.before:
            changed[each.task.id] = changed.get(each.task.id, (each.before,))[0], each.task
    for before, task in changed.values():
        is_anew = (before.due, before.after) != (task.due, task.after)
        if is_anew and (early := await too_early(call, task)):
            lines.append(early.text)
            more += [replace(each, label=f"T-{task.number}: {each.label}") for each in early.offers]
    return told(call, outcomes, more, "\n".join(lines))


async def moved(call: Call, outcome: operations.Outcome, offers: tuple[Offer, ...] = ()) -> Reply:
    """Say how a task moved, and what waits for it and would begin too early now."""
    if not isinstance(outcome, operations.Changed) or not outcome.is_news:
        return one(call, outcome)
    shifts = await call.store.read(operations.list_shifts, call.act(), outcome.task)
    said = views.said(outcome, call.reader)
    text, offers = said.text, (*said.offers, *offers, *_friday(call, outcome))
    was, due = outcome.before and outcome.before.due, outcome.task.due
    if was and due and when.is_later(due.words) and rules.later(was, due).at < due.at:
        text = f"{text}\nCounted from today: counted from the old date it would be over already."
    elif was and due and (other := rules.counted_on(was, due, call.today)):
        text = f"{text}\nCounted from today, so it is earlier than before."
        offers = (*offers, views.date_instead(outcome.task, other, call.reader))
    if early := await too_early(call, outcome.task):
        text, offers = f"{text}\n{early.text}", (*offers, *early.offers)
    return views.moved(text, outcome.task, shifts, outcome.group, call.reader, offers)


def _friday(call: Call, outcome: operations.Changed) -> tuple[Offer, ...]:
    """Offer the Friday, where a length counted from the old date of a task ends in a weekend."""
    was, due = outcome.before and outcome.before.due, outcome.task.due
    if not (was and due and when.is_later(due.words)) or calendar.is_working_day(due.day):
        return ()
    friday = calendar.previous_working_day(due.day)
    offer = Offer(calendar.day_text(friday, call.today), f"due T-{outcome.task.number} {friday}")
    return (offer,) if friday > was.day else ()


async def too_early(call: Call, task: facts.Task) -> views.Said | None:
    """Say that what a task waits for is due later than the task is now; None where it fits."""
    if not any(link.is_open for link in task.after):
        return None
    return early(call, task, await call.store.read(operations.when_ready, call.act(), task))


def early(call: Call, task: facts.Task, ready: schedule.Ready) -> views.Said | None:
    """Say along which chain a task waits that is due before it can begin; None where it fits."""
    said = views.too_early(task, ready, call.here, call.now)
    told = [*views.chain(task, ready, call.reader, call.now), said.text]
    return replace(said, text="\n".join(told)) if said.text else None


def _linked(call: Call, outcome: operations.Linked | operations.Refusal) -> Reply:
    if not isinstance(outcome, operations.Linked):
        return one(call, outcome)
    changed = outcome.changed
    text = views.said(changed, call.reader).text if changed.is_news else views.waits_already(changed.task)
    text = "\n".join([text, *views.waiting(changed.task)])
    group = changed.group if changed.is_news else ""
    return views.linked(text, changed.task, outcome.ready, group, call.here, call.now)
