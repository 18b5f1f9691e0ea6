"""What `/standup`, its button and its form answer."""

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import OpenModal, Reply, say
from commands.kit.requests import Help, OpenForm, Unclear, Undo
from commands.standup import grammar, operations, views
from commands.task import views as task_views
from storage import facts, standups

NEVER_ASKED = "No standup has asked you yet. `/standup setup` in a team's channel makes one."


async def run(call: Call) -> Reply:
    """Answer `/standup <text>`."""
    match grammar.parse(call.text, call.here):
        case OpenForm():
            return await _open(call, None)
        case grammar.SetUp() as request:
            outcome = await call.store.write(operations.set_up, request, call.act(), call.channel)
            return say(outcome.words) if isinstance(outcome, Unclear) else views.made(outcome)
        case grammar.Stop():
            act = call.act()
            stopped = await call.store.write(operations.stop, act, call.channel)
            if stopped is None:
                return say("This channel has no standup. Nothing was changed.")
            return say("Stopped. Nobody is asked any more; today's answers stay.", undo=act.group)
        case grammar.Status():
            found = await call.store.read(_status, call.act(), call.channel)
            return views.status(found) if found else say("No standup here has asked anybody yet.")
        case grammar.Away(until):
            await call.store.write(operations.go_away, call.act(), call.today, until)
            return views.away(until, call.today)
        case grammar.Back():
            await call.store.write(operations.come_back, call.act(), call.today)
            return say("Welcome back. The next standup asks you again.")
        case Undo():
            outcome_undo = await call.store.write(kit.undo, call.act(), None)
            return task_views.undone(outcome_undo, call.today)
        case Unclear(words):
            return say(words)
        case Help():
            return views.usage()


async def open_answer(call: Call) -> Reply:
    """Open the form of the answer a button names."""
    return await _open(call, int(call.text))


async def save(call: Call) -> Reply:
    """Save a filled form."""
    said = {name: call.values[name].strip() for name in ("yesterday", "today", "blocked")}
    answer_id = int(call.carry.rpartition("|")[2])
    act = call.act()
    saved = await call.store.write(operations.answer, answer_id, said, act)
    if saved is None:
        return say("That standup asked somebody else. Nothing was changed.")
    return views.saved(saved, act.group)


async def _open(call: Call, answer_id: int | None) -> Reply:
    found = await call.store.read(operations.form, call.act(), answer_id)
    if found is None:
        return say(NEVER_ASKED)
    return OpenModal(views.form(found, call.channel.slack_id if call.channel else ""))


def _status(tx: Session, act: facts.Act, channel: facts.Channel | None) -> operations.Roll | None:
    here = standups.find_in(tx, channel.id) if channel else None
    asked = act.member and standups.newest_answer(tx, act.member.id)
    day = standups.latest_day(tx, here.id) if here else None
    if day is None and asked:
        day = standups.get_day(tx, asked.day_id)
    return operations.roll(tx, day.id) if day else None
