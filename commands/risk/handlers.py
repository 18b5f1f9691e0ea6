"""What `/risk`, its buttons and its forms answer."""

from collections.abc import Mapping

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit.blocks import cut
from commands.kit.call import Call
from commands.kit.reply import FieldErrors, OpenModal, Reply, say
from commands.kit.requests import Mention, Unclear
from commands.risk import grammar, operations, views
from commands.task import views as task_views
from storage import changes, facts, risks
from storage.vocabulary import Noun


async def run(call: Call) -> Reply:
    """Answer `/risk <text>`."""
    match grammar.parse(call.text, call.here):
        case grammar.Add() as request:
            return await _add(call, request)
        case grammar.Score(number, probability, impact):
            outcome = await call.store.write(operations.score, number, probability, impact, call.act())
            return _told(call, outcome)
        case grammar.Own(number, owner):
            given = await call.store.write(operations.own, number, owner, call.act(), line=call.text)
            return _told(call, given)
        case grammar.Close(number, reason):
            return _told(call, await call.store.write(operations.close, number, reason, call.act()))
        case grammar.Reopen(number):
            return _told(call, await call.store.write(operations.reopen, number, call.act()))
        case grammar.Undo():
            taken = await call.store.write(kit.undo, call.act(), None)
            return task_views.undone(taken, call.today)
        case grammar.OpenForm():
            return OpenModal(views.form(carry=f"{_place(call)}||", owner=call.member.slack_id))
        case grammar.Unclear(words, offers):
            return say(words, offers=offers, command="/risk")
        case request:
            return await _look(call, request)


async def from_message(call: Call) -> Reply:
    """Open the form for a message, with its text as what may happen."""
    text = cut(call.source.text, 3000) if call.source else ""
    link = call.source.link if call.source else ""
    carry = f"{_place(call)}|{link}|"
    return OpenModal(views.form(carry=carry, event=text, owner=call.member.slack_id))


async def complete(call: Call) -> Reply:
    """Open the form of the risk a button names."""
    risk = await call.store.read(risks.find, call.act(), int(call.text))
    if risk is None:
        return views.unknown(int(call.text))
    owner = risk.owner.slack_id if risk.owner else None
    return OpenModal(views.form(carry=f"{_place(call)}||{risk.number}", risk=risk, owner=owner))


async def save_form(call: Call) -> Reply:
    """Log the risk of a filled form; or complete the one it was opened for."""
    values = call.values
    event = values["may"].strip()
    if not event:
        return FieldErrors({"may": "Say in a few words what may happen."})
    request = _request(values, event)
    _, link, number = call.carry.split("|", 2)
    if number:
        completed = await call.store.write(operations.complete, int(number), request, call.act())
        return _told(call, completed)
    outcome = await call.store.write(
        operations.add, request, call.act(), channel=call.channel, link=link or None
    )
    if isinstance(outcome, Unclear):
        return FieldErrors({"owner": outcome.words})
    return views.added(outcome.risk, outcome.group, call.today, is_complete=True)


async def open_score(call: Call) -> Reply:
    """Open the form that scores the risk a button names."""
    risk = await call.store.read(risks.find, call.act(), int(call.text))
    return OpenModal(views.score_form(risk, _place(call))) if risk else views.unknown(int(call.text))


async def save_score(call: Call) -> Reply:
    """Save a filled score form."""
    number = int(call.carry.rpartition("|")[2])
    scores = [int(call.values[name]) if call.values[name] else None for name in ("probability", "impact")]
    return _told(call, await call.store.write(operations.score, number, scores[0], scores[1], call.act()))


async def open_close(call: Call) -> Reply:
    """Ask why the risk a button names is closed."""
    risk = await call.store.read(risks.find, call.act(), int(call.text))
    return OpenModal(views.close_form(risk, _place(call))) if risk else views.unknown(int(call.text))


async def save_close(call: Call) -> Reply:
    """Close a risk with the reason given."""
    number = int(call.carry.rpartition("|")[2])
    reason = call.values["reason"].strip()
    return _told(call, await call.store.write(operations.close, number, reason, call.act()))


async def own(call: Call) -> Reply:
    """Give the risk of a card to the person picked."""
    number = int(call.carry.removeprefix("R-").split(".")[0])
    outcome = await call.store.write(operations.own, number, Mention(call.text, None), call.act())
    return _told(call, outcome)


async def _add(call: Call, request: grammar.Add) -> Reply:
    outcome = await call.store.write(
        operations.add, request, call.act(), channel=call.channel, line=call.text
    )
    if isinstance(outcome, Unclear):
        return say(outcome.words, offers=outcome.offers, command="/risk")
    return views.added(outcome.risk, outcome.group, call.today, is_complete=request.complete)


async def _look(call: Call, request: grammar.Request) -> Reply:
    act = call.act()
    match request:
        case grammar.Top():
            return views.top(await call.store.read(risks.list_open, act), "Risks that matter", call.today)
        case grammar.Show(number):
            found = await call.store.read(_with_history, act, number)
            return views.shown(*found, call.today) if found else views.unknown(number)
        case grammar.Listing():
            listed = await call.store.read(_list, act, request, call)
            return say(listed.words) if isinstance(listed, Unclear) else listed
        case _:
            return views.usage()


def _told(call: Call, outcome: operations.Changed | operations.Unknown | Unclear) -> Reply:
    match outcome:
        case operations.Unknown(number):
            return views.unknown(number)
        case Unclear(words, offers):
            return say(words, offers=offers, command="/risk")
        case changed:
            return views.changed(changed, call.today)


def _request(values: Mapping[str, str], event: str) -> grammar.Add:
    cause, effect = values["because"].strip(), values["leading"].strip()
    statement = "".join(
        [f"Because {cause}, " if cause else "", event, f", leading to {effect}" if effect else ""]
    )
    scores = [int(values[name]) if values[name] else None for name in ("probability", "impact")]
    return grammar.Add(
        statement=statement,
        cause=cause,
        event=event,
        effect=effect,
        probability=scores[0],
        impact=scores[1],
        owner=Mention(values["owner"] or None, None if values["owner"] else "nobody"),
        project=None,
        review=None,
        complete=bool(cause and effect),
    )


def _with_history(tx: Session, act: facts.Act, number: int) -> tuple[facts.Risk, list[facts.Change]] | None:
    risk = risks.find(tx, act, number)
    return (risk, changes.list_about(tx, act.team.id, Noun.RISK, risk.id)) if risk else None


def _list(tx: Session, act: facts.Act, wanted: grammar.Listing, call: Call) -> Reply | Unclear:
    where, title = [], "Closed risks" if wanted.closed else "Open risks"
    if wanted.project:
        project = kit.project_of(tx, act, wanted.project, None, call.text)
        if isinstance(project, Unclear):
            return project
        where.append(risks.of_project(project.id if project else 0))
        title += f" in {project.name}" if project else ""
    found = risks.list_closed if wanted.closed else risks.list_open
    return views.top(found(tx, act, where=where, limit=20), title, call.today)


def _place(call: Call) -> str:
    return call.channel.slack_id if call.channel else ""
