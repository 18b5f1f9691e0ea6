"""What becomes of a file of tasks when Slack refuses or stumbles, or Muster is killed, while it is sent."""

import base64
import sqlite3
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.workspace import Channel, Message
from tests.faults.running import Site, site, until
from tests.world import Json, Person, World, find, unhurried, words

COMPLETE, ADDRESS = "files.completeUploadExternal", "files.getUploadURLExternal"
STUMBLES = ["ratelimited", "500_after", "drop_after", "drop_before", "timeout_after", "refuse:internal_error"]


def posts(database: Path) -> list[tuple[str, str]]:
    """Return the state and reason of each file on record."""
    with sqlite3.connect(database) as db:
        return db.execute("SELECT state, reason FROM post WHERE kind = 'task.file'").fetchall()


@pytest.mark.parametrize("method", [ADDRESS, COMPLETE])
@pytest.mark.parametrize("kind", [*STUMBLES, "refuse:file_not_found"])
async def test_a_file_that_went_wrong_once_comes_exactly_once(
    world: World, ana: Person, database: Path, method: str, kind: str
) -> None:
    """Slack answers a step of an upload with 429, 500, an error, late or never, or cuts the connection.

    Happens: before it is shared nobody sees it, so it begins anew; sharing may have worked, so the direct
    message is looked through for a file with the post's mark in its name first.
    Seen: the file, once, moments later.
    """
    await ana.types("/task add Order racks")
    await world.post("faults", method=method, kind=kind, times=1)

    await ana.types("/task export csv")

    brought = [message for message in await ana.dms() if message.get("files")]
    assert [b"Order racks" in await world.file(message) for message in brought] == [True]
    assert posts(database) == [("posted", "")]


