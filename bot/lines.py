"""Buttons that run a line as if it were typed, and the lines too long to stand in a button."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session

from bot.payload import Asked
from commands.kit import blocks, pick
from commands.kit.blocks import Block, Message
from commands.kit.call import Call
from commands.kit.line import spoken_notes
from commands.kit.reply import TOLD, FieldErrors, OpenModal, Replace, Reply, Say, say
from commands.kit.requests import Unclear
from commands.plan import operations as plan
from commands.plan import views
from storage import drafts, facts
from storage.db import Store
from storage.vocabulary import Door

Commands = Mapping[str, Callable[[Call], Awaitable[Reply]]]
DRAFT = "draft "  # in a button's value, before the key of a line that is kept
QUOTED = 2500  # characters of a line that a message shows
GONE = (
    "That line was kept for 15 minutes, and they are over. Nothing was saved. Please type the command again; "
    "what is too long for a title can stand below the first line, as notes."
)


async def run(call: Call, commands: Commands) -> Reply:
    """Run the line a button stands for."""
    return await _run(call, await _found(call, call.text), commands)


async def ask_date(call: Call) -> Reply:
    """Open the form for the day that a line lacks."""
    return OpenModal(pick.date_form(_carry(call)))


async def ask_person(call: Call) -> Reply:
    """Open the form for the person that a line lacks."""
    return OpenModal(pick.person_form(_carry(call)))


async def ask_project(call: Call) -> Reply:
    """Open the form for the project that the channel in a line is to be bound to."""
    line = await _found(call, call.text)
    return OpenModal(pick.project_form(_carry(call), _channel(line))) if line else say(GONE)


async def finish_bound(call: Call, commands: Commands) -> Reply:
    """Bind the channel in a line to the project picked, and run the line: both, or neither."""
    line = await _found(call, call.carry.partition("|")[2])
    if line is None:
        return say(GONE)
    act = call.act()
    which = (call.values["project"], _channel(line), act)
    found = await call.store.read(plan.bindable, *which)
    if isinstance(found, Unclear):
        return FieldErrors({"project": found.words})
    command, _, text = line.split(" ", 2)
    call.store.begin_with(plan.bind_named, *which)
    reply = await _run(call, f"{command} {text}", commands)
    if not call.store.has_tried:  # the line only looks, and has looked too soon
        await call.store.write(_nothing)
        reply = await _run(call, f"{command} {text}", commands)
    return _below(found, act, reply) if call.store.has_written else reply


async def finish(call: Call, commands: Commands) -> Reply:
    """Run a line with what was picked in its place."""
    line = await _found(call, call.carry.partition("|")[2])
    day, person = call.values.get("date", ""), call.values.get("person", "")
    return await _run(call, line and pick.filled(line, day=day, person=person), commands)


async def kept(call: Call, reply: Reply, store: Store) -> Reply:
    """Keep each line of a reply that is too long for its button, and let the button name it."""
    if not isinstance(reply, Say | Replace):
        return reply
    lines: dict[str, str] = {}
    shown = tuple(_named(block, lines) for block in reply.message.blocks)
    if not lines:
        return reply
    await store.write(drafts.insert_all, call.member, call.team.id, lines, call.now)
    return replace(reply, message=Message(reply.message.text, shown))


def _named(block: Block, lines: dict[str, str]) -> Block:
    if block["type"] != "actions":
        return block
    return {**block, "elements": [_short(element, lines) for element in block["elements"]]}


def _short(element: Block, lines: dict[str, str]) -> Block:
    line = element.get("value", "")
    if len(line) <= blocks.BUTTON_VALUE:
        return element
    key = secrets.token_hex(8)
    lines[key] = line
    return {**element, "value": f"{DRAFT}{key}"}


async def _found(call: Call, value: str) -> str | None:
    if not value.startswith(DRAFT):
        return value
    return await call.store.read(drafts.find, call.member, value.removeprefix(DRAFT), now=call.now)


async def _run(call: Call, line: str | None, commands: Commands) -> Reply:
    if line is None:
        return say(GONE)
    command, _, text = line.partition(" ")
    return await commands[command](replace(call, text=text, carry="", values={}, shown_at=_shown_at(call)))


def _shown_at(call: Call) -> datetime | None:
    """Read from the name of a private message, CHANNEL:TS, when it was shown; None where there is none."""
    ts = call.private.rpartition(":")[2]
    return datetime.fromtimestamp(float(ts), UTC) if ts else None


def _channel(line: str) -> str:
    return line.split(" ", 2)[1]


def _nothing(_: Session) -> None:
    """Leave it at what goes before."""


def _below(found: plan.Binding, act: facts.Act, reply: Reply) -> Reply:
    """Say first what the channel is bound to. A message holds one Undo: that of the line, if it has one."""
    if not isinstance(reply, Say | Replace):
        return reply
    can_undo = any(block.get("block_id") == TOLD for block in reply.message.blocks)
    bound = plan.Bound(found.project, before=None)
    is_new = found.channel.project_id is None
    first = views.bound(bound, found.channel.name, act.group if is_new and not can_undo else "")
    text = blocks.cut(f"{first.message.text}\n{reply.message.text}", 2000)
    return Say(Message(text, (*first.message.blocks, *reply.message.blocks)))


def _carry(call: Call) -> str:
    """Name what a form is opened for: the channel and the line."""
    return f"{call.channel.slack_id if call.channel else ''}|{call.text}"


def lost(project: str, asked: Asked) -> str:
    """Say that a project is no more, and quote what was typed, where that stands nowhere else."""
    gone = (
        f"The project {blocks.safe(project)} is no more: it was taken back a moment ago. Nothing was saved."
    )
    typed = f"{asked.route} {spoken_notes(asked.text)}" if asked.door is Door.COMMAND else ""
    return f"{gone}\nYou typed: {blocks.safe(blocks.cut(typed, QUOTED))}" if typed else gone
