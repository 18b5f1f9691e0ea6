"""The switches, seen and turned by /control; what each does stands in `faults.Switches`."""

from dataclasses import Field, asdict, fields
from typing import Any

from bot.sandbox.asking import Ask, Mistake
from bot.sandbox.faults import Switches
from bot.sandbox.workspace import JSON


async def seen(ask: Ask) -> JSON:
    """List the switches with what they are set to, and the most a number may be."""
    most = {one.name: one.metadata["most"] for one in fields(Switches) if one.metadata}
    return {"ok": True, "switches": asdict(ask.core.faults.switches), "most": most}


async def turned(ask: Ask) -> JSON:
    """Turn switches: {name: true or false, or a number}."""
    known = {one.name: one for one in fields(Switches)}
    given = {name: value for name, value in ask.body.items() if name != "team"}
    for name, value in given.items():
        if name not in known:
            raise Mistake(f'There is no switch "{name}". Choose from: {", ".join(known)}.')
        _refuse_wrong(known[name], value)
    for name, value in given.items():
        setattr(ask.core.faults.switches, name, value)
    await ask.core.app.pump()
    ask.core.app.live.say("switches")
    return await seen(ask)


def _refuse_wrong(switch: Field[Any], value: Any) -> None:
    most = switch.metadata.get("most")
    if most is None and not isinstance(value, bool):
        raise Mistake(f'"{switch.name}" is turned by true or false.')
    if most is not None and (type(value) is not int or not 0 <= value <= most):
        raise Mistake(f'"{switch.name}" is a whole number from 0 to {most}.')
