"""What admins and Slack itself do: channels, members, the app's rights, faults, starting over."""

import dataclasses
import zoneinfo
from typing import Any

from bot.sandbox import events, shapes
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.faults import KINDS, PREFIXES, SOCKET_KINDS, Switches
from bot.sandbox.webapi.serve import METHODS
from bot.sandbox.workspace import JSON, Channel, Member

_FIELDS = (
    "deleted",
    "status_text",
    "status_emoji",
    "tz",
    "is_restricted",
    "is_admin",
    "real_name",
    "display_name",
)


async def waiting_faults(ask: Ask) -> JSON:
    """List the faults that wait, and what can be ordered: kinds for methods and kinds for `socket`."""
    return {
        "ok": True,
        "waiting": ask.core.faults.listed(),
        "kinds": [*KINDS, *PREFIXES],
        "socket_kinds": [*SOCKET_KINDS],
        "methods": sorted([*METHODS, "response_url"]),
    }


async def faults(ask: Ask) -> JSON:
    """Order a fault: {method, kind, times}, `socket` for delivery; or {clear: its number, or true}."""
    clear = ask.body.get("clear")
    if clear is not None:
        return _taken_back(ask, clear)
    times = ask.body.get("times", 1)
    if not isinstance(times, int) or times < 1:
        raise Mistake('"times" is a whole number from 1.')
    problem = ask.core.faults.order(ask.text("method"), ask.text("kind"), times)
    if problem:
        raise Mistake(problem)
    ask.core.app.live.say("faults")
    return {"ok": True, "number": ask.core.faults.ordered}


def _taken_back(ask: Ask, which: Any) -> JSON:
    faults = ask.core.faults
    if which is True:
        faults.waiting.clear()
    elif type(which) is not int:
        raise Mistake('"clear" is true, or the number of a fault.')
    elif not faults.take_back(which):
        raise Mistake(f"No fault {which} waits any more.")
    ask.core.app.live.say("faults")
    return {"ok": True}


async def reset(ask: Ask) -> JSON:
    """Put the workspace back to how it started; the clock and the connections stay."""
    ask.core.app.begin()
    for changed in ("channels", "log", "faults"):
        ask.core.app.live.say(changed)
    ask.core.faults.switches = Switches()
    return {"ok": True}


async def channel(ask: Ask) -> JSON:
    """Change a channel: archived, read_only, name, bot_in, join, leave, private; with Slack's events."""
    found = ask.any_channel()
    for name, change in _CHANGES.items():
        if name in ask.body:
            change(ask, found, ask.body[name])
    ask.core.live.say("channels")
    await ask.settle()
    return {"ok": True}


async def member(ask: Ask) -> JSON:
    """Change a member (`as`), or add one with {"new": {id, name, real_name, tz}}; with Slack's events."""
    core = ask.core
    _refuse_unknown_zone(ask.body.get("new") or ask.body)
    if "new" in ask.body:
        found = _join_team(ask, ask.body["new"])
        kind = "team_join"
    else:
        found, kind = ask.member(), "user_change"
        for name in _FIELDS:
            if name in ask.body:
                setattr(found, name, ask.body[name])
    found.updated = int(core.now().timestamp())
    email = "users:read.email" in core.scopes
    user = shapes.user_object(found, core.workspace, core.now(), email=email)
    events.emit(core, {"type": kind, "user": user, "cache_ts": found.updated, "event_ts": core.stamp()})
    if "status_text" in ask.body:
        status = {"type": "user_status_changed", "user": user, "event_ts": core.stamp()}
        events.emit(core, status)
    core.live.say("channels")
    await ask.settle()
    return {"ok": True}


