"""What is answered where Muster is named in a message, or a message is given the channel's emoji."""

import re
from dataclasses import dataclass

from commands.kit import blocks, line
from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Nothing, Reply, ask, say
from commands.kit.requests import Offer, Unclear
from commands.task import grammar, operations, requests, views
from commands.task.grammar import near, polite
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
    task = await call.store.read(operations.find_in_thread, call.act(), call.channel, call.source.root)
    if task is None or line.ids(call.text, "t")[0] or near.is_talk(call.text):
        return None
    texts = _with_number(call.text.strip(), f"T-{task.number}")
    found = [(text, grammar.parse(text, call.here)) for text in texts]
    meant = next((text for text, each in found if not isinstance(each, _NO_COMMAND)), "")
    asked = (each.offers[0].line for _, each in found if isinstance(each, Unclear) and each.offers)
    meant = meant or next((text for text in asked if _changes(text, call)), "")
    return _Line(task, meant) if meant else None


_NO_COMMAND = grammar.Add | grammar.Unclear | grammar.Help | grammar.Find
_ITSELF = re.compile(r"(?!note\b)[a-z]+ (?:this|it)\b", re.IGNORECASE)  # but a note may begin with "this"
_THIS = re.compile(r"\b(?:this|it)\b", re.IGNORECASE)


def _with_number(text: str, number: str) -> tuple[str, ...]:
    """Write a line without a number with one: behind its verb, for "this" in it, and in front of it all."""
    verb, _, rest = text.partition(" ")
    behind = (f"{verb} {number} {rest}".strip(),) if verb.isalpha() else ()
    named = _THIS.sub(number, text, count=1)
    texts = (named, *behind) if _ITSELF.match(text) else (*behind, named)
    return *texts, f"{number} {text}"


def _changes(text: str, call: Call) -> bool:
    meant = grammar.parse(text, call.here)
    return isinstance(meant, requests.Change) and not isinstance(meant, requests.Note)


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