@pytest.mark.parametrize("method", [ADDRESS, COMPLETE])
async def test_a_file_the_workspace_does_not_take_waits_and_then_holds_what_is_so_then(
    database: Path, method: str
) -> None:
    """The workspace takes no uploads, or has no room for them.

    Happens: the post is held with the reason, and tried again hourly and at each start.
    Seen: the reason in `/muster status`; then the file, once, with the tasks as they stand when it is sent.
    """
    async with unhurried(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        ana = world.person("ana")
        await ana.types("/task add Order racks")
        await world.post("faults", method=method, kind="refuse:storage_limit_reached", times=1)
        await ana.types("/task export csv")
        await ana.types("/task done T-1")
        await ana.types("/task add Order cables")
        held, kept = posts(database), first.sandbox.snapshot()

    async with unhurried(database, snapshot=kept) as second, aiohttp.ClientSession() as session:
        world = World(second, session)
        await world.settle()
        [brought] = [one for one in await world.person("ana").dms() if one.get("files")]
        content = await world.file(brought)

    assert held == [("held", "storage_limit_reached")]
    assert posts(database) == [("posted", "")]
    assert b"Order cables" in content
    assert b"Order racks" not in content


@pytest.mark.parametrize(
    "step", [f"{when} {method}" for when in ("before", "after") for method in (ADDRESS, COMPLETE)]
)
async def test_killed_while_a_file_is_sent_it_comes_once(database: Path, tmp_path: Path, step: str) -> None:
    """Muster is killed (`kill -9`) before or after a step of an upload.

    Happens: the next start looks for the file in the direct message and sends it only if it is not there.
    Seen: the file, once.
    """
    async with site(f"sqlite:///{database}", tmp_path) as here:
        process = await here.start(step)
        await here.control("command", as_="ana", channel="#atlas", command="/task", text="add Order racks")
        await here.settle()
        here.armed.touch()
        await here.control("command", as_="ana", channel="#atlas", command="/task", text="export csv")
        await until(lambda: not process.is_alive())
        here.armed.unlink()
        await here.kill(process)

        await here.start()
        await here.settle()

        channels = here.sandbox.core.workspace.channels.values()
        files = [one.files for channel in channels for one in channel.messages.values() if one.files]
        assert len(files) == 1
    assert posts(database) == [("posted", "")]


async def test_killed_between_any_two_batches_an_import_goes_on_and_makes_nothing_twice(
    database: Path, tmp_path: Path
) -> None:
    """Muster is killed (`kill -9`) before or after any COMMIT while a file of 120 tasks is saved and linked.

    Happens: each batch of lines sets the timer of the next in its own transaction; the next start goes on.
    Seen: the message counts on to the end; each task once, each with what it waits for.
    """
    async with site(f"sqlite:///{database}", tmp_path) as here:
        process = await here.start()
        channel, message = await brought(here)
        pressed = find({"blocks": message.blocks}, "Import 120 tasks")
        await here.kill(process)
        counts = await killed_again_and_again(here, channel, message, pressed, lambda: len(saved(database)))
        assert any(0 < count < 120 for count in counts), counts
        if not saved(database):  # it was killed before the press was on record: Ana presses again
            await here.control("click", as_="ana", channel=channel.id, ts=message.ts, **pressed)
            await here.settle()

        assert "imported 120 tasks, T-1 to T-120" in channel.messages[message.ts].text
    assert saved(database) == [(number, f"Rack {number}") for number in range(1, 121)]
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT count(*) FROM task_link").fetchone() == (119,)


async def test_killed_between_any_two_batches_what_was_imported_goes_on_being_taken_back(
    database: Path, tmp_path: Path
) -> None:
    """Muster is killed (`kill -9`) before or after any COMMIT while an import of 120 tasks is taken back.

    Happens: each batch sets the timer of the next in its own transaction; the next start goes on.
    Seen: the message counts on to the end; all tasks are dropped, each once, but the one that somebody had
    changed, which stays whole and is named.
    """
    async with site(f"sqlite:///{database}", tmp_path) as here:
        process = await here.start()
        channel, message = await brought(here)
        pressed = find({"blocks": message.blocks}, "Import 120 tasks")
        await here.control("click", as_="ana", channel=channel.id, ts=message.ts, **pressed)
        await here.settle()
        await here.control("command", as_="ben", channel="#atlas", command="/task", text="due T-70 12 nov")
        await here.settle()
        pressed = find({"blocks": channel.messages[message.ts].blocks}, "Take all back")
        await here.kill(process)
        counts = await killed_again_and_again(here, channel, message, pressed, lambda: len(left(database)))
        assert any(1 < count < 120 for count in counts), counts
        if len(left(database)) == 120:  # it was killed before the press was on record: Ana presses again
            await here.control("click", as_="ana", channel=channel.id, ts=message.ts, **pressed)
            await here.settle()

        shown = channel.messages[message.ts]
        assert "119 tasks taken back. 1 task changed since stays." in shown.text
        assert "row 71: T-70 was changed since, and stays" in words({"blocks": shown.blocks})
    assert left(database) == [(70, "T-69")]
    with sqlite3.connect(database) as db:
        back = (
            "SELECT count(*), count(DISTINCT subject_id) FROM change WHERE undoes != '' AND field = 'status'"
        )
        assert db.execute(back).fetchone() == (119, 119)


async def killed_again_and_again(
    here: Site, channel: Channel, message: Message, pressed: Json, count: Callable[[], int]
) -> list[int]:
    """Have Ana press a button of a message, and end Muster at one step after another of what follows.

    Returns what was counted after each end, until nothing was left to do. At last Muster is started to stay.
    """
    here.armed.touch()  # from its first step on: what was under way goes on as soon as it starts
    deaths, counts = 0, list[int]()
    for step in range(56, 156, 2):  # a start that finds nothing to do takes fewer than the first
        process = await here.start(str(step))
        await here.control("click", as_="ana", channel=channel.id, ts=message.ts, **pressed)
        await here.control("clock", by="0m")
        was_alive = process.is_alive()
        deaths += not was_alive
        counts.append(count())
        await here.kill(process)
        if was_alive:
            break
    here.armed.unlink()
    await here.start()
    await here.settle()
    assert deaths > 3
    assert len(set(counts)) > 3, counts
    return counts


async def brought(here: Site) -> tuple[Channel, Message]:
    """Let Ana bring a file of 120 tasks in a chain; return the message that shows it, and where it stands."""
    rows = "".join(
        f"{number},Rack {number},{f'T-{number - 1}' if number > 1 else ''}\n" for number in range(1, 121)
    )
    content = base64.b64encode(f"number,title,after\n{rows}".encode()).decode()
    await here.control("command", as_="ana", channel="#atlas", command="/task", text="import")
    values = {"file": {"file": [{"name": "racks.csv", "content": content}]}}
    await here.control("submit", as_="ana", values=values)
    await here.settle()
    return next(
        (channel, one)
        for channel in here.sandbox.core.workspace.channels.values()
        for one in channel.messages.values()
        if "can be imported" in one.text
    )


def left(database: Path) -> list[tuple[int, str]]:
    """Return the number of each open task on record, and what it waits for."""
    with sqlite3.connect(database) as db:
        return db.execute(
            "SELECT task.number, coalesce('T-' || before.number, '') FROM task "
            "LEFT JOIN task_link ON task_id = task.id LEFT JOIN task before ON before.id = before_id "
            "WHERE task.status = 'open' ORDER BY task.number"
        ).fetchall()


def saved(database: Path) -> list[tuple[int, str]]:
    """Return the number and title of each task on record."""
    with sqlite3.connect(database) as db:
        return db.execute("SELECT number, title FROM task ORDER BY number").fetchall()
