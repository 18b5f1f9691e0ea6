"""What `/risk` answers."""

from typing import Any

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.carry import Carry
from commands.kit.reply import OpenModal, Reply, ask
from commands.kit.requests import Unclear
from commands.risk import forms, grammar, operations, rules, views
from commands.risk.fields import Fields
from commands.risk.handlers.edit import open_form
from commands.risk.handlers.forms import ask_why
from commands.risk.handlers.told import logged, told, told_all, where
from commands.task import operations as task_operations
from commands.task import views as task_views
from storage import facts, histories, people, risks
from storage.vocabulary import Noun

MOST = 400  # changes of a risk that are read for a page: an act has a few


async def run(call: Call) -> Reply:
    """Answer `/risk <text>`."""
    match grammar.parse(call.text, call.here):
        case grammar.Add() as request:
            return await _add(call, request)
        case grammar.Score(number, probability, impact):
            outcome = await call.store.write(operations.score, number, probability, impact, call.act())
            return told(call, outcome)
        case grammar.Edit(number, grammar.Add() as said):
            changed = await call.store.write(operations.edit, number, said, call.act(), line=call.text)
            return told(call, changed)
        case grammar.Edit(number):
            return await open_form(call, number)
        case grammar.Note(number, text):
            noted = await call.store.write(operations.note, number, text, call.act())
            if isinstance(noted, operations.Changed):
                return views.noted(noted.risk, noted.group)
            return told(call, noted)
        case grammar.Own(number, owner):
            given = await call.store.write(operations.own, number, owner, call.act(), line=call.text)
            return told(call, given)
        case grammar.Close(number, ""):
            return await ask_why(call, number)
        case grammar.Close(number, reason, (_, *_) as others):
            closed = await call.store.write(operations.close_all, (number, *others), reason, call.act())
            return told_all(call, closed)
        case grammar.Close(number, reason):
            return told(call, await call.store.write(operations.close, number, reason, call.act()))
        case grammar.Reopen(number):
            return told(call, await call.store.write(operations.reopen, number, call.act()))
        case grammar.Undo():
            taken = await call.store.write(task_operations.undo, call.act(), None, of={Noun.RISK: None})
            return task_views.undone(taken, call.reader)
        case grammar.OpenForm():
            return OpenModal(forms.form(Fields(owner=call.member.slack_id), Carry(where(call))))
        case grammar.Unclear() as question:
            asked = await call.store.read(kit.asked, call.act(), question)
            return ask(asked, "/risk")
        case request:
            return await _look(call, request)


async def _add(call: Call, request: grammar.Add) -> Reply:
    outcome = await call.store.write(
        operations.add, request, call.answer(), channel=call.channel, line=call.text
    )
    if isinstance(outcome, Unclear):
        return ask(outcome, "/risk")
    return logged(call, outcome)


async def _look(call: Call, request: grammar.Request) -> Reply:
    act = call.act()
    match request:
        case grammar.Top():
            return await call.store.read(_top, act, call)
        case grammar.Show(number, page):
            found = await call.store.read(_with_history, act, number, MOST * page)
            return views.shown(*found, call.member, call.reader, page) if found else views.unknown(number)
        case grammar.Listing():
            return await call.store.read(_list, act, request, call)
        case grammar.Help(verb):
            return views.usage(verb)
        case _:
            return views.usage(None)


def _with_history(
    tx: Session, act: facts.Act, number: int, most: int
) -> tuple[facts.Risk, list[facts.Change], dict[int, str]] | None:
    """Find a risk, what happened to it, and the names of who owned it, by id."""
    risk = risks.find(tx, act, number)
    if risk is None:
        return None
    history = histories.list_about(tx, act.team.id, Noun.RISK, risk.id, most)
    ids = {each for one in history if one.field == "owner_id" for each in (one.old, one.new) if each}
    return risk, history, {each: people.get(tx, each).name for each in ids}


def _top(tx: Session, act: facts.Act, call: Call) -> Reply:
    due = risks.list_open(tx, act, where=[risks.review_due(call.today)], limit=10)
    return views.top(risks.list_open(tx, act), risks.count(tx, act, risks.is_open()), due, call.today)


def _list(tx: Session, act: facts.Act, wanted: grammar.Listing, call: Call) -> Reply:
    narrowed = _narrowed(tx, act, wanted, call.text)
    if isinstance(narrowed, Unclear):
        return ask(narrowed, "/risk")
    wheres, named = narrowed
    is_open, is_closed = wanted.all or not wanted.closed, wanted.all or wanted.closed
    before = (wanted.page - 1) * views.PAGE
    opened = risks.count(tx, act, risks.is_open(), *wheres) if is_open else 0
    closed = risks.count(tx, act, risks.is_closed(), *wheres) if is_closed else 0
    found = risks.list_open(tx, act, where=wheres, limit=views.PAGE, offset=before) if is_open else []
    if is_closed:
        left = {"limit": views.PAGE - len(found), "offset": max(before - opened, 0)}
        found += risks.list_closed(tx, act, where=wheres, **left)
    title = "All risks" if wanted.all else "Closed risks" if wanted.closed else "Open risks"
    return views.page(f"{title}{named}", found, opened + closed, wanted, call.today)


def _narrowed(
    tx: Session, act: facts.Act, wanted: grammar.Listing, typed: str
) -> tuple[list[Any], str] | Unclear:
    """Find what narrows a list, as conditions and in words; or ask which project or person is meant."""
    where, named = [], ""
    if wanted.project:
        project = kit.project_of(tx, act, wanted.project, None, typed)
        if isinstance(project, Unclear):
            return project
        if project:
            where, named = [risks.of_project(project.id)], f" in {project.name}"
    if wanted.owner:
        owner = kit.owner_of(tx, act, wanted.owner, typed, ask="Whose risks?", is_looked_up=True)
        if isinstance(owner, Unclear):
            return owner
        where.append(risks.owned_by(owner.id if owner else None))
        named += f" of {owner.name}" if owner else " without an owner"
    if wanted.band:
        where.append(risks.scored(*rules.RANGES[wanted.band]))
        named += f", {wanted.band}"
    return where, named
