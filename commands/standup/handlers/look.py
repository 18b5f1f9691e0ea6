"""What people ask of standups without changing them: how today stands, when, what was said, a week."""

from sqlmodel import Session

from commands.kit.call import Call
from commands.kit.reply import Reply, ask
from commands.kit.requests import Unclear
from commands.standup import grammar, operations, rules, views
from commands.standup.operations import Roll, Stuck
from storage import answers, blockers, facts, standups

Look = (
    grammar.Status
    | grammar.When
    | grammar.ShowHolidays
    | grammar.Remind
    | grammar.Blockers
    | grammar.History
    | grammar.Report
)


async def run(call: Call, request: Look) -> Reply:
    """Answer with what is on record; only the caller sees it."""
    act = call.act()
    match request:
        case grammar.Status(name):
            return views.status(await call.store.read(_rolls, act, call.channel, name), call.today)
        case grammar.When():
            return views.when(await call.store.read(_next, act), call.today)
        case grammar.ShowHolidays():
            return views.rests(operations.Resting(call.member, group=""), call.today)
        case grammar.Remind(name):
            outcome = await call.store.write(_remind, act, call.channel, name)
            if isinstance(outcome, Unclear):
                return ask(outcome, "/standup")
            return views.reminded(outcome)
        case grammar.Blockers(page):
            return views.stuck_list(await call.store.read(_stuck, act), page)
        case grammar.History(who):
            said = await call.store.read(operations.history, act, who)
            return ask(said, "/standup") if isinstance(said, Unclear) else views.history(*said, call.today)
        case grammar.Report(who, back, True, of):
            owed = await call.store.write(operations.export, act, call.channel, who, back, of)
            return ask(owed, "/standup") if isinstance(owed, Unclear) else views.owed(owed, call.today)
        case grammar.Report(who, back, of=of):
            found = await call.store.read(operations.report, act, call.channel, who, back, of)
            return ask(found, "/standup") if isinstance(found, Unclear) else views.report(found, call.today)


def _rolls(tx: Session, act: facts.Act, channel: facts.Channel | None, name: str) -> list[Roll]:
    """Return the newest day of this channel's standups, else of the caller's own."""
    here = standups.list_in(tx, channel.id) if channel else []
    mine = standups.list_asking(tx, act.team.id, act.member.id) if act.member else []
    wanted = name.casefold().lstrip("#")
    found = [one for one in here or mine if wanted in ("", one.name.casefold().lstrip("#"))]
    newest = [day for one in found if (day := standups.latest_day(tx, one.id))]
    return [operations.roll(tx, day.id, act.now) for day in newest]


def _next(tx: Session, act: facts.Act) -> list[views.Next]:
    if act.member is None:
        return []
    waiting = {
        standups.get_day(tx, one.day_id).standup.id: one.closes_at
        for one in reversed(answers.list_waiting(tx, act.member.id))
        if one.closes_at >= act.now
    }
    found = []
    for one in standups.list_asking(tx, act.team.id, act.member.id):
        zone = rules.zone_of(one, act.member)
        at, asked_at = operations.next_of(tx, one, act.member, act.now) or (None, None)
        why = rules.why_not(rules.for_member(one, act.member), rules.local_day(act.now, zone))
        found.append(views.Next(one, zone, at, asked_at, why, waiting.get(one.id)))
    return found


def _remind(
    tx: Session, act: facts.Act, channel: facts.Channel | None, name: str
) -> operations.Reminded | Unclear:
    standup = operations.meant(tx, act, channel, name, "remind {name}")
    return standup if isinstance(standup, Unclear) else operations.remind_all(tx, act, standup)


def _stuck(tx: Session, act: facts.Act) -> list[Stuck]:
    """Return what is in the way in the standups that ask the caller or that they lead, oldest first."""
    if act.member is None:
        return []
    who = act.member
    mine = [
        one
        for one in standups.list_running(tx, act.team.id)
        if standups.asks(tx, one, who.id) or operations.lead_of(tx, one) == who
    ]
    found = [
        operations.aged(blocker, one, act.now)
        for one in mine
        for blocker in blockers.list_open(tx, act.team.id, one.id)
    ]
    return sorted(found, key=lambda one: one.blocker.opened_at)
