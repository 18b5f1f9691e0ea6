"""What `/task`, its buttons and its form answer."""

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit import when
from commands.kit.blocks import cut
from commands.kit.call import Call
from commands.kit.readings import Refused
from commands.kit.reply import FieldErrors, Nothing, OpenModal, Replace, Reply, say
from commands.kit.requests import Mention, Unclear
from commands.task import grammar, operations, views
from storage import changes, facts, tasks
from storage.vocabulary import Noun, Priority, TaskStatus

TITLE = 250


async def run(call: Call) -> Reply:
    """Answer `/task <text>`. Bad input gets a Reply that helps; it raises nothing."""
    match grammar.parse(call.text, call.here):
        case grammar.Add() as request:
            return await _add(call, request)
        case grammar.Finish(numbers):
            return _told(call, await call.store.write(operations.finish, numbers, call.act()))
        case grammar.Reopen(numbers):
            return _told(call, await call.store.write(operations.reopen, numbers, call.act()))
        case grammar.Assign(number, owner):
            return _one(
                call, await call.store.write(operations.assign, number, owner, call.act(), line=call.text)
            )
        case grammar.Redate(number, due):
            return _one(call, await call.store.write(operations.redate, number, due, call.act()))
        case grammar.Undo():
            return await undo(call)
        case grammar.OpenForm():
            return OpenModal(views.form(owner=call.member.slack_id, carry=_place(call)))
        case grammar.Help(verb):
            return views.usage(verb)
        case grammar.Unclear(words, offers):
            return say(words, offers=offers, command="/task")
        case request:
            return await _look(call, request)


async def done(call: Call) -> Reply:
    """Finish the task a button names. Its card shows it; in a private list the row is told."""
    return _pressed(call, await call.store.write(operations.finish, [int(call.text)], call.act()))


async def reopen(call: Call) -> Reply:
    """Open again the task a button names."""
    return _pressed(call, await call.store.write(operations.reopen, [int(call.text)], call.act()))


async def assign(call: Call) -> Reply:
    """Give the task of a card to the person picked."""
    owner = Mention(call.text, None)
    outcome = await call.store.write(operations.assign, _number(call), owner, call.act())
    return _one(call, outcome)


async def redate(call: Call) -> Reply:
    """Move the task of a card to the day picked, at the end of the working day."""
    due = when.read(call.text, call.here)
    if isinstance(due, Refused):
        return say(due.sentence)
    return _one(call, await call.store.write(operations.redate, _number(call), due, call.act()))


async def undo(call: Call) -> Reply:
    """Take back the group a button names, or the caller's newest."""
    group = call.text if call.door.value == "button" else None
    outcome = await call.store.write(kit.undo, call.act(), group)
    told = views.undone(outcome, call.today)
    return Replace(told.message) if group else told


async def from_message(call: Call) -> Reply:
    """Open the form for a message, filled in with its text, link and author."""
    source = call.source
    if source is None:
        return OpenModal(views.form(owner=call.member.slack_id, carry=_place(call)))
    title = cut(source.text.split("\n")[0].strip(), TITLE)
    notes = source.text if source.text.strip() != title else ""
    owner = source.author if await call.store.read(_is_person, call, source.author) else call.member.slack_id
    return OpenModal(views.form(title=title, notes=notes, owner=owner, carry=f"{_place(call)}|{source.link}"))


async def save_form(call: Call) -> Reply:
    """Make a task of a filled form; what is wrong is said at its field and the form stays."""
    values = call.values
    title = values["title"].strip()
    if not title:
        return FieldErrors({"title": "A task needs a few words that say what is to be done."})
    due = _due_of_form(call)
    if isinstance(due, Refused):
        return FieldErrors({"due": due.sentence})
    request = grammar.Add(
        title=title,
        notes=values["notes"],
        owner=Mention(values["owner"] or None, None if values["owner"] else "nobody"),
        due=due,
        priority=Priority(int(values["priority"] or Priority.P3)),
        estimate=None,
        project=None,
    )
    link = call.carry.partition("|")[2] or None
    outcome = await call.store.write(operations.add, request, call.act(), channel=call.channel, link=link)
    if isinstance(outcome, Unclear):
        return FieldErrors({"owner": outcome.words})
    return views.added(outcome.task, outcome.group, call.today, notes=_no_card(call))


async def _add(call: Call, request: grammar.Add) -> Reply:
    outcome = await call.store.write(
        operations.add, request, call.act(), channel=call.channel, line=call.text
    )
    if isinstance(outcome, Unclear):
        return say(outcome.words, offers=outcome.offers, command="/task")
    notes = _no_card(call)
    if request.cut:
        notes.append("The title was cut at 250 characters; the whole text is in the notes.")
    offers = await call.store.read(kit.named, call.act(), request.offers) if request.offers else ()
    return views.added(outcome.task, outcome.group, call.today, notes=notes, offers=offers)


