"""`make bench`: each row is a ratio; both sides are measured alternately, in one run.

`make bench ARGS=sandbox` measures the sandbox alone, `ARGS=muster` Muster alone.
"""

import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from benchmarks import fill, kills, many, outbox, sandbox, standups
from benchmarks.measure import ROUNDS, WARM, alternate, show, timed
from benchmarks.stage import MUSTER, App, app, running, workspace
from benchmarks.statements import ADD, record
from bot.clock import SystemClock
from bot.ticker import Ticker
from storage.db import Store
from storage.upgrade import upgrade

COMMANDS = 3000
STARTS = 5
IMPORTS = "import slack_bolt.async_app, slack_bolt.adapter.socket_mode.aiohttp, sqlmodel"
Row = Callable[[Path], Awaitable[None]]


async def main() -> None:
    """Measure every row and print it."""
    with tempfile.TemporaryDirectory(prefix="muster-bench-") as name:
        folder = Path(name)
        for row in chosen(sys.argv[1:]):
            begun = time.perf_counter()
            await row(folder)
            print(f"  ({time.perf_counter() - begun:.0f} s)", flush=True)


def chosen(words: list[str]) -> list[Row]:
    """Return the rows of the groups named; all when none is. Ends the program when a group is unknown."""
    unknown = [word for word in words if word not in GROUPS]
    if unknown:
        sys.exit(f'There are no rows "{unknown[0]}". Choose from: {", ".join(GROUPS)}.')
    return [row for name, rows in GROUPS.items() if not words or name in words for row in rows]


async def adding(folder: Path) -> None:
    """Measure `/task add` against an empty handler and against bare statements; then memory."""
    recorded = folder / "statements.json"
    steps = await record(fresh(folder / "recorded.db"))
    recorded.write_text(json.dumps(steps))
    async with (
        app(fresh(folder / "muster.db"), *MUSTER) as muster,
        app(folder / "none.db", "benchmarks.bolt") as empty,
        app(folder / "recorded.db", "benchmarks.bolt", str(recorded)) as bare,
    ):
        added, nothing, statements = await alternate(
            partial(muster.asks, ADD), partial(empty.asks, ADD), partial(bare.asks, ADD)
        )
        show("/task add, against an empty handler", added, nothing, 6)
        show(f"/task add, against its {len(steps)} statements in bare sqlite3", added, statements, 2)
        await remember(muster)


async def remember(muster: App) -> None:
    """Print what Muster holds in memory after 3,000 commands."""
    for _ in range(COMMANDS - ROUNDS - WARM):
        await muster.asks(ADD)
    print(f"memory after {COMMANDS} commands: {muster.memory:.0f} MB (goal: 130 MB)")


async def ticking(folder: Path) -> None:
    """Measure a tick with nothing due at 100,000 timers against 100."""
    few, many = fresh(folder / "few.db"), fresh(folder / "many.db")
    fill.timers(few, 100)
    fill.timers(many, 100_000)
    with Store(f"sqlite:///{few}") as one, Store(f"sqlite:///{many}") as other:
        tick_few, tick_many = Ticker(one, SystemClock(), {}), Ticker(other, SystemClock(), {})
        slow, quick = await alternate(partial(timed, tick_many.step), partial(timed, tick_few.step))
    show("a tick with nothing due, 100,000 timers against 100", slow, quick, 1.3)


async def starting(folder: Path) -> None:
    """Measure `muster run` to its first command against importing Bolt and SQLModel alone."""
    database = fresh(folder / "start.db")

    async def start() -> float:
        begun = time.perf_counter()
        async with workspace() as sandbox, running(sandbox, database, *MUSTER) as muster:
            await muster.asks("help")
            return time.perf_counter() - begun

    async def importing() -> float:
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", IMPORTS)
        await process.wait()
        return time.perf_counter() - begun

    started, imported = await alternate(start, importing, rounds=STARTS, warm=1)
    show("start to first command, against importing slack_bolt and sqlmodel", started, imported, 3)


def fresh(path: Path) -> Path:
    """Make a migrated, empty database."""
    template = path.parent / "template.db"
    if not template.exists():
        upgrade(f"sqlite:///{template}")
    shutil.copy(template, path)
    return path


GROUPS: dict[str, tuple[Row, ...]] = {
    "muster": (adding, ticking, starting),
    "many": (many.on_sqlite, many.on_postgresql),
    "loops": (outbox.sending, standups.due_at_once, kills.counted),
    "sandbox": (sandbox.posting, sandbox.unheard, sandbox.commanding, sandbox.paging),
}

if __name__ == "__main__":
    asyncio.run(main())
