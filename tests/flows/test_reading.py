"""People and channels are read anew from Slack, while others type."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, Engine, event

from tests.world import World


async def test_many_people_are_read_in_transactions_short_enough_for_whoever_types_meanwhile(
    world: World,
) -> None:
    for place in range(120):
        new = {"id": f"U0NEW{place}", "name": f"new{place}", "real_name": f"New {place}", "tz": "Europe/Rome"}
        assert (await world.post("member", new=new))["ok"]
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
