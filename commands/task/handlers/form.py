"""The form that makes a task, empty or filled in from a message."""

import secrets
from dataclasses import replace

from sqlmodel import Session

from commands.kit import blocks, line
from commands.kit import operations as kit
from commands.kit.call import Call, Source
from commands.kit.carry import Carry
from commands.kit.carry import read as read_carry
from commands.kit.reply import FieldErrors, OpenModal, Options, Reply
from commands.kit.requests import Mention, Offer, Unclear
from commands.task import fields, operations, titles, views
from commands.task.fields import Fields
from commands.task.handlers import dates, guesses, told
from storage import drafts, facts, projects, tasks

BEFORE = 3  # tasks that were made of the same message and are named
MENU = 100  # options a menu can show
LOST = (
    "The end of the message was kept for 15 minutes, and they are over: it is not in the notes. "
    "The link on the card leads to all of it."
)


async def new(call: Call) -> Reply:
    """Open the empty form; the channel's project, if it has one, is chosen."""
    drawn = await call.store.read(_empty, call)
    return OpenModal(views.form(drawn, Carry(place(call)), fields.chips(call.here), call.reader))


async def from_message(call: Call) -> Reply:
    """Open the form for a message, filled in with its text, link, files and author."""
    source = call.source
    if source is None:
        return await new(call)
    drawn = await call.store.read(_filled, call, source)
    made = await call.store.read(tasks.list_of_message, call.act(), source.link, BEFORE)
    is_dm = call.channel is None or call.channel.is_dm
    said = guesses.telling(source.text, call.here)
    carry = Carry(place(call), source.link, "" if is_dm else source.root, source.files, said=said)
    held, rest = blocks.parted(drawn.notes, fields.LONGEST)
    if rest:
        drawn, carry = replace(drawn, notes=held), replace(carry, rest=secrets.token_hex(8))
        await call.store.write(drafts.insert_all, call.member, call.team.id, {carry.rest: rest}, call.now)
    return OpenModal(views.form(drawn, carry, fields.chips(call.here), call.reader, made))


async def save_form(call: Call) -> Reply:
    """Make a task of a filled form; what is wrong is said at its field and the form stays."""
    typed = fields.chosen(call.values, None)
    if isinstance(typed, str):
        return FieldErrors({"due": typed})
    request = fields.read(typed, fields.NAMES, call.here)
    if isinstance(request, dict):
        return FieldErrors(await call.store.read(operations.check_after, call.act(), typed) | request)
    carry = read_carry(call.carry)
    if not carry.link and (words := titles.asked(typed.title, call.here)):
        return FieldErrors({"title": words})
    request = replace(request, title=line.unquoted(request.title))
    rest = await call.store.read(_rest, call, carry) if carry.rest else ""
    request = replace(request, notes=f"{request.notes}{rest or ''}".strip())
    origin = told.origin(call) if call.source else operations.Origin(carry.link, carry.thread, carry.files)
    outcome = await call.store.write(
        operations.add, request, call.answer(), channel=call.channel, origin=origin
    )
    if isinstance(outcome, Unclear):
        return FieldErrors({outcome.field or "title": outcome.words})
    if not outcome.is_news:
        return views.added_before(outcome.task, outcome.group, call.reader)
    notes = [*told.no_card(call, origin), *([LOST] if rest is None else [])]
    offers = await call.store.read(guesses.offers, call, carry.said, request) if carry.said else ()
    before, show = await made_before(call, origin.link, outcome.task)
    notes, offers = [*notes, *before], (*offers, *show)
    if outcome.ready and (early := dates.early(call, outcome.task, outcome.ready)):
        notes, offers = [*notes, early.text], (*offers, *early.offers)
    return views.added(outcome, call.reader, notes=notes, offers=offers)


async def made_before(call: Call, link: str, task: facts.Task) -> tuple[list[str], list[Offer]]:
    """Say what else was made of the message a new task is of, with what shows it; ([], []) of none."""
    if not link:
        return [], []
    found = await call.store.read(tasks.list_of_message, call.act(), link, BEFORE + 1)
    others = [one for one in found if one.id != task.id][:BEFORE]
    lines = [f"Made of this message before: {views.standing(one, call.reader)}" for one in others]
    return lines, [Offer(f"Show T-{one.number}", f"show T-{one.number}") for one in others]


async def projects_named(call: Call) -> Reply:
    """Offer the projects whose key or name has what was typed in it."""
    return Options(await call.store.read(_projects, call))


def place(call: Call) -> str:
    """Name the channel a form is opened in, for it to carry; "" when there is none."""
    return call.channel.slack_id if call.channel else ""


def _empty(tx: Session, call: Call) -> Fields:
    project = projects.get(tx, call.channel.project_id) if call.channel and call.channel.project_id else None
    return Fields(
        owner=call.member.slack_id,
        project=project.key if project else "",
        project_name=project.name if project else "",
    )


def _filled(tx: Session, call: Call, source: Source) -> Fields:
    """Fill the form from a message: its first line is the title, and all of it the notes if that is more.

    One without words is called by its file.
    """
    title, notes = operations.read_message(tx, call.act(), source.text)
    if not title and source.files:
        title = source.files[0].name[: line.LONGEST_TITLE]
    people = (kit.owner_of(tx, call.act(), Mention(who, None), "") for who in
              (source.author, source.thread_author) if who)  # fmt: skip
    owner = next((one for one in people if isinstance(one, facts.Member)), call.member)
    return replace(_empty(tx, call), title=title, notes=notes, owner=owner.slack_id)


def _rest(tx: Session, call: Call, carry: Carry) -> str | None:
    """Return the end of the notes that the form did not hold; None when its time is over."""
    return drafts.find(tx, call.member, carry.rest, now=call.now)


def _projects(tx: Session, call: Call) -> list[tuple[str, str]]:
    wanted = call.text.strip().lower()
    found = [one for one in projects.list_known(tx, call.act()) if wanted in f"{one.key} {one.name.lower()}"]
    none = [] if wanted else [("No project", fields.NOTHING)]
    return [*none, *((one.name, one.key) for one in found)][:MENU]
