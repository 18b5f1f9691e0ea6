"""Tasks as a file in a direct message: what it holds, for whom, and what is said of it."""

import csv
import io
import json
from pathlib import Path

from sqlalchemy import create_engine

from storage.models.task import Task
from tests.world import Person, World


async def bring(world: World, person: Person, line: str) -> tuple[str, bytes]:
    """Ask for a file; return what its message says and the file."""
    await person.types(line)
    newest = (await person.dms())[-1]
    return str(newest["text"]), await world.file(newest)


def titles(content: bytes) -> list[str]:
    """Return the titles of a CSV file, in its order."""
    return [row["title"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


async def test_a_list_comes_whole_as_a_file_in_the_order_of_lists(world: World, ana: Person) -> None:
    for number in range(1, 13):
        await ana.types(f"/task add Rack {number}")
    await ana.types("/task add Order cables by fri !high ~3h +dc")
    await ana.types("/task add Not mine @ben")

    reply = await ana.types("/task export csv")
    newest = (await ana.dms())[-1]
    content = await world.file(newest)

    assert reply == "Open tasks of Ana Sousa: 13 tasks are on their way to you as a file."
    assert newest["text"].startswith(
        "Open tasks of Ana Sousa: 13 tasks. Times in the file are those of Lisbon"
    )
    assert newest["files"][0]["name"].startswith("tasks-2026-10-26-")
    assert newest["files"][0]["name"].endswith(".csv")
    assert newest["files"][0]["title"] == "Open tasks of Ana Sousa, 2026-10-26.csv"
    assert titles(content) == ["Order cables", *(f"Rack {number}" for number in range(1, 13))]


async def test_filters_are_those_of_a_list(world: World, ana: Person) -> None:
    await ana.types("/task add Order racks @ben +dc !high")
    await ana.types("/task add Order cables @ben +dc")
    await ana.types("/task add Order lamps @ben")
    await ana.types("/task done T-3")

    _, one = await bring(world, ana, "/task export csv @ben +dc !p2")
    _, done = await bring(world, ana, "/task export csv done @ben")
    _, several = await bring(world, ana, "/task export json all +dc")

    assert titles(one) == ["Order racks"]
    assert titles(done) == ["Order lamps"]
    assert [task["title"] for task in json.loads(several)["tasks"]] == ["Order racks", "Order cables"]


async def test_an_empty_list_makes_no_file(ana: Person) -> None:
    reply = await ana.types("/task export csv late")

    assert "there are none, so there is no file" in reply
    assert await ana.dms() == []


async def test_a_name_that_fits_two_people_asks_and_the_button_brings_the_file(
    world: World, ana: Person
) -> None:
    await ana.types("/task add Order racks @ben")

    asked = await ana.types("/task export json @nobodyatall")

    assert "Nobody here is called" in asked
    assert await ana.dms() == []


async def test_a_file_of_too_many_says_so_and_holds_the_first_ten_thousand(
    world: World, ana: Person, database: Path
) -> None:
    await ana.types("/task add Last by 12 nov")
    await ana.types("/task add Nearer by 2 nov")
    copy(database, number=2, times=9_999)

    reply = await ana.types("/task export csv")
    newest = (await ana.dms())[-1]
    found = titles(await world.file(newest))

    assert "more than 10,000. The first 10,000 are on their way" in reply
    assert "There are more than these 10,000" in newest["text"]
    assert found == ["Nearer"] * 10_000


def copy(database: Path, *, number: int, times: int) -> None:
    """Put copies of a task on record, with numbers of their own."""
    table = Task.__table__  # type: ignore[attr-defined]
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as tx:
        row = dict(tx.execute(table.select().where(table.c.number == number)).mappings().one())
        del row["id"]
        tx.execute(table.insert(), [row | {"number": 1000 + each} for each in range(times)])
    engine.dispose()


async def test_words_behind_export_that_are_no_filter_are_a_title(ana: Person) -> None:
    told = await ana.types("/task export csv the tables")

    assert "export csv the tables" in told
    assert await ana.dms() == []


async def test_a_file_leads_to_the_cards_that_its_reader_may_see(world: World, ana: Person) -> None:
    await ana.types("/task add Order racks")
    card = await world.channel("#atlas").last()

    _, file = await bring(world, ana, "/task export csv")

    [row] = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    address = f"https://northwind.slack.com/archives/C0ATLAS/p{card['ts'].replace('.', '')}"
    assert (row["number"], row["channel"], row["card"]) == ("T-1", "atlas", address)
