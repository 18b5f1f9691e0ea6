"""How the outcome of a change is told to whoever asked."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TypeGuard

from commands.kit.blocks import SECTION, place
from commands.kit.call import Call
from commands.kit.reply import Nothing, Reply, ask, say
from commands.kit.requests import Offer, Unclear
from commands.task import operations, views


def told(
    call: Call,
    outcomes: Sequence[operations.Outcome | operations.Proposed],
    more: Sequence[Offer] = (),
    note: str = "",
) -> Reply:
    """Say a line for each outcome and a `note` below, with one Undo for all that changed.

    `more`: what else the line may have meant, offered where anything changed.
    """
    lines = [_said(outcome, call) for outcome in _heard(outcomes)]
    groups = [one.group for one in outcomes if _is_news(one)]
    told = [
        (_is_news(one), _beside(line.text) if groups else line.text)
        for one, line in zip(outcomes, lines, strict=True)
    ]
    if sum(len(text) for _, text in told) > SECTION:  # what was not done is not what is left out
        told.sort(key=itemgetter(0))
    return say(
        "\n".join(filter(None, (*(text for _, text in told), note))),
        buttons=lines[0].buttons if len(lines) == 1 else (),
        offers=[*(offer for line in lines for offer in line.offers), *(more if groups else ())],
        command="/task",
        undo=groups[0] if groups else "",
    )


def _heard(
    outcomes: Sequence[operations.Outcome | operations.Proposed],
) -> list[operations.Outcome | operations.Proposed]:
    """Let whoever hears of one of several outcomes before their next day hear of all of them then."""
    tellings = [told for one in outcomes if _is_news(one) and (told := one.told) and not told.is_daily]
    soon = {told.member.id: told for told in tellings}
    return [
        replace(one, told=soon.get(one.told.member.id, one.told)) if _is_news(one) and one.told else one
        for one in outcomes
    ]


def _beside(text: str) -> str:
    """Say of what was left as it was that only this was, where something else was changed."""
    told, nothing, rest = text.rpartition("Nothing was changed")
    return f"{told}Nothing else was changed{rest}" if nothing else text


def _said(outcome: operations.Outcome | operations.Proposed, call: Call) -> views.Said:
    if isinstance(outcome, operations.Proposed):
        return views.Said(views.proposed(outcome, call.reader))
    match outcome:
        case operations.Changed(task, before=before, is_news=True, resolved=()) if before == task:
            return views.Said(views.noted(task))
    return views.said(outcome, call.reader)


def _is_news(
    outcome: operations.Outcome | operations.Proposed,
) -> TypeGuard[operations.Changed | operations.Proposed]:
    return isinstance(outcome, operations.Proposed) or (
        isinstance(outcome, operations.Changed) and outcome.is_news
    )


def pressed(call: Call, outcomes: Sequence[operations.Outcome]) -> Reply:
    """Say what a button brought, with its Undo; a Home shows both by itself."""
    first = outcomes[0]
    if call.is_home and isinstance(first, operations.Changed) and first.is_news and not first.resolved:
        return Nothing()
    return told(call, outcomes)


def one(call: Call, outcome: operations.Outcome | Unclear) -> Reply:
    """Say what became of one task, or ask what was unclear."""
    if isinstance(outcome, Unclear):
        return ask(outcome, "/task")
    return told(call, [outcome])


def origin(call: Call) -> operations.Origin:
    """Put the card of a task that was asked for in a message into that message's thread."""
    said = call.source
    if said is None:
        return operations.NO_MESSAGE
    return operations.Origin(said.link, said.root, said.files, has_card=True)


def no_card(call: Call, origin: operations.Origin = operations.NO_MESSAGE) -> list[str]:
    """Explain, where Muster is not in the channel, why no card shows."""
    channel = call.channel
    if channel is None or channel.is_dm or channel.has_bot:
        return []
    what, brings = "no card shows there yet", "it"
    if origin.thread_ts:
        what, brings = f"{what}, and the thread has not been told", "both"
    return [f"Muster is not in {place(channel.name)}, so {what}. `/invite @Muster` brings {brings}."]


def named(call: Call) -> int:
    """Return the number of the task in whose row a menu was used."""
    return int(call.carry.removeprefix("T-").split(".")[0])