async def app(ask: Ask) -> JSON:
    """Change the app's rights: revoked, scopes_removed, scopes_added; limits on or off."""
    core = ask.core
    if "revoked" in ask.body:
        core.revoked = bool(ask.body["revoked"])
        if core.revoked:
            tokens = {"oauth": [], "bot": [core.workspace.bot]}
            events.emit(core, {"type": "tokens_revoked", "tokens": tokens, "event_ts": core.stamp()})
            events.emit(core, {"type": "app_uninstalled", "event_ts": core.stamp()})
    core.scopes -= set(ask.body.get("scopes_removed") or ())
    core.scopes |= set(ask.body.get("scopes_added") or ())
    if "limits" in ask.body:
        core.limits.on = bool(ask.body["limits"])
    core.live.say("channels")
    await ask.settle()
    return {"ok": True}


def _refuse_unknown_zone(fields: JSON) -> None:
    zone = str(fields.get("tz", "UTC"))
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise Mistake(f'There is no time zone "{zone}".') from None


def _join_team(ask: Ask, fields: JSON) -> Member:
    workspace = ask.core.workspace
    known = {field.name for field in dataclasses.fields(Member)}
    if not {"id", "name", "real_name"} <= set(fields) <= known or fields["id"] in workspace.members:
        raise Mistake("A new member needs an id nobody has, a name and a real_name.")
    found = Member(**fields)
    found.display_name = found.display_name or found.real_name.split()[0]
    workspace.members[found.id] = found
    return found


def _admin(ask: Ask) -> str:
    return next(one.id for one in ask.core.workspace.members.values() if one.is_admin)


def _archive(ask: Ask, found: Channel, value: Any) -> None:
    if found.is_archived is bool(value):
        return
    kind = f"{found.kind}_{'archive' if value else 'unarchive'}"
    _tell(ask, found, {"type": kind, "channel": found.id, "user": _admin(ask), "is_moved": 0})
    found.is_archived = bool(value)


def _rename(ask: Ask, found: Channel, value: Any) -> None:
    found.name = str(value).removeprefix("#")
    renamed = {"id": found.id, "name": found.name, "name_normalized": found.name, "created": found.created}
    _tell(ask, found, {"type": f"{found.kind}_rename", "channel": renamed})


def _bot_in(ask: Ask, found: Channel, value: Any) -> None:
    bot = ask.core.workspace.bot_user
    if value:
        _enter(ask, found, bot)
    elif bot.id in found.members:
        _leave(ask, found, bot)
        left = {"type": f"{found.kind}_left", "channel": found.id, "actor_id": _admin(ask)}
        events.emit(ask.core, left | {"event_ts": ask.core.stamp()})


def _people_in(ask: Ask, found: Channel, value: Any) -> None:
    for who in value if isinstance(value, list) else [value]:
        _enter(ask, found, Ask(ask.core, ask.settling, {"as": who}).member())


def _people_out(ask: Ask, found: Channel, value: Any) -> None:
    for who in value if isinstance(value, list) else [value]:
        _leave(ask, found, Ask(ask.core, ask.settling, {"as": who}).member())


def _enter(ask: Ask, found: Channel, who: Member) -> None:
    if who.id not in found.members:
        found.members.append(who.id)
        events.in_channel(
            ask.core, found, {"type": "member_joined_channel", "user": who.id, "inviter": _admin(ask)}
        )


def _leave(ask: Ask, found: Channel, who: Member) -> None:
    if who.id in found.members:
        found.members.remove(who.id)
        events.in_channel(ask.core, found, {"type": "member_left_channel", "user": who.id})


def _tell(ask: Ask, found: Channel, event: JSON) -> None:
    if ask.core.workspace.bot in found.members:
        events.emit(ask.core, event | {"event_ts": ask.core.stamp()})


def _set_read_only(_: Ask, found: Channel, value: Any) -> None:
    found.read_only = bool(value)


def _set_private(_: Ask, found: Channel, value: Any) -> None:
    found.is_private = bool(value)


_CHANGES = {
    "archived": _archive,
    "read_only": _set_read_only,
    "private": _set_private,
    "name": _rename,
    "bot_in": _bot_in,
    "join": _people_in,
    "leave": _people_out,
}
