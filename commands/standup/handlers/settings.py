"""Setting standups up by line or form, and pausing, resuming and removing them."""

from dataclasses import replace
from datetime import time

from sqlmodel import Session

from commands.kit import holiday
from commands.kit.call import Call
from commands.kit.reply import FieldErrors, OpenModal, Reply, ask
from commands.kit.requests import Unclear
from commands.standup import grammar, operations, questions, views
from commands.standup.operations import Wanted
from storage import facts, people, standups, workspaces

NEW = Wanted(name="", weekdays=(0, 1, 2, 3, 4), at=time(9, 30), window=240)
NOT_HERE = "A standup belongs to a channel. Nothing was changed. Type this where it shall stand."


async def run(
    call: Call,
    request: grammar.OpenSetUp | grammar.SetUp | grammar.Pause | grammar.Resume | grammar.Stop,
) -> Reply:
    """Set up, change, pause, resume or remove a standup."""
    match request:
        case grammar.SetUp():
            outcome = await call.store.write(operations.set_up_line, request, call.act(), call.channel)
            return ask(outcome, "/standup") if isinstance(outcome, Unclear) else views.made(outcome)
        case grammar.OpenSetUp():
            draft = await call.store.read(_draft, call.act(), call.channel, request)
            return (
                ask(draft, "/standup")
                if isinstance(draft, Unclear)
                else OpenModal(views.settings_form(draft))
            )
    changed = await call.store.write(_change, call.act(), call.channel, request)
    if isinstance(changed, Unclear):
        return ask(changed, "/standup")
    match request:
        case grammar.Pause():
            return views.paused(changed, call.today)
        case grammar.Resume():
            return views.resumed(changed)
    return views.removed(changed)


async def save_settings(call: Call) -> Reply:
    """Save the settings form; what is wrong is said at its field and the form stays."""
    want = _wanted(call)
    if isinstance(want, FieldErrors):
        return want
    outcome = await call.store.write(_saved, call, want, call.act())
    if not isinstance(outcome, Unclear):
        return views.made(outcome)
    is_of_place = "channel" in call.values and not isinstance(outcome, operations.NameTaken)
    return FieldErrors({"channel" if is_of_place else "name": outcome.words})


def _wanted(call: Call) -> Wanted | FieldErrors:
    """Read the form's fields; people are left to who can look them up."""
    values, wrong = call.values, {}
    asked = questions.read(values["questions"])
    place = holiday.known(values["holidays"]) if values["holidays"].strip() else ""
    if isinstance(asked, str):
        wrong["questions"] = f"{asked} Nothing was saved."
    if place is None:
        wrong["holidays"] = holiday.unknown(values["holidays"])
    if not values["days"]:
        wrong["days"] = "Tick at least one day."
    if wrong or isinstance(asked, str) or place is None:
        return FieldErrors(wrong)
    extra = values["extra"].split(",")
    return Wanted(
        name=values["name"].strip(),
        weekdays=tuple(sorted(int(day) for day in values["days"].split(","))),
        at=time.fromisoformat(values["at"]),
        window=int(values["window"]),
        zone=None if values["zone"] == "own" else values["zone"],
        questions=asked,
        asks_mood="mood" in extra,
        holidays=place,
        shares_reports="shared" in extra,
    )


def _saved(tx: Session, call: Call, want: Wanted, act: facts.Act) -> operations.Made | Unclear:
    picked = [people.find(tx, act.team.id, one) for one in call.values["members"].split(",") if one]
    ids = tuple(one.id for one in picked if one and one.is_active and not one.is_bot)
    if picked and not ids:
        return Unclear(
            "Nobody of those can be asked. Nothing was saved. Pick people who are in this workspace."
        )
    want = replace(want, member_ids=ids)
    known = call.carry.partition("|")[2]
    if not known:
        channel = workspaces.find_channel(tx, act.team.id, call.values["channel"])
        return operations.set_up(tx, want, act, channel) if channel else Unclear(NOT_HERE)
    standup_id, version = (int(one) for one in known.split(":"))
    return operations.edit(tx, standup_id, want, act, version=version)


def _draft(
    tx: Session, act: facts.Act, channel: facts.Channel | None, request: grammar.OpenSetUp
) -> views.Draft | Unclear:
    zones = tuple(sorted({one.zone for one in people.list_people(tx, act.team.id)}))
    if request.edit:
        standup = operations.meant(tx, act, channel, request.name, "edit {name}")
        if isinstance(standup, Unclear):
            return standup
        if not operations.may_change(tx, act, standup):
            lead = operations.lead_of(tx, standup)
            return Unclear(
                f"{lead.name if lead else 'Its lead'} can change {standup.name}. Nothing was changed."
            )
        want = operations.wanted(tx, standup)
        members = tuple(people.get(tx, one).slack_id for one in want.member_ids)
        today = views.today_line(operations.today_of(tx, standup))
        place = standup.channel.slack_id
        return views.Draft(want, place, members, zones, f"{standup.id}:{standup.version}", today)
    if channel is None or channel.is_dm:
        return Unclear(NOT_HERE)
    taken = {one.name for one in standups.list_in(tx, channel.id)}
    name = f"#{channel.name}" if f"#{channel.name}" not in taken else f"#{channel.name} {len(taken) + 1}"
    return views.Draft(replace(NEW, name=name), channel.slack_id, (), zones)


def _change(
    tx: Session,
    act: facts.Act,
    channel: facts.Channel | None,
    request: grammar.Pause | grammar.Resume | grammar.Stop,
) -> operations.Changed | Unclear:
    standup = operations.meant(tx, act, channel, request.name, _line(request))
    if isinstance(standup, Unclear):
        return standup
    match request:
        case grammar.Pause(_, until):
            return operations.pause(tx, standup, until, act)
        case grammar.Resume():
            return operations.resume(tx, standup, act)
    return operations.remove(tx, standup, act)


def _line(request: grammar.Pause | grammar.Resume | grammar.Stop) -> str:
    match request:
        case grammar.Pause(_, until):
            return "pause {name}" + (f" until {until}" if until else "")
        case grammar.Resume():
            return "resume {name}"
    return "remove {name}"
