"""A file that comes in shows nothing to people who did not see it where it comes from."""

import pytest

from tests.flows.test_task_import import brings, exported, presses, tasks, told
from tests.world import Person, World, labels, words


@pytest.fixture
async def vendor(world: World) -> World:
    """Muster is in the private channel of Ana and Dana."""
    await world.post("channel", channel="#vendor-terms", bot_in=True)
    return world


@pytest.fixture
def dana(world: World) -> Person:
    """Who is in the private channel, too."""
    return world.person("dana")


@pytest.mark.parametrize("kind", ["csv", "json"])
async def test_what_was_exported_from_a_private_channel_goes_back_to_it_and_the_preview_says_so(
    vendor: World, ana: Person, ben: Person, kind: str
) -> None:
    await ana.types("/task Walk-away price is 41k @dana by fri", "#vendor-terms")
    await ana.types("/task add Order racks", "#atlas")
    file = await exported(vendor, ana, f"/task export {kind} everything")

    await brings(ana, file, f"tasks.{kind}", channel="#atlas")
    shown = words(await told(ana))
    await presses(ana, "Import 2 tasks")

    assert "By the column channel: 1 task to #vendor-terms." in shown
    assert "Walk-away price is 41k · Dana Whitfield · due Fri 30 Oct 17:00 · in #vendor-terms\n" in shown
    assert "Order racks · Ana Sousa\n" in f"{shown}\n"
    assert "Walk-away" not in await ben.types("/task list everything")
    assert "Walk-away" not in await ben.types("/task find walk-away")
    again = await ana.types("/task list everything", "#vendor-terms")
    assert "*T-1* Walk-away" in again
    assert "*T-3* Walk-away" in again


async def test_a_row_of_a_private_channel_comes_in_by_nobody_who_is_not_in_it_and_is_named(
    vendor: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Walk-away price is 41k", "#vendor-terms")
    file = await exported(vendor, ana, "/task export csv everything")

    await brings(ben, file + b"T-9,Order racks\r\n", channel="#atlas")
    shown = words(await told(ben))
    await brings(ben, b"title,channel\nOne,vendor-terms\nTwo,nowhere\n")
    other = words(await told(ben))

    assert "1 of 2 tasks can be imported" in shown
    assert 'row 2: it belongs to a channel "vendor-terms", and you are in none such: empty that cell' in shown
    assert "Would be made:\nOrder racks" in shown
    one, two = (line for line in other.splitlines() if line.startswith("row "))
    assert one.replace("row 2", "row 3").replace("vendor-terms", "nowhere") == two


async def test_who_left_the_private_channel_before_import_is_pressed_brings_nothing_into_it(
    vendor: World, ana: Person, dana: Person
) -> None:
    await brings(dana, "title,channel\nWalk-away price,#Vendor-Terms\n", channel="#general")
    await vendor.post("channel", channel="#vendor-terms", leave="dana")
    await vendor.settle()

    await presses(dana, "Import 1 task")

    assert 'row 2: it belongs to a channel "#Vendor-Terms"' in words(await told(dana))
    assert "Walk-away" not in await ana.types("/task list everything", "#vendor-terms")


async def test_what_a_file_names_of_a_public_channel_stays_in_the_private_one_that_was_asked_in(
    vendor: World, ana: Person, ben: Person
) -> None:
    await brings(ana, "title,channel\nOrder racks,atlas\nPay them,vendor-terms\n", channel="#vendor-terms")
    shown = words(await told(ana))

    await presses(ana, "Import 2 tasks")

    assert "By the column" not in shown
    assert "Order racks" not in await ben.types("/task list everything")
    assert "Order racks" in await ana.types("/task list everything", "#vendor-terms")


async def test_a_task_of_no_channel_stays_its_peoples_own(world: World, ana: Person, ben: Person) -> None:
    await ana.writes("task Ask for a raise", "@muster")
    file = await exported(world, ana, "/task export csv everything")
    assert [row["channel"] for row in tasks(file, "csv")] == ["no channel"]

    await brings(ana, file, channel="#atlas")
    shown = words(await told(ana))
    await presses(ana, "Import 1 task")

    assert "By the column channel: 1 task to none, seen only by whose it is." in shown
    assert "raise" not in await ben.types("/task list everything")
    assert "*T-2* Ask for a raise" in await ana.types("/task list everything")


async def test_a_task_of_a_channel_its_reader_may_not_be_told_is_left_out_of_what_comes_in(
    vendor: World, ana: Person, ben: Person
) -> None:
    await ana.types("/task Walk-away price is 41k @ben", "#vendor-terms")
    file = await exported(vendor, ben, "/task export csv everything")

    await brings(ben, file, channel="#atlas")

    assert [row["channel"] for row in tasks(file, "csv")] == ["a hidden channel"]
    shown = await told(ben)
    assert "row 2: it belongs to a channel that it does not name, and you are in none such" in words(shown)
    assert labels(shown) == ["Cancel"]


async def test_a_guest_brings_nothing_of_a_public_channel_they_are_not_in(world: World, ana: Person) -> None:
    await brings(world.person("gil"), "title,channel\nOrder racks,general\nOrder lamps,atlas\n")

    shown = words(await told(world.person("gil")))

    assert 'row 2: it belongs to a channel "general"' in shown
    assert "Would be made:\nOrder lamps · no owner" in shown


async def test_a_preview_says_who_is_named_and_is_not_in_the_private_channel(
    vendor: World, ana: Person, dana: Person
) -> None:
    rows = "title,owner,watchers\nSecret price,ben,gil\nSecret deal,gil,sam\nSecret plan,ana,dana\n"
    await brings(dana, rows, channel="#vendor-terms")

    shown = words(await told(dana))

    assert "Not in the channel of their task:" in shown
    assert (
        "row 2: Ben Carter sees it also without being in its private channel. "
        "Gil Novak is not in its channel, so the cc tells them nothing.\n"
        "row 3: Gil Novak sees it also without being in its channel. "
        "Sam Okafor is not in its channel, so the cc tells them nothing."
    ) in shown
    assert "row 4" not in shown


async def test_a_preview_of_a_public_channel_names_only_guests_as_outside(world: World, ana: Person) -> None:
    await brings(ana, "title,owner\nOrder racks,dana\nOrder lamps,gil\n", channel="#steering")

    shown = words(await told(ana))

    assert "row 3: Gil Novak sees it also without being in its channel." in shown
    assert "row 2" not in shown
