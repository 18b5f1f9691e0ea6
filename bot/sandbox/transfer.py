"""The teams out of the sandbox as one JSON file, and into it."""

import json

from bot.sandbox import snapshot
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.reading import Unreadable
from bot.sandbox.workspace import JSON


async def export(ask: Ask) -> JSON:
    """Give the teams and their moment, as `import_` takes them."""
    teams = [snapshot.Team(core.workspace, core.rights) for core in ask.core.app.teams]
    found: JSON = json.loads(snapshot.exported(teams, ask.core.now()))
    return found


async def import_(ask: Ask) -> JSON:
    """Put exported teams in the place of these, and the clock to their moment; the app is not told."""
    core = ask.core
    try:
        kept = snapshot.read_kept(ask.body)
    except Unreadable as trouble:
        raise Mistake(f"This is no workspace that can be imported. {trouble} Nothing was changed.") from None
    here = core.app.first.workspace.bot_user.real_name
    if kept.app != here:
        raise Mistake(f"This is the workspace of {kept.app}; here is that of {here}. Nothing was changed.")
    core.app.put(snapshot.restored(kept.snapshot))
    await ask.settling.jump(kept.now)
    for changed in ("channels", "home"):
        core.live.say(changed)
    core.app.live.say("log")
    return {"ok": True, "now": core.now().isoformat()}
