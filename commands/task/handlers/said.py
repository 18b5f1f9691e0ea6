"""What is answered where Muster is named in a message, or a message is given the channel's emoji."""

from commands.kit.call import Call
from commands.kit.reply import Nothing, Reply, say
from commands.kit.requests import Offer, Unclear
from commands.task import grammar, operations, views
from commands.task.handlers import guesses
from commands.task.handlers.command import run


async def mentioned(call: Call) -> Reply:
    """Answer a mention without the word "task": a verb is done, other words are offered as a task."""
    request = grammar.parse(call.text, call.here)
    is_asked = call.text.partition(" ")[0].lower() in ("add", "+")
    if is_asked or not isinstance(request, grammar.Add):
        return await run(call)
    words = "Nothing was saved. A task is made by `@Muster task …`."
    return say(words, offers=(Offer("Make it a task", f"+ {call.text}"),), command="/task")


async def from_reaction(call: Call) -> Reply:
    """Make a task of the message somebody gave the channel's emoji; whoever reacted owns it."""
    source, channel = call.source, call.channel
    if source is None or channel is None or source.author == call.team.bot_user_id:
        return Nothing()
    made = await call.store.write(operations.capture, call.act(), source, channel)
    match made:
        case operations.Changed():
            offers = await call.store.read(guesses.offers, call, source.text)
            return views.added(made, call.reader, offers=offers)
        case Unclear(words):
            return say(words)
        case _:
            return Nothing()
