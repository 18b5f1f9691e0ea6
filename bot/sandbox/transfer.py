"""A workspace out of the sandbox as one JSON file, and into it."""

import json

from bot.sandbox import snapshot
from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.reading import Unreadable
from bot.sandbox.workspace import JSON


async def export(ask: Ask) -> JSON:
    """Give the workspace and its moment, as `import_` takes them."""
    found: JSON = json.loads(snapshot.exported(ask.core.workspace, ask.core.now()))
    return found


async def import_(ask: Ask) -> JSON:
    """Put an exported workspace in this one's place, and the clock to its moment; the app is not told."""
    core = ask.core
    try:
        kept = snapshot.read_kept(ask.body)
    except Unreadable as trouble:
        raise Mistake(f"This is no workspace that can be imported. {trouble} Nothing was changed.") from None
    here = core.workspace.bot_user.real_name
    if kept.app != here:
        raise Mistake(f"This is the workspace of {kept.app}; here is that of {here}. Nothing was changed.")
    core.app.put(core, snapshot.restored(kept.workspace))
    await ask.settling.jump(kept.now)
    for changed in ("channels", "home"):
        core.live.say(changed)
    core.app.live.say("log")
    return {"ok": True, "now": core.now().isoformat()}
