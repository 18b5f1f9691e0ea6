"""What admins and Slack itself do: user groups, the app's rights, faults, starting over."""

from typing import Any

from bot.sandbox import events
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.faults import CONNECTION_KINDS, DELIVERY_KINDS, KINDS, PREFIXES, SOCKET_KINDS, Switches
from bot.sandbox.webapi.serve import METHODS
from bot.sandbox.workspace import JSON, UserGroup


async def waiting_faults(ask: Ask) -> JSON:
    """List the faults that wait, and what can be ordered now: kinds for methods and kinds for `socket`."""
    return {
        "ok": True,
        "waiting": ask.core.faults.listed(),
        "kinds": [*KINDS, *PREFIXES],
        "socket_kinds": [*(DELIVERY_KINDS if ask.core.app.http.on else SOCKET_KINDS)],
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
    if ask.core.app.http.on and ask.text("method") == "socket" and ask.text("kind") in CONNECTION_KINDS:
        raise Mistake(
            "The app is served over HTTP and has no connections, so nothing was ordered. "
            f"Choose from: {', '.join(DELIVERY_KINDS)}; or turn Socket Mode on."
        )
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
    """Put the workspace back to how it started; the clock and the connections stay.

    Where what is tried in it can begin anew as well, all does, the clock too.
    """
    if ask.core.app.start_over is not None:
        ask.core.app.start_over()
        return {"ok": True}
    ask.core.app.begin()
    for changed in ("channels", "log", "faults"):
        ask.core.app.live.say(changed)
    ask.core.faults.switches = Switches()
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
