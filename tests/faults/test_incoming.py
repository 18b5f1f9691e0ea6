"""What becomes of payloads that come twice, or in the middle of trouble."""

import sqlite3
from pathlib import Path

from tests.world import Person, World, words

LINE = "/task Order the racks by fri"


def count(database: Path, table: str) -> int:
    """Count a table's rows."""
    with sqlite3.connect(database) as db:
        found: int = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own table
        return found


async def test_a_command_delivered_twice_makes_one_task(world: World, ana: Person, database: Path) -> None:
    """Slack delivers a command twice.

    Happens: the second finds that it was carried out.
    Seen: one task, one card.
    """
    await world.post("faults", method="socket", kind="twice", times=1)

    await ana.types(LINE)

    assert count(database, "task") == 1
    assert len(await world.channel("#atlas").messages()) == 1


async def test_a_locked_database_changes_nothing_and_says_so(
    world: World, ana: Person, database: Path
) -> None:
    """The database is locked while somebody types a command.

    Happens: the command is rolled back when its time is over.
    Seen: that it took too long, and that nothing was changed.
    """
    blocker = sqlite3.connect(database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")

    answer = await world.post("command", as_="ana", channel="#atlas", command="/task", text="Order the racks")
    blocker.execute("ROLLBACK")
    blocker.close()

    assert "nothing was changed" in words(answer["ephemerals"][-1])
    assert count(database, "task") == 0
