"""The answer's form: opened from a line or a button, saved, and what it does to tasks."""

from datetime import date, datetime

from sqlmodel import Session

from commands.kit.call import Call
from commands.kit.reply import FieldErrors, NextView, OpenModal, Reply, Say, say
from commands.standup import carry, operations, views
from commands.standup.operations import Form, Left, Meant, Saved, Shown, Target
from commands.task import operations as task_operations
from commands.task import views as task_views
from storage import answers, facts, seen, standups

NOTHING = (
    "No standup waits for you today. `/standup when` says when the next one asks; `/standup setup` in a "
    "team's channel makes one."
)
EMPTY = "Write at least one line. Nothing was saved. To leave today out: /standup skip and a reason."
NOT_YOURS = "That standup does not ask you. Nothing was changed."


async def open_form(call: Call, name: str) -> Reply:
    """Open the form of what waits: a standup called `name`, else this channel's, else any of the caller's."""
    return _opened(call, await call.store.read(_form, call.act(), call.channel, name))


async def open_answer(call: Call) -> Reply:
    """Open the form of the answer a button names."""
    return _opened(call, await call.store.read(_form_of, call.act(), int(call.text)))


async def open_day(call: Call) -> Reply:
    """Open the caller's own form of the day whose thread's head was pressed."""
    found = await call.store.read(_form_of_day, call.act(), int(call.text))
    return _opened(call, found) if found else say(NOT_YOURS)


async def add(call: Call, text: str) -> Reply:
    """Add a line to the caller's answer; a question that was answered before adds it once."""
    outcome = await call.store.write(_added, call.answer(), call.channel, text)
    if outcome is None:
        return say(NOTHING)
    if isinstance(outcome, str):
        return say(outcome)
    return Say(views.taken(outcome, call.today))


async def save(call: Call) -> Reply:
    """Save a filled form. What it says of tasks is shown before it is done."""
    said = {name: text.strip() for name, text in call.values.items() if name != "mood"}
    if not any(said.values()):
        return FieldErrors({next(iter(said)): EMPTY})
    act = call.act()
    outcome = await call.store.write(_save, call, said, act)
    if outcome is None:
        return say(NOT_YOURS)
    saved, meant, left = outcome
    if meant:
        place = call.channel.slack_id if call.channel else ""
        return NextView(views.deeds_form(saved, meant, left, place, call.today))
    return views.saved(saved, call.today, notes=[f"T-{one.number}: {one.why}" for one in left])


async def carry_out(call: Call) -> Reply:
    """Do to tasks what was ticked."""
    _, answer_id, *at = call.carry.split("|")  # of a form drawn before it carried the time: no `at`
    act, said_at = call.act(), datetime.fromisoformat(at[0]) if at else call.now
    chosen = views.ticked(call.values)
    outcomes = await call.store.write(operations.carry_out, act, int(answer_id), chosen, said_at)
    if not outcomes:
        return say("Your answer is in the thread; no task was changed.")
    lines = ["Your answer is in the thread.", *(task_views.said(one, call.reader).text for one in outcomes)]
    is_news = any(isinstance(one, task_operations.Changed) and one.is_news for one in outcomes)
    return say("\n".join(lines), undo=act.group if is_news else "")


async def open_skip(call: Call) -> Reply:
    """Ask why the day of a button is left out."""
    target = await call.store.read(_target_of, call.act(), int(call.text))
    if target is None:
        return say(NOT_YOURS)
    return OpenModal(views.skip_form(target, call.channel.slack_id if call.channel else ""))


async def save_skip(call: Call) -> Reply:
    """Leave a day out."""
    carried = carry.read(call.carry)
    return await _skip(call, call.values["reason"].strip(), (carried.standup_id, carried.day))


async def skip(call: Call, reason: str) -> Reply:
    """Leave today out, for the reason typed."""
    return await _skip(call, reason, None)


async def _skip(call: Call, reason: str, of: tuple[int, date] | None) -> Reply:
    act = call.act()
    outcome = await call.store.write(_skipped, act, call.channel, reason, of)
    if isinstance(outcome, str):
        return say(outcome)
    day, waiting = outcome
    return views.skipped(day, call.today, act.group, waiting)


def _opened(call: Call, found: Form | None) -> Reply:
    if found is None:
        return say(NOTHING)
    return OpenModal(views.form(found, call.channel.slack_id if call.channel else ""))


def _form(tx: Session, act: facts.Act, channel: facts.Channel | None, name: str) -> Form | None:
    target = operations.choose(tx, act, channel, only=name)
    return operations.form(tx, act, target) if target else None


def _form_of(tx: Session, act: facts.Act, answer_id: int) -> Form | None:
    target = _target_of(tx, act, answer_id)
    return operations.form(tx, act, target) if target else None


def _form_of_day(tx: Session, act: facts.Act, day_id: int) -> Form | None:
    day = standups.get_day(tx, day_id)
    row = answers.find(tx, day.id, act.member.id) if act.member else None
    asks = act.member is not None and standups.asks(tx, day.standup, act.member.id)
    return operations.form(tx, act, Target(day.standup, day.day, row)) if row or asks else None


def _target_of(tx: Session, act: facts.Act, answer_id: int) -> Target | None:
    found = answers.get(tx, answer_id)
    is_theirs = act.member is not None and found.member.id == act.member.id
    return operations.target_of(tx, found) if is_theirs else None


def _added(
    tx: Session, act: facts.Act, channel: facts.Channel | None, text: str
) -> operations.Taken | str | None:
    if act.is_answer and not seen.is_new(tx, f"answer:{act.group}", now=act.now):
        return "That was answered already; nothing was added twice."
    return operations.add(tx, act, channel, text)


def _save(
    tx: Session, call: Call, said: dict[str, str], act: facts.Act
) -> tuple[Saved, list[Meant], list[Left]] | None:
    carried = carry.read(call.carry)
    target = Target(standups.get(tx, carried.standup_id), carried.day, None)
    mood = call.values.get("mood", "")
    named = {key: operations.with_names(tx, act, text) for key, text in said.items()}
    shown = Shown(carried.listed, carried.drawn)
    saved = operations.answer(tx, target, named, act, shown=shown, mood=mood)
    if saved is None:
        return None
    meant, left = operations.look(tx, act, saved.told)
    return saved, meant, left


def _skipped(
    tx: Session, act: facts.Act, channel: facts.Channel | None, reason: str, of: tuple[int, date] | None
) -> tuple[facts.StandupDay, list[facts.Standup]] | str:
    """Leave a day out; return it and the standups that still wait for the same person, or say why not."""
    target = Target(standups.get(tx, of[0]), of[1], None) if of else operations.choose(tx, act, channel)
    if target is None:
        return NOTHING
    answer = operations.skip(tx, target, reason if of else operations.spoken(tx, act, reason), act)
    if answer is None:
        return (
            "You have answered that one already. Nothing was changed. `/standup undo` takes an answer back."
        )
    waiting = operations.list_waiting(tx, answer.member, act.now)
    return standups.get_day(tx, answer.day_id), [operations.target_of(tx, one).standup for one in waiting]
