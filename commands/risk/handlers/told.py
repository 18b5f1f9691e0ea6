"""What is answered to a change of a risk, by whatever door it was asked for."""

from collections.abc import Sequence

from commands.kit import blocks, reach
from commands.kit.call import Call
from commands.kit.reply import FieldErrors, Reply, Say, ask, say
from commands.kit.requests import Unclear
from commands.risk import operations, views
from commands.task import views as task_views
from storage import facts


def told(call: Call, outcome: operations.Outcome | Unclear) -> Say:
    """Say what became of a risk, or why nothing did."""
    match outcome:
        case operations.Unknown(number):
            return views.unknown(number)
        case operations.NotYours(risk):
            return views.not_yours(risk)
        case operations.Ended(risk):
            return views.ended(risk)
        case Unclear():
            return ask(outcome, "/risk")
        case operations.Changed(risk, group, before, True) if before:
            return views.changed(before, risk, group, call.today, notes=_hears(call, outcome))
        case operations.Changed(risk):
            return views.already(risk, call.today)


def told_all(call: Call, outcomes: Sequence[operations.Outcome]) -> Say:
    """Say what became of each of several risks; one Undo takes back all of it."""
    done = [one.group for one in outcomes if isinstance(one, operations.Changed) and one.is_news]
    text = "\n".join(told(call, one).message.text for one in outcomes)
    return say(text, undo=done[0] if done else "")


def kept_open(call: Call, outcome: operations.Outcome, field: str) -> Reply:
    """Answer a form; what may not be changed keeps it open, with all that was typed."""
    answer = told(call, outcome)
    is_refused = isinstance(outcome, operations.Refusal)
    return FieldErrors({field: answer.message.text.replace("*", "")}) if is_refused else answer


def logged(call: Call, outcome: operations.Changed) -> Say:
    """Confirm a new risk; one that a private message asked for before is no news."""
    if not outcome.is_news:
        return views.added_before(outcome.risk, outcome.group, call.today)
    notes = [*_hears(call, outcome), *_placed(call, outcome)]
    return views.added(outcome.risk, outcome.group, call.member, call.today, notes=notes)


async def to_change(call: Call, number: int) -> facts.Risk | Reply:
    """Find a risk to open a form for; the reply when there is none to change."""
    found = await call.store.read(operations.find_open, call.act(), number)
    return found if isinstance(found, facts.Risk) else told(call, found)


def where(call: Call) -> str:
    """Name the channel a form is opened in, for it to carry; "" when there is none."""
    return call.channel.slack_id if call.channel else ""


def _hears(call: Call, outcome: operations.Changed) -> list[str]:
    """Say when whose a risk is now hears of it, and whether they see it from outside its channel."""
    return [
        *task_views.telling(outcome.told, call.reader),
        *reach.said(outcome.beyond, outcome.risk.owner),
    ]


def _placed(call: Call, outcome: operations.Changed) -> list[str]:
    """Say where the card of a new risk stands, if it is not here, and whether it shows there."""
    channel, is_kept = outcome.channel, outcome.risk.channel_id is None
    if channel is None:
        return [] if is_kept else ["Its card stands in a channel that you do not see."]
    name = blocks.place(channel.name, "a")
    is_here = call.channel is not None and call.channel.id == channel.id
    if channel.is_dm or channel.has_bot:
        return [] if is_here else [f"Its card stands in {name}."]
    name = blocks.place(channel.name) if is_here else name
    return [f"Muster is not in {name}, so no card shows there yet. `/invite @Muster` brings it."]
