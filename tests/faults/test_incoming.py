"""What becomes of payloads that come twice, or in the middle of trouble."""

import sqlite3
from pathlib import Path

from tests.flows.standup_words import direct, thread
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


async def test_a_click_delivered_twice_is_answered_once(world: World, ana: Person) -> None:
    """Slack delivers a click twice.

    Happens: the second finds that it was carried out.
    Seen: the card says done; nobody is told that it was done already.
    """
    await ana.types(LINE)
    card = await world.channel("#atlas").last()
    await world.post("faults", method="socket", kind="twice", times=1)

    told = await ana.presses("Done", card)

    private = [one for one in await ana.sees("#atlas") if one.get("is_ephemeral")]
    assert told == "*T-1* Order the racks: done\nUndo"
    assert sum(": done" in words(one) for one in private) == 1
    assert "Done by Ana Sousa" in words(await world.channel("#atlas").last())
    assert [words(one) for one in private if "done already" in words(one)] == []


async def test_a_form_delivered_twice_makes_one_task(world: World, ana: Person, database: Path) -> None:
    """Slack delivers a submitted form twice.

    Happens: the second finds that it was carried out.
    Seen: one task, one card.
    """
    await ana.types("/task add")
    form = await ana.form()
    await world.post("faults", method="socket", kind="twice", times=1)

    await ana.submits(form, {"title": {"title": "Order the racks"}})

    assert count(database, "task") == 1
    assert len(await world.channel("#atlas").messages()) == 1


async def test_a_message_delivered_twice_is_one_answer_and_confirmed_once(world: World, ana: Person) -> None:
    """Slack delivers a message to Muster twice; it is an answer to a standup.

    Happens: the second finds that it was carried out.
    Seen: one answer in the thread; one message that it was taken.
    """
    await world.clock(to="2026-10-26T20:00:00+00:00")
    await ana.types("/standup setup mon-fri 09:30 4h", channel="#atlas-standup")
    await world.clock(to="2026-10-27T09:31:00+00:00")
    place = await direct(world, "ana")
    await world.post("faults", method="socket", kind="twice", times=1)

    await ana.writes("Racks ordered", channel=place)

    assert len([one for one in await ana.dms() if "your answer" in words(one)]) == 1
    assert len(await thread(world)) == 2


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


async def test_a_refused_form_is_saved_when_it_is_sent_again_corrected(
    world: World, ana: Person, database: Path
) -> None:
    """The database lets go of no payload while a form is refused; then it is sent again.

    Happens: a payload of which nothing came was never noted as carried out.
    Seen: what is wrong, at its field; then the task that the corrected form makes.
    """
    await ana.types("/task add")
    form = await ana.form()
    with sqlite3.connect(database) as db:
        db.execute("CREATE TRIGGER held BEFORE DELETE ON seen BEGIN SELECT RAISE(ABORT, 'held'); END")

    refused = await ana.submits(form, {"title": {"title": "Order the racks"}, "after": {"after": "T-99"}})
    await ana.submits(form, {"title": {"title": "Order the racks"}, "after": {"after": ""}})

    assert "T-99" in str(refused)
    assert count(database, "task") == 1
