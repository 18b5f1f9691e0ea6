"""The switches, seen and turned by /control; what each does stands in `faults.Switches`."""

from dataclasses import asdict

from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.workspace import JSON


async def seen(ask: Ask) -> JSON:
    """List the switches and whether they are on."""
    return {"ok": True, "switches": asdict(ask.core.faults.switches)}


async def turned(ask: Ask) -> JSON:
    """Turn switches on or off: {name: true or false}."""
    switches = ask.core.faults.switches
    known = asdict(switches)
    for name, value in ask.body.items():
        if name not in known:
            raise Mistake(f'There is no switch "{name}". Choose from: {", ".join(known)}.')
        if not isinstance(value, bool):
            raise Mistake(f'"{name}" is turned by true or false.')
    for name, value in ask.body.items():
        setattr(switches, name, value)
    ask.core.live.say("switches")
    return await seen(ask)
