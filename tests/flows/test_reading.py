"""People and channels are read anew from Slack, while others type."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, Engine, event, update
from sqlmodel import Session

from bot.clock import SystemClock
from bot.hourly import Hourly
from storage import workspaces
from storage.models.people import Member
from tests.world import Json, World


class WallClock(SystemClock):
    """A clock by which real time passes as the test says."""

    def __init__(self) -> None:
        self.at = datetime(2026, 10, 26, 8, tzinfo=UTC)

    def real(self) -> datetime:
        """Return the time the test says."""
        return self.at

    now = real


async def list_reads(world: World) -> list[Json]:
    """List how often all channels were asked for."""
    return [one for one in (await world.get("log"))["entries"] if one["type"] == "conversations.list"]


async def test_who_is_where_is_read_once_an_hour(world: World) -> None:
    sandbox, clock = world.stage.sandbox, WallClock()
    client = AsyncWebClient(sandbox.bot_token, base_url=sandbox.api_url)
    hourly = Hourly(world.stage.store, clock, client)
    [team] = await world.stage.store.read(workspaces.list_teams)
    await hourly.start(team)
    begun = len(await list_reads(world))

    clock.at += timedelta(minutes=59)
    await hourly.step()
    early = len(await list_reads(world))
    clock.at += timedelta(minutes=1)
    for _ in range(2):
        await hourly.step()

    assert (early, len(await list_reads(world))) == (begun, begun + 1)


def forget_names(tx: Session) -> None:
    """Leave people with names they no longer have, as if no event had told of the new ones."""
    tx.execute(update(Member).values(name="Somebody"))


async def test_many_people_are_read_in_transactions_short_enough_for_whoever_types_meanwhile(
    world: World,
) -> None:
    for place in range(120):
        new = {"id": f"U0NEW{place}", "name": f"new{place}", "real_name": f"New {place}", "tz": "Europe/Rome"}
        assert (await world.post("member", new=new))["ok"]
    await world.stage.store.write(forget_names)
    changed: Counter[int] = Counter()
    begun = [0]

    def note(_c: Any, _cursor: Any, sql: str, _given: Any, _context: Any, _many: bool) -> None:
        changed[begun[0]] += sql.startswith(("UPDATE member", "INSERT INTO member"))

    def commit(_: Connection) -> None:
        begun[0] += 1

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Engine, "commit", commit)
    await world.stage.muster.hourly.run()
    event.remove(Engine, "before_cursor_execute", note)
    event.remove(Engine, "commit", commit)

    assert changed.total() >= 120
    assert max(changed.values()) <= 50
