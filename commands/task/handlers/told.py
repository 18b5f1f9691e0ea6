"""How the outcome of a change is told to whoever asked."""

from commands.kit.call import Call
from commands.kit.reply import Reply, say
from commands.kit.requests import Unclear
from commands.task import operations, views


def told(call: Call, outcomes: list[operations.Outcome]) -> Reply:
    """Say a line for each outcome, with one Undo for all that changed."""
    lines, group = [], ""
    for outcome in outcomes:
        match outcome:
            case operations.Unknown(number):
                lines.append(views.unknown(number))
            case operations.Changed(task, changed, before, is_news) if is_news and before:
                lines.append(views.changed(before, task, call.today))
                group = changed
            case operations.Changed(task):
                lines.append(views.already(task, call.today))
    return say("\n".join(lines), undo=group)


def one(call: Call, outcome: operations.Outcome | Unclear) -> Reply:
    """Say what became of one task, or ask what was unclear."""
    if isinstance(outcome, Unclear):
        return say(outcome.words, offers=outcome.offers, command="/task")
    return told(call, [outcome])


def no_card(call: Call) -> list[str]:
    """Explain, where Muster is not in the channel, why no card shows."""
    channel = call.channel
    if channel is None or channel.is_dm or channel.has_bot:
        return []
    return [f"Muster is not in #{channel.name}, so no card shows there yet. `/invite @Muster` brings both."]
