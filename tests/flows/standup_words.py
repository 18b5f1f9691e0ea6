"""What people do in a standup and what they see of it, for the tests that tell its days."""

from typing import Any

from tests.world import Json, Person, World

TUESDAY, WEDNESDAY, THURSDAY = "2026-10-27", "2026-10-28", "2026-10-29"
PLACE = "#atlas-standup"


async def answer(who: Person, yesterday: str = "", today: str = "", blocked: str = "") -> Json:
    """Fill in the form and send it; return what Slack answered."""
    view = await opened(who)
    said = {"yesterday": yesterday, "today": today, "blocked": blocked}
    return await who.submits(view, {name: {name: text} for name, text in said.items() if text})


async def opened(who: Person, line: str = "/standup") -> Json:
    """Open the form and return it."""
    await who.types(line, channel=PLACE)
    return await who.form()


def starts(view: Json) -> dict[str, Any]:
    """Return what each field of a form starts with, by block; None for an empty one."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: block["element"].get("initial_value") for block in inputs}


async def head(world: World, channel: str = PLACE) -> Json:
    """Return the head of the newest day's thread."""
    return await world.channel(channel).last()


async def thread(world: World, channel: str = PLACE) -> list[Json]:
    """Return the newest day's thread, its head first."""
    newest = await head(world, channel)
    return await world.channel(channel).messages(thread_ts=newest["ts"])


async def direct(world: World, who: str) -> str:
    """Return the channel id of somebody's direct message with Muster."""
    state = await world.get("state")
    me = next(one["id"] for one in state["members"] if one["name"] == who)
    return next(str(one["id"]) for one in state["channels"] if one.get("is_im") and one.get("user") == me)
