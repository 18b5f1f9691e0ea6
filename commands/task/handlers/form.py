"""The form that makes a task, empty or filled in from a message."""

from sqlmodel import Session

from commands.kit import operations as kit
from commands.kit import when
from commands.kit.blocks import cut
from commands.kit.call import Call
from commands.kit.readings import Refused
from commands.kit.reply import FieldErrors, OpenModal, Reply
from commands.kit.requests import Mention, Unclear
from commands.task import grammar, operations, views
from commands.task.handlers.told import no_card
from storage import facts
from storage.vocabulary import Priority

TITLE = 250


async def from_message(call: Call) -> Reply:
    """Open the form for a message, filled in with its text, link and author."""
    source = call.source
    if source is None:
        return OpenModal(views.form(owner=call.member.slack_id, carry=place(call)))
    title = cut(source.text.split("\n")[0].strip(), TITLE)
    notes = source.text if source.text.strip() != title else ""
    owner = source.author if await call.store.read(_is_person, call, source.author) else call.member.slack_id
    return OpenModal(views.form(title=title, notes=notes, owner=owner, carry=f"{place(call)}|{source.link}"))


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
    return views.added(outcome.task, outcome.group, call.today, notes=no_card(call))


def place(call: Call) -> str:
    """Name the channel a form is opened in, for it to carry; "" when there is none."""
    return call.channel.slack_id if call.channel else ""


def _due_of_form(call: Call) -> facts.Due | Refused | None:
    words = call.values["due"] or call.values["chip"]
    return when.read(words.removeprefix("by "), call.here) if words not in ("", "none") else None


def _is_person(tx: Session, call: Call, slack_id: str | None) -> bool:
    found = kit.owner_of(tx, call.act(), Mention(slack_id, None), "") if slack_id else None
    return isinstance(found, facts.Member)
