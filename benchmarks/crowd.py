"""Serves a workspace of many channels, with the app in all of them: `python -m benchmarks.crowd CHANNELS`."""

import asyncio
import sys
from typing import Any

from benchmarks.stage import Standing
from bot.alone import environment
from bot.play import manifest, until_stopped
from bot.sandbox import Sandbox


def crowded(channels: int) -> dict[str, Any]:
    """Return the seeded workspace with that many more channels, C00001 and on."""
    start = Sandbox(manifest=manifest(), clock=Standing()).snapshot()
    there = start["teams"][0]["workspace"]["channels"]
    like = there["C0ATLAS"]
    for number in range(1, channels + 1):
        ident = f"C{number:05}"
        there[ident] = {**like, "id": ident, "name": f"crowd-{number}", "messages": {}}
    return start


async def main(channels: int) -> None:
    """Serve until terminated."""
    sandbox = Sandbox(manifest=manifest(), clock=Standing(), snapshot=crowded(channels))
    await sandbox.start()
    for name, value in environment(sandbox).items():
        print(f"{name}={value}", flush=True)
    await until_stopped()
    await sandbox.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
