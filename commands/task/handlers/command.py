"""What `/task` answers."""

from commands.kit import operations as kit
from commands.kit.blocks import safe
from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Unclear
from commands.task import grammar, operations, requests, views
from commands.task.handlers import (
    amending,
    consent,
    dates,
    details,
    files,
    form,
    handing,
    importing,
    late,
    look,
    settings,
    suggest,
    together,
    work,
)
from commands.task.handlers.card import undo
from commands.task.handlers.told import no_card, one, origin, told
from storage import facts


async def run(call: Call) -> Reply:
    """Answer `/task <text>`. Bad input gets a Reply that helps; it raises nothing."""
    match grammar.parse(call.text, call.here):
        case grammar.Add() as request:
            return await _add(call, request)
        case grammar.Finish(numbers):
            return told(call, await call.store.write(operations.finish, numbers, call.act()))
        case grammar.Reopen(numbers):
            return told(call, await call.store.write(operations.reopen, numbers, call.act()))
        case requests.Skip(numbers):
            return told(call, await call.store.write(operations.each, operations.skip, numbers, call.act()))
        case grammar.Assign(number, owner):
            return one(
                call, await call.store.write(operations.assign, number, owner, call.act(), line=call.text)
            )
        case requests.Amend() as request:
            return await amending.answer(call, request)
        case requests.Together() as request:
            return await together.answer(call, request)
        case requests.SnoozeLate() | requests.MoveLate() as request:
            return await late.answer(call, request)
        case requests.HandOver() as request:
            return await handing.answer(call, request)
        case requests.Redate() | requests.Snooze() | requests.After() | requests.Free() as request:
            return await dates.answer(call, request)
        case requests.Skills() | requests.Suggest() as request:
            return await suggest.answer(call, request)
        case requests.Decline() | requests.Propose() as request:
            return await consent.answer(call, request)
        case requests.Start() | requests.Block() | requests.Unblock() | requests.Take() as request:
            return await work.answer(call, request)
        case (
            requests.Edit() | requests.Note() | requests.Split() | requests.Drop()
            | requests.Watch() | requests.Unwatch()
        ) as request:  # fmt: skip
            return await details.answer(call, request)
        case requests.Export() as request:
            return await files.export(call, request)
        case requests.Import():
            return await importing.ask(call)
        case requests.Emoji(name):
            return await settings.emoji(call, name)
        case requests.Quiet() as request:
            return await settings.quiet(call, request)
        case grammar.Undo():
            return await undo(call)
        case grammar.OpenForm():
            return await form.new(call)
        case grammar.Help(verb):
            return views.usage(verb)
        case grammar.Unclear() as question:
            asked = await call.store.read(kit.asked, call.act(), question)
            return ask(asked, "/task")
        case request:
            return await look.answer(call, request)


async def _add(call: Call, request: grammar.Add) -> Reply:
    outcome = await call.store.write(
        operations.add, request, call.answer(), channel=call.channel, line=call.text, origin=origin(call)
    )
    if isinstance(outcome, Unclear):
        return ask(outcome, "/task")
    if not outcome.is_news:
        return views.added_before(outcome.task, outcome.group, call.reader)
    notes = [
        *no_card(call),
        *_elsewhere(call, request, outcome.task),
        *(safe(hint) for hint in request.hints),
    ]
    if request.cut:
        notes.append("The title was cut at 250 characters; the whole text is in the notes.")
    offers = await call.store.read(kit.named, call.act(), request.offers) if request.offers else ()
    if outcome.task.owner is None:
        could = await suggest.could_own(call, outcome.task)
        notes, offers = [*notes, *could.notes], (*offers, *could.offers)
    if outcome.ready and (early := dates.early(call, outcome.task, outcome.ready)):
        notes, offers = [*notes, early.text], (*offers, *early.offers)
    return views.added(outcome, call.reader, notes=notes, offers=offers)


def _elsewhere(call: Call, request: grammar.Add, task: facts.Task) -> list[str]:
    """Name the project of a new task where it was typed, and is not the channel's own."""
    bound = call.channel.project_id if call.channel else None
    is_named = request.project is not None and task.project is not None and task.project.id != bound
    return [f"It belongs to the project {safe(task.project.name)}."] if is_named and task.project else []
