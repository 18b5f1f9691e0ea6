"""What admins and Slack itself do: channels, the app's rights, faults, starting over."""

from typing import Any

from bot.sandbox import events
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.faults import KINDS, PREFIXES, SOCKET_KINDS, Switches
from bot.sandbox.webapi.serve import METHODS
from bot.sandbox.workspace import JSON, Channel, Member, UserGroup


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
    """Change a channel by any of `_CHANGES`, with Slack's events."""
    found = ask.any_channel()
    if found.is_im or found.is_mpim:
        raise Mistake("A DM cannot be changed like a channel.")
    for name, change in _CHANGES.items():
        if name in ask.body:
            change(ask, found, ask.body[name])
    ask.core.live.say("channels")
    await ask.settle()
    return {"ok": True}


async def group(ask: Ask) -> JSON:
    """Change a user group (`group`), or add one with {"new": {handle, name, users}}; with Slack's events."""
    core, body = ask.core, ask.body
    given = body.get("new") or body
    users = [Ask(core, ask.settling, {"as": who}).member().id for who in given.get("users") or ()]
    if "new" in body:
        handle = str(given.get("handle") or "").removeprefix("@").lower()
        if not handle or core.workspace.find_group(handle):
            raise Mistake("A new group needs a handle no other has.")
        found = UserGroup(f"S0{core.workspace.next_serial():07d}", handle, given.get("name") or handle, users)
        found.created = int(core.now().timestamp())
        core.workspace.groups[found.id] = found
    else:
        found = _changed_group(ask, users)
    events.about_group(core, found, "subteam_created" if "new" in body else "subteam_updated")
    core.live.say("channels")
    await ask.settle()
    return {"ok": True, "id": found.id}


def _changed_group(ask: Ask, users: list[str]) -> UserGroup:
    which = ask.text("group").removeprefix("@")
    known = ask.core.workspace.groups.values()
    found = next((one for one in known if which in (one.id, one.handle)), None)
    if found is None:
        raise Mistake(f'There is no user group "{which}".')
    found.users = users if "users" in ask.body else found.users
    found.name, found.handle = ask.text("name", found.name), ask.text("handle", found.handle)
    if "disabled" in ask.body:
        found.deleted = int(ask.core.now().timestamp()) if ask.body["disabled"] else 0
    return found


async def app(ask: Ask) -> JSON:
    """Change the app's rights: installed, revoked, scopes_removed, scopes_added; limits on or off."""
    core = ask.core
    gone = ask.body.get("revoked", not ask.body.get("installed", not core.revoked))
    if gone and not core.revoked:
        core.uninstall("token_revoked" if "revoked" in ask.body else "account_inactive")
    elif core.revoked and not gone:
        core.revoked = False
        core.tokens.revive()
    core.scopes -= set(ask.body.get("scopes_removed") or ())
    core.scopes |= set(ask.body.get("scopes_added") or ())
    if "limits" in ask.body:
        core.limits.on = bool(ask.body["limits"])
    core.live.say("channels")
    await ask.settle()
    return {"ok": True}


def _archive(ask: Ask, found: Channel, value: Any) -> None:
    if found.is_archived is bool(value):
        return
    kind = f"{found.kind}_{'archive' if value else 'unarchive'}"
    _tell(
        ask, found, {"type": kind, "channel": found.id, "user": ask.core.workspace.first_admin, "is_moved": 0}
    )
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
        left = {"type": f"{found.kind}_left", "channel": found.id, "actor_id": ask.core.workspace.first_admin}
        events.emit(ask.core, left | {"event_ts": ask.core.stamp()})


def _people_in(ask: Ask, found: Channel, value: Any) -> None:
    for who in value if isinstance(value, list) else [value]:
        _enter(ask, found, Ask(ask.core, ask.settling, {"as": who}).member())


def _people_out(ask: Ask, found: Channel, value: Any) -> None:
    for who in value if isinstance(value, list) else [value]:
        _leave(ask, found, Ask(ask.core, ask.settling, {"as": who}).member())


def _enter(ask: Ask, found: Channel, who: Member) -> None:
    if who.id not in found.members:
        _refuse_second(ask, found, who)
        found.members.append(who.id)
        events.in_channel(
            ask.core,
            found,
            {"type": "member_joined_channel", "user": who.id, "inviter": ask.core.workspace.first_admin},
        )


def _refuse_second(ask: Ask, found: Channel, who: Member) -> None:
    """Keep a one-channel guest to one channel, and another company to what is shared with it."""
    rest = [one for one in ask.core.workspace.channels.values() if one.kind in ("channel", "group")]
    if who.is_ultra_restricted and any(who.id in one.members for one in rest):
        raise Mistake(f"{who.real_name} is a guest of one channel and is in it already.")
    if who.team and who.team not in found.shared_with:
        raise Mistake(f"#{found.name} is not shared with {who.team_name or who.team}.")


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


def _set_shared(_: Ask, found: Channel, value: Any) -> None:
    found.shared_with = [str(team) for team in (value if isinstance(value, list) else [value]) if team]


_CHANGES = {
    "archived": _archive,
    "read_only": _set_read_only,
    "private": _set_private,
    "shared_with": _set_shared,
    "name": _rename,
    "bot_in": _bot_in,
    "join": _people_in,
    "leave": _people_out,
}
