"""What becomes of a file of tasks when Slack refuses or stumbles, or Muster is killed, while it is sent."""

import sqlite3
from pathlib import Path

import aiohttp
import pytest

from bot.play import stage
from tests.faults.running import site
from tests.world import Person, World

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
    async with stage(database) as first, aiohttp.ClientSession() as session:
        world = World(first, session)
        ana = world.person("ana")
        await ana.types("/task add Order racks")
        await world.post("faults", method=method, kind="refuse:storage_limit_reached", times=1)
        await ana.types("/task export csv")
        await ana.types("/task done T-1")
        await ana.types("/task add Order cables")
        held, kept = posts(database), first.sandbox.snapshot()

    async with stage(database, snapshot=kept) as second, aiohttp.ClientSession() as session:
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
        await process.wait()
        here.armed.unlink()
        await here.kill(process)

        await here.start()
        await here.settle()

        channels = here.sandbox.core.workspace.channels.values()
        files = [one.files for channel in channels for one in channel.messages.values() if one.files]
        assert len(files) == 1
    assert posts(database) == [("posted", "")]
