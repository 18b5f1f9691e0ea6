"""What is answered where Muster is named in a message, or a message is given the channel's emoji."""

from dataclasses import dataclass

from commands.kit import blocks, line
from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Nothing, Reply, ask, say
from commands.kit.requests import Offer, Unclear
from commands.task import grammar, operations, views
from commands.task.grammar import polite
from commands.task.handlers import guesses
from commands.task.handlers.command import run
from commands.task.handlers.form import made_before
from storage import facts


async def mentioned(call: Call) -> Reply:
    """Answer a mention without the word "task": a verb is done, other words are offered as a task."""
    request = grammar.parse(call.text, call.here)
    if meant := await _of_card(call, request):
        words = (
            f"{views.standing(meant.task, call.reader)} is the task of this thread. Nothing was changed yet."
        )
        more = [Offer("Make it a task", f"+ {call.text}")] if isinstance(request, grammar.Add) else []
        label = await call.store.read(kit.with_names, call.act(), meant.text)
        offers = (Offer(blocks.cut(label, 75), meant.text), *more)
        return say(words, offers=offers, command="/task")
    is_asked = call.text.partition(" ")[0].lower() in ("add", "+") or bool(polite.command(call.text))
    if is_asked or not isinstance(request, grammar.Add):
        return await run(call)
    words = "Nothing was saved. A task is made by `@Muster task …`."
    return say(words, offers=(Offer("Make it a task", f"+ {call.text}"),), command="/task")


@dataclass(frozen=True, slots=True)
class _Line:
    """A command with the number of the task in whose thread it was written without one."""

    task: facts.Task
    text: str


async def _of_card(call: Call, request: grammar.Request) -> _Line | None:
    """Find what a line without a number means in a thread with one task; None where it is no command."""
    if call.source is None or not isinstance(request, grammar.Add | grammar.Unclear | grammar.Help):
        return None
    verb, _, rest = call.text.strip().partition(" ")
    task = await call.store.read(operations.find_in_thread, call.act(), call.channel, call.source.root)
    if task is None or line.ids(call.text, "t")[0]:
        return None
    written = [f"{verb} T-{task.number} {rest}".strip()] if verb.isalpha() else []
    if isinstance(request, grammar.Unclear):
        written.append(f"T-{task.number} {call.text.strip()}")
    meant = (text for text in written if _is_command(grammar.parse(text, call.here)))
    return next((_Line(task, text) for text in meant), None)


def _is_command(request: grammar.Request) -> bool:
    return not isinstance(request, grammar.Add | grammar.Unclear | grammar.Help | grammar.Find)


async def from_reaction(call: Call) -> Reply:
    """Make a task of the message somebody gave the channel's emoji; whoever reacted owns it."""
    source, channel = call.source, call.channel
    if source is None or channel is None or source.author == call.team.bot_user_id:
        return Nothing()
    made = await call.store.write(operations.capture, call.act(), source, channel)
    match made:
        case operations.Changed():
            offers = await call.store.read(guesses.offers, call, source.text)
            before, show = await made_before(call, source.link, made.task)
            return views.added(made, call.reader, notes=before, offers=(*offers, *show))
        case Unclear():
            return ask(made, "/task")
        case _:
            return Nothing()
