"""What a line after `/standup` answers."""

from dataclasses import replace

from commands.kit import operations as kit
from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Help, Unclear, Undo
from commands.standup import grammar, operations, views
from commands.standup.handlers import answer, look, settings
from commands.task import operations as task_operations
from commands.task import views as task_views
from storage import histories
from storage.vocabulary import Noun

_OWN: histories.Scope = {
    **dict.fromkeys((Noun.STANDUP, Noun.ANSWER, Noun.BLOCKER, Noun.ABSENCE)),
    Noun.MEMBER: ("holidays",),
}

SAID = ("add", "skip")  # what follows is read by people who may not know a private channel's name


async def run(call: Call) -> Reply:
    """Answer `/standup <text>`. Bad input gets a Reply that helps; it raises nothing."""
    if "<#" in call.text and call.text.split()[0].casefold() not in SAID:
        call = replace(call, text=await call.store.read(kit.with_channels, call.act(), call.text))
    match grammar.parse(call.text, call.here):
        case grammar.Open(name):
            return await answer.open_form(call, name)
        case grammar.AddLine(text):
            return await answer.add(call, text)
        case grammar.Skip(reason):
            return await answer.skip(call, reason)
        case grammar.Away(first, until):
            return await _go_away(call, grammar.Away(first, until))
        case grammar.Back(day):
            found = await call.store.write(operations.come_back, call.act(), call.today, day)
            return views.back(found, call.today)
        case grammar.Holidays(place):
            return await _rest(call, place)
        case grammar.Resolve(numbers):
            return await _resolve(call, numbers)
        case Undo():
            outcome = await call.store.write(task_operations.undo, call.act(), None, of=_OWN)
            return task_views.undone(outcome, call.reader)
        case Unclear() as question:
            return ask(await call.store.read(kit.asked, call.act(), question), "/standup")
        case Help():
            return views.usage()
        case (
            grammar.OpenSetUp()
            | grammar.SetUp()
            | grammar.Pause()
            | grammar.Resume()
            | grammar.Stop() as request
        ):
            return await settings.run(call, request)
        case request:
            return await look.run(call, request)


async def resolve(call: Call) -> Reply:
    """Say that the blocker a button names is gone."""
    return await _resolve(call, (int(call.text),))


async def _go_away(call: Call, wanted: grammar.Away) -> Reply:
    act = call.act()
    known = await call.store.write(operations.go_away, act, wanted.first, wanted.until)
    if known is not None:
        return views.away_already(known, call.today)
    back = await call.store.read(operations.back_on, call.member, wanted.until)
    return views.away(wanted.first, wanted.until, back, call.today, act.group)


async def _rest(call: Call, place: str | None) -> Reply:
    found = await call.store.write(operations.choose_holidays, call.act(), call.member, place)
    return ask(found, "/standup") if isinstance(found, Unclear) else views.rests(found, call.today)


async def _resolve(call: Call, numbers: tuple[int, ...]) -> Reply:
    act = call.act()
    found, unknown = await call.store.write(operations.resolve, numbers, act)
    return views.resolved(found, unknown, act.group)
