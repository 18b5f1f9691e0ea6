"""What `/risk`, its buttons and its forms answer."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from commands.kit import line
from commands.kit import operations as kit
from commands.kit.blocks import cut, place
from commands.kit.call import Call
from commands.kit.reply import FieldErrors, NextView, OpenModal, Reply, Say, say
from commands.kit.requests import Mention, Unclear
from commands.risk import fields, forms, grammar, operations, rules, views
from commands.risk.fields import Fields
from commands.risk.forms import Carry
from commands.task import operations as task_operations
from commands.task import views as task_views
from storage import facts, histories, people, risks, tasks
from storage.vocabulary import Noun

PAGE = 20


async def run(call: Call) -> Reply:
    """Answer `/risk <text>`."""
    match grammar.parse(call.text, call.here):
        case grammar.Add() as request:
            return await _add(call, request)
        case grammar.Score(number, probability, impact):
            outcome = await call.store.write(operations.score, number, probability, impact, call.act())
            return _told(call, outcome)
        case grammar.Edit(number, grammar.Add() as said):
            changed = await call.store.write(operations.edit, number, said, call.act(), line=call.text)
            return _told(call, changed)
        case grammar.Edit(number):
            return await _open_form(call, number)
        case grammar.Note(number, text):
            noted = await call.store.write(operations.note, number, text, call.act())
            if isinstance(noted, operations.Changed):
                return views.noted(noted.risk, noted.group)
            return _told(call, noted)
        case grammar.Own(number, owner):
            given = await call.store.write(operations.own, number, owner, call.act(), line=call.text)
            return _told(call, given)
        case grammar.Close(number, ""):
            return await _ask_why(call, number)
        case grammar.Close(number, reason):
            return _told(call, await call.store.write(operations.close, number, reason, call.act()))
        case grammar.Reopen(number):
            return _told(call, await call.store.write(operations.reopen, number, call.act()))
        case grammar.Undo():
            taken = await call.store.write(task_operations.undo, call.act(), None)
            return task_views.undone(taken, call.reader)
        case grammar.OpenForm():
            return OpenModal(forms.form(Fields(owner=call.member.slack_id), Carry(_place(call))))
        case grammar.Unclear() as question:
            asked = await call.store.read(kit.asked, call.act(), question)
            return say(asked.words, offers=asked.offers, command="/risk")
        case request:
            return await _look(call, request)


async def from_message(call: Call) -> Reply:
    """Open the form for a message, with its text as what may happen."""
    text = cut(await call.store.read(_readable, call.team, call.source.text), 3000) if call.source else ""
    link = call.source.link if call.source else ""
    start = Fields(may=text, owner=call.member.slack_id)
    return OpenModal(forms.form(start, Carry(_place(call), link)))


async def from_task(call: Call) -> Reply:
    """Open the form for a task that is held up: what is in its way may make it late."""
    number = int(call.text)
    task = await call.store.read(tasks.find, call.act(), number)
    if task is None:
        return say(task_views.unknown(number))
    owner = task.owner.slack_id if task.owner else None
    event = cut(f"T-{task.number} may be late: {task.title}", 3000)
    start = Fields(because=task.blocked_reason, may=event, owner=owner)
    return OpenModal(forms.form(start, Carry(_place(call))))


async def edit(call: Call) -> Reply:
    """Open the form of the risk a button names."""
    return await _open_form(call, int(call.text))


async def _open_form(call: Call, number: int) -> Reply:
    risk = await _open(call, number)
    if not isinstance(risk, facts.Risk):
        return risk
    drawn = fields.of(risk)
    return OpenModal(forms.form(drawn, Carry(_place(call), "", number, fields.marks(drawn))))


async def save_form(call: Call) -> Reply:
    """Log the risk of a filled form; or change the one it was opened for. What is wrong keeps it open."""
    typed, carry = fields.read(call.values), forms.carried(call.carry)
    if not typed.may and "may" in call.values:
        return FieldErrors({"may": "Say in a few words what may happen."})
    if carry.number:
        return await _save(call, typed, carry, carry.number)
    outcome = await call.store.write(
        operations.add, _request(typed), call.answer(), channel=call.channel, link=carry.link or None
    )
    if isinstance(outcome, Unclear):
        return FieldErrors({"owner": outcome.words})
    if not outcome.is_news:
        return views.added_before(outcome.risk, outcome.group, call.today)
    return views.added(outcome.risk, outcome.group, call.member, call.today, notes=_no_card(call))


async def _save(call: Call, typed: Fields, carry: Carry, number: int) -> Reply:
    """Save what was changed in the form; where somebody else changed the same meanwhile, ask which holds."""
    mine = [
        name
        for name in fields.changed(typed, carry.drawn, call.values.keys())
        if call.values.get(f"keep.{name}") != "theirs"
    ]
    outcome = await call.store.write(operations.save, number, typed, call.act(), mine=mine, drawn=carry.drawn)
    match outcome:
        case Unclear(words):
            return FieldErrors({"owner": words})
        case operations.Clash(risk, newest):
            theirs = {name: _who(call, change) for name, change in newest.items()}
            now = replace(carry, drawn=fields.marks(fields.of(risk)))
            shown = {name: theirs.get(name, "") for name in mine}
            return NextView(forms.clash_form(typed, now, shown, risk, call.reader))
        case saved:
            return _kept_open(call, saved, next(name for name in fields.NAMES if name in call.values))


def _who(call: Call, change: facts.Change | None) -> str:
    member = change.member if change else None
    return "you" if member is not None and member.id == call.member.id else task_views.who(member)


async def open_score(call: Call) -> Reply:
    """Open the form that scores the risk a button names."""
    risk = await _open(call, int(call.text))
    return OpenModal(forms.score_form(risk, _place(call))) if isinstance(risk, facts.Risk) else risk


async def save_score(call: Call) -> Reply:
    """Save a filled score form; a scale left empty stays as it was."""
    scores = _scores(call.values)
    scored = await call.store.write(operations.score, _carried(call), *scores, call.act())
    return _kept_open(call, scored, "probability")


async def open_close(call: Call) -> Reply:
    """Ask why the risk a button names is closed."""
    return await _ask_why(call, int(call.text))


async def save_close(call: Call) -> Reply:
    """Close a risk with the reason given."""
    reason = call.values["reason"].strip()
    if not reason:
        return FieldErrors({"reason": "Say in a few words why it is no risk any more."})
    closed = await call.store.write(operations.close, _carried(call), reason, call.act())
    return _kept_open(call, closed, "reason")


async def own(call: Call) -> Reply:
    """Give the risk of a card to the person picked."""
    number = int(call.carry.removeprefix("R-").split(".")[0])
    outcome = await call.store.write(operations.own, number, Mention(call.text, None), call.act())
    return _told(call, outcome)


async def _add(call: Call, request: grammar.Add) -> Reply:
    outcome = await call.store.write(
        operations.add, request, call.answer(), channel=call.channel, line=call.text
    )
    if isinstance(outcome, Unclear):
        return say(outcome.words, offers=outcome.offers, command="/risk")
    if not outcome.is_news:
        return views.added_before(outcome.risk, outcome.group, call.today)
    return views.added(outcome.risk, outcome.group, call.member, call.today, notes=_no_card(call))


async def _look(call: Call, request: grammar.Request) -> Reply:
    act = call.act()
    match request:
        case grammar.Top():
            return await call.store.read(_top, act, call)
        case grammar.Show(number):
            found = await call.store.read(_with_history, act, number)
            return views.shown(*found, call.member, call.reader) if found else views.unknown(number)
        case grammar.Listing():
            return await call.store.read(_list, act, request, call)
        case grammar.Help(verb):
            return views.usage(verb)
        case _:
            return views.usage(None)


async def _open(call: Call, number: int) -> facts.Risk | Reply:
    """Find a risk to open a form for; the reply when there is none to change."""
    found = await call.store.read(operations.find_open, call.act(), number)
    return found if isinstance(found, facts.Risk) else _told(call, found)


async def _ask_why(call: Call, number: int) -> Reply:
    risk = await _open(call, number)
    return OpenModal(forms.close_form(risk, _place(call))) if isinstance(risk, facts.Risk) else risk


def _kept_open(call: Call, outcome: operations.Outcome, field: str) -> Reply:
    """Answer a form; what may not be changed keeps it open, with all that was typed."""
    told = _told(call, outcome)
    is_refused = isinstance(outcome, operations.Refusal)
    return FieldErrors({field: told.message.text.replace("*", "")}) if is_refused else told


def _told(call: Call, outcome: operations.Outcome | Unclear) -> Say:
    match outcome:
        case operations.Unknown(number):
            return views.unknown(number)
        case operations.NotYours(risk):
            return views.not_yours(risk)
        case operations.Ended(risk):
            return views.ended(risk)
        case Unclear(words, offers):
            return say(words, offers=offers, command="/risk")
        case operations.Changed(risk, group, before, True) if before:
            return views.changed(before, risk, group, call.today)
        case operations.Changed(risk):
            return views.already(risk, call.today)


def _request(typed: Fields) -> grammar.Add:
    return grammar.Add(
        statement=typed.statement,
        cause=typed.because,
        event=typed.may,
        effect=typed.leading,
        probability=typed.probability,
        impact=typed.impact,
        owner=Mention(typed.owner, None if typed.owner else "nobody"),
        project=None,
        review=None,
        complete=bool(typed.because and typed.may and typed.leading),
    )


def _scores(values: Mapping[str, str]) -> tuple[int | None, int | None]:
    probability, impact = values["probability"], values["impact"]
    return int(probability) if probability else None, int(impact) if impact else None


def _carried(call: Call) -> int:
    return int(call.carry.rpartition("|")[2])


def _readable(tx: Session, team: facts.Team, text: str) -> str:
    """Turn a message as Slack sends it into the words people read."""

    def name(match: re.Match[str]) -> str:
        member = people.find(tx, team.id, match[1])
        return f"@{member.name}" if member else "somebody"

    return line.spoken(re.sub(r"<@([UW][A-Z0-9]+)>", name, text))


def _with_history(tx: Session, act: facts.Act, number: int) -> tuple[facts.Risk, list[facts.Change]] | None:
    risk = risks.find(tx, act, number)
    return (risk, histories.list_about(tx, act.team.id, Noun.RISK, risk.id)) if risk else None


def _top(tx: Session, act: facts.Act, call: Call) -> Reply:
    due = risks.list_open(tx, act, where=[risks.review_due(call.today)], limit=10)
    return views.top(risks.list_open(tx, act), risks.count(tx, act, risks.is_open()), due, call.today)


def _list(tx: Session, act: facts.Act, wanted: grammar.Listing, call: Call) -> Reply:
    narrowed = _narrowed(tx, act, wanted, call.text)
    if isinstance(narrowed, Unclear):
        return say(narrowed.words, offers=narrowed.offers, command="/risk")
    where, named = narrowed
    is_open, is_closed = wanted.all or not wanted.closed, wanted.all or wanted.closed
    found = risks.list_open(tx, act, where=where, limit=PAGE) if is_open else []
    if is_closed:
        found += risks.list_closed(tx, act, where=where, limit=PAGE - len(found))
    states = [risks.is_open()] * is_open + [risks.is_closed()] * is_closed
    count = sum(risks.count(tx, act, state, *where) for state in states)
    title = "All risks" if wanted.all else "Closed risks" if wanted.closed else "Open risks"
    return views.listing(f"{title}{named}", found, count, call.today)


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


def _place(call: Call) -> str:
    return call.channel.slack_id if call.channel else ""


def _no_card(call: Call) -> list[str]:
    channel = call.channel
    if channel is None or channel.is_dm or channel.has_bot:
        return []
    return [
        f"Muster is not in {place(channel.name)}, so no card shows there yet. `/invite @Muster` brings it."
    ]