async def _look(call: Call, request: grammar.Request) -> Reply:
    act = call.act()
    match request:
        case grammar.MyDay():
            late, rest = await call.store.read(_my_tasks, act)
            return views.my_day(late, rest, call.now, call.today)
        case grammar.Show(number):
            found = await call.store.read(_with_history, act, number)
            return views.shown(*found, call.today) if found else say(views.unknown(number))
        case grammar.Listing():
            listed = await call.store.read(_list, act, request, call.text)
            if isinstance(listed, Unclear):
                return say(listed.words, offers=listed.offers, command="/task")
            title, found_tasks, count = listed
            return views.listing(title, found_tasks, count, call.now, call.today)
        case _:
            return views.usage(None)


def _told(call: Call, outcomes: list[operations.Outcome]) -> Reply:
    lines, group = [], ""
    for outcome in outcomes:
        match outcome:
            case operations.Unknown(number):
                lines.append(views.unknown(number))
            case operations.Changed(task, changed, before, is_news) if is_news and before:
                lines.append(views.changed(before, task, call.today))
                group = changed
            case operations.Changed(task):
                lines.append(views.already(task, call.today))
    return say("\n".join(lines), undo=group)


def _one(call: Call, outcome: operations.Outcome | Unclear) -> Reply:
    if isinstance(outcome, Unclear):
        return say(outcome.words, offers=outcome.offers, command="/task")
    return _told(call, [outcome])


def _pressed(call: Call, outcomes: list[operations.Outcome]) -> Reply:
    told = _told(call, outcomes)
    first = outcomes[0]
    on_card = bool(call.carry)
    if on_card and isinstance(first, operations.Changed) and first.is_news:
        return Nothing()
    return told


def _number(call: Call) -> int:
    return int(call.carry.removeprefix("T-").split(".")[0])


def _place(call: Call) -> str:
    return call.channel.slack_id if call.channel else ""


def _no_card(call: Call) -> list[str]:
    channel = call.channel
    if channel is None or channel.is_dm or channel.has_bot:
        return []
    return [f"Muster is not in #{channel.name}, so no card shows there yet. `/invite @Muster` brings both."]


def _due_of_form(call: Call) -> facts.Due | Refused | None:
    words = call.values["due"] or call.values["chip"]
    return when.read(words.removeprefix("by "), call.here) if words not in ("", "none") else None


def _is_person(tx: Session, call: Call, slack_id: str | None) -> bool:
    found = kit.owner_of(tx, call.act(), Mention(slack_id, None), "") if slack_id else None
    return isinstance(found, facts.Member)


def _my_tasks(tx: Session, act: facts.Act) -> tuple[list[facts.Task], list[facts.Task]]:
    mine = tasks.owned_by(act.member.id) if act.member else None
    late = tasks.list_open(tx, act, where=[mine, tasks.late(act.now)], limit=20)
    rest = tasks.list_open(tx, act, where=[mine, ~tasks.late(act.now) | tasks.undated()], limit=20)
    return late, rest


def _with_history(tx: Session, act: facts.Act, number: int) -> tuple[facts.Task, list[facts.Change]] | None:
    task = tasks.find(tx, act, number)
    return (task, changes.list_about(tx, act.team.id, Noun.TASK, task.id)) if task else None


def _list(
    tx: Session, act: facts.Act, wanted: grammar.Listing, line: str
) -> tuple[str, list[facts.Task], int] | Unclear:
    where, titles = [], []
    if wanted.owner or not (wanted.all or wanted.late or wanted.project or wanted.priority or wanted.done):
        owner = kit.owner_of(tx, act, wanted.owner, line)
        if isinstance(owner, Unclear):
            return owner
        where.append(tasks.owned_by(owner.id if owner else None))
        titles.append(f"of {owner.name}" if owner else "without an owner")
    if wanted.project:
        project = kit.project_of(tx, act, wanted.project, None, line)
        if isinstance(project, Unclear):
            return project
        where.append(tasks.of_project(project.id if project else 0))
        titles.append(f"in {project.name}" if project else "")
    if wanted.priority:
        where.append(tasks.of_priority(wanted.priority))
        titles.append(f"P{wanted.priority}")
    if wanted.late:
        where.append(tasks.late(act.now))
    state = TaskStatus.DONE if wanted.done else TaskStatus.OPEN
    found = tasks.list_done(tx, act, where=where) if wanted.done else tasks.list_open(tx, act, where=where)
    word = "Done" if wanted.done else "Late" if wanted.late else "Open"
    count = tasks.count(tx, act, tasks.in_status(state), *where)
    return " ".join([f"{word} tasks", *titles]), found, count
